"""Keys of artefacts that are not known: other words lead to a suggestion, anything else is kept and told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxadvisor.model.artefacts import ARTEFACTS
from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.readers.artefact_aliases import ARTEFACT_ALIASES
from cxadvisor.readers.artefact_keys import homes_in, own_first, parts_of
from cxadvisor.readers.keys import keys_of
from cxadvisor.readers.suggestions import Speller, folded
from tests.readers.helpers import PARTS, problems_beside, strategy_beside, told

SPELLER = Speller(ARTEFACT_ALIASES)


@pytest.mark.parametrize(
    ("part", "written", "meant"),
    [
        # ro
        ("Step", "emoție", "emotion"),
        ("Step", "Punct de contact", "touchpoint"),
        ("Step", "oportunități", "opportunity"),
        ("Step", "durere", "pain"),
        ("Persona", "nevoi", "needs"),
        ("Persona", "vârsta", "age"),
        ("Persona", "citate", "quotes"),
        ("EmpathyMap", "aude", "hears"),
        ("FiveWhys", "contramăsuri", "countermeasures"),
        ("Why", "răspuns", "answer"),
        ("ServiceTemplate", "actori", "actors"),
        ("HeartRow", "semnal", "signal"),
        ("FlowStep", "următorul", "next"),
        ("Journey", "etape", "stages"),
        # pl
        ("Step", "punkt_styku", "touchpoint"),
        ("Step", "emocje", "emotion"),
        ("Step", "ból", "pain"),
        ("Step", "moment prawdy", "moment_of_truth"),
        ("Persona", "potrzeby", "needs"),
        ("Persona", "cytaty", "quotes"),
        ("EmpathyMap", "słyszy", "hears"),
        ("FiveWhys", "uczestnicy", "participants"),
        ("RootCause", "przyczyna", "cause"),
        ("HeartRow", "miernik", "metric"),
        # ru
        ("Step", "боль", "pain"),
        ("Step", "точка контакта", "touchpoint"),
        ("Step", "эмоции", "emotion"),
        ("Step", "возможности", "opportunity"),
        ("Persona", "цели", "goals"),
        ("Persona", "имя", "name"),
        ("EmpathyMap", "говорит", "says"),
        ("FiveWhys", "первопричины", "root_causes"),
        ("Journey", "этапы", "stages"),
        ("Evidence", "выборка", "sample"),
        # it
        ("Step", "opportunità", "opportunity"),
        ("Step", "punti di contatto", "touchpoint"),
        ("Step", "emozione", "emotion"),
        ("Persona", "bisogni", "needs"),
        ("Persona", "età", "age"),
        ("EmpathyMap", "paure", "fears"),
        ("FiveWhys", "contromisure", "countermeasures"),
        ("ServiceTemplate", "sfide", "challenges"),
        ("Journey", "fasi", "stages"),
        ("Branch", "quando", "when"),
        # en, near-terms, numbers and misspellings
        ("Persona", "frustrations", "pains"),
        ("Persona", "painPoints", "pains"),
        ("Persona", "behavior", "behaviour"),
        ("Persona", "demographics", "statistics"),
        ("Persona", "job", "occupation"),
        ("Step", "touchpoints", "touchpoint"),
        ("Step", "frustration", "pain"),
        ("Step", "quotes", "said"),
        ("Step", "emotoin", "emotion"),
        ("Step", "momentOfTruth", "moment_of_truth"),
        ("Journey", "stage", "stages"),
        ("Journey", "name", "title"),
        ("Journey", "scenario", "situation"),
        ("Journey", "status", "state"),
        ("JourneyStage", "title", "name"),
        ("FiveWhys", "rootCauses", "root_causes"),
        ("Why", "question", "why"),
        ("Countermeasure", "deadline", "due"),
        ("FlowStep", "type", "kind"),
        ("FlowStep", "label", "text"),
        ("HeartRow", "kpi", "metric"),
        ("Heart", "task-success", "task_success"),
        ("ServiceTemplate", "behaviors", "behaviours"),
    ],
)
def test_a_key_in_other_words_gets_a_suggestion(part: str, written: str, meant: str) -> None:
    assert SPELLER.suggest(written, own_first(PARTS[part])) == meant


@pytest.mark.parametrize("name", PARTS)
def test_no_alias_hides_a_key_that_stands_beside_it(name: str) -> None:
    keys = own_first(PARTS[name])
    assert set(keys) == set(keys_of(PARTS[name]))
    for key in keys:
        assert SPELLER.suggest(key, keys) == key
        assert ARTEFACT_ALIASES[key]


@pytest.mark.parametrize("name", PARTS)
def test_a_word_stands_for_one_key_of_a_part(name: str) -> None:
    """Of a key of the part and one that all artefacts have, the own one is meant; so it is with “why”."""
    own = [key for key in own_first(PARTS[name]) if key in PARTS[name].__annotations__]
    meanings: dict[str, set[str]] = {}
    for key in own:
        for word in (key, *ARTEFACT_ALIASES[key].replace("·", ",").split(",")):
            meanings.setdefault(folded(word), set()).add(key)
    both = {word: keys for word, keys in meanings.items() if len(keys) > 1 and keys != {"why", "whys"}}
    assert not both


def test_other_words_are_problems_with_places_and_remedies(tmp_path: Path) -> None:
    problems = problems_beside(
        tmp_path, "journeys:\n  before:\n    - emoție: 2\n      akcja: Waits\n      azione: a\n"
    )
    assert [told(problem) for problem in problems] == [
        "3:7 “emoție” is not a key that is known here. Did you mean “emotion”? A key of your own begins with “x-”.",
        "5:7 “azione” is not a key that is known here. Did you mean “action”? A key of your own begins with “x-”.",
    ]
    assert problems[0].at == "/journeys/before/0/emoție"


def test_a_required_key_under_another_word_is_not_missing_as_well(tmp_path: Path) -> None:
    (problem,) = problems_beside(tmp_path, "service_template: {kpis: [{nume: OTIF}]}\n")
    assert "Did you mean “name”?" in problem.remedy


def test_any_other_key_is_kept_and_told_once(tmp_path: Path) -> None:
    found = strategy_beside(
        tmp_path, "journeys:\n  weather: wet\n  before:\n    - {weather: wet}\n    - {weather: dry}\n"
    )
    assert [tuple(part) for part in found.unknown] == [
        (
            "beside.yaml#/journeys/before/0/weather",
            "“weather” is not a key that is known here; no rule looks at it. It stands in 2 places.",
        ),
        (
            "beside.yaml#/journeys/weather",
            "“weather” is not a key that is known here; no rule looks at it.",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("journeys: {stages: [{name: Ride, emotion: 2}]}", "It belongs in a step."),
        ("five_whys: {answer: Because.}", "It belongs in a why."),
        ("heart: {signal: ratings}", "It belongs in a category."),
        ("personas: {pains: [a], frustrations: [b]}", "It may belong to “pains”, which is there already."),
        (
            "personas: {summary: slow, kind}",
            "If a comma inside a text led here, put that text in quotes.",
        ),
    ],
)
def test_a_hint_says_where_the_content_of_an_unknown_key_may_belong(
    text: str, hint: str, tmp_path: Path
) -> None:
    (part,) = strategy_beside(tmp_path, text).unknown
    assert part.why.endswith(f"no rule looks at it. {hint}")


def test_a_misspelling_of_a_key_that_is_there_is_a_key_of_its_own(tmp_path: Path) -> None:
    (part,) = strategy_beside(tmp_path, "journeys: {state: as_is, start: Monday}").unknown
    assert part.why == "“start” is not a key that is known here; no rule looks at it."


@pytest.mark.parametrize("key", COMPANION_KEYS)
def test_every_key_has_a_home(key: str) -> None:
    homes = homes_in(ARTEFACTS[key])
    assert set(homes) == {each for part in parts_of(ARTEFACTS[key]) for each in keys_of(part)}
    assert homes["title"] == "at the top of the artefact"
