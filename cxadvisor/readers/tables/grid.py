"""A table as it was written: rows of cells, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cxadvisor.model.strategy import Position
from cxadvisor.readers.tree import shown


class Cell(NamedTuple):
    """The text of a cell and where it begins."""

    text: str
    position: Position

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip()

    @property
    def label(self) -> str:
        """The text as a label is read: in one line, without blanks around it."""
        return " ".join(self.text.split())


Row = list[Cell]


class Grid(NamedTuple):
    """The rows of a table; ``title`` is what stands above it, if anything."""

    rows: list[Row]
    title: str = ""

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; a row may be shorter than others, its missing cells are blank."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else Cell("", self.place_of(row))

    def place_of(self, row: int) -> Position:
        """Return where a row begins."""
        return self.rows[row][0].position if self.rows[row] else Position()

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)

    def column(self, index: int) -> list[Cell]:
        """Return the cells of a column, the header included."""
        return [self.cell(row, index) for row in range(len(self.rows))]

    def turned(self) -> Grid:
        """Return the table with rows and columns exchanged."""
        return Grid([self.column(index) for index in range(self.width)], self.title)


def unread(labels: Row, contents: list[Row], used: Iterable[int]) -> list[Cell]:
    """Return the labels of columns (or rows) that hold something but were not understood; one without a label is
    called by the first thing in it.
    """
    known = set(used)
    found = []
    for index, cell in enumerate(labels):
        filled = [each for each in contents[index] if not each.is_blank] if index < len(contents) else []
        if index not in known and filled:
            found.append(filled[0] if cell.is_blank else cell)
    return found


def why_unread(cells: list[Cell], of: str) -> str:
    """Return why columns were not read: the rest of a sentence that begins with the first of them."""
    others = ", ".join(f"“{shown(cell.label, 30)}”" for cell in cells[1:20])
    more = f" Neither were {others}{' and more' if len(cells) > 20 else ''}." if others else ""
    return f"has no place in {of}; it was not read.{more}"
