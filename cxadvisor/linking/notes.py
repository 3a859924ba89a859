"""Writes ids and references into notes where they stand in the text, by inserting only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from cxadvisor.editing.edits import Edits
from cxadvisor.editing.layout import Layout
from cxadvisor.editing.writing import quoted

_plain_word = re.compile(r"[^\W\d][\w.-]*").fullmatch
_CONSTANTS: Final = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


class Change(NamedTuple):
    """What is new about one note: its id (if it had none), and ids to add to ``for`` and ``not_for``."""

    id: str | None
    for_: tuple[str, ...]
    not_for: tuple[str, ...]


class Editor:
    """Collects insertions into the text of a document; ``result`` is the text with all of them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._edits = Edits(layout)

    def result(self) -> str:
        """Return the text with everything inserted."""
        return self._edits.result()

    def change(self, place: str, note: Any, change: Change) -> None:
        """Write ``change`` into the note at ``place``, of which ``note`` is the parsed value."""
        if isinstance(note, str):
            self._make_mapping(place, change)
            return
        new = [] if change.id is None else self._entries(place, note, "id", (change.id,))
        later = [
            *self._entries(place, note, "for", change.for_),
            *self._entries(place, note, "not_for", change.not_for),
        ]
        if self.layout.is_flow(place):
            self._into_flow(place, note, new, later)
        else:
            self._into_block(place, new, later)

    def _entry(self, key: str, ids: Sequence[str]) -> str:
        """Return an entry of a mapping: ``id: n1`` or ``for: [n1, n2]``."""
        written = ", ".join(map(self._word, ids))
        name = f'"{key}"' if self.layout.is_json else key
        return f"{name}: {written}" if key == "id" else f"{name}: [{written}]"

    def _word(self, word: str) -> str:
        plain = _plain_word(word) and word.casefold() not in _CONSTANTS
        return word if plain and not self.layout.is_json else quoted(word)

    def _make_mapping(self, place: str, change: Change) -> None:
        """Turn a note that is a text into a mapping around this very text."""
        layout, start, scalar = self.layout, self.layout.start(place), self.layout.scalar(place)
        new = [] if change.id is None else [self._entry("id", (change.id,))]
        later = [
            self._entry(key, ids) for key, ids in (("for", change.for_), ("not_for", change.not_for)) if ids
        ]
        text_key = '"text": ' if layout.is_json else "text: "
        if layout.is_flow(place.rpartition("/")[0]):
            self._edits.insert(start, "{" + "".join(f"{entry}, " for entry in new) + text_key)
            self._edits.insert(scalar.end, "".join(f", {entry}" for entry in later) + "}")
            return
        column = layout.column(start)
        line = layout.line_break + " " * column
        if scalar.is_block:
            new, later = new + later, []
        self._edits.insert(start, "".join(entry + line for entry in new) + text_key)
        deeper = " " * (column - layout.column(layout.start(place.rpartition("/")[0])))
        for offset in layout.line_starts(start, scalar.end):
            self._edits.insert(offset, deeper)
        self._edits.insert(layout.line_end(scalar.end), "".join(line + entry for entry in later))

    def _entries(self, place: str, note: dict[str, Any], key: str, ids: Sequence[str]) -> list[str]:
        """Return the entry to add for ``ids``; none where the note has the key, which then takes them."""
        if not ids:
            return []
        if key not in note:
            return [self._entry(key, ids)]
        at = f"{place}/{key}"
        if note[key] is None:
            self._fill(at, self._entry(key, ids).partition(": ")[2])
        elif self.layout.is_flow(at):
            self._append_in_brackets(at, len(note[key]), ", ".join(map(self._word, ids)))
        else:
            self._append_lines(at, len(note[key]), ids)
        return []

    def _fill(self, at: str, value: str) -> None:
        """Write a value where a key had none, or ``null``."""
        start, end = self.layout.start(at), self.layout.scalar(at).end
        blank = " " if self.layout.text[start - 1 : start] == ":" else ""
        self._edits.replace(start, end, blank + value)

    def _append_in_brackets(self, at: str, length: int, ids: str) -> None:
        start = self.layout.start(at)
        if not length:
            self._edits.insert(start + 1, ids)
            return
        space = self.layout.space_after(start, self.layout.start(f"{at}/0"))
        self._edits.insert(self.layout.scalar(f"{at}/{length - 1}").end, f",{space}{ids}")

    def _append_lines(self, at: str, length: int, ids: Sequence[str]) -> None:
        start, last = self.layout.start(at), f"{at}/{length - 1}"
        line = self.layout.line_break + " " * self.layout.column(start)
        if self.layout.is_one_line(last):
            new = "".join(f"{line}- {self._word(each)}" for each in ids)
            self._edits.insert(self.layout.line_end(self.layout.scalar(last).end), new)
        else:
            self._edits.insert(start, "".join(f"- {self._word(each)}{line}" for each in ids))

    def _into_flow(self, place: str, note: dict[str, Any], new: Sequence[str], later: Sequence[str]) -> None:
        """Insert entries into a mapping in braces; a single pair in a list gets the braces it may lack."""
        layout, start = self.layout, self.layout.start(place)
        end = layout.scalar(f"{place}/text").end
        first = min(
            layout.document.keys[f"{place}/{key}"] for key in note if "/" not in key and "~" not in key
        )
        has_braces = layout.text[start] == "{"
        space = layout.space_after(start, first) if has_braces else " "
        self._edits.insert(first, ("" if has_braces else "{") + "".join(f"{entry},{space}" for entry in new))
        self._edits.insert(end, "".join(f",{space}{entry}" for entry in later) + ("" if has_braces else "}"))

    def _into_block(self, place: str, new: Sequence[str], later: Sequence[str]) -> None:
        """Insert lines into a mapping without braces."""
        layout, start = self.layout, self.layout.start(place)
        line = layout.line_break + " " * layout.column(start)
        text = f"{place}/text"
        if layout.is_one_line(text) and layout.text[start] != "?":
            self._edits.insert(
                layout.line_end(layout.scalar(text).end), "".join(line + entry for entry in later)
            )
        else:
            new = (*new, *later)
        self._edits.insert(start, "".join(entry + line for entry in new))
