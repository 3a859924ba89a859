"""Splits delimited text (CSV) into rows of cells, with the line and column at which each begins."""

from __future__ import annotations

import re
from typing import Final

from cxadvisor.model.strategy import Position
from cxadvisor.readers.tables.grid import Cell, Row
from cxadvisor.readers.tree import Source

DELIMITERS: Final = (",", ";", "\t", "|")
MAX_CELLS: Final = 60_000
"""So many cells a file may have: a list of a thousand notes has some twenty thousand."""
MAX_ROWS: Final = 5_000
"""So many rows."""
MAX_COLUMNS: Final = 500
"""So many columns a row may have."""

_hint = re.compile(r"sep=([,;\t|])(?:\r\n|\n|\r)").match
_quoted = re.compile(r'"((?:[^"]|"")*+)"').match


def rows_of(source: Source, delimiter: str, start: int = 0, most: int | None = None) -> list[Row]:
    """Return the rows of ``source`` from the offset ``start`` on, at most ``most`` of them; empty lines are left out.

    Raises:
        InputError: a quotation mark is not closed, or there are too many cells.
    """
    text = source.text
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+").match
    rows: list[Row] = []
    row: Row = []
    position, count = start, 0
    while position < len(text) or row:
        begin = position
        if text.startswith('"', position):
            quoted = _quoted(text, position)
            if quoted is None:
                source.refuse(
                    "This quotation mark is never closed.",
                    "Close it, or write a quotation mark inside a text twice.",
                    offset=position,
                )
            position = quoted.end()
            content = quoted[1].replace('""', '"')
        else:
            content = ""
        rest = plain(text, position)
        assert rest is not None
        content, position = content + rest[0], rest.end()
        count += 1
        if count > MAX_CELLS or len(row) >= MAX_COLUMNS:
            source.refuse(
                f"This table has more than {MAX_CELLS:,} cells, or a row of more than {MAX_COLUMNS}.",
                "Export the notes of one canvas alone.",
                offset=begin,
            )
        row.append(Cell(content, Position(None, *source.line_and_column(begin))))
        if text.startswith(delimiter, position):
            position += 1
            if position < len(text):
                continue
            row.append(Cell("", Position(None, *source.line_and_column(position))))
        elif text.startswith("\r\n", position):
            position += 2
        else:
            position += 1
        if any(not cell.is_blank for cell in row):
            rows.append(row)
            if len(rows) > MAX_ROWS:
                source.refuse(
                    f"This table has more than {MAX_ROWS:,} rows.",
                    "Export the notes of one canvas alone.",
                    offset=begin,
                )
            if most is not None and len(rows) >= most:
                return rows
        row = []
    return rows


def delimiter_of(source: Source) -> tuple[str, int]:
    """Return the delimiter of a text and where its table begins; spreadsheets may name it in a line of its own."""
    hint = _hint(source.text)
    if hint:
        return hint[1], hint.end()
    end = source.text.find("\n", 20_000)
    sample = Source(source.text if end < 0 else source.text[:end], source.file)
    return max(DELIMITERS, key=lambda each: _fit(sample, each)), 0


def _fit(sample: Source, delimiter: str) -> tuple[bool, int]:
    """How well a delimiter fits: rows of the same width, of several cells."""
    from cxadvisor.errors import InputError

    try:
        widths = [len(row) for row in rows_of(sample, delimiter, 0, 20)]
    except InputError:  # it is told when the file is read; the first row shows the delimiter
        try:
            widths = [len(row) for row in rows_of(sample, delimiter, 0, 1)]
        except InputError:
            return False, 0
        return False, max(widths, default=0) * 1001
    same = len(set(widths)) == 1
    return same and widths[0] > 1, min(widths, default=0) * 1000 + max(widths, default=0)
