"""The order in which the matches of a rule are listed: by bindings, then by the facts matched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from cxadvisor.engine.fact import Fact
from cxadvisor.engine.values import text_of

if TYPE_CHECKING:
    from cxadvisor.engine.memory import Row, Rows
    from cxadvisor.engine.program import Plan
    from cxadvisor.engine.steps import Branch

_TEXTS: Final = {str}
_NUMBERS: Final = {int}

Way = tuple["Plan", "Branch", "Row"]
"""A rule's plan, the branch that found a match, and the row it found."""


def rows_in_order(branch: Branch, rows: Rows) -> Rows:
    """The rows of one branch, ordered as ``ways_in_order`` does."""
    if len(rows) < 2:
        return rows
    key = branch.sort_key
    if key is not None and len(set(map(key, rows))) == len(rows):
        return sorted(rows, key=key)
    columns = [list(map(itemgetter(column), rows)) for _name, column in branch.named]
    order = _sorted_places(columns, len(rows), lambda place: _texts(branch, rows[place]))
    return [rows[place] for place in order]


def ways_in_order(ways: list[Way]) -> list[Way]:
    """``ways`` of one rule by the values of their variables in alphabetical order, then by the texts of their facts.

    A variable that only ever holds texts, or only whole numbers, is ordered by value, any other by the values' texts;
    variables that stand for whole facts come after the others, since texts of facts cost most.
    """
    if len(ways) < 2:
        return ways
    branch = ways[0][1]
    if all(way[1] is branch for way in ways):
        columns = [[row[column] for _plan, _branch, row in ways] for _name, column in branch.named]
    else:
        names = sorted({name for way in ways for name in way[1].columns})
        columns = [
            [row[place.columns[name]] if name in place.columns else None for _plan, place, row in ways]
            for name in names
        ]
    order = _sorted_places(columns, len(ways), lambda place: _texts(ways[place][1], ways[place][2]))
    return [ways[place] for place in order]


def _sorted_places(columns: list[list[Any]], size: int, texts: Callable[[int], Any]) -> list[int]:
    plain: list[list[Any]] = []
    facts: list[list[Any]] = []
    for values in columns:
        kinds = set(map(type, values))
        if kinds in (_TEXTS, _NUMBERS):
            plain.append(values)
        elif any(issubclass(kind, Fact) for kind in kinds):
            facts.append(values)
        else:
            plain.append(list(map(text_of, values)))
    keys: Sequence[Any] = plain[0] if len(plain) == 1 else list(zip(*plain, strict=True))
    if not plain or len(set(keys)) < size:
        keys = [
            (keys[place] if plain else (), tuple([text_of(column[place]) for column in facts]), texts(place))
            for place in range(size)
        ]
    return sorted(range(size), key=keys.__getitem__)


def _texts(branch: Branch, row: Row) -> tuple[str, ...]:
    return tuple([row[column].as_text for column in branch.fact_columns])
