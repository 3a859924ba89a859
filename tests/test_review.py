"""The review keeps its contract (design §3): keys and order, settings, waivers, places, crashes, budget, own rules."""

from __future__ import annotations

import datetime
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

import cxadvisor
from cxadvisor import (
    Finding,
    Review,
    Settings,
    SettingsError,
    assessing,
    load,
    load_bytes,
    review,
    rule,
    single,
)
from cxadvisor.engine import MATCH, TEST
from cxadvisor.language import Knowledge, Linking, link
from cxadvisor.model.canvas import Canvas
from cxadvisor.rulebook import vocabulary as facts
from cxadvisor.rulebook.rulebook import Rulebook, shipped
from tests.rules.canvases import PLAIN, WORKSHOP, Content, emptied

AS_OF = "2026-01-01"


def seen(canvas: Any, **arguments: Any) -> Review:
    return review(canvas, **({"as_of": AS_OF, "lang": "en"} | arguments))


def faulty() -> Content:
    """A canvas with a gap, a question, an absorbed finding and an advice."""
    canvas = emptied(WORKSHOP, ("culture", None))
    canvas["moments"]["post_sale"] += [
        {"id": "m-inv", "text": "Invoice", "evidence": "x"},
        {"text": "Xylo brumf", "evidence": "x"},
    ]
    canvas["supported_channels"]["post_sale"].append("Letter")
    return canvas


def of_rule(made: Review, name: str) -> list[Finding]:
    return [finding for finding in made.findings if finding.rule == name]


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


# --- rules that crash or take too long


PYTHON_CARD: dict[str, Any] = {
    "code": "ZZZ900",
    "name": "moment-of-the-pack",
    "kind": "weakness",
    "severity": "low",
    "sources": ["K8"],
    "ground": "practice",
    "since": "0.1",
    "finds": "Each moment of the canvas.",
    "matters": "It does not.",
    "at": "$moment",
    "message": "There is a moment.",
    "because": "It stands there.",
    "advice": "Leave it.",
    "whys": ["Why is it there?"],
}


def crashing(moment: str) -> bool:
    raise RuntimeError("the pack is broken")


def test_a_rule_in_python_finds_what_its_conditions_say() -> None:
    own = rule(
        PYTHON_CARD, facts.Moment(id=MATCH.moment, text=MATCH.text), TEST(lambda text: text == "Invoice")
    )
    (finding,) = of_rule(seen(faulty(), rules=[own]), "moment-of-the-pack")
    assert finding.at == ("/moments/post_sale/2",)
    assert finding.message == "There is a moment."
    assert finding.code == "ZZZ900"


def test_a_crashing_rule_is_one_notice_and_all_other_findings_stay_as_they_are() -> None:
    own = rule(PYTHON_CARD, facts.Moment(id=MATCH.moment), TEST(crashing))
    usual, made = seen(faulty()), seen(faulty(), rules=[own])
    assert not made.complete
    assert [(notice.code, notice.at) for notice in made.notices] == [("rule-crashed", "moment-of-the-pack")]
    assert "the pack is broken" in made.notices[0].message
    assert [f.model_dump_json() for f in made.findings] == [f.model_dump_json() for f in usual.findings]
    assert made.scores == usual.scores
    (left,) = [each for each in made.coverage.not_assessed if each.rule == "moment-of-the-pack"]
    assert left.why


def test_two_crashing_rules_are_two_notices() -> None:
    first = rule(PYTHON_CARD, facts.Moment(id=MATCH.moment), TEST(crashing))
    second = rule(
        {**PYTHON_CARD, "name": "moment-of-another-pack", "code": "ZZZ901"},
        facts.Moment(id=MATCH.moment),
        TEST(crashing),
    )
    made = seen(faulty(), rules=[first, second])
    assert sorted(str(notice.at) for notice in made.notices) == [
        "moment-of-another-pack",
        "moment-of-the-pack",
    ]
    assert made.findings == seen(faulty()).findings


