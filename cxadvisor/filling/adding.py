"""Writes notes into the text of a canvas file, and makes sure that nothing else in it has changed."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import Any, Final

from cxadvisor.errors import InputError, Problem
from cxadvisor.filling.writing import Content, brackets, lines, word
from cxadvisor.linking.layout import Layout
from cxadvisor.linking.notes import quoted
from cxadvisor.model.blocks import STAGES
from cxadvisor.model.canvas import Canvas
from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import TextFormat, parse
from cxadvisor.readers.tree import Document

_BY_HAND: Final = "Write the notes into it by hand, in an editor."
_ORDER: Final = {"": tuple(field.alias or name for name, field in Canvas.model_fields.items())}
"""The keys at the top of a file, in the order in which they are written; those of a block are its stages."""

_comma = re.compile(r"[ \t]*+,").match
_rest_of_line = re.compile(r"[ \t]*+(?:#[^\r\n]*+)?+(?=[\r\n])").match
_blanks_before = re.compile(r"[ \t]*+$")


def begun(format: TextFormat, about: Mapping[str, str]) -> bytes:
    """Return a canvas file without notes; ``about`` holds what is known of it: title, organisation, language …"""
    known = {"cxcanvas": "1", **about}
    content = {key: known[key] for key in _ORDER[""] if key in known}
    if format == "json":
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
    entries = (
        f"{key}: {quoted(text) if key == 'cxcanvas' else word(text, is_json=False, in_brackets=False)}\n"
        for key, text in content.items()
    )
    return "".join(entries).encode()


def add(
    data: bytes, format: TextFormat, name: str, lists: Mapping[str, Sequence[str]], expected: Canvas
) -> bytes:
    """Return ``data`` with texts added to the ends of lists.

    Args:
        data: the content of a canvas file.
        format: ``json`` or ``yaml``.
        name: what to call the file in messages.
        lists: the new texts by the pointer of their list, in the order of the canvas.
        expected: the canvas that must come out.

    Raises:
        InputError: the file cannot be read, or the result would be another canvas.
    """
    if not lists:
        return data
    document = parse(data, format, name)
    additions: dict[str, Any] = {}
    for place, texts in lists.items():
        _, block, *stage = place.split("/")
        if stage:
            additions.setdefault(block, {})[stage[0]] = texts
        else:
            additions[block] = texts
    writer = _Writer(document)
    writer.into_mapping("", document.tree, additions)
    written = (BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + writer.result().encode()
    _verify(expected, written, format, name)
    return written


class _Writer:
    """Collects changes of the text of ``document``: insertions, and values in place of empty ones."""

    def __init__(self, document: Document) -> None:
        self.layout = Layout(document)
        self._edits: list[tuple[int, int, str]] = []
        self._deeper = self._step_of_indentation()

    def _step_of_indentation(self) -> str:
        layout = self.layout
        if not layout.is_flow(""):
            return "  "
        space = layout.space_after(layout.start(""), self._first_key(""))
        return re.split(r"[\r\n]", space)[-1]

    def result(self) -> str:
        """Return the text with all changes."""
        parts: list[str] = []
        position, text = 0, self.layout.text
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            parts += (text[position:start], new)
            position = end
        return "".join((*parts, text[position:]))

    def into_mapping(self, place: str, mapping: dict[str, Any], additions: Mapping[str, Any]) -> None:
        """Add to what stands under the keys of a mapping; keys that are missing are written in their order."""
        order = _ORDER.get(place, STAGES)
        for key, content in additions.items():
            at = f"{place}/{key}"
            if key not in mapping:
                before = [other for other in order[: order.index(key)] if other in mapping]
                self._new_key(place, mapping, key, content, before[-1] if before else None)
            elif not mapping[key]:
                self._fill(at, place, mapping[key], content)
            elif isinstance(content, Mapping):
                self.into_mapping(at, mapping[key], content)
            elif self.layout.is_flow(at):
                self._append_in_brackets(at, mapping[key], content)
            else:
                self._append_lines(at, mapping[key], content)

    def _insert(self, offset: int, new: str) -> None:
        self._edits.append((offset, offset, new))

    def _insert_lines(self, end: int, new: str) -> None:
        """Insert lines, each begun by a line break, below the line on which something ends."""
        layout = self.layout
        if layout.text[end - 1] not in "\r\n":
            self._insert(layout.line_end(end), new)
        else:  # the end of a block scalar is where the next line begins
            self._insert(end, new.removeprefix(layout.line_break) + layout.line_break)

    def _first_key(self, place: str) -> int:
        """Return where the first key of the mapping at ``place`` stands."""
        return min(at for key, at in self.layout.document.keys.items() if key.startswith(f"{place}/"))

    def _in_brackets(self, content: Content, space: str) -> str:
        return brackets(content, is_json=self.layout.is_json, space=space, deeper=self._deeper)

    def _new_key(
        self, place: str, mapping: dict[str, Any], key: str, content: Content, before: str | None
    ) -> None:
        """Write a key with its content behind the key ``before``, or as the first one."""
        layout = self.layout
        first = self._first_key(place)
        if layout.is_flow(place):
            space = layout.space_after(layout.start(place), first)
            name = quoted(key) if layout.is_json else key
            entry = f"{name}: {self._in_brackets(content, space)}"
            if before is None:
                self._insert(first, f"{entry},{space}")
            else:
                self._insert(layout.end(f"{place}/{before}", mapping[before]), f",{space}{entry}")
            return
        indent = " " * layout.column(first)
        entry = f"{layout.line_break}{indent}{key}:{lines(content, indent, layout.line_break)}"
        if before is None:
            self._insert(layout.line_end(layout.document.keys[place]), entry)
        else:
            end = layout.end(f"{place}/{before}", mapping[before])
            self._insert_lines(self._with_comments(end, indent), entry)

    def _with_comments(self, end: int, indent: str) -> int:
        """Return where a value ends together with the comments below it that are indented deeper than ``indent``."""
        text, line_end = self.layout.text, self.layout.line_end
        deeper_comment = re.compile(rf"(?:\r\n|\n|\r|(?<=[\r\n])){indent}[ ]+#").match
        while comment := deeper_comment(text, end if text[end - 1] in "\r\n" else line_end(end)):
            end = line_end(comment.end())
        return end

    def _fill(self, at: str, parent: str, value: Any, content: Content) -> None:
        """Write content where a key has none: nothing, null, or empty brackets."""
        layout = self.layout
        start, end = layout.start(at), layout.end(at, value)
        if (
            isinstance(value, dict | list) and layout.text[start + 1 : end - 1].strip()
        ):  # a comment in brackets
            text = self._in_brackets(content, " ")
            self._insert(start + 1, text[1:-1])
            return
        if layout.is_flow(parent):
            space = layout.space_after(layout.start(parent), self._first_key(parent))
            blank = " " if layout.text[start - 1 : start] == ":" else ""
            self._edits.append((start, end, blank + self._in_brackets(content, space)))
            return
        blanks = _blanks_before.search(layout.text[:start])
        assert blanks
        self._edits.append((blanks.start(), end, ""))
        indent = " " * layout.column(layout.document.keys[at])
        self._insert(layout.line_end(end), lines(content, indent, layout.line_break))

    def _append_in_brackets(self, at: str, values: list[Any], texts: Sequence[str]) -> None:
        layout = self.layout
        space = layout.space_after(layout.start(at), layout.start(f"{at}/0"))
        new = [self._in_brackets(text, " ") for text in texts]
        end = layout.end(f"{at}/{len(values) - 1}", values[-1])
        comma = _comma(layout.text, end)
        rest = _rest_of_line(layout.text, comma.end() if comma else end)
        if space != " " and rest:  # the last one has a line of its own, perhaps with a comment
            if not comma:
                self._insert(end, ",")
            self._insert(rest.end(), ",".join(f"{space}{text}" for text in new) + ("," if comma else ""))
        else:
            self._insert(end, "".join(f",{space}{text}" for text in new))

    def _append_lines(self, at: str, values: list[Any], texts: Sequence[str]) -> None:
        layout = self.layout
        begin = layout.line_break + " " * layout.column(layout.start(at))
        new = "".join(f"{begin}- {word(text, is_json=False, in_brackets=False)}" for text in texts)
        self._insert_lines(layout.end(f"{at}/{len(values) - 1}", values[-1]), new)


def _verify(expected: Canvas, written: bytes, format: TextFormat, name: str) -> None:
    """Raise ``InputError`` unless ``written`` holds the canvas that is expected."""
    try:
        found = load_bytes(written, name, format).canvases[0].canvas
    except InputError as error:
        message = (
            f"With the new notes in it this file could not be read any more: {error.problems[0].message}"
        )
        raise InputError(Problem(message, _BY_HAND, name)) from None
    if found.model_dump() != expected.model_dump():
        message = "The new notes cannot be written into this file without changing something else in it."
        raise InputError(Problem(message, _BY_HAND, name))
