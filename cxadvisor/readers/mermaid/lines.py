"""The lines of a diagram that say something, each with its place; comments and directives are left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from cxadvisor.model.strategy import Position

_comment = re.compile(r"%%(?!\{)").match
_directive = re.compile(r"%%\{[^\n]*").match


class Line(NamedTuple):
    """A line without blanks around it, and where it begins."""

    text: str
    position: Position

    def place(self, offset: int) -> Position:
        """Return where the character at ``offset`` stands."""
        line, column = self.position.line, self.position.column
        return Position(None, line, None if column is None else column + offset)

    def part(self, offset: int) -> Line:
        """Return the line from ``offset`` on."""
        rest = self.text[offset:]
        text = rest.lstrip()
        return Line(text.rstrip(), self.place(offset + len(rest) - len(text)))


def lines_of(text: str, first: int = 1, indent: int = 0) -> list[Line]:
    """Return the lines of a diagram that say something.

    Args:
        text: the diagram.
        first: the number of its first line in the file.
        indent: how far the diagram is indented in the file.
    """
    found: list[Line] = []
    in_front_matter = False
    for number, raw in enumerate(text.splitlines()):
        stripped = raw.strip()
        if not found and stripped == "---":
            in_front_matter = not in_front_matter
            continue
        if in_front_matter or not stripped or _comment(stripped) or _directive(stripped):
            continue
        column = indent + len(raw) - len(raw.lstrip()) + 1
        found.append(Line(stripped, Position(None, first + number, column)))
    return found
