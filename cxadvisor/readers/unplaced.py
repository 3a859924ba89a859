"""What a file holds that is no part of what was read, and positions in words."""

from __future__ import annotations

from typing import NamedTuple

from cxadvisor.model.strategy import Position
from cxadvisor.readers.tree import shown


class Unplaced(NamedTuple):
    """Something in a file that is no part of what was read: its text, why (the rest of a sentence that begins with the
    text), and where it stands.
    """

    text: str
    why: str
    position: Position

    def __str__(self) -> str:
        where = words_for(self.position)
        said = f"“{shown(self.text)}” {self.why}"
        return f"{where[:1].upper()}{where[1:]}: {said}" if where else said


def words_for(position: Position) -> str:
    """Return where ``position`` is, in words for a message; an empty text where it says nothing."""
    _, line, column, sheet = position
    if sheet is not None:
        cell = (
            f", cell {column_letters(column)}{line}" if line and column else f", row {line}" if line else ""
        )
        return f"sheet “{shown(sheet)}”{cell}"
    if line is None:
        return ""
    return f"line {line}" if column is None else f"line {line}, column {column}"


def column_letters(column: int) -> str:
    """Return the letters by which spreadsheets call a column, counted from 1: A, B, … Z, AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
