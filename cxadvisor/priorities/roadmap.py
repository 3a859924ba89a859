"""The roadmap of a review: what is to be done in 30, 60 and 90 days.

As in a plan, effort and impact decide when something is due, and what leans on something else comes after it. A plan
tries its actions on a copy of the strategy; here the advice of the findings is taken as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from cxadvisor.model.blocks import BLOCKS, CARRIERS, COMPANION_KEYS
from cxadvisor.model.plan import HORIZONS, Horizon
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import Severity, split_place
from cxadvisor.priorities.weights import horizon_of, level, weight_of

Why = Literal["same-note", "fill-order", "evidence"]
"""Why something comes first: it puts the note itself right, fills the inner block, or brings the evidence."""

DAYS: Final[Mapping[Horizon, int]] = {"quick": 30, "next": 60, "later": 90}
"""The horizons of a roadmap in days."""
UNRATED: Final[Severity] = "medium"
"""The effort of what nobody has rated; its impact is then as great as it is severe."""
EVIDENCE: Final = frozenset(
    {
        "journey-without-real-case",
        "moment-of-truth-without-evidence",
        "outside-figure-as-own-case",
        "persona-from-small-sample",
        "persona-without-evidence",
        "whys-answer-without-evidence",
    }
)
"""The rules whose advice is to bring evidence: it comes before what is decided on it."""
REWORDING: Final = frozenset(
    {"placeholder-text", "programme-as-metric", "segment-is-everyone", "vague-note", "value-not-distinctive"}
)
"""The rules whose advice is to write the note anew: that comes before what is told of the note."""
FILLING: Final = frozenset({"empty-block", "metrics-one-sided", "needs-one-sided"})
"""The rules whose advice is to fill a block: inner blocks come before those that serve them."""


class Step(NamedTuple):
    """Findings about which the same is to be done, in part ``part`` of the review (0: itself, then its canvases).

    ``after`` are the steps (by index) that come first, each with why. ``owner`` and ``due`` are those that the
    consultant noted; a date decides the horizon.
    """

    findings: tuple[Finding, ...]
    part: int
    effort: Severity
    impact: Severity
    horizon: Horizon
    owner: str | None = None
    due: str | None = None
    after: tuple[tuple[int, Why], ...] = ()

    @property
    def action(self) -> str:
        """What is to be done: the advice, else what was found."""
        return self.findings[0].advice or self.findings[0].message

    @property
    def weight(self) -> int:
        """What its findings weigh together."""
        return sum(map(weight_of, self.findings))


def roadmap_of(review: Review) -> tuple[Step, ...]:
    """Return what is to be done about a review, horizon by horizon: what is needed first, then what weighs most.

    Findings with the same advice are one step. Questions, and what is set aside or known, are no part of it.
    """
    steps = [
        step
        for number, part in enumerate((review, *review.reviews))
        for step in _steps(part, number, review.as_of)
    ]
    needs = _needs(steps)
    horizons, depths = _placed(steps, needs)
    order = sorted(
        range(len(steps)),
        key=lambda each: (HORIZONS.index(horizons[each]), depths[each], -steps[each].weight, each),
    )
    where = {number: place for place, number in enumerate(order)}
    return tuple(
        steps[number]._replace(
            horizon=horizons[number],
            after=tuple(sorted((where[other], why) for other, why in needs[number].items())),
        )
        for number in order
    )


def _steps(part: Review, number: int, as_of: str) -> Iterator[Step]:
    """Yield the steps of one review: findings that go by the same advice, and that the same owner has to mend."""
    together: dict[tuple[str | None, ...], list[Finding]] = {}
    for finding in part.findings:
        if finding.kind != "confirm" and finding.counts:
            noted = finding.noted
            owner, due = (noted.owner, noted.due) if noted else (None, None)
            say = finding.advice or finding.fingerprint
            key = (finding.rule, say, finding.effort, finding.impact, owner, due)
            together.setdefault(key, []).append(finding)
    for (_, _, effort, impact, owner, due), findings in together.items():
        takes = level(effort or UNRATED)
        brings = level(impact or findings[0].severity)
        horizon = _by_date(due, as_of) or horizon_of(takes, brings)
        yield Step(tuple(findings), number, takes, brings, horizon, owner, due)


def _by_date(due: str | None, as_of: str) -> Horizon | None:
    """Return the horizon in which a date lies; None where it is no date."""
    try:
        days = (date.fromisoformat(due or "") - date.fromisoformat(as_of)).days
    except ValueError:
        return None
    return next((horizon for horizon in HORIZONS if days <= DAYS[horizon]), HORIZONS[-1])


def _rank(step: Step) -> int:
    """Where a step stands among those that others lean on: evidence, wordings, blocks from the inside out, the rest."""
    first = step.findings[0]
    if first.rule in EVIDENCE:
        return 0
    if first.rule in REWORDING:
        return 1
    if first.rule in FILLING:
        return 1 + min(BLOCKS[each].number for each in _blocks(step))
    return 2 + len(BLOCKS)


def _blocks(step: Step) -> set[str]:
    """The blocks of the canvas that the findings of a step are about; all of them where none is named."""
    return {each.block for each in step.findings if each.block in BLOCKS} or set(BLOCKS)


def _needs(steps: list[Step]) -> list[dict[int, Why]]:
    """Return for each step those that come first, with why. They have a lower rank, so that there is no circle."""
    ranks = [_rank(step) for step in steps]
    putting_right: dict[tuple[int, str], list[tuple[int, Why]]] = {}
    filling: dict[int, list[int]] = {}
    for number, step in enumerate(steps):
        rule = step.findings[0].rule
        if rule in FILLING:
            filling.setdefault(step.part, []).append(number)
        elif rule in EVIDENCE or rule in REWORDING:
            why: Why = "evidence" if rule in EVIDENCE else "same-note"
            for place in _places(step):
                putting_right.setdefault((step.part, place), []).append((number, why))
    needs: list[dict[int, Why]] = []
    for number, step in enumerate(steps):
        found = {
            other: why
            for place in dict.fromkeys(each for at in _places(step) for each in _around(at))
            for other, why in putting_right.get((step.part, place), ())
            if ranks[other] < ranks[number]
        }
        for other in filling.get(step.part, ()):
            if ranks[other] < ranks[number] and _serve(_blocks(step), _blocks(steps[other])):
                found.setdefault(other, "fill-order")
        needs.append(found)
    return needs


def _places(step: Step) -> dict[str, None]:
    return dict.fromkeys(at for finding in step.findings for at in finding.at)


def _around(at: str) -> Iterator[str]:
    """Yield a place, and of a place in an artefact all parts around it, up to the artefact itself."""
    yield at
    file, pointer = split_place(at)
    tokens = pointer.split("/")
    if len(tokens) > 1 and tokens[1] in COMPANION_KEYS:
        for length in range(len(tokens) - 1, 1, -1):
            yield file + "/".join(tokens[:length])


def _serve(blocks: set[str], filled: set[str]) -> bool:
    """Whether notes of one of ``blocks`` are there for those of ``filled``, and it is none of these itself."""
    return any(
        filled & set(targets) and (blocks - filled) & set(sources) for sources, targets in CARRIERS.values()
    )


def _placed(steps: list[Step], needs: list[dict[int, Why]]) -> tuple[list[Horizon], list[int]]:
    """Return the horizon of each step, and how many steps lead to it. What comes first holds back what leans on it,
    unless people have set a date.
    """
    horizons = [step.horizon for step in steps]
    depths = [0] * len(steps)
    for number in sorted(range(len(steps)), key=lambda each: _rank(steps[each])):
        before = needs[number]
        depths[number] = max((depths[other] + 1 for other in before), default=0)
        if steps[number].due is None:
            horizons[number] = max(
                [horizons[number], *(horizons[other] for other in before)], key=HORIZONS.index
            )
    return horizons, depths
