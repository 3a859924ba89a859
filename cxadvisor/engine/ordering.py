"""The order in which the matches of a rule are listed: by bindings, then by the facts matched."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cxadvisor.engine.fact import Fact
from cxadvisor.engine.values import text_of

if TYPE_CHECKING:
    from cxadvisor.engine.memory import Row
    from cxadvisor.engine.program import Plan
    from cxadvisor.engine.steps import Branch

Way = tuple["Plan", "Branch", "Row"]
"""A rule's plan, the branch that found a match, and the row it found."""


def in_order(ways: list[Way]) -> list[Way]:
    """``ways`` of one rule by the values of their variables in alphabetical order, then by the texts of their facts.

    A variable that only ever holds texts, or only whole numbers, is ordered by value, any other by the values' texts;
    variables that stand for whole facts come after the others, since texts of facts cost most.
    """
    if len(ways) < 2:
        return ways
    branch = ways[0][1]
    same = all(way[1] is branch for way in ways)
    names = sorted({name for way in ways for name in way[1].columns} if not same else branch.columns)
    columns: list[list[Any]] = []
    facts: list[list[Any]] = []
    for name in names:
        if same:
            values = list(map(itemgetter(branch.columns[name]), map(itemgetter(2), ways)))
        else:
            values = [
                row[place.columns[name]] if name in place.columns else None for _plan, place, row in ways
            ]
        kinds = set(map(type, values))
        if kinds == {str} or kinds == {int}:
            columns.append(values)
        elif any(issubclass(kind, Fact) for kind in kinds):
            facts.append(values)
        else:
            columns.append(list(map(text_of, values)))
    keys: Sequence[Any] = list(zip(*columns, strict=True)) if columns else [()] * len(ways)
    if len(set(keys)) < len(ways):
        keys = [
            (key, tuple([text_of(column[place]) for column in facts]), _texts(ways[place]))
            for place, key in enumerate(keys)
        ]
    return [ways[place] for place in sorted(range(len(ways)), key=keys.__getitem__)]


def _texts(way: Way) -> tuple[str, ...]:
    _plan, branch, row = way
    return tuple([row[column].as_text for column in branch.fact_columns])
