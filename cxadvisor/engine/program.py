"""``compile_rules`` and ``Program``: rules validated, stratified and planned once, run on many sets of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from cxadvisor.engine.analysis import Conjunct, alternatives_of
from cxadvisor.engine.calls import Parameters, parameters_of
from cxadvisor.engine.fact import Fact
from cxadvisor.engine.lookups import Catalogue
from cxadvisor.engine.planner import plan
from cxadvisor.engine.rule import Rule
from cxadvisor.engine.slots import Needs
from cxadvisor.engine.steps import Branch
from cxadvisor.engine.strata import Component, Shape, components, sought_in
from cxadvisor.engine.templates import Head, Template
from cxadvisor.errors import EngineError

if TYPE_CHECKING:
    from cxadvisor.engine.result import Result

DEFAULT_BUDGET: Final = 1_000_000
"""Join steps a run may take: about a third of a second and a hundred megabytes at worst."""


class Plan:
    """A compiled rule. Nothing in it changes after compilation."""

    __slots__ = (
        "branches",
        "conjuncts",
        "heads",
        "parameters",
        "rule",
        "seeks",
        "shape",
        "sure",
        "templates",
    )

    def __init__(self, rule: Rule, catalogue: Catalogue) -> None:
        name = rule.name
        self.rule = rule
        self.conjuncts: list[Conjunct] = alternatives_of(rule.conditions, name)
        self.templates = [Template(pattern, name) for pattern in rule.asserts]
        self.heads = [Head(template, name) for template in self.templates]
        self.heads += [Head(declared, name) for declared in rule.declares]
        self.sure = rule.body is None and all(
            template.sure_in(conjunct) for template in self.templates for conjunct in self.conjuncts
        )
        """Whether the facts it concludes need no check."""
        self.seeks = sought_in(self.conjuncts)
        self.shape = Shape(name, self.heads, self.seeks)
        self.parameters: Parameters | None = None if rule.body is None else parameters_of(rule.body, skip=1)
        self._check_variables()
        self.branches: list[Branch] = [self.planned(conjunct, catalogue) for conjunct in self.conjuncts]

    def planned(self, conjunct: Conjunct, catalogue: Catalogue, first: int | None = None) -> Branch:
        """A plan for one alternative, which may have to begin with a certain pattern."""
        branch = plan(conjunct, catalogue, self.rule.name, first=first)
        branch.readers = [template.values_of(branch) for template in self.templates]
        return branch

    def _check_variables(self) -> None:
        """Every variable that the rule hands on must have a value in every alternative."""
        needed = [
            (name, "is asserted") for template in self.templates for name in template.variables.values()
        ]
        needed += [(name, "is in distinct") for name in self.rule.distinct or ()]
        if self.parameters is not None:
            needed += [(name, "is a parameter of its body") for name in self.parameters.required]
        for conjunct in self.conjuncts:
            for name, use in needed:
                if name not in conjunct.bound:
                    where = (
                        "in each alternative of its ORs"
                        if len(self.conjuncts) > 1
                        else "by a pattern outside NOT"
                    )
                    raise EngineError(
                        f"rule {self.rule.name!r}: the variable {name!r} {use} but not bound {where}.",
                        self.rule.name,
                    )


class Task:
    """A component with what its evaluation needs: plans in written order, and plans for rounds over new facts."""

    __slots__ = ("component", "naive", "plans", "rounds")

    def __init__(self, component: Component, plans: Sequence[Plan], catalogue: Catalogue) -> None:
        self.component = component
        self.plans = [plans[number] for number in component.rules]
        self.rounds: list[list[tuple[type[Fact], Branch]]] = []
        """For each plan, the branches that begin with a new fact of a class."""
        self.naive: list[bool] = []
        """For each plan, whether it is evaluated anew each round: new facts may enter through an EXISTS."""
        if not component.recursive:
            return
        heads = [head for each in self.plans for head in each.heads]
        for each in self.plans:
            delta: list[tuple[type[Fact], Branch]] = []
            direct = {id(sought) for conjunct in each.conjuncts for sought in conjunct.patterns}
            fed = [sought for sought, _negated in each.seeks if any(head.may_meet(sought) for head in heads)]
            self.naive.append(any(id(sought) not in direct for sought in fed))
            for conjunct in each.conjuncts:
                for place, sought in enumerate(conjunct.patterns):
                    if not self.naive[-1] and any(head.may_meet(sought) for head in heads):
                        delta.append((sought.cls, each.planned(conjunct, catalogue, place)))
            self.rounds.append(delta)


class Deferred:
    """A rule that concludes nothing, and that is made and planned only where what it needs is there.

    Args:
        name: the name of the rule.
        ways: the ways in which it may match, each as what there must be for that.
        make: returns the rule, which is known to be sound.
    """

    __slots__ = ("make", "name", "plan", "ways")

    def __init__(self, name: str, ways: tuple[Needs, ...], make: Callable[[], Rule]) -> None:
        self.name = name
        self.ways = ways
        self.make = make
        self.plan: Plan | None = None


class Program:
    """Compiled rules. Nothing in it changes but that deferred rules are planned, so threads may share it; each run has
    its own state.
    """

    __slots__ = ("_catalogue", "_concluded", "_deferred", "_lock", "_plans", "_tasks", "fact_classes")

    def __init__(
        self,
        plans: Sequence[Plan],
        deferred: Sequence[Deferred],
        fact_classes: Sequence[type[Fact]],
        catalogue: Catalogue,
    ) -> None:
        self._plans = tuple(plans)
        self._deferred = tuple(deferred)
        self._catalogue = catalogue
        self._lock = Lock()
        self._concluded = frozenset([head.cls for each in plans for head in each.heads])
        self.fact_classes = tuple(fact_classes)
        ordered = components([each.shape for each in plans])
        self._tasks = tuple(Task(component, self._plans, catalogue) for component in ordered)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules; those that were deferred come last."""
        return (
            *(each.rule for each in self._plans),
            *(self._planned(each).rule for each in self._deferred),
        )

    @property
    def strata(self) -> dict[str, int]:
        """The stratum of each rule, by name, in the order of evaluation; deferred rules come after all strata."""
        return {each.rule.name: task.component.stratum for task in self._tasks for each in task.plans}

    def run(self, facts: Iterable[Fact], budget: int = DEFAULT_BUDGET) -> Result:
        """Conclude everything that follows from ``facts``.

        Args:
            facts: the input; equal ones count once.
            budget: how many join steps the run may take.

        Raises:
            EngineError: a fact its class refuses, or a ``P``, ``TEST`` or comparison that raised (names the rule).
            BudgetExceededError: the budget is used up (names the rule at work).
        """
        from cxadvisor.engine.running import Run

        run = Run(self, budget)
        run.load(facts)
        run.evaluate()
        return run.result()

    def without(self, *names: str) -> Program:
        """The program without the named rules, for instance one that crashed. Plans are kept, strata made anew."""
        known = {*(each.rule.name for each in self._plans), *(each.name for each in self._deferred)}
        for name in names:
            if name not in known:
                raise EngineError(f"there is no rule {name!r} to leave out.", name)
        return Program(
            [each for each in self._plans if each.rule.name not in names],
            [each for each in self._deferred if each.name not in names],
            self.fact_classes,
            self._catalogue,
        )

    def _planned(self, deferred: Deferred) -> Plan:
        """Return the plan of a deferred rule, made when first needed; one thread at a time adds to the catalogue."""
        if deferred.plan is None:
            with self._lock:
                if deferred.plan is None:
                    deferred.plan = Plan(deferred.make(), self._catalogue)
        return deferred.plan

    def __repr__(self) -> str:
        return f"<Program of {len(self._plans) + len(self._deferred)} rules>"


