"""Preferred × supported channels and moments × activities: which note is linked to which, read off the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cxadvisor.model.blocks import Relation, Stage
from cxadvisor.model.canvas import Canvas
from cxadvisor.model.review import Link
from cxadvisor.reporters.places import parse_place
from cxadvisor.reporters.plain import one_line, shorten
from cxadvisor.reporters.wording import SURE
from cxadvisor.texts import Texts

if TYPE_CHECKING:
    from cxadvisor.reporters.audit import Entry

MOST_COLUMNS: Final = 16
"""More columns do not fit a page; the table is then continued in another."""
MOST_CELLS: Final = 4_000
"""A larger table is drawn as a list of the linked notes of each row."""
_HEADER_WIDTH: Final = 64
_RANK: Final = ("explicit", "sure", "assumed", "candidate")
_RESULT: Final = {"explicit": "covered", "sure": "covered", "assumed": "assumed"}


class MatrixKind(NamedTuple):
    """Which notes stand in rows and columns, and by what relation the columns serve the rows."""

    name: str
    rows: str
    columns: str
    relation: Relation


MATRICES: Final = (
    MatrixKind("channels", "preferred_channels", "supported_channels", "supports"),
    MatrixKind("moments", "moments", "activities", "serves"),
)


class Head(NamedTuple):
    """The note at the head of a row or column; ``short`` fits a column, ``origin`` says where it is from elsewhere."""

    place: str
    text: str
    short: str
    anchor: str
    origin: str = ""


class Row(NamedTuple):
    """A row: the mark in each column (empty for none), the result, and the entry that tells of it."""

    head: Head
    marks: tuple[str, ...]
    linked: tuple[tuple[Head, str], ...]
    result: str
    entry: Entry | None


class Matrix(NamedTuple):
    """One table; ``listed`` where it is too large to be drawn as a grid; ``last`` ends a row of tables."""

    kind: str
    anchor: str
    caption: str
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    unlinked: tuple[Head, ...]
    listed: bool
    last: bool = True


def matrix_of(
    kind: MatrixKind,
    stage: Stage,
    canvas: Canvas,
    links: Iterable[Link],
    entries: Sequence[Entry],
    told: Mapping[tuple[str, str], Entry],
    prefix: str,
    texts: Texts,
    title: str | None,
) -> Iterator[Matrix]:
    """Yield the tables of ``kind`` for ``stage``; none without rows, several where there are many columns.

    Columns are the notes of the same stage, and whatever else is linked to a row. Where there are too many for one
    table, those linked to no row are listed apart.
    """
    notes = {placed.place: placed for placed in canvas.placed_notes()}

    def head(place: str) -> Head:
        placed = notes[place]
        text = one_line(placed.text)
        at_home = placed.block in (kind.rows, kind.columns) and placed.stage == stage
        where = [texts(f"block.{placed.block}")] + ([texts(f"stage.{placed.stage}")] if placed.stage else [])
        anchor = f"{prefix}note{place.replace('/', '-')}"
        return Head(place, text, shorten(text, _HEADER_WIDTH), anchor, "" if at_home else ", ".join(where))

    rows = [f"/{kind.rows}/{stage}/{number}" for number in range(len(canvas.notes_of(kind.rows, stage)))]
    if not rows:
        return
    marks = _marks(kind, frozenset(rows), links, entries, notes.keys())
    home = [
        f"/{kind.columns}/{stage}/{number}" for number in range(len(canvas.notes_of(kind.columns, stage)))
    ]
    used = {column for _, column in marks}
    unlinked: list[str] = []
    if len(home) > MOST_COLUMNS:
        unlinked = [place for place in home if place not in used]
        home = [place for place in home if place in used]
    columns = home + [place for place in notes if place in used and place not in set(home)]
    caption = texts(f"report.matrix.{kind.name}", stage=texts(f"stage.{stage}"))
    if title:
        caption = texts("report.whose", what=caption, canvas=title)
    heads = {place: head(place) for place in (*rows, *columns)}
    states = {row: _result(row, columns, marks, told) for row in rows}
    listed = len(rows) * len(columns) > MOST_CELLS
    for start in range(0, 1 if listed else max(len(columns), 1), MOST_COLUMNS):
        chunk = columns if listed else columns[start : start + MOST_COLUMNS]
        last = listed or start + MOST_COLUMNS >= len(columns)
        several = not listed and len(columns) > MOST_COLUMNS
        part = (
            f" ({texts('report.matrix.columns', first=start + 1, last=start + len(chunk), total=len(columns))})"
            if several
            else ""
        )
        yield Matrix(
            kind=kind.name,
            anchor=f"{prefix}{kind.name}-{stage}-{start}",
            caption=caption + part,
            columns=() if listed else tuple(heads[place] for place in chunk),
            rows=tuple(
                Row(
                    heads[row],
                    () if listed else tuple(marks.get((row, column), "") for column in chunk),
                    tuple((heads[c], marks[row, c]) for c in chunk if (row, c) in marks) if listed else (),
                    *states[row],
                )
                for row in rows
            ),
            unlinked=tuple(head(place) for place in unlinked) if last else (),
            listed=listed,
            last=last,
        )


def _marks(
    kind: MatrixKind,
    rows: frozenset[str],
    links: Iterable[Link],
    entries: Iterable[Entry],
    known: Iterable[str],
) -> dict[tuple[str, str], str]:
    """Return the mark of each pair of row and column: the strongest link there is, else a candidate."""
    notes = frozenset(known)
    marks: dict[tuple[str, str], str] = {}

    def put(row: str, column: str, mark: str) -> None:
        if row in rows and column in notes:
            present = marks.get((row, column))
            if present is None or _RANK.index(mark) < _RANK.index(present):
                marks[row, column] = mark

    for link in links:
        if link.relation == kind.relation:
            sure = "sure" if link.confidence >= SURE else "assumed"
            put(link.to, link.from_, "explicit" if link.origin == "explicit" else sure)
    for entry in entries:
        subject = entry.finding.at[0] if entry.finding.at else ""
        for candidate in entry.finding.candidates:
            if candidate.relation == kind.relation:
                put(subject, candidate.at, "candidate")
                put(candidate.at, subject, "candidate")
    return marks


def told_of(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    """Return the first gap and the first question about each note, by its pointer and the kind."""
    told: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        kind = entry.finding.kind
        if kind in ("gap", "confirm"):
            for at in entry.finding.at:
                note = parse_place(at).note
                if note is not None:
                    told.setdefault((note, kind), entry)
    return told


def _result(
    row: str,
    columns: Sequence[str],
    marks: Mapping[tuple[str, str], str],
    told: Mapping[tuple[str, str], Entry],
) -> tuple[str, Entry | None]:
    """Return what the review says of a row: covered, assumed, a gap or asked, and the entry that says so."""
    found = [marks[row, column] for column in columns if (row, column) in marks]
    best = min(found, key=_RANK.index, default="")
    if best in _RESULT:
        return _RESULT[best], None
    for kind, result in (("gap", "gap"), ("confirm", "asked")):
        if (row, kind) in told:
            return result, told[row, kind]
    return "open", None
