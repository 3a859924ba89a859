"""Scores add up in the open, and nothing that is not known counts as good (docs/scores.md)."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxadvisor import Review, Settings, load, load_bytes, review
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.review import Criterion
from cxadvisor.model.scores import RelationScore, Tally
from tests.rules.canvases import PLAIN, WORKSHOP, Content, emptied

ROOT = Path(__file__).parents[1]
MOMENTS = "moment-without-activity"


def seen(canvas: Any, **arguments: Any) -> Review:
    return review(canvas, **({"as_of": "2026-01-01", "lang": "en"} | arguments))


def of_rule(made: Review, rule: str) -> RelationScore:
    assert made.coverage_score
    (found,) = [each for each in made.coverage_score.relations if each.rule == rule]
    return found


def criterion(made: Review, name: str) -> Criterion:
    assert made.readiness
    (found,) = [each for each in made.readiness.criteria if each.id == name]
    return found


def tallies(made: Review) -> Iterator[Tally]:
    assert made.coverage_score
    score = made.coverage_score
    yield from (score.whole, *score.relations, *score.blocks.values(), *score.stages.values())


def notes_of(canvas: Content) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists of notes of a canvas, with the block of each."""
    for block in BLOCKS:
        content = canvas.get(block, [])
        for notes in content.values() if isinstance(content, dict) else [content]:
            yield block, notes


# --- by hand


SMALL: Content = {
    "cxcanvas": "1",
    "language": "en",
    "segments": [{"id": "s-1", "text": "Families with a garden", "share": 0.25}],
    "moments": {
        "post_sale": [
            {"id": "m-1", "text": "The mower does not start", "importance": 3},
            {"id": "m-2", "text": "Xylo brumf", "for": ["s-1"]},
            {"id": "m-3", "text": "The blade is dull", "importance": 2, "for": ["s-1"]},
            {"id": "m-4", "text": "Grass grows again"},
        ]
    },
    "activities": {"post_sale": [{"id": "a-1", "text": "Zorp quux", "for": ["m-1", "m-3"]}]},
}
"""Moments weigh 3, 1 × 0.25, 2 × 0.25 and 1; the first and the third are served, of the others nothing is known."""


def test_a_relation_adds_up_the_weights_of_its_notes() -> None:
    found = of_rule(seen(SMALL), MOMENTS)
    assert found.notes.sure == ("/moments/post_sale/0", "/moments/post_sale/2")
    assert set(found.notes.asked + found.notes.gap) == {"/moments/post_sale/1", "/moments/post_sale/3"}
    assert (found.of, found.sure, found.assumed) == (4.75, 3.5, 0)
    assert found.at_least == round(3.5 / 4.75, 4)
    assert found.at_most == round((4.75 - found.gap) / 4.75, 4)


def test_every_weight_but_one_is_told_with_its_factors() -> None:
    made = seen(SMALL)
    assert made.coverage_score
    told = [(each.at, each.importance, each.share, each.weight) for each in made.coverage_score.weights]
    assert told == [
        ("/moments/post_sale/0", 3, None, 3),
        ("/moments/post_sale/1", None, 0.25, 0.25),
        ("/moments/post_sale/2", 2, 0.25, 0.5),
    ]


def test_shares_of_several_segments_are_added_and_an_unknown_share_is_everybody() -> None:
    canvas = copy.deepcopy(SMALL)
    canvas["segments"] += [
        {"id": "s-2", "text": "Gardeners by trade", "share": 0.9},
        {"id": "s-3", "text": "Golf clubs"},
    ]
    moments = canvas["moments"]["post_sale"]
    moments[1]["for"] = ["s-1", "s-2"]
    moments[2]["for"] = ["s-1", "s-3"]
    made = seen(canvas)
    assert made.coverage_score
    assert {each.at: each.weight for each in made.coverage_score.weights} == {
        "/moments/post_sale/0": 3,
        "/moments/post_sale/2": 2,
    }


