"""``KnowledgeEngine`` and ``DefFacts``: rules as decorated methods, over the same compiled programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

from cxadvisor.engine.calls import parameters_of
from cxadvisor.engine.fact import Fact, InitialFact, complete
from cxadvisor.engine.lookups import Selection
from cxadvisor.engine.program import DEFAULT_BUDGET, Program, compile_rules
from cxadvisor.engine.result import Match, Result
from cxadvisor.engine.rule import Rule
from cxadvisor.engine.running import Run
from cxadvisor.engine.slots import Sought
from cxadvisor.engine.strata import own_negation
from cxadvisor.engine.templates import Head
from cxadvisor.errors import EngineError


class DefFacts:
    """Decorates a generator method that yields facts at every ``reset()``.

    Args:
        order: methods with a smaller number come first; otherwise the order they are written in.
    """

    __slots__ = ("function", "order")

    def __init__(self, order: int = 0) -> None:
        self.order = order
        self.function: Callable[..., Iterable[Fact]] | None = None

    def __call__(self, function: Callable[..., Iterable[Fact]]) -> DefFacts:
        """Decorate ``function``."""
        decorated = DefFacts(self.order)
        decorated.function = function
        return decorated

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        """On an engine, the generator as a method."""
        return self if instance is None or self.function is None else self.function.__get__(instance, owner)


class FactList(dict[int, Fact]):
    """The facts of an engine by number, in the order they were declared."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join(f"<f-{number}> {fact!r}" for number, fact in self.items())

    __str__ = __repr__


class KnowledgeEngine:
    """Subclass it, decorate methods with ``Rule`` and ``DefFacts``; then ``reset()``, ``declare()``, ``run()``.

    Rules are compiled when an engine is made.

    Raises:
        EngineError: see ``compile_rules``.
    """

    def __init__(self) -> None:
        self._program: Program = compile_rules(_collected(type(self), Rule))
        self._inputs: dict[Fact, Fact] = {}
        self._derived: tuple[Fact, ...] = ()
        self._declared: dict[Any, list[Fact]] = {}
        self._current: Match | None = None
        self._was_reset = False
        self.result: Result | None = None

    def reset(self, **values: Any) -> None:
        """Forget all facts, then declare ``InitialFact()`` and what the ``DefFacts`` methods yield.

        Args:
            values: handed to those ``DefFacts`` methods that have parameters of these names.
        """
        self._inputs = {}
        self._derived = ()
        self._declared = {}
        self.result = None
        self._was_reset = True
        self.declare(InitialFact())
        for source in sorted(_collected(type(self), DefFacts), key=lambda source: source.order):
            assert source.function is not None
            parameters = parameters_of(source.function, skip=1)
            given = {name: values[name] for name in parameters.chosen(values)}
            for fact in source.function(self, **given):
                self.declare(fact)

    def declare(self, *facts: Fact) -> Fact | None:
        """Make facts known: before a run as input, in a body as what the rule declares.

        Returns:
            The last fact as it is kept: with defaults, or the equal one that was known before.

        Raises:
            EngineError: no fact, a fact its class refuses, or one that the rule at work does not say it declares.
        """
        kept: Fact | None = None
        for fact in facts:
            if not isinstance(fact, Fact):
                raise EngineError(f"declare takes facts, not {fact!r}.")
            kept = complete(fact)
            if self._current is None:
                kept = self._inputs.setdefault(kept, kept)
            else:
                self._check_declared(self._current.rule, kept)
                self._declared[_identity(self._current)].append(kept)
        return kept

    def run(self, budget: int = DEFAULT_BUDGET) -> None:
        """Run the body of every match once, stratum by stratum. ``result`` then tells what was found and why.

        A second run after more facts were declared takes everything into account again, but runs no body twice.

        Raises:
            EngineError: no ``reset()`` before, or a body or function that raised; names the rule.
            BudgetExceededError: the budget is used up; names the rule at work.
        """
        if not self._was_reset:
            raise EngineError("call reset() before run(): it declares the DefFacts.")
        run = Run(self._program, budget, self._run_body)
        run.load(self._inputs)
        run.evaluate()
        self._derived = tuple(run.derivations.facts)
        self.result = run.result()

    @property
    def facts(self) -> FactList:
        """All facts by number: those declared, in order, then those that rules declared in the last run."""
        return FactList(enumerate((*self._inputs, *self._derived)))

    def retract(self, *_arguments: Any) -> NoReturn:
        """Not supported.

        Raises:
            EngineError: always, with the rewrite.
        """
        raise EngineError(
            "facts cannot be retracted or modified: conclusions would depend on the order in which rules run. "
            "Conclude a new fact of another class, and let rules seek that one.",
            None if self._current is None else self._current.name,
        )

    modify = retract

    def _run_body(self, match: Match) -> Iterator[Fact]:
        identity = _identity(match)
        if identity not in self._declared:
            rule = match.rule
            self._declared[identity] = []
            self._current = match
            try:
                self._call(rule, match)
            except EngineError as error:
                del self._declared[identity]
                if error.rule is None:
                    error.rule = rule.name
                raise
            except (Exception, SystemExit) as error:
                del self._declared[identity]
                raise EngineError(
                    f"the body of rule {rule.name!r} raised {type(error).__name__}: {error}", rule.name
                ) from error
            finally:
                self._current = None
        yield from self._declared[identity]

    def _call(self, rule: Rule, match: Match) -> None:
        parameters = match._plan.parameters
        assert rule.body is not None
        assert parameters is not None
        bindings = match.bindings
        rule.body(self, **{name: bindings[name] for name in parameters.chosen(bindings)})

    def _check_declared(self, rule: Rule, fact: Fact) -> None:
        for declared in rule.declares:
            if isinstance(declared, Fact):
                if type(declared) is type(fact) and Selection(0, Sought(declared, rule.name)).filter([fact]):
                    return
            elif declared is type(fact):
                return
        kind = type(fact).__name__
        message = (
            f"rule {rule.name!r} declares {fact!r} in its body but does not say so: "
            f"write @Rule(..., declares=({kind},))."
        )
        assert self._current is not None
        for sought, negated in self._current._plan.seeks:
            if negated and sought.cls is type(fact) and Head(fact, rule.name).may_meet(sought):
                message = own_negation(rule.name, sought.pattern)
        raise EngineError(message, rule.name)


def _identity(match: Match) -> Any:
    return match.name, match.facts, tuple(match.bindings.items())


def _collected(cls: type, kind: Any) -> list[Any]:
    """The rules or fact sources of a class, those of its bases first, as they are written; overridden ones are gone."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        for name, value in vars(base).items():
            if isinstance(value, kind):
                found[name] = value
            else:
                found.pop(name, None)
    return list(found.values())
