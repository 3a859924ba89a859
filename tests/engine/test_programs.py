"""The programmatic layer: what rules conclude, on what it rests, and that no order matters."""

from __future__ import annotations

import random
from typing import Any

import pytest

from cxadvisor.engine import (
    AND,
    AS,
    COMPARE,
    COUNT,
    EXISTS,
    FORALL,
    GT,
    MATCH,
    NOT,
    OR,
    Fact,
    Field,
    L,
    Match,
    Rule,
    W,
    compile_rules,
)
from cxadvisor.errors import EngineError


class Moment(Fact):
    id = Field(str, mandatory=True)
    stage = Field(str, default="pre")


class Activity(Fact):
    id = Field(str, mandatory=True)
    stage = Field(str, default="pre")
    cost = Field(int | None, default=None)


class Serves(Fact):
    from_ = Field(str, mandatory=True, slot="from")
    to = Field(str, mandatory=True)


class Served(Fact):
    moment = Field(str, mandatory=True)


class Stage(Fact):
    name = Field(str, mandatory=True)


def serves(source: str, target: str) -> Serves:
    return Serves(**{"from": source, "to": target})


def said(matches: tuple[Match, ...], *names: str) -> list[tuple[Any, ...]]:
    return [(match.name, *(match.bindings[name] for name in names)) for match in matches]


SERVED = Rule(
    Serves(**{"from": MATCH.a, "to": MATCH.m}),
    Activity(id=MATCH.a),
    name="served",
    asserts=[Served(moment=MATCH.m)],
)
UNSERVED = Rule(AS.moment << Moment(id=MATCH.m), NOT(Served(moment=MATCH.m)), name="unserved", distinct=["m"])


def test_a_negation_waits_for_what_is_derived() -> None:
    program = compile_rules([UNSERVED, SERVED], [Moment, Activity, Serves])
    result = program.run(
        [Moment(id="m1"), Moment(id="m2"), Activity(id="a"), serves("a", "m1"), serves("gone", "m2")]
    )
    assert program.strata == {"served": 0, "unserved": 1}
    assert said(result.matches, "m") == [("unserved", "m2")]
    assert result.matches[0].base_support() == (Moment(id="m2", stage="pre"),)
    (absence,) = result.matches[0].absences
    assert (absence.kind, absence.sought) == ("not", {"moment": "m2"})


def test_a_derived_fact_rests_on_the_fewest_input_facts_whatever_the_order() -> None:
    rules = [
        Rule(Moment(id=MATCH.m), Activity(id=MATCH.m), name="by-two", asserts=[Served(moment=MATCH.m)]),
        Rule(Stage(name=MATCH.m), name="by-one", asserts=[Served(moment=MATCH.m)]),
        Rule(Served(moment=MATCH.m), name="seen"),
    ]
    facts = [Moment(id="x"), Activity(id="x"), Stage(name="x"), Moment(id="y"), Activity(id="y")]
    for seed in range(10):
        random.Random(seed).shuffle(rules)
        random.Random(seed + 1).shuffle(facts)
        result = compile_rules(rules).run(facts)
        assert [(match.bindings["m"], match.base_support()) for match in result.matches] == [
            ("x", (Stage(name="x"),)),
            ("y", (Activity(id="y", stage="pre", cost=None), Moment(id="y", stage="pre"))),
        ]


def test_ties_are_broken_by_text() -> None:
    rule = Rule(
        Moment(id=MATCH.m), Serves(**{"from": W(), "to": MATCH.m}), name="r", asserts=[Served(moment=MATCH.m)]
    )
    for facts in ([serves("a", "m"), serves("b", "m")], [serves("b", "m"), serves("a", "m")]):
        result = compile_rules([rule]).run([Moment(id="m"), *facts])
        (derived,) = result.derived
        assert serves("a", "m") in derived.support
        assert serves("b", "m") not in derived.support


def test_counts_are_joined_with_outer_variables_and_include_zero() -> None:
    rule = Rule(
        Stage(name=MATCH.s),
        AS.n << COUNT(Activity(stage=MATCH.s)),
        COMPARE(MATCH.n, "<=", 2),
        name="few",
        distinct=["s"],
    )
    facts = [Stage(name="pre"), Stage(name="post"), Stage(name="late"), Activity(id="p", stage="post")]
    facts += [Activity(id=f"a{number}") for number in range(3)]
    result = compile_rules([rule]).run(facts)
    assert said(result.matches, "s", "n") == [("few", "late", 0), ("few", "post", 1)]
    assert len(result.matches[1].support) == 2


