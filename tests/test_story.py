"""The story of one strategy: what the real commands say stands in ``examples/story``, and proves progress."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from cxadvisor import load, review
from cxadvisor.cli import main

STORY = Path(__file__).parent.parent / "examples" / "story"
SEVERITIES = ("low", "medium", "high")


def _story() -> ModuleType:
    specification = importlib.util.spec_from_file_location("story", STORY.with_suffix(".py"))
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def told() -> dict[Path, str]:
    """What the commands leave behind when the story is told now."""
    return dict(_story().tell())


def _run(*command: str) -> Any:
    result = CliRunner().invoke(main, [*command, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_commands_say_what_stands_in_the_story(told: dict[Path, str]) -> None:
    for path, text in told.items():
        assert text == path.read_text("utf-8"), (
            f"{path.name}: if the change is meant: python examples/refresh.py"
        )
    kept = set(STORY.glob("[0-9]-*.txt"))
    assert kept == {path for path in told if path.suffix == ".txt"}, "every file of the story is told"


def test_the_story_is_told_at_80_columns(told: dict[Path, str]) -> None:
    for path, text in told.items():
        if path.suffix == ".txt":
            said = [line for line in text.splitlines() if not line.startswith(("$ ", "    --set "))]
            assert max(map(len, said)) <= 80, path.name


def test_the_first_draft_looks_complete_and_is_not() -> None:
    first = review(load(STORY / "first"), as_of="2026-09-15")
    found = first.of_kind("gap", "conflict", "weakness")
    assert {finding.severity for finding in found} == {"high", "medium", "low"}
    assert not [finding for finding in found if finding.rule == "empty-block"]
    assert any(finding.see for finding in found), "advice cites the catalogue"


def test_asking_why_ends_at_causes_that_can_be_changed() -> None:
    """The sheet has branches, evidence, and countermeasures that the improved canvas takes up."""
    improved = load(STORY / "improved")
    assert [placed.kind for file in improved.companions for placed in file.artefacts] == ["five_whys"]
    found = review(improved, as_of="2026-11-20").of_kind("gap", "conflict", "weakness", "advice")
    assert not [finding for finding in found if finding.rule.startswith(("whys-", "countermeasure-"))]


def test_the_plan_speaks_the_truth() -> None:
    """What the plan says its actions clear is what the review found; with all of them hardly anything is left."""
    first = review(load(STORY / "first"), as_of="2026-09-15")
    found = {finding.fingerprint for finding in first.of_kind("gap", "conflict", "weakness")}
    plan = _run("plan", str(STORY / "first"), "--as-of", "2026-09-15")
    cleared = {each["fingerprint"] for action in plan["actions"] for each in action["clears"]}
    assert found <= cleared
    assert all(action["tried"] for action in plan["actions"])
    assert plan["weight"]["after"] * 10 < plan["weight"]["before"]


def test_the_improved_canvas_clears_what_was_found_and_adds_nothing_as_grave() -> None:
    before, after = (review(load(STORY / name), as_of="2026-11-20") for name in ("first", "improved"))
    found, left = (each.of_kind("gap", "conflict", "weakness") for each in (before, after))
    assert found
    gone = {finding.fingerprint for finding in found} - {finding.fingerprint for finding in left}
    assert gone == {finding.fingerprint for finding in found}
    gravest = max(SEVERITIES.index(finding.severity) for finding in found)
    assert all(SEVERITIES.index(finding.severity) < gravest for finding in left)
    assert any(before.scores[finding.rule].gap for finding in found if finding.rule in before.scores)
    assert not any(after.scores[finding.rule].gap for finding in found if finding.rule in after.scores)


def test_the_page_grows_from_a_draft_to_one_that_can_be_measured() -> None:
    """Nobody was asked yet, so it is not called evidenced."""
    words = [
        _run("review", str(STORY / name), "--as-of", "2026-11-20")["readiness"]["word"]
        for name in ("first", "improved")
    ]
    assert words == ["draft", "measurable"]


def test_the_diff_proves_the_progress() -> None:
    difference = _run("diff", str(STORY / "first"), str(STORY / "improved"), "--as-of", "2026-11-20")
    findings = difference["summary"]["findings"]
    assert (findings["gone"], findings["new"], findings["unchanged"]) == (9, 0, 0)
    assert difference["old"]["counts"]["high"] == 3
    assert sum(difference["new"]["counts"][severity] for severity in SEVERITIES) == 0
    texts = json.dumps(difference["notes"], ensure_ascii=False)
    assert "Parents with school children" in texts, "a note that was only worded anew is recognised"
