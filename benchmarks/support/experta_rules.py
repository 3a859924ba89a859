"""experta 1.9.4, with the names that Python 3.10 moved put back."""

from __future__ import annotations

import collections
import collections.abc
from collections.abc import Sequence
from typing import Any

from benchmarks.support.running import Finding, Runner, told
from cxadvisor.engine import (
    COMPARE,
    COUNT,
    EXISTS,
    FORALL,
    NOT,
    TEST,
    Fact,
    L,
    P,
    Rule,
    W,
    compile_rules,
)
from cxadvisor.engine.constraints import OPERATORS, AllOf, AnyOf, Comparison, Constraint, Negation
from tests.engine import clips_oracle


def inexpressible(rule: Rule) -> str | None:
    """Why experta cannot express a rule; None when it can."""

    def look(element: Any, inside: bool) -> str | None:
        if isinstance(element, Fact):
            return None
        if isinstance(element, COUNT):
            return "experta does not count"
        if isinstance(element, EXISTS) and inside_variables(element) & outer:
            return "experta gets a joined EXISTS wrong"
        if isinstance(element, FORALL):
            return "experta gets a joined FORALL wrong"
        if isinstance(element, (TEST, COMPARE)):
            return None
        return next((reason for part in element.elements if (reason := look(part, True))), None)

    outer = {
        name for element in rule.conditions if isinstance(element, Fact) for name in inside_variables(element)
    }
    return next((reason for element in rule.conditions if (reason := look(element, False))), None)


def inside_variables(element: Any) -> set[str]:
    """The variables that occur in a pattern or condition."""
    if isinstance(element, Fact):
        return {value.name for value in element.values() if isinstance(value, W) and value.name is not None}
    return {name for part in element.elements for name in inside_variables(part)}


def with_experta(rules: Sequence[Rule]) -> Runner:
    """experta: the rules as methods, what they assert declared in bodies, strata as salience."""
    for name in ("Mapping", "MutableMapping", "Iterable", "Callable", "Sequence", "Set", "Hashable"):
        if not hasattr(collections, name):
            setattr(collections, name, getattr(collections.abc, name))
    import experta

    strata = compile_rules(rules).strata
    kinds: dict[type[Fact], Any] = {}
    found: set[Finding] = set()

    def kind_of(fact: Fact) -> Any:
        if type(fact) not in kinds:
            kinds[type(fact)] = type(type(fact).__name__, (experta.Fact,), {})
        return kinds[type(fact)]

    def constraint(value: Any, tests: list[Any], fresh: list[str]) -> Any:
        if isinstance(value, W):
            return experta.W() if value.name is None else getattr(experta.MATCH, value.name)
        if isinstance(value, L):
            return experta.L(value.value)
        if isinstance(value, P):
            return experta.P(value.function)
        if isinstance(value, Negation):
            return ~constraint(value.part, tests, fresh)
        if isinstance(value, (AllOf, AnyOf)):
            parts = [constraint(part, tests, fresh) for part in value.parts]
            whole = parts[0]
            for part in parts[1:]:
                whole = whole & part if isinstance(value, AllOf) else whole | part
            return whole
        assert isinstance(value, Comparison)
        compare = OPERATORS[value.sign]
        if not isinstance(value.operand, W):
            limit = value.operand
            return experta.P(lambda seen: seen is not None and compare(seen, limit))
        name = f"hidden_{len(fresh)}"
        fresh.append(name)
        tests.append(test(W(name), value.sign, value.operand))
        return getattr(experta.MATCH, name)

    def test(left: Any, sign: str, right: Any) -> Any:
        """A comparison of two sides, each a variable or a literal; orderings with None are false."""
        compare, ordering = OPERATORS[sign], sign not in ("==", "!=")

        def holds(one: Any, other: Any) -> bool:
            return not (ordering and (one is None or other is None)) and bool(compare(one, other))

        # experta reads the parameters' names; they come from our own rules only.
        sides = [str(side.name) if isinstance(side, W) else None for side in (left, right)]
        space = {"holds": holds, "left": left, "right": right}
        one, other = (name or side for name, side in zip(sides, ("left", "right"), strict=True))
        parameters = ", ".join(dict.fromkeys(name for name in sides if name))
        return experta.TEST(eval(f"lambda {parameters}: holds({one}, {other})", space))

    def pattern(fact: Fact, tests: list[Any], fresh: list[str]) -> Any:
        return kind_of(fact)(
            **{
                slot: constraint(value, tests, fresh) if isinstance(value, Constraint) else value
                for slot, value in fact.items()
            }
        )

    def conditions(elements: Sequence[Any], fresh: list[str]) -> list[Any]:
        """Patterns, then comparisons, then groups: experta too binds in written order."""
        tests: list[Any] = []
        patterns = [pattern(each, tests, fresh) for each in elements if isinstance(each, Fact)]
        groups = []
        for each in elements:
            if isinstance(each, COMPARE):
                tests.append(test(each.left, each.sign, each.right))
            elif isinstance(each, (NOT, EXISTS)):
                choices = [conditions(inner, fresh) for inner in clips_oracle.expanded(each.elements)]
                joined = [inner[0] if len(inner) == 1 else experta.AND(*inner) for inner in choices]
                if isinstance(each, NOT):
                    groups += [experta.NOT(inner) for inner in joined]
                else:
                    groups.append(experta.EXISTS(joined[0] if len(joined) == 1 else experta.OR(*joined)))
        return [*patterns, *tests, *groups]

    def method(rule: Rule, choice: Sequence[Any]) -> Any:
        names = told(rule)

        def body(self: Any, **bindings: Any) -> None:
            for template in rule.asserts:
                values = {
                    slot: bindings[str(value.name)] if isinstance(value, W) else value
                    for slot, value in template.items()
                }
                self.declare(kind_of(template)(**values))
            if rule.record:
                found.add((rule.name, tuple(bindings[name] for name in names)))

        return experta.Rule(*conditions(choice, []), salience=-strata[rule.name])(body)

    methods = {
        f"rule_{number}_{place}": method(rule, choice)
        for number, rule in enumerate(rules)
        for place, choice in enumerate(clips_oracle.expanded(rule.conditions))
    }
    engine = type("Rules", (experta.KnowledgeEngine,), methods)()

    def run(facts: Sequence[Fact]) -> set[Finding]:
        found.clear()
        engine.reset()
        for fact in facts:
            engine.declare(kind_of(fact)(**fact))
        engine.run()
        return set(found)

    return run
