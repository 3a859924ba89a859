"""Journeys as they are drawn: every step, its emotion on the scale of the journey, and what was found about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxadvisor import load, load_bytes, review
from cxadvisor.reporters.document import audit_of
from cxadvisor.reporters.drawn_journey import DrawnJourney
from tests.reporters.canvases import CANVAS_EN

ROOT = Path(__file__).parents[2]


def drawn(*journeys: dict[str, Any], employees: bool = False) -> tuple[DrawnJourney, ...]:
    """The journeys of a canvas that holds them."""
    key = "employee_journeys" if employees else "journeys"
    content = {"cxcanvas": "1", **CANVAS_EN, key: list(journeys)}
    strategy = load_bytes(json.dumps(content).encode(), "canvas.json")
    (part,) = audit_of(review(strategy, as_of="2026-01-01", lang="en"), strategy).parts
    return part.journeys


def steps(*emotions: object, **more: object) -> list[dict[str, object]]:
    """Steps with these emotions; None for a step that gives none."""
    return [
        {"action": f"Does {number}", **more} | ({} if emotion is None else {"emotion": emotion})
        for number, emotion in enumerate(emotions, start=1)
    ]


def test_steps_stand_in_order_under_the_phases_that_have_any() -> None:
    (journey,) = drawn({"title": "A repair", "state": "target", "before": steps(1), "after": steps(2, 3)})
    assert [(stage.name, stage.first, stage.end) for stage in journey.stages] == [
        ("Before the purchase", 0, 1),
        ("After the purchase", 1, 3),
    ]
    assert [step.number for step in journey.steps] == [1, 2, 3]
    assert (journey.title, journey.heading) == ("A repair", "Customer journey, as it shall be")


@pytest.mark.parametrize(
    ("scale", "emotions", "levels"),
    [
        ([-2, 2], [-2, 0, 2], [0, 0.5, 1]),
        ([5, 1], [5, 2], [0, 0.75]),
        (["angry", "fine", "glad"], ["Fine", "glad"], [0.5, 1]),
        (None, [-1, 2], [0.25, 1]),
        (None, [1, 3, 5], [0, 0.5, 1]),
        (None, ["😡", "🙂"], [0, 1]),
    ],
)
def test_a_point_lies_where_the_scale_puts_it(scale: object, emotions: list[object], levels: object) -> None:
    (journey,) = drawn({"during": steps(*emotions)} | ({"emotion_scale": scale} if scale else {}))
    assert [step.level for step in journey.steps] == levels


def test_the_curve_is_broken_where_no_emotion_can_be_placed_and_says_so() -> None:
    (journey,) = drawn({"emotion_scale": [-2, 2], "during": steps(1, None, 7, "+2")})
    assert [step.level for step in journey.steps] == [0.75, None, None, 1]
    assert [step.emotion for step in journey.steps] == ["+1", "not given", "+7 (not on the scale)", "+2"]
    assert journey.told == ("No emotion can be drawn for 2 of 4 steps; the curve is broken there.",)
    (silent,) = drawn({"during": steps(None, "who knows")})
    assert not silent.has_curve
    assert silent.told[0].startswith("No step gives an emotion")


def test_a_journey_without_a_scale_says_where_its_curve_runs() -> None:
    (journey,) = drawn({"during": steps(2, 4)})
    assert (journey.worst, journey.best) == ("2", "4")
    assert journey.told == (
        "The journey declares no scale; the curve runs between its lowest and its highest value.",
    )


def test_findings_stand_on_the_steps_they_are_about() -> None:
    strategy = load(ROOT / "examples" / "cycle-workshop")
    (part,) = audit_of(review(strategy, as_of="2026-06-20", lang="en"), strategy).parts
    entries = (*part.findings, *part.questions, *part.advice)
    customer, employee = part.journeys
    assert not customer.is_employee
    assert employee.is_employee
    for journey, place in (
        (customer, "journeys.yaml#/journeys/0/during/2"),
        (employee, "employee_journeys.yaml#/employee_journeys/steps/3"),
    ):
        number = 5 if journey is customer else 4
        about = {entry.number for entry in entries if any(at.startswith(place) for at in entry.finding.at)}
        assert about
        assert {entry.number for entry in journey.steps[number - 1].entries} == about
    whole = {entry.number for journey in part.journeys for entry in journey.entries}
    assert whole == {
        entry.number
        for entry in entries
        if any(at.endswith(("#/journeys/0", "#/employee_journeys")) for at in entry.finding.at)
    }


def test_an_employee_step_says_who_does_it_and_of_which_step_of_the_customer_it_is_the_inside() -> None:
    strategy = load(ROOT / "examples" / "cycle-workshop")
    (part,) = audit_of(review(strategy, as_of="2026-06-20", lang="en"), strategy).parts
    _, employee = part.journeys
    assert employee.title == "Brakes that came back, card 2291"
    assert employee.steps[0].who == "Ines · front desk"
    mirrored = next(row for row in employee.rows if row.field == "mirrors")
    assert mirrored.cells[1] == ("Hears the price",)


@pytest.mark.parametrize(("count", "most"), [(1, 8), (8, 8), (9, 8), (40, 8), (5, 2)])
def test_pieces_hold_every_step_once_and_no_more_than_fit(count: int, most: int) -> None:
    stages = [
        {"name": f"Stage {number}", "steps": steps(*[1] * 3)[: min(3, count - at)]}
        for number, at in enumerate(range(0, count, 3), start=1)
    ]
    (journey,) = drawn({"stages": stages})
    pieces = list(journey.pieces(most))
    assert [step for piece in pieces for step in piece.steps] == list(journey.steps)
    assert all(0 < len(piece.steps) <= most for piece in pieces)
    for piece in pieces:
        covered = [number for stage in piece.stages for number in range(stage.first, stage.end)]
        assert covered == list(range(piece.first, piece.first + len(piece.steps)))
        assert bool(piece.of) == (len(pieces) > 1)


def test_what_nobody_says_anything_of_takes_no_row() -> None:
    (journey,) = drawn({"during": [*steps(1, pain=["It hurts", "Twice"]), *steps(2)]})
    assert [(row.label, row.cells) for row in journey.rows] == [("Pain", (("It hurts", "Twice"), ()))]


def test_a_journey_without_steps_is_not_drawn() -> None:
    assert drawn({"title": "Nothing yet"}) == ()