def test_where_nothing_stands_there_is_no_share() -> None:
    made = seen(emptied(WORKSHOP, ("moments", None)))
    found = of_rule(made, MOMENTS)
    assert (found.of, found.at_least, found.at_most) == (0, None, None)
    assert criterion(made, "moments").state == "not_assessed"


def test_what_was_left_out_on_purpose_is_not_assessed_and_not_good() -> None:
    canvas = emptied(WORKSHOP, ("activities", None)) | {"not_captured": ["activities"]}
    for block in ("service_model", "sales_model", "retention_plan", "awareness_plan"):
        canvas[block] = []
    canvas["not_captured"] += ["service_model", "sales_model", "retention_plan", "awareness_plan"]
    made = seen(canvas)
    found = of_rule(made, MOMENTS)
    assert (found.of, found.unassessed, found.at_least, found.at_most) == (4, 4, 0, 1)
    assert criterion(made, "moments").state == "not_assessed"
    assert criterion(made, "blocks").state == "not_assessed"
    assert made.readiness
    assert made.readiness.word == "draft"


# --- arithmetic that holds for all


def canvases() -> list[Any]:
    files = [*sorted((ROOT / "examples").glob("*/canvas.*")), ROOT / "tests/labelled/pl-gym.json"]
    return [WORKSHOP, PLAIN, SMALL, emptied(PLAIN, ("needs", None)), {"cxcanvas": "1"}, *map(load, files)]


@pytest.mark.parametrize("canvas", canvases(), ids=range(len(canvases())))
def test_every_tally_is_the_sum_of_its_parts(canvas: Any) -> None:
    made = seen(canvas)
    assert made.coverage_score
    score = made.coverage_score
    for each in tallies(made):
        parts = (each.sure, each.assumed, each.gap, each.asked, each.unassessed)
        assert sum(parts) == pytest.approx(each.of)
        if each.of:
            assert each.at_least == pytest.approx((each.sure + each.assumed) / each.of, abs=1e-4)
            assert each.at_most == pytest.approx(1 - each.gap / each.of, abs=1e-4)
    for name in ("of", "sure", "assumed", "gap", "asked", "unassessed"):
        for parts_of_whole in (score.relations, score.blocks.values(), score.stages.values()):
            total = sum(getattr(each, name) for each in parts_of_whole)
            assert total == pytest.approx(getattr(score.whole, name))


@pytest.mark.parametrize("canvas", canvases(), ids=range(len(canvases())))
def test_counted_notes_are_those_of_the_plain_scores(canvas: Any) -> None:
    made = seen(canvas)
    for rule, plain in made.scores.items():
        notes = of_rule(made, rule).notes
        assert len(notes.sure) + len(notes.assumed) == plain.covered
        assert len(notes.gap) == plain.gap
        assert len(notes.asked) <= plain.asked <= len(notes.asked) + len(notes.unassessed)
        assert sum(len(places) for _, places in notes) == plain.of


def shuffled(canvas: Content, seed: int) -> Content:
    """Return the canvas with the notes of every list in another order."""
    changed = copy.deepcopy(canvas)
    chance = random.Random(seed)
    for _, notes in notes_of(changed):
        chance.shuffle(notes)
    return changed


@settings(max_examples=15, deadline=None)
@given(st.sampled_from([WORKSHOP, PLAIN, SMALL]), st.integers(0, 1000))
def test_the_order_of_notes_changes_no_figure(canvas: Content, seed: int) -> None:
    one, other = seen(canvas), seen(shuffled(canvas, seed))
    assert list(map(_figures, tallies(one))) == list(map(_figures, tallies(other)))
    assert one.readiness
    assert other.readiness
    assert [(each.id, each.state, each.fulfilled) for each in one.readiness.criteria] == [
        (each.id, each.state, each.fulfilled) for each in other.readiness.criteria
    ]