def test_a_rule_that_takes_too_much_work_is_left_out_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "BUDGET", 100_000)
    notes = [facts.Note(id=getattr(MATCH, letter), text=getattr(MATCH, letter * 2)) for letter in "abcde"]
    own = rule(PYTHON_CARD, facts.Moment(id=MATCH.moment), *notes)
    usual, made = seen(faulty()), seen(faulty(), rules=[own])
    assert not made.complete
    assert [(notice.code, notice.at) for notice in made.notices] == [
        ("budget-exceeded", "moment-of-the-pack")
    ]
    assert made.findings == usual.findings


def test_a_crash_never_looks_clean() -> None:
    own = rule(PYTHON_CARD, facts.Moment(id=MATCH.moment), TEST(crashing))
    made = seen(WORKSHOP, rules=[own])
    assert made.findings == seen(WORKSHOP).findings
    assert not made.complete


def test_leaving_out_a_crashing_rule_makes_the_review_complete_again() -> None:
    own = rule(PYTHON_CARD, facts.Moment(id=MATCH.moment), TEST(crashing))
    made = seen(faulty(), rules=[own], ignore=["moment-of-the-pack"])
    assert made.complete
    assert made.notices == ()


# --- packs


CARD = """\
code: ACM001
name: moment-on-friday
kind: weakness
severity: low
sources: [K8]
ground: practice
since: "0.1"
finds: A moment that falls on a Friday.
matters: Nobody answers on a Friday afternoon.
when:
  - moment: {id: $moment, text: Friday, stage: $stage}
at: $moment
message: "“{moment.text}” falls on a Friday {moment.when}."
because: "It says so."
advice: Staff the Friday.
whys:
  - Why does it fall on a Friday?
"""


def test_a_pack_of_cards_from_a_folder_is_added(tmp_path: Path) -> None:
    (tmp_path / "days").mkdir()
    (tmp_path / "days" / "friday.yaml").write_text(CARD, "utf-8")
    canvas = faulty()
    canvas["moments"]["pre_sale"].append({"text": "Friday", "evidence": "x"})
    made = seen(canvas, rules=[tmp_path])
    (finding,) = of_rule(made, "moment-on-friday")
    assert finding.message == "“Friday” falls on a Friday before the sale."
    assert "moment-on-friday" in made.coverage.assessed
    assert seen(canvas, rules=[tmp_path], select=["ACM001"]).findings == (finding,)
    others = [f for f in made.findings if f.rule != "moment-on-friday"]
    assert others == list(seen(canvas).findings)


def test_packs_may_stand_in_the_settings_beside_the_canvas(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "friday.yaml").write_text(CARD, "utf-8")
    (tmp_path / "cxadvisor.toml").write_text('packs = ["pack"]\nselect = ["moment-on-friday"]\n', "utf-8")
    canvas = faulty()
    canvas["moments"]["pre_sale"].append({"text": "Friday", "evidence": "x"})
    (tmp_path / "canvas.json").write_text(json.dumps(canvas), "utf-8")
    assert [finding.rule for finding in seen(tmp_path / "canvas.json").findings] == ["moment-on-friday"]


def test_a_pack_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(cxadvisor.CxAdvisorError, match="nowhere"):
        seen(faulty(), rules=[tmp_path / "nowhere"])
    with pytest.raises(SettingsError, match="No pack of Python rules called “ghosts”"):
        seen(faulty(), rules=["python:ghosts"])


def test_a_pack_cannot_weaken_the_shipped_rules(tmp_path: Path) -> None:
    (tmp_path / "friday.yaml").write_text(CARD, "utf-8")
    before = shipped().cards
    seen(faulty(), rules=[tmp_path])
    assert shipped().cards is before


# --- speed


