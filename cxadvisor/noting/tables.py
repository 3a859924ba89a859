"""Tables that go out and come back: a sheet of a workbook, or CSV. Whatever is in them, it stays text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.strategy import Position
from cxadvisor.noting.reading_register import Cell, Table
from cxadvisor.readers.delimited import delimiter_of, rows_of
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.formats import LIMITS
from cxadvisor.readers.safe_bytes import require_size
from cxadvisor.readers.tables.cells import unguarded
from cxadvisor.readers.unplaced import column_letters
from cxadvisor.readers.workbook.archive import Archive
from cxadvisor.readers.workbook.cells import Room, Sheet, read_sheet
from cxadvisor.readers.workbook.labels import labels_in
from cxadvisor.readers.workbook.parts import read_book
from cxadvisor.writers.csv_file import SEMICOLONS, csv_cell
from cxadvisor.writers.workbook.drawing import Choice, Drawing, Style
from cxadvisor.writers.workbook.encoding import MAX_CELL, length_of
from cxadvisor.writers.workbook.package import package

TableFormat = Literal["xlsx", "csv"]
HEADER_ROW: Final = 3
"""The row of a sheet that names the columns, below its title and what to do with it."""
MAX_COLUMNS: Final = 60
_FAULTS: Final = {
    "error": "There is an error in this cell.",
    "uncomputed": "There is a formula without a result in this cell.",
}


class Column(NamedTuple):
    """A column: its name, how wide it is, how its cells look, and the words to choose from."""

    name: str
    width: float
    style: Style = "cell"
    choices: tuple[str, ...] = ()
    hidden: bool = False


def write_table(
    format: TableFormat,
    title: str,
    lead: str,
    page: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    language: str,
) -> bytes:
    """Return a table as a file; the same bytes for the same table.

    Args:
        format: ``xlsx`` or ``csv``; a CSV file holds the columns and nothing else.
        title: what it is called.
        lead: what to do with it.
        page: what stands below a printed page.
        columns: in their order.
        rows: a text for each column.
        language: decides what parts the cells of CSV, and how the sheet of choices is called.
    """
    if format == "csv":
        delimiter = ";" if language in SEMICOLONS else ","
        lines = [[column.name for column in columns], *rows]
        return "".join(delimiter.join(map(csv_cell, line)) + "\r\n" for line in lines).encode("utf-8-sig")
    drawing = Drawing(title[:31], frozen=(HEADER_ROW, 1), repeated=(HEADER_ROW, 0), tab="C8743C")
    choices = Drawing(labels_in(language)("sheet.choices"), hidden=True)
    drawing.put(1, 1, title, "title")
    drawing.put(2, 1, lead, "lead")
    drawing.heights |= {1: 28, 2: 34}
    last = column_letters(len(columns))
    drawing.merges.append(f"A2:{last}2")
    end = HEADER_ROW + max(len(rows), 1)
    drawing.filtered = f"A{HEADER_ROW}:{last}{end}"
    sources: dict[tuple[str, ...], str] = {}
    for number, column in enumerate(columns, start=1):
        drawing.put(HEADER_ROW, number, column.name, "header")
        drawing.widths[number] = column.width
        if column.hidden:
            drawing.hidden_columns.add(number)
        for row, cells in enumerate(rows, start=HEADER_ROW + 1):
            text = cells[number - 1]
            if length_of(text) > MAX_CELL:
                raise InputError(
                    Problem(f"A text is longer than a cell can hold: {text[:60]}…", "Write .csv.")
                )
            drawing.put(row, number, text or None, column.style)
        if column.choices:
            letters = column_letters(number)
            source = sources.setdefault(column.choices, _listed(choices, column.choices, len(sources) + 1))
            drawing.choices.append(
                Choice(f"{letters}{HEADER_ROW + 1}:{letters}{end}", source, column.name, "")
            )
    return package([drawing, choices] if sources else [drawing], title, page)


def _listed(drawing: Drawing, words: Sequence[str], column: int) -> str:
    """Put words into a column of the sheet of choices; return their range."""
    for row, word in enumerate(words, start=1):
        drawing.put(row, column, word, "plain")
    letters, name = column_letters(column), drawing.name.replace("'", "''")
    return f"'{name}'!${letters}$1:${letters}${len(words)}"


def read_tables(data: bytes, format: TableFormat, name: str) -> Iterator[Table]:
    """Yield the tables in a file: one of each sheet that is not hidden, or that of CSV; each is read when asked for.

    Raises:
        InputError: it cannot be read.
    """
    require_size(data, LIMITS[format], name)
    if format == "csv":
        source = decode(data, name)
        delimiter, start = delimiter_of(source)
        rows = rows_of(source, delimiter, start)
        yield [[Cell(unguarded(cell.text), cell.position) for cell in row] for row in rows]
        return
    archive = Archive(data, name)
    book = read_book(archive)
    room = Room()
    for part in book.sheets:
        if not part.hidden:
            yield _table(read_sheet(archive, book, part, room))


def _table(sheet: Sheet) -> Table:
    widest = min(max((column for cells in sheet.rows.values() for column in cells), default=0), MAX_COLUMNS)
    return [[_cell(sheet, row, column) for column in range(1, widest + 1)] for row in sorted(sheet.rows)]


def _cell(sheet: Sheet, row: int, column: int) -> Cell:
    position = Position(None, row, column, sheet.name)
    cell = sheet.cell(row, column)
    if cell is None:
        return Cell("", position)
    fault = _FAULTS.get(cell.kind, "")
    if isinstance(cell.value, bool):
        return Cell("yes" if cell.value else "no", position, fault)
    return Cell(str(cell.value), position, fault)