def test_limits_of_a_count() -> None:
    between = Rule(Stage(name=MATCH.s), COUNT(Activity(stage=MATCH.s), at_least=1, at_most=2), name="some")
    facts = [Activity(id=f"a{number}", stage="abc"[number // 2]) for number in range(3)]
    facts += [Activity(id=f"b{number}", stage="c") for number in range(3)]
    result = compile_rules([between]).run([*(Stage(name=name) for name in "abcd"), *facts])
    assert said(result.matches, "s") == [("some", "a"), ("some", "b")]


def test_a_joined_exists_counts_once_and_names_its_witness() -> None:
    rule = Rule(Moment(id=MATCH.m, stage=MATCH.s), EXISTS(Activity(stage=MATCH.s)), name="possible")
    facts = [Moment(id="m", stage="pre"), Moment(id="n", stage="post"), Activity(id="b"), Activity(id="a")]
    (match,) = compile_rules([rule]).run(facts).matches
    assert match.bindings["m"] == "m"
    assert match.support == (Moment(id="m", stage="pre"), Activity(id="a", stage="pre", cost=None))


def test_forall_joined_with_an_outer_variable() -> None:
    rule = Rule(
        Stage(name=MATCH.s),
        FORALL(
            Moment(id=MATCH.m, stage=MATCH.s),
            Serves(**{"from": MATCH.a, "to": MATCH.m}),
            Activity(id=MATCH.a),
        ),
        name="all-served",
    )
    facts = [
        Stage(name="pre"),
        Stage(name="post"),
        Stage(name="none"),
        Moment(id="m"),
        Moment(id="n", stage="post"),
    ]
    result = compile_rules([rule]).run([*facts, serves("a", "m"), Activity(id="a"), serves("b", "n")])
    assert said(result.matches, "s") == [("all-served", "none"), ("all-served", "pre")]


def test_a_negated_join_is_one_question() -> None:
    rule = Rule(
        Moment(id=MATCH.m),
        NOT(Serves(**{"from": MATCH.a, "to": MATCH.m}), Activity(id=MATCH.a)),
        name="unserved",
    )
    facts = [
        Moment(id="m"),
        Moment(id="n"),
        serves("a", "m"),
        Activity(id="a"),
        serves("b", "n"),
        Activity(id="c"),
    ]
    assert said(compile_rules([rule]).run(facts).matches, "m") == [("unserved", "n")]


def test_or_makes_alternatives_and_the_same_facts_are_one_match() -> None:
    rule = Rule(OR(Activity(id=L("a") | L("b")), Activity(stage="post")), name="either")
    facts = [
        Activity(id="a", stage="post"),
        Activity(id="b"),
        Activity(id="c", stage="post"),
        Activity(id="d"),
    ]
    assert len(compile_rules([rule]).run(facts).matches) == 3


def test_recursion_reaches_the_fixpoint_with_shortest_derivations() -> None:
    class Edge(Fact):
        a = Field(int, mandatory=True)
        b = Field(int, mandatory=True)

    class Path(Fact):
        a = Field(int, mandatory=True)
        b = Field(int, mandatory=True)

    rules = [
        Rule(Edge(a=MATCH.x, b=MATCH.y), name="edge", asserts=[Path(a=MATCH.x, b=MATCH.y)]),
        Rule(
            Path(a=MATCH.x, b=MATCH.y),
            Path(a=MATCH.y, b=MATCH.z),
            name="join",
            asserts=[Path(a=MATCH.x, b=MATCH.z)],
        ),
    ]
    edges = [Edge(a=number, b=(number + 1) % 6) for number in range(6)] + [Edge(a=0, b=3)]
    result = compile_rules(rules).run(edges)
    assert len(result.derived) == 36
    derivation = result.derivation(Path(a=0, b=4))
    assert derivation is not None
    assert derivation.base_support() == (Edge(a=0, b=3), Edge(a=3, b=4))


def test_variables_compare_with_slots_of_other_patterns() -> None:
    rule = Rule(
        Activity(id=MATCH.a, cost=MATCH.c), Activity(id=MATCH.b & ~MATCH.a, cost=GT(MATCH.c)), name="dearer"
    )
    facts = [Activity(id="x", cost=1), Activity(id="y", cost=2), Activity(id="z")]
    assert said(compile_rules([rule]).run(facts).matches, "a", "b") == [("dearer", "x", "y")]


def test_without_drops_a_rule_that_crashes_and_keeps_the_rest() -> None:
    bad = Rule(Moment(id=MATCH.m), COMPARE(MATCH.m, ">", 3), name="bad")
    program = compile_rules([bad, UNSERVED, SERVED])
    with pytest.raises(EngineError, match="bad") as caught:
        program.run([Moment(id="m")])
    assert caught.value.rule == "bad"
    assert said(program.without("bad").run([Moment(id="m")]).matches, "m") == [("unserved", "m")]


def test_nested_conditions() -> None:
    rule = Rule(
        Moment(id=MATCH.m),
        NOT(AND(Serves(**{"from": MATCH.a, "to": MATCH.m}), NOT(Activity(id=MATCH.a)))),
        name="sound",
    )
    facts = [
        Moment(id="m"),
        Moment(id="n"),
        Moment(id="o"),
        serves("a", "m"),
        Activity(id="a"),
        serves("b", "n"),
    ]
    assert said(compile_rules([rule]).run(facts).matches, "m") == [("sound", "m"), ("sound", "o")]
