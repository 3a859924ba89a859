"""Facts that rules conclude in a run, and the ways they were concluded.

A run only needs to know which facts are new, and finds that out for all rows of a rule at once. Ways are worked out
from the rows kept here when somebody asks what a fact rests on.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cxadvisor.engine.fact import Fact
from cxadvisor.engine.identity import Registry, identifier

if TYPE_CHECKING:
    from cxadvisor.engine.memory import Row, Rows
    from cxadvisor.engine.ordering import Way
    from cxadvisor.engine.program import Plan
    from cxadvisor.engine.steps import Branch
    from cxadvisor.engine.templates import Template

_TEXTS: Final = frozenset((str, type(None)))
"""Types whose equal values are written the same way."""


class Ways:
    """Every way a fact was derived, and the number of the last component that derived it."""

    __slots__ = ("component", "fact", "ways")

    def __init__(self, fact: Fact, component: int, way: Way) -> None:
        self.fact = fact
        self.component = component
        self.ways = [way]

    def add(self, component: int, way: Way) -> None:
        """One more way. What a way rests on was itself derived in this component at the latest."""
        self.component = component
        self.ways.append(way)


class _Batch(NamedTuple):
    """Rows that concluded facts of one template."""

    template: Template
    plan: Plan
    branch: Branch
    values_of: Callable[[Any], Any]
    constants: Row
    rows: Rows
    component: int


class Derivations:
    """The derived facts of a run, in the order they were derived."""

    __slots__ = ("_batches", "_declared", "_registry", "facts")

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._batches: list[_Batch] = []
        self._declared: list[tuple[Fact, int, Way]] = []
        self.facts: list[Fact] = []

    def conclude(
        self, plan: Plan, branch: Branch, rows: Rows, component: int, found: dict[Any, list[Fact]]
    ) -> None:
        """Make the facts that ``rows`` conclude; those not known before are also put into ``found``."""
        for template, (values_of, constants) in zip(plan.templates, branch.readers, strict=True):
            batch = _Batch(template, plan, branch, values_of, constants, rows, component)
            self._batches.append(batch)
            fresh = self._fresh(batch)
            if fresh:
                self.facts += fresh
                found.setdefault(template.cls, []).extend(fresh)

    def _fresh(self, batch: _Batch) -> list[Fact]:
        template = batch.template
        cls, slots = template.cls, template.slots
        table = self._registry.table(cls)
        values = _values(batch)
        single = len(slots) == 1
        if template.wary and not _TEXTS.issuperset(
            map(type, values if single else chain.from_iterable(values))
        ):
            return self._apart(template, values, table)
        fresh: list[Fact] = []
        new, fill, keyed, width = cls.__new__, dict.__init__, cls._key is not None, len(slots)
        for each in dict.fromkeys(values):
            key = each if keyed else template.key(each)
            if key in table:
                continue
            fact = table[key] = new(cls)
            if single:
                fill(fact, {slots[0]: each})
            elif width == 2:  # a dict is filled from a dict in half the time it takes from pairs
                fill(fact, {slots[0]: each[0], slots[1]: each[1]})
            elif width == 3:
                fill(fact, {slots[0]: each[0], slots[1]: each[1], slots[2]: each[2]})
            else:
                fill(fact, zip(slots, each))  # noqa: B905
            fresh.append(fact)
        return fresh

    def _apart(self, template: Template, values: list[Any], table: dict[Any, Fact]) -> list[Fact]:
        """As ``_fresh``, where values may be equal yet written differently (1 and True)."""
        fresh: list[Fact] = []
        for each in values:
            made = template.make(each)
            if self._registry.enter(table, template.key(each), made) is made:
                fresh.append(made)
        return fresh

    def declare(self, fact: Fact, component: int, way: Way) -> bool:
        """Enter a fact that a body declared; whether it was not known before."""
        table = self._registry.table(type(fact))
        size = len(table)
        kept = self._registry.enter(table, identifier(type(fact))(fact), fact)
        self._declared.append((kept, component, way))
        if len(table) == size:
            return False
        self.facts.append(fact)
        return True

    def ways(self, inputs: list[Fact]) -> dict[int, Ways]:
        """For each derived fact, by ``id``, every way it was derived; ``inputs`` need none."""
        given = set(map(id, inputs))
        found: dict[int, Ways] = {}

        def add(fact: Fact, component: int, way: Way) -> None:
            if id(fact) in found:
                found[id(fact)].add(component, way)
            elif id(fact) not in given:
                found[id(fact)] = Ways(fact, component, way)

        for batch in self._batches:
            template, plan, branch = batch.template, batch.plan, batch.branch
            table = self._registry.table(template.cls)
            for values, row in zip(_values(batch), batch.rows, strict=True):
                fact = table[template.key(values)]
                if template.wary and fact.as_text != (text := template.make(values).as_text):
                    fact = table[template.key(values), text]
                add(fact, batch.component, (plan, branch, row))
        for fact, component, way in self._declared:
            add(fact, component, way)
        return dict(sorted(found.items(), key=lambda entry: entry[1].component))


def _values(batch: _Batch) -> list[Any]:
    """The values of the template's slots for each row; those of a single slot come bare."""
    if batch.constants:
        constants = batch.constants
        return list(map(batch.values_of, [row + constants for row in batch.rows]))
    return list(map(batch.values_of, batch.rows))
