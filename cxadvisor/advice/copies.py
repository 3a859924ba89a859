"""A copy of a strategy that can be changed: plain trees in memory, in which every part of a list has a handle.

The handle of a part is the place it stands at in the canonical form of the file; a new one has a name of its own. So a
part is known again whatever is added or taken out around it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from cxadvisor.advice.edits import Edit, Insert, Put, Ref, Strike
from cxadvisor.model.artefacts import ARTEFACTS
from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.model.canvas import Canvas, Part
from cxadvisor.model.strategy import (
    UNWRITTEN,
    CanvasFile,
    CompanionFile,
    PlacedArtefact,
    Position,
    Strategy,
    split_place,
)

HANDLE: Final = "x-handle"
"""The key under which a part keeps its handle; an extension, which every model keeps and no rule looks at."""
WORD: Final = "x-word"
"""The key under which a text that stands in a list is kept, so that it can have a handle as well."""
NEW: Final = "\t"
"""Stands in the handle of a part that was added, between the list it was put in and its own name."""


class Copy:
    """The trees of a strategy, by the prefix of places in them (``""`` for the one canvas), and its artefacts by place.

    ``languages`` are those that the canvases were found to be written in, by prefix: a note that is added must not
    change them.
    """

    def __init__(self, strategy: Strategy, languages: Mapping[str, str]) -> None:
        self._strategy = strategy
        several = len(strategy.canvases) != 1
        self.canvases: dict[str, dict[str, Any]] = {}
        self.artefacts: dict[str, dict[str, dict[str, Any]]] = {}
        self.kinds: dict[str, str] = {}
        self._number = 0
        self._ids: set[str] = set()
        files: list[CanvasFile | CompanionFile] = [*strategy.canvases, *strategy.companions]
        for file in files:
            prefix = f"{file.name}#" if several or isinstance(file, CompanionFile) else ""
            if isinstance(file, CanvasFile):
                tree = _tree_of(file.canvas)
                for block in BLOCKS.values():
                    content = tree.setdefault(block.name, {} if block.staged else [])
                    for stage in STAGES if block.staged else ():
                        content.setdefault(stage, [])
                tree.setdefault("language", languages.get(prefix))
                if tree["language"] is None:
                    del tree["language"]
                self.canvases[prefix] = tree
                for name in BLOCKS:
                    self._mark(tree[name], f"{prefix}/{name}")
            self.artefacts[prefix] = {}
            for placed in file.artefacts:
                made = _tree_of(placed.artefact)
                self._mark(made, prefix + placed.place)
                made[HANDLE] = prefix + placed.place
                self.artefacts[prefix][placed.place] = made
                self.kinds[prefix + placed.place] = placed.kind
        self._index()

    def _mark(self, tree: Any, place: str) -> None:
        """Give a handle to all that stands in lists below ``place``; texts become parts."""
        if isinstance(tree, dict):
            for key, value in tree.items():
                if not key.startswith("x-"):
                    self._mark(value, f"{place}/{key}")
        elif isinstance(tree, list):
            for index, value in enumerate(tree):
                if not isinstance(value, dict):
                    value = tree[index] = {WORD: value}
                self._mark(value, f"{place}/{index}")
                value[HANDLE] = f"{place}/{index}"

    def _index(self) -> None:
        self._parts: dict[str, dict[str, Any]] = {}
        self._lists: dict[str, list[Any]] = {}
        self._around: dict[str, str] = {}
        for prefix, tree in self.canvases.items():
            self._look(tree, prefix, "")
        for prefix, artefacts in self.artefacts.items():
            for place, tree in artefacts.items():
                self._look(tree, prefix + place, "")

    def _look(self, tree: Any, place: str, around: str) -> None:
        if isinstance(tree, dict):
            handle = tree.get(HANDLE)
            if handle is not None:
                self._parts[handle] = tree
                self._around.setdefault(handle, around)
                around = handle
            if isinstance(tree.get("id"), str):
                self._ids.add(tree["id"])
            for key, value in tree.items():
                if isinstance(value, dict | list) and not key.startswith("x-"):
                    self._look(value, f"{place}/{key}", around)
        elif isinstance(tree, list):
            self._lists[place] = tree
            for value in tree:
                self._look(value, place, around)

    # --- looking

    def part(self, handle: str) -> dict[str, Any] | None:
        """Return the part with this handle; None where it is gone. It is not to be changed."""
        return self._parts.get(handle)

    def notes(self, prefix: str, block: str, stage: str | None = None) -> list[dict[str, Any]]:
        """Return the notes of a block, or of a stage of it."""
        content = self.canvases[prefix][block]
        if isinstance(content, list):
            return list(content)
        return [note for name in STAGES if stage in (None, name) for note in content[name]]

    def owner(self, handle: str) -> tuple[str, str | None]:
        """Return the handle of the part that ``handle`` is, or in which it is a key; and that key."""
        if handle in self._parts:
            return handle, None
        outer, _, key = handle.rpartition("/")
        while outer and outer not in self._parts:
            outer, _, key = outer.rpartition("/")
        return (outer, key) if outer else (handle, None)

    def parts(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield every part with its handle."""
        yield from self._parts.items()

    def around(self, handle: str) -> str:
        """Return the handle of the part (or the artefact) that a part stands in; "" for a note of a canvas."""
        return self._around.get(handle, "")

    def handle(self, place: str) -> str:
        """Return the handle of what stands at ``place`` in a review of this copy; of what is no part of a list, that
        of what encloses it, with the rest of the way.
        """
        prefix, pointer = split_place(place)
        artefact = max(
            (each for each in self.artefacts.get(prefix, ()) if f"{pointer}/".startswith(f"{each}/")),
            key=len,
            default=None,
        )
        tree: Any
        if artefact is not None:
            tree, tokens = self.artefacts[prefix][artefact], pointer[len(artefact) :].split("/")[1:]
            found, rest = str(tree[HANDLE]), ""
        elif prefix in self.canvases:
            tree, tokens, found, rest = self.canvases[prefix], pointer.split("/")[1:], prefix, ""
        else:
            return place
        for token in tokens:
            if isinstance(tree, list) and token in UNWRITTEN:
                continue
            if isinstance(tree, dict) and token not in tree:
                key = next((each for each in UNWRITTEN if each in tree), None)
                if key is not None:
                    tree = tree[key]
            if isinstance(tree, list) and token.isdigit() and int(token) < len(tree):
                tree = tree[int(token)]
            elif isinstance(tree, dict) and token in tree:
                tree = tree[token]
            else:
                rest += f"/{token}"
                tree = None
                continue
            if isinstance(tree, dict) and HANDLE in tree:
                found, rest = tree[HANDLE], ""
            else:
                rest += f"/{token}"
        if isinstance(tree, list) and len(tree) == 1 and artefact is not None:
            return str(tree[0][HANDLE])  # a single entry may stand without a list
        return found + rest

    # --- changing

    def changed(self, batches: Iterable[Sequence[Edit]]) -> Copy:
        """Return a copy of this copy on which the batches of edits were done, one after the other. An edit of a part
        that is gone does nothing.
        """
        made = copy.copy(self)
        made.canvases = copy.deepcopy(self.canvases)
        made.artefacts = copy.deepcopy(self.artefacts)
        made.kinds = dict(self.kinds)
        made._ids = set(self._ids)
        made._index()
        for batch in batches:
            for edit in batch:
                made._do(edit)
        return made

    def _do(self, edit: Edit) -> None:
        if isinstance(edit, Insert):
            self._insert(edit)
            return
        part = self._parts.get(edit.part)
        if part is None:
            owner, key = self.owner(edit.part)
            if isinstance(edit, Strike) and key is not None:
                self._parts[owner].pop(key, None)
            return
        if isinstance(edit, Strike):
            for listed in self._lists.values():
                if any(each is part for each in listed):
                    listed[:] = [each for each in listed if each is not part]
            if isinstance(part.get("id"), str):
                self._forget(part["id"])
        elif isinstance(edit, Put):
            if edit.value is None:
                part.pop(edit.key, None)
            else:
                value = self._resolved(edit.value)
                self._mark(value, f"{edit.part}/{edit.key}")
                part[edit.key] = value
                self._look(value, f"{edit.part}/{edit.key}", edit.part)
        else:
            listed = part.setdefault(edit.key, [])
            value = self._resolved(edit.value)
            if value is not None and not any(plain(each) == value for each in listed):
                listed.append({WORD: value, HANDLE: f"{edit.part}/{edit.key}/+{len(listed)}"})

    def _forget(self, identity: str) -> None:
        """Take away what names a part that is gone."""
        for part in self._parts.values():
            for key, value in list(part.items()):
                if key not in ("id", "text", WORD, HANDLE) and value == identity:
                    del part[key]
                elif isinstance(value, list):
                    value[:] = [each for each in value if plain(each) != identity]

    def _insert(self, edit: Insert) -> None:
        value = self._resolved(edit.value)
        if not isinstance(value, dict):
            value = {WORD: value}
        self._mark(value, edit.handle)
        value[HANDLE] = edit.handle
        if edit.key in ARTEFACTS:
            places = self.artefacts[edit.into]
            if f"/{edit.key}" in places:  # a single one becomes the first of a list
                self.artefacts[edit.into] = places = {
                    f"{place}/0" if place == f"/{edit.key}" else place: each for place, each in places.items()
                }
            number = sum(place.startswith(f"/{edit.key}/") for place in places)
            places[f"/{edit.key}/{number}"] = value
            self.kinds[edit.handle] = edit.key
            self._look(value, edit.handle, "")
            return
        into: Any = self._parts.get(edit.into) or self.canvases.get(edit.into)
        if into is None:
            return
        *way, last = edit.key.split("/")
        for key in way:
            into = into.setdefault(key, {})
        into.setdefault(last, []).append(value)
        self._look(value, edit.handle, edit.into if edit.into in self._parts else "")
        self._lists.setdefault(f"{edit.into}/{edit.key}", into[last])

    def _resolved(self, value: Any) -> Any:
        """Return ``value`` with ids in place of references; parts without an id are given one."""
        if isinstance(value, Ref):
            part = self._parts.get(value.handle)
            if part is None or WORD in part:
                return part.get(WORD) if part else None
            if "id" not in part:
                part["id"] = self._fresh()
            return part["id"]
        if isinstance(value, dict):
            return {key: self._resolved(each) for key, each in value.items()}
        if isinstance(value, list):
            return [found for each in value if (found := self._resolved(each)) is not None]
        return copy.deepcopy(value)

    def _fresh(self) -> str:
        while True:
            self._number += 1
            made = f"noted-{self._number}"
            if made not in self._ids:
                self._ids.add(made)
                return made

    # --- handing over

    def strategy(self) -> Strategy:
        """Return the strategy that the copy stands for."""
        canvases, companions = [], []
        for file in self._strategy.canvases:
            prefix = "" if len(self._strategy.canvases) == 1 else f"{file.name}#"
            tree = plain(self.canvases[prefix])
            for kind in ARTEFACTS:
                listed = [
                    self.artefacts[prefix][place]
                    for place in self.artefacts[prefix]
                    if place.split("/")[1] == kind
                ]
                if listed:
                    tree[kind] = [plain(each) for each in listed]
                    if f"/{kind}" in self.artefacts[prefix] and len(listed) == 1:
                        tree[kind] = tree[kind][0]
            canvases.append(
                file._replace(
                    canvas=Canvas.model_validate(tree), positions={}, artefacts=tuple(self._placed(prefix))
                )
            )
        for companion in self._strategy.companions:
            prefix = f"{companion.name}#"
            places = {
                place: Position(companion.name)
                for start, tree in self.artefacts[prefix].items()
                for place in _places(plain(tree), start)
            }
            companions.append(
                companion._replace(
                    positions={"": Position(companion.name), **places},
                    artefacts=tuple(self._placed(prefix)),
                )
            )
        return self._strategy._replace(canvases=tuple(canvases), companions=tuple(companions))

    def _placed(self, prefix: str) -> Iterator[PlacedArtefact]:
        for place, tree in self.artefacts[prefix].items():
            kind = place.split("/")[1]
            yield PlacedArtefact(kind, place, ARTEFACTS[kind].model_validate(plain(tree)))


def _tree_of(part: Part) -> dict[str, Any]:
    made: dict[str, Any] = _lists_of(part.model_dump(by_alias=True, exclude_unset=True, exclude_none=True))
    return {key: value for key, value in made.items() if key not in ARTEFACTS}


def _lists_of(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists_of(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_lists_of(each) for each in value]
    return value


def plain(tree: Any) -> Any:
    """Return a tree as it would stand in a file, without handles."""
    if isinstance(tree, dict):
        if WORD in tree:
            return plain(tree[WORD])
        return {key: plain(value) for key, value in tree.items() if key != HANDLE}
    if isinstance(tree, list):
        return [plain(value) for value in tree]
    return tree


def _places(tree: Any, place: str) -> Iterator[str]:
    yield place
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in entries:
        yield from _places(value, f"{place}/{key}")
