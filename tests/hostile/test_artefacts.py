"""The input hazards, replayed on artefacts beside a canvas and inside it: refused with a sentence, or read, soon and
small.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.readers import load
from tests.hostile.sandbox import Sandbox
from tests.hostile.test_input import aliases, merges

READ = "read"

YAML = {
    "alias bomb": (aliases(9), "is an anchor in YAML"),
    "merge-key bomb": (merges(9), "is an anchor in YAML"),
    "merge key": ("heart: {<<: {title: a}}", "is a merge key in YAML"),
    "alias to itself": ("personas: &a [*a]", "is an anchor in YAML"),
    "brackets": ("personas: " + "[" * 25_000, "nested more than 64"),
    "braces": ("heart: " + "{a: " * 25_000, "nested more than 64"),
    "dashes": ("five_whys:\n  whys:\n  " + "- " * 25_000, "nested more than 64"),
    "tags": ("heart: !!python/object/apply:os.system [ls]", "is a tag in YAML"),
    "documents": ("heart: {}\n" + "---\n" * 15_000, "A second document"),
    "duplicate keys": ("heart: {title: a, title: b}", "written twice"),
    "base 60": ("heart: {title: " + "1:" * 200_000 + "1}", "characters; at most 2,000"),
    "digits": ("personas: {age: " + "1" * 400_000 + "}", "too many digits"),
    "infinity": ("journeys: {before: [{emotion: .inf}]}", "not a number in a canvas"),
    "the country code of Norway": ("personas: {name: NO, location: 12:30:45}", READ),
    "surrogate": ('personas: {name: "\\ud800"}', "lone surrogate"),
    "NUL as an escape": ('personas: {name: "\\0"}', "control character"),
    "empty items": ("personas: {beliefs: [" + "'', " * 9_000 + "]}", "has 9,000 entries; at most 1,000"),
    "commas": ("journeys: {before: [" + "{a, b, c}, " * 900 + "]}", READ),
}


@pytest.mark.parametrize("name", sorted(YAML))
def test_yaml(name: str, tmp_path: Path, sandbox: Sandbox) -> None:
    text, said = YAML[name]
    if "cxcanvas" in text:
        text = text.replace('cxcanvas: "1"\n', "").replace("x-a", "personas", 1)
    (tmp_path / "canvas.yaml").write_text('cxcanvas: "1"\n', encoding="utf-8")
    (tmp_path / "beside.yaml").write_text(text, encoding="utf-8")
    outcome = sandbox.load(tmp_path)
    assert any(part in outcome.said for part in said.split("|")), outcome
    (tmp_path / "beside.yaml").unlink()
    (tmp_path / "canvas.yaml").write_text(f'cxcanvas: "1"\n{text}', encoding="utf-8")
    outcome = sandbox.load(tmp_path)
    assert any(part in outcome.said for part in said.split("|")), outcome


def whys(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = {"why": "a"}
    for _ in range(depth):
        inner = {"why": "a", "answer": "b", "whys": [inner]}
    return inner


def nested(depth: int) -> Any:
    inner: Any = "a"
    for _ in range(depth):
        inner = {"steps": [inner]}
    return inner


STEP = {"action": "a"}
ARTEFACTS: dict[str, tuple[str, Any, str]] = {
    "whys in whys": ("five_whys", {"whys": [whys(29)]}, READ),
    "whys 64 deep": ("five_whys", {"whys": [whys(64)]}, "nested more than 64"),
    "steps in steps": ("journeys", {"stages": [nested(29)]}, "stages|steps"),
    "100,000 steps": ("journeys", {"before": [STEP] * 40_000}, "has 40,000 entries; at most 1,000"),
    "steps without end": ("journeys", {"before": [STEP] * 200_000}, "more than 100,000 values"),
    "empty steps": ("journeys", {"before": [{}] * 90_000}, "has 90,000 entries; at most 1,000"),
    "all the steps that may be": (
        "journeys",
        [{"before": [{"action": "a", "id": f"s{j}-{i}"} for i in range(990)]} for j in range(5)],
        READ,
    ),
    "more steps than may be": (
        "journeys",
        [{"before": [{"action": "a", "id": f"s{j}-{i}"} for i in range(1_000)]} for j in range(30)],
        "more than 5,000 steps",
    ),
    "very many journeys": ("journeys", [{}] * 90_000, "has 90,000 entries; at most 200"),
    "wrong values everywhere": (
        "journeys",
        {"stages": [{"steps": [{"emotion": {}, "pain": 5, "metric": [1, 2]}] * 450}] * 10},
        "more problems",
    ),
    "wrong entries everywhere": ("personas", [{"beliefs": [0] * 990}] * 100, "more problems"),
    "wrong figures everywhere": (
        "service_template",
        {"kpis": [{"name": "a", "baseline": {}, "target": [], "scale": [{}, {}]}] * 900},
        "more problems",
    ),
    "wrong entries of one list": ("five_whys", {"whys": [0] * 90_000}, "has 90,000 entries; at most 1,000"),
    "one long list of texts": ("personas", {"beliefs": ["a"] * 90_000}, "has 90,000 entries; at most 1,000"),
    "lists in lists of texts": ("personas", {"beliefs": [["a"] * 99] * 900}, "more problems"),
    "unknown keys": ("personas", {f"ключ{i}": 1 for i in range(90_000)}, "more than 100 different keys"),
    "unknown keys everywhere": (
        "journeys",
        {"stages": [{"steps": [{f"zz{i % 90}": 1, "action": "a"} for i in range(900)]}] * 5},
        READ,
    ),
    "long unknown keys": (
        "personas",
        {"k" * 2_000 + str(i): 1 for i in range(2_000)},
        "more than 100 different",
    ),
    "misspelt keys": ("journeys", {"before": [{"emotoin": 1}] * 900}, "more problems"),
    "other keys in every step": (
        "journeys",
        {"stages": [{"steps": [{"emotoin": 1, f"q{i}": 1} for i in range(900)]}] * 20},
        "more problems",
    ),
    "other words beside": (
        "journeys",
        {"stages": [{"steps": [{"pain": "a", "problem": "b"}] * 900}] * 5},
        READ,
    ),
    "missing names": ("service_template", {"kpis": [{"target": 1}] * 1_000}, "more problems"),
    "one id": ("personas", [{"id": "n"}] * 200, "given twice"),
    "one id in every step": ("journeys", {"before": [{"id": "n"}] * 1_000}, "more problems"),
    "steps that follow each other in circles": (
        "user_flows",
        {"steps": [{"id": f"s{i}", "next": [f"s{j}" for j in range(90)]} for i in range(900)]},
        READ,
    ),
    "figures without end": ("personas", {"statistics": {f"k{i}": i for i in range(90_000)}}, READ),
    "figures of figures": ("personas", {"statistics": nested(30)}, READ),
    "extensions": ("personas", {f"x-{i}": {"id": "n"} for i in range(40_000)}, READ),
    "numbers too large": ("personas", {"age": 1e400}, "Infinity is not a number in JSON"),
    "one long text": ("personas", {"name": "a" * 4_900_000}, "characters; at most"),
    "one long id": ("personas", {"id": "a" * 4_900_000}, "characters; at most|an id"),
    "one long key": ("personas", {"k" * 4_900_000: 1}, READ),
    "dates": ("personas", [{"date": "2026-02-31"}] * 200, "no such day"),
    "a text": ("personas", "a" * 1_000_000, "is a mapping or a list of mappings"),
    "lists in lists": ("personas", [[[]]], "has keys, but here is a list"),
    "schemas": ("personas", {"$schema": {}}, "“$schema” is not a text"),
}


@pytest.mark.parametrize("name", sorted(ARTEFACTS))
def test_artefacts(name: str, tmp_path: Path, sandbox: Sandbox) -> None:
    key, content, said = ARTEFACTS[name]
    (tmp_path / "canvas.json").write_text('{"cxcanvas": "1"}', encoding="utf-8")
    (tmp_path / "beside.json").write_text(json.dumps({key: content}), encoding="utf-8")
    outcome = sandbox.load(tmp_path)
    assert any(part in outcome.said for part in said.split("|")), outcome
    assert outcome.lines <= 101
    (tmp_path / "beside.json").unlink()
    (tmp_path / "canvas.json").write_text(json.dumps({"cxcanvas": "1", key: content}), encoding="utf-8")
    outcome = sandbox.load(tmp_path)
    assert any(part in outcome.said for part in said.split("|")), outcome


def test_a_folder_full_of_artefacts(tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "canvas.json").write_text('{"cxcanvas": "1"}', encoding="utf-8")
    for index in range(100):
        key = COMPANION_KEYS[index % len(COMPANION_KEYS)]
        content = [{"id": f"a{index}-{number}", "title": "t", "zz": 1} for number in range(40)]
        (tmp_path / f"{index}.json").write_text(json.dumps({key: content}), encoding="utf-8")
    assert sandbox.load(tmp_path).said == READ


def test_look_alike_characters_are_kept_for_a_rule_to_find(tmp_path: Path) -> None:
    ids = ["n\u200b1", "n1", "е1", "e1", "é", "e\u0301", "\u202en1"]
    content = {"personas": [{"id": each, "name": f"\u202e{each}\u2066"} for each in ids]}
    (tmp_path / "canvas.json").write_text('{"cxcanvas": "1"}', encoding="utf-8")
    (tmp_path / "people.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    (people,) = load(tmp_path).companions
    assert [each.artefact.id for each in people.artefacts] == ids
    assert [each.artefact.name for each in people.artefacts] == [f"\u202e{each}\u2066" for each in ids]  # type: ignore[attr-defined]  # personas
