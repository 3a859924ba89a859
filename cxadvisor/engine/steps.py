"""The steps a planned rule takes. A step turns all rows found so far into the rows that remain, at once.

A row is a tuple: for each pattern joined so far its fact and the slot values that are needed. Working on whole lists
keeps the interpreter's part per row to one comprehension step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from cxadvisor.errors import BudgetExceededError

if TYPE_CHECKING:
    from cxadvisor.engine.conditions import Condition
    from cxadvisor.engine.fact import Fact
    from cxadvisor.engine.lookups import Lookup
    from cxadvisor.engine.memory import Index, Memory, Row, Rows
    from cxadvisor.engine.slots import Needs

SEED: Final[list[tuple[Any, ...]]] = [()]
"""The rows before anything was joined: one, empty. Never changed."""

_NONE: Final = ()


class Work:
    """What is left of a run's budget, and the rule at work."""

    __slots__ = ("budget", "left", "memory", "rule")

    def __init__(self, memory: Memory, budget: int) -> None:
        self.memory = memory
        self.budget = budget
        self.left = budget
        self.rule = ""

    def spend(self, steps: int) -> None:
        """Take ``steps`` off the budget.

        Raises:
            BudgetExceededError: nothing is left; names the rule at work.
        """
        self.left -= steps
        if self.left < 0:
            raise BudgetExceededError(
                f"rule {self.rule!r}: the work budget of {self.budget} join steps is used up. "
                "Join its patterns on shared variables, or run with a larger budget.",
                self.rule,
            )


class Step:
    """One step of a plan."""

    __slots__ = ()

    def apply(self, rows: Rows, work: Work) -> Rows:
        """The rows that remain of ``rows``."""
        raise NotImplementedError


def key_of(columns: Sequence[int]) -> Callable[[Row], Any]:
    """A function from a row to its key: the value of a single column, else a tuple."""
    return itemgetter(*columns) if columns else lambda _row: _NONE