def _figures(tally: Tally) -> Mapping[str, Any]:
    return {name: getattr(tally, name) for name in Tally.model_fields}


@pytest.mark.parametrize("canvas", [WORKSHOP, PLAIN])
def test_weights_of_one_are_no_weights(canvas: Content) -> None:
    weighted = copy.deepcopy(canvas)
    for block, notes in notes_of(weighted):
        for number, note in enumerate(notes):
            given_note = {"text": note} if isinstance(note, str) else note
            notes[number] = given_note | {"importance": 1} | ({"share": 1.0} if block == "segments" else {})
    assert seen(weighted).coverage_score == seen(canvas).coverage_score


def without_links(canvas: Content) -> Content:
    changed = copy.deepcopy(canvas)
    for _, notes in notes_of(changed):
        for note in notes:
            note.pop("for", None)
            note.pop("through", None)
            note["text"] = f"Zorp {note.get('id', len(note['text']))}"
    return changed


def test_a_link_more_never_lowers_what_is_linked() -> None:
    """From a canvas of words that nobody knows, link by link, to the one in which all links are given."""
    canvas, least, steps = without_links(WORKSHOP), 0.0, 0
    given_links = [
        (at, number, target)
        for at, (_, notes) in enumerate(notes_of(WORKSHOP))
        for number, note in enumerate(notes)
        for target in note.get("for", ())
    ]
    random.Random(7).shuffle(given_links)
    lists = [notes for _, notes in notes_of(canvas)]
    for at, number, target in given_links:
        lists[at][number].setdefault("for", []).append(target)
        made = seen(canvas)
        assert made.coverage_score
        found = made.coverage_score.whole.at_least
        assert found is not None
        assert found >= least
        steps += found > least
        least = found
    assert steps > 5


def test_a_note_of_which_nothing_is_known_never_raises_a_share() -> None:
    before = seen(WORKSHOP)
    canvas = copy.deepcopy(WORKSHOP)
    canvas["moments"]["post_sale"].append({"id": "m-9", "text": "Xylo brumf", "evidence": "x"})
    after = seen(canvas)
    for one, other in zip(tallies(before), tallies(after), strict=True):
        assert (one.at_least or 0) >= (other.at_least or 0)
    assert criterion(before, "moments").state == "met"
    assert criterion(after, "moments").state != "met"


# --- readiness


def fully_described() -> Content:
    canvas = copy.deepcopy(WORKSHOP)
    for metrics in canvas["metrics"].values():
        for metric in metrics:
            metric.update(target="90 %", baseline="80 %", owner="Shop manager", source="internal")
            metric.update(direction="up", due="2026-12-31")
    canvas["metrics"]["pre_sale"][0]["source"] = "external"
    canvas["metrics"]["post_sale"][1]["source"] = "external"
    return canvas


def test_words_rise_with_what_is_written() -> None:
    def word(canvas: Content) -> str:
        made = seen(canvas)
        assert made.readiness
        return made.readiness.word

    assert word({"cxcanvas": "1"}) == "draft"
    assert word(emptied(WORKSHOP, ("culture", None))) == "draft"
    assert word(WORKSHOP) == "coherent"
    unfounded = fully_described()
    unfounded["needs"]["pre_sale"][0].pop("evidence")
    assert word(unfounded) == "measurable"
    assert word(fully_described()) == "evidenced"


def test_a_criterion_names_what_stands_in_its_way() -> None:
    canvas = fully_described()
    canvas["metrics"]["post_sale"][0].pop("owner")
    found = criterion(seen(canvas), "owners")
    assert (found.state, found.of, found.fulfilled, found.against) == ("not_met", 4, 3, 1)
    assert found.at == ("/metrics/post_sale/0",)


def test_a_rule_left_out_by_settings_makes_its_criterion_not_assessed() -> None:
    canvas = copy.deepcopy(WORKSHOP)
    assert criterion(seen(canvas), "few_objectives").state == "met"
    assert criterion(seen(canvas, ignore=["too-many-objectives"]), "few_objectives").state == "not_assessed"
    assert (
        criterion(seen(canvas, ignore=["preferred-channel-unsupported"]), "serious").state == "not_assessed"
    )


