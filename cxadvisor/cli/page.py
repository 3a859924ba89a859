"""Lays out lines for a terminal: wrapped at its width, with what is bold and dim where it has that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from cxadvisor.reporters.plain import display_width, visible, wrap


class Page:
    """A terminal of ``width`` columns, with ``colour`` or without."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = width
        self._colour = colour

    def bold(self, line: str) -> str:
        """Return a line that stands out."""
        return click.style(line, bold=True) if self._colour else line

    def wrapped(self, text: str, begin: str = "", *, dim: bool = False) -> Iterator[str]:
        """Yield ``text`` in lines that hang below their beginning."""
        indent = display_width(begin)
        for line in wrap(_visible_but_spaces(text), self.width - indent):
            line = line.rstrip()
            yield begin + (click.style(line, dim=True) if dim and self._colour else line)
            begin = " " * indent

    def menu(self, entries: Iterable[tuple[str, str]], begin: str = "  ") -> Iterator[str]:
        """Yield keys and what they do; a key stays beside what it does."""
        tied = (
            f"[{key}]\N{NO-BREAK SPACE}" + said.replace(" ", "\N{NO-BREAK SPACE}") for key, said in entries
        )
        yield from self.wrapped("   ".join(tied), begin)


def _visible_but_spaces(text: str) -> str:
    """Return ``text`` as ``visible`` does, with the gaps of a menu kept."""
    return "   ".join(visible(part) for part in text.split("   "))
