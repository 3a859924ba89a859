"""Artefacts: every kind is read as it is written, and whatever does not fit is told with its place and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from cxadvisor.linking import words_of
from cxadvisor.model.artefacts import ARTEFACTS, MAX_ARTEFACTS, Artefact
from cxadvisor.model.artefacts.common import Brief
from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.model.canvas import MAX_NOTES, Part
from cxadvisor.model.strategy import ids_of
from cxadvisor.readers import load
from cxadvisor.readers.artefact_values import EXAMPLES, expected, hints_of
from cxadvisor.readers.keys import keys_of
from tests.readers.helpers import PARTS, problems_beside, strategy_beside, told

FAULTS = yaml.safe_load(Path(__file__).with_name("artefact_faults.yaml").read_text(encoding="utf-8"))


def artefact_of(folder: Path, text: str) -> Any:
    """Return the only artefact in ``text``."""
    ((placed,),) = (companion.artefacts for companion in strategy_beside(folder, text).companions)
    return placed.artefact


# What is read


def test_a_persona(tmp_path: Path) -> None:
    persona = artefact_of(
        tmp_path,
        """
        personas:
          - id: nadia
            name: Nadia
            age: 34
            share: 40 %
            segment: Commuters
            statistics: {rides_a_week: 9, owns_a_car: false}
            beliefs: Time is money.
            quotes: [I never know., Why not?]
            channels: {before: app, after: [phone, e-mail]}
            evidence: {method: interviews, sample: 12.0}
        """,
    )
    assert (persona.id, persona.name, persona.age, persona.share) == ("nadia", "Nadia", 34, "40 %")
    assert persona.segment == ("Commuters",)
    assert persona.statistics == {"rides_a_week": 9, "owns_a_car": False}
    assert persona.beliefs == ("Time is money.",)
    assert persona.quotes == ("I never know.", "Why not?")
    assert (persona.channels.before, persona.channels.after) == (("app",), ("phone", "e-mail"))
    assert [(each.method, each.sample) for each in persona.evidence] == [("interviews", 12)]


def test_a_persona_may_list_its_channels(tmp_path: Path) -> None:
    assert artefact_of(tmp_path, "personas: {channels: [app, phone]}\n").channels.always == ("app", "phone")


def test_an_empathy_map(tmp_path: Path) -> None:
    found = artefact_of(
        tmp_path, "empathy_maps: {persona: nadia, says: Late again., hears: [], does: [waits]}\n"
    )
    assert (found.persona, found.says, found.hears, found.does) == ("nadia", ("Late again.",), (), ("waits",))


def test_a_journey_in_phases(tmp_path: Path) -> None:
    journey = artefact_of(
        tmp_path,
        """
        journeys:
          state: as_is
          emotion_scale: [-2, 2]
          real_case: {negative: true, date: "2026-02-28 – 2026-05-06"}
          before:
            - {id: b1, action: Looks up the fare, channel: app, emotion: -1, moment_of_truth: true, pain: null}
          after:
            - {action: Complains, exit_point: gives up, evidence: call records}
        """,
    )
    assert (journey.state, journey.emotion_scale, journey.real_case.negative) == ("as_is", (-2, 2), True)
    assert (journey.before[0].emotion, journey.before[0].channel, journey.before[0].pain) == (
        -1,
        ("app",),
        (),
    )
    assert journey.before[0].moment_of_truth is True
    assert (journey.after[0].exit_point, journey.after[0].evidence[0].text) == ("gives up", "call records")


def test_a_journey_in_stages_with_words_for_emotions(tmp_path: Path) -> None:
    journey = artefact_of(
        tmp_path,
        """
        journeys:
          - emotion_scale: [angry, calm, glad]
            stages:
              - {name: Ride, phase: during, steps: [{action: Gets on, emotion: calm}]}
        """,
    )
    assert journey.emotion_scale == ("angry", "calm", "glad")
    assert (journey.stages[0].phase, journey.stages[0].steps[0].emotion) == ("during", "calm")


def test_an_employee_journey(tmp_path: Path) -> None:
    journey = artefact_of(
        tmp_path,
        "employee_journeys: {mirrors: j1, departments: dispatch, steps: [{role: driver, system: [radio, tablet]}]}\n",
    )
    assert (journey.mirrors, journey.departments) == ("j1", ("dispatch",))
    assert (journey.steps[0].role, journey.steps[0].system) == ("driver", ("radio", "tablet"))


def test_a_service_template(tmp_path: Path) -> None:
    template = artefact_of(
        tmp_path,
        """
        service_template:
          state: target
          customers: [commuters, pupils]
          behaviours: [waits, {moment: delay, satisfied: partly}]
          channels: {preferred: app, supported: [app, phone]}
          actors: {front_office: [driver, {id: d1, name: dispatcher}]}
          activities: {actor: d1, does: tells of the delay}
          challenges: {technology: live positions, effect_on_roles: drivers need not call}
          kpis: [punctuality, {name: complaints, target: 5}]
        """,
    )
    assert template.customers.profile == ("commuters", "pupils")
    assert [(each.does, each.satisfied) for each in template.behaviours] == [
        (("waits",), None),
        ((), "partly"),
    ]
    assert [(each.name, each.id) for each in template.actors.front_office] == [
        ("driver", None),
        ("dispatcher", "d1"),
    ]
    assert template.activities[0].actor == ("d1",)
    assert template.challenges[0].technology == "live positions"
    assert [(each.name, each.target) for each in template.kpis] == [("punctuality", None), ("complaints", 5)]


def test_a_heart_table(tmp_path: Path) -> None:
    heart = artefact_of(
        tmp_path,
        """
        heart:
          happiness: {goal: Riders feel informed, signal: ratings, metric: CSAT}
          adoption: {metric: [{name: new passes, baseline: 0.8, scale: [0, 10]}, renewals]}
          retention: {not_applicable: true, reason: monopoly}
        """,
    )
    assert [each.name for each in heart.happiness.metric] == ["CSAT"]
    assert [(each.name, each.scale) for each in heart.adoption.metric] == [
        ("new passes", (0, 10)),
        ("renewals", None),
    ]
    assert (heart.retention.not_applicable, heart.engagement) == (True, None)


def test_five_whys_with_branches(tmp_path: Path) -> None:
    sheet = artefact_of(
        tmp_path,
        """
        five_whys:
          problem: The bus left early.
          whys:
            - {id: w1, why: Why early?, answer: The clock was wrong., whys: [{why: Why wrong?}]}
            - {why: Why not seen?, follows: w1}
          root_causes: [nobody sets the clocks, {cause: no check, of: w1}]
          countermeasures: {action: Set them by radio, due: "2026-09-30"}
        """,
    )
    assert (sheet.whys[0].whys[0].why, sheet.whys[1].follows) == ("Why wrong?", "w1")
    assert [(each.cause, each.of) for each in sheet.root_causes] == [
        ("nobody sets the clocks", None),
        ("no check", "w1"),
    ]
    assert sheet.countermeasures[0].due == "2026-09-30"


def test_a_user_flow(tmp_path: Path) -> None:
    flow = artefact_of(
        tmp_path,
        """
        user_flows:
          start: s1
          steps:
            - {id: s1, kind: decision, text: Pass or ticket?, branches: [{when: pass, next: s2}, {when: ticket}]}
            - {id: s2, next: [s1, s3]}
        """,
    )
    assert [(branch.when, branch.next) for branch in flow.steps[0].branches] == [
        ("pass", "s2"),
        ("ticket", None),
    ]
    assert flow.steps[1].next == ("s1", "s3")


@pytest.mark.parametrize("key", COMPANION_KEYS)
def test_one_artefact_may_stand_alone_or_in_a_list_and_places_say_which(key: str, tmp_path: Path) -> None:
    alone = strategy_beside(tmp_path, f"{key}: {{title: a}}\n").companions[0]
    listed = strategy_beside(tmp_path, f"{key}: [{{title: a}}, {{title: b}}]\n").companions[0]
    assert [(each.kind, each.place) for each in alone.artefacts] == [(key, f"/{key}")]
    assert [each.place for each in listed.artefacts] == [f"/{key}/0", f"/{key}/1"]
    assert alone.artefacts[0].artefact == listed.artefacts[0].artefact
    assert listed.position_of(f"/{key}/1/title").column == 2 + len(f"{key}: [{{title: a}}, {{title:")
    assert listed.position_of(f"/{key}/1/authors/0") == listed.position_of(f"/{key}/1")


@pytest.mark.parametrize("key", COMPANION_KEYS)
@pytest.mark.parametrize("content", ["", "null", "[]"])
def test_a_key_without_content_holds_no_artefacts(key: str, content: str, tmp_path: Path) -> None:
    assert strategy_beside(tmp_path, f"{key}: {content}\n").companions[0].artefacts == ()
    (tmp_path / "beside.yaml").unlink()
    (tmp_path / "canvas.yaml").write_text(f'cxcanvas: "1"\n{key}: {content}\n', encoding="utf-8")
    assert load(tmp_path).canvases[0].artefacts == ()


@pytest.mark.parametrize("name", PARTS)
def test_a_key_without_a_value_counts_as_not_written(name: str) -> None:
    for model in ARTEFACTS.values():
        if PARTS[name] is model:
            empty = dict.fromkeys(keys_of(model))
            key = next(key for key, each in ARTEFACTS.items() if each is model)
            (placed,) = load({"cxcanvas": "1", key: empty}).canvases[0].artefacts
            assert placed.artefact == model()


def test_extensions_are_kept_at_every_level(tmp_path: Path) -> None:
    found = strategy_beside(tmp_path, "journeys: {x-a: 1, before: [{x-b: {id: 5}, $schema: s}]}\nx-c: 2\n")
    journey: Any = found.companions[0].artefacts[0].artefact
    assert journey.model_extra == {"x-a": 1}
    assert journey.before[0].model_extra == {"x-b": {"id": 5}, "$schema": "s"}
    assert found.unknown == ()


def test_inside_a_canvas_artefacts_are_read_alike(tmp_path: Path) -> None:
    text = "personas: [{id: p1, name: Nadia}]\njourneys: {persona: p1}\n"
    (tmp_path / "canvas.yaml").write_text(f'cxcanvas: "1"\n{text}', encoding="utf-8")
    file = load(tmp_path / "canvas.yaml").canvases[0]
    assert [(each.kind, each.place) for each in file.artefacts] == [
        ("personas", "/personas/0"),
        ("journeys", "/journeys"),
    ]
    assert (file.position_of("/personas/0/name").line, file.position_of("/journeys").line) == (2, 3)


# Values that do not fit


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: str(case["text"]))
def test_each_fault_is_told_with_its_place_and_remedy(case: dict[str, str], tmp_path: Path) -> None:
    (problem,) = problems_beside(tmp_path, case["text"])
    assert told(problem) == case["said"]


def test_a_colon_in_a_text_is_told_as_such_in_yaml_only(tmp_path: Path) -> None:
    text = """
        personas:
          beliefs:
            - Price: what matters
          evidence:
            - Interviews: 12 riders
    """
    assert [told(problem) for problem in problems_beside(tmp_path, text)] == [
        "4:7 The colon behind “Price” makes this text a key with a value in YAML. "
        'Put the text in quotes: "Price: what matters".',
        "6:7 The colon behind “Interviews” makes this text a key with a value in YAML. "
        'Put the text in quotes: "Interviews: 12 riders".',
    ]
    (tmp_path / "beside.yaml").unlink()
    (problem,) = problems_beside(tmp_path, '{"personas": {"beliefs": [{"Price": "what matters"}]}}', "json")
    assert "colon" not in problem.message


def test_several_faults_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    problems = problems_beside(
        tmp_path,
        """
        service_template:
          value: [5]
          kpis:
            - {nam: OTIF}
            - {target: {}}
          state: soon
        """,
    )
    assert [(problem.line, problem.column) for problem in problems] == [
        (3, 11),
        (5, 8),
        (6, 7),
        (6, 16),
        (7, 10),
    ]


def test_ids_are_given_once_over_all_files_and_levels(tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("user_flows: {steps: [{id: s1}, {id: s1}]}\n", encoding="utf-8")
    problems = problems_beside(
        tmp_path, "journeys: {id: s1, before: [{id: s1}], stages: [{steps: [{id: s2}]}]}\n"
    )
    assert [told(problem) for problem in problems] == [
        "1:34 The id “s1” is given twice; first at line 1, column 16. Give each an id of its own.",
        "1:27 The id “s1” is given twice; first in beside.yaml, at line 1, column 16. Give each an id of its own.",
        "1:37 The id “s1” is given twice; first in beside.yaml, at line 1, column 16. Give each an id of its own.",
    ]


def test_ids_and_words_of_artefacts_are_known_beside_a_canvas_and_inside_it(tmp_path: Path) -> None:
    text = "journeys: {id: j1, persona: nadia, stages: [{steps: [{id: s1, moment: m-late}]}]}\n"
    strategy = strategy_beside(tmp_path, text)
    (tmp_path / "beside.yaml").unlink()
    (tmp_path / "canvas.yaml").write_text(f'cxcanvas: "1"\n{text}', encoding="utf-8")
    for files in (strategy.companions, load(tmp_path).canvases):
        assert set(ids_of(files)) == {"j1", "s1"}
        assert words_of(files) == {"j1", "nadia", "s1", "m-late"}


def test_ids_in_extensions_and_figures_are_nobodys(tmp_path: Path) -> None:
    text = "personas: {id: p1, x-a: {id: p1}, statistics: {id: p1}, weather: {id: p1}}\n"
    assert artefact_of(tmp_path, text).id == "p1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("personas: [" + "{}, " * (MAX_ARTEFACTS + 1) + "]", "“personas” has 201 entries; at most 200"),
        (
            "personas: {beliefs: [" + "a, " * (MAX_NOTES + 1) + "]}",
            "“beliefs” has 1,001 entries; at most 1,000",
        ),
        (
            "journeys: {before: [" + "{}, " * (MAX_NOTES + 1) + "]}",
            "“before” has 1,001 entries; at most 1,000",
        ),
        ("personas: {summary: " + "a" * 2_001 + "}", "“summary” has 2,001 characters; at most 2,000"),
    ],
)
def test_sizes_are_bounded(text: str, said: str, tmp_path: Path) -> None:
    (problem,) = problems_beside(tmp_path, text)
    assert problem.message == f"{said} are read."
    assert problem.remedy


def test_a_file_of_unknown_keys_is_no_artefact(tmp_path: Path) -> None:
    keys = "".join(f"  q{number}z: 1\n" for number in range(130))
    (problem,) = problems_beside(tmp_path, f"personas:\n{keys}")
    assert problem.message == "“personas” holds more than 100 different keys that are not known here."
    assert problem.line == 102


# What keys expect, against the models


@pytest.mark.parametrize("name", PARTS)
def test_every_key_expects_something_that_can_be_said(name: str) -> None:
    part = PARTS[name]
    for key, hint in hints_of(part).items():
        words = expected(part, key)
        assert words.whole
        assert "Annotated" not in words.whole
        assert all(str(each) in words.whole for each in get_args(hint) if isinstance(each, str))


def test_every_part_has_an_example_that_fits() -> None:
    inner = {part for part in PARTS.values() if not issubclass(part, Artefact)}
    assert set(EXAMPLES) == inner
    for part, (several, example) in EXAMPLES.items():
        assert several
        keys = [pair.split(":")[0].strip("{ ") for pair in example.split(", ")]
        assert set(keys) <= set(keys_of(part))


@pytest.mark.parametrize("name", [name for name, part in PARTS.items() if issubclass(part, Brief)])
def test_a_plain_text_stands_for_the_key_that_matters_most(name: str) -> None:
    part: type[Any] = PARTS[name]
    made: Part = part.model_validate("a")
    assert getattr(made, part.plain) in ("a", ("a",))
    required = [key for key, field in part.model_fields.items() if field.is_required()]
    assert set(required) <= {part.plain}
