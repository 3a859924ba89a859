"""Looks over what stands in a file of knowledge: mappings, known keys, languages, lists of texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cxadvisor.readers.complaints import Complaints
from cxadvisor.readers.keys import is_extension
from cxadvisor.readers.suggestions import suggest
from cxadvisor.readers.tree import Document, escaped, shown
from cxadvisor.readers.values import kind_of

MAX_LETTERS: Final = 120
"""A wording or a label is no longer; knowledge holds words, not sentences."""


class Shapes:
    """A look over one document; what does not have the shape it needs goes to ``complaints``, and is left out."""

    def __init__(self, document: Document) -> None:
        self.complaints = Complaints(document)
        self.add = self.complaints.add

    def known(self, mapping: Mapping[str, Any], place: str, allowed: tuple[str, ...]) -> dict[str, Any]:
        """Return what stands under keys that are known; a key without a value counts as not written."""
        clean = {}
        for key, value in mapping.items():
            if key in allowed:
                if value is not None:
                    clean[key] = value
            elif not is_extension(key):
                meant = suggest(key, allowed)
                remedy = f"Did you mean “{meant}”?" if meant else f"Known are {', '.join(allowed)}."
                self.add(
                    f"“{shown(key)}” is not a key that is known here.",
                    remedy,
                    f"{place}/{escaped(key)}",
                    key=True,
                )
        return clean

    def mapping(self, value: Any, place: str, what: str) -> dict[str, Any]:
        """Return a mapping, an empty one where there is none; ``what`` says what it holds."""
        if isinstance(value, dict):
            return value
        name = place.rpartition("/")[2]
        self.add(f"“{shown(name)}” holds {what}, but here is {kind_of(value)}.", "Write a mapping.", place)
        return {}

    def languages(self, value: Any, place: str, allowed: tuple[str, ...], example: str) -> dict[str, Any]:
        """Return a mapping that goes by languages, without those that are not allowed."""
        if not isinstance(value, dict):
            key = place.rpartition("/")[2]
            remedy = f"Write {key}: {{it: {example}}}."
            self.add(f"“{key}” goes by languages, but here is {kind_of(value)}.", remedy, place)
            return {}
        return self.known(value, place, allowed)

    def texts(self, value: Any, place: str, example: str) -> Iterator[tuple[int, str]]:
        """Yield the texts of a list, each with its position."""
        key = place.rpartition("/")[2]
        if not isinstance(value, list):
            shape = f"[{value}]" if isinstance(value, str) and len(value) < MAX_LETTERS else example
            self.add(f"“{key}” is a list, but here is {kind_of(value)}.", f"Write {key}: {shape}.", place)
            return
        seen = set()
        for position, item in enumerate(value):
            if not isinstance(item, str):
                where = f"{place}/{position}"
                written = self.complaints.document.written(where) or "…"
                self.add(f"A text is meant here, but this is {kind_of(item)}.", f'Write "{written}".', where)
            elif item in seen:
                self.add(f"“{shown(item)}” stands twice under “{key}”.", "Keep one.", f"{place}/{position}")
            else:
                seen.add(item)
                yield position, item
