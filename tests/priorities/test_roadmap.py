"""What matters most and what comes first, from the findings of a review alone."""

from __future__ import annotations

import json
from typing import Any

from cxadvisor.model.review import Finding
from cxadvisor.priorities import roadmap_of, top_risks
from cxadvisor.priorities.roadmap import EVIDENCE, FILLING, REWORDING
from cxadvisor.resources import folder
from tests.reporters.samples import finding, review


def noted(**said: Any) -> dict[str, Any]:
    return {"status": "open", **said}


def test_risks_weigh_severity_times_impact_and_leave_out_what_does_not_count() -> None:
    heavy = finding(message="heavy", severity="medium", impact="high")
    light = finding(message="light", severity="high", impact="low")
    grave = finding(message="grave", severity="high", impact="high")
    waived = finding(message="waived", severity="high", impact="high", waived={"reason": "agreed"})
    advice = finding(message="advice", kind="advice", severity="high", impact="high")
    found = top_risks(review(findings=[heavy, light, waived, advice, grave]))
    assert [each.message for each in found] == ["grave", "heavy", "light"]


def test_risks_are_five_at_most_and_come_from_all_canvases() -> None:
    many = [finding(message=f"minor {number}", severity="low", impact="low") for number in range(7)]
    inner = review(findings=[finding(message="grave", impact="high")])
    found = top_risks(review(findings=many, reviews=[inner]))
    assert [each.message for each in found] == ["grave", "minor 0", "minor 1", "minor 2", "minor 3"]


def horizons(*findings: Finding) -> dict[str, str]:
    return {
        each.message: step.horizon for step in roadmap_of(review(findings=findings)) for each in step.findings
    }


def test_effort_and_impact_decide_when_something_is_due() -> None:
    levels = {
        "win": ("low", "high"),
        "worth": ("high", "high"),
        "wait": ("high", "low"),
        "small": ("low", "low"),
    }
    found = [
        finding(message=name, advice=name, effort=effort, impact=impact)
        for name, (effort, impact) in levels.items()
    ]
    assert horizons(*found) == {"win": "quick", "worth": "next", "wait": "later", "small": "next"}


def test_what_nobody_rated_is_as_worth_while_as_it_is_severe() -> None:
    grave = finding(message="grave", severity="high")
    slight = finding(message="slight", advice="Else.", severity="low")
    assert horizons(grave, slight) == {"grave": "next", "slight": "later"}


def test_a_date_decides_and_the_same_advice_is_one_step() -> None:
    by_date = finding(
        message="dated", effort="high", impact="low", noted=noted(owner="Ana", due="2026-04-10")
    )
    first, second = (finding(message=each, effort="high", impact="high", advice="Same.") for each in "ab")
    steps = roadmap_of(review(as_of="2026-03-15", findings=[by_date, first, second]))
    assert [(step.horizon, step.owner, len(step.findings)) for step in steps] == [
        ("quick", "Ana", 1),
        ("next", None, 2),
    ]


def test_the_note_itself_comes_first_and_holds_back_what_is_told_of_it() -> None:
    at = ("/moments/post_sale/0",)
    vague = finding(rule="vague-note", message="vague", at=at, advice="Say it.", effort="high", impact="low")
    gap = finding(message="gap", at=at, effort="low", impact="high")
    steps = roadmap_of(review(findings=[gap, vague]))
    assert [step.findings[0].message for step in steps] == ["vague", "gap"]
    assert steps[1].after == ((0, "same-note"),)
    assert steps[1].horizon == "later"


def test_inner_blocks_are_filled_before_outer_ones() -> None:
    empty = finding(rule="empty-block", message="empty", block="moments", at=("/moments",), advice="Fill.")
    idle = finding(rule="activity-without-purpose", message="idle", block="activities", at=("/activities",))
    steps = roadmap_of(review(findings=[idle, empty]))
    assert [step.findings[0].message for step in steps] == ["empty", "idle"]
    assert steps[1].after == ((0, "fill-order"),)


def test_evidence_about_an_artefact_comes_before_what_is_decided_on_its_parts() -> None:
    about = finding(
        rule="persona-without-evidence", message="who says so", at=("p.yaml#/personas/0",), advice="Ask."
    )
    part = finding(message="part", at=("p.yaml#/personas/0/needs/1",), advice="Do.")
    other = finding(message="other", at=("p.yaml#/personas/1",), advice="Else.")
    steps = {step.findings[0].message: step for step in roadmap_of(review(findings=[part, other, about]))}
    assert [why for _, why in steps["part"].after] == ["evidence"]
    assert steps["other"].after == ()


def test_the_rules_that_come_first_are_those_whose_cards_say_so() -> None:
    cards = json.loads(folder("rules").joinpath("compiled", "rules.json").read_text("utf-8"))
    text = {card["name"]: json.dumps(card.get("fix") or []) for card in _cards(cards)}
    assert {name for name, fix in text.items() if '"key": "evidence"' in fix} == EVIDENCE
    assert all('"reword"' in text[name] for name in REWORDING)
    assert set(text) >= FILLING


def _cards(tree: Any) -> list[dict[str, Any]]:
    """Return the cards in a compiled file, wherever they stand in it."""
    if isinstance(tree, dict):
        own = [tree] if {"name", "code", "kind"} <= set(tree) else []
        return own + [card for each in tree.values() for card in _cards(each)]
    return [card for each in tree for card in _cards(each)] if isinstance(tree, list) else []
