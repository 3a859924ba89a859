"""A look into a JSON document of another format that never fails on what is not there, and knows every position."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxadvisor.model.canvas import MAX_TEXT
from cxadvisor.model.strategy import Position
from cxadvisor.readers.tables.placing import At
from cxadvisor.readers.tree import Document, escaped


class Look:
    """A value of a document with its place; what is asked for and is not there is an empty look."""

    __slots__ = ("_document", "place", "value")

    def __init__(self, document: Document, value: Any = None, place: str = "") -> None:
        self._document = document
        self.value = document.tree if value is None and not place else value
        self.place = place

    def __bool__(self) -> bool:
        return self.value not in (None, "", [], {})

    def __getitem__(self, key: str) -> Look:
        """Return what stands under ``key`` of a mapping."""
        inner = self.value.get(key) if isinstance(self.value, dict) else None
        return Look(self._document, inner, f"{self.place}/{escaped(key)}")

    def __iter__(self) -> Iterator[Look]:
        """Yield the entries of a list; a single value is a list of one."""
        if isinstance(self.value, list):
            for index, inner in enumerate(self.value):
                yield Look(self._document, inner, f"{self.place}/{index}")
        elif self:
            yield self

    def first(self, *keys: str) -> Look:
        """Return what stands under the first of ``keys`` that holds anything."""
        found = [self[key] for key in keys]
        return next((each for each in found if each), found[0])

    def require_few(self, most: int) -> None:
        """Refuse a document that has more entries here than a strategy can have.

        Raises:
            InputError: there are more than ``most``.
        """
        if isinstance(self.value, list) and len(self.value) > most:
            self._document.source.refuse(
                f"There are {len(self.value):,} entries here; at most {most:,} are read.",
                "Give one journey alone.",
                offset=self._document.offset(self.place),
            )

    @property
    def position(self) -> Position:
        """Where the value stands, or what encloses it."""
        offset = self._document.offset(self.place) or 0
        return Position(None, *self._document.source.line_and_column(offset))

    @property
    def text(self) -> str:
        """The value as a text, an empty one where it is none."""
        return self.value.strip() if isinstance(self.value, str) else ""

    @property
    def number(self) -> int | float | None:
        """The value as a number, None where it is none."""
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        return self.value if is_number else None

    def at(self, value: Any = None) -> At:
        """Return the value, or another one that was made of it, with its position."""
        return At(self.text if value is None else value, self.position)

    def said(self) -> list[At]:
        """Return a text, or the texts of a list, with their positions."""
        return [each.at() for each in self if each.text]


def joined(*parts: str) -> str:
    """Return a title with its description behind it, as one text of a step."""
    told = [part for part in parts if part]
    if len(told) == 2 and told[0].rstrip(".!?") in told[1]:
        told = told[1:]
    text = told[0] if told else ""
    for part in told[1:]:
        text += f"{' ' if text.endswith(('.', '!', '?', ':')) else ': '}{part}"
    return text[:MAX_TEXT]


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping without the keys that hold nothing."""
    return {key: value for key, value in values.items() if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    while isinstance(value, At):
        value = value.value
    return value is None or value in ("", [], {})
