"""The engine against CLIPS, on rules like those of the catalogue and on random programs."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxadvisor.engine import AS, COUNT, MATCH, NOT, TEST, Fact, Rule, compile_rules
from cxadvisor.errors import RuleCycleError
from tests.engine import clips_oracle
from tests.engine.catalogue import canvas_facts, catalogue_rules
from tests.engine.test_against_brute_force import AFTER_D, D_FROM_JOIN, SHAPES, random_facts, random_program

UNWRITABLE = {"count-is-slot", "count-compared", "count-slot-greater", "predicate", "test"}


def agree(rules: list[Rule], facts: Iterable[Fact]) -> None:
    result = compile_rules(rules).run(facts)
    derived = {entry.fact for entry in result.derived}
    expected_facts, expected = clips_oracle.evaluate(
        rules, [fact for fact in result.facts if fact not in derived]
    )
    assert set(result.facts) == expected_facts
    found = [(match.name, tuple(match.bindings.items()), match.facts) for match in result.matches]
    distinct = {rule.name: rule.distinct for rule in rules}
    for name, keys in distinct.items():
        ours = [entry for entry in found if entry[0] == name]
        theirs = {entry for entry in expected if entry[0] == name}
        if keys is None:
            assert set(ours) == theirs
            assert len(ours) == len(theirs)
        else:
            assert set(ours) <= theirs
            assert sorted(repr([dict(entry[1])[key] for key in keys]) for entry in ours) == sorted(
                {repr([dict(entry[1])[key] for key in keys]) for entry in theirs}
            )


@pytest.mark.parametrize("size", [0, 5, 30, 120])
def test_rules_like_those_of_the_catalogue(size: int) -> None:
    rules = catalogue_rules()
    assert not [rule.name for rule in rules if clips_oracle.reason_against(rule)]
    for seed in range(6):
        agree(rules, canvas_facts(size, seed))


@pytest.mark.parametrize("shape", [name for name in SHAPES if name not in UNWRITABLE])
def test_shapes(shape: str) -> None:
    rule = Rule(*SHAPES[shape], name=shape)
    assert clips_oracle.reason_against(rule) is None
    random = Random(shape)
    for _each in range(8):
        facts = [fact for fact in random_facts(random) if type(fact).__name__ in "ABR"]
        agree([rule], facts)


@pytest.mark.parametrize("shape", AFTER_D)
def test_shapes_with_a_derived_class(shape: str) -> None:
    random = Random(shape)
    for _each in range(8):
        agree([Rule(*AFTER_D[shape], name=shape), D_FROM_JOIN], random_facts(random))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_random_programs(random: Random) -> None:
    rules = [rule for rule in random_program(random) if clips_oracle.reason_against(rule) is None]
    try:
        compile_rules(rules)
    except RuleCycleError:
        return
    agree(rules, random_facts(random))


def test_the_oracle_says_what_it_cannot_express() -> None:
    assert clips_oracle.reason_against(Rule(Fact(a=MATCH.a), TEST(lambda a: a), name="r")) is not None
    assert clips_oracle.reason_against(Rule(Fact(a__b=1), name="r")) is not None
    assert (
        clips_oracle.reason_against(Rule(Fact(a=MATCH.a), NOT(AS.n << COUNT(Fact(b=MATCH.a))), name="r"))
        is not None
    )
