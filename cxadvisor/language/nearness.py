"""How near concepts are to each other, as each relation between notes sees it: by one or two relations of knowledge."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Final

_ALIKE: Final = {"broader": 0.6, "part_of": 0.5, "causes": 0.5, "related": 0.4, "opposite": 0.5}
VIEWS: Final[Mapping[str, Mapping[str, float]]] = {
    "any": {**_ALIKE, "served_by": 0.55, "measured_by": 0.35},
    "serves": {**_ALIKE, "served_by": 0.85, "measured_by": 0.2},
    "measures": {**_ALIKE, "served_by": 0.2, "measured_by": 0.85},
    "supports": {"broader": 0.6},
}
"""How near a relation of knowledge brings two concepts, as each relation between notes sees it. Set by judgement,
not fitted.
"""

_CHANNELS: Final = "supports"
"""The view of channels: one step only, and those of a family are near to each other."""

_SIBLINGS: Final = 0.35
"""How near channels of one family are: near enough to ask, never near enough to answer."""

_NEAREST: Final = 0.3
"""What is less near than this is not kept."""

_MOST_NEAR: Final = 8
"""A concept keeps so many neighbours, the nearest; more only blur what it is near to."""


_STEPS: Final = {view: frozenset(strengths.values()) for view, strengths in VIEWS.items()}


def is_one_step(relation: str, strength: float) -> bool:
    """Whether concepts so near to each other, as ``relation`` between notes sees it, are joined by a single relation of
    knowledge. Two steps never come to the same strength as one: a test sees to that.
    """
    return strength in _STEPS[relation if relation in VIEWS else "any"]


class Nearness:
    """What is near to each concept; worked out for one concept at a time.

    Args:
        relations: concept, relation and the concept it names.
        abstract: concepts that are too wide for what they comprise to be near to them.
        channels: the concepts that are channels.
    """

    def __init__(
        self, relations: Iterable[tuple[str, str, str]], abstract: Container[str], channels: Container[str]
    ) -> None:
        self._beside: Final[dict[str, list[tuple[str, str]]]] = {}
        self._families: Final[dict[str, list[str]]] = {}
        self._members: Final[dict[str, list[str]]] = {}
        self._direct: Final[dict[tuple[str, str], dict[str, float]]] = {}
        for name, relation, target in relations:
            if relation == "broader" and name in channels:
                self._families.setdefault(name, []).append(target)
                self._members.setdefault(target, []).append(name)
            if relation != "broader" or target not in abstract:
                self._beside.setdefault(name, []).append((relation, target))
                self._beside.setdefault(target, []).append((relation, name))

    def row(self, view: str, name: str) -> list[tuple[str, float]]:
        """Return what is near to concept ``name`` in ``view``, with how near (0–1), in alphabetical order."""
        direct = self._one_step(view, name)
        if view == _CHANNELS:
            return [(other, round(strength, 3)) for other, strength in sorted(direct.items()) if strength]
        reached = dict(direct)
        for between, first in direct.items():
            for target, second in self._one_step(view, between).items():
                strength = first * second
                if target != name and strength >= _NEAREST and strength > reached.get(target, 0.0):
                    reached[target] = strength
        near = [entry for entry in reached.items() if entry[1] >= _NEAREST]
        near.sort(key=lambda entry: (-entry[1], entry[0]))
        return sorted((other, round(strength, 3)) for other, strength in near[:_MOST_NEAR])

    def within_two_steps(self, names: Iterable[str]) -> set[str]:
        """Return the concepts whose rows a relation of ``names`` has a part in, these themselves among them."""
        found = set(names)
        for name in tuple(found):
            found.update(other for _, other in self._beside.get(name, ()))
            for family in self._families.get(name, ()):
                found.update(self._members[family])
        return found

    def _one_step(self, view: str, name: str) -> dict[str, float]:
        found = self._direct.get((view, name))
        if found is None:
            strengths = VIEWS[view]
            found = self._direct[view, name] = {}
            for relation, other in self._beside.get(name, ()):
                found[other] = max(strengths.get(relation, 0.0), found.get(other, 0.0))
            if view == _CHANNELS:
                for family in self._families.get(name, ()):
                    for sibling in self._members[family]:
                        if sibling != name:
                            found.setdefault(sibling, _SIBLINGS)
        return found
