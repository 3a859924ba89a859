"""An evaluator written from the meaning of rules alone, as naively as possible: the oracle of the engine's tests.

It knows nothing of strata, indexes or join orders. A match is found by trying every fact for every pattern. What rules
conclude is found by repeating "everything that follows when negation and counting look at the last guess" until the
guess does not change; for rules without a cycle through negation that is the one right answer. The canonical
derivation is found by always settling the smallest derivation left.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from cxadvisor.engine import AND, COMPARE, COUNT, EXISTS, FORALL, NOT, OR, TEST, Fact, L, P, Rule, W
from cxadvisor.engine.constraints import AllOf, AnyOf, Comparison, Constraint, Negation

Bindings = dict[str, Any]
Found = tuple[str, tuple[tuple[str, Any], ...], tuple[Fact, ...]]
"""A match: the rule's name, its bindings and the facts of its patterns as written."""

SIGNS = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}


def evaluate(rules: Iterable[Rule], facts: Iterable[Fact]) -> tuple[set[Fact], set[Found]]:
    """All facts, and all matches of the rules that record theirs."""
    rules = list(rules)
    given = set(facts)
    guess = set(given)
    for _attempt in range(100):
        follows = consequences(rules, given, guess)
        if follows == guess:
            found = {
                (rule.name, tuple(sorted(bindings.items())), matched)
                for rule in rules
                if rule.record
                for bindings, matched in matches(rule, guess, guess)
            }
            return guess, found
        guess = follows
    raise AssertionError("the rules negate what they derive")


def consequences(rules: list[Rule], given: set[Fact], guess: set[Fact]) -> set[Fact]:
    """What follows from ``given`` when negation and counting look at ``guess``."""
    known = set(given)
    while True:
        new = {
            concluded(template, bindings)
            for rule in rules
            for bindings, _matched in matches(rule, known, guess)
            for template in rule.asserts
        }
        if new <= known:
            return known
        known |= new


def concluded(template: Fact, bindings: Bindings) -> Fact:
    def value(slot: Any) -> Any:
        if isinstance(slot, W):
            return bindings[str(slot.name)]
        return slot.value if isinstance(slot, L) else slot

    return type(template)(**{slot: value(entry) for slot, entry in template.items()})


def matches(rule: Rule, known: set[Fact], guess: set[Fact]) -> Iterator[tuple[Bindings, tuple[Fact, ...]]]:
    for elements in expanded(rule.conditions):
        yield from solutions(elements, {}, known, guess)


def expanded(elements: Iterable[Any]) -> Iterator[list[Any]]:
    """Every choice of alternatives, ``AND`` flattened."""
    choices = []
    for element in elements:
        if isinstance(element, AND):
            choices.append(list(expanded(element.elements)))
        elif isinstance(element, OR):
            choices.append([choice for part in element.elements for choice in expanded([part])])
        else:
            choices.append([[element]])
    for chosen in product(*choices):
        yield [element for part in chosen for element in part]


def solutions(
    elements: list[Any], outer: Bindings, known: set[Fact], guess: set[Fact]
) -> Iterator[tuple[Bindings, tuple[Fact, ...]]]:
    patterns = [element for element in elements if isinstance(element, Fact)]
    counts = [element for element in elements if isinstance(element, COUNT)]
    for facts in product(*([fact for fact in known if type(fact) is type(pattern)] for pattern in patterns)):
        bindings = bind(patterns, facts, outer)
        if bindings is None:
            continue
        sized = number(counts, bindings, guess)
        if sized is None:
            continue
        if all(meets(pattern, fact, sized) for pattern, fact in zip(patterns, facts, strict=True)) and all(
            holds(element, sized, known, guess)
            for element in elements
            if not isinstance(element, (Fact, COUNT))
        ):
            yield sized, facts


def bind(patterns: list[Fact], facts: tuple[Fact, ...], outer: Bindings) -> Bindings | None:
    """The variables' values when each pattern stands for its fact; None when two uses of one disagree."""
    bindings = dict(outer)
    for pattern, fact in zip(patterns, facts, strict=True):
        if pattern.bound_to is not None:
            bindings[pattern.bound_to] = fact
        for slot, constraint in pattern.items():
            for name in names_of(constraint):
                if slot not in fact or bindings.setdefault(name, fact[slot]) != fact[slot]:
                    return None
    return bindings


