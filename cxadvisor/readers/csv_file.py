"""Reads CSV: sticky notes as whiteboards export them, canvases, journeys and personas as spreadsheets hold them."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.strategy import REPORT_KEY
from cxadvisor.readers.delimited import delimiter_of, rows_of
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.formats import REGISTER_MARK
from cxadvisor.readers.imported import Imported
from cxadvisor.readers.tables.cells import unguarded
from cxadvisor.readers.tables.grid import Grid, Row
from cxadvisor.readers.tables.placing import Gathering
from cxadvisor.readers.tables.reading import read_table
from cxadvisor.readers.tables.vocabulary import vocabulary
from cxadvisor.readers.tree import Source

_SAMPLE: Final = 20
MAX_BYTES: Final = 2_000_000
"""The largest CSV file (2 MB): a board of a thousand notes with all its columns has some 300 KB."""


def read(data: bytes, name: str | None) -> Imported:
    """Return what a CSV file says.

    The delimiter (comma, semicolon, tab or bar) is found by trying; UTF-16 with its mark, as Excel writes “Unicode
    text”, is read as well as UTF-8. Every row without a place is reported.

    Raises:
        InputError: it is in another encoding, a quotation mark is not closed, or it is too large.
    """
    source = decode(_as_utf8(data, name), name)
    into = Gathering()
    delimiter, start = delimiter_of(source)
    try:
        grid = _grid(rows_of(source, delimiter, start))
    except InputError as error:
        sample = _sample(source, delimiter, start)
        if sample is None or read_table(sample, Gathering()) or _names_blocks(sample):
            raise
        # Somebody's large table of something else; in a folder it is passed over.
        first = next(cell for cell in sample.rows[0] if not cell.is_blank)
        into.leave(
            first.label, f"begins a table that was not read. {error.problems[0].message}", first.position
        )
        return into.imported()
    if any(cell.text in (REGISTER_MARK, REPORT_KEY) for row in grid.rows[:1] for cell in row):
        return into.imported()
    if not read_table(grid, into):
        for row in grid.rows:
            first = next(cell for cell in row if not cell.is_blank)
            into.leave(
                first.label, "stands in a table that is none of notes, journeys or personas.", first.position
            )
    return into.imported()


def _grid(rows: list[Row]) -> Grid:
    return Grid([[cell._replace(text=unguarded(cell.text)) for cell in row] for row in rows])


def _sample(source: Source, delimiter: str, start: int) -> Grid | None:
    """Return the first rows of a table that can be read, None where there are none."""
    for most in (_SAMPLE, 1):
        try:
            rows = rows_of(source, delimiter, start, most)
        except InputError:
            continue
        return _grid(rows) if rows else None
    return None


def _names_blocks(sample: Grid) -> bool:
    """Whether the first row is the header of a list of notes, so that what follows is worth mending."""
    return {"block", "text"} <= {vocabulary("NOTE_COLUMNS")(cell.label) for cell in sample.rows[0]}


def _as_utf8(data: bytes, name: str | None) -> bytes:
    if not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or data.startswith(BOM_UTF16_LE + b"\0\0"):
        return data
    try:
        return data.decode("utf-16").encode()
    except UnicodeError:
        raise InputError(
            Problem(
                "This file begins as UTF-16, but is broken.", "Save it again as CSV in UTF-8.", name, 1, 1
            )
        ) from None
