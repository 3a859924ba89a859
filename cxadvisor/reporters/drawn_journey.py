"""A journey as it is drawn: stages, steps with their place on the curve, rows of what is told of them.

All words are ready, and ``level`` is where a point of the curve lies, so that any report may draw it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from cxadvisor.texts import Texts

if TYPE_CHECKING:
    from cxadvisor.reporters.document import Entry

MOST_STEPS: Final = 8
"""So many steps stand side by side on a page; the journey is then continued below."""


class DrawnStep(NamedTuple):
    """A step: what is done and by whom, the emotion as it is told, and where it lies on the scale.

    ``level`` runs from 0 (worst) to 1 (best); it is None where there is no emotion, or none that can be placed; then
    ``emotion`` says so. ``marks`` are the words for a point where customers leave or renew.
    """

    number: int
    anchor: str
    text: str
    who: str
    emotion: str
    level: float | None
    is_truth: bool
    marks: tuple[str, ...]
    entries: tuple[Entry, ...]


class DrawnStage(NamedTuple):
    """A stage, with the numbers (from 0) of its first step and of the one after its last."""

    name: str
    first: int
    end: int


class JourneyRow(NamedTuple):
    """What is told of the steps under one heading: for each step its texts, none where it says nothing of it."""

    field: str
    label: str
    cells: tuple[tuple[str, ...], ...]


class Piece(NamedTuple):
    """As many steps as stand side by side on a page: the stages, cut to it, its steps, and its rows.

    ``of`` says which steps these are, where there is more than one piece.
    """

    first: int
    stages: tuple[DrawnStage, ...]
    steps: tuple[DrawnStep, ...]
    rows: tuple[JourneyRow, ...]
    of: str


class DrawnJourney(NamedTuple):
    """A journey. ``heading`` says what it is, ``about`` whose it is and where it comes from, by label.

    ``best`` and ``worst`` are the ends of its scale; ``told`` says what must be known about the curve: where it is
    broken, why there is none, or that the journey has no scale. ``entries`` are about the journey as a whole.
    """

    anchor: str
    title: str
    heading: str
    is_employee: bool
    state: str
    about: tuple[tuple[str, str], ...]
    stages: tuple[DrawnStage, ...]
    steps: tuple[DrawnStep, ...]
    rows: tuple[JourneyRow, ...]
    best: str
    worst: str
    told: tuple[str, ...]
    entries: tuple[Entry, ...]
    texts: Texts

    @property
    def has_curve(self) -> bool:
        """Whether any step has a point on the curve."""
        return any(step.level is not None for step in self.steps)

    @property
    def runs(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """The unbroken stretches of the curve: points with x in steps, from the left edge of the first, and y from 0
        (worst) to 1 (best).
        """
        points = [(step.number - 0.5, step.level) for step in self.steps]
        grouped = groupby(points, key=lambda point: point[1] is None)
        return tuple(tuple((x, y) for x, y in run if y is not None) for is_gap, run in grouped if not is_gap)

    def pieces(self, most: int = MOST_STEPS) -> Iterator[Piece]:
        """Yield the journey in pieces of at most ``most`` steps, of about the same length, cut between stages where
        one ends near.
        """
        cuts = [0, *_cuts(self.stages, len(self.steps), most)]
        for first, end in pairwise(cuts):
            stages = (
                DrawnStage(stage.name, max(stage.first, first), min(stage.end, end))
                for stage in self.stages
                if stage.first < end and stage.end > first
            )
            rows = (JourneyRow(row.field, row.label, row.cells[first:end]) for row in self.rows)
            of = (
                self.texts("journeys.curve_of", first=first + 1, last=end, of=len(self.steps))
                if len(cuts) > 2
                else ""
            )
            yield Piece(
                first,
                tuple(stages),
                self.steps[first:end],
                tuple(row for row in rows if any(row.cells)),
                of,
            )


def _cuts(stages: Sequence[DrawnStage], steps: int, most: int) -> Iterator[int]:
    """Yield where a journey is cut: before a stage that begins near, else evenly."""
    begins = {stage.first for stage in stages}
    first = 0
    while steps - first > most:
        pieces = -(-(steps - first) // most)
        even = first + -(-(steps - first) // pieces)
        near = (at for at in range(first + most, even - 3, -1) if at in begins and at > first)
        first = min(near, key=lambda at: abs(at - even), default=even)
        yield first
    yield steps
