"""Reads an edited action register back: strictly, with everything wrong told by sheet, row and column.

What was not edited since the register was written changes nothing, whatever was noted elsewhere meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.canvas import MAX_TEXT
from cxadvisor.model.review_notes import AT_CANVAS
from cxadvisor.model.strategy import Position
from cxadvisor.noting.editing import Value
from cxadvisor.noting.register import COLUMNS, EDITABLE, EXTRAS, LEVELS, Row, digests, short_digest
from cxadvisor.readers.dates import is_iso_date
from cxadvisor.readers.formats import REGISTER_MARK
from cxadvisor.readers.scalars import refused_character
from cxadvisor.readers.suggestions import folded
from cxadvisor.readers.tree import shown
from cxadvisor.readers.unplaced import column_letters
from cxadvisor.texts import LANGUAGES, notes_texts

_AGAIN: Final = "Write the register anew with --register."
_HEADER_WITHIN: Final = 20
"""The row with the names of the columns is among the first ones."""


class Cell(NamedTuple):
    """What stands in a cell, and where; ``fault`` says why it cannot be used."""

    text: str
    position: Position
    fault: str = ""


Table = Sequence[Sequence[Cell]]


class Edited(NamedTuple):
    """What was edited: keys of entries with their new values, by the key of the entry; the same for one's own findings,
    by their number. None takes a value away.
    """

    findings: dict[str, dict[str, Value | None]]
    own: dict[int, dict[str, Value | None]]


def header_of(table: Table) -> tuple[int, dict[str, int], str] | None:
    """Return the number of the row that names the columns, where each column is, and the language of the names."""
    for number, row in enumerate(table[:_HEADER_WITHIN]):
        for language in LANGUAGES:
            names = _names(language)
            columns = {
                names[name]: index for index, cell in enumerate(row) if (name := folded(cell.text)) in names
            }
            if {"key", "message"} <= set(columns):
                return number, columns, language
    return None


@cache
def _names(language: str) -> Mapping[str, str]:
    texts = notes_texts(language)
    names = {folded(texts(f"register.column.{column}")): column for column in (*COLUMNS[:-1], *EXTRAS)}
    return names | {folded(REGISTER_MARK): "mark"}


@cache
def _words(group: str) -> Mapping[str, str]:
    """Return the values of a group of words in any language, and by themselves."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for key, text in notes_texts(language).templates.items():
            if key.startswith(f"register.{group}."):
                value = key.rpartition(".")[2]
                found |= {folded(str(text)): value, folded(value): value}
    return found


def read_register(table: Table, rows: Sequence[Row], file: str) -> Edited:
    """Return what was edited in a register.

    Args:
        table: its cells.
        rows: the rows that the register would have now, in its language.
        file: what to call it in messages.

    Raises:
        InputError: it is no register, names findings that there are not, or holds what cannot be used; with every
            problem.
    """
    found = header_of(table)
    if found is None:
        raise InputError(Problem("This is not an action register.", _AGAIN, file))
    number, columns, _ = found
    reader = _Reader(rows, columns, file)
    reader.header(table[number], table[number + 1 :])
    for row in table[number + 1 :]:
        reader.row(row)
    if reader.problems:
        raise InputError(reader.problems)
    return reader.edited


