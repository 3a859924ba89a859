"""Preferred × supported channels and moments × activities: which note is linked to which, read off the review.

The result of a row is what the rule about such rows says of it, so that tables, scores and findings agree. Notes of
other blocks are shown where they are linked to a row; they cover it no more than they do for the rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cxadvisor.model.blocks import Relation, Stage
from cxadvisor.model.canvas import Canvas
from cxadvisor.model.review import Finding, Link
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
    """Which notes stand in rows and columns, by what relation columns serve rows, and which rule asks for that."""

    name: str
    rows: str
    columns: str
    relation: Relation
    rule: str


MATRICES: Final = (
    MatrixKind(
        "channels", "preferred_channels", "supported_channels", "supports", "preferred-channel-unsupported"
    ),
    MatrixKind("moments", "moments", "activities", "serves", "moment-without-activity"),
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
    waived: Iterable[Finding],
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
    told, accepted = _told(kind, entries), _about(kind, waived)
    states = {row: _result(row, _best(kind, row, marks), told, accepted) for row in rows}
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


def _best(kind: MatrixKind, row: str, marks: Mapping[tuple[str, str], str]) -> str:
    """Return the strongest mark of a row that counts for the rule: that of a note of the block of the columns."""
    block = f"/{kind.columns}/"
    found = [mark for (note, column), mark in marks.items() if note == row and column.startswith(block)]
    return min(found, key=_RANK.index, default="")


def _told(kind: MatrixKind, entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entry that says of each note that the rule finds no partner or asks for it, gaps before questions."""
    told: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda each: each.finding.kind != "gap"):
        for note in _about(kind, [entry.finding]):
            told.setdefault(note, entry)
    return told


def _about(kind: MatrixKind, findings: Iterable[Finding]) -> frozenset[str]:
    """Return the notes of which ``findings`` tell what the rule says, themselves or for one that they absorb."""
    places: set[str] = set()
    for finding in findings:
        if kind.rule in (finding.rule, finding.asks.rule if finding.asks else None):
            places.update(finding.at)
        for absorbed in finding.absorbed:
            if absorbed.rule == kind.rule:
                places.update(absorbed.at)
    return frozenset(note for place in places if (note := parse_place(place).note) is not None)


def _result(
    row: str, best: str, told: Mapping[str, Entry], accepted: Collection[str]
) -> tuple[str, Entry | None]:
    """Return what the review says of a row – covered, assumed, a gap, asked, accepted or open – and the entry that says
    so.
    """
    if best in _RESULT:
        return _RESULT[best], None
    entry = told.get(row)
    if entry is not None:
        return "gap" if entry.finding.kind == "gap" else "asked", entry
    return "accepted" if row in accepted else "open", None
