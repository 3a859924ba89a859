"""The hidden sheet that holds the words of the drop-down lists."""

from __future__ import annotations

from collections.abc import Iterable

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.readers.unplaced import column_letters
from cxadvisor.readers.workbook.labels import Labels
from cxadvisor.writers.workbook.drawing import Drawing


class Words:
    """Collects lists of words, a column each; the same list is kept once."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._lists: dict[tuple[str | int, ...], str] = {}
        self.drawing = Drawing(labels("sheet.choices"), hidden=True)

    def blocks(self) -> str:
        """Return the range that holds the names of the blocks."""
        return self._range(tuple(self._labels.block(block) for block in BLOCKS))

    def choices(self, values: Iterable[str]) -> str:
        """Return the range that holds what these choices are called."""
        return self._range(tuple(self._labels.choice(value) for value in values))

    def numbers(self, *values: int) -> str:
        """Return the range that holds these numbers."""
        return self._range(values)

    def _range(self, words: tuple[str | int, ...]) -> str:
        if words not in self._lists:
            column = len(self._lists) + 1
            for row, word in enumerate(words, start=1):
                self.drawing.put(row, column, word, "plain")
            letters = column_letters(column)
            name = self.drawing.name.replace("'", "''")
            self._lists[words] = f"'{name}'!${letters}$1:${letters}${len(words)}"
        return self._lists[words]
