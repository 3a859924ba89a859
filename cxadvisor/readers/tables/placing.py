"""Gathers what a file in another format says into the keys of ours, with the position of each part."""

from __future__ import annotations

from typing import Any, NamedTuple

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.strategy import Position
from cxadvisor.readers.imported import Imported
from cxadvisor.readers.tree import escaped
from cxadvisor.readers.unplaced import Unplaced


class At(NamedTuple):
    """A value together with where it stands."""

    value: Any
    position: Position


class Gathering:
    """What was understood of one file so far; trees may hold ``At`` anywhere."""

    def __init__(self) -> None:
        self.about: dict[str, Any] = {}
        self.blocks: dict[str, Any] = {}
        self.artefacts: dict[str, list[Any]] = {}
        self.unplaced: list[Unplaced] = []

    def note(self, block: str, stage: str | None, note: Any) -> None:
        """Take a note for a block, and for the stage of it if it is divided."""
        self.notes(block, stage).append(note)

    def notes(self, block: str, stage: str | None) -> list[Any]:
        """Return the list of the notes of a block; from now on the block is there, if only as an empty one."""
        notes: list[Any]
        if BLOCKS[block].staged:
            assert stage is not None
            notes = self.blocks.setdefault(block, {}).setdefault(stage, [])
        else:
            notes = self.blocks.setdefault(block, [])
        return notes

    def artefact(self, kind: str, artefact: Any) -> None:
        """Take an artefact of a kind, a companion key."""
        self.artefacts.setdefault(kind, []).append(artefact)

    def leave(self, text: str, why: str, position: Position) -> None:
        """Report ``text`` as unplaced; ``why`` is the rest of a sentence that begins with it."""
        self.unplaced.append(Unplaced(text, why, position))

    @property
    def is_empty(self) -> bool:
        """Whether nothing of a strategy was found."""
        return not (self.blocks or self.artefacts)

    def imported(self) -> Imported:
        """Return all that was gathered, blocks in fill order; without any block there is no canvas."""
        tree: dict[str, Any] = {}
        if self.blocks or "cxcanvas" in self.about:
            tree = {"cxcanvas": "1", **self.about}
            tree |= {name: self.blocks[name] for name in BLOCKS if name in self.blocks}
        tree |= self.artefacts
        return placed(tree, self.unplaced)


def placed(tree: dict[str, Any], unplaced: list[Unplaced]) -> Imported:
    """Return a tree that holds ``At`` as a plain one, with the positions in the order of the file."""
    positions: dict[str, Position] = {}
    plain = _settle(tree, "", positions)
    ordered = sorted(positions.items(), key=lambda item: (item[1].line or 0, item[1].column or 0))
    return Imported(plain, dict(ordered), unplaced)


def _settle(value: Any, place: str, positions: dict[str, Position]) -> Any:
    while isinstance(value, At):
        positions.setdefault(place, value.position)
        value = value.value
    if isinstance(value, dict):
        return {key: _settle(inner, f"{place}/{escaped(key)}", positions) for key, inner in value.items()}
    if isinstance(value, list):
        return [_settle(inner, f"{place}/{index}", positions) for index, inner in enumerate(value)]
    return value


def plain_tree(value: Any) -> Any:
    """Return a tree without the positions in it."""
    return _settle(value, "", {})


def bare(value: Any) -> Any:
    """Return a value without its position."""
    while isinstance(value, At):
        value = value.value
    return value
