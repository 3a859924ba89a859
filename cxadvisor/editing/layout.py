"""How the parts of a parsed file are written: where single values end, and in which style lists and mappings stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Any, Final, NamedTuple

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cxadvisor.readers.tree import Document, escaped
from cxadvisor.readers.yaml_parser import YamlParser, hide_line_separators

_json_scalar = re.compile(r'"(?:[^"\\]|\\.)*+"|[\w.+-]*+', re.DOTALL).match
_line_break = re.compile(r"\r\n|\n|\r").search
_line_end = re.compile(r"[\r\n]").search
_json_close = re.compile(r"\s*+[\]}]").match


class Scalar(NamedTuple):
    """The offset at which a single value ends, and whether it is a block scalar (``|`` or ``>``)."""

    end: int
    is_block: bool


class Layout:
    """The layout of ``document``, which was read from a file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text: Final = document.source.text
        self.is_json: Final = document.format == "json"
        found = _line_break(self.text)
        self.line_break: Final = found[0] if found else "\n"
        self._scalars: dict[int, Scalar] = {}
        self._flow: dict[int, bool] = {}
        self._closed: dict[int, int] = {}
        if not self.is_json:
            self._look_over()

    def _look_over(self) -> None:
        """Take the ends of values and the styles of lists and mappings from the events of the YAML parser."""
        parser = YamlParser(hide_line_separators(self.text)[0])
        opened: list[int] = []
        while True:
            event: Any = parser.get_event()  # type: ignore[no-untyped-call]
            kind, start = type(event), event.start_mark.index
            if kind is ScalarEvent:
                self._scalars.setdefault(start, Scalar(event.end_mark.index, event.style in ("|", ">")))
            elif kind in (SequenceStartEvent, MappingStartEvent):
                self._flow[start] = bool(event.flow_style)
                opened.append(start)
            elif kind in (SequenceEndEvent, MappingEndEvent):
                self._closed[opened.pop()] = event.end_mark.index
            elif kind is StreamEndEvent:
                return

    def start(self, place: str) -> int:
        """Return where the value at ``place`` begins."""
        return self.document.values[place]

    def scalar(self, place: str) -> Scalar:
        """Return how the single value at ``place`` is written."""
        start = self.start(place)
        if not self.is_json:
            return self._scalars[start]
        match = _json_scalar(self.text, start)
        assert match
        return Scalar(match.end(), False)

    def end(self, place: str, value: Any) -> int:
        """Return the offset at which ``value`` ends, which stands at ``place``; comments behind it are not in it."""
        if not isinstance(value, dict | list):
            return self.scalar(place).end
        is_flow = self.is_flow(place)
        if is_flow and not self.is_json:
            return self._closed[self.start(place)]
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        children = ((f"{place}/{escaped(str(key))}", each) for key, each in inner)
        end = max((self.end(child, each) for child, each in children), default=self.start(place) + 1)
        if not is_flow:
            return end
        closing = _json_close(self.text, end)
        assert closing
        return closing.end()

    def is_one_line(self, place: str) -> bool:
        """Whether the single value at ``place`` is written on one line."""
        scalar = self.scalar(place)
        return not scalar.is_block and not _line_end(self.text, self.start(place), scalar.end)

    def is_flow(self, place: str) -> bool:
        """Whether the list or mapping at ``place`` is written with brackets."""
        return self.is_json or self._flow[self.start(place)]

    def column(self, offset: int) -> int:
        """Return the column of an offset, from 0."""
        return offset - 1 - max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset))

    def line_end(self, offset: int) -> int:
        """Return the offset at which the line of ``offset`` ends, before its line break."""
        found = _line_end(self.text, offset)
        return found.start() if found else len(self.text)

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line of ``offset`` begins."""
        return offset - self.column(offset)

    def next_line(self, offset: int) -> int:
        """Return the offset at which the line after that of ``offset`` begins, or the end of the text."""
        found = _line_break(self.text, offset)
        return found.end() if found else len(self.text)

    def line_starts(self, start: int, end: int) -> list[int]:
        """Return where lines that hold something begin, from the line after ``start`` to ``end``."""
        starts = self.document.source.line_starts
        within = starts[bisect_right(starts, start) : bisect_left(starts, end)]
        return [each for each in within if self.text[each] not in "\r\n"]

    def space_after(self, opening: int, first: int) -> str:
        """Return the white space between a bracket and the first thing in it where that begins a line, else a blank."""
        space = self.text[opening + 1 : first]
        return space if not space.strip() and _line_end(space) else " "
