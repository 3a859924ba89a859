"""Changes the text of a ``review-notes.yaml``, and makes sure that nothing else in it has changed."""

from __future__ import annotations

import copy
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from cxadvisor.editing.edits import Edits
from cxadvisor.editing.layout import Layout
from cxadvisor.editing.writing import quoted, word
from cxadvisor.errors import InputError, Problem
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.formats import parse
from cxadvisor.readers.tree import escaped
from cxadvisor.readers.yaml_text import parse_yaml

Value = str | int | bool | tuple[str, ...]
"""What may stand under a key of an entry."""

_BY_HAND: Final = "Write it by hand, in an editor."
_plain_key = re.compile(r"[A-Za-z0-9][\w-]{0,99}").fullmatch


class Addition(NamedTuple):
    """A new entry of a section: its key, what it says, and lines of comment above it."""

    key: str
    values: Mapping[str, Value]
    comments: tuple[str, ...] = ()


class Editor:
    """Collects changes of the text of a file of notes; ``result`` is the text with all of them.

    Args:
        data: the content of the file, which was read without fault.
        name: what to call it in messages.

    Raises:
        InputError: it is written in brackets, so that nothing can be written into it line by line.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._bom = data.startswith(BOM_UTF8)
        self._document = parse_yaml(decode(data, name))
        self._layout = Layout(self._document)
        self._edits = Edits(self._layout)
        self._expected: dict[str, Any] = copy.deepcopy(self._document.tree)
        if self._layout.is_flow(""):
            raise InputError(Problem("This file is written in brackets, not in lines.", _BY_HAND, name))

    def add(self, section: str, additions: Iterable[Addition]) -> None:
        """Write new entries behind the others of a section; the section is written where it is missing."""
        new = list(additions)
        if not new:
            return
        layout, tree, at = self._layout, self._document.tree, f"/{section}"
        if self._expected.get(section) is None:
            self._expected[section] = {}
        for each in new:
            self._expected[section][each.key] = _as_read(each.values)
        if section not in tree:
            end = len(layout.text)
            begin = "" if not layout.text or layout.text.endswith(("\n", "\r")) else layout.line_break
            written = f"{layout.line_break}{section}:{self._lines(new, '  ')}{layout.line_break}"
            self._edits.insert(end, begin + written)
        elif not tree[section]:
            self._fill(at, tree[section], self._lines(new, "  "))
        elif layout.is_flow(at):
            end = self._end_of_last(at, tree[section])
            written = "".join(f", {_key(each.key)}: {{{_in_braces(each.values)}}}" for each in new)
            self._edits.insert(end, written)
        else:
            indent = " " * layout.column(self._first_key(at, tree[section]))
            self._edits.insert_lines(
                self._end_of_last(at, tree[section]), self._lines(new, indent), len(indent) + 1
            )

    def change(self, tokens: Sequence[str | int], values: Mapping[str, Value | None]) -> None:
        """Set keys of the entry that ``tokens`` lead to; None takes what stands under a key away."""
        mapping: Any = self._document.tree
        expected: Any = self._expected
        for token in tokens[:-1]:
            mapping, expected = mapping[token], expected[token]
        last = tokens[-1]
        mapping = mapping[last]
        if expected[last] is None:
            expected[last] = {}
        place = "".join(f"/{escaped(str(token))}" for token in tokens)
        new: dict[str, Value] = {}
        for key, value in values.items():
            if value is None and key in (mapping or ()):
                self._empty(f"{place}/{escaped(key)}", mapping[key])
                expected[last][key] = None
            elif value is not None:
                expected[last][key] = _as_read({key: value})[key]
                if key in (mapping or ()):
                    self._replace(f"{place}/{escaped(key)}", mapping[key], value)
                else:
                    new[key] = value
        if new:
            self._extend(place, mapping, new)

    def _extend(self, place: str, mapping: dict[str, Any] | None, new: Mapping[str, Value]) -> None:
        """Write new keys into a mapping, behind the others."""
        layout = self._layout
        if not mapping:
            indent = " " * (layout.column(self._document.keys[place]) + 2)
            self._fill(place, mapping, "".join(self._pairs(new, indent)))
            return
        end = self._end_of_last(place, mapping)
        if layout.is_flow(place):
            self._edits.insert(end, f", {_in_braces(new)}")
        else:
            indent = " " * layout.column(self._first_key(place, mapping))
            self._edits.insert_lines(end, "".join(self._pairs(new, indent)), len(indent))

    def rename(self, section: str, old: str, new: str) -> None:
        """Give an entry of a section another key."""
        start = self._document.keys[f"/{section}/{escaped(old)}"]
        text = self._layout.text
        end = start + (len(old) if text.startswith(old, start) else len(quoted(old)))
        self._edits.replace(start, end, _key(new))
        entries = self._expected[section]
        self._expected[section] = {new if key == old else key: value for key, value in entries.items()}

    def result(self) -> bytes:
        """Return the file with all changes.

        Raises:
            InputError: something else in it would change; nothing is to be written then.
        """
        if not self._edits:
            return (BOM_UTF8 if self._bom else b"") + self._layout.text.encode()
        written = self._edits.result().encode()
        try:
            found = parse(written, "yaml", self._name).tree
        except InputError as error:
            message = f"With this in it the file could not be read any more: {error.problems[0].message}"
            raise InputError(Problem(message, _BY_HAND, self._name)) from None
        if found != self._expected:
            message = "This cannot be written into the file without changing something else in it."
            raise InputError(Problem(message, _BY_HAND, self._name))
        return (BOM_UTF8 if self._bom else b"") + written

    def _lines(self, additions: Iterable[Addition], indent: str) -> str:
        """Return entries as lines, each begun by a line break."""
        begin = f"{self._layout.line_break}{indent}"
        parts = []
        for each in additions:
            parts += [f"{begin}# {comment}" for comment in each.comments]
            parts.append(f"{begin}{_key(each.key)}:")
            parts += self._pairs(each.values, f"{indent}  ")
        return "".join(parts)

    def _pairs(self, values: Mapping[str, Value], indent: str) -> list[str]:
        begin = f"{self._layout.line_break}{indent}"
        return [f"{begin}{key}: {_written(value, in_brackets=False)}" for key, value in values.items()]

    def _first_key(self, place: str, mapping: Mapping[str, Any]) -> int:
        return min(self._document.keys[f"{place}/{escaped(key)}"] for key in mapping)

    def _end_of_last(self, place: str, mapping: Mapping[str, Any]) -> int:
        return max(self._end(f"{place}/{escaped(key)}", value) for key, value in mapping.items())

    def _end(self, place: str, value: Any) -> int:
        """Return where a value ends; one that is not written ends at its key."""
        return max(self._layout.end(place, value), self._document.keys.get(place, 0))

    def _fill(self, at: str, value: Any, lines: str) -> None:
        """Write lines below a key that holds nothing."""
        layout = self._layout
        start, end = layout.start(at), layout.end(at, value)
        if layout.text[start:end]:
            while layout.text[start - 1] == " ":
                start -= 1
            self._edits.replace(start, end, "")
        below = layout.line_end(end)
        self._edits.insert(below, lines)

    def _replace(self, at: str, old: Any, value: Value) -> None:
        layout = self._layout
        parent = at.rpartition("/")[0]
        written = _written(value, in_brackets=layout.is_flow(parent))
        start, end = layout.start(at), layout.end(at, old)
        if isinstance(old, dict | list) and not layout.is_flow(at):
            raise InputError(
                Problem("A list over several lines cannot be replaced here.", _BY_HAND, self._name)
            )
        if not isinstance(old, dict | list) and layout.scalar(at).is_block:
            written += layout.line_break
        blank = " " if layout.text[start - 1] == ":" else ""
        self._edits.replace(start, end, blank + written)

    def _empty(self, at: str, old: Any) -> None:
        """Take a value away; its key stays, which without a value counts as not written."""
        layout = self._layout
        start, end = layout.start(at), layout.end(at, old)
        is_block = not isinstance(old, dict | list) and layout.scalar(at).is_block
        blank = " " if layout.text[start - 1] == ":" else ""
        self._edits.replace(start, end, f"{blank}null" + (layout.line_break if is_block else ""))


def _as_read(values: Mapping[str, Value]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def _key(key: str) -> str:
    return key if _plain_key(key) else quoted(key)


def _in_braces(values: Mapping[str, Value]) -> str:
    return ", ".join(f"{key}: {_written(value, in_brackets=True)}" for key, value in values.items())


def _written(value: Value, *, in_brackets: bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(word(each, is_json=False, in_brackets=True) for each in value)}]"
    return word(value, is_json=False, in_brackets=in_brackets) if value == value.strip() else quoted(value)
