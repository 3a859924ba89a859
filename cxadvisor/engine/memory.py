"""Facts of one run, and the selections and indexes of them that joins look into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from cxadvisor.engine.fact import Fact
from cxadvisor.engine.lookups import ABSENT, Lookup, Selection, getter, value_at
from cxadvisor.engine.slots import Accessor, Needs

WORTH_SORTING: Final = 4
"""From so many selections by the same slot on, facts are sorted by its value once."""

Row = tuple[Any, ...]
Rows = list[Row]


class Index:
    """A lookup filled with facts. Each view is built when first asked for, and kept current from then on."""

    __slots__ = ("_buckets", "_entries", "_facts", "_keys", "_single", "lookup", "size")

    def __init__(self, lookup: Lookup, facts: list[Fact]) -> None:
        self.lookup = lookup
        self._facts = facts if lookup.sure else self._complete(facts)
        self.size = len(self._facts)
        """How many facts there are."""
        self._entries: Rows | None = None
        self._buckets: dict[Any, Sequence[Row]] | None = None
        self._single = False
        """Whether each key has one entry, kept in a tuple instead of a list."""
        self._keys: set[Any] | None = None

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
                buckets = defaultdict(list)
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
        self.size = len(self._facts)
        if self._entries is not None:
            entries = self._rows(facts)
            self._entries += entries
            if self._buckets is not None:
                assert self.lookup.key is not None
                if self._single:
                    self._single = False
                    self._buckets = defaultdict(
                        list, [(key, list(bucket)) for key, bucket in self._buckets.items()]
                    )
                _sort_rows(self._buckets, map(self.lookup.key, facts), entries)
        if self._keys is not None:
            assert self.lookup.key is not None
            self._keys.update(map(self.lookup.key, facts))

    def _complete(self, facts: list[Fact]) -> list[Fact]:
        """Those of ``facts`` that have every slot asked for."""
        if self.lookup.sure:
            return facts
        wanted = self.lookup.accessors
        return [fact for fact in facts if all(value_at(fact, each) is not ABSENT for each in wanted)]

    def _rows(self, facts: list[Fact]) -> Rows:
        return list(zip(facts, *[map(get, facts) for get in self.lookup.values], strict=True))


def _sort_rows(buckets: Any, keys: Iterable[Any], entries: Rows) -> None:
    for key, entry in zip(keys, entries, strict=True):
        buckets[key].append(entry)


class Memory:
    """The facts of a run by class, with the selections and indexes built so far, kept current as facts come."""

    __slots__ = ("_by_value", "_concluded", "_selected", "_values", "_watching", "facts", "indexes")

    def __init__(self, concluded: frozenset[type[Fact]]) -> None:
        self.facts: dict[type[Fact], list[Fact]] = {}
        self._concluded = concluded
        """The classes that rules conclude: only of these do facts come after the first."""
        self.indexes: dict[int, Index] = {}
        self._selected: dict[int, list[Fact]] = {}
        self._values: dict[tuple[type[Fact], str], set[Any]] = {}
        self._by_value: dict[type[Fact], dict[Accessor, dict[Any, list[Fact]]]] = {}
        self._watching: dict[type[Fact], dict[int, tuple[Selection, list[Index]]]] = {}

    def index(self, lookup: Lookup) -> Index:
        """The index for ``lookup``, built on first use."""
        index = self.indexes.get(lookup.number)
        if index is None:
            selection = lookup.selection
            index = self.indexes[lookup.number] = Index(lookup, self._select(selection))
            if selection.cls in self._concluded:
                watched = self._watching.setdefault(selection.cls, {})
                watched.setdefault(selection.number, (selection, []))[1].append(index)
        return index

    def _select(self, selection: Selection) -> list[Fact]:
        facts = self.facts.get(selection.cls, [])
        if selection.whole:
            return facts
        chosen = self._selected.get(selection.number)
        if chosen is None:
            start = 0
            if selection.peers >= WORTH_SORTING:
                accessor, value = selection.constants[0]
                facts = self._with_value(selection.cls, accessor).get(value, [])
                start = 1
            chosen = self._selected[selection.number] = selection.filter(facts, start)
            if selection.cls in self._concluded:
                self._watching.setdefault(selection.cls, {}).setdefault(selection.number, (selection, []))
        return chosen

    def _with_value(self, cls: type[Fact], accessor: Accessor) -> dict[Any, list[Fact]]:
        known = self._by_value.setdefault(cls, {})
        found = known.get(accessor)
        if found is None:
            found = known[accessor] = defaultdict(list)
            _sort_by_value(found, self.facts.get(cls, []), accessor)
        return found

    def holds(self, needs: Needs) -> bool:
        """Whether there is all that a rule needs to match at all; told from single slots, without a join."""
        for cls, slot, values in needs:
            if cls not in self.facts:
                return False
            if slot is not None:
                there = self._values.get((cls, slot))
                if there is None:
                    there = self._values[cls, slot] = {fact.get(slot) for fact in self.facts[cls]}
                if there.isdisjoint(values):
                    return False
        return True

    def add(self, cls: type[Fact], facts: list[Fact]) -> None:
        """Take in new facts of one class, also into everything built from that class before."""
        # A new list each time: an index of the whole class holds on to the one it was built from.
        self.facts[cls] = self.facts.get(cls, []) + facts
        for accessor, found in self._by_value.get(cls, {}).items():
            _sort_by_value(found, facts, accessor)
        for (kind, slot), values in self._values.items():
            if kind is cls:
                values.update([fact.get(slot) for fact in facts])
        for selection, indexes in self._watching.get(cls, {}).values():
            chosen = selection.filter(facts)
            if not chosen:
                continue
            selected = self._selected.get(selection.number)
            if selected is not None:
                self._selected[selection.number] = selected + chosen
            for index in indexes:
                index.add(chosen)


def _sort_by_value(found: dict[Any, list[Fact]], facts: list[Fact], accessor: Accessor) -> None:
    try:
        values = list(map(getter(accessor), facts))
    except KeyError:
        facts = [fact for fact in facts if value_at(fact, accessor) is not ABSENT]
        values = list(map(getter(accessor), facts))
    for value, fact in zip(values, facts, strict=True):
        found[value].append(fact)
