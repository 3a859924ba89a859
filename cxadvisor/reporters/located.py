"""Findings with their files, lines and columns, for formats that other programs read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import CanvasFile, CompanionFile, Sources, Strategy
from cxadvisor.reporters.places import Places, canvas_of
from cxadvisor.reporters.wording import FINDINGS, interface_texts


class Spot(NamedTuple):
    """A place: its file, seen from where the program was run; line and column, from 1, of files that have them.

    ``at`` is the place as the review has it, ``label`` the same in words. A sheet of a workbook has rows, no lines.
    """

    file: str | None
    line: int | None
    column: int | None
    sheet: str | None
    at: str
    label: str


class Part:
    """The findings of one canvas, or of what is across several, and where places in it are.

    ``title`` names the canvas, ``folder`` is the one its files lie in, seen from where the program was run.
    """

    def __init__(
        self, review: Review, strategy: Strategy | None, number: int, own: bool, folder: str
    ) -> None:
        self.review = review
        self._folder = folder
        self._strategy = strategy
        texts = interface_texts(review)
        file = canvas_of(review, strategy, number) if own else None
        self.title = review.strategy.title or texts("report.untitled")
        self._places = Places(texts, strategy, file)
        others: list[CanvasFile | CompanionFile] = []
        if strategy is not None:
            others = [*strategy.canvases, *strategy.companions]
        self._sources = Sources(file, {each.name: each for each in others}) if strategy else None

    def file(self, name: str | None) -> str | None:
        """Return the path of a file of the strategy, seen from where the program was run."""
        return None if name is None else posixpath.join(self._folder, name)

    def spot(self, at: str) -> Spot:
        """Return where ``at`` is; without the strategy its label alone."""
        position = self._sources.position_of(at) if self._sources else None
        name, line, column, sheet = position if position else (None, None, None, None)
        return Spot(self.file(name), line, column, sheet, at, self._places.label(at))

    def first(self, finding: Finding) -> Spot:
        """Return where a finding is: its first place."""
        position = finding.position
        at = finding.at[0] if finding.at else ""
        name = position.file or next(iter(self.review.strategy.files), None)
        return Spot(
            self.file(name), position.line, position.column, position.sheet, at, self._places.label(at)
        )

    def position(self, finding: Finding) -> tuple[str, int, int]:
        """Return file, line and column of a finding; the beginning of its file where it has no lines."""
        spot = self.first(finding)
        in_lines = spot.sheet is None and spot.line is not None
        return spot.file or "", (spot.line or 1) if in_lines else 1, (spot.column or 1) if in_lines else 1


def parts_of(review: Review, strategy: Strategy | None, folder: str) -> Iterator[Part]:
    """Yield the review, then those of its canvases where there are several."""
    yield Part(review, strategy, 0, not review.reviews, folder)
    for number, inner in enumerate(review.reviews):
        yield Part(inner, strategy, number, True, folder)


def open_findings(part: Part) -> list[Finding]:
    """Return what counts in a part: faults first, by severity, then questions and advice."""
    review = part.review
    return [*review.of_kind(*FINDINGS), *review.of_kind("confirm"), *review.of_kind("advice")]
