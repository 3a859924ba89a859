"""One cause, one finding: what a lead tells is listed under it and not counted again."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from cxadvisor import Finding, Review, Settings, load, review, single
from cxadvisor.language import Knowledge, Linking, NoteCandidate, Reason, link
from cxadvisor.model.blocks import BLOCKS, Relation
from cxadvisor.model.canvas import Canvas
from tests.rules.canvases import GOOD, PLAIN, WORKSHOP, Content, emptied, places_to_empty

STATED = ("gap", "conflict", "weakness")

both = pytest.mark.parametrize("canvas", GOOD.values(), ids=list(GOOD))
every_place = pytest.mark.parametrize(
    "place", places_to_empty(), ids=lambda place: f"{place[0]}-{place[1] or 'all'}"
)


def seen(canvas: Content, **settings: Any) -> Review:
    return review(canvas, as_of="2026-01-01", lang="en", **settings)


def stated(made: Review) -> list[Finding]:
    return [finding for finding in made.findings if finding.kind in STATED]


def questions(made: Review) -> list[Finding]:
    return [finding for finding in made.findings if finding.kind == "confirm"]


def of_rule(made: Review, rule: str) -> list[Finding]:
    return [finding for finding in made.findings if finding.rule == rule]


# --- emptying a block


@both
def test_a_good_canvas_has_nothing_to_state(canvas: Content) -> None:
    assert [finding.message for finding in stated(seen(canvas))] == []


@both
@every_place
def test_emptying_one_block_gives_one_finding_more_and_not_twenty(
    canvas: Content, place: tuple[str, str]
) -> None:
    before, after = seen(canvas), seen(emptied(canvas, place))
    assert [finding.rule for finding in stated(after)] == ["empty-block"]
    assert len(questions(after)) <= len(questions(before)) + 1
    assert after.complete


@both
@every_place
def test_the_finding_names_the_place_and_takes_its_question(canvas: Content, place: tuple[str, str]) -> None:
    block, stage = place
    (finding,) = stated(seen(emptied(canvas, place)))
    assert {each.split("/")[1] for each in finding.at} == {block}
    assert finding.block == block
    if stage:
        assert finding.at == (f"/{block}/{stage}",)
        assert finding.stage == stage


ADJACENT = [
    (first.name, second.name)
    for first, second in combinations(BLOCKS.values(), 2)
    if second.number == first.number + 1 and first.section == second.section
]
APART = [
    (first.name, second.name)
    for first, second in combinations(BLOCKS.values(), 2)
    if second.number > first.number + 1 or first.section != second.section
]


@both
@pytest.mark.parametrize("blocks", ADJACENT, ids="-".join)
def test_two_neighbours_of_a_section_are_one_finding(canvas: Content, blocks: tuple[str, str]) -> None:
    first, second = blocks
    (finding,) = stated(seen(emptied(canvas, (first, None), (second, None))))
    assert finding.rule == "empty-block"
    assert {each.split("/")[1] for each in finding.at} == {first, second}


@pytest.mark.parametrize("blocks", APART, ids="-".join)
def test_two_blocks_that_lie_apart_are_two_findings(blocks: tuple[str, str]) -> None:
    first, second = blocks
    found = stated(seen(emptied(WORKSHOP, (first, None), (second, None))))
    assert [finding.rule for finding in found] == ["empty-block", "empty-block"]


def test_an_empty_canvas_is_one_finding_a_section() -> None:
    made = seen(emptied(WORKSHOP, *((block, None) for block in BLOCKS)))
    assert [finding.rule for finding in stated(made)] == ["empty-block"] * 3
    assert questions(made) == []


def test_a_block_left_out_on_purpose_gives_no_finding_at_all() -> None:
    for block in BLOCKS:
        canvas = emptied(WORKSHOP, (block, None)) | {"not_captured": [block]}
        assert [f.rule for f in stated(seen(canvas)) if f.rule != "broken-reference"] == [], block


# --- leads


def test_a_lead_lists_what_it_absorbs_and_it_is_counted_nowhere_else() -> None:
    made = seen(emptied(WORKSHOP, ("activities", "post_sale")))
    (lead,) = stated(made)
    told = {(each.rule, place) for each in lead.absorbed for place in each.at}
    assert ("moment-without-activity", "/moments/post_sale/0") in told
    assert ("moment-without-activity", "/moments/post_sale/1") in told
    assert ("objective-without-activity", "/objectives/post_sale/0") in told
    assert not any(finding.rule == "moment-without-activity" for finding in made.findings)


def test_absorbed_findings_are_gaps_all_the_same_where_coverage_is_counted() -> None:
    before, after = seen(WORKSHOP), seen(emptied(WORKSHOP, ("activities", "post_sale")))
    assert before.scores["moment-without-activity"].gap == 0
    assert after.scores["moment-without-activity"].gap == 2
    assert after.scores["moment-without-activity"].covered == 2


def test_a_lead_is_as_grave_as_the_gravest_that_it_tells() -> None:
    (lead,) = stated(seen(emptied(WORKSHOP, ("activities", "post_sale"))))
    assert lead.severity == "high", "moments without an activity are high"
    (lead,) = stated(seen(emptied(WORKSHOP, ("culture", None))))
    assert lead.severity == "medium"


def test_without_the_lead_what_it_told_surfaces() -> None:
    canvas = emptied(WORKSHOP, ("activities", "post_sale"))
    alone = seen(canvas, ignore=["empty-block"])
    assert {place for finding in of_rule(alone, "moment-without-activity") for place in finding.at} == {
        "/moments/post_sale/0",
        "/moments/post_sale/1",
    }


def test_no_finding_is_both_absorbed_and_listed() -> None:
    for place in places_to_empty():
        made = seen(emptied(WORKSHOP, place))
        listed = {(finding.rule, each) for finding in made.findings for each in finding.at}
        told = {(each.rule, at) for finding in made.findings for each in finding.absorbed for at in each.at}
        assert not listed & told, place


def test_nothing_is_absorbed_twice() -> None:
    for place in places_to_empty():
        made = seen(emptied(WORKSHOP, place))
        told = Counter((each.rule, each.at) for finding in made.findings for each in finding.absorbed)
        del told[
            "broken-reference", ("/activities/pre_sale/1",)
        ]  # it names two channels, so it is told for each
        assert not [key for key, times in told.items() if times > 1], place


def test_links_that_end_in_empty_blocks_make_no_broken_chain() -> None:
    """Need and metric are missing because their blocks are empty; that is told once, by the empty blocks."""
    canvas = emptied(WORKSHOP, ("needs", "post_sale"), ("metrics", "post_sale"))
    made = seen(canvas)
    assert {finding.rule for finding in stated(made)} == {"empty-block"}
    told = {each.rule for finding in stated(made) for each in finding.absorbed}
    assert {"objective-without-metric", "objective-without-need"} <= told
    assert "objective-chain-broken" not in told


def test_an_empty_block_does_not_hide_a_fault_of_another_block() -> None:
    """The needs stand empty; that one objective lost its metric is another matter."""
    canvas = emptied(WORKSHOP, ("needs", None))
    canvas["objectives"]["post_sale"][0]["text"] = "Warranty"
    del canvas["metrics"]["post_sale"][0]
    made = seen(canvas)
    assert "/objectives/post_sale/0" in {
        place for f in of_rule(made, "objective-without-metric") for place in f.at
    }


def replaced(block: str, stage: str, index: int, **changes: Any) -> Content:
    canvas = emptied(WORKSHOP)
    note = canvas[block][stage][index]
    for key, value in changes.items():
        note.pop(key, None)
        if value is not None:
            note[key.rstrip("_")] = value
    return canvas


def test_an_objective_that_stands_alone_is_one_finding_with_its_chain() -> None:
    canvas = replaced("objectives", "post_sale", 0, **{"for": None}, text="Warranty")
    canvas["objectives"]["post_sale"][1]["for"] = ["n-3", "n-4"]
    canvas["metrics"]["post_sale"][0]["for"] = ["o-4"]
    made = seen(canvas)
    (chain,) = of_rule(made, "objective-chain-broken")
    assert chain.at == ("/objectives/post_sale/0",)
    assert {each.rule for each in chain.absorbed} == {"objective-without-metric", "objective-without-need"}
    said = [reason.text for reason in chain.because]
    assert any(text.startswith("Need: ✗") for text in said)
    assert any(text.startswith("Activity: ✓") for text in said)
    assert any(text.startswith("Metric: ✗") for text in said)
    assert of_rule(made, "objective-without-metric") == []


def test_one_missing_link_keeps_its_own_name() -> None:
    canvas = replaced("objectives", "post_sale", 0, text="Warranty")
    canvas["metrics"]["post_sale"][0]["for"] = ["o-4"]
    made = seen(canvas)
    assert of_rule(made, "objective-chain-broken") == []
    assert [finding.at for finding in of_rule(made, "objective-without-metric")] == [
        ("/objectives/post_sale/0",)
    ]


def test_an_unsupported_channel_is_told_once_on_the_channel() -> None:
    canvas = emptied(WORKSHOP)
    canvas["supported_channels"]["post_sale"] = [{"id": "sc-3", "text": "Phone", "for": ["pc-3"]}]
    canvas["activities"]["post_sale"][1]["through"] = ["pc-4"]
    (lead,) = stated(seen(canvas))
    assert lead.rule == "preferred-channel-unsupported"
    assert lead.at == ("/preferred_channels/post_sale/1",)
    assert "activity-in-unsupported-channel" in {each.rule for each in lead.absorbed}


def test_a_placeholder_is_told_as_such_and_takes_part_in_nothing() -> None:
    for block in ("needs", "moments", "preferred_channels", "objectives", "activities", "metrics"):
        canvas = emptied(WORKSHOP)
        canvas[block]["post_sale"].append("TBD")
        (finding,) = stated(seen(canvas))
        assert finding.rule == "placeholder-text"
        assert finding.absorbed == ()


# --- a gap and an orphan that may belong together

ORPHANS = [
    ("objectives", "metrics", "measures", "objective-without-metric", "metric-without-objective"),
    ("moments", "activities", "serves", "moment-without-activity", "activity-without-purpose"),
]


@pytest.mark.parametrize(("wanting", "idle", "relation", "gap", "orphan"), ORPHANS)
def test_a_gap_and_an_orphan_that_may_fit_are_one_question(
    monkeypatch: pytest.MonkeyPatch, wanting: str, idle: str, relation: Relation, gap: str, orphan: str
) -> None:
    """“Which metric shows the objective; is it this one?” is one question and not two."""
    canvas = emptied(WORKSHOP)
    canvas[wanting]["post_sale"].append({"id": "new", "text": "Warranty", "evidence": "complaint book"})
    if wanting == "objectives":
        canvas["objectives"]["post_sale"][-1]["for"] = ["n-3"]
        canvas["activities"]["post_sale"][0]["for"].append("new")
    canvas[idle]["post_sale"].append({"text": "Newsletter"})
    ends = f"/{wanting}/post_sale/2", f"/{idle}/post_sale/2"

    def unsure(canvas: Canvas, knowledge: Knowledge, *, known_ids: frozenset[str], semantic: bool) -> Linking:
        """Link, and hold that the two notes may belong together."""
        maybe = {
            (here, relation): (NoteCandidate(there, relation, 0.3, Reason("words", "a", "b")),)
            for here, there in (ends, ends[::-1])
        }
        linking = link(canvas, knowledge, known_ids=known_ids, semantic=semantic)
        return linking._replace(candidates=dict(linking.candidates) | maybe)

    monkeypatch.setattr(single, "link", unsure)
    made = seen(canvas)
    (question,) = [f for f in questions(made) if f.asks and f.asks.rule in (gap, orphan)]
    assert question.asks is not None
    assert question.asks.rule == gap
    assert [candidate.at for candidate in question.candidates] == [ends[1]]
    assert (orphan, ends[1:]) in {(each.rule, each.at) for each in question.absorbed}


def test_an_orphan_that_a_silenced_question_names_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The objective stands alone, so its metric is not asked about; then the idle metric is asked about by itself."""
    canvas = emptied(WORKSHOP)
    canvas["objectives"]["post_sale"].append("Warranty")
    canvas["metrics"]["post_sale"].append("Newsletter")
    ends = "/objectives/post_sale/2", "/metrics/post_sale/2"

    def unsure(canvas: Canvas, knowledge: Knowledge, *, known_ids: frozenset[str], semantic: bool) -> Linking:
        maybe: dict[tuple[str, Relation], tuple[NoteCandidate, ...]] = {
            (here, "measures"): (NoteCandidate(there, "measures", 0.3, Reason("words", "a", "b")),)
            for here, there in (ends, ends[::-1])
        }
        linking = link(canvas, knowledge, known_ids=known_ids, semantic=semantic)
        return linking._replace(candidates=dict(linking.candidates) | maybe)

    monkeypatch.setattr(single, "link", unsure)
    made = seen(canvas)
    assert of_rule(made, "objective-chain-broken")
    named = {place for finding in made.findings for place in finding.at}
    named |= {place for finding in made.findings for each in finding.absorbed for place in each.at}
    assert ends[1] in named


