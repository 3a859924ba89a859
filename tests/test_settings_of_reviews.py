"""What settings and waivers do to a review (design §3)."""

from __future__ import annotations

from typing import Any

import pytest

from cxadvisor import (
    Review,
    Settings,
    SettingsError,
    load,
)
from cxadvisor.rulebook.rulebook import shipped
from tests.judging import faulty, of_rule, seen

# --- select, ignore, severities


@pytest.mark.parametrize("label", ["placeholder-text", "CAN104", "Placeholder-Text", "can104"])
def test_a_rule_is_called_by_name_or_code(label: str) -> None:
    canvas = {**faulty(), "segments": ["TBD"]}
    assert {finding.rule for finding in seen(canvas, select=[label]).findings} == {"placeholder-text"}
    assert not of_rule(seen(canvas, ignore=[label]), "placeholder-text")
    (finding,) = of_rule(
        seen(load(canvas, settings=Settings(severities={label: "high"}))), "placeholder-text"
    )
    assert finding.severity == "high"


def test_a_question_follows_the_rule_it_asks_about() -> None:
    asked = "moment-without-activity"
    chosen = seen(faulty(), select=[asked]).findings
    assert {finding.rule for finding in chosen} == {asked, "coverage-unclear"}
    assert {finding.asks.rule for finding in chosen if finding.asks} == {asked}
    assert asked not in {
        finding.asks.rule for finding in seen(faulty(), ignore=[asked]).findings if finding.asks
    }
    rated = seen(load(faulty(), settings=Settings(severities={asked: "low"})))
    assert {f.severity for f in rated.findings if asked in (f.rule, f.asks and f.asks.rule)} == {"low"}


def test_all_coverage_questions_can_be_chosen_or_left_out_at_once() -> None:
    assert {finding.rule for finding in seen(faulty(), select=["coverage-unclear"]).findings} == {
        "coverage-unclear"
    }
    assert not of_rule(seen(faulty(), ignore=["coverage-unclear"]), "coverage-unclear")


def test_a_question_or_advice_is_never_high_whatever_the_settings_say() -> None:
    settings = Settings(severities={card.name: "high" for card in shipped().cards})
    for finding in seen(load(faulty(), settings=settings)).findings:
        assert finding.severity != "high" or finding.kind in ("gap", "conflict", "weakness")


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match="Did you mean “empty-block”"):
        seen(faulty(), select=["empty-blok"])


@pytest.mark.parametrize("severity", ["high", "medium", "low"])
def test_the_severity_filter_hides_findings_and_changes_no_figure(severity: Any) -> None:
    everything, filtered = seen(faulty()), seen(faulty(), severity=severity)
    levels = ["high", "medium", "low"][: ["high", "medium", "low"].index(severity) + 1]
    assert filtered.findings == tuple(f for f in everything.findings if f.severity in levels)
    hidden: dict[str, Any] = {"findings": (), "severity": None}
    assert filtered.model_copy(update=hidden) == everything.model_copy(update=hidden)


def test_selecting_changes_no_figure() -> None:
    assert seen(faulty(), select=["empty-block"]).scores == seen(faulty()).scores


# --- waivers


def waived(waiver: dict[str, str], **arguments: Any) -> Review:
    return seen({**faulty(), "waivers": [{"reason": "agreed with the client"} | waiver]}, **arguments)


@pytest.mark.parametrize("at", ["m-inv", "moments"])
def test_a_waiver_names_an_id_or_a_block(at: str) -> None:
    made = waived({"rule": "moment-without-activity", "at": at, "until": "2026-12-31"})
    (finding,) = of_rule(made, "moment-without-activity")
    assert finding.waived is not None
    assert (finding.waived.reason, finding.waived.until) == ("agreed with the client", "2026-12-31")
    assert finding not in made.of_kind("gap")
    assert finding in made.of_kind("gap", waived=True)
    assert made.notices == ()


def test_a_waiver_may_name_a_fingerprint_and_a_code() -> None:
    (before,) = of_rule(seen(faulty()), "moment-without-activity")
    made = waived({"rule": "CUS301", "fingerprint": before.fingerprint})
    (after,) = of_rule(made, "moment-without-activity")
    assert after.waived is not None
    assert after.model_copy(update={"waived": None}).fingerprint == before.fingerprint


def test_a_waiver_of_one_note_waives_no_other() -> None:
    canvas = faulty()
    canvas["moments"]["post_sale"].append({"id": "m-news", "text": "Newsletter", "evidence": "x"})
    canvas["waivers"] = [{"rule": "moment-without-activity", "at": "m-inv", "reason": "agreed"}]
    found = of_rule(seen(canvas), "moment-without-activity")
    assert [(f.at, f.waived is None) for f in found] == [
        (("/moments/post_sale/2",), False),
        (("/moments/post_sale/4",), True),
    ]


def test_the_last_day_of_a_waiver_counts_and_the_next_does_not() -> None:
    waiver = {"rule": "moment-without-activity", "at": "m-inv", "until": "2026-01-01"}
    assert of_rule(waived(waiver), "moment-without-activity")[0].waived
    late = waived(waiver, as_of="2026-01-02")
    assert of_rule(late, "moment-without-activity")[0].waived is None
    (notice,) = late.notices
    assert (notice.code, notice.at) == ("waiver-expired", "/waivers/0")
    assert "2026-01-01" in notice.message
    assert late.complete


def test_a_waiver_that_applies_to_nothing_is_told() -> None:
    (notice,) = waived({"rule": "target-overdue", "at": "metrics"}).notices
    assert notice.code == "waiver-unused"


def test_a_waiver_of_an_unknown_rule_is_told() -> None:
    (notice,) = waived({"rule": "moment-without-activty", "at": "moments"}).notices
    assert notice.code == "waiver-unknown-rule"


def test_a_waiver_changes_no_score() -> None:
    assert waived({"rule": "moment-without-activity", "at": "m-inv"}).scores == seen(faulty()).scores


def test_a_waiver_is_not_called_unused_because_its_rule_was_not_selected() -> None:
    made = waived({"rule": "moment-without-activity", "at": "m-inv"}, select=["empty-block"])
    assert [notice.code for notice in made.notices] == []


def test_a_waiver_of_the_rule_that_is_asked_about_waives_the_question() -> None:
    made = waived({"rule": "moment-without-activity", "at": "moments"})
    (question,) = [f for f in made.findings if f.asks and f.asks.rule == "moment-without-activity"]
    assert question.waived is not None
