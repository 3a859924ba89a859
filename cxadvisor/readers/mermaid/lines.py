"""The lines of a diagram that say something, each with its place; comments and directives are left out."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from cxadvisor.model.strategy import Position

_code = re.compile(r"#([0-9]{1,7}|quot|amp|lt|gt|colon|semi|comma|num);").sub
_NAMED: Final = {
    "quot": '"', "amp": "&", "lt": "<", "gt": ">", "colon": ":", "semi": ";", "comma": ",", "num": "#",
}  # fmt: skip
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


def decoded(text: str) -> str:
    """Return a text without the codes that stand for signs in diagrams, such as ``#58;``."""
    return _code(_sign, text)


def coded(text: str, *, comma: bool = False) -> str:
    """Return a text in one line, with codes for signs that mean something in diagrams; ``comma`` is one of these."""
    signs = '#:;%"' + ("," if comma else "")
    return "".join(
        f"#{ord(char)};" if char in signs or (char != " " and char.isspace()) else char for char in text
    )


def _sign(match: re.Match[str]) -> str:
    name = match[1]
    if not name.isdigit():
        return _NAMED[name]
    code = int(name)
    is_sound = 32 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_sound or code in (9, 10, 13) else match[0]
