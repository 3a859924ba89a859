"""Collects changes of a text that was parsed, each where it stands, and makes them all at once."""

from __future__ import annotations

import re

from cxadvisor.editing.layout import Layout


class Edits:
    """Changes of the text of ``layout``; positions are those of the text as it was."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._edits: list[tuple[int, int, str]] = []

    def __bool__(self) -> bool:
        return bool(self._edits)

    def replace(self, start: int, end: int, new: str) -> None:
        """Put ``new`` in place of what stands from ``start`` to ``end``."""
        self._edits.append((start, end, new))

    def insert(self, offset: int, new: str) -> None:
        """Put ``new`` at ``offset``; of several there, the one that was put first stands first."""
        if new:
            self._edits.append((offset, offset, new))

    def insert_lines(self, end: int, new: str, indent: int) -> None:
        """Insert lines, each begun by a line break, below the line on which something ends, and below the comments
        there that are indented by ``indent`` or more.
        """
        layout, text = self.layout, self.layout.text
        comment_below = re.compile(rf"(?:\r\n|\n|\r|(?<=[\r\n]))[ ]{{{indent},}}#").match
        while comment := comment_below(text, end if text[end - 1] in "\r\n" else layout.line_end(end)):
            end = layout.line_end(comment.end())
        if text[end - 1] not in "\r\n":
            self.insert(layout.line_end(end), new)
        else:  # the end of a block scalar is where the next line begins
            self.insert(end, new.removeprefix(layout.line_break) + layout.line_break)

    def result(self) -> str:
        """Return the text with all changes."""
        parts: list[str] = []
        position, text = 0, self.layout.text
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            parts += (text[position:start], new)
            position = end
        return "".join((*parts, text[position:]))
