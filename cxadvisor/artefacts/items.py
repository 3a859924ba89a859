"""Takes artefacts apart into items: every text in them, with its place, its key, and what it stands in."""

from __future__ import annotations

import re
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


_SHARES: Final = re.compile(
    r"%|percent|share|procent|pondere|udział|доля|доли|процент|quota|quote|percentual", re.IGNORECASE
)
"""What a split of statistics is called whose figures are percentages."""


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
    named = _told_apart(
        [(each.artefact.id, f"{each.kind} {normalised(called(each.artefact))}") for _, each in placed],
        [each.artefact for _, each in placed],
        {},
    )
    return [
        _Taking(prefix, each, identity).apart()
        for (prefix, each), identity in zip(placed, named, strict=True)
    ]


def _told_apart(
    names: Sequence[tuple[str | None, str]], content: Sequence[Any], taken: dict[str, int]
) -> list[str]:
    """Return an identity for each name: its id, else its words; equal twins are counted, whatever order they stand in.

    Args:
        names: the id, if there is one, and the words to go by otherwise.
        content: what has the name; it tells twins apart. Where nothing does, it does not matter which is which.
        taken: how often each of the words was given so far.
    """
    order = list(range(len(names)))
    if len(names) > 1:
        words = [otherwise for given, otherwise in names if given is None]
        if len(set(words)) < len(words):
            order.sort(key=lambda index: (names[index][1], _written(content[index])))
    identities = [""] * len(names)
    for index in order:
        given, otherwise = names[index]
        if given is not None:
            identities[index] = f"#{given}"
            continue
        count = taken[otherwise] = taken.get(otherwise, 0) + 1
        identities[index] = otherwise if count == 1 else f"{otherwise} ({count})"
    return identities


def _written(content: Any) -> str:
    return content.model_dump_json() if isinstance(content, Part) else str(content)


def _text_of(entry: Any) -> str:
    """Return the text of an entry of a list: what it says, or all that a piece of evidence does."""
    if isinstance(entry, str):
        return entry
    if isinstance(entry, Evidence):
        return "; ".join(str(value) for _, value in entry if value is not None)
    return said(entry)


class _Taking:
    """Takes one artefact apart; ``identity`` is that of the artefact."""

    def __init__(self, prefix: str, placed: PlacedArtefact, identity: str) -> None:
        self._prefix = prefix
        self._placed = placed
        self._taken: dict[str, int] = {}
        self._items: list[Item] = []
        self._filled: list[tuple[str, str]] = []
        self._text = called(placed.artefact)
        self._identity = identity

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
        if key == "id" or isinstance(value, bool):
            return
        if isinstance(value, dict):
            figures = [(_figure(name, each), f"{place}/{escaped(name)}") for name, each in value.items()]
            self._take_each(key, [each for each in figures if each[0]], owner, phase)
            return
        field = f"{before}.{key}" if before and key not in NESTED else key
        if isinstance(value, tuple):
            self._take_each(
                field, [(each, f"{place}/{index}") for index, each in enumerate(value)], owner, phase
            )
        elif isinstance(value, Part) and not said(value):
            self._walk(value, place, owner, field, phase)
        elif isinstance(value, str | Part):
            self._take_each(field, [(value, place)], owner, phase)

    def _take_each(
        self, field: str, placed: Sequence[tuple[Any, str]], owner: str, phase: str | None
    ) -> None:
        entries = [each for each in placed if isinstance(each[0], str | Part)]
        content = [each for each, _ in entries]
        texts = list(map(_text_of, content))
        stem = f"{owner}/{field} "
        names = [
            (None if isinstance(each, str) else vars(each).get("id"), stem + normalised(text))
            for each, text in zip(content, texts, strict=True)
        ]
        identities = _told_apart(names, content, self._taken)
        for (each, place), text, identity in zip(entries, texts, identities, strict=True):
            part = None if isinstance(each, str) else each
            within = (vars(part).get("phase") if part is not None else None) or phase
            self._items.append(
                Item(
                    identity,
                    self._identity,
                    owner,
                    self._placed.kind,
                    field,
                    text or UNNAMED,
                    self._prefix + place,
                    len(self._items),
                    within,
                    part,
                )
            )
            if part is not None and not isinstance(part, Evidence):
                self._walk(part, place, identity, field, within)


def _figure(name: str, value: Any) -> str:
    """Return a figure of statistics with its name; of a split, all of its parts."""
    if isinstance(value, dict):
        sign = " %" if _SHARES.search(name) else ""
        value = ", ".join(
            f"{part} {each}" if isinstance(each, str) else f"{part} {each}{sign}"
            for part, each in value.items()
            if isinstance(each, str | int | float)
        )
    return f"{name.replace('_', ' ')}: {value}" if isinstance(value, str | int | float) else ""


def _holds_parts(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(each, Part) for each in value)