def test_a_question_names_at_most_five_candidates_and_the_best_first() -> None:
    canvas = emptied(PLAIN)
    canvas["objectives"]["post_sale"] += ["Delivery to the door", "Delivery by bicycle"]
    canvas["metrics"]["post_sale"] += [f"Deliveries of kind {letter}" for letter in "abcdefgh"]
    for question in questions(seen(canvas)):
        confidences = [candidate.confidence for candidate in question.candidates]
        assert len(confidences) <= 5
        assert confidences == sorted(confidences, reverse=True)


def test_only_questions_carry_candidates() -> None:
    for place in places_to_empty():
        for finding in seen(emptied(PLAIN, place)).findings:
            assert finding.kind == "confirm" or (finding.candidates == () and finding.asks is None)


def test_what_matters_most_comes_first() -> None:
    canvas = emptied(WORKSHOP, ("culture", None))
    canvas["moments"]["pre_sale"].append("Warranty")
    canvas["metrics"]["post_sale"].append({"text": "TBD"})
    canvas["supported_channels"]["post_sale"].append("Letter")
    kinds = [finding.kind for finding in seen(canvas).findings]
    ranks = [{"confirm": 1, "advice": 2}.get(kind, 0) for kind in kinds]
    assert ranks == sorted(ranks)
    severities = [f.severity for f in stated(seen(canvas))]
    assert severities == sorted(severities, key=["high", "medium", "low"].index)


