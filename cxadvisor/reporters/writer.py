"""Collects the lines of a report for a terminal: wrapped, indented, and coloured where that is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cxadvisor.reporters.plain import display_width, visible, wrap

NARROWEST: Final = 40
"""Narrower terminals get lines of this width: labels and text need some room."""

ROLES: Final = {
    "title": "1",
    "high": "1;31",
    "medium": "33",
    "low": "36",
    "confirm": "34",
    "advice": "36",
    "bad": "1;31",
    "good": "32",
    "quiet": "2",
}
"""The ANSI codes of the roles that a piece of text can have."""


class Writer:
    """Lines for a terminal of ``width`` columns; every text is made visible first, so that none can act."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(width, NARROWEST)
        self.colour = colour
        self.lines: list[str] = []

    def __str__(self) -> str:
        return "\n".join(self.lines) + "\n"

    def paint(self, text: str, role: str) -> str:
        """Return ``text`` in the colours of ``role``, where colours are wanted."""
        return f"\x1b[{ROLES[role]}m{text}\x1b[0m" if self.colour and text and role else text

    def gap(self) -> None:
        """Add an empty line."""
        self.lines.append("")

    def rule(self) -> None:
        """Add a line across the whole width."""
        self.lines.append(self.paint("─" * self.width, "quiet"))

    def paragraph(self, text: str, indent: int = 0, role: str = "") -> None:
        """Add a paragraph, indented on every line."""
        for line in wrap(visible(text), self.width - indent):
            self.lines.append(" " * indent + self.paint(line, role))

    def item(self, lead: str, text: str, indent: int, lead_role: str = "", role: str = "") -> None:
        """Add a paragraph behind ``lead``, which is ours; all its lines start at column ``indent``."""
        if display_width(lead) >= indent:
            self.lines.append(self.paint(lead, lead_role))
            lead = ""
        for line in wrap(visible(text), self.width - indent):
            space = " " * (indent - display_width(lead))
            self.lines.append(self.paint(lead, lead_role) + space + self.paint(line, role))
            lead = ""

    def items(self, lead: str, texts: Iterable[str], indent: int, lead_role: str = "") -> None:
        """Add paragraphs under one ``lead``, which stands before the first."""
        for text in texts:
            self.item(lead, text, indent, lead_role)
            lead = ""
