"""What readers of formats that are not our own hand over, and how it is held to what a file of ours is held to.

Such a reader is a function ``read(data: bytes, name: str | None) -> Imported`` in a module of its own, which
``formats.IMPORTS`` names. It writes what it understands into canonical keys and reports the rest as unplaced; what is
wrong with the values is found afterwards by the very looks that JSON and YAML go through.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple, NoReturn

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.strategy import Position, enclosing
from cxadvisor.readers.plain import copied
from cxadvisor.readers.tree import Document, Source, escaped
from cxadvisor.readers.unplaced import Unplaced, words_for

MAX_UNPLACED: Final = 500
"""So many unplaced parts of a file are told one by one; the last one then says how many more there are."""


class Imported(NamedTuple):
    """What a file in another format says.

    Attributes:
        tree: a mapping in the keys of the file contract: those of a canvas (with ``cxcanvas``) and its companions, or
            those of companions only, of any number of kinds; empty where nothing of a strategy is in the file.
        positions: where the values stand, by JSON pointer, in the order of the file, without the file's name. What is
            left out stands where the first thing inside it does.
        unplaced: what could not be placed.
    """

    tree: dict[str, Any]
    positions: Mapping[str, Position]
    unplaced: Sequence[Unplaced] = ()


class PlacedSource(Source):
    """A source without a text of its own; an offset is an index into the positions of its parts."""

    __slots__ = ("_positions",)

    def __init__(self, positions: list[Position], file: str | None) -> None:
        super().__init__("", file)
        self._positions = positions

    def problem(
        self, message: str, remedy: str = "", *, offset: int | None = None, at: str | None = None
    ) -> Problem:
        """Return a problem of this file, with its sheet where it has sheets."""
        _, line, column, sheet = Position() if offset is None else self._positions[offset]
        return Problem(message, remedy, self.file, line, column, at, sheet)

    def words_for(self, offset: int) -> str:
        """Return where ``offset`` is, in words for a message."""
        return words_for(self._positions[offset])

    def locator(self) -> Callable[[int], Position]:
        """Return what turns offsets into positions."""
        return self._positions.__getitem__


def document_of(imported: Imported, format: str, name: str | None) -> Document:
    """Return what was imported as a document, just as if it had been written in JSON.

    Raises:
        InputError: it holds what no file of ours could: control characters, too many values, numbers too large.
    """
    places = {place: index for index, place in enumerate(imported.positions)}
    source = PlacedSource(list(imported.positions.values()), name)

    def refuse(place: str, message: str, remedy: str) -> NoReturn:
        known = enclosing(place, places)
        raise InputError(source.problem(message, remedy, offset=places.get(known), at=place))

    tree = copied(imported.tree, refuse)
    _place_containers(tree, "", places)
    return Document(source, tree, places, {}, format, _told(imported.unplaced))


def _place_containers(value: Any, place: str, places: dict[str, int]) -> int | None:
    """Give what holds other values the position of the first of them; return the position of ``value``."""
    inner: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        inner = [(escaped(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        inner = [(str(index), item) for index, item in enumerate(value)]
    found = [_place_containers(item, f"{place}/{key}", places) for key, item in inner]
    known = [offset for offset in found if offset is not None]
    if known:
        places.setdefault(place, min(known))
    return places.get(place)


def _told(unplaced: Sequence[Unplaced]) -> tuple[Unplaced, ...]:
    if len(unplaced) <= MAX_UNPLACED:
        return tuple(unplaced)
    first, last = unplaced[: MAX_UNPLACED - 1], unplaced[MAX_UNPLACED - 1]
    more = len(unplaced) - MAX_UNPLACED
    return (*first, last._replace(why=f"{last.why} So it is with {more:,} more behind it."))
