"""The port shown in docs/coming-from-experta.md runs as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cxadvisor import engine
from cxadvisor.errors import EngineError

PAGE = Path(__file__).parents[2] / "docs" / "coming-from-experta.md"


def blocks() -> list[str]:
    return re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_worked_port(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    space = {name: getattr(engine, name) for name in engine.__all__}
    space["Greeting"] = type("Greeting", (engine.Fact,), {})
    monkeypatch.setattr("builtins.input", lambda _question: "Ana")
    exec(blocks()[2], space)
    assert capsys.readouterr().out == "Hi Ana!\n(Fact(action='greet'), Fact(name='Ana'))\n"


def test_the_original_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    space = {name: getattr(engine, name) for name in engine.__all__}
    body = "\n".join("    " + line for line in blocks()[1].splitlines())
    exec("class Greetings(KnowledgeEngine):\n" + body, space)
    greetings = space["Greetings"]()
    greetings.reset()
    greetings.declare(engine.Fact(action="greet"))
    monkeypatch.setattr("builtins.input", lambda _question: "Ana")
    with pytest.raises(EngineError, match="DefFacts"):
        greetings.run()


def test_rules_without_a_class(capsys: pytest.CaptureFixture[str]) -> None:
    space = {name: getattr(engine, name) for name in engine.__all__}
    for name in ("Link", "Served", "Moment"):
        space[name] = type(name, (engine.Fact,), {})
    space["facts"] = [space["Moment"](id="a"), space["Moment"](id="b"), space["Link"](to="a")]
    exec(blocks()[3], space)
    said = capsys.readouterr().out
    assert said == (
        "moment-without-activity Moment(id='b') (Moment(id='b'),) (<Absence not Served(moment='b')>,)\n"
    )


def test_every_name_of_the_vocabulary_is_exported() -> None:
    for name in (
        *("Fact", "Field", "DefFacts", "Rule", "KnowledgeEngine", "MATCH", "AS", "L", "W", "P"),
        *("AND", "OR", "NOT", "EXISTS", "FORALL", "TEST", "COUNT", "GT", "GE", "LT", "LE"),
    ):
        assert name in engine.__all__