def test_hiding_findings_changes_no_word() -> None:
    canvas = emptied(WORKSHOP, ("culture", None))
    canvas["preferred_channels"]["post_sale"].append({"id": "pc-5", "text": "Letter", "evidence": "x"})
    for severity in ("high", "medium", "low"):
        assert seen(canvas, severity=severity).readiness == seen(canvas).readiness


def test_an_accepted_exception_does_not_stand_in_the_way_and_is_counted() -> None:
    canvas = copy.deepcopy(WORKSHOP)
    canvas["preferred_channels"]["post_sale"].append({"id": "pc-5", "text": "Letter", "evidence": "x"})
    assert criterion(seen(canvas), "channels").state == "not_met"
    assert criterion(seen(canvas), "serious").state == "not_met"
    canvas["waivers"] = [{"rule": "preferred-channel-unsupported", "at": "pc-5", "reason": "agreed"}]
    found = criterion(seen(canvas), "channels")
    assert (found.state, found.fulfilled, found.accepted, found.of) == ("met", 4, 1, 5)
    assert criterion(seen(canvas), "serious").accepted == 1


def test_every_canvas_has_a_score_of_its_own_and_what_is_across_them_none(tmp_path: Path) -> None:
    for number, canvas in enumerate((WORKSHOP, PLAIN)):
        (tmp_path / f"canvas-{number}.json").write_text(json.dumps(canvas), "utf-8")
    made = seen(tmp_path)
    assert made.coverage_score is None
    assert made.readiness is None
    assert made.matrices == ()
    scores = {each.strategy.files: each.coverage_score for each in made.reviews}
    assert scores == {
        ("canvas-0.json",): seen(WORKSHOP).coverage_score,
        ("canvas-1.json",): seen(PLAIN).coverage_score,
    }


# --- artefacts


PERSONAS: Content = {
    "personas": [
        {"name": "Asha", "quotes": ["I cannot be late"], "goals": ["Arrive"], "evidence": "12 interviews"},
        {"name": "Tom", "quotes": ["I fix it myself"], "goals": ["Save"], "evidence": "9 interviews"},
    ]
}


def artefacts(content: Content) -> Review:
    return seen(load_bytes(json.dumps(content).encode(), "personas.json"))


def test_artefacts_that_rest_on_something_are_praised_with_or_without_a_canvas() -> None:
    alone = artefacts(PERSONAS)
    text = "All 2 personas say what they were drawn from"
    assert [(each.text, each.at) for each in alone.strengths] == [
        (text, ("personas.json#/personas/0", "personas.json#/personas/1"))
    ]
    assert text in [each.text for each in seen(WORKSHOP | PERSONAS).strengths]
    unfounded = copy.deepcopy(PERSONAS)
    unfounded["personas"][0].pop("evidence")
    assert artefacts(unfounded).strengths == ()


def test_personas_without_ground_keep_a_strategy_from_being_evidenced() -> None:
    canvas = fully_described()
    assert "personas" not in {each.id for each in seen(canvas).readiness.criteria}  # type: ignore[union-attr]
    unfounded = copy.deepcopy(PERSONAS)
    unfounded["personas"][0].pop("evidence")
    made = seen(canvas | unfounded)
    assert criterion(made, "personas").state == "not_met"
    assert made.readiness
    assert made.readiness.word == "measurable"


def test_settings_of_severity_decide_what_is_serious() -> None:
    canvas = copy.deepcopy(WORKSHOP)
    canvas["preferred_channels"]["post_sale"].append({"id": "pc-5", "text": "Letter", "evidence": "x"})
    mild = Settings(severities={"preferred-channel-unsupported": "low"})
    assert criterion(seen(load(canvas, settings=mild)), "serious").state == "met"
