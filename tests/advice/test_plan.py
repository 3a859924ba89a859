"""The plan holds the fewest actions that clear the most, in an order that makes sense, with figures that are true."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from click.testing import CliRunner

from cxadvisor import load, review
from cxadvisor.advice.plan import plan
from cxadvisor.cli import main
from cxadvisor.model.plan import HORIZONS, Plan
from cxadvisor.reporters.plan_report import render_plan
from tests.rules.canvases import PLAIN, WORKSHOP, emptied
from tests.rules.cases import cases_of

AS_OF = "2026-01-01"


def planned(canvas: dict[str, Any], **settings: Any) -> Plan:
    return plan(canvas, as_of=AS_OF, lang="en", **settings)


def broken() -> dict[str, Any]:
    """The workshop without what serves two moments, and without an owner's figure."""
    canvas: dict[str, Any] = copy.deepcopy(WORKSHOP)
    canvas["activities"]["post_sale"] = [
        {"id": "a-5", "text": "Open day", "for": ["n-3", "n-4", "o-3", "o-4"], "through": ["sc-3", "sc-4"]}
    ]
    canvas["service_model"] = [{"text": "One mechanic keeps the case until the rider is back on the road"}]
    canvas["metrics"]["pre_sale"][0]["text"] = "TBD"
    return canvas


def test_a_sound_canvas_needs_no_plan() -> None:
    made = planned(WORKSHOP)
    assert made.actions == ()
    assert made.weight.before == made.weight.after == 0
    assert "nothing to plan" in render_plan(made, "text")


def test_one_activity_may_serve_several_moments() -> None:
    made = planned(broken())
    first = next(each for each in made.actions if len(each.clears) > 1)
    assert [each.rule for each in first.clears] == ["moment-without-activity"] * 2
    assert first.raises == ()


def test_what_a_plan_clears_is_what_the_rules_find_no_more() -> None:
    canvas = broken()
    made = planned(canvas)
    found = {each.fingerprint for each in review(canvas, as_of=AS_OF).findings}
    cleared = {each.fingerprint for action in made.actions for each in action.clears}
    assert cleared <= found
    assert made.actions[-1].left == made.weight.after < made.weight.before / 10


def test_the_canvas_itself_is_not_changed() -> None:
    canvas = broken()
    strategy = load(canvas)
    before = strategy.canvases[0].canvas.model_dump()
    plan(strategy, as_of=AS_OF)
    assert strategy.canvases[0].canvas.model_dump() == before


def test_quick_wins_come_first_and_nothing_before_what_it_depends_on() -> None:
    canvas = emptied(PLAIN, ("needs", "post_sale"), ("culture", None))
    canvas["awareness_plan"] = ["???"]
    made = planned(canvas)
    order = [HORIZONS.index(each.horizon) for each in made.actions]
    assert order == sorted(order)
    assert [each.number for each in made.actions] == list(range(1, len(order) + 1))
    assert all(need.action < each.number for each in made.actions for need in each.after)


def test_the_same_canvas_gives_the_same_plan() -> None:
    once, again = (render_plan(planned(broken()), "json") for _ in range(2))
    assert once == again


def test_limit_says_what_it_leaves_out() -> None:
    whole = planned(broken())
    made = planned(broken(), limit=1)
    assert len(made.actions) == 1
    assert made.omitted == len(whole.actions) - 1


def test_what_no_change_on_paper_would_clear_is_for_discussion() -> None:
    case = next(each for each in cases_of("numbers-disagree") if each.fires)
    made = planned(case.canvas)
    assert [each.finding.rule for each in made.discuss] == ["numbers-disagree"]
    assert "source" in made.discuss[0].reason
    assert "For discussion" in render_plan(made, "text")


def test_settings_change_effort_and_impact(tmp_path: Any) -> None:
    (tmp_path / "canvas.json").write_text(json.dumps(broken()), "utf-8")
    (tmp_path / "cxadvisor.toml").write_text(
        '[efforts]\nmoment-without-activity = "high"\n[impacts]\nCUS301 = "low"\n', "utf-8"
    )
    found = review(tmp_path, as_of=AS_OF).findings
    levels = {(each.effort, each.impact) for each in found if each.rule == "moment-without-activity"}
    assert levels == {("high", "low")}
    action = next(each for each in plan(tmp_path, as_of=AS_OF).actions if len(each.clears) > 1)
    assert action.horizon == "later"


def test_waived_findings_are_not_planned_for() -> None:
    canvas = broken()
    canvas["waivers"] = [{"rule": "moment-without-activity", "at": "moments", "reason": "agreed"}]
    made = planned(canvas)
    assert made.waived == 2
    assert not any(each.rule == "moment-without-activity" for a in made.actions for each in a.clears)


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
@pytest.mark.parametrize("lang", ["en", "ro"])
def test_the_command_prints_every_format(tmp_path: Any, format: str, lang: str) -> None:
    file = tmp_path / "canvas.json"
    file.write_text(json.dumps(broken()), "utf-8")
    result = CliRunner().invoke(main, ["plan", str(file), "-f", format, "--lang", lang, "--as-of", AS_OF])
    assert result.exit_code == 0, result.output
    assert "{" not in result.output or format == "json"
    if format == "text":
        assert max(map(len, result.output.splitlines())) <= 80
    if format == "json":
        assert json.loads(result.output)["cxplan"] == "1"


def test_a_plan_in_the_folder_of_the_strategy_is_no_part_of_it(tmp_path: Any) -> None:
    file = tmp_path / "canvas.json"
    file.write_text(json.dumps(broken()), "utf-8")
    for name in ("plan.json", "plan.md"):
        made = CliRunner().invoke(main, ["plan", str(tmp_path), "-o", str(tmp_path / name), "--as-of", AS_OF])
        assert made.exit_code == 0, made.output
    assert load(tmp_path).skipped == ()


def test_what_a_draft_clears_by_chance_is_no_credit_to_it() -> None:
    canvas = broken()
    canvas["five_whys"] = {
        "problem": "Riders wait",
        "participants": ["A mechanic"],
        "whys": [
            {"why": "Why?", "answer": "No van", "evidence": "call list"},
            {"answer": "No plan", "evidence": "diary"},
        ],
        "countermeasures": [
            {"action": "Go through the list with the customer", "owner": "Ann", "due": "2026-09-01"}
        ],
    }
    made = planned(canvas)
    for action in made.actions:
        named = {each.rule for each in action.clears}
        assert "countermeasure-not-on-canvas" not in named or named == {"countermeasure-not-on-canvas"}
