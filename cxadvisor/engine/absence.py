"""Absence explained: what a ``NOT``, ``COUNT`` or ``FORALL`` looked for, and what was found instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from cxadvisor.engine.conditions import FORALL, Condition
from cxadvisor.engine.constraints import AllOf, AnyOf, Comparison, Constraint, L, Negation, W
from cxadvisor.engine.fact import Fact

if TYPE_CHECKING:
    from cxadvisor.engine.memory import Row
    from cxadvisor.engine.running import Run
    from cxadvisor.engine.steps import Ask, Branch

MOST_INSTEAD: Final = 5
"""So many near misses are named at most."""


class Absence:
    """What was looked for.

    ``kind`` is ``not``, ``count`` or ``forall``; ``patterns`` are the patterns with bound variables filled in;
    ``found`` are the facts a ``COUNT`` counted.
    """

    __slots__ = ("_run", "found", "kind", "patterns")

    def __init__(self, kind: str, patterns: tuple[Fact, ...], found: tuple[Fact, ...], run: Run) -> None:
        self.kind = kind
        self.patterns = patterns
        self.found = found
        self._run = run

    @property
    def pattern(self) -> Fact:
        """The first pattern: the only one unless several were joined."""
        return self.patterns[0]

    @property
    def sought(self) -> dict[str | int, Any]:
        """The slots of the first pattern whose value was fixed, by a literal or a bound variable."""
        return _fixed(self.patterns[0])

    @property
    def instead(self) -> tuple[Fact, ...]:
        """What was found instead: facts of the class that agree with most of what was sought, at most five, by text."""
        sought = self.sought
        near: list[tuple[int, str, Fact]] = []
        for fact in self._run.memory.facts.get(type(self.patterns[0]), ()):
            agree = sum(slot in fact and fact[slot] == value for slot, value in sought.items())
            if 0 < agree < len(sought):
                near.append((-agree, fact.as_text, fact))
        near.sort(key=lambda entry: entry[:2])
        return tuple(fact for agree, _text, fact in near[:MOST_INSTEAD] if agree == near[0][0])

    def __repr__(self) -> str:
        patterns = ", ".join(map(repr, self.patterns))
        return (
            f"<Absence {self.kind} {patterns}{f': {len(self.found)} found' if self.kind == 'count' else ''}>"
        )


def absences_of(branch: Branch, row: Row, run: Run) -> tuple[Absence, ...]:
    """The absences that the match of ``row`` rests on."""
    found = []
    for ask in branch.asks:
        if ask.kind != "exists":
            values = {name: row[column] for name, column in branch.columns.items()}
            patterns = tuple(_filled(pattern, values) for pattern in _patterns(ask.source))
            kind = "forall" if isinstance(ask.source, FORALL) else ask.kind
            found.append(Absence(kind, patterns, _counted(ask, row, run), run))
    return tuple(found)


def _counted(ask: Ask, row: Row, run: Run) -> tuple[Fact, ...]:
    if ask.kind != "count":
        return ()
    return tuple(sorted((facts[0] for facts in ask.facts(row, run.work)), key=lambda fact: fact.as_text))


def _patterns(element: Fact | Condition) -> list[Fact]:
    if isinstance(element, Fact):
        return [element]
    return [pattern for part in element.elements for pattern in _patterns(part)]


def _filled(pattern: Fact, values: Mapping[str, Any]) -> Fact:
    return type(pattern).from_slots(
        {slot: _value(constraint, values) for slot, constraint in pattern.items()}
    )


def _value(constraint: Any, values: Mapping[str, Any]) -> Any:
    """The constraint with bound variables replaced by their values; a plain value where that fixes the slot."""
    if isinstance(constraint, W) and constraint.name is not None and constraint.name in values:
        return values[constraint.name]
    if isinstance(constraint, L) and constraint.name is None:
        return constraint.value
    if isinstance(constraint, Comparison):
        operand = _value(constraint.operand, values)
        return constraint if operand is constraint.operand else Comparison(constraint.sign, operand)
    if isinstance(constraint, Negation):
        return Negation(_wrapped(constraint.part, values))
    if isinstance(constraint, (AllOf, AnyOf)):
        return type(constraint)(*(_wrapped(part, values) for part in constraint.parts))
    return constraint


def _wrapped(constraint: Constraint, values: Mapping[str, Any]) -> Constraint:
    value = _value(constraint, values)
    return value if isinstance(value, Constraint) else L(value)


def _fixed(pattern: Fact) -> dict[str | int, Any]:
    return {slot: value for slot, value in pattern.items() if not isinstance(value, Constraint)}
