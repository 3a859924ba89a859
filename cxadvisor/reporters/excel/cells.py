"""Words as cells of a workbook hold them, and sheets that are read from top to bottom."""

from __future__ import annotations

import re
from typing import Final

from cxadvisor.reporters.plain import ELLIPSIS, visible
from cxadvisor.writers.workbook.drawing import Drawing, Style
from cxadvisor.writers.workbook.encoding import MAX_CELL, length_of

_HALVES = re.compile("[\ud800-\udfff]")
_NAME = re.compile(r"[\[\]:*?/\\]")
NAME_LENGTH: Final = 31


def held(text: str) -> str:
    """Return a text as a cell can hold it: no half of a pair, and not longer than Excel keeps."""
    text = _HALVES.sub("\ufffd", text)
    if length_of(text) <= MAX_CELL:
        return text
    cut = text[: MAX_CELL - 1]
    while length_of(cut) >= MAX_CELL:
        cut = cut[: -max(1, length_of(cut) - MAX_CELL + 1)]
    return cut + ELLIPSIS


def shown(text: str) -> str:
    """Return a text for a cell that is only read: on one line, with nothing invisible in it."""
    return held(visible(text))


class Pages:
    """Fills a sheet from top to bottom; ``columns`` are merged for texts that run across."""

    def __init__(self, drawing: Drawing, columns: int) -> None:
        self.drawing = drawing
        self.columns = columns
        self.row = 0

    def line(self, text: str, style: Style, height: float | None = None) -> None:
        """Add a line across all columns, as high as its words need."""
        self.row += 1
        drawing, last = self.drawing, chr(ord("A") + self.columns - 1)
        drawing.put(self.row, 1, shown(text), style)
        drawing.merges.append(f"A{self.row}:{last}{self.row}")
        width = sum(drawing.widths.get(column, 9.0) for column in range(1, self.columns + 1))
        lines = max(1, -(-len(text) // max(int(width * 0.95), 1)))
        drawing.heights[self.row] = height or min(6.0 + 14.5 * lines, 400.0)

    def gap(self) -> None:
        """Leave a line free."""
        self.row += 1

    def pair(self, label: str, text: str) -> None:
        """Add a label and what it is of, which runs across the other columns."""
        self.row += 1
        drawing, last = self.drawing, chr(ord("A") + self.columns - 1)
        drawing.put(self.row, 1, shown(label), "label")
        for column in range(2, self.columns + 1):
            drawing.put(self.row, column, shown(text) if column == 2 else None, "value")
        if self.columns > 2:
            drawing.merges.append(f"B{self.row}:{last}{self.row}")
        width = sum(drawing.widths.get(column, 9.0) for column in range(2, self.columns + 1))
        lines = max(-(-len(text) // max(int(width * 0.9), 1)), -(-len(label) // 22), 1)
        drawing.heights[self.row] = min(4.0 + 14.5 * lines, 400.0)
