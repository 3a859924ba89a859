"""Reads the simple part of YAML ten times as quickly: keys, lists and texts that begin and end on their own line.

Most canvases, and files of many short texts such as knowledge, hold nothing else. Whatever goes beyond it, and
whatever is wrong, is left to ``yaml_text``, which knows all of YAML and says how to mend it. A test holds the two to
the same outcome.
"""

from __future__ import annotations

import re
from typing import Any, Final

from cxadvisor.readers.tree import Document, Source, TreeBuilder
from cxadvisor.readers.yaml_scalars import MAX_LINES, MAX_VALUES, plain_in_block, plain_in_flow, resolve

_DEPTH: Final = 8
"""Brackets within brackets; deeper ones are no simple YAML."""

# What other line breaks, markers of documents and characters that YAML does not print may mean is left to PyYAML.
_unusual = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)|^(?:---|\.\.\.|%)",
    re.MULTILINE,
).search
_nothing = re.compile(r"(?: *+(?:#[^\n]*)?(?:\n|\r\n))*").match
_blanks = re.compile(r" *").match
_space = re.compile(r"[ \r\n]*").match
_line_end = re.compile(r" *(?: #[^\n]*)?\r?(?:\n|$)").match
_key = re.compile(r"([^\W_][\w-]{0,99}+):(?=[ \r\n])").match
_dash = re.compile(r"- +(?=[^ \r\n#])").match
_single_quoted = re.compile(r"'((?:[^'\r\n]|'')*+)'(?!')").match
_double_quoted = re.compile(r'"((?:[^"\\\r\n]|\\["\\])*+)"').match
_escaped = re.compile(r"\\(.)").sub
_words = re.compile(r"([^\W\d_][\w’'%/().+–-]*+(?: ++[\w’'%/().+–-]++)*+) *([,\]])[ \r\n]*").match
"""The usual item of a list in brackets, with the mark behind it: words without a sign that could mean more."""
_NO_PLAIN_TEXT: Final = frozenset("-?:,[]{}#&*!|>'\"%@` \r\n")


class _NotSimpleError(Exception):
    """This needs the whole of YAML, or is none."""


def parse_simple_yaml(source: Source) -> Document | None:
    """Return the document that ``source`` holds, just as ``parse_yaml`` would; None where it is not simple.

    Raises:
        InputError: it is simple, but too large or repeats a key, or a number is no number.
    """
    text = source.text
    if text.count("\n") > MAX_LINES or _unusual(text):
        return None
    try:
        return _Lines(source).document()
    except _NotSimpleError:
        return None


class _Lines:
    """Goes through a text line by line; ``open`` holds the indent of each mapping and list that is open."""

    def __init__(self, source: Source) -> None:
        self.source = source
        # A line break behind the last line spares looking for the end of the text everywhere.
        self.text = source.text if source.text.endswith("\n") else source.text + "\n"
        self.builder = TreeBuilder(source, MAX_VALUES)
        self.open: list[tuple[int, bool]] = []

    def document(self) -> Document:
        text, builder = self.text, self.builder
        awaits_value = True
        position = _end(_nothing(text))
        while position < len(text):
            start = _end(_blanks(text, position))
            indent = start - position
            dash, key = _dash(text, start), _key(text, start)
            if dash is None and key is None:
                raise _NotSimpleError
            if awaits_value:
                self._begin(indent, start, is_list=dash is not None)
            else:
                self._return_to(indent, is_list=dash is not None)
            if dash is not None and (key := _key(text, _end(dash))) is not None:
                start = key.start()
                self._begin(start - position, start, is_list=False)
            if key is not None:
                builder.key(key[1], start)
            value = _end(_blanks(text, _end(key or dash)))
            awaits_value = key is not None and text[value] in "#\r\n"
            if not awaits_value:
                value = self._value(value, plain_in_block, 0)
            line_end = _line_end(text, value)
            if line_end is None:
                raise _NotSimpleError
            position = _end(_nothing(text, line_end.end()))
        if awaits_value:
            raise _NotSimpleError
        for _ in self.open:
            builder.close()
        return builder.document("yaml")

    def _begin(self, indent: int, start: int, *, is_list: bool) -> None:
        """Begin the mapping or list that the last key, or the file, holds."""
        if self.open:
            above = self.open[-1][0]
            if indent < above or (indent == above and not is_list):
                raise _NotSimpleError  # the key has no value
        elif is_list:
            raise _NotSimpleError
        self.builder.open([] if is_list else {}, start)
        self.open.append((indent, is_list))

    def _return_to(self, indent: int, *, is_list: bool) -> None:
        """Close what has ended where a line with this indent begins."""
        while self.open and self.open[-1] != (indent, is_list):
            ended, was_list = self.open.pop()
            if ended < indent or (ended == indent and not was_list):
                raise _NotSimpleError
            self.builder.close()
        if not self.open:
            raise _NotSimpleError

    def _value(self, position: int, plain: Any, depth: int) -> int:
        """Take the value that begins at ``position``; return where it ends."""
        text = self.text
        first = text[position]
        if first not in _NO_PLAIN_TEXT or (first == "-" and text[position + 1].isdecimal()):
            match = plain(text, position)
            self.builder.add(resolve(self.source, match[0], position), position)
        elif first == "'" and (match := _single_quoted(text, position)):
            self.builder.add(match[1].replace("''", "'"), position)
        elif first == '"' and (match := _double_quoted(text, position)):
            self.builder.add(_escaped(r"\1", match[1]) if "\\" in match[1] else match[1], position)
        elif first in "[{" and depth < _DEPTH:
            return self._collection(position, depth + 1)
        else:
            raise _NotSimpleError
        return int(match.end())

    def _collection(self, position: int, depth: int) -> int:
        """Take a list or a mapping in brackets, which may go over several lines."""
        text, builder = self.text, self.builder
        is_list = text[position] == "["
        closing = "]" if is_list else "}"
        builder.open([] if is_list else {}, position)
        position = _end(_space(text, position + 1))
        if text[position : position + 1] == closing:
            builder.close()
            return position + 1
        while True:
            if is_list and (usual := _words(text, position)):
                builder.add(resolve(self.source, usual[1], position), position)
                position = usual.end()
                if usual[2] == "]":
                    builder.close()
                    return usual.end(2)
                continue
            if not is_list:
                key = _key(text, position)
                if key is None:
                    raise _NotSimpleError
                builder.key(key[1], position)
                position = _end(_blanks(text, key.end()))
            if position >= len(text):
                raise _NotSimpleError
            position = _end(_space(text, self._value(position, plain_in_flow, depth)))
            mark = text[position : position + 1]
            position += 1
            if mark == closing:
                builder.close()
                return position
            if mark != ",":
                raise _NotSimpleError
            position = _end(_space(text, position))


def _end(match: re.Match[str] | None) -> int:
    assert match is not None
    return match.end()
