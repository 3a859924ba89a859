"""One run of a program: facts in, strata evaluated in turn, matches and derived facts out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

from cxadvisor.engine.deriving import Derivations
from cxadvisor.engine.fact import Fact, complete
from cxadvisor.engine.identity import Registry, plain_keys
from cxadvisor.engine.memory import Index, Memory, Rows
from cxadvisor.engine.result import Match, Result
from cxadvisor.engine.steps import SEED, Branch, Join, Work
from cxadvisor.engine.support import Support
from cxadvisor.errors import EngineError

if TYPE_CHECKING:
    from cxadvisor.engine.program import Plan, Program, Task


BodyRunner = Callable[["Match"], Iterable[Fact]]
"""Runs the body of a match and returns the facts it declared."""

ROUND_COST = 20
"""Join steps that a round of recursion counts for at least, so that endless recursion meets the budget soon."""


class Run:
    """The state of one run; never shared between threads."""

    __slots__ = (
        "_bodies",
        "_order",
        "derivations",
        "inputs",
        "memory",
        "program",
        "recorded",
        "registry",
        "work",
    )

    def __init__(self, program: Program, budget: int, bodies: BodyRunner | None = None) -> None:
        self.program = program
        self.memory = Memory(program._concluded)
        self.registry = Registry()
        self.work = Work(self.memory, budget)
        self.inputs: list[Fact] = []
        self.derivations = Derivations(self.registry)
        self.recorded: list[tuple[Plan, Branch, Rows]] = []
        self._bodies = bodies
        self._order: dict[int, int] = {}

    def load(self, facts: Iterable[Fact]) -> None:
        """Take in the input facts, checked and each once."""
        by_class: dict[type[Fact], list[Fact]] = {}
        for fact in facts:
            kind = type(fact)
            if kind in by_class:
                by_class[kind].append(fact)
            elif isinstance(fact, Fact):
                by_class[kind] = [fact]
            else:
                raise EngineError(f"a run takes facts, not {fact!r}.")
        for cls, group in by_class.items():
            kept = self.registry.admit(cls, group)
            self.memory.add(cls, kept)
            self.inputs += kept

    def evaluate(self) -> None:
        """Evaluate all components in order."""
        for number, task in enumerate(self.program._tasks):
            if task.component.recursive:
                self._fixpoint(task, number)
                continue
            for plan in task.plans:
                found = self._first_round(plan, number, None)
                for cls, facts in found.items():
                    self._add(cls, facts, plan, plan.sure)
        last = len(self.program._tasks)
        for deferred in self.program._deferred:
            if any(map(self.memory.holds, deferred.ways)):
                self._first_round(self.program._planned(deferred), last, None)

    def result(self) -> Result:
        """What was found."""
        return Result(self, Support(self))

    def _first_round(self, plan: Plan, number: int, seen: set[Any] | None) -> dict[type[Fact], list[Fact]]:
        found: dict[type[Fact], list[Fact]] = {}
        if seen is None and plan.rule.body is not None and len(plan.branches) > 1:
            seen = set()  # a body runs once, however many alternatives of an OR hold for the same facts
        for branch in plan.branches:
            rows = self._rows(plan, branch, SEED, 0)
            if rows:
                self._conclude(plan, branch, rows, number, found, seen)
        return found

    def _fixpoint(self, task: Task, number: int) -> None:
        """Semi-naive evaluation: after the first round every match must rest on a fact of the round before."""
        seen: list[set[Any]] = [set() for _plan in task.plans]
        new: dict[type[Fact], list[Fact]] = {}
        for place, plan in enumerate(task.plans):
            _merge(new, self._first_round(plan, number, seen[place]))
        while new:
            for cls, facts in new.items():
                self._add(cls, facts, task.plans[0], all(plan.sure for plan in task.plans))
            old, new = new, {}
            for place, plan in enumerate(task.plans):
                self.work.rule = plan.rule.name
                self.work.spend(ROUND_COST)
                if task.naive[place]:
                    _merge(new, self._first_round(plan, number, seen[place]))
                    continue
                for cls, branch in task.rounds[place]:
                    if cls in old:
                        rows = self._new_rows(plan, branch, old[cls])
                        if rows:
                            self._conclude(plan, branch, rows, number, new, seen[place])

    def _new_rows(self, plan: Plan, branch: Branch, facts: list[Fact]) -> Rows:
        step = branch.steps[0]
        assert isinstance(step, Join)
        entries = Index(step.lookup, step.lookup.selection.filter(facts)).entries
        return self._rows(plan, branch, entries, 1) if entries else []

    def _rows(self, plan: Plan, branch: Branch, rows: Rows, start: int) -> Rows:
        work = self.work
        work.rule = plan.rule.name
        try:
            return branch.rows(rows, work, start)
        except EngineError as error:
            if error.rule is None:
                error.rule = plan.rule.name
            raise
        except (Exception, SystemExit) as error:
            raise EngineError(
                f"rule {plan.rule.name!r}: a function or comparison in its conditions raised "
                f"{type(error).__name__}: {error}",
                plan.rule.name,
            ) from error

    def _conclude(
        self,
        plan: Plan,
        branch: Branch,
        rows: Rows,
        number: int,
        found: dict[type[Fact], list[Fact]],
        seen: set[Any] | None,
    ) -> None:
        """Record the rows, run bodies, derive facts; facts not known before are put into ``found``."""
        if seen is not None:
            rows = _unseen(rows, branch, seen)
        if plan.templates:
            self.derivations.conclude(plan, branch, rows, number, found)
        if plan.rule.record:
            self.recorded.append((plan, branch, rows))
        if self._bodies is not None and plan.rule.body is not None:
            self._run_bodies(plan, branch, rows, number, found)

    def _run_bodies(
        self, plan: Plan, branch: Branch, rows: Rows, number: int, found: dict[type[Fact], list[Fact]]
    ) -> None:
        assert self._bodies is not None
        support = Support(self)
        for row in self._in_declaration_order(rows, branch):
            for fact in self._bodies(Match(plan, branch, row, support)):
                if self.derivations.declare(fact, number, (plan, branch, row)):
                    found.setdefault(type(fact), []).append(fact)

    def _in_declaration_order(self, rows: Rows, branch: Branch) -> Rows:
        order = self._order
        if len(order) < len(self.inputs) + len(self.derivations.facts):
            for fact in chain(self.inputs, self.derivations.facts):
                order.setdefault(id(fact), len(order))
        columns = branch.fact_columns
        return sorted(rows, key=lambda row: [order[id(row[column])] for column in columns])

    def _add(self, cls: type[Fact], facts: list[Fact], plan: Plan, sure: bool) -> None:
        """Make derived facts known to the joins; unless ``sure``, they are checked."""
        if not sure and plain_keys(cls, facts) is None:
            for fact in facts:
                try:
                    complete(fact)
                except EngineError as error:
                    raise type(error)(f"rule {plan.rule.name!r}: {error}", plan.rule.name) from None
        self.work.rule = plan.rule.name
        self.work.spend(len(facts))
        self.memory.add(cls, facts)


def _merge(into: dict[type[Fact], list[Fact]], more: dict[type[Fact], list[Fact]]) -> None:
    for cls, facts in more.items():
        into.setdefault(cls, []).extend(facts)


def _unseen(rows: Rows, branch: Branch, seen: set[Any]) -> Rows:
    """Rows whose combination of facts (and variables) did not occur in an earlier round or another branch."""
    fresh: Rows = []
    columns = [column for _name, column in branch.named]
    for row in rows:
        key = (
            tuple(id(row[column]) for column in branch.fact_columns),
            tuple(id(row[column]) if isinstance(row[column], Fact) else row[column] for column in columns),
        )
        if key not in seen:
            seen.add(key)
            fresh.append(row)
    return fresh
