"""Takes artefacts apart into items: every text in them, with its place, its key, and what it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from cxadvisor.identity import normalised
from cxadvisor.model.artefacts import Artefact
from cxadvisor.model.artefacts.calling import UNNAMED, called, said
from cxadvisor.model.artefacts.common import Evidence
from cxadvisor.model.blocks import Stage
from cxadvisor.model.canvas import Part
from cxadvisor.model.strategy import PlacedArtefact
from cxadvisor.readers.tree import escaped

NESTED: Final = ("steps", "whys")
"""What is called the same wherever it stands: steps of stages are steps, whys of whys are whys."""

PHASES: Final[dict[str, Stage | None]] = {"before": "pre_sale", "during": None, "after": "post_sale"}
"""The half of the canvas that a phase of a journey belongs to; the purchase itself belongs to both."""


IMPLIED: Final[dict[str, Stage]] = {"service_template": "post_sale"}
"""The half of the canvas that an artefact speaks of as a whole: the service model is about the time after the sale."""


class Item(NamedTuple):
    """A text in an artefact, or a part of one.

    ``identity`` tells it from run to run; ``of`` is the identity of the part or artefact it stands in; ``field`` its
    key, after that of its part; ``place`` its pointer with the file before it. ``part`` is the model of a part.
    """

    identity: str
    artefact: str
    of: str
    kind: str
    field: str
    text: str
    place: str
    number: int
    phase: str | None
    part: Part | None

    @property
    def stage(self) -> Stage | None:
        """The half of the canvas it belongs to, where it belongs to one."""
        return PHASES.get(self.phase or "") or IMPLIED.get(self.kind)


class TakenApart(NamedTuple):
    """An artefact with its items in reading order, and the keys under which something is written, by identity."""

    identity: str
    kind: str
    place: str
    text: str
    artefact: Artefact
    items: tuple[Item, ...]
    filled: tuple[tuple[str, str], ...]

    def parts(self, field: str) -> Iterator[Item]:
        """Yield the items of ``field``."""
        return (item for item in self.items if item.field == field)


def taken_apart(placed: Sequence[tuple[str, PlacedArtefact]]) -> list[TakenApart]:
    """Return the artefacts taken apart.

    Args:
        placed: artefacts, each with what stands before its pointers in places of the review.
    """
    taken: dict[str, int] = {}
    return [_Taking(prefix, each, taken).apart() for prefix, each in placed]


class _Taking:
    """Takes one artefact apart; ``taken`` counts the identities given so far."""

    def __init__(self, prefix: str, placed: PlacedArtefact, taken: dict[str, int]) -> None:
        self._prefix = prefix
        self._placed = placed
        self._taken = taken
        self._items: list[Item] = []
        self._filled: list[tuple[str, str]] = []
        text = called(placed.artefact)
        self._text = text
        self._identity = self._identify(placed.artefact.id, f"{placed.kind} {normalised(text)}")

    def apart(self) -> TakenApart:
        self._walk(self._placed.artefact, self._placed.place, self._identity, "", None)
        return TakenApart(
            self._identity,
            self._placed.kind,
            self._prefix + self._placed.place,
            self._text,
            self._placed.artefact,
            tuple(self._items),
            tuple(self._filled),
        )

    def _identify(self, given: str | None, otherwise: str) -> str:
        if given is not None:
            return f"#{given}"
        count = self._taken[otherwise] = self._taken.get(otherwise, 0) + 1
        return otherwise if count == 1 else f"{otherwise} ({count})"

    def _walk(self, part: Part, place: str, owner: str, before: str, phase: str | None) -> None:
        for key in type(part).model_fields:
            if key not in part.model_fields_set:
                continue
            value = getattr(part, key)
            if value is None or value == ():
                continue
            inside = f"{place}/{escaped(key)}"
            if before or key not in PHASES or not _holds_parts(value):
                self._filled.append((owner, key))
            self._take(key, value, inside, owner, before, phase)

    def _take(self, key: str, value: Any, place: str, owner: str, before: str, phase: str | None) -> None:
        if key in PHASES:
            phase = key
            if _holds_parts(value):
                key = "steps"
                self._filled.append((owner, key))
        if key == "id" or isinstance(value, bool | dict):
            return
        field = f"{before}.{key}" if before and key not in NESTED else key
        if isinstance(value, str):
            self._add(field, value, place, owner, phase, None)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                self._entry(field, each, f"{place}/{index}", owner, phase)
        elif isinstance(value, Part):
            if said(value):
                self._entry(field, value, place, owner, phase)
            else:
                self._walk(value, place, owner, field, phase)

    def _entry(self, field: str, each: Any, place: str, owner: str, phase: str | None) -> None:
        if isinstance(each, str):
            self._add(field, each, place, owner, phase, None)
        elif isinstance(each, Evidence):
            self._add(
                field,
                "; ".join(str(value) for _, value in each if value is not None),
                place,
                owner,
                phase,
                each,
            )
        elif isinstance(each, Part):
            phase = getattr(each, "phase", None) or phase
            item = self._add(field, said(each), place, owner, phase, each)
            self._walk(each, place, item.identity, field, phase)

    def _add(
        self, field: str, text: str, place: str, owner: str, phase: str | None, part: Part | None
    ) -> Item:
        given = getattr(part, "id", None)
        identity = self._identify(given, f"{owner}/{field} {normalised(text)}")
        item = Item(
            identity,
            self._identity,
            owner,
            self._placed.kind,
            field,
            text or UNNAMED,
            self._prefix + place,
            len(self._items),
            phase,
            part,
        )
        self._items.append(item)
        return item


def _holds_parts(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(each, Part) for each in value)
