"""Changes the text of a parsed file here and there, and leaves the rest of it as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from cxadvisor.editing.edits import Edits
from cxadvisor.editing.layout import Layout
from cxadvisor.editing.writing import Content, brackets, items, lines, quoted, word
from cxadvisor.readers.tree import Document, escaped

_comma = re.compile(r"[ \t]*+,").match
_rest_of_line = re.compile(r"[ \t]*+(?:#[^\r\n]*+)?+(?=[\r\n])").match
_blanks_before: Final = re.compile(r"[ \t]*+$")


class CannotEditError(Exception):
    """A change that cannot be made without writing other parts of the file anew."""


class TextEditor:
    """Collects changes of the text of ``document``: insertions, and values in place of empty ones."""

    def __init__(self, document: Document) -> None:
        self.layout = Layout(document)
        self._edits = Edits(self.layout)
        self._deeper = self._step_of_indentation()

    def _step_of_indentation(self) -> str:
        layout = self.layout
        if not layout.is_flow(""):
            return "  "
        space = layout.space_after(layout.start(""), self._first_key(""))
        return re.split(r"[\r\n]", space)[-1]

    def result(self) -> str:
        """Return the text with all changes."""
        return self._edits.result()

    def _first_key(self, place: str) -> int:
        """Return where the first key of the mapping at ``place`` stands."""
        return min(at for key, at in self.layout.document.keys.items() if key.startswith(f"{place}/"))

    def _in_brackets(self, content: Content, space: str) -> str:
        return brackets(content, is_json=self.layout.is_json, space=space, deeper=self._deeper)

    def add_key(
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
                self._edits.insert(first, f"{entry},{space}")
            else:
                self._edits.insert(layout.end(f"{place}/{before}", mapping[before]), f",{space}{entry}")
            return
        indent = " " * layout.column(first)
        entry = f"{layout.line_break}{indent}{key}:{lines(content, indent, layout.line_break)}"
        if before is None:
            self._edits.insert(layout.line_end(layout.document.keys[place]), entry)
        else:
            end = layout.end(f"{place}/{before}", mapping[before])
            self._edits.insert_lines(end, entry, len(indent) + 1)

    def fill(self, at: str, parent: str, value: Any, content: Content) -> None:
        """Write content where a key has none: nothing, null, or empty brackets."""
        layout = self.layout
        start, end = layout.start(at), layout.end(at, value)
        if (
            isinstance(value, dict | list) and layout.text[start + 1 : end - 1].strip()
        ):  # a comment in brackets
            text = self._in_brackets(content, " ")
            self._edits.insert(start + 1, text[1:-1])
            return
        if layout.is_flow(parent):
            space = layout.space_after(layout.start(parent), self._first_key(parent))
            blank = " " if layout.text[start - 1 : start] == ":" else ""
            self._edits.replace(start, end, blank + self._in_brackets(content, space))
            return
        blanks = _blanks_before.search(layout.text[:start])
        assert blanks
        indent = " " * layout.column(layout.document.keys[at])
        new = lines(content, indent, layout.line_break)
        if isinstance(content, str):
            self._edits.replace(blanks.start(), end, new)
        else:
            self._edits.replace(blanks.start(), end, "")
            self._edits.insert(layout.line_end(end), new)

    def append(self, at: str, values: list[Any], contents: Sequence[Any]) -> None:
        """Write ``contents`` behind the ``values`` of the list at ``at``, of which there is one at least."""
        layout = self.layout
        end = layout.end(f"{at}/{len(values) - 1}", values[-1])
        if not layout.is_flow(at):
            indent = " " * layout.column(layout.start(at))
            self._edits.insert_lines(end, items(contents, indent, layout.line_break), len(indent) + 1)
            return
        space = layout.space_after(layout.start(at), layout.start(f"{at}/0"))
        new = [self._in_brackets(each, space if isinstance(each, Mapping) else " ") for each in contents]
        comma = _comma(layout.text, end)
        rest = _rest_of_line(layout.text, comma.end() if comma else end)
        if space != " " and rest:  # the last one has a line of its own, perhaps with a comment
            if not comma:
                self._edits.insert(end, ",")
            self._edits.insert(
                rest.end(), ",".join(f"{space}{text}" for text in new) + ("," if comma else "")
            )
        else:
            self._edits.insert(end, "".join(f",{space}{text}" for text in new))

    def make_list(self, at: str, value: Mapping[str, Any], content: Any) -> None:
        """Turn the mapping at ``at`` into the first of a list, with ``content`` behind it."""
        layout = self.layout
        start, end = layout.start(at), layout.end(at, value)
        if layout.is_flow(at):
            self._edits.insert(start, "[")
            self._edits.insert(end, f", {self._in_brackets(content, ' ')}]")
            return
        indent = " " * layout.column(start)
        self._edits.insert(start, "- ")
        for each in layout.line_starts(start, end):
            self._edits.insert(each, "  ")
        self._edits.insert_lines(end, items([content], indent, layout.line_break), len(indent) + 1)

    def update(self, place: str, old: Any, new: Any) -> None:
        """Turn what stands at ``place`` from ``old`` into ``new``, by changes as small as can be.

        Raises ``CannotEditError`` where the parts that stay would have to be written anew.
        """
        if old == new:
            return
        if isinstance(old, dict) and isinstance(new, dict):
            for key in [key for key in old if key not in new]:
                self._remove(f"{place}/{escaped(key)}", place, list(old), key, old)
            for key in [key for key in new if key in old]:
                at = f"{place}/{escaped(key)}"
                if not old[key] and new[key]:
                    self.fill(at, place, old[key], new[key])
                else:
                    self.update(at, old[key], new[key])
            for key in [
                key for key in new if key not in old
            ]:  # last, since they stand behind all that is in others
                self.add_key(place, old, key, new[key], next(reversed(old)))
        elif isinstance(old, list) and isinstance(new, list) and new:
            for number, (before, after) in enumerate(zip(old, new, strict=False)):
                self.update(f"{place}/{number}", before, after)
            if len(new) > len(old):
                self.append(place, old, new[len(old) :])
            elif len(new) == len(old) - 1:
                last = len(old) - 1
                self._remove(f"{place}/{last}", place, list(range(len(old))), last, old)
            elif len(new) < len(old):
                raise CannotEditError
        elif isinstance(old, str) and isinstance(new, str):
            self._replace(place, new)
        else:
            raise CannotEditError

    def _replace(self, at: str, text: str) -> None:
        scalar = self.layout.scalar(at)
        in_brackets = self.layout.is_flow(at.rpartition("/")[0])
        end = self.layout.line_break if scalar.is_block else ""
        written = word(text, is_json=self.layout.is_json, in_brackets=in_brackets)
        self._edits.replace(self.layout.start(at), scalar.end, written + end)

    def _remove(self, at: str, parent: str, keys: list[Any], key: Any, values: Any) -> None:
        """Take out what stands at ``at``, unless it is the first: the others would move to its place."""
        layout = self.layout
        number = keys.index(key)
        if number == 0:
            raise CannotEditError
        before = keys[number - 1]
        begin = layout.end(f"{parent}/{escaped(str(before))}", values[before])
        end = layout.end(at, values[key])
        if layout.is_flow(parent):
            self._edits.replace(begin, end, "")
            return
        start = layout.line_start(layout.document.keys[at] if isinstance(values, dict) else layout.start(at))
        if start < begin:
            raise CannotEditError
        is_whole = layout.text[end - 1] in "\r\n"  # a block scalar ends where the next line begins
        self._edits.replace(start, end if is_whole else layout.next_line(end), "")