def names_of(constraint: Any) -> list[str]:
    if not isinstance(constraint, Constraint):
        return []
    names = [constraint.name] if constraint.name is not None else []
    if isinstance(constraint, AllOf):
        names += [name for part in constraint.parts for name in names_of(part)]
    return names


def number(counts: list[COUNT], bindings: Bindings, guess: set[Fact]) -> Bindings | None:
    """The bindings with the counted numbers; None when a limit is broken or a number disagrees."""
    sized = dict(bindings)
    for count in counts:
        inner = {name: value for name, value in bindings.items() if name != count.name}
        counted = {facts for _bindings, facts in solutions(list(count.elements), inner, guess, guess)}
        if len(counted) < (count.at_least or 0) or (
            count.at_most is not None and len(counted) > count.at_most
        ):
            return None
        if count.name is not None and sized.setdefault(count.name, len(counted)) != len(counted):
            return None
    return sized


def meets(pattern: Fact, fact: Fact, bindings: Bindings) -> bool:
    return all(
        slot in fact and passes(constraint, fact[slot], bindings) for slot, constraint in pattern.items()
    )


def passes(constraint: Any, value: Any, bindings: Bindings) -> bool:
    if not isinstance(constraint, Constraint):
        return bool(value == constraint)
    if isinstance(constraint, L):
        return bool(value == constraint.value)
    if isinstance(constraint, W):
        return constraint.name is None or bool(bindings[constraint.name] == value)
    if isinstance(constraint, P):
        return bool(constraint.function(value))
    if isinstance(constraint, Comparison):
        return compared(value, constraint.sign, resolved(constraint.operand, bindings))
    if isinstance(constraint, Negation):
        return not passes(constraint.part, value, bindings)
    if isinstance(constraint, AllOf):
        return all(passes(part, value, bindings) for part in constraint.parts)
    assert isinstance(constraint, AnyOf)
    return any(passes(part, value, bindings) for part in constraint.parts)


def resolved(operand: Any, bindings: Bindings) -> Any:
    return bindings[str(operand.name)] if isinstance(operand, W) else operand


def compared(left: Any, sign: str, right: Any) -> bool:
    if sign not in ("==", "!=") and (left is None or right is None):
        return False
    return bool(SIGNS[sign](left, right))


def holds(element: Any, bindings: Bindings, known: set[Fact], guess: set[Fact]) -> bool:
    if isinstance(element, COMPARE):
        return compared(resolved(element.left, bindings), element.sign, resolved(element.right, bindings))
    if isinstance(element, TEST):
        code = element.function.__code__
        return bool(
            element.function(**{name: bindings[name] for name in code.co_varnames[: code.co_argcount]})
        )
    if isinstance(element, EXISTS):
        return any(
            True
            for inner in expanded(element.elements)
            for _found in solutions(inner, bindings, known, guess)
        )
    if isinstance(element, NOT):
        return not any(
            True for inner in expanded(element.elements) for _ in solutions(inner, bindings, guess, guess)
        )
    assert isinstance(element, FORALL)
    first, *rest = element.elements
    return all(
        any(True for inner in expanded(rest) for _ in solutions(inner, found, guess, guess))
        for start in expanded([first])
        for found, _facts in solutions(start, bindings, guess, guess)
    )


def canonical_supports(
    rules: list[Rule], given: set[Fact], everything: set[Fact]
) -> dict[Fact, frozenset[Fact]]:
    """The input facts that each fact rests on; only for rules without groups that cite facts of their own."""
    settled = {fact: frozenset([fact]) for fact in given}
    while True:
        best: tuple[Any, Fact, frozenset[Fact]] | None = None
        for rule in rules:
            for bindings, facts in matches(rule, set(settled), everything):
                base = frozenset(fact for premise in facts for fact in settled[premise])
                for template in rule.asserts:
                    fact = concluded(template, bindings)
                    key = (len(base), sorted(map(repr, base)), rule.name, repr(fact))
                    if fact not in settled and (best is None or key < best[0]):
                        best = (key, fact, base)
        if best is None:
            return settled
        settled[best[1]] = best[2]
