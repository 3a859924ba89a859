"""The action register as a file: an Excel workbook or CSV, written and read back."""

from __future__ import annotations

from typing import Final

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.noting.reading_register import Edited, Table, header_of, read_register
from cxadvisor.noting.register import COLUMNS, EDITABLE, LEVELS, header, rows_of, short_digest
from cxadvisor.noting.tables import Column, TableFormat, read_tables, write_table
from cxadvisor.readers.workbook.labels import labels_in
from cxadvisor.texts import Texts

_WIDTHS: Final = {
    "key": 18.0,
    "rule": 26.0,
    "place": 26.0,
    "message": 52.0,
    "advice": 48.0,
    "reason": 28.0,
    "response": 36.0,
    "owner": 18.0,
    "due": 12.0,
    "comment": 36.0,
}
_USUAL: Final = 12.0
_FIXED: Final = frozenset(("key", "rule", "kind", "place", "mark"))
_GROUPS: Final = {
    **dict.fromkeys(LEVELS, ("level", ("low", "medium", "high"))),
    "status": ("state", ("open", "accept", "reject")),
    "signed_off": ("truth", ("true", "false")),
}


def register(strategy: Strategy, review: Review, format: TableFormat, texts: Texts) -> tuple[bytes, int]:
    """Return the register as the content of a file, and how many findings are in it.

    Args:
        strategy: what was reviewed, with its notes.
        review: its review, made without notes.
        format: ``xlsx`` or ``csv``.
        texts: with the texts of registers, in the language of the review.
    """
    rows = [[row.cells[column] for column in COLUMNS] for row in rows_of(strategy, review, texts)]
    title = labels_in(texts.language)("sheet.register")
    columns = [_column(column, name, texts) for column, name in zip(COLUMNS, header(texts), strict=True)]
    lead, page = texts("register.lead"), texts("register.page")
    return write_table(format, title, lead, page, columns, rows, texts.language), len(rows)


def _column(column: str, name: str, texts: Texts) -> Column:
    group, values = _GROUPS.get(column, ("", ()))
    return Column(
        name,
        _WIDTHS.get(column, _USUAL),
        "question" if column in _FIXED else "cell",
        tuple(texts(f"register.{group}.{value}") for value in values),
        hidden=column == "mark",
    )


def register_table(data: bytes, format: TableFormat, name: str) -> tuple[Table, str]:
    """Return the table of a register in a file, and its language.

    Raises:
        InputError: the file cannot be read, or holds no register.
    """
    for table in read_tables(data, format, name):
        found = header_of(table)
        if found is not None:
            return table, found[2]
    raise InputError(
        Problem(
            "This file holds no action register.", "Write one: cxadvisor notes PATH --register FILE", name
        )
    )


def unsaved(old: bytes, new: bytes, name: str) -> int:
    """Return how many rows of a register in Excel somebody has edited, so that the edits would be lost with it.

    Args:
        old: the file as it is; one that is no register, or cannot be read, holds no edits.
        new: the register that is to take its place; what was taken over stands there as well.
        name: what to call the file.
    """
    try:
        before = _edited_cells(register_table(old, "xlsx", name)[0])
    except InputError:
        return 0
    after = _cells_by_key(register_table(new, "xlsx", name)[0])
    return sum(
        any(after.get(key, {}).get(column) != text for column, text in cells.items())
        for key, cells in before.items()
    )


def _edited_cells(table: Table) -> dict[str, dict[str, str]]:
    """Return the cells that hold something else than when the register was written, by key and column."""
    found = {}
    for key, cells in _cells_by_key(table).items():
        _, *digests = cells.get("mark", "").split(".")
        if len(digests) == len(EDITABLE):
            found[key] = {
                column: cells.get(column, "")
                for column, digest in zip(EDITABLE, digests, strict=True)
                if digest != short_digest(cells.get(column, ""))
            }
    return {key: cells for key, cells in found.items() if cells}


def _cells_by_key(table: Table) -> dict[str, dict[str, str]]:
    header = header_of(table)
    if header is None:
        return {}
    number, columns, _ = header
    rows = (
        {column: row[index].text for column, index in columns.items() if index < len(row)}
        for row in table[number + 1 :]
    )
    return {row["key"].strip(): row for row in rows if row["key"].strip()}


def edited(table: Table, strategy: Strategy, review: Review, texts: Texts, name: str) -> Edited:
    """Return what was edited in a register; see ``read_register``."""
    return read_register(table, list(rows_of(strategy, review, texts)), name)