def test_a_full_page_is_reviewed_in_a_blink() -> None:
    """The figure to reach is 10 ms in memory; here only that nothing has gone badly wrong."""
    strategy = load(faulty())
    seen(strategy)
    started = time.process_time()
    for _ in range(5):
        seen(strategy)
    assert (time.process_time() - started) / 5 < 0.3


def test_ten_times_the_notes_take_no_hundred_times_the_time() -> None:
    canvas = emptied(PLAIN)
    for block in ("needs", "moments", "objectives", "activities", "metrics"):
        for stage in ("pre_sale", "post_sale"):
            canvas[block][stage] = [
                f"{text} {number}" for text in canvas[block][stage] for number in range(15)
            ]
    strategy = load(canvas)
    started = time.process_time()
    made = seen(strategy)
    assert made.complete
    assert time.process_time() - started < 10


def test_the_rulebook_is_compiled_once_for_all_reviews(monkeypatch: pytest.MonkeyPatch) -> None:
    seen(faulty())
    compiled: list[str] = []
    monkeypatch.setattr(Rulebook, "__init__", lambda *_: compiled.append("again"))
    seen(faulty())
    assert compiled == []


def test_the_linker_reads_each_canvas_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def counted(
        canvas: Canvas, knowledge: Knowledge, *, known_ids: frozenset[str], semantic: bool
    ) -> Linking:
        calls.append(canvas)
        return link(canvas, knowledge, known_ids=known_ids, semantic=semantic)

    monkeypatch.setattr(single, "link", counted)
    seen(faulty())
    assert len(calls) == 1


# --- what crowded canvases and hostile packs do


def test_a_placeholder_that_is_linked_is_not_counted_as_covered() -> None:
    canvas: Content = {
        "cxcanvas": "1",
        "language": "en",
        "moments": {
            "pre_sale": [
                {"id": "m0", "text": "TBD"},
                {"id": "m1", "text": "???"},
                {"id": "m2", "text": "Delivery"},
            ],
            "post_sale": [],
        },
        "activities": {"pre_sale": [{"text": "Delivery calls", "for": ["m0", "m1", "m2"]}], "post_sale": []},
    }
    score = seen(canvas).scores["moment-without-activity"]
    assert (score.of, score.covered) == (1, 1)


def test_a_canvas_too_crowded_for_its_links_is_reviewed_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "BUDGET", 0)
    monkeypatch.setattr(assessing, "STEPS_A_FACT", 3)
    canvas: Content = {
        "cxcanvas": "1",
        "language": "en",
        "activities": {
            "pre_sale": [{"text": f"Call {n}", "through": ["phone"]} for n in range(40)],
            "post_sale": [],
        },
        "supported_channels": {"pre_sale": [f"Phone {n}" for n in range(40)], "post_sale": []},
    }
    for arguments in ({}, {"select": ["empty-block"]}):
        made = seen(canvas, **arguments)
        assert not made.complete
        assert "budget-exceeded" in {notice.code for notice in made.notices}
        assert {each.rule for each in made.coverage.not_assessed} <= set(shipped_names())


def shipped_names() -> list[str]:
    return [card.name for card in shipped().cards]


def test_a_waiver_may_name_the_question_as_the_review_shows_it() -> None:
    canvas: Content = {
        "cxcanvas": "1",
        "language": "en",
        "moments": {"pre_sale": ["Brumf"], "post_sale": []},
        "activities": {"pre_sale": ["Zorg"], "post_sale": []},
    }
    question = next(finding for finding in seen(canvas).findings if finding.rule == "coverage-unclear")
    waiver = {"rule": question.rule, "fingerprint": question.fingerprint, "reason": "agreed"}
    waived = next(
        f for f in seen(canvas | {"waivers": [waiver]}).findings if f.fingerprint == question.fingerprint
    )
    assert waived.waived is not None


def test_lists_are_not_taken_letter_by_letter() -> None:
    with pytest.raises(SettingsError, match="is a list"):
        review(faulty(), select="CUS301")