def compile_rules(rules: Iterable[Rule | Deferred], facts: Sequence[type[Fact]] | None = None) -> Program:
    """Validate, stratify and plan rules.

    Args:
        rules: uniquely named rules; their order affects nothing but the order in which bodies run. Deferred ones are
            taken to be sound.
        facts: the classes of input facts. When given, a pattern of a class that is neither listed nor concluded
            by a rule is an error, because it could never match.

    Raises:
        UnknownSlotError: a pattern or template names a slot its class does not declare.
        RuleCycleError: rules negate or count what they themselves derive.
        EngineError: anything else wrong with a rule; every error names it.
    """
    catalogue = Catalogue()
    plans: list[Plan] = []
    deferred: list[Deferred] = []
    names: set[str] = set()
    for rule in rules:
        if not rule.name:
            raise EngineError(f"a rule without a name: {rule!r}. Give it one: Rule(..., name='…').")
        if rule.name in names:
            raise EngineError(f"two rules are named {rule.name!r}. Rename one.", rule.name)
        names.add(rule.name)
        if isinstance(rule, Deferred):
            deferred.append(rule)
            continue
        try:
            plans.append(Plan(rule, catalogue))
        except EngineError as error:
            if error.rule is None:
                error.rule = rule.name
            raise
    if facts is not None:
        _check_classes(plans, facts)
    return Program(plans, deferred, facts or (), catalogue)


def _check_classes(plans: Sequence[Plan], facts: Sequence[type[Fact]]) -> None:
    known: set[Any] = {*facts, *(head.cls for each in plans for head in each.heads)}
    for each in plans:
        for sought, _negated in each.seeks:
            if sought.cls not in known:
                name = each.rule.name
                raise EngineError(
                    f"rule {name!r} seeks {sought.cls.__name__}, which is neither among the fact classes nor concluded "
                    "by any rule.",
                    name,
                )
