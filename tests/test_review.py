"""The review keeps its contract (design §3): keys and their order, places, dates, languages, several canvases."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

import cxadvisor
from cxadvisor import (
    Settings,
    SettingsError,
    load,
    load_bytes,
    review,
)
from cxadvisor.rulebook.rulebook import shipped
from tests.judging import AS_OF, faulty, of_rule, seen
from tests.rules.canvases import PLAIN, WORKSHOP, emptied

# --- keys


FINDING_KEYS = (
    *(
        "rule",
        "code",
        "kind",
        "severity",
        "block",
        "stage",
        "at",
        "position",
        "message",
        "consequence",
        "because",
    ),
    *(
        "asks",
        "candidates",
        "absorbed",
        "advice",
        "whys",
        "sources",
        "ground",
        "effort",
        "impact",
        "fingerprint",
        "waived",
    ),
)
REVIEW_KEYS = (
    *(
        "cxreview",
        "complete",
        "tool",
        "as_of",
        "strategy",
        "strengths",
        "findings",
        "links",
        "scores",
        "coverage",
    ),
    *("checklist", "notices"),
)


def in_order(wanted: tuple[str, ...], keys: list[str]) -> bool:
    """Whether all ``wanted`` keys are there, in this order; keys may be added between them."""
    return [key for key in keys if key in wanted] == list(wanted)


def test_the_keys_of_a_review_stand_in_the_order_of_the_contract() -> None:
    data = json.loads(seen(faulty()).model_dump_json(by_alias=True))
    assert in_order(REVIEW_KEYS, list(data))
    assert data["cxreview"] == "1"
    assert data["tool"] == {"name": "cxadvisor", "version": cxadvisor.__version__}
    assert in_order(("title", "language", "files", "digest"), list(data["strategy"]))
    assert list(data["coverage"]) == ["assessed", "not_assessed"]
    for finding in data["findings"]:
        assert in_order(FINDING_KEYS, list(finding))
        assert in_order(("file", "line", "column", "sheet"), list(finding["position"]))
        assert all(in_order(("text", "at", "absent", "link"), list(reason)) for reason in finding["because"])
    for each in data["links"]:
        assert in_order(("from", "to", "relation", "origin", "confidence", "reason"), list(each))
    for score in data["scores"].values():
        assert list(score) == ["of", "covered", "gap", "asked"]


def test_a_question_says_what_it_asks() -> None:
    data = json.loads(seen(faulty()).model_dump_json(by_alias=True))
    (question,) = [
        f
        for f in data["findings"]
        if f["rule"] == "coverage-unclear" and f["asks"]["rule"] == "moment-without-activity"
    ]
    assert question["kind"] == "confirm"
    assert question["asks"] == {"rule": "moment-without-activity", "relation": "serves", "from": "activities"}
    assert question["severity"] in ("medium", "low")


def test_a_candidate_says_nothing_rather_than_something_far_fetched() -> None:
    moments = ["Vuole dare disdetta", "Il pacco arriva in ritardo"]
    activities = ["Tornare a una vita normale dopo la posa", "Consegna in giornata", "Festa di Natale"]
    notes = {"moments": {"post_sale": moments}, "activities": {"post_sale": activities}}
    made = seen({"cxcanvas": "1", "language": "it", **notes})
    (question,) = (each for each in of_rule(made, "coverage-unclear") if each.block == "moments")
    assert [(each.at, each.reason) for each in question.candidates] == [("/activities/post_sale/0", "")]
    assert all(link.reason for link in made.links)


def test_a_fingerprint_is_short_and_belongs_to_one_finding() -> None:
    prints = [finding.fingerprint for finding in seen(faulty()).findings]
    assert len(prints) == len(set(prints))
    assert all(re.fullmatch("[0-9a-f]{16}", each) for each in prints)


def test_scores_add_up() -> None:
    for canvas in (WORKSHOP, PLAIN, faulty()):
        for name, score in seen(canvas).scores.items():
            assert score.covered + score.gap + score.asked == score.of, name


def test_every_rule_is_either_assessed_or_said_not_to_be() -> None:
    coverage = seen(faulty()).coverage
    left = {each.rule for each in coverage.not_assessed}
    of_the_page = {card.name for card in shipped().cards if not card.given}
    assert set(coverage.assessed) | left == of_the_page - {"coverage-unclear"}
    assert not set(coverage.assessed) & left
    assert all(each.why for each in coverage.not_assessed)


def test_a_clean_canvas_shows_what_holds_together() -> None:
    made = seen(WORKSHOP)
    assert made.complete
    assert "All 4 moments that matter are served by an activity" in [each.text for each in made.strengths]
    assert [item.answer for item in made.checklist] == [None] * len(made.checklist)
    assert len(made.checklist) >= 7


# --- places


def test_every_place_exists_in_the_file() -> None:
    canvas = faulty()
    data = json.loads(seen(canvas).model_dump_json(by_alias=True))
    places = [place for f in data["findings"] for place in f["at"]]
    places += [reason["at"] for f in data["findings"] for reason in f["because"]]
    places += [place for f in data["findings"] for each in f["absorbed"] for place in each["at"]]
    places += [each[end] for each in data["links"] for end in ("from", "to")]
    places += [place for each in data["strengths"] for place in each["at"]]
    assert places
    for place in places:
        part: Any = canvas
        for step in place.split("/")[1:]:
            part = part[int(step)] if isinstance(part, list) else part[step]


def test_the_place_of_what_is_absent_exists_as_well() -> None:
    """A block that the file does not even mention is told at what encloses it."""
    canvas = {
        "cxcanvas": "1",
        "language": "en",
        "segments": ["Young families"],
        "needs": {"pre_sale": ["Clear prices"]},
    }
    for finding in seen(canvas).findings:
        for place in finding.at:
            part: Any = canvas
            for step in place.split("/")[1:]:
                assert step in part if isinstance(part, dict) else int(step) < len(part), (
                    finding.rule,
                    place,
                )
                part = part[int(step)] if isinstance(part, list) else part[step]


def test_a_position_names_file_line_and_column() -> None:
    text = b'cxcanvas: "1"\nlanguage: en\nculture:\n  - Honest\n  - TBD\n'
    (finding,) = of_rule(seen(load_bytes(text, "canvas.yaml", "yaml")), "placeholder-text")
    assert (finding.position.file, finding.position.line, finding.position.column) == ("canvas.yaml", 5, 5)
    assert finding.position.sheet is None


def test_the_position_of_what_is_absent_is_that_of_what_encloses_it() -> None:
    text = b'cxcanvas: "1"\nlanguage: en\nneeds:\n  pre_sale: [Clear prices]\nculture: [Honest]\n'
    made = seen(load_bytes(text, "canvas.yaml", "yaml"), select=["empty-block"])
    lines = {finding.position.line for finding in made.findings}
    assert None not in lines


# --- dates and languages


def test_the_date_is_the_only_thing_read_from_a_clock() -> None:
    canvas = emptied(WORKSHOP)
    canvas["metrics"]["post_sale"][0]["due"] = "2026-06-30"
    assert not of_rule(seen(canvas, as_of="2026-06-30"), "target-overdue")
    assert of_rule(seen(canvas, as_of="2026-07-01"), "target-overdue")
    assert seen(canvas, as_of=datetime.date(2026, 7, 1)) == seen(canvas, as_of="2026-07-01")
    assert seen(canvas, as_of=None).as_of == datetime.date.today().isoformat()


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(SettingsError, match="is not a date"):
        seen(faulty(), as_of="next week")


def test_texts_are_in_the_language_asked_for_else_in_that_of_the_settings_else_of_the_canvas() -> None:
    romanian = {**faulty(), "language": "ro"}
    assert review(romanian, as_of=AS_OF).interface == "ro"
    assert review(romanian, as_of=AS_OF, lang="en").interface == "en"
    assert review(load(faulty(), settings=Settings(language="ro")), as_of=AS_OF).interface == "ro"
    assert review({**faulty(), "language": "de"}, as_of=AS_OF).interface == "en"
    with pytest.raises(SettingsError, match="no texts in “xx”"):
        seen(faulty(), lang="xx")


# --- several canvases


def test_a_folder_with_two_canvases_gives_a_review_of_each(tmp_path: Path) -> None:
    for name, canvas in (("commuters.json", faulty()), ("families.json", PLAIN)):
        (tmp_path / name).write_text(json.dumps(canvas), "utf-8")
    made = seen(tmp_path)
    assert [each.strategy.files for each in made.reviews] == [("commuters.json",), ("families.json",)]
    assert made.strategy.files == ("commuters.json", "families.json")
    assert made.findings == ()
    assert made.complete
    alone = seen(tmp_path / "commuters.json")
    assert made.reviews[0].findings == alone.findings
    assert made.reviews[0].scores == alone.scores
