"""The two sides of a comparison: reviews, the strategies they are of where these are at hand, and their canvases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cxadvisor.identity import normalised
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import CanvasFile, Strategy, split_place


class Side(NamedTuple):
    """One side of a comparison: what it is called, its review, and the strategy where the review was made of it."""

    name: str
    review: Review
    strategy: Strategy | None = None


class Unit(NamedTuple):
    """A review of one canvas, or the one around several, or of artefacts alone; ``file`` is the file of the canvas."""

    review: Review
    file: str | None

    @property
    def language(self) -> str:
        """The two letters of the language that it is written in."""
        return self.review.strategy.language.partition("-")[0].lower()

    def whole(self, place: str) -> str:
        """Return a place of this review with its file before it, so that places of several canvases are told apart."""
        return place if split_place(place)[0] or self.file is None else f"{self.file}#{place}"


class Told(NamedTuple):
    """A finding with the review that tells it."""

    finding: Finding
    unit: Unit

    @property
    def subject(self) -> str:
        """The rule that is at stake: a question about a rule and the gap that the rule states are of one subject."""
        return self.finding.asks.rule if self.finding.asks else self.finding.rule

    @property
    def at(self) -> frozenset[str]:
        """Its places, with their files."""
        return frozenset(map(self.unit.whole, self.finding.at))


def units_of(review: Review) -> list[Unit]:
    """Return the reviews that a review is made of: that around several canvases first, then theirs."""
    if review.reviews:
        return [Unit(review, None), *(Unit(each, each.strategy.files[0]) for each in review.reviews)]
    is_of_artefacts = any(notice.code == "no-canvas" for notice in review.notices)
    return [Unit(review, None if is_of_artefacts else review.strategy.files[0])]


def told_in(units: list[Unit]) -> list[Told]:
    """Return all findings of the reviews."""
    return [Told(finding, unit) for unit in units for finding in unit.review.findings]


def paired_units(old: list[Unit], new: list[Unit]) -> list[tuple[Unit, Unit]]:
    """Return which reviews are of the same canvas: by title, else by file, else because no other is left.

    The reviews around several canvases belong together, and those of artefacts alone.
    """
    pairs = []
    left = [[unit for unit in side if unit.file is not None] for side in (old, new)]
    for name in (_title, _file):
        for one in list(left[0]):
            alike = [other for other in left[1] if name(other) == name(one)]
            if len(alike) == 1 and sum(name(each) == name(one) for each in left[0]) == 1:
                pairs.append((one, alike[0]))
                left[0].remove(one)
                left[1].remove(alike[0])
    if len(left[0]) == len(left[1]) == 1:
        pairs.append((left[0][0], left[1][0]))
    around = [[unit for unit in side if unit.file is None] for side in (old, new)]
    pairs += zip(*around, strict=False)
    return pairs


def _title(unit: Unit) -> str:
    return normalised(unit.review.strategy.title)


def _file(unit: Unit) -> str:
    return unit.file or ""


def canvas_in(strategy: Strategy | None, unit: Unit) -> CanvasFile | None:
    """Return the canvas that a review is of, where its strategy is at hand."""
    files: Iterator[CanvasFile] = (
        file for file in (strategy.canvases if strategy else ()) if file.name == unit.file
    )
    return next(files, None)
