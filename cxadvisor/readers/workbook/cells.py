"""The cells of a sheet: what each holds, whatever way it is written in."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Final, Literal, NamedTuple, NoReturn

from cxadvisor.model.strategy import Position
from cxadvisor.readers.workbook.archive import Archive, Attributes, Handlers
from cxadvisor.readers.workbook.parts import Book, SheetPart, unescaped

Kind = Literal["text", "number", "percent", "date", "truth", "error", "uncomputed"]

MAX_CELLS: Final = 60_000
"""So many cells with something in them a workbook may hold; a thousand notes with everything known have 25,000."""
MAX_MERGES: Final = 5_000
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384

_reference = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})").fullmatch
_LAST_DAY: Final = 2_958_466


class SheetCell(NamedTuple):
    """What a cell holds: a text, a number or a truth value; a day is a text such as ``2026-03-01``."""

    value: str | int | float | bool
    kind: Kind


class Sheet(NamedTuple):
    """A sheet: its cells by row and column, both counted from 1.

    ``merges`` are the cells that were merged: top, left, bottom and right end of each.
    """

    name: str
    hidden: bool
    rows: dict[int, dict[int, SheetCell]]
    merges: tuple[tuple[int, int, int, int], ...] = ()

    def cell(self, row: int, column: int) -> SheetCell | None:
        """Return a cell; None where nothing stands in it."""
        return self.rows.get(row, {}).get(column)

    def position(self, row: int, column: int) -> Position:
        """Return where a cell stands."""
        return Position(None, row, column, self.name)

    def merged_down(self, column: int) -> dict[int, SheetCell]:
        """Return by row what a merged cell above says in ``column``, for rows that hold something else."""
        found: dict[int, SheetCell] = {}
        rows = sorted(self.rows)
        for top, left, bottom, right in self.merges:
            cell = self.cell(top, left)
            if cell is None or not left <= column <= right or len(found) > MAX_CELLS:
                continue
            found |= dict.fromkeys(rows[bisect_right(rows, top) : bisect_right(rows, bottom)], cell)
        return found


class Room:
    """How many more cells may be read, all sheets together."""

    def __init__(self) -> None:
        self.left = MAX_CELLS


def read_sheet(archive: Archive, book: Book, part: SheetPart, room: Room) -> Sheet:
    """Return the sheet in ``part``.

    Raises:
        InputError: it is damaged, or holds too many cells.
    """
    cells = _Cells(archive, book, part, room)
    archive.read(part.part, cells)
    return Sheet(part.name, part.hidden, cells.rows, tuple(cells.merges))


def place_of(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as ``B7``; None where there is no such cell."""
    match = _reference(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


class _Cells(Handlers):
    """Takes the cells of a sheet as they come; row and column may be left out where they follow on."""

    def __init__(self, archive: Archive, book: Book, part: SheetPart, room: Room) -> None:
        self.rows: dict[int, dict[int, SheetCell]] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self._archive, self._book, self._part, self._room = archive, book, part, room
        self._row = self._column = 0
        self._type = "n"
        self._style = 0
        self._value: list[str] | None = None
        self._runs: list[str] = []
        self._is_value = self._is_text = self._is_reading = self._is_formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            place = attributes.get("r")
            found = place_of(place) if place is not None else (self._row, self._column + 1)
            if found is None:
                self._damaged(f"it has no cell {place[:20] if place else ''}")
            else:
                self._row, self._column = found
            self._type = attributes.get("t", "n")
            style = attributes.get("s", "0")
            self._style = int(style) if style.isdecimal() and len(style) < 10 else 0
            self._value, self._runs, self._is_formula = None, [], False
        elif name == "v":
            self._value, self._is_value = [], True
        elif name == "t":
            self._is_text = not self._is_reading
        elif name == "f":
            self._is_formula = True
        elif name == "rPh":
            self._is_reading = True
        elif name == "row":
            row = attributes.get("r", str(self._row + 1))
            if not row.isdecimal() or len(row) > 7 or not 1 <= int(row) <= LAST_ROW:
                self._damaged(f"it has no row {row[:20]}")
            self._row, self._column = int(row), 0
        elif name == "mergeCell" and len(self.merges) < MAX_MERGES:
            first, _, last = attributes.get("ref", "").partition(":")
            ends = place_of(first), place_of(last)
            if ends[0] and ends[1]:
                self.merges.append((*ends[0], *ends[1]))

    def end(self, name: str) -> None:
        if name == "v":
            self._is_value = False
        elif name == "t":
            self._is_text = False
        elif name == "rPh":
            self._is_reading = False
        elif name == "c":
            cell = self._cell()
            if cell is not None:
                self._room.left -= 1
                if self._room.left < 0:
                    self._archive.refuse(
                        f"This workbook has more than {MAX_CELLS:,} filled cells, but a strategy is small.",
                        "Keep the sheets of the strategy only.",
                        self._part.name,
                    )
                self.rows.setdefault(self._row, {})[self._column] = cell

    def text(self, text: str) -> None:
        if self._is_value and self._value is not None:
            self._value.append(text)
        elif self._is_text:
            self._runs.append(text)

    def _cell(self) -> SheetCell | None:
        if self._type == "inlineStr":
            return _text(unescaped("".join(self._runs)))
        if self._value is None:
            return SheetCell("", "uncomputed") if self._is_formula else None
        value = "".join(self._value)
        if self._type == "s":
            number = int(value) if value.isdecimal() and len(value) < 10 else -1
            if not 0 <= number < len(self._book.texts):
                self._damaged(f"there is no text number {value[:20]}")
            return _text(self._book.texts[number])
        if self._type == "str":
            return _text(unescaped(value))
        if self._type == "b":
            return SheetCell(value.strip() in ("1", "true"), "truth")
        if self._type == "e":
            return SheetCell(value[:20], "error")
        if self._type == "d":
            return SheetCell(value.strip()[:40].removesuffix("T00:00:00"), "date")
        return self._number(value.strip())

    def _number(self, value: str) -> SheetCell | None:
        if not value:
            return SheetCell("", "uncomputed") if self._is_formula else None
        try:
            number = float(value) if len(value) < 60 else float("inf")
        except ValueError:
            number = float("inf")
        if not isfinite(number):
            self._damaged(f"{value[:20]} is no number")
        shows = self._book.styles[self._style] if self._style < len(self._book.styles) else "number"
        if shows == "date":
            day = day_of(number, is_1904=self._book.is_1904)
            if day is not None:
                return SheetCell(day, "date")
        plain = int(number) if number.is_integer() and abs(number) < 1e15 else number
        return SheetCell(plain, "percent" if shows == "percent" else "number")

    def _damaged(self, how: str) -> NoReturn:
        self._archive.refuse(
            f"The sheet “{self._part.name}” is damaged: {how}.",
            "Open it in Excel or LibreOffice and save it again.",
        )


def _text(text: str) -> SheetCell | None:
    return SheetCell(text, "text") if text.strip() else None


def day_of(number: float, *, is_1904: bool) -> str | None:
    """Return the day that a spreadsheet counts as ``number``, with the time where it has one; None if there is none."""
    if not 0 <= number < _LAST_DAY:
        return None
    days, part = divmod(number, 1)
    seconds = round(part * 86_400)
    if days == 0 and not is_1904:
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    # Excel counts a 29 February 1900 that never was.
    first = date(1904, 1, 1) if is_1904 else date(1899, 12, 30 if days > 60 else 31)
    try:
        moment = datetime.combine(first, datetime.min.time()) + timedelta(days=int(days), seconds=seconds)
    except OverflowError:
        return None
    return moment.strftime("%Y-%m-%d") if seconds % 86_400 == 0 else moment.strftime("%Y-%m-%d %H:%M")
