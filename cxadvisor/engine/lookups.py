"""Which facts a join looks for, and by what key: worked out once for a program, and shared by its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Final

from cxadvisor.engine.fact import Fact
from cxadvisor.engine.slots import Accessor, Sought

ABSENT: Final = object()
"""Stands for the value of a slot that a fact does not have."""


def getter(accessor: Accessor) -> Callable[[Any], Any]:
    """A function from a fact to the value at ``accessor``; it raises ``KeyError`` when there is none."""
    if not isinstance(accessor, tuple):
        return itemgetter(accessor)

    def follow(fact: Any) -> Any:
        value = fact
        try:
            for step in accessor:
                value = value[step]
        except (KeyError, IndexError, TypeError):
            raise KeyError(accessor) from None
        return value

    return follow


def _key_getter(accessors: Sequence[Accessor]) -> Callable[[Any], Any]:
    if not any(isinstance(accessor, tuple) for accessor in accessors):
        return itemgetter(*accessors)
    getters = [getter(accessor) for accessor in accessors]
    if len(getters) == 1:
        return getters[0]
    return lambda fact: tuple(get(fact) for get in getters)


def always_there(cls: type[Fact], accessors: Iterable[Accessor]) -> bool:
    """Whether every declared fact of ``cls`` has a value at each of ``accessors``, so that none need be looked at."""
    fields = cls.fields
    return all(
        not isinstance(accessor, tuple) and accessor in fields and fields[accessor].complete
        for accessor in accessors
    )


class Selection:
    """Which facts of a class: those with the constants, passing the tests, having the required slots."""

    __slots__ = ("cls", "constants", "number", "peers", "required", "sure", "tests")

    def __init__(self, number: int, sought: Sought) -> None:
        self.number = number
        self.peers = 0
        """How many selections there are by the same slot of the same class."""
        self.cls = sought.cls
        self.constants = sought.constants
        self.tests = [(accessor, function) for accessor, _key, function in sought.tests]
        self.required = sought.required
        asked = [accessor for accessor, *_rest in (*self.constants, *self.tests)]
        self.sure = always_there(self.cls, [*asked, *self.required])

    @property
    def whole(self) -> bool:
        """Whether every fact of the class is selected."""
        return not (self.constants or self.tests or self.required)

    def filter(self, facts: Sequence[Fact], start: int = 0) -> list[Fact]:
        """Those of ``facts`` that are selected; constants before ``start`` are known to hold."""
        chosen = list(facts)
        if self.sure:
            for accessor, value in self.constants[start:]:
                chosen = [fact for fact in chosen if fact[accessor] == value]
            for accessor, function in self.tests:
                chosen = [fact for fact in chosen if function(fact[accessor])]
            return chosen
        for accessor, value in self.constants[start:]:
            chosen = [fact for fact in chosen if value_at(fact, accessor) == value]
        for accessor in self.required:
            chosen = [fact for fact in chosen if value_at(fact, accessor) is not ABSENT]
        for accessor, function in self.tests:
            kept = []
            for fact in chosen:
                value = value_at(fact, accessor)
                if value is not ABSENT and function(value):
                    kept.append(fact)
            chosen = kept
        return chosen


def value_at(fact: Fact, accessor: Accessor) -> Any:
    """The value of ``fact`` at ``accessor``, or ``ABSENT``."""
    if not isinstance(accessor, tuple):
        return fact.get(accessor, ABSENT)
    try:
        return getter(accessor)(fact)
    except KeyError:
        return ABSENT


class Lookup:
    """An index of a selection: rows of (fact, values…), by the values at ``keys`` when there are any."""

    __slots__ = ("accessors", "key", "number", "selection", "sure", "values")

    def __init__(
        self, number: int, selection: Selection, keys: tuple[Accessor, ...], values: tuple[Accessor, ...]
    ) -> None:
        self.number = number
        self.selection = selection
        self.key = _key_getter(keys) if keys else None
        self.values = [getter(accessor) for accessor in values]
        self.accessors = keys + values
        self.sure = always_there(selection.cls, self.accessors)


class Catalogue:
    """Hands out one number for equal selections and lookups, so that rules share them."""

    __slots__ = ("_peers", "lookups", "selections")

    def __init__(self) -> None:
        self.selections: dict[Any, Selection] = {}
        self.lookups: dict[Any, Lookup] = {}
        self._peers: dict[Any, list[Selection]] = {}

    def lookup(self, sought: Sought, keys: tuple[Accessor, ...], values: tuple[Accessor, ...]) -> Lookup:
        """The lookup for a pattern joined on ``keys`` that yields ``values``."""
        named = (
            sought.cls,
            tuple(sought.constants),
            tuple((accessor, key) for accessor, key, _function in sought.tests),
            tuple(sought.required),
        )
        selection = self.selections.get(named)
        if selection is None:
            selection = self.selections[named] = Selection(len(self.selections), sought)
            if sought.constants:
                peers = self._peers.setdefault((sought.cls, sought.constants[0][0]), [])
                peers.append(selection)
                for each in peers:
                    each.peers = len(peers)
        lookup = self.lookups.get((selection.number, keys, values))
        if lookup is None:
            lookup = Lookup(len(self.lookups), selection, keys, values)
            self.lookups[selection.number, keys, values] = lookup
        return lookup
