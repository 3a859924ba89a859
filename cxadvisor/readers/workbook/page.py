"""A sheet while it is read: which of its cells were taken, what is wrong with them, and what is left in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from cxadvisor.errors import Problem
from cxadvisor.model.strategy import Position
from cxadvisor.readers.keys import is_extension
from cxadvisor.readers.suggestions import folded
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tree import shown
from cxadvisor.readers.workbook.cells import Sheet, SheetCell
from cxadvisor.readers.workbook.labels import index, own_texts
from cxadvisor.readers.workbook.layout import Field
from cxadvisor.readers.workbook.values import decoded, text_in

ANYTHING: Final = Field("", "anything")
"""The field of an extension."""


class Page:
    """A sheet that is being read into ``into``; ``problems`` are cells that hold no value."""

    def __init__(self, sheet: Sheet, into: Gathering, file: str | None) -> None:
        self.sheet = sheet
        self.into = into
        self.problems: list[Problem] = []
        self._file = file
        self._used: set[tuple[int, int]] = set()

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows, an empty text where nothing stands in it."""
        cell = self.sheet.cell(row, column)
        return "" if cell is None else text_in(cell)

    def use(self, row: int, column: int) -> None:
        """Take a cell for read: a label, or something that means nothing."""
        self._used.add((row, column))

    def use_row(self, row: int) -> None:
        """Take a whole row for read."""
        self._used.update((row, column) for column in self.sheet.rows.get(row, ()))

    def value(self, row: int, column: int, field: Field, merged: SheetCell | None = None) -> At | None:
        """Return what a cell says in ``field``, with its position; None where nothing usable stands in it.

        A blank cell says what one does that is ``merged`` with it.
        """
        cell = self.sheet.cell(row, column) or merged
        if cell is None:
            return None
        self.use(row, column)
        if not self.is_usable(cell, row, column):
            return None
        value = decoded(field, cell)
        return At(value, self.sheet.position(row, column))

    def is_usable(self, cell: SheetCell, row: int, column: int) -> bool:
        """Whether a cell holds a value; an error, or a formula that was never worked out, is a problem."""
        if cell.kind == "error":
            self._complain(
                f"This cell holds the error {shown(str(cell.value))}.",
                "Mend its formula, or write the value itself.",
                row,
                column,
            )
        elif cell.kind == "uncomputed":
            self._complain(
                "This cell holds a formula without a result.",
                "Open the workbook in Excel or LibreOffice and save it, or write the value itself.",
                row,
                column,
            )
        return cell.kind not in ("error", "uncomputed")

    def _complain(self, message: str, remedy: str, row: int, column: int) -> None:
        self.problems.append(Problem(message, remedy, self._file, row, column, None, self.sheet.name))

    def columns(self, row: int, table: str, fields: tuple[Field, ...]) -> dict[int, Field]:
        """Return which column holds which field, by the header in ``row``; those of no field are not there."""
        spellings = index(table, tuple(field.path for field in fields))
        by_path = {field.path: field for field in fields}
        found: dict[int, Field] = {}
        for column in sorted(self.sheet.rows.get(row, ())):
            text = self.text(row, column).strip()
            path = text if is_extension(text) else spellings.get(folded(text))
            if path is not None and all(field.path != path for field in found.values()):
                found[column] = by_path.get(path, ANYTHING._replace(path=path))
        return found

    def entries(
        self, columns: dict[int, Field], rows: Iterable[int], merged: tuple[str, ...]
    ) -> Iterator[tuple[int, dict[str, At]]]:
        """Yield the rows of a table with what they say, by the paths of their fields.

        In the fields ``merged`` a blank cell says what the one does that it is merged with.
        """
        down = {
            column: self.sheet.merged_down(column)
            for column, field in columns.items()
            if field.path in merged
        }
        for row in rows:
            values: dict[str, At] = {}
            for column, field in columns.items():
                value = self.value(row, column, field, down.get(column, {}).get(row))
                if value is not None:
                    values[field.path] = value
            yield row, values

    def leave_columns(self, header: int, columns: dict[int, Field], rows: range) -> None:
        """Report the columns of a table that have no field, each once, and take their cells for read."""
        for column in sorted(self.sheet.rows.get(header, ())):
            if column in columns:
                self.use(header, column)
                continue
            below = [row for row in rows if self.sheet.cell(row, column)]
            if below:
                why = f"is a column that has no place here; what stands in it ({len(below)}) was not read."
                self.into.leave(self.text(header, column), why, self.sheet.position(header, column))
                for row in (header, *below):
                    self.use(row, column)

    def leave_rest(self) -> None:
        """Report each cell that was not read and does not come from the workbook itself."""
        own = own_texts()
        for row in sorted(self.sheet.rows):
            for column, cell in sorted(self.sheet.rows[row].items()):
                text = text_in(cell)
                if (row, column) not in self._used and text.strip() not in own:
                    why = "stands where nothing is looked for."
                    self.into.leave(text, why, self.sheet.position(row, column))


def put(tree: dict[str, Any], path: str, value: Any) -> None:
    """Put a value into a tree, by the keys of its path."""
    *above, key = [path] if is_extension(path) else path.split(".")
    for each in above:
        tree = tree.setdefault(each, {})
    tree[key] = value


def first_position(page: Page, row: int) -> Position:
    """Return where the first cell of a row stands."""
    return page.sheet.position(row, min(page.sheet.rows[row]))
