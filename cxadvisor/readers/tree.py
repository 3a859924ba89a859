"""A parsed file: a plain tree, where each of its parts stands in the text, and the builder both formats share."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.strategy import Position

if TYPE_CHECKING:
    from cxadvisor.readers.unplaced import Unplaced

MAX_DEPTH: Final = 64
"""Lists and mappings may be nested so deep; a canvas needs five levels."""
MAX_COLLECTED: Final = 500
"""So many problems are collected before the work stops: far more than anybody reads, few enough to stay small."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_bare_value = re.compile(r"[\w.+-]{1,40}").match
_LONGEST_KEY_IN_PLACE = 200
_FEW = 10


class Source:
    """The text of a file, and the name under which messages speak of it; turns offsets into lines and columns."""

    __slots__ = ("_asked", "_starts", "file", "text")

    def __init__(self, text: str, file: str | None) -> None:
        self.text = text
        self.file = file
        self._starts: list[int] | None = None
        self._asked = 0

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return self._starts

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both counted from 1, columns in characters."""
        self._asked += 1
        if (
            self._starts is None and self._asked <= _FEW
        ):  # the table of a file of blank lines would cost seconds
            before = self.text[:offset] + ("\n" if self.text.startswith("\n", offset) else "")
            lines = before.count("\n", 0, offset) + before.count("\r") - before.count("\r\n")
            start = (
                max(before.rfind("\n", 0, offset), before.rfind("\r", 0, offset - before.endswith("\r\n")))
                + 1
            )
            return lines + 1, offset - start + 1
        return _line_and_column(self.line_starts, offset)

    def problem(
        self, message: str, remedy: str = "", *, offset: int | None = None, at: str | None = None
    ) -> Problem:
        """Return a problem of this file; ``offset`` is where it stands, if that is known."""
        line, column = (None, None) if offset is None else self.line_and_column(offset)
        return Problem(message, remedy, self.file, line, column, at)

    def words_for(self, offset: int) -> str:
        """Return where ``offset`` is, in words for a message."""
        return "line {}, column {}".format(*self.line_and_column(offset))

    def locator(self) -> Callable[[int], Position]:
        """Return what turns offsets into positions without a file; the text itself need not be kept for it."""
        return partial(_position, self.line_starts)

    def refuse(self, message: str, remedy: str = "", *, offset: int | None = None) -> NoReturn:
        """Raise an ``InputError`` with one problem: nothing after it can be read."""
        raise InputError(self.problem(message, remedy, offset=offset))


class Document(NamedTuple):
    """A parsed file: its tree, and for every JSON pointer the offset of the value and of the key before it.

    ``unplaced`` is what a file in a format that is not our own holds beside.
    """

    source: Source
    tree: Any
    values: Mapping[str, int]
    keys: Mapping[str, int]
    format: str
    unplaced: "tuple[Unplaced, ...]" = ()

    @property
    def is_text(self) -> bool:
        """Whether the file is written in keys and values, JSON or YAML, so that a remedy may name them."""
        return self.format in ("json", "yaml")

    def offset(self, place: str, *, key: bool = False) -> int | None:
        """Return where ``place`` stands (its key if ``key``), else what encloses it, else None."""
        if key and place in self.keys:
            return self.keys[place]
        while place and place not in self.values:
            place = place.rpartition("/")[0]
        return self.values.get(place)

    def written(self, place: str) -> str:
        """Return the single value at ``place`` as it is written, an empty text where that is not known."""
        offset = self.values.get(place)
        match = None if offset is None else _bare_value(self.source.text, offset)
        return match[0] if match else ""

    def begins(self, place: str, char: str) -> bool:
        """Whether the value at ``place`` is written so that it begins with ``char``."""
        offset = self.offset(place)
        return offset is not None and self.source.text.startswith(char, offset)


class Positions(Mapping[str, Position]):
    """The position of every place of a file, worked out only when somebody asks."""

    __slots__ = ("_file", "_locate", "_offsets")

    def __init__(self, file: str, document: Document) -> None:
        self._file = file
        self._offsets = document.values
        self._locate = document.source.locator()

    def __getitem__(self, place: str) -> Position:
        return self._locate(self._offsets[place])._replace(file=self._file)

    def __contains__(self, place: object) -> bool:
        return place in self._offsets

    def __iter__(self) -> Iterator[str]:
        return iter(self._offsets)

    def __len__(self) -> int:
        return len(self._offsets)


class TreeBuilder:
    """Builds a tree from values as they are met, with the limits and the strictness both formats share.

    Args:
        source: the text that is read.
        max_values: how many values the file may hold, so that a hostile one stops early.
    """

    def __init__(self, source: Source, max_values: int) -> None:
        self.source = source
        self.parent: dict[str, Any] | list[Any] | None = None
        self.values: dict[str, int] = {}
        self.keys: dict[str, int] = {}
        self.root: Any = None
        self._max_values = max_values
        self._prefix = ""
        self._key = ""
        self._place = ""
        self._stack: list[tuple[dict[str, Any] | list[Any] | None, str]] = []
        self._problems: list[Problem] = []

    def add(self, value: Any, offset: int) -> None:
        """Put a value where it belongs: into the list, under the last key, or at the top."""
        parent = self.parent
        if parent is None:
            place = ""
            self.root = value
        elif isinstance(parent, list):
            place = f"{self._prefix}{len(parent)}"
            parent.append(value)
        else:
            place = self._place
            parent[self._key] = value
        self.values[place] = offset
        if len(self.values) > self._max_values:
            self.source.refuse(
                f"This file holds more than {self._max_values:,} values, but a canvas is one page.",
                "Give the canvas alone.",
                offset=offset,
            )
        self._place = place

    def open(self, container: dict[str, Any] | list[Any], offset: int) -> None:
        """Begin a list or a mapping; refuses what is nested too deep."""
        if len(self._stack) >= MAX_DEPTH:
            self.source.refuse(
                f"Lists and mappings are nested more than {MAX_DEPTH} levels deep here.",
                "A canvas needs five.",
                offset=offset,
            )
        self.add(container, offset)
        self._stack.append((self.parent, self._prefix))
        self.parent = container
        self._prefix = self._place + "/"

    def close(self) -> None:
        """End the list or mapping begun last."""
        self.parent, self._prefix = self._stack.pop()

    def key(self, key: str, offset: int) -> None:
        """Take a key; notes it as a problem if its mapping has it already."""
        place = self._prefix + (
            key.replace("~", "~0").replace("/", "~1") if "/" in key or "~" in key else key
        )
        assert isinstance(self.parent, dict)
        if key in self.parent:
            self._twice(key, place, offset)
        else:
            self.keys[place] = offset
        self._key, self._place = key, place

    def _twice(self, key: str, place: str, offset: int) -> None:
        if len(self._problems) >= MAX_COLLECTED:
            raise InputError(self._problems)
        line, column = self.source.line_and_column(self.keys[place])
        self._problems.append(
            self.source.problem(
                f"“{shown(key)}” is written twice in the same place; first at line {line}, column {column}.",
                "Keep one of the two, or join them.",
                offset=offset,
                at=place if len(key) <= _LONGEST_KEY_IN_PLACE else None,
            )
        )

    @property
    def is_nested(self) -> bool:
        """Whether a list or a mapping is still open."""
        return bool(self._stack)

    @property
    def opened_at(self) -> int:
        """The offset of the list or mapping that is open."""
        return self.values[self._prefix[:-1]]

    def document(self, format: str) -> Document:
        """Return the finished document, or raise ``InputError`` with all keys that were written twice."""
        if self._problems:
            raise InputError(self._problems)
        return Document(self.source, self.root, self.values, self.keys, format)


def _line_and_column(starts: list[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def _position(starts: list[int], offset: int) -> Position:
    return Position(None, *_line_and_column(starts, offset))


def reached(tree: Any, location: Iterable[int | str]) -> tuple[list[str], Any]:
    """Return how far ``location`` leads in ``tree``, as texts, and the value there: it may go on with other names.

    A mapping may stand for a list of one; the number of its only entry is passed over.
    """
    tokens: list[str] = []
    value = tree
    for step in location:
        if step == 0 and isinstance(value, dict):
            continue
        is_key = isinstance(value, dict) and step in value
        is_index = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if not (is_key or is_index):
            break
        value = value[step]
        tokens.append(str(step))
    return tokens, value


def escaped(key: str) -> str:
    """Return a key as it is written in a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def shown(text: str, longest: int = 60) -> str:
    """Return somebody's text fit for a message: one line, no control or invisible characters, not too long."""
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
