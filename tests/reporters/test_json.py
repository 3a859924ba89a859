from __future__ import annotations

import json

import pytest

from cxadvisor.model.review import Review
from cxadvisor.reporters import render
from tests.reporters.hostile import HOSTILE_TEXTS, hostile
from tests.reporters.samples import EMPTY, ROMANIAN, SEVERAL, SMALL

_ONE = ["cxreview", "complete", "tool", "as_of", "interface", "strategy", "strengths", "findings", "links", "ruled_out",
        "scores", "coverage_score", "readiness", "coverage", "checklist", "notices", "matrices", "threads"]  # fmt: skip
_SET = ["cxreview", "complete", "tool", "as_of", "interface", "strategy", "findings", "notices", "reviews"]


@pytest.mark.parametrize("sample", [EMPTY, SMALL, ROMANIAN, SEVERAL])
def test_what_is_written_reads_back_as_the_same_review(sample: Review) -> None:
    assert Review.model_validate(json.loads(render(sample, "json"))) == sample


def test_keys_are_those_of_the_contract() -> None:
    assert list(json.loads(render(SMALL, "json"))) == _ONE
    several = json.loads(render(SEVERAL, "json"))
    assert list(several) == _SET
    assert [list(inner) for inner in several["reviews"]] == [
        _ONE,
        [key for key in _ONE if key != "ruled_out"],
    ]


def test_ends_of_links_and_questions_have_their_names_in_the_file() -> None:
    data = json.loads(render(SMALL, "json"))
    assert data["links"][0]["from"] == "/activities/pre_sale/1"
    assert next(item for item in data["findings"] if item["asks"])["asks"] == {
        "rule": "moment-without-activity",
        "relation": "serves",
        "from": "activities",
    }


def test_letters_stay_letters() -> None:
    assert "Desface coletul și găsește o margine ciobită" in render(ROMANIAN, "json")


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_text_is_kept_and_does_not_act_on_a_terminal(text: str) -> None:
    sample, _ = hostile(text)
    report = render(sample, "json")
    assert Review.model_validate(json.loads(report)) == sample
    assert not set(report) & set("\x1b\x9b\x07\u202e\u202c\u2066\u200b\ufeff\u2028")
