"""What is refused, where it says so, and what bounds a rule and a run."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from cxadvisor.engine import (
    AS,
    COMPARE,
    COUNT,
    EXISTS,
    FORALL,
    GT,
    MATCH,
    NOT,
    OR,
    TEST,
    Fact,
    Field,
    L,
    P,
    Rule,
    W,
    compile_rules,
)
from cxadvisor.engine.constraints import Constraint
from cxadvisor.errors import BudgetExceededError, EngineError, RuleCycleError, UnknownSlotError
from tests.engine.catalogue import Activity, Preferred, Served, Supported, canvas_facts, catalogue_rules


class Note(Fact):
    id = Field(str, mandatory=True)
    rank = Field(int | None, default=None)
    tags = Field((list, tuple), default=())


class Mark(Fact):
    kind = Field(str, mandatory=True)


class Open(Fact):
    """Any slots."""


X = MATCH.x


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (
            lambda: Rule(Note(ids=X), name="r"),
            UnknownSlotError,
            "rule 'r': Note has no slot 'ids'; did you mean 'id'?",
        ),
        (lambda: Rule(NOT(Note(zzz=1)), name="r"), UnknownSlotError, "it has 'id', 'rank', 'tags'"),
        (
            lambda: Rule(Note(id=X), name="r", asserts=[Mark(sort=X)]),
            UnknownSlotError,
            "Mark has no slot 'sort'",
        ),
        (lambda: Rule(Note(id__a=X, oops__b=X), name="r"), UnknownSlotError, "no slot 'oops__b'"),
        (lambda: Rule(Note(id=X), name="r", asserts=[Mark()]), EngineError, "must set slot 'kind' of Mark"),
        (lambda: Rule(Note(id=X), name="r", asserts=[Mark(kind=3)]), EngineError, "takes str, not 3"),
        (
            lambda: Rule(Note(id=X), name="r", asserts=[Mark(kind=GT(3))]),
            EngineError,
            "takes literals and variables",
        ),
        (
            lambda: Rule(Note(), name="r", asserts=[Mark(kind=X)]),
            EngineError,
            "'x' is asserted but not bound",
        ),
        (
            lambda: Rule(Note(), NOT(Note(id=X)), name="r", distinct=[X]),
            EngineError,
            "in distinct but not bound",
        ),
        (
            lambda: Rule(Note(), COMPARE(X, ">", 1), name="r"),
            EngineError,
            "'x' is compared but nothing binds it",
        ),
        (lambda: Rule(Note(rank=GT(X)), name="r"), EngineError, "'x' is compared but nothing binds it"),
        (lambda: Rule(Note(), TEST(lambda x: x), name="r"), EngineError, "takes 'x', which nothing binds"),
        (lambda: Rule(Note(id=~("x" << L("a"))), name="r"), EngineError, r"below \| or ~"),
        (lambda: Rule(AS.x << Note(id=X), name="r"), EngineError, "names both a fact and a slot's value"),
        (lambda: Rule(AS.x << Note(), AS.x << Mark(), name="r"), EngineError, "'x' names two facts"),
        (lambda: Rule(Note(id=X)), EngineError, "a rule without a name"),
        (lambda: Rule(*[Note(id=X)] * 49, name="r"), EngineError, "joins 49 conditions, more than 48"),
        (lambda: Rule(*[OR(Note(), Mark())] * 7, name="r"), EngineError, "128 alternatives, more than 64"),
        (lambda: Rule(nested(NOT, 30), name="r"), EngineError, "nest more than 24 deep"),
        (lambda: Rule(Note(id=deep(30)), name="r"), EngineError, "nest more than 24 deep"),
        (lambda: Rule(Note(rank=float("nan")), name="r"), EngineError, "not a number"),
        (
            lambda: Rule(Note(id=X), NOT(Mark(kind=X)), name="r", asserts=[Mark(kind=X)]),
            RuleCycleError,
            "own NOT",
        ),
        (
            lambda: Rule(COUNT(Mark(), at_most=1), name="r", asserts=[Mark(kind="a")]),
            RuleCycleError,
            "own NOT or COUNT",
        ),
        (
            lambda: Rule(FORALL(Note(id=X), Mark(kind=X)), name="r", asserts=[Mark(kind="a")]),
            RuleCycleError,
            "own NOT",
        ),
        (lambda: Rule(Open(), name="r"), EngineError, "'r' seeks Open, which is neither"),
        (
            lambda: Rule(AS.n << COUNT(Note(rank=MATCH.m)), AS.m << COUNT(Note(rank=MATCH.n)), name="r"),
            EngineError,
            "COUNTs depend on one another",
        ),
    ],
)
def test_rules_are_refused_when_compiled(
    make: Callable[[], Rule], kind: type[EngineError], message: str
) -> None:
    with pytest.raises(kind, match=message) as caught:
        compile_rules([make()], [Note, Mark])
    assert type(caught.value) is kind
    assert caught.value.rule == ("r" if "without a name" not in message else None)


def nested(kind: Any, depth: int) -> Any:
    element: Any = Note()
    for _level in range(depth):
        element = kind(element)
    return element


def deep(depth: int) -> Constraint:
    constraint: Constraint = L(1)
    for _level in range(depth):
        constraint = ~constraint
    return constraint


@pytest.mark.parametrize(
    ("fact", "kind", "message"),
    [
        (Note(id="a", idd=1), UnknownSlotError, "Note has no slot 'idd'; did you mean 'id'"),
        (Note(rank=1), EngineError, "lacks the slot 'id', which Note makes mandatory"),
        (Note(id=1), EngineError, "slot 'id' takes str, not 1"),
        (Note(id="a", rank="high"), EngineError, "takes int or None, not 'high'"),
        (Note(id=L("a")), EngineError, "is a constraint"),
        (Open(a=float("nan")), EngineError, "not a number"),
        (Open(a=bytearray()), EngineError, "holds a bytearray"),
        ("note", EngineError, "takes facts, not 'note'"),
    ],
)
def test_facts_are_refused_when_a_run_takes_them_in(fact: Any, kind: type[EngineError], message: str) -> None:
    with pytest.raises(kind, match=message):
        compile_rules([]).run([fact])


def test_rules_in_a_cycle_through_negation_are_named() -> None:
    rules = [
        Rule(Note(id=X), NOT(Mark(kind=X)), name="a", asserts=[Served(moment=X)]),
        Rule(Served(moment=X), name="b", asserts=[Activity(id=X, stage="s")]),
        Rule(Activity(id=X), name="c", asserts=[Mark(kind=X)]),
    ]
    for seed in range(4):
        Random(seed).shuffle(rules)
        with pytest.raises(RuleCycleError, match=r"'a' → 'b' → 'c' → 'a'") as caught:
            compile_rules(rules)
        assert caught.value.rule == "a"


def test_literals_that_differ_make_no_cycle() -> None:
    rules = [
        Rule(Note(id=X), NOT(Mark(kind="b")), name="a", asserts=[Mark(kind="a")]),
        Rule(Note(id=X), NOT(Mark(kind=~L("c") & ~L("a"))), name="c", asserts=[Mark(kind="c")]),
        Rule(Open(x=X), NOT(Open(y=X)), name="slots", asserts=[Open(z=X)]),
    ]
    compile_rules(rules)


def test_names_must_be_unique_and_known() -> None:
    with pytest.raises(EngineError, match="two rules are named 'r'"):
        compile_rules([Rule(Note(), name="r"), Rule(Mark(), name="r")])
    with pytest.raises(EngineError, match="no rule 'x' to leave out"):
        compile_rules([]).without("x")


def raising(*_values: Any) -> bool:
    raise ZeroDivisionError("by nought")


@pytest.mark.parametrize(
    "rule",
    [
        Rule(Note(id=P(raising)), name="bad"),
        Rule(Note(id=X), TEST(lambda x: raising(x)), name="bad"),
        Rule(Note(id=X), NOT(Mark(kind=P(raising))), name="bad"),
        Rule(Note(rank=GT("a")), name="bad"),
        Rule(Note(id=X), COMPARE(X, "<", 3), name="bad"),
        Rule(Note(id=X), EXISTS(Mark(kind=GT(X) & P(raising))), name="bad"),
    ],
)
def test_functions_and_comparisons_that_raise_name_the_rule_and_the_rest_still_runs(rule: Rule) -> None:
    good = Rule(Note(id=X), name="good")
    program = compile_rules([good, rule])
    facts = [Note(id="a", rank=1), Mark(kind="b")]
    with pytest.raises(EngineError, match="rule 'bad': a function or comparison") as caught:
        program.run(facts)
    assert caught.value.rule == "bad"
    assert caught.value.__cause__ is not None
    rest = program.without("bad").run(facts)
    assert [match.name for match in rest.matches] == ["good"]


def test_a_derived_value_that_its_class_refuses_names_the_rule() -> None:
    rule = Rule(Note(rank=X), name="r", asserts=[Mark(kind=X)])
    with pytest.raises(EngineError, match=r"rule 'r': .*slot 'kind' takes str, not 1"):
        compile_rules([rule]).run([Note(id="a", rank=1)])


def test_none_is_neither_more_nor_less() -> None:
    rules = [Rule(Note(id=X, rank=GT(0)), name="more"), Rule(Note(id=X, rank=~GT(0)), name="not-more")]
    found = compile_rules(rules).run([Note(id="a"), Note(id="b", rank=1)]).matches
    assert [(match.name, match.bindings["x"]) for match in found] == [("more", "b"), ("not-more", "a")]


def test_the_budget_stops_a_cross_product_soon_and_names_the_rule() -> None:
    rule = Rule(*(Open(n=W(f"v{number}")) for number in range(6)), name="every-tuple")
    start = time.process_time()
    with pytest.raises(BudgetExceededError, match="'every-tuple': the work budget of 1000000") as caught:
        compile_rules([rule]).run([Open(n=number) for number in range(300)])
    assert caught.value.rule == "every-tuple"
    assert time.process_time() - start < 5


def test_equal_values_written_differently_stay_apart_in_any_order() -> None:
    rules = [Rule(Open(a=X), name="r", asserts=[Open(b=X)]), Rule(Open(b=X), name="seen")]
    pool = [Open(a=1), Open(a=True), Open(a=1.0), Open(a=0.0), Open(a=-0.0)]
    outcomes = set()
    for seed in range(6):
        Random(seed).shuffle(pool)
        result = compile_rules(rules).run(pool)
        assert len(result.derived) == 5
        outcomes.add(tuple(map(repr, (*result.matches, *result.derived))))
    assert len(outcomes) == 1


def outcome(rules: list[Rule], facts: list[Fact]) -> list[Any]:
    result = compile_rules(rules).run(facts)
    return [
        *(
            (repr(match), match.support, match.base_support(), repr(match.absences))
            for match in result.matches
        ),
        *((repr(derived), derived.support, derived.base_support()) for derived in result.derived),
    ]


def test_nothing_depends_on_the_order_of_rules_or_facts() -> None:
    rules, facts = catalogue_rules(), canvas_facts(120, 3)
    expected = outcome(rules, facts)
    for seed in range(8):
        Random(seed).shuffle(rules)
        Random(seed + 100).shuffle(facts)
        assert outcome(rules, facts) == expected


def test_what_is_cited_is_enough_for_the_finding() -> None:
    monotone = [rule for rule in catalogue_rules() if rule.name not in ("stage-well-served",)]
    program = compile_rules(monotone)
    for match in program.run(canvas_facts(80, 1)).matches:
        again = program.run(match.base_support())
        assert repr(match) in map(repr, again.matches)


def test_threads_share_a_program() -> None:
    program = compile_rules(catalogue_rules())
    canvases = [canvas_facts(60, seed) for seed in range(8)]
    expected = [list(map(repr, program.run(facts).matches)) for facts in canvases]
    wrong: list[int] = []

    def work(number: int) -> None:
        for _turn in range(10):
            found = program.run(canvases[number]).matches
            if [repr(match) for match in found] != expected[number]:
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_rules_and_facts_cannot_be_changed() -> None:
    note = Note(id="a")
    with pytest.raises(TypeError, match="cannot be changed"):
        note["id"] = "b"
    with pytest.raises(TypeError, match="cannot be changed"):
        note.update(id="b")
    with pytest.raises(TypeError, match="cannot be changed"):
        del note["id"]
    with pytest.raises(AttributeError, match="cannot be changed"):
        Rule(Note(), name="r").name = "other"


def test_slots_with_the_names_of_keywords_and_of_our_own_attributes() -> None:
    kind = type(
        "Link", (Fact,), {"from": Field(str), "fields": Field(str), "as_text": Field(str), "self": Field(str)}
    )
    slots = {"from": "a", "fields": "b", "as_text": "c", "self": "d"}
    rule = Rule(kind(**{"from": MATCH.a, "fields": "b", "self": MATCH.s}), name="r")
    (match,) = compile_rules([rule]).run([kind(**slots)]).matches
    assert dict(match.bindings) == {"a": "a", "s": "d"}
    assert repr(match.facts[0]) == "Link(as_text='c', fields='b', from='a', self='d')"


def test_absences_tell_what_was_sought_and_what_was_found_instead() -> None:
    rule = next(rule for rule in catalogue_rules() if rule.name == "preferred-channel-unsupported")
    wanted = Preferred(id="p", stage="post", channel="chat")
    other = Supported(id="s", stage="pre", channel="chat")
    (match,) = compile_rules([rule]).run([wanted, other]).matches
    (absence,) = match.absences
    assert absence.sought == {"stage": "post", "channel": "chat"}
    assert absence.instead == (other,)