# --- one list of what several rules find

LIST = "measurement-plan-incomplete"
PARTS = ("churn-unmeasured", "marketing-engagement-unmeasured")
GAPPY: Content = {
    "cxcanvas": "1",
    "language": "en",
    "awareness_plan": ["Leaflets at the station"],
    "metrics": {
        "pre_sale": ["Price accuracy"],
        "post_sale": ["Time to resolution", "Share of deliveries on time", "Return rate"],
    },
    "not_captured": [block for block in BLOCKS if block not in ("awareness_plan", "metrics")],
}


def test_what_two_rules_find_becomes_one_list() -> None:
    made = seen(GAPPY)
    (found,) = of_rule(made, LIST)
    assert [each.rule for each in found.absorbed] == list(PARTS)
    assert found.at == ("/metrics/pre_sale", "/metrics/post_sale")
    assert [reason.at for reason in found.because] == ["/metrics/post_sale", "/metrics/pre_sale"]
    assert all(reason.absent for reason in found.because)
    assert not any(of_rule(made, part) for part in PARTS)


@pytest.mark.parametrize("settings", [{"ignore": [LIST]}, {"select": PARTS}])
def test_without_the_list_each_part_keeps_its_name(settings: dict[str, Any]) -> None:
    made = seen(GAPPY, **settings)
    assert not of_rule(made, LIST)
    assert all(len(of_rule(made, part)) == 1 for part in PARTS)


