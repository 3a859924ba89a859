"""Where a strategy is weakest: the findings that have causes to ask for, by the part of the strategy they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cxadvisor.errors import Problem, SettingsError
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import Strategy, split_place
from cxadvisor.prompting import KINDS
from cxadvisor.rulebook.rulebook import shipped

SEVERITIES: Final = ("high", "medium", "low")
OWN_KEY: Final = "five_whys"
"""What is found in 5-Whys sheets is mended in them; nobody asks why about it in another."""


class Weakness(NamedTuple):
    """A finding, and the number of its canvas among several: None where there is one, or it is across them."""

    finding: Finding
    canvas: int | None


class Area(NamedTuple):
    """A block, a stage of one, or a kind of artefact, with what was found there, the gravest first.

    ``block`` and ``stage`` are None where a finding concerns several. ``of`` notes were looked at by rules about links,
    of which ``covered`` have what they need.
    """

    canvas: int | None
    block: str | None
    stage: str | None
    weaknesses: tuple[Weakness, ...]
    covered: int
    of: int

    def count(self, severity: str) -> int:
        """Return how many findings of a severity there are."""
        return sum(each.finding.severity == severity for each in self.weaknesses)


def weak_areas(review: Review) -> tuple[Area, ...]:
    """Return the areas with findings, the weakest first: by how grave the findings are, how many there are of each
    severity, how few of the notes are covered, and the fill order.

    Questions, advice and accepted exceptions are no weaknesses.
    """
    found: dict[tuple[int | None, str | None, str | None], list[Weakness]] = {}
    for each in weaknesses(review):
        found.setdefault((each.canvas, each.finding.block, each.finding.stage), []).append(each)
    areas = []
    for (canvas, block, stage), inside in found.items():
        covered, of = _coverage(review if canvas is None else review.reviews[canvas], block)
        areas.append(Area(canvas, block, stage, tuple(inside), covered, of))
    return tuple(sorted(areas, key=_rank))


def weaknesses(review: Review) -> Iterator[Weakness]:
    """Yield the gaps, conflicts and weaknesses of a review and of those in it, but for those of 5-Whys sheets."""
    for number, each in [(None, review), *enumerate(review.reviews)]:
        for finding in each.of_kind(*KINDS):
            if finding.block != OWN_KEY:
                yield Weakness(finding, number)


def _coverage(review: Review, block: str | None) -> tuple[int, int]:
    """Return how many notes of a block have the links that rules look for, and how many were looked at."""
    rules = shipped()
    scores = [
        score
        for rule, score in review.scores.items()
        if rule in rules and (coverage := rules.find(rule).coverage) and coverage.of == block
    ]
    return sum(score.covered for score in scores), sum(score.of for score in scores)


def _rank(area: Area) -> tuple[object, ...]:
    share = area.covered / area.of if area.of else 1.0
    number = BLOCKS[area.block].number if area.block in BLOCKS else len(BLOCKS) + 1
    counts = [-area.count(severity) for severity in SEVERITIES]
    first = next(index for index, count in enumerate(counts) if count)
    return (first, counts, share, number, area.stage or "", area.canvas or 0)


def chosen(
    areas: tuple[Area, ...], strategy: Strategy, finding: str | None, at: str | None
) -> tuple[Weakness, ...]:
    """Return the findings that somebody names, the weakest first.

    Args:
        areas: those of the review.
        strategy: what was reviewed; its notes may be named by their ids.
        finding: the name or code of a rule, or a fingerprint; None for any.
        at: a block, ``block/stage``, a place or the id of a note; None for anywhere.

    Raises ``SettingsError`` where there is no such finding.
    """
    every = [each for area in areas for each in area.weaknesses]
    label = (finding or "").casefold()
    fitting = [
        each
        for each in every
        if not label
        or label in (each.finding.rule, each.finding.code.casefold())
        or (len(label) >= FINGERPRINT_LETTERS and each.finding.fingerprint.startswith(label))
    ]
    if not fitting and finding is not None:
        remedy = "“cxadvisor whys PATH --list” shows what there is: gaps, conflicts and weaknesses."
        raise SettingsError(Problem(f"There is no finding “{finding}” to ask about.", remedy))
    if at is not None:
        fitting = [each for each in fitting if _is_at(each, at, strategy)]
        if not fitting:
            remedy = "Name a block, such as moments/post_sale, a place of a finding or the id of a note."
            raise SettingsError(Problem(f"There is no such finding at “{at}”.", remedy))
    return tuple(fitting)


FINGERPRINT_LETTERS: Final = 6
"""So many letters of a fingerprint are enough to name it."""


def _is_at(weakness: Weakness, at: str, strategy: Strategy) -> bool:
    finding = weakness.finding
    block, _, stage = at.strip("/").partition("/")
    if finding.block == block and (not stage or finding.stage == stage):
        return True
    pages = strategy.canvases
    own = pages if weakness.canvas is None else (pages[weakness.canvas],)
    ids: Mapping[str, str] = {
        placed.note.id: placed.place
        for file in own
        for placed in file.canvas.placed_notes()
        if placed.note.id is not None
    }
    wanted = ids.get(at, at)
    places = [each for place in finding.at for each in (place, split_place(place)[1])]
    return any(place == wanted or place.startswith(f"{wanted}/") for place in places)
