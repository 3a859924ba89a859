"""Plans the joins of a rule: which pattern next, by what key, and where each filter and group is asked."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq, itemgetter

from cxadvisor.engine.analysis import Conjunct, Filter, Group
from cxadvisor.engine.lookups import Catalogue, Lookup
from cxadvisor.engine.slots import Accessor, Sought
from cxadvisor.engine.steps import Ask, Branch, Join, Keep
from cxadvisor.errors import EngineError


def plan(
    conjunct: Conjunct, catalogue: Catalogue, rule: str, outer: Sequence[str] = (), first: int | None = None
) -> Branch:
    """A plan for ``conjunct``.

    Args:
        conjunct: the alternative to plan.
        catalogue: gives equal lookups one number.
        rule: names the rule in errors.
        outer: variables of an enclosing rule, which stand in the first columns.
        first: the place of a pattern that must be joined first, for a round over new facts only.

    Raises:
        EngineError: counted numbers that depend on one another.
    """
    return _Planner(conjunct, catalogue, rule, outer).run(first)


class _Planner:
    """The state of planning one alternative."""

    def __init__(self, conjunct: Conjunct, catalogue: Catalogue, rule: str, outer: Sequence[str]) -> None:
        self.catalogue = catalogue
        self.rule = rule
        self.branch = Branch()
        self.columns: dict[str, int] = {name: column for column, name in enumerate(outer)}
        self.width = len(self.columns)
        self.patterns = list(enumerate(conjunct.patterns))
        self.fact_columns = [0] * len(self.patterns)
        self.filters = list(conjunct.filters)
        self.groups = list(conjunct.groups)
        self.order = list(conjunct.groups)
        self.asked: dict[int, Ask] = {}
        self.texts: set[str] = set()
        self.facts: set[str] = set()
        self.branch.needs = tuple(
            dict.fromkeys(need for sought in conjunct.patterns for need in sought.needs)
        )

    def run(self, first: int | None) -> Branch:
        """Place everything and return the branch."""
        if first is not None:
            self.join(self.patterns.pop(first))
        self.settle()
        while self.patterns:
            best = max(range(len(self.patterns)), key=self.promise)
            self.join(self.patterns.pop(best))
            self.settle()
        if self.groups or self.filters:
            raise EngineError(
                f"rule {self.rule!r}: its COUNTs depend on one another's numbers. Derive one of them as a fact first.",
                self.rule,
            )
        branch = self.branch
        branch.columns = {name: column for name, column in self.columns.items() if not name.startswith("\0")}
        branch.named = tuple(sorted(branch.columns.items()))
        texts = [column for name, column in branch.named if name in self.texts]
        if texts and all(name in self.texts or name in self.facts for name, _column in branch.named):
            branch.sort_key = itemgetter(*texts)
        branch.width = self.width
        branch.fact_columns = tuple(self.fact_columns)
        branch.asks = [self.asked[id(group)] for group in self.order]
        return branch

    def promise(self, candidate: int) -> tuple[int, int, int]:
        """How much joining this pattern next narrows: bound variables, then literals, then written order."""
        place, sought = self.patterns[candidate]
        bound = sum(name in self.columns for _accessor, name in sought.variables)
        return bound, len(sought.constants) + len(sought.tests), -place

    def join(self, placed: tuple[int, Sought]) -> None:
        """Join one pattern: variables that have values become its key, the others columns."""
        place, sought = placed
        keys: list[Accessor] = []
        key_columns: list[int] = []
        values: list[Accessor] = []
        fact_column = self.width
        fresh: dict[str, int] = {}
        for accessor, name in sought.variables:
            if name in self.columns:
                keys.append(accessor)
                key_columns.append(self.columns[name])
            elif name in fresh:
                hidden = self.hide(values, accessor, fact_column)
                self.filters.append(Filter((name, hidden), eq))
            else:
                values.append(accessor)
                fresh[name] = fact_column + len(values)
                field = sought.cls.fields.get(accessor) if not isinstance(accessor, tuple) else None
                if field is not None and field.kinds is str:
                    self.texts.add(name)
        for accessor, names, function in sought.joins:
            hidden = self.hide(values, accessor, fact_column)
            self.filters.append(Filter((hidden, *names), function))
        self.columns.update(fresh)
        if sought.bound_to is not None:
            self.columns[sought.bound_to] = fact_column
            self.facts.add(sought.bound_to)
        self.fact_columns[place] = fact_column
        self.width = fact_column + 1 + len(values)
        lookup = self.catalogue.lookup(sought, tuple(keys), tuple(values))
        self.branch.steps.append(Join(lookup, key_columns))

    def hide(self, values: list[Accessor], accessor: Accessor, fact_column: int) -> str:
        """A column for a value that only a filter needs."""
        values.append(accessor)
        column = fact_column + len(values)
        name = f"\0{column}"
        self.columns[name] = column
        return name

    def settle(self) -> None:
        """Place every filter and group whose variables have values: the earlier, the fewer rows."""
        placed = True
        while placed:
            placed = False
            for each in [each for each in self.filters if all(name in self.columns for name in each.names)]:
                self.filters.remove(each)
                self.branch.steps.append(Keep(each.function, [self.columns[name] for name in each.names]))
            for group in self.groups:
                if all(name in self.columns for name in group.shared):
                    self.groups.remove(group)
                    self.ask(group)
                    placed = True
                    break

    def ask(self, group: Group) -> None:
        """Place one group."""
        columns = [self.columns[name] for name in group.shared]
        lookup: Lookup | None = None
        branches: list[Branch] = []
        direct = self.direct(group)
        if direct is not None:
            lookup, columns = direct
        else:
            branches = [plan(inner, self.catalogue, self.rule, group.shared) for inner in group.alternatives]
        bound = None if group.name is None else self.columns.get(group.name)
        limits = (group.at_least, group.at_most)
        step = Ask(group.kind, group.source, columns, lookup, branches, limits, bound, group.name is not None)
        self.branch.steps.append(step)
        self.asked[id(group)] = step
        if group.kind == "count" and bound is None:
            self.columns[group.name or f"\0{self.width}"] = self.width
            self.width += 1

    def direct(self, group: Group) -> tuple[Lookup, list[int]] | None:
        """A single index look-up that answers a group of one plain pattern, with its key columns."""
        if len(group.alternatives) != 1:
            return None
        (inner,) = group.alternatives
        if inner.filters or inner.groups or len(inner.patterns) != 1 or inner.patterns[0].joins:
            return None
        sought = inner.patterns[0]
        local = [name for _accessor, name in sought.variables if name not in group.shared]
        if len(local) != len(set(local)):
            return None
        keys = tuple(accessor for accessor, name in sought.variables if name in group.shared)
        columns = [self.columns[name] for _accessor, name in sought.variables if name in group.shared]
        if local:
            # The slots must be there although their values are not needed.
            values = tuple(accessor for accessor, name in sought.variables if name not in group.shared)
            return self.catalogue.lookup(sought, keys, values), columns
        return self.catalogue.lookup(sought, keys, ()), columns