class _Reader:
    """Goes through the rows and collects edits and problems."""

    def __init__(self, rows: Sequence[Row], columns: Mapping[str, int], file: str) -> None:
        self.problems: list[Problem] = []
        self.edited = Edited({}, {})
        self._rows = {row.key: row for row in rows}
        self._columns = columns
        self._file = file
        self._seen: dict[str, str] = {}

    def header(self, names: Sequence[Cell], rows: Table) -> None:
        """Complain of columns that no register has, where something stands in them."""
        known = set(self._columns.values())
        for index, cell in enumerate(names):
            filled = cell.text.strip() or any(index < len(row) and row[index].text.strip() for row in rows)
            if index not in known and filled:
                self._add(
                    cell,
                    f"A register has no column “{shown(cell.text)}”, so what stands in it would be lost.",
                    "Move it to “comment”, or remove the column.",
                )

    def row(self, cells: Sequence[Cell]) -> None:
        """Take over what was edited in a row."""
        at = {column: cells[index] for column, index in self._columns.items() if index < len(cells)}
        if not any(cell.text.strip() or cell.fault for cell in cells):
            return
        key = at["key"]
        row = self._row_of(key.text.strip())
        if not key.text.strip():
            first = next(cell for cell in cells if cell.text.strip() or cell.fault)
            self._add(
                first,
                "This row has no key, so nobody knows which finding it is about.",
                "Findings of your own stand under “own” in review-notes.yaml.",
            )
        elif row is None:
            self._add(key, f"There is no finding “{shown(key.text)}” in this review.", _AGAIN)
        elif row.key in self._seen:
            self._add(key, f"This finding has another row, {self._seen[row.key]}.", "Keep one of the two.")
        else:
            self._seen[row.key] = _where(key.position)
            self._take(row, at)

    def _row_of(self, key: str) -> Row | None:
        """Return the row with this key; the register of a report names the canvas also where it need not."""
        return self._rows.get(key) or self._rows.get(key.partition(AT_CANVAS)[0])

    def _take(self, row: Row, at: Mapping[str, Cell]) -> None:
        rule = at.get("rule")
        if rule is not None and rule.text.strip() != row.cells["rule"]:
            self._add(rule, "The rule of this finding is another one: key or rule was changed.", _AGAIN)
            return
        written = self._written(at["key"].text.strip(), row, at.get("mark"))
        if written is None:
            return
        values: dict[str, Value | None] = {}
        for column, digest in zip(EDITABLE, written, strict=True):
            cell = at.get(column)
            if cell is None:
                continue
            if cell.fault:
                self._add(cell, cell.fault, "Write a text instead.")
            elif short_digest(cell.text) != digest and short_digest(cell.text.strip()) != digest:
                values |= self._value(column, cell, row)
        status = values.get("status", None)
        reason = at["reason"].text if "reason" in at else row.cells["reason"]
        if status == "reject" and not reason.strip():
            self._add(at["status"], "A rejected finding needs a reason.", "Write it under “reason”.")
        if not values:
            return
        if row.own is None:
            self.edited.findings[row.key] = values
        else:
            self.edited.own[row.own] = values

    def _written(self, key: str, row: Row, mark: Cell | None) -> Sequence[str] | None:
        """Return the digests of the cells as they were written; of those that stand there now, where they are gone."""
        if mark is None or not mark.text.strip():
            return list(digests(row.cells))
        first, *others = mark.text.strip().split(".")
        if first != short_digest(key, row.cells["rule"]) or len(others) != len(EDITABLE):
            self._add(mark, "The mark of this row is another one: key or mark was changed.", _AGAIN)
            return None
        return others

    def _value(self, column: str, cell: Cell, row: Row) -> dict[str, Value | None]:
        """Return the new value of a key, nothing where it cannot be used."""
        text = cell.text.strip()
        if bad := refused_character(text):
            self._add(cell, *bad)
        elif len(text) > MAX_TEXT:
            self._add(
                cell, f"This has {len(text):,} characters; at most {MAX_TEXT:,} are read.", "Shorten it."
            )
        elif column in LEVELS:
            return self._choice(column, cell, "level", None, row.said.get(column))
        elif column == "status":
            return self._choice(column, cell, "state", "open")
        elif column == "signed_off":
            found = self._choice(column, cell, "truth", "false")
            return {column: found[column] == "true"} if found else {}
        elif column == "due" and text and not is_iso_date(text):
            self._add(cell, f"“{shown(text)}” is not a day.", "Write it like 2026-12-31.")
        elif column == "message" and not text and row.own is not None:
            self._add(cell, "A finding of your own needs a text.", "Write it, or remove it from the notes.")
        else:
            return {column: text if text and text != row.said.get(column) else None}
        return {}

    def _choice(
        self, column: str, cell: Cell, group: str, empty: str | None, said: str | None = None
    ) -> dict[str, Value | None]:
        text = cell.text.strip()
        if not text:
            return {column: empty}
        value = _words(group).get(folded(text[:100]))
        if value is None:
            known = ", ".join(dict.fromkeys(_words(group).values()))
            known = "yes or no" if group == "truth" else known
            self._add(cell, f"“{shown(text)}” is no choice here.", f"Choose one of {known}.")
            return {}
        return {column: None if value == said else value}

    def _add(self, cell: Cell, message: str, remedy: str) -> None:
        _, line, column, sheet = cell.position
        self.problems.append(Problem(message, remedy, self._file, line, column, None, sheet))


def _where(position: Position) -> str:
    if position.sheet is None:
        return f"line {position.line}"
    return f"{column_letters(position.column or 1)}{position.line}"
