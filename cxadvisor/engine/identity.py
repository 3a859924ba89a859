"""Checks the facts of a run and keeps one of each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
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
        if not plain(cls, facts):
            facts = [complete(fact) for fact in facts]
        table = self._tables.get(cls)
        identify = identifier(cls)
        if table is None:
            table = self._tables[cls] = dict(zip(map(identify, facts), facts, strict=True))
            if len(table) == len(facts):
                return facts
            table.clear()
        return [fact for fact in facts if self.enter(table, identify(fact), fact) is fact]

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


def plain(cls: type[Fact], facts: list[Fact]) -> bool:
    """Whether all facts are seen at once to be complete and right, as nearly all are."""
    fields = cls.fields
    if not fields:
        return PLAIN.issuperset(map(type, chain.from_iterable(map(dict.values, facts))))
    try:
        for get, accepted in cls._checks:
            if not accepted.issuperset(map(type, map(get, facts))):
                return False
    except KeyError:
        return False
    # Every fact has every field; with as many slots in all, none has a slot beside them.
    return sum(map(len, facts)) == len(fields) * len(facts)