def test_the_list_alone_can_be_selected() -> None:
    made = seen(GAPPY, select=[LIST])
    assert [finding.rule for finding in made.findings] == [LIST]


def test_a_part_that_is_ignored_or_waived_leaves_the_list() -> None:
    assert not of_rule(seen(GAPPY, ignore=[PARTS[0]]), LIST)
    assert len(of_rule(seen(GAPPY, ignore=[PARTS[0]]), PARTS[1])) == 1
    waiver = {"rule": PARTS[0], "at": "metrics", "reason": "one purchase in a lifetime"}
    made = seen({**GAPPY, "waivers": [waiver]})
    assert not of_rule(made, LIST)
    (waived,) = of_rule(made, PARTS[0])
    assert waived.waived is not None
    assert not made.notices
    (other,) = of_rule(made, PARTS[1])
    assert other.waived is None


def test_two_parts_that_only_ask_make_one_question() -> None:
    """A single piece of advice is not worth a question; two of one list are."""
    metrics = ["Time to resolution", "Share of deliveries on time", "Return rate", "Xylo brumf quandro"]
    canvas = {**GAPPY, "metrics": {"pre_sale": ["Price accuracy"], "post_sale": metrics}}
    made = seen(canvas)
    assert of_rule(made, PARTS[1])
    assert LIST not in {each.asks.rule for each in questions(made) if each.asks}
    assert PARTS[0] in {each.rule for each in made.coverage.not_assessed}
    canvas = {
        **canvas,
        "metrics": {"pre_sale": ["Price accuracy", "Plonk", "Price level"], "post_sale": metrics},
    }
    made = seen(canvas)
    (asked,) = (each for each in questions(made) if each.asks and each.asks.rule == LIST)
    assert [each.rule for each in asked.absorbed] == list(PARTS)
    assert asked.message == "Are 2 things missing from the measurement plan?"
    assert [reason.at for reason in asked.because if not reason.absent] == [
        "/metrics/pre_sale/1",
        "/metrics/post_sale/3",
    ]


