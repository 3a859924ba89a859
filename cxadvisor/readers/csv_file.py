"""Reads CSV: sticky notes as whiteboards export them, canvases, journeys and personas as spreadsheets hold them."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from cxadvisor.errors import InputError, Problem
from cxadvisor.readers.delimited import delimiter_of, rows_of
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.imported import Imported
from cxadvisor.readers.tables.cells import unguarded
from cxadvisor.readers.tables.grid import Grid
from cxadvisor.readers.tables.placing import Gathering
from cxadvisor.readers.tables.reading import read_table

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
    rows = rows_of(source, *delimiter_of(source))
    grid = Grid([[cell._replace(text=unguarded(cell.text)) for cell in row] for row in rows])
    into = Gathering()
    if not read_table(grid, into):
        for row in grid.rows:
            first = next(cell for cell in row if not cell.is_blank)
            into.leave(
                first.label, "stands in a table that is none of notes, journeys or personas.", first.position
            )
    return into.imported()


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
