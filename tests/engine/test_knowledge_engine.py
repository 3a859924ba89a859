"""Rules as methods: order of bodies, what they may declare, running again, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cxadvisor.engine import AS, MATCH, NOT, OR, DefFacts, Fact, Field, KnowledgeEngine, Rule, W
from cxadvisor.errors import BudgetExceededError, EngineError, RuleCycleError


class Note(Fact):
    id = Field(str, mandatory=True)


class Mark(Fact):
    kind = Field(str, mandatory=True)
    of = Field(str, mandatory=True)


class Recorder(KnowledgeEngine):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[Any] = []


def ran(kind: type[Recorder], *facts: Fact) -> list[Any]:
    engine = kind()
    engine.reset()
    engine.declare(*facts)
    engine.run()
    return engine.said


def test_bodies_run_stratum_by_stratum_then_as_written_then_as_declared() -> None:
    class Engine(Recorder):
        @Rule(Note(id=MATCH.id), NOT(Mark(of=MATCH.id)))
        def late(self, id: str) -> None:
            self.said.append(f"late {id}")

        @Rule(Note(id=MATCH.id))
        def first(self, id: str) -> None:
            self.said.append(f"first {id}")

        @Rule(Note(id="b"), declares=Mark)
        def second(self) -> None:
            self.said.append("second")
            self.declare(Mark(kind="x", of="b"))

    assert ran(Engine, Note(id="b"), Note(id="a"), Note(id="c")) == [
        *("first b", "first a", "first c"),
        "second",
        *("late a", "late c"),
    ]


def test_a_body_runs_once_a_match_also_when_two_alternatives_hold() -> None:
    class Engine(Recorder):
        @Rule(AS.note << Note(id=W()), OR(NOT(Mark(kind="x")), NOT(Mark(kind="y"))))
        def either(self, note: Note) -> None:
            self.said.append(note["id"])

    assert ran(Engine, Note(id="a")) == ["a"]


def test_strata_are_computed_on_patterns_not_on_classes() -> None:
    class Engine(Recorder):
        @Rule(Note(id=MATCH.id), NOT(Mark(kind="b")), declares=Mark(kind="a"))
        def marks(self, id: str) -> None:
            self.declare(Mark(kind="a", of=id))

        @Rule(Mark(kind="a", of=MATCH.of))
        def seen(self, of: str) -> None:
            self.said.append(of)

    assert ran(Engine, Note(id="n")) == ["n"]


def test_a_body_may_declare_only_what_the_rule_says() -> None:
    class Undeclared(Recorder):
        @Rule(Note(id=MATCH.id))
        def sneaky(self, id: str) -> None:
            self.declare(Mark(kind="a", of=id))

    class OtherPattern(Recorder):
        @Rule(Note(id=MATCH.id), declares=Mark(kind="b"))
        def sneaky(self, id: str) -> None:
            self.declare(Mark(kind="a", of=id))

    for kind in (Undeclared, OtherPattern):
        with pytest.raises(
            EngineError, match=r"'sneaky' declares Mark\(kind='a', of='n'\).*declares=\(Mark,\)"
        ) as caught:
            ran(kind, Note(id="n"))
        assert caught.value.rule == "sneaky"


def test_an_undeclared_declaration_of_what_its_own_not_seeks_names_the_rewrite() -> None:
    class Greetings(Recorder):
        @Rule(NOT(Fact(name=W())))
        def ask_name(self) -> None:
            self.declare(Fact(name="Ana"))

    with pytest.raises(EngineError, match=r"(?s)own NOT.*DefFacts.*yield Fact\(name=\.\.\.\)"):
        ran(Greetings)


def test_a_cycle_through_negation_names_the_rules() -> None:
    class Engine(KnowledgeEngine):
        @Rule(Note(), NOT(Mark(kind="b")), declares=Mark(kind="a"))
        def one(self) -> None: ...

        @Rule(Mark(kind="a"), declares=Mark(kind="b"))
        def two(self) -> None: ...

    with pytest.raises(RuleCycleError, match=r"'one'.*'two'.*'one' → 'two' → 'one'") as caught:
        Engine()
    assert caught.value.rule == "one"


def test_a_second_run_takes_new_facts_in_and_runs_no_body_twice() -> None:
    class Engine(Recorder):
        @Rule(Note(id=MATCH.id), declares=Mark)
        def mark(self, id: str) -> None:
            self.said.append(id)
            self.declare(Mark(kind="a", of=id))

        @Rule(Mark(of=MATCH.of))
        def seen(self, of: str) -> None:
            self.said.append(f"seen {of}")

    engine = Engine()
    engine.reset()
    engine.declare(Note(id="a"))
    engine.run()
    engine.run()
    engine.declare(Note(id="b"))
    engine.run()
    assert engine.said == ["a", "seen a", "b", "seen b"]
    assert Mark(kind="a", of="a") in engine.facts.values()
    engine.reset()
    engine.declare(Note(id="a"))
    engine.run()
    assert engine.said[-2:] == ["a", "seen a"]


def test_equal_facts_are_one_and_declare_returns_the_one_kept() -> None:
    engine = Recorder()
    engine.reset()
    first = engine.declare(Note(id="a"))
    assert engine.declare(Note(id="a")) is first
    assert len(engine.facts) == 2


def test_sources_of_facts_come_in_order_and_take_what_they_name() -> None:
    class Engine(Recorder):
        @DefFacts(order=2)
        def later(self) -> Iterator[Fact]:
            yield Note(id="later")

        @DefFacts(order=1)
        def sooner(self, prefix: str) -> Iterator[Fact]:
            yield Note(id=f"{prefix}sooner")

    engine = Engine()
    engine.reset(prefix="very ", unused=1)
    assert [fact.get("id") for fact in engine.facts.values()] == [None, "very sooner", "later"]


def test_a_body_that_raises_is_an_error_that_names_the_rule_and_keeps_the_cause() -> None:
    class Engine(Recorder):
        @Rule(Note())
        def crash(self) -> None:
            raise SystemExit("bye")

    with pytest.raises(EngineError, match="body of rule 'crash' raised SystemExit: bye") as caught:
        ran(Engine, Note(id="a"))
    assert caught.value.rule == "crash"
    assert isinstance(caught.value.__cause__, SystemExit)


def test_ctrl_c_is_not_swallowed() -> None:
    class Engine(Recorder):
        @Rule(Note())
        def interrupted(self) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ran(Engine, Note(id="a"))


def test_endless_declaring_meets_the_budget() -> None:
    class Engine(Recorder):
        @Rule(Fact(n=MATCH.n), declares=Fact)
        def count(self, n: int) -> None:
            self.declare(Fact(n=n + 1))

    engine = Engine()
    engine.reset()
    engine.declare(Fact(n=0))
    with pytest.raises(BudgetExceededError, match="'count'"):
        engine.run(budget=5_000)


def test_what_is_not_supported_says_what_to_do() -> None:
    engine = Recorder()
    with pytest.raises(EngineError, match=r"call reset\(\) before run\(\)"):
        engine.run()
    with pytest.raises(EngineError, match="cannot be retracted"):
        engine.retract(1)
    with pytest.raises(EngineError, match="salience is not supported"):
        Rule(Note(), salience=1)
    with pytest.raises(EngineError, match="takes facts"):
        engine.declare("note")  # type: ignore[arg-type]


def test_a_body_needs_bound_parameters() -> None:
    class Engine(KnowledgeEngine):
        @Rule(OR(Note(id=MATCH.id), Mark(of=MATCH.of)))
        def body(self, id: str) -> None: ...

    with pytest.raises(
        EngineError, match="'id' is a parameter of its body but not bound in each alternative"
    ):
        Engine()


def test_a_rule_on_an_engine_is_still_a_method() -> None:
    class Engine(Recorder):
        @Rule(Note(id=MATCH.id))
        def say(self, id: str) -> None:
            self.said.append(id)

    engine = Engine()
    engine.say("by hand")
    assert engine.said == ["by hand"]
    assert isinstance(Engine.say, Rule)
