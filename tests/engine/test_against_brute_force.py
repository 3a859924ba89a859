"""The engine against the brute-force evaluator: exhaustively on small fact bases, then on random programs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations, product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxadvisor.engine import (
    AND,
    AS,
    COMPARE,
    COUNT,
    EXISTS,
    FORALL,
    GE,
    GT,
    LT,
    MATCH,
    NOT,
    OR,
    TEST,
    Fact,
    Field,
    L,
    P,
    Result,
    Rule,
    W,
    compile_rules,
)
from cxadvisor.errors import RuleCycleError
from tests.engine.brute_force import canonical_supports, evaluate


class A(Fact):
    x = Field(int, mandatory=True)


class B(Fact):
    x = Field(int, mandatory=True)


class R(Fact):
    x = Field(int, mandatory=True)
    y = Field(int, mandatory=True)


class D(Fact):
    x = Field(int, mandatory=True)


class E(Fact):
    x = Field(int, mandatory=True)
    y = Field(int, mandatory=True)


class Free(Fact):
    """Without fields: any slots."""


X, Y, Z, N = MATCH.x, MATCH.y, MATCH.z, MATCH.n

EVERY_FACT: list[Fact] = [
    *(A(x=x) for x in (0, 1)),
    *(B(x=x) for x in (0, 1)),
    *(R(x=x, y=y) for x, y in product((0, 1), repeat=2)),
]
EVERY_BASE = list(chain.from_iterable(combinations(EVERY_FACT, size) for size in range(len(EVERY_FACT) + 1)))

D_FROM_JOIN = Rule(A(x=X), R(x=X, y=Y), name="d", asserts=[D(x=Y)])
CLOSURE = [
    Rule(R(x=X, y=Y), name="edge", asserts=[E(x=X, y=Y)]),
    Rule(E(x=X, y=Y), R(x=Y, y=Z), name="path", asserts=[E(x=X, y=Z)]),
]

SHAPES: dict[str, list[Any]] = {
    "nothing": [],
    "one": [A(x=X)],
    "literal": [R(x=0, y=Y)],
    "same-slot-twice": [R(x=X, y=X)],
    "join": [A(x=X), R(x=X, y=Y)],
    "triangle": [R(x=X, y=Y), R(x=Y, y=Z), R(x=Z, y=X)],
    "cross": [A(x=X), B(x=Y)],
    "unnamed": [A(x=W()), R(x=0)],
    "not": [A(x=X), NOT(B(x=X))],
    "not-first": [NOT(B(x=X)), A(x=X)],
    "not-alone": [NOT(A())],
    "not-local": [A(x=X), NOT(R(x=X, y=Y))],
    "not-join": [A(x=X), NOT(R(x=X, y=Y), B(x=Y))],
    "not-same-twice": [A(x=X), NOT(R(x=X, y=X))],
    "not-local-twice": [A(x=X), NOT(R(x=Y, y=Y))],
    "not-not": [A(x=X), NOT(NOT(B(x=X)))],
    "not-or": [A(x=X), NOT(OR(B(x=X), R(x=X, y=0)))],
    "not-compared": [A(x=X), NOT(R(x=GT(X)))],
    "not-differs": [A(x=X), NOT(B(x=~X))],
    "not-of-three": [A(x=X), NOT(R(x=X, y=Y), R(x=Y, y=Z), B(x=Z))],
    "exists": [EXISTS(A())],
    "exists-joined": [A(x=X), EXISTS(R(x=X))],
    "exists-of-two": [A(x=X), EXISTS(R(x=X, y=Y), B(x=Y))],
    "exists-or": [A(x=X), EXISTS(OR(B(x=X), R(x=X, y=1)))],
    "exists-not": [A(x=X), EXISTS(R(x=X, y=Y), NOT(B(x=Y)))],
    "forall": [FORALL(A(x=X), B(x=X))],
    "forall-joined": [A(x=X), FORALL(R(x=X, y=Y), B(x=Y))],
    "forall-of-three": [FORALL(A(x=X), B(x=X), R(x=X, y=Y))],
    "count": [A(x=X), COUNT(R(x=X), at_least=2)],
    "count-at-most": [A(x=X), COUNT(R(x=X), at_most=1)],
    "count-between": [COUNT(R(), at_least=1, at_most=2)],
    "count-bound": [A(x=X), AS.n << COUNT(R(x=X)), COMPARE(N, ">", 0)],
    "count-alone": [AS.n << COUNT(R())],
    "count-is-slot": [A(x=X), AS.n << COUNT(R(x=X)), B(x=N)],
    "count-compared": [A(x=X), COUNT(R(x=GE(X)), at_least=1)],
    "count-two": [AS.n << COUNT(A()), AS.m << COUNT(B()), COMPARE(N, ">", MATCH.m)],
    "count-slot-greater": [AS.n << COUNT(A()), R(x=LT(N), y=Y)],
    "or": [OR(A(x=X), B(x=X))],
    "or-joined": [A(x=X), OR(B(x=X), R(x=X, y=X))],
    "or-of-and": [OR(AND(A(x=X), B(x=X)), R(x=X, y=X))],
    "or-not": [A(x=X), OR(NOT(B(x=X)), R(x=X, y=1))],
    "and-within": [AND(A(x=X), AND(B(x=X)))],
    "greater": [R(x=X, y=GT(X))],
    "greater-elsewhere": [A(x=X), B(x=Y & GT(X))],
    "differs": [A(x=X), B(x=~X)],
    "any-literal": [R(x=L(0) | L(1), y=Y)],
    "not-literal": [R(x=X, y=~L(0))],
    "predicate": [R(x=X & P(bool), y=Y)],
    "either-variable": [A(x=X), B(x=Y), R(x=X | Y, y=0)],
    "test": [A(x=X), B(x=Y), TEST(lambda x, y: x < y)],
    "whole-fact": [AS.f << R(x=X), A(x=X)],
}

AFTER_D: dict[str, list[Any]] = {
    "derived": [D(x=X)],
    "not-derived": [A(x=X), NOT(D(x=X))],
    "not-derived-join": [A(x=X), NOT(R(x=X, y=Y), D(x=Y))],
    "count-derived": [AS.n << COUNT(D())],
    "forall-derived": [FORALL(B(x=X), D(x=X))],
    "exists-derived": [EXISTS(D(x=X), B(x=X))],
}


def agree(rules: list[Rule], facts: Iterable[Fact]) -> Result:
    facts = list(facts)
    expected_facts, expected_matches = evaluate(rules, facts)
    result = compile_rules(rules).run(facts)
    assert set(result.facts) == expected_facts
    assert len(result.facts) == len(expected_facts)
    found = [(match.name, tuple(match.bindings.items()), match.facts) for match in result.matches]
    assert set(found) == expected_matches
    assert len(found) == len(expected_matches)
    return result


@pytest.mark.parametrize("shape", SHAPES)
def test_every_small_base(shape: str) -> None:
    rule = Rule(*SHAPES[shape], name=shape)
    for facts in EVERY_BASE:
        agree([rule], facts)


@pytest.mark.parametrize("shape", AFTER_D)
def test_every_small_base_with_a_derived_class(shape: str) -> None:
    rules = [
        Rule(*AFTER_D[shape], name=shape),
        D_FROM_JOIN,
        Rule(B(x=X), R(x=X, y=1), name="d2", asserts=[D(x=X)]),
    ]
    for facts in EVERY_BASE:
        agree(rules, facts)


def test_every_small_base_with_recursion_and_its_supports() -> None:
    rules = [
        *CLOSURE,
        Rule(A(x=X), NOT(E(x=X, y=X)), name="acyclic"),
        Rule(A(x=X), E(x=X, y=Y), name="reaches"),
    ]
    for facts in EVERY_BASE:
        result = agree(rules, facts)
        supports = canonical_supports(rules, set(facts), set(result.facts))
        for derived in result.derived:
            assert frozenset(derived.base_support()) == supports[derived.fact]


def test_mutual_recursion() -> None:
    rules = [
        Rule(A(x=X), name="start", asserts=[D(x=X)]),
        Rule(D(x=X), R(x=X, y=Y), name="there", asserts=[E(x=X, y=Y)]),
        Rule(E(x=X, y=Y), EXISTS(D(x=X)), name="back", asserts=[D(x=Y)]),
        Rule(B(x=X), NOT(D(x=X)), name="unreached"),
    ]
    for facts in EVERY_BASE:
        agree(rules, facts)


def random_program(random: Random) -> list[Rule]:
    """A few rules over a few classes, some deriving what others seek; perhaps with a cycle through negation."""
    classes = [A, B, R, D, E]

    def slot(names: str) -> Any:
        roll = random.random()
        if roll < 0.6:
            return W(random.choice(names))
        if roll < 0.8:
            return random.choice((0, 1, 2))
        if roll < 0.9:
            return W()
        return random.choice((GT(0), ~L(1), L(0) | L(2), P(bool), LT(2)))

    def pattern(names: str) -> Fact:
        kind = random.choice(classes)
        return kind(**{str(name): slot(names) for name in kind.fields if random.random() < 0.85})

    def condition(names: str, depth: int = 0) -> Any:
        roll = random.random()
        if roll < 0.45 or depth > 1:
            return pattern(names)
        if roll < 0.65:
            return NOT(*(condition(names + "w", depth + 1) for _ in range(random.choice((1, 1, 2)))))
        if roll < 0.75:
            return EXISTS(*(condition(names + "w", depth + 1) for _ in range(random.choice((1, 2)))))
        if roll < 0.82:
            return OR(condition(names, depth + 1), condition(names, depth + 1))
        if roll < 0.9:
            return COUNT(
                pattern(names + "w"),
                at_least=random.choice((None, 1, 2)),
                at_most=random.choice((None, 1, 2)),
            )
        return FORALL(pattern(names + "w"), pattern(names + "w"))

    rules = []
    for number in range(random.randint(1, 4)):
        first = random.choice(classes)
        start = first(**{str(slot): W("xy"[place]) for place, slot in enumerate(first.fields)})
        names = "xy"[: len(first.fields)] + "z"
        rest = [condition(names) for _ in range(random.randint(0, 3))]
        if random.random() < 0.2:
            rest.append(AS.k << COUNT(pattern(names)))
        asserts: list[Fact] = []
        if random.random() < 0.5:
            asserts = [random.choice((D(x=X), E(x=X, y=X), E(x=X, y=1)))]
        rules.append(Rule(start, *rest, name=f"r{number}", asserts=asserts, record=True))
    return rules


def random_facts(random: Random) -> list[Fact]:
    every: list[Fact] = [kind(x=x) for kind in (A, B, D) for x in (0, 1, 2)]
    every += [kind(x=x, y=y) for kind in (R, E) for x in (0, 1, 2) for y in (0, 1, 2)]
    return random.sample(every, random.randint(0, 9))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_random_programs(random: Random) -> None:
    rules = random_program(random)
    facts = random_facts(random)
    try:
        compile_rules(rules)
    except RuleCycleError:
        return
    agree(rules, facts)


def test_slots_that_only_some_facts_have() -> None:
    rules = [
        Rule(Free(a=X), NOT(Free(b=X)), name="a-not-b"),
        Rule(Free(0, a=X), name="positional"),
        Rule(Free(a=W(), b=X), name="both"),
        Rule(AS.n << COUNT(Free(b=Y)), name="how-many"),
    ]
    pool = [Free(a=1), Free(b=1), Free(0, a=2), Free(0), Free(a=1, b=2), Free(1, a=2)]
    for size in range(len(pool) + 1):
        for facts in combinations(pool, size):
            agree(rules, facts)
