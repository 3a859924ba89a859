"""The sections of a Markdown document with what stands in them: lists, tables, code, quotes and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from cxadvisor.model.strategy import Position
from cxadvisor.readers.markdown.plain import plain
from cxadvisor.readers.tables.grid import Cell, Grid
from cxadvisor.readers.tree import Source

MAX_LINES: Final = 4_000
"""So many lines are read; the parser takes some 80 µs for each, and reading shall end within a second."""
MAX_BARS: Final = 15_000
"""So many bars, which part the cells of tables."""
MAX_COLUMNS: Final = 100
"""So many columns a table may have: the parser fills up short rows."""
MAX_NESTING: Final = 20
"""Lists and quotes inside each other."""

_bar = re.compile(r"(?<!\\)\|")


@dataclass
class Item:
    """An item of a list, with the items of the lists below it."""

    text: str
    position: Position
    items: list[Item] = field(default_factory=list)


@dataclass
class Listing:
    """A list."""

    items: list[Item]
    position: Position
    ordered: bool


@dataclass
class Paragraph:
    """A paragraph or a quotation: its lines."""

    lines: list[Cell]
    is_quote: bool = False
    is_strong: bool = False

    @property
    def text(self) -> str:
        """The paragraph in one line."""
        return " ".join(line.label for line in self.lines)

    @property
    def position(self) -> Position:
        """Where it begins."""
        return self.lines[0].position


@dataclass
class Fence:
    """A block of code: the language it names, its text, and where its first line stands."""

    info: str
    text: str
    position: Position


@dataclass
class Table:
    """A table."""

    grid: Grid

    @property
    def position(self) -> Position:
        """Where it begins."""
        return self.grid.place_of(0)


Content = Listing | Paragraph | Fence | Table


@dataclass
class Section:
    """A heading with all up to the next one of its level; the root has the level 0 and no title."""

    level: int
    title: str
    position: Position
    content: list[Content] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    parent: Section | None = None

    def all(self) -> list[Section]:
        """Return this section and all inside it, in the order of the file."""
        found = [self]
        for section in self.sections:
            found += section.all()
        return found

    def above(self) -> list[Section]:
        """Return the sections around this one, the nearest first."""
        return [self.parent, *self.parent.above()] if self.parent else []


def document_of(source: Source, skip: int = 0) -> Section:
    """Return the root section of a document.

    Args:
        source: the text.
        skip: so many lines at the beginning are front matter.

    Raises:
        InputError: it has too many lines or too large tables.
    """
    from markdown_it import MarkdownIt

    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    is_wide = any(line.count("|") > MAX_COLUMNS for line in lines)
    if len(lines) - skip > MAX_LINES or is_wide or text.count("|") > MAX_BARS:
        source.refuse(
            f"This document has more than {MAX_LINES:,} lines, or tables of more than {MAX_COLUMNS} columns or "
            f"{MAX_BARS:,} cells.",
            "Keep the part with the canvas or the journeys in a file of its own.",
        )
    lines[:skip] = [""] * skip
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "html": False}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return _Builder(lines).build(parser.parse("\n".join(lines)))


class _Builder:
    """Builds sections from the tokens of the parser."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._root = Section(0, "", Position(None, 1, 1))
        self._here = self._root
        self._items: list[Item] = []
        self._listings: list[Listing] = []
        self._quotes = 0

    def build(self, tokens: list[Any]) -> Section:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "heading_open":
                self._heading(int(token.tag[1:]), tokens[index + 1])
                index += 2
            elif kind in ("bullet_list_open", "ordered_list_open"):
                listing = Listing([], self._place(token.map[0]), kind.startswith("ordered"))
                if not self._listings:
                    self._here.content.append(listing)
                self._listings.append(listing)
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self._listings.pop()
            elif kind == "list_item_open":
                item = Item("", self._place(token.map[0]))
                (self._items[-1].items if self._items else self._listings[-1].items).append(item)
                self._items.append(item)
            elif kind == "list_item_close":
                self._items.pop()
            elif kind == "blockquote_open":
                self._quotes += 1
            elif kind == "blockquote_close":
                self._quotes -= 1
            elif kind == "table_open":
                index = self._table(tokens, index)
            elif kind in ("fence", "code_block"):
                self._fence(token)
            elif kind == "inline":
                self._paragraph(token)
            index += 1
        return self._root

    def _heading(self, level: int, inline: Any) -> None:
        section = Section(level, plain(inline.content).strip(), self._place(inline.map[0], inline.content))
        while self._here.level >= level and self._here.parent:
            self._here = self._here.parent
        section.parent = self._here
        self._here.sections.append(section)
        self._here = section

    def _paragraph(self, inline: Any) -> None:
        raw = inline.content.split("\n")
        cells = [
            Cell(plain(line.strip()), self._place(inline.map[0] + number, line.strip()))
            for number, line in enumerate(raw)
        ]
        if not self._items:
            strong = (
                raw[0].startswith(("**", "__"))
                and raw[0].rstrip(" :").endswith(("**", "__"))
                and len(raw) == 1
            )
            self._here.content.append(Paragraph(cells, self._quotes > 0, strong))
            return
        item = self._items[-1]
        text = plain(" ".join(line.strip() for line in raw))
        if not item.text:
            item.text, item.position = text, cells[0].position
        else:
            item.text += "\n" + text

    def _fence(self, token: Any) -> None:
        first = token.map[0] + (2 if token.type == "fence" else 1)
        info = token.info.strip().split(" ")[0].casefold()
        if not self._items:
            self._here.content.append(Fence(info, token.content, Position(None, first, 1)))

    def _table(self, tokens: list[Any], index: int) -> int:
        """Take a table; return the index of the token that closes it."""
        rows: list[list[Cell]] = []
        columns: list[int] = []
        while tokens[index].type != "table_close":
            token = tokens[index]
            if token.type == "tr_open":
                rows.append([])
                columns = self._columns(token.map[0]) if token.map else []
            elif token.type == "inline" and rows:
                line = token.map[0] if token.map else 0
                number = len(rows[-1])
                column = columns[number] if number < len(columns) else 1
                rows[-1].append(Cell(plain(token.content), Position(None, line + 1, column)))
            index += 1
        title = self._here.title
        table = Table(Grid([row for row in rows if row], title))
        if table.grid.rows:
            self._here.content.append(table)
        return index

    def _columns(self, line: int) -> list[int]:
        """Return the columns at which the cells of a row begin."""
        text = self._lines[line]
        start = len(text) - len(text.lstrip())
        begins = [] if text.lstrip().startswith("|") else [start]
        begins += [match.end() for match in _bar.finditer(text)]
        return [begin + len(text[begin:]) - len(text[begin:].lstrip()) + 1 for begin in begins]

    def _place(self, line: int, content: str = "") -> Position:
        text = self._lines[line] if line < len(self._lines) else ""
        first = content.split("\n", 1)[0].strip()
        found = text.find(first) if first else -1
        column = found if found >= 0 else len(text) - len(text.lstrip())
        return Position(None, line + 1, column + 1)
