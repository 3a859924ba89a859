"""A workbook before it is written: sheets of cells with styles, widths, choices and hints."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import Final, Literal, NamedTuple

from cxadvisor.readers.workbook.cells import Sheet, SheetCell

_PAGE: Final = 190
"""So many characters a printed page is wide."""
_USUAL: Final = 9.0
_LINE: Final = 14.5
_HIGHEST: Final = 400.0
_FILLED: Final = 0.95
"""The part of a line that words fill on average."""

Value = str | int | float | bool
Style = Literal[
    "plain",
    "title",
    "lead",
    "heading",
    "body",
    "number",
    "link",
    "label",
    "value",
    "hint",
    "header",
    "header_metrics",
    "customers",
    "internal",
    "external",
    "note",
    "cell",
    "figure",
    "question",
    "count",
    "column",
    "explicit",
    "sure",
    "assumed",
    "candidate",
    "ruled_out",
    "none",
    "gap",
    "met",
]
"""How a cell looks; ``styles`` says what each is."""


class Box(NamedTuple):
    """A cell: what stands in it, if anything, and how it looks."""

    value: Value | None
    style: Style


class Choice(NamedTuple):
    """A drop-down list, or a hint alone, for a range of cells such as ``A2:A90``.

    ``source`` is the range of the sheet of choices that holds the words, an empty text where any value may stand.
    """

    cells: str
    source: str
    title: str
    hint: str


Tone = Literal["red", "amber", "green", "blue", "grey"]
"""The colour of a cell that holds a certain word."""


class Condition(NamedTuple):
    """Colours of cells by what stands in them, also after somebody chose another word."""

    cells: str
    tones: tuple[tuple[str, Tone], ...]


@dataclass
class Drawing:
    """A sheet to be written; rows and columns count from 1."""

    name: str
    cells: dict[tuple[int, int], Box] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    """Cells that lead to another sheet, by reference."""
    frozen: tuple[int, int] = (0, 0)
    """So many rows and columns stay where they are."""
    repeated: tuple[int, int] = (0, 0)
    """So many rows and columns are printed on every page."""
    filtered: str = ""
    hidden_columns: set[int] = field(default_factory=set)
    tab: str = ""
    hidden: bool = False
    one_page: bool = False
    wide: int = 0
    """Over how many pages it is printed beside each other; 0: so many that it can be read."""
    printed: str = ""
    """The part that is printed, where that is not all."""

    def put(self, row: int, column: int, value: Value | None, style: Style) -> None:
        """Set a cell."""
        self.cells[row, column] = Box(value, style)

    @property
    def pages_wide(self) -> int:
        """Over how many pages beside each other the sheet is printed, so that it can be read."""
        if self.wide or self.one_page:
            return self.wide or 1
        return max(1, round(sum(self.widths.values()) / _PAGE))

    def height_of(self, row: int) -> float | None:
        """Return how high a row is to be, so that its texts are seen; None for the usual height."""
        if row in self.heights:
            return self.heights[row]
        lines = max(
            (
                self._lines(str(box.value), self.widths.get(column, _USUAL))
                for column in self.widths
                if column not in self.hidden_columns
                and (box := self.cells.get((row, column))) is not None
                and box.value is not None
            ),
            default=1,
        )
        return None if lines == 1 else min(lines * _LINE + 2, _HIGHEST)

    @staticmethod
    def _lines(text: str, width: float) -> int:
        return sum(ceil(max(len(line), 1) / (width * _FILLED)) for line in text.split("\n"))

    def as_read(self) -> Sheet:
        """Return the sheet as the reader will see it."""
        rows: dict[int, dict[int, SheetCell]] = {}
        for (row, column), box in sorted(self.cells.items()):
            if box.value is not None and (not isinstance(box.value, str) or box.value.strip()):
                rows.setdefault(row, {})[column] = SheetCell(box.value, kind_of(box.value))
        return Sheet(self.name, self.hidden, rows)


def kind_of(value: Value) -> Literal["text", "truth", "number"]:
    """Return as what the reader will see a value."""
    return "text" if isinstance(value, str) else "truth" if isinstance(value, bool) else "number"