# --- what is absent but for a few notes that were not read


def operations(*more: str) -> Content:
    """Metrics of operations alone, and ``more``."""
    return {
        "cxcanvas": "1",
        "language": "en",
        "metrics": {
            "pre_sale": ["Conversion rate"],
            "post_sale": ["Churn rate", "Time to resolution", *more],
        },
        "not_captured": [block for block in BLOCKS if block != "metrics"],
    }


def test_a_note_that_was_not_read_makes_a_statement_a_question_that_names_it() -> None:
    rule = "only-internal-metrics"
    canvas = operations("Xylo brumf quandro")
    (said,) = of_rule(seen(operations()), rule)
    (asked,) = questions(made := seen(canvas))
    assert asked.rule == "coverage-unclear"
    assert asked.asks is not None
    assert (asked.asks.rule, asked.asks.relation) == (rule, None)
    assert asked.consequence == said.consequence
    assert asked.advice.startswith(said.advice)
    assert [reason.at for reason in asked.because if not reason.absent] == ["/metrics/post_sale/2"]
    assert rule in made.coverage.assessed
    for settings in ({"ignore": ["coverage-unclear"]}, {"ignore": [rule]}):
        assert not questions(seen(canvas, **settings))


def test_many_notes_that_were_not_read_silence_the_question_too() -> None:
    made = seen(operations("Xylo brumf quandro", "Zwirbel plonk"))
    assert not questions(made)
    assert "only-internal-metrics" in {each.rule for each in made.coverage.not_assessed}


def test_what_a_lead_tells_stands_in_no_list() -> None:
    """Help by phone and e-mail alone is told by the counter that nobody staffs; what is left is one thing, no list."""
    canvas: Content = {
        "cxcanvas": "1",
        "language": "en",
        "needs": {"post_sale": ["Look it up myself"]},
        "preferred_channels": {"post_sale": ["Counter"]},
        "supported_channels": {"post_sale": ["Phone", "E-mail"]},
        "activities": {"post_sale": ["Free repair"]},
        "service_model": ["One person keeps the case"],
    }
    made = seen(canvas)
    (lead,) = of_rule(made, "preferred-channel-unsupported")
    assert [each.rule for each in lead.absorbed] == ["service-limited-to-phone-and-email"]
    assert not of_rule(made, "service-help-one-sided")
    assert of_rule(made, "no-self-service")
    made = seen(canvas, ignore=["preferred-channel-unsupported"])
    (found,) = of_rule(made, "service-help-one-sided")
    assert [each.rule for each in found.absorbed] == ["no-self-service", "service-limited-to-phone-and-email"]


def test_a_list_is_as_grave_as_its_gravest_part() -> None:
    pack = review(GAPPY, as_of="2026-01-01", lang="en")
    assert [finding.severity for finding in of_rule(pack, LIST)] == ["low"]
    settings = Settings(severities={PARTS[0]: "medium"})
    made = seen(load(GAPPY, settings=settings))  # type: ignore[arg-type]
    assert [finding.severity for finding in of_rule(made, LIST)] == ["medium"]
