"""Facts of one run, and the selections and indexes of them that joins look into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Final

from cxadvisor.engine.fact import Fact
from cxadvisor.engine.slots import Accessor, Sought

Row = tuple[Any, ...]
Rows = list[Row]

_ABSENT: Final = object()


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


class Selection:
    """Which facts of a class: those with the constants, passing the tests, having the required slots."""

    __slots__ = ("cls", "constants", "number", "required", "tests")

    def __init__(self, number: int, sought: Sought) -> None:
        self.number = number
        self.cls = sought.cls
        self.constants = sought.constants
        self.tests = [(accessor, function) for accessor, _key, function in sought.tests]
        self.required = sought.required

    @property
    def whole(self) -> bool:
        """Whether every fact of the class is selected."""
        return not (self.constants or self.tests or self.required)

    def filter(self, facts: Sequence[Fact], start: int = 0) -> list[Fact]:
        """Those of ``facts`` that are selected; constants before ``start`` are known to hold."""
        chosen = list(facts)
        for accessor, value in self.constants[start:]:
            chosen = [fact for fact in chosen if _value(fact, accessor) == value]
        for accessor in self.required:
            chosen = [fact for fact in chosen if _value(fact, accessor) is not _ABSENT]
        for accessor, function in self.tests:
            kept = []
            for fact in chosen:
                value = _value(fact, accessor)
                if value is not _ABSENT and function(value):
                    kept.append(fact)
            chosen = kept
        return chosen


def _value(fact: Fact, accessor: Accessor) -> Any:
    if not isinstance(accessor, tuple):
        return fact.get(accessor, _ABSENT)
    try:
        return getter(accessor)(fact)
    except KeyError:
        return _ABSENT


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
        fields = selection.cls.fields
        # Slots that every declared fact has need no look at each.
        self.sure = all(
            not isinstance(accessor, tuple) and accessor in fields and fields[accessor].complete
            for accessor in self.accessors
        )


class Catalogue:
    """Hands out one number for equal selections and lookups, so that rules share them."""

    __slots__ = ("lookups", "selections")

    def __init__(self) -> None:
        self.selections: dict[Any, Selection] = {}
        self.lookups: dict[Any, Lookup] = {}

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
        lookup = self.lookups.get((selection.number, keys, values))
        if lookup is None:
            lookup = Lookup(len(self.lookups), selection, keys, values)
            self.lookups[selection.number, keys, values] = lookup
        return lookup


class Index:
    """A lookup filled with facts. Each view is built when first asked for, and kept current from then on."""

    __slots__ = ("_buckets", "_entries", "_facts", "_keys", "_single", "lookup")

    def __init__(self, lookup: Lookup, facts: list[Fact]) -> None:
        self.lookup = lookup
        self._facts = self._complete(facts)
        self._entries: Rows | None = None
        self._buckets: dict[Any, Sequence[Row]] | None = None
        self._single = False
        """Whether each key has one entry, kept in a tuple instead of a list."""
        self._keys: set[Any] | None = None

    @property
    def size(self) -> int:
        """How many facts there are."""
        return len(self._facts)

    @property
    def entries(self) -> Rows:
        """A row for each fact: the fact and the values of the lookup."""
        if self._entries is None:
            self._entries = self._rows(self._facts)
        return self._entries

    @property
    def buckets(self) -> dict[Any, Sequence[Row]]:
        """The entries by key."""
        if self._buckets is None:
            entries, key_of = self.entries, self.lookup.key
            assert key_of is not None
            # Most keys are ids, of which each fact has its own; that is tried first because it costs little.
            buckets: dict[Any, Any] = dict(zip(map(key_of, self._facts), zip(entries), strict=True))
            self._single = len(buckets) == len(entries)
            if not self._single:
                buckets = {}
                _sort_rows(buckets, map(key_of, self._facts), entries)
            self._buckets = buckets
        return self._buckets

    @property
    def keys(self) -> set[Any]:
        """The keys there are: all that a ``NOT`` or ``EXISTS`` needs."""
        if self._keys is None:
            assert self.lookup.key is not None
            self._keys = set(map(self.lookup.key, self._facts))
        return self._keys

    def add(self, facts: list[Fact]) -> None:
        """Enter more selected facts."""
        facts = self._complete(facts)
        # The first list may be that of a memory, which takes new facts itself.
        self._facts = self._facts + facts
        if self._entries is not None:
            entries = self._rows(facts)
            self._entries += entries
            if self._buckets is not None:
                assert self.lookup.key is not None
                if self._single:
                    self._single = False
                    self._buckets = {key: list(bucket) for key, bucket in self._buckets.items()}
                _sort_rows(self._buckets, map(self.lookup.key, facts), entries)
        if self._keys is not None:
            assert self.lookup.key is not None
            self._keys.update(map(self.lookup.key, facts))

    def _complete(self, facts: list[Fact]) -> list[Fact]:
        """Those of ``facts`` that have every slot asked for."""
        if self.lookup.sure:
            return facts
        wanted = self.lookup.accessors
        return [fact for fact in facts if all(_value(fact, each) is not _ABSENT for each in wanted)]

    def _rows(self, facts: list[Fact]) -> Rows:
        return list(zip(facts, *[map(get, facts) for get in self.lookup.values], strict=True))


def _sort_rows(buckets: dict[Any, Any], keys: Iterable[Any], entries: Rows) -> None:
    for key, entry in zip(keys, entries, strict=True):
        if key in buckets:
            buckets[key].append(entry)
        else:
            buckets[key] = [entry]


class Memory:
    """The facts of a run by class, with the selections and indexes built so far, kept current as facts come."""

    __slots__ = ("_by_value", "_concluded", "_indexes", "_selected", "_watching", "facts")

    def __init__(self, selections: int, lookups: int, concluded: frozenset[type[Fact]]) -> None:
        self.facts: dict[type[Fact], list[Fact]] = {}
        self._concluded = concluded
        """The classes that rules conclude: only of these do facts come after the first."""
        self._indexes: list[Index | None] = [None] * lookups
        self._selected: list[list[Fact] | None] = [None] * selections
        self._by_value: dict[tuple[type[Fact], Accessor], dict[Any, list[Fact]]] = {}
        self._watching: dict[type[Fact], dict[int, tuple[Selection, list[Index]]]] = {}

    def index(self, lookup: Lookup) -> Index:
        """The index for ``lookup``, built on first use."""
        index = self._indexes[lookup.number]
        if index is None:
            selection = lookup.selection
            index = self._indexes[lookup.number] = Index(lookup, self._select(selection))
            if selection.cls in self._concluded:
                watched = self._watching.setdefault(selection.cls, {})
                watched.setdefault(selection.number, (selection, []))[1].append(index)
        return index

    def _select(self, selection: Selection) -> list[Fact]:
        facts = self.facts.get(selection.cls, [])
        if selection.whole:
            return facts
        chosen = self._selected[selection.number]
        if chosen is None:
            start = 0
            if selection.constants:
                accessor, value = selection.constants[0]
                facts = self._with_value(selection.cls, accessor).get(value, [])
                start = 1
            chosen = self._selected[selection.number] = selection.filter(facts, start)
            if selection.cls in self._concluded:
                self._watching.setdefault(selection.cls, {}).setdefault(selection.number, (selection, []))
        return chosen

    def _with_value(self, cls: type[Fact], accessor: Accessor) -> dict[Any, list[Fact]]:
        found = self._by_value.get((cls, accessor))
        if found is None:
            found = self._by_value[cls, accessor] = {}
            _sort_by_value(found, self.facts.get(cls, []), accessor)
        return found

    def add(self, cls: type[Fact], facts: list[Fact]) -> None:
        """Take in new facts of one class, also into everything built from that class before."""
        # A new list each time: an index of the whole class holds on to the one it was built from.
        self.facts[cls] = self.facts.get(cls, []) + facts
        for (kind, accessor), found in self._by_value.items():
            if kind is cls:
                _sort_by_value(found, facts, accessor)
        for selection, indexes in self._watching.get(cls, {}).values():
            chosen = selection.filter(facts)
            if not chosen:
                continue
            selected = self._selected[selection.number]
            if selected is not None:
                self._selected[selection.number] = selected + chosen
            for index in indexes:
                index.add(chosen)


def _sort_by_value(found: dict[Any, list[Fact]], facts: list[Fact], accessor: Accessor) -> None:
    try:
        values = list(map(getter(accessor), facts))
    except KeyError:
        facts = [fact for fact in facts if _value(fact, accessor) is not _ABSENT]
        values = list(map(getter(accessor), facts))
    for value, fact in zip(values, facts, strict=True):
        try:
            found[value].append(fact)
        except KeyError:
            found[value] = [fact]
