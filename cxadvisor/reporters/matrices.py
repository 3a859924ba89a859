"""The tables of a review as they are drawn: its notes in words, in pieces that fit a page.

The result of a row is what the rule about such rows says of it, so that tables, scores and findings agree. Notes of
other blocks are shown where they are linked to a row; they cover it no more than they do for the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cxadvisor.model.blocks import Relation
from cxadvisor.model.canvas import Canvas, PlacedNote
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.tables import Mark, Matrix, MatrixRow, Step, Thread
from cxadvisor.reporters.places import parse_place
from cxadvisor.reporters.plain import one_line, shorten
from cxadvisor.reporters.wording import known_of, rejected_of, waived_of
from cxadvisor.texts import Texts

if TYPE_CHECKING:
    from cxadvisor.reporters.document import Entry

MOST_COLUMNS: Final = 16
"""More columns do not fit a page; the table is then continued in another."""
MOST_CELLS: Final = 4_000
"""A larger table is drawn as a list of the linked notes of each row."""
_HEADER_WIDTH: Final = 64
_RESULT: Final = {
    "sure": "covered",
    "assumed": "presumed",
    "gap": "gap",
    "asked": "asked",
    "unassessed": "open",
}
"""What is told of a row, by what the score says of its note."""


class Head(NamedTuple):
    """The note at the head of a row or column; ``short`` fits a column, ``origin`` says where it is from elsewhere.

    ``linked`` is the number of notes that it is linked to in the table.
    """

    place: str
    text: str
    short: str
    anchor: str
    origin: str = ""
    linked: int = 0


class Row(NamedTuple):
    """A row: the mark in each column (empty for none), the notes with a mark, the result, and the entry that tells it.

    The result is empty where no rule asks for a link. ``shares`` holds for each column how sure the link is, where it
    was read from words.
    """

    head: Head
    marks: tuple[Mark | str, ...]
    linked: tuple[tuple[Head, Mark], ...]
    result: str
    entry: Entry | None
    shares: tuple[float | None, ...]


class DrawnMatrix(NamedTuple):
    """One table; ``listed`` where it is too large to be drawn as a grid; ``last`` ends a row of tables."""

    kind: str
    anchor: str
    caption: str
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    unlinked: tuple[Head, ...]
    listed: bool
    last: bool
    judged: bool


class DrawnThread(NamedTuple):
    """A thread: its need, the notes of each step with their marks, and the entry that says the need is not met."""

    need: Head
    steps: tuple[tuple[Step, tuple[tuple[Head, Mark], ...]], ...]
    is_whole: bool


class Drawer:
    """Draws the tables of one review: ``prefix`` stands before the anchors of its notes."""

    def __init__(
        self, review: Review, canvas: Canvas, entries: Sequence[Entry], prefix: str, texts: Texts
    ) -> None:
        self._review = review
        self._entries: dict[str, list[Entry]] = {}
        for entry in sorted(entries, key=lambda each: each.finding.kind != "gap"):
            for rule in _rules_of(entry.finding):
                self._entries.setdefault(rule, []).append(entry)
        self._prefix = prefix
        self._texts = texts
        self._waived = (*waived_of(review), *rejected_of(review), *known_of(review))
        self._shares: dict[tuple[Relation, str, str], float] = {
            (link.relation, link.from_, link.to): link.confidence
            for link in review.links
            if link.origin != "explicit"
        }
        self._notes: dict[str, PlacedNote] = {placed.place: placed for placed in canvas.placed_notes()}

    def matrices(self, title: str | None) -> Iterator[DrawnMatrix]:
        """Yield the tables; ``title`` names the canvas where there are several."""
        for matrix in self._review.matrices:
            # Where no activity says through which channel it runs, nothing reaches a moment: that is no finding.
            if matrix.rule is not None or any(row.cells for row in matrix.rows):
                yield from self._matrix(matrix, title)

    def threads(self) -> tuple[DrawnThread, ...]:
        """Return the threads."""
        return tuple(self._thread(thread) for thread in self._review.threads if thread.need in self._notes)

    def _thread(self, thread: Thread) -> DrawnThread:
        steps: tuple[tuple[Step, Mapping[str, Mark]], ...] = (
            ("objective", thread.objectives),
            ("activity", thread.activities),
            ("channel", thread.channels),
            ("metric", thread.metrics),
        )
        drawn = tuple(
            (step, tuple((self._head(place), mark) for place, mark in held.items() if place in self._notes))
            for step, held in steps
        )
        return DrawnThread(self._head(thread.need), drawn, not thread.breaks)

    def _head(self, place: str, matrix: Matrix | None = None, linked: int = 0) -> Head:
        placed = self._notes[place]
        text = one_line(placed.text)
        origin = ""
        if matrix is not None and (
            placed.block not in (matrix.of, matrix.by) or placed.stage != matrix.stage
        ):
            where = [self._texts(f"block.{placed.block}")]
            where += [self._texts(f"stage.{placed.stage}")] if placed.stage else []
            origin = ", ".join(where)
        anchor = f"{self._prefix}note{place.replace('/', '-')}"
        return Head(place, text, shorten(text, _HEADER_WIDTH), anchor, origin, linked)

    def _matrix(self, matrix: Matrix, title: str | None) -> Iterator[DrawnMatrix]:
        """Yield a table, or several where there are many columns; those linked to no row are then listed apart."""
        texts = self._texts
        rows = [row for row in matrix.rows if row.at in self._notes]
        columns = [place for place in matrix.columns if place in self._notes]
        unlinked: list[str] = []
        if len(columns) > MOST_COLUMNS:
            marked = {place for row in rows for place in row.cells}
            unlinked = [place for place in columns if place not in marked]
            columns = [place for place in columns if place in marked]
        caption = texts(f"report.matrix.{matrix.name}", stage=texts(f"stage.{matrix.stage}"))
        if title:
            caption = texts("report.whose", what=caption, canvas=title)
        heads = {place: self._head(place, matrix, matrix.columns[place]) for place in columns}
        results = self._results(matrix, rows)
        listed = len(rows) * len(columns) > MOST_CELLS
        size = max(len(columns), 1) if listed else MOST_COLUMNS
        for start in range(0, max(len(columns), 1), size):
            chunk = columns[start : start + size]
            last = start + size >= len(columns)
            part = ""
            if len(chunk) < len(columns):
                numbers = {"first": start + 1, "last": start + len(chunk), "total": len(columns)}
                part = f" ({texts('report.matrix.columns', **numbers)})"
            yield DrawnMatrix(
                kind=matrix.name,
                anchor=f"{self._prefix}{matrix.name}-{matrix.stage}-{start}",
                caption=caption + part,
                columns=() if listed else tuple(heads[place] for place in chunk),
                rows=tuple(
                    Row(
                        self._head(row.at, matrix, row.linked),
                        () if listed else tuple(row.cells.get(place, "") for place in chunk),
                        tuple((heads[place], row.cells[place]) for place in chunk if place in row.cells),
                        *results[row.at],
                        () if listed else tuple(self._share(matrix, place, row.at) for place in chunk),
                    )
                    for row in rows
                ),
                unlinked=tuple(self._head(place, matrix) for place in unlinked) if last else (),
                listed=listed,
                last=last,
                judged=matrix.rule is not None,
            )

    def _share(self, matrix: Matrix, column: str, row: str) -> float | None:
        """How sure it is that two notes belong together, where that was read from their words."""
        return self._shares.get((matrix.relation, column, row)) if matrix.relation else None

    def _results(self, matrix: Matrix, rows: Iterable[MatrixRow]) -> dict[str, tuple[str, Entry | None]]:
        """What the score says of each row, and the entry that tells it; nothing where no rule asks for a link."""
        score = self._review.coverage_score
        if matrix.rule is None or score is None:
            return {row.at: ("", None) for row in rows}
        states = {
            place: _RESULT[state]
            for each in score.relations
            if each.rule == matrix.rule
            for state, places in each.notes
            for place in places
        }
        told = _told(matrix.rule, self._entries.get(matrix.rule, ()))
        accepted = _about(matrix.rule, self._waived)
        results = {}
        for row in rows:
            result, entry = states[row.at], None
            if result in ("gap", "asked"):
                entry = told.get(row.at)
                result = "accepted" if entry is None and row.at in accepted else result
            results[row.at] = (result, entry)
        return results


def _rules_of(finding: Finding) -> set[str]:
    """Return the rules of which a finding tells what they say (see ``Finding.places_of``)."""
    asked = {finding.asks.rule} if finding.asks else set()
    return {finding.rule, *asked, *(each.rule for each in finding.absorbed)}


def _told(rule: str, entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entry that says of each note that the rule finds no partner or asks for it, the first of several."""
    told: dict[str, Entry] = {}
    for entry in entries:
        for note in _about(rule, [entry.finding]):
            told.setdefault(note, entry)
    return told


def _about(rule: str, findings: Iterable[Finding]) -> frozenset[str]:
    """Return the notes of which ``findings`` tell what the rule says, themselves or for one that they absorb."""
    places: set[str] = set()
    for finding in findings:
        places.update(finding.places_of(rule))
    return frozenset(note for place in places if (note := parse_place(place).note) is not None)
