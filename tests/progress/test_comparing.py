"""What became of findings between two reviews: nothing is called gone that nobody looked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxadvisor import load
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.progress import Difference, FindingChange
from cxadvisor.model.strategy import Settings
from cxadvisor.progress import compare
from tests.progress.changing import canvas, diff, saved, side, told

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/canvas.*"))
REWORDINGS = yaml.safe_load((Path(__file__).parent / "rewordings.yaml").read_text("utf-8"))


def changes_of(difference: Difference, rule: str) -> list[FindingChange]:
    """Return what became of the findings of one rule, or of questions about it."""
    return [
        change
        for change in difference.findings
        if rule in {each.rule for each in (change.old, change.new) if each is not None}
    ]


def only(difference: Difference, rule: str) -> FindingChange:
    """Return what became of the one finding of a rule, whatever else it explains on one side."""
    changes = changes_of(difference, rule)
    if len(changes) > 1:
        changes = [change for change in changes if "absorbed" not in change.changes]
    (change,) = changes
    return change


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_strategy_does_not_differ_from_itself(path: Path) -> None:
    here = side(path)
    difference = compare(here, side(path))
    assert set(told(difference)) <= {"unchanged"}
    assert difference.notes == ()
    assert difference.conditions == ()
    assert all(score.old == score.new for score in difference.scores)
    assert difference.old == difference.new
    against_saved = compare(here._replace(strategy=None), here)
    assert set(told(against_saved)) <= {"unchanged"}
    assert against_saved.notes is None


MIRROR = {
    "gone": "new",
    "new": "gone",
    "no-longer-assessed": "newly-assessed",
    "newly-assessed": "no-longer-assessed",
    "resolved": "arisen",
    "arisen": "resolved",
    "removed": "added",
    "added": "removed",
}


def seen_from(difference: Difference, *, mirrored: bool) -> list[Any]:
    """Return what became of findings and notes, as it would look from the other side if ``mirrored``."""
    mirror = MIRROR if mirrored else {}
    findings = []
    for change in difference.findings:
        ends = [None if each is None else each.fingerprint for each in (change.old, change.new)]
        places = [sorted(change.removed), sorted(change.added)]
        status, why = mirror.get(change.status, change.status), mirror.get(change.why or "", change.why)
        step = -1 if mirrored else 1
        findings.append([status, why, sorted(change.changes), ends[::step], places[::step]])
    notes = []
    for note in difference.notes or ():
        texts = [None if each is None else each.text for each in (note.old, note.new)]
        notes.append([mirror.get(note.status, note.status), texts[:: -1 if mirrored else 1], note.likeness])
    return sorted(map(repr, findings)) + sorted(map(repr, notes))


WORDS = [
    "prices",
    "clear",
    "phone",
    "WhatsApp",
    "delivery",
    "late",
    "bike",
    "breaks",
    "call",
    "week",
    "complaint",
]
NOTE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@st.composite
def edited(draw: st.DrawFn) -> dict[str, Any]:
    """A canvas with some of its notes removed, worded anew, moved and added."""
    content = canvas()
    for block in draw(st.lists(st.sampled_from(sorted(BLOCKS)), max_size=5)):
        stages = content[block]
        lists = [stages] if isinstance(stages, list) else list(stages.values())
        notes = draw(st.sampled_from(lists))
        edit = draw(st.sampled_from(["add", "remove", "reword", "move"]))
        if edit == "add":
            notes.append(draw(NOTE))
        elif notes and edit == "remove":
            del notes[draw(st.integers(0, len(notes) - 1))]
        elif notes and edit == "reword":
            notes[0] = f"{notes[0]} {draw(st.sampled_from(WORDS))}"
        elif notes and edit == "move":
            lists[-1].append(notes.pop())
    return content


@settings(max_examples=25, deadline=None)
@given(edited(), edited())
def test_a_comparison_is_the_same_seen_from_the_other_side(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert seen_from(diff(old, new), mirrored=True) == seen_from(diff(new, old), mirrored=False)


@settings(max_examples=15, deadline=None)
@given(edited(), st.randoms())
def test_the_order_of_notes_does_not_matter(new: dict[str, Any], random: Any) -> None:
    shuffled = json.loads(json.dumps(new))
    for block in BLOCKS:
        for notes in [shuffled[block]] if isinstance(shuffled[block], list) else shuffled[block].values():
            random.shuffle(notes)
    assert set(told(diff(new, shuffled))) <= {"unchanged"}
    assert diff(new, shuffled).notes == ()

    def words(difference: Difference) -> list[Any]:
        return [
            (change.status, change.why, change.changes, each and each.message)
            for change in difference.findings
            for each in (change.old, change.new)
        ]

    assert words(diff(canvas(), new)) == words(diff(canvas(), shuffled))


@pytest.mark.parametrize("language", REWORDINGS)
def test_the_finding_of_a_note_that_was_worded_anew_or_moved_is_the_same(language: str) -> None:
    old_text, new_text = REWORDINGS[language]["same"][0]
    other = REWORDINGS[language]["other"][-1][0]

    def written(text: str, stage: str) -> dict[str, Any]:
        stages = {"pre_sale": [other], "post_sale": [other]}
        stages[stage] = [other, {"text": text, "for": ["nowhere"]}]
        return canvas(language=language, activities=stages)

    reworded = diff(written(old_text, "pre_sale"), written(new_text, "pre_sale"))
    assert [note.status for note in reworded.notes or ()] == ["reworded"]
    assert only(reworded, "broken-reference").status == "unchanged"
    assert only(reworded, "broken-reference").old != only(reworded, "broken-reference").new
    moved = diff(written(old_text, "pre_sale"), written(old_text, "post_sale"))
    assert [note.status for note in moved.notes or ()] == ["moved"]
    assert only(moved, "broken-reference").status == "unchanged"
    against_saved = compare(saved(written(old_text, "pre_sale")), side(written(new_text, "pre_sale")))
    assert only(against_saved, "broken-reference").status == "unchanged"


def test_what_was_mended_is_gone_and_what_broke_is_new() -> None:
    mended = canvas(supported_channels={"pre_sale": ["Shop"], "post_sale": ["Phone", "WhatsApp"]})
    gone = only(diff(canvas(), mended), "preferred-channel-unsupported")
    assert (gone.status, gone.why, gone.new) == ("gone", "resolved", None)
    new = only(diff(mended, canvas()), "preferred-channel-unsupported")
    assert (new.status, new.why, new.old) == ("new", "arisen", None)


def test_a_finding_that_goes_with_its_note_is_told_apart() -> None:
    without = canvas(preferred_channels={"pre_sale": ["Shop"], "post_sale": ["Phone"]})
    gone = only(diff(canvas(), without), "preferred-channel-unsupported")
    assert (gone.status, gone.why) == ("gone", "removed")
    difference = diff(canvas(), without)
    assert difference.summary["findings"]["resolved"] == 0
    assert difference.summary["findings"]["removed"] == 1
    new = only(diff(without, canvas()), "preferred-channel-unsupported")
    assert (new.status, new.why) == ("new", "added")


def test_a_question_of_a_gap_is_the_same_finding_changed() -> None:
    unread = canvas(supported_channels={"pre_sale": ["Shop"], "post_sale": ["Phone", "Zorblax 9"]})
    change = only(diff(canvas(), unread), "preferred-channel-unsupported")
    assert change.status == "changed"
    assert change.changes == ("kind",) or set(change.changes) == {"severity", "kind"}
    assert change.new is not None
    assert change.new.kind == "confirm"


def test_a_rule_that_was_switched_off_made_no_progress() -> None:
    difference = compare(side(canvas()), side(canvas(), ignore=["preferred-channel-unsupported"]))
    change = only(difference, "preferred-channel-unsupported")
    assert (change.status, change.why) == ("no-longer-assessed", "switched-off")
    assert difference.summary["findings"]["gone"] == 0
    back = compare(side(canvas(), ignore=["preferred-channel-unsupported"]), side(canvas()))
    assert only(back, "preferred-channel-unsupported").status == "newly-assessed"
    in_romanian = compare(side(canvas()), saved(canvas(), ignore=["CHA401"], lang="ro"))
    assert only(in_romanian, "preferred-channel-unsupported").why == "switched-off"


def test_a_severity_that_was_not_shown_is_named() -> None:
    difference = compare(side(canvas()), side(canvas(), severity="high"))
    assert told(difference, "gone", "new") == {}
    assert {change.why for change in difference.findings if change.status == "no-longer-assessed"} == {
        "filtered"
    }
    assert [(each.what, each.old, each.new) for each in difference.conditions] == [("severity", "", "high")]


def test_a_block_that_was_left_out_on_purpose_is_not_mended() -> None:
    old = canvas(culture=[])
    new = canvas(culture=[], not_captured=["culture"])
    change = only(diff(old, new), "empty-block")
    assert (change.status, change.why) == ("no-longer-assessed", "not-captured")


def test_a_rule_that_could_not_be_judged_any_more_is_not_mended() -> None:
    old = canvas(
        activities={
            "pre_sale": ["Test ride at home, booked online"],
            "post_sale": ["Mobile workshop for breakdowns"],
        }
    )
    new = canvas(not_captured=["supported_channels"], supported_channels={})
    change = only(diff(old, new), "preferred-channel-unsupported")
    assert change.status == "no-longer-assessed"
    assert change.why == "not-assessed"
    assert change.reason


def test_an_accepted_exception_is_no_progress_and_no_finding() -> None:
    waiver = {
        "rule": "preferred-channel-unsupported",
        "at": "preferred_channels",
        "reason": "not before 2027",
    }
    change = only(diff(canvas(), canvas(waivers=[waiver])), "preferred-channel-unsupported")
    assert (change.status, change.changes) == ("changed", ("waived",))
    both = diff(canvas(waivers=[waiver]), canvas(waivers=[waiver]))
    assert both.summary["findings"]["set-aside"] == 1
    assert both.new.counts.high == 0


def test_a_finding_that_another_one_tells_is_not_gone() -> None:
    unsupported = {"text": "Mobile workshop for breakdowns", "through": ["WhatsApp"]}
    both_told = canvas(activities={"pre_sale": ["Test ride"], "post_sale": [unsupported]})
    alone = canvas(
        activities=both_told["activities"], preferred_channels={"pre_sale": ["Shop"], "post_sale": ["Phone"]}
    )
    assert told(diff(alone, alone))["unchanged"] >= {"activity-in-unsupported-channel"}
    change = only(diff(alone, both_told), "activity-in-unsupported-channel")
    assert (change.status, change.changes) == ("changed", ("absorbed",))
    assert change.new is not None
    assert change.new.rule == "preferred-channel-unsupported"


def test_findings_that_are_told_together_now_are_not_gone() -> None:
    texts = (
        "Conversion after a test ride",
        "Leases renewed",
        "Days to delivery",
        "Calls answered",
        "Bikes returned",
    )

    def owned(*owners: str | None) -> dict[str, Any]:
        """A canvas with metrics that state all but, where none is named, their owner."""
        stated = {"target": 9, "baseline": 3, "unit": "%", "direction": "up", "due": "2027-01-01"}
        metrics = [
            {"text": text, "frequency": "monthly", "source": "internal", **stated}
            | ({"owner": owner} if owner else {})
            for text, owner in zip(texts, owners, strict=True)
        ]
        return canvas(metrics={"pre_sale": metrics}, not_captured=["metrics/post_sale"])

    one, two = owned("A", "B", "C", "D", None), owned("A", "B", "C", None, None)
    change = only(diff(one, two), "metric-attributes-missing")
    assert change.status == "changed"
    assert change.changes == ("places",)
    assert (len(change.added), len(change.removed)) == (1, 0)
    back = only(diff(two, one), "metric-attributes-missing")
    assert (len(back.added), len(back.removed)) == (0, 1)


def test_other_settings_and_packs_are_named(tmp_path: Path) -> None:
    pack = tmp_path / "ours.yaml"
    pack.write_text(
        "code: OWN1\nname: no-phone\nkind: advice\nseverity: low\nsources: [S1]\nground: practice\nsince: '1'\n"
        "finds: A channel.\nmatters: It rings.\nat: $n\nwhen:\n  - supported_channel: {id: $n}\n"
        "message: 'Somebody answers “{n.text}”.'\nbecause: It is there.\nadvice: Answer.\n",
        "utf-8",
    )
    difference = compare(side(canvas(), packs=[pack]), side(canvas()))
    assert [each.what for each in difference.conditions] == ["packs"]
    assert {change.why for change in changes_of(difference, "no-phone")} == {"unchecked"}


def test_a_file_that_was_not_reviewed_hides_no_finding(tmp_path: Path) -> None:
    journeys = yaml.safe_load((ROOT / "examples/cycle-workshop/journeys.yaml").read_text("utf-8"))
    for name, tree in (("old", journeys), ("new", {"nothing": "of ours"})):
        (tmp_path / name).mkdir()
        (tmp_path / name / "canvas.json").write_text(json.dumps(canvas()), "utf-8")
        (tmp_path / name / "journeys.yaml").write_text(yaml.safe_dump(tree), "utf-8")
    difference = compare(side(tmp_path / "old"), side(tmp_path / "new"))
    assert difference.summary["findings"]["gone"] == 0
    assert "incomplete" in [each.what for each in difference.conditions]
    skipped = [change for change in difference.findings if change.why == "skipped"]
    assert skipped
    (tmp_path / "new" / "journeys.yaml").unlink()
    removed = compare(side(tmp_path / "old"), side(tmp_path / "new"))
    assert removed.summary["findings"]["resolved"] == 0, "nothing was mended by throwing the journey away"
    assert removed.summary["findings"]["removed"] > 0


def test_parts_of_artefacts_are_known_again(tmp_path: Path) -> None:
    tree = yaml.safe_load((ROOT / "examples/cycle-workshop/journeys.yaml").read_text("utf-8"))
    for folder, name in (("old", "journeys.yaml"), ("new", "travels.yaml")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "canvas.json").write_text(json.dumps(canvas()), "utf-8")
        if folder == "new":
            steps = tree["journeys"][0]["during"]
            steps[2]["pain"] = f"{steps[2]['pain']}, nor when it will come"
            steps.reverse()
        (tmp_path / folder / name).write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    difference = compare(side(tmp_path / "old"), side(tmp_path / "new"))
    assert [note.status for note in difference.notes or ()] == ["reworded"]
    assert set(told(difference)) <= {"unchanged"}, "another name of the file changes nothing either"


def test_several_canvases_are_matched_by_what_they_are_called(tmp_path: Path) -> None:
    def write(folder: str, **files: dict[str, Any]) -> Path:
        (tmp_path / folder).mkdir()
        for name, content in files.items():
            (tmp_path / folder / f"{name}.json").write_text(json.dumps(content), "utf-8")
        return tmp_path / folder

    people = canvas(title="Commuters")
    firms = canvas(
        title="Firms", supported_channels={"pre_sale": ["Shop"], "post_sale": ["Phone", "WhatsApp"]}
    )
    old = write("old", a=people, b=firms)
    renamed = write("renamed", z=people, y=firms)
    assert set(told(compare(side(old), side(renamed)))) == {"unchanged"}
    mended = write("mended", a=people | {"supported_channels": firms["supported_channels"]}, b=firms)
    change = only(compare(side(old), side(mended)), "preferred-channel-unsupported")
    assert change.status == "gone"
    assert change.old is not None
    assert change.old.canvas == "Commuters"
    alone = write("alone", a=people)
    fewer = compare(side(old), side(alone))
    assert only(fewer, "preferred-channel-unsupported").status == "unchanged"
    assert {change.status for change in fewer.findings} <= {"unchanged", "gone", "no-longer-assessed"}


def test_an_empty_canvas_and_a_large_one_are_compared() -> None:
    empty = {"cxcanvas": "1", "title": "Nothing yet"}
    difference = diff(empty, canvas())
    assert difference.summary["findings"]["gone"] > 0
    many = canvas(
        needs={
            "pre_sale": [f"Need {number} of our clients for the bike" for number in range(150)],
            "post_sale": [f"Wish {number} of our clients for the bike" for number in range(150)],
        }
    )
    assert set(told(diff(many, many))) == {"unchanged"}


def test_a_strategy_may_be_reviewed_by_its_own_settings() -> None:
    strict = load(canvas(), settings=Settings(severities={"preferred-channel-unsupported": "low"}))
    from cxadvisor import review
    from cxadvisor.progress import Side

    change = only(
        compare(side(canvas()), Side("strict", review(strict, as_of="2026-03-01"), strict)),
        "preferred-channel-unsupported",
    )
    assert (change.status, change.changes) == ("changed", ("severity",))
