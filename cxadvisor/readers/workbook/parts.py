"""What of a workbook is not cells: its sheets and their order, shared texts, and how styles show numbers."""

from __future__ import annotations

import posixpath
import re
from typing import Final, Literal, NamedTuple

from cxadvisor.readers.tree import shown
from cxadvisor.readers.workbook.archive import Archive, Attributes, Handlers

Shows = Literal["number", "date", "percent"]
"""As what a style shows a number."""

MAX_SHEETS: Final = 1_700
"""So many sheets a workbook may have: one for each artefact that is read, and some more."""
_MAIN: Final = "officedocument"
_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENTS: Final = frozenset((9, 10))
_no_code = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|[*_].').sub
_escape = re.compile(r"_x([0-9A-Fa-f]{4})_").sub


class SheetPart(NamedTuple):
    """A sheet: its name, the part that holds its cells, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Book(NamedTuple):
    """The sheets of a workbook in their order, and what their cells refer to."""

    sheets: tuple[SheetPart, ...]
    texts: list[str]
    styles: list[Shows]
    is_1904: bool


def read_book(archive: Archive) -> Book:
    """Return what ``archive`` says of its sheets.

    Raises:
        InputError: it is another kind of Office file, holds macros, or is damaged.
    """
    main = _main_part(archive)
    relations = _Relations(main)
    archive.read(_relations_of(main), relations)
    sheets = _Sheets()
    archive.read(main, sheets)
    found = [
        SheetPart(shown(name, 100), relations.targets[identifier][1], hidden)
        for name, identifier, hidden in sheets.found
        if identifier in relations.targets and relations.targets[identifier][0] == "worksheet"
    ]
    if not found:
        archive.refuse("This workbook has no sheet with cells.", "Give one made by cxadvisor template.")
    if len(found) > MAX_SHEETS:
        archive.refuse(f"This workbook has more than {MAX_SHEETS:,} sheets.", "Keep those of the strategy.")
    texts, styles = _SharedTexts(), _Styles()
    for kind, handlers in (("sharedStrings", texts), ("styles", styles)):
        part = next((target for type, target in relations.targets.values() if type == kind), None)
        if part is not None and part in archive:
            archive.read(part, handlers)
    return Book(tuple(found), texts.found, styles.found, sheets.is_1904)


def unescaped(text: str) -> str:
    """Return a text of a cell without the escapes ``_xHHHH_`` for what XML cannot hold."""
    return _escape(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _main_part(archive: Archive) -> str:
    if "_rels/.rels" not in archive:
        other = "an OpenDocument file" if "mimetype" in archive else "a zip archive"
        archive.refuse(
            f"This is {other}, not an Excel workbook.",
            "Open it in Excel or LibreOffice and save it as .xlsx.",
        )
    root = _Relations("")
    archive.read("_rels/.rels", root)
    main = next((target for type, target in root.targets.values() if type.casefold() == _MAIN), "")
    if main.endswith(".bin") or posixpath.dirname(main).casefold() != "xl":
        what = "a binary workbook (.xlsb)" if main.endswith(".bin") else "an Office file, but no workbook"
        archive.refuse(f"This is {what}.", "Open it in Excel and save it as .xlsx.")
    types = _Types()
    archive.read("[Content_Types].xml", types)
    if "macroenabled" in types.of.get(f"/{main}".casefold(), ""):
        archive.refuse("This workbook holds macros.", "Save it as .xlsx, which leaves them out.")
    return main


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


class _Types(Handlers):
    """The type of content of each part."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Override":
            self.of[attributes.get("PartName", "").casefold()] = attributes.get("ContentType", "").casefold()


class _Relations(Handlers):
    """The type and the target of each relation of a part, by its id."""

    def __init__(self, part: str) -> None:
        self._folder = posixpath.dirname(part)
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            type = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (type, target.lstrip("/"))


class _Sheets(Handlers):
    """The names of the sheets, the ids of their relations, and whether they are hidden."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, bool]] = []
        self.is_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.found.append((attributes.get("name", ""), relation, hidden))
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904", "0") in ("1", "true")


class _SharedTexts(Handlers):
    """Texts that cells refer to by number; runs of one text are joined, and readings of Asian letters left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._runs: list[str] = []
        self._is_text = False
        self._is_reading = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._is_reading = True
        elif name == "t":
            self._is_text = not self._is_reading

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append(unescaped("".join(self._runs)))
        elif name == "rPh":
            self._is_reading = False
        elif name == "t":
            self._is_text = False

    def text(self, text: str) -> None:
        if self._is_text:
            self._runs.append(text)


class _Styles(Handlers):
    """As what each style of cells shows a number."""

    def __init__(self) -> None:
        self.found: list[Shows] = []
        self._own: dict[int, Shows] = {}
        self._is_cells = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self._own[_number(attributes.get("numFmtId"))] = _shown_by(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._is_cells = True
        elif name == "xf" and self._is_cells:
            number = _number(attributes.get("numFmtId"))
            default: Shows = "date" if number in _DATES else "percent" if number in _PERCENTS else "number"
            self.found.append(self._own.get(number, default))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_cells = False


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else 0


def _shown_by(code: str) -> Shows:
    """Return as what a format such as ``dd.mm.yyyy`` or ``0.0%`` shows a number."""
    letters = _no_code("", code[:500].partition(";")[0]).casefold()
    if letters != "general" and any(letter in letters for letter in "ymdhs"):
        return "date"
    return "percent" if "%" in letters else "number"
