"""Checks the facts of a run and keeps one of each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from operator import ne
from typing import Any

from cxadvisor.engine.fact import Fact, complete
from cxadvisor.engine.values import PLAIN


class Registry:
    """The facts of a run by what they say. Equal facts are one; ``1`` and ``True`` are not the same saying."""

    __slots__ = ("_tables",)

    def __init__(self) -> None:
        self._tables: dict[type[Fact], dict[Any, Fact]] = {}

    def admit(self, cls: type[Fact], facts: list[Fact]) -> list[Fact]:
        """Check ``facts`` of one class and enter them.

        Returns:
            Those not known before, as they are declared: complete, and each once.

        Raises:
            EngineError: a fact that its class refuses (see ``complete``).
        """
        keys = plain_keys(cls, facts)
        if keys is None:
            facts = [complete(fact) for fact in facts]
            keys = list(map(identifier(cls), facts))
        table = self._tables.get(cls)
        if table is None:
            table = self._tables[cls] = dict(zip(keys, facts))  # noqa: B905 - one key each
            if len(table) == len(facts):
                return facts
            table.clear()
        return [fact for fact, key in zip(facts, keys, strict=True) if self.enter(table, key, fact) is fact]

    def table(self, cls: type[Fact]) -> dict[Any, Fact]:
        """The facts of one class by their identity."""
        return self._tables.setdefault(cls, {})

    def find(self, fact: Fact) -> Fact | None:
        """The known fact that says the same as ``fact``, which must be complete."""
        table = self._tables.get(type(fact), {})
        key = identifier(type(fact))(fact)
        known = table.get(key)
        if known is not None and known.as_text != fact.as_text:
            known = table.get((key, fact.as_text))
        return known

    @staticmethod
    def enter(table: dict[Any, Fact], key: Any, fact: Fact) -> Fact:
        """Enter ``fact`` under ``key`` unless it is known; returns the fact that is kept."""
        known = table.setdefault(key, fact)
        if known is not fact and known.as_text != fact.as_text:
            # Equal for Python (1 == True == 1.0) yet written differently: both stay, whichever came first.
            return table.setdefault((key, fact.as_text), fact)
        return known


def identifier(cls: type[Fact]) -> Callable[[Any], Any]:
    """The function from a fact of ``cls`` to what identifies it."""
    return cls._key or _slots_of


def _slots_of(fact: Fact) -> Any:
    return frozenset(fact.items())


def plain_keys(cls: type[Fact], facts: list[Fact]) -> list[Any] | None:
    """What identifies each fact, when all are seen at once to be complete and right, as nearly all are; else None."""
    if not cls.fields:
        if PLAIN.issuperset(map(type, chain.from_iterable(map(dict.values, facts)))):
            return list(map(_slots_of, facts))
        return None
    if cls._key is None:
        return None
    try:
        keys = list(map(cls._key, facts))
    except KeyError:
        return None
    columns = zip(*keys, strict=True) if len(cls.fields) > 1 else (keys,)
    for accepted, column in zip(cls._accepted, columns):  # noqa: B905 - no columns without facts
        if not accepted.issuperset(map(type, column)):
            return None
        if float in accepted and any(map(ne, column, column)):  # NaN equals nothing, itself included
            return None
    # Every fact has every field; with as many slots in all, none has a slot beside them.
    return keys if sum(map(len, facts)) == len(cls.fields) * len(facts) else None
