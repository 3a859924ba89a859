"""Takes a mapping that a program has parsed already, and holds it to what a file would be held to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, Final, NoReturn

from cxadvisor.errors import InputError, Problem
from cxadvisor.readers.json_text import MAX_VALUES
from cxadvisor.readers.scalars import MAX_DIGITS, refused_character
from cxadvisor.readers.tree import MAX_DEPTH, Document, Source, escaped, shown

_LARGEST: Final = 10**MAX_DIGITS


def document_of(mapping: Mapping[Any, Any]) -> Document:
    """Return a document without positions that holds a copy of ``mapping``.

    Raises:
        InputError: it holds what no file could: other types, keys that are not texts, itself, too much or too deep.
    """
    return Document(Source("", None), copied(mapping, _refuse), {}, {}, "json")


Refusal = Callable[[str, str, str], NoReturn]
"""Raises an ``InputError`` for a place, with a message and a remedy."""


def copied(value: Any, refuse: Refusal) -> Any:
    """Return a copy of ``value`` of plain types; what no file could hold is handed to ``refuse``."""
    return _Copier(refuse).copy(value, "", 0)


class _Copier:
    def __init__(self, refuse: Refusal) -> None:
        self._count = 0
        self._refuse = refuse

    def copy(self, value: Any, place: str, depth: int) -> Any:
        self._count += 1
        if self._count > MAX_VALUES:
            self._refuse(
                place,
                f"There are more than {MAX_VALUES:,} values, but a canvas is one page.",
                "Give the canvas alone.",
            )
        if isinstance(value, str):
            return self._text(value, place)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, int):
            if abs(value) >= _LARGEST:
                self._refuse(
                    place, f"A number has more than {MAX_DIGITS} digits.", "Write it shorter, or as a text."
                )
            return int(value)
        if isinstance(value, float):
            if not isfinite(value):
                self._refuse(place, f"{value} is not a number in a canvas.", "Leave the key out.")
            return float(value) or 0.0
        if not isinstance(value, Mapping | list | tuple):
            kind = type(value).__name__
            remedy = (
                'Dates are texts: "2026-03-01".'
                if kind in ("date", "datetime")
                else "Use texts, numbers, lists and mappings."
            )
            self._refuse(place, f"A value of the type {shown(kind)} stands here.", remedy)
        if depth >= MAX_DEPTH:
            self._refuse(
                place,
                f"Lists and mappings are nested more than {MAX_DEPTH} levels deep here.",
                "A canvas needs five.",
            )
        if isinstance(value, Mapping):
            return {
                self._key(key, place): self.copy(item, f"{place}/{escaped(str(key))}", depth + 1)
                for key, item in value.items()
            }
        return [self.copy(item, f"{place}/{index}", depth + 1) for index, item in enumerate(value)]

    def _key(self, key: Any, place: str) -> str:
        if not isinstance(key, str):
            self._refuse(place, f"The key {shown(repr(key))} is not a text.", "Write keys as texts.")
        return self._text(key, place)

    def _text(self, text: str, place: str) -> str:
        bad = refused_character(text)
        if bad:
            self._refuse(place, *bad)
        return str(text)


def _refuse(place: str, message: str, remedy: str) -> NoReturn:
    raise InputError(Problem(f"{shown(place, 200)}: {message}" if place else message, remedy, at=place))
