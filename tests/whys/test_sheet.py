"""A sheet knows how its whys follow each other, what it lacks, and what the rules hear in it."""

from __future__ import annotations

from typing import Any

import pytest

from cxadvisor import load, review
from cxadvisor.whys import Sheet, heard


def grown(*answers: str) -> Sheet:
    sheet = Sheet({"id": "s", "problem": "Parcels arrive late"})
    for answer in answers:
        sheet.add_why("Why?", answer, len(sheet.steps) - 1 if sheet.steps else None, ())
    return sheet


def test_whys_follow_each_other_and_branch_as_the_rules_read_them() -> None:
    sheet = Sheet(
        {
            "id": "s",
            "whys": [
                {
                    "id": "a",
                    "why": "A?",
                    "answer": "1",
                    "whys": [{"why": "B?"}, {"why": "C?", "follows": "a"}],
                },
                {"why": "D?"},
                {"why": "E?", "follows": "a"},
                {"why": "F?", "follows": "s"},
                {"why": "G?"},
            ],
        }
    )
    after = {step.why: None if step.after is None else sheet.steps[step.after].why for step in sheet.steps}
    assert after == {"A?": None, "B?": "A?", "C?": "A?", "D?": "A?", "E?": "A?", "F?": None, "G?": "F?"}
    assert sheet.depth(None) == 1
    assert sheet.depth(1) == 3


def test_a_second_why_of_the_problem_names_the_sheet_and_counts_as_a_branch() -> None:
    sheet = grown("No van is free", "Vans are booked by post", "Nobody sees the bookings")
    sheet.add_why("Why else?", "Addresses are incomplete", None, ())
    assert sheet.content["whys"][-1]["follows"] == "s"
    assert [step.after for step in sheet.steps] == [None, 0, 1, None]
    made = review(load({"five_whys": sheet.content}), lang="en", as_of="2026-01-01")
    assert "whys-single-cause" not in {finding.rule for finding in made.findings}
    alone = review(
        load({"five_whys": grown("A van", "A post", "A sight").content}), lang="en", as_of="2026-01-01"
    )
    assert "whys-single-cause" in {finding.rule for finding in alone.findings}


def test_a_sheet_that_is_named_is_no_broken_reference() -> None:
    sheet = grown("No van is free")
    sheet.add_why("Why else?", "Addresses are incomplete", None, ())
    made = review(load({"five_whys": sheet.content}), lang="en", as_of="2026-01-01")
    assert "broken-reference" not in {finding.rule for finding in made.findings}


@pytest.mark.parametrize(
    ("content", "lacks"),
    [
        ({}, "problem"),
        ({"problem": "A"}, "whys"),
        ({"problem": "A", "whys": [{"why": "B?", "answer": "C"}]}, "whys"),
        ({"problem": "A", "root_causes": "D"}, "countermeasures"),
        ({"problem": "A", "root_causes": ["D"], "countermeasures": ["E"]}, "countermeasures"),
        ({"problem": "A", "root_causes": ["D"], "countermeasures": {"action": "E", "owner": "F"}}, "done"),
        (
            {
                "problem": "A",
                "root_causes": [{"id": "c", "cause": "D"}, "G"],
                "countermeasures": [{"action": "E", "cause": "c", "check": "F"}],
            },
            "countermeasures",
        ),
    ],
)
def test_a_sheet_knows_what_it_lacks(content: dict[str, Any], lacks: str) -> None:
    assert Sheet(content).lacks == lacks


def test_ids_differ_from_those_in_use() -> None:
    sheet = grown("A")
    sheet.add_why("Why?", "B", 0, {"s-w2", "s-w3"})
    sheet.add_cause("C", 1, {"s-c1"})
    assert [each["id"] for each in sheet.content["whys"]] == ["s-w1", "s-w4"]
    assert sheet.content["root_causes"] == [{"cause": "C", "id": "s-c2", "of": "s-w4"}]


def test_taking_back_an_answer_takes_back_its_root_cause() -> None:
    sheet = grown("A", "B")
    sheet.add_cause("C", 1, ())
    removed = sheet.remove_last()
    assert removed is not None
    assert removed.answer == "B"
    assert "root_causes" not in sheet.content
    sheet.remove_last()
    assert "whys" not in sheet.content
    assert sheet.remove_last() is None


def test_whys_that_wait_for_an_answer_are_filled_in_order() -> None:
    sheet = Sheet({"problem": "A", "whys": [{"id": "a", "why": "B?"}, {"answer": None}]})
    assert (sheet.last_answered, sheet.open_after(None), sheet.open_after(0)) == (None, 0, 1)
    sheet.fill_why(0, "B?", "C")
    assert (sheet.last_answered, sheet.open_after(0), sheet.open_after(1)) == (0, 1, None)
    sheet.fill_why(1, "D?", "E")
    assert sheet.content["whys"] == [{"id": "a", "why": "B?", "answer": "C"}, {"answer": "E", "why": "D?"}]


def test_the_keys_stand_in_their_order() -> None:
    sheet = Sheet({"root_causes": ["A"], "x-mine": 1})
    sheet.set("whys", [])
    sheet.set("problem", "B")
    assert list(sheet.content) == ["problem", "whys", "root_causes", "x-mine"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["The courier is careless"], {("whys", "0", "answer"): "blame"}),
        (["No van is free", "Parcels arrive late"], {("whys", "1", "answer"): "circle"}),
        (["No van is free", "Vans are booked on paper"], {}),
        (["Nu există un orar pentru livrări", "Curierul este neglijent"], {("whys", "1", "answer"): "blame"}),
    ],
)
def test_the_rules_hear_blame_and_circles(answers: list[str], expected: dict[tuple[str, ...], str]) -> None:
    assert heard(grown(*answers)) == expected


def test_the_rules_hear_a_symptom_taken_for_a_cause() -> None:
    sheet = grown("Nobody answers", "The line is busy")
    sheet.add_cause("Too many calls", 1, ())
    assert "symptom" in heard(sheet).values()