class Join(Step):
    """Adds the facts of a lookup, found by key when there are key columns."""

    __slots__ = ("column", "key", "lookup")

    def __init__(self, lookup: Lookup, columns: Sequence[int]) -> None:
        self.lookup = lookup
        self.column = columns[0] if len(columns) == 1 else None
        self.key = itemgetter(*columns) if len(columns) > 1 else None

    def apply(self, rows: Rows, work: Work) -> Rows:
        """Each row with each fact that has its key."""
        memory = work.memory
        index = memory.indexes.get(self.lookup.number) or memory.index(self.lookup)
        widest = index.size
        if not widest:
            return []
        if rows is SEED:
            work.spend(widest)
            return index.entries
        if len(rows) * widest <= work.left:
            joined = self._joined(rows, index)
        else:
            # In portions, so that the list stays within the budget however much would be joined.
            joined, portion = [], max(1, work.left // widest)
            for start in range(0, len(rows), portion):
                joined += self._joined(rows[start : start + portion], index)
                if len(joined) > work.left:
                    break
        work.spend(len(joined))
        return joined

    def _joined(self, rows: Rows, index: Index) -> Rows:
        if self.column is not None:
            column, find = self.column, index.buckets.get
            return [row + entry for row in rows for entry in find(row[column], _NONE)]
        if self.key is not None:
            key, find = self.key, index.buckets.get
            return [row + entry for row in rows for entry in find(key(row), _NONE)]
        entries = index.entries
        return [row + entry for row in rows for entry in entries]


class Keep(Step):
    """Keeps the rows for which a function of some columns is true."""

    __slots__ = ("columns", "function")

    def __init__(self, function: Callable[..., Any], columns: Sequence[int]) -> None:
        self.function = function
        self.columns = tuple(columns)

    def apply(self, rows: Rows, work: Work) -> Rows:
        """The rows that pass."""
        work.spend(len(rows))
        function, columns = self.function, self.columns
        if len(columns) == 1:
            (column,) = columns
            return [row for row in rows if function(row[column])]
        if len(columns) == 2:
            left, right = columns
            return [row for row in rows if function(row[left], row[right])]
        if not columns:
            return rows if function() else []
        pick = itemgetter(*columns)
        return [row for row in rows if function(*pick(row))]


class Ask(Step):
    """What a group asks of a set of facts: that there is none, that there is one, or how many.

    ``columns`` are those of the variables it shares with the rule. It also answers later which facts it found.
    """

    __slots__ = (
        "alternatives",
        "at_least",
        "at_most",
        "bound_column",
        "columns",
        "key",
        "kind",
        "lookup",
        "named",
        "source",
    )

    def __init__(
        self,
        kind: str,
        source: Condition,
        columns: Sequence[int],
        lookup: Lookup | None,
        alternatives: Sequence[Branch],
        limits: tuple[int, int | None],
        bound_column: int | None,
        named: bool,
    ) -> None:
        self.kind = kind
        self.source = source
        self.columns = tuple(columns)
        self.key = key_of(columns)
        self.lookup = lookup
        """Set where one index look-up answers; otherwise ``alternatives`` are joined for all keys at once."""
        self.alternatives = tuple(alternatives)
        self.at_least, self.at_most = limits
        self.bound_column = bound_column
        """For a count that must equal a variable that has a value already."""
        self.named = named

    def apply(self, rows: Rows, work: Work) -> Rows:
        """The rows for which the answer is right; a count that binds a variable adds its column."""
        work.spend(len(rows))
        key = self.key
        if self.kind == "count":
            return self._counted(rows, self._found(rows, work))
        found = self._keys(rows, work)
        if self.kind == "exists":
            return [row for row in rows if key(row) in found]
        return [row for row in rows if key(row) not in found]

    def _counted(self, rows: Rows, found: Mapping[Any, Sequence[Row]]) -> Rows:
        key = self.key
        counted = [(row, len(found.get(key(row), _NONE))) for row in rows]
        low, high = self.at_least, self.at_most
        if low or high is not None:
            counted = [pair for pair in counted if low <= pair[1] and (high is None or pair[1] <= high)]
        if self.bound_column is not None:
            column = self.bound_column
            return [row for row, number in counted if row[column] == number]
        return [(*row, number) for row, number in counted]

    def _keys(self, rows: Rows, work: Work) -> Any:
        """The keys under which something was found."""
        if self.lookup is None:
            return self._found(rows, work)
        index = work.memory.index(self.lookup)
        if self.columns:
            return index.keys
        return {_NONE} if index.size else ()

    def _found(self, rows: Rows, work: Work) -> Mapping[Any, Sequence[Row]]:
        """What was found, by key; nothing stands under a key for which there is nothing."""
        if self.lookup is not None:
            index = work.memory.index(self.lookup)
            if self.columns:
                return index.buckets
            return {_NONE: index.entries} if index.entries else {}
        found: dict[Any, list[Row]] = {}
        keys = set(map(self.key, rows))
        seeds = [(key,) for key in keys] if len(self.columns) == 1 else list(keys)
        inner = key_of(range(len(self.columns)))
        for branch in self.alternatives:
            for row in branch.rows(seeds, work):
                found.setdefault(inner(row), []).append(row)
        return found

    @property
    def cites(self) -> bool:
        """Whether a match rests on the facts counted here: not when it only asks that there are few."""
        return self.kind == "count" and (self.at_least > 0 or self.named)

    def facts(self, row: Row, work: Work) -> list[tuple[Fact, ...]]:
        """For one row, every combination of facts that was found."""
        key = self.key(row)
        if self.lookup is not None:
            index = work.memory.index(self.lookup)
            entries = index.buckets.get(key, []) if self.columns else index.entries
            return [(entry[0],) for entry in entries]
        seed = (key,) if len(self.columns) == 1 else key
        return [
            tuple(inner[column] for column in branch.fact_columns) + nested
            for branch in self.alternatives
            for inner in branch.rows([seed], work)
            for nested in branch.nested(inner, work)
        ]


class Branch:
    """A plan for one alternative of a rule: steps, and where variables and facts stand in its rows."""

    __slots__ = (
        "asks",
        "columns",
        "fact_columns",
        "named",
        "needs",
        "readers",
        "sort_key",
        "steps",
        "width",
    )

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.columns: dict[str, int] = {}
        """The column of each variable."""
        self.named: tuple[tuple[str, int], ...] = ()
        """The same, in alphabetical order."""
        self.fact_columns: tuple[int, ...] = ()
        """The columns of the matched facts, in the order their patterns are written."""
        self.width = 0
        """How long its rows are."""
        self.asks: list[Ask] = []
        """The groups, as written."""
        self.sort_key: Callable[[Row], Any] | None = None
        """How to order rows, where every variable is declared to hold texts or names a whole fact."""
        self.readers: list[tuple[Callable[[Any], Any], Row]] = []
        """For each fact the rule asserts, how to read its slots from a row."""
        self.needs: Needs = ()
        """Without these there is no row."""

    def rows(self, rows: Rows, work: Work, start: int = 0) -> Rows:
        """The rows that all steps from ``start`` leave of ``rows``."""
        if not work.memory.holds(self.needs):
            return []
        for step in self.steps[start:] if start else self.steps:
            rows = step.apply(rows, work)
            if not rows:
                break
        return rows

    def nested(self, row: Row, work: Work) -> list[tuple[Fact, ...]]:
        """The combinations of facts that the row's ``EXISTS`` rest on, for use inside another group."""
        combinations: list[tuple[Fact, ...]] = [()]
        for ask in self.asks:
            if ask.kind == "exists":
                found = ask.facts(row, work)
                combinations = [chosen + more for chosen in combinations for more in found]
        return combinations
