"""A reason claims only what the words of the notes bear out: little where they say little."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from cxadvisor.language import Linking, Reason, link, reason_text, shipped_knowledge
from cxadvisor.language.explaining import explain, speech_of
from cxadvisor.language.nearness import VIEWS, is_one_step
from cxadvisor.language.reading import Reader
from cxadvisor.model.canvas import Canvas
from cxadvisor.texts import LANGUAGES, texts_for

LABELLED = Path(__file__).parents[1] / "labelled"
KNOWLEDGE = shipped_knowledge()


def reason_of(language: str, one: str, other: str, relation: str = "serves") -> Reason:
    """The reason that two notes get, as the words alone tell."""
    readings = [Reader(KNOWLEDGE, language).read(text) for text in (one, other)]
    source, target = (speech_of(reading, reading.topic) for reading in readings)
    return explain(source, target, (readings[0].topic, readings[1].topic), relation, KNOWLEDGE)


def all_reasons(linking: Linking) -> list[tuple[str, str, Reason]]:
    """Every reason with the places of its notes."""
    found = [(entry.source, entry.target, entry.reason) for entry in linking.links]
    for (place, _), entries in linking.candidates.items():
        found += [(place, entry.place, entry.reason) for entry in entries]
    return found


@pytest.mark.parametrize(
    ("language", "one", "other", "concept"),
    [
        ("en", "Billing that needs no rework", "One invoice for the whole year", "invoice"),
        ("ro", "Livrare în 48 de ore", "Coletul nu mai ajunge", "delivery"),
        ("pl", "Faktura w jeden dzień", "Rachunek, którego nikt nie rozumie", "invoice"),
        ("ru", "Доставка в тот же день", "Посылка задерживается", "delivery"),
        ("it", "Consegna in giornata", "Il pacco arriva in ritardo", "delivery"),
    ],
)
def test_a_subject_that_both_name_is_told(language: str, one: str, other: str, concept: str) -> None:
    reason = reason_of(language, one, other)
    assert reason.kind in ("concept", "relation")
    assert concept in (reason.concept, reason.other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("it", "Tornare a una vita normale", "Vuole dare disdetta"),
        ("en", "Photos at every handover", "Not to be the last to know"),
        ("ro", "Masa la care uzi și zgârii", "Nimeni nu e primul"),
        ("pl", "Szkolenie dla zarządu", "Ustalenie, co jest dla mnie najlepsze"),
        ("ru", "Новый тимбилдинг", "Узнать, едут ли к нам"),
    ],
)
def test_nothing_is_claimed_where_no_note_names_it(language: str, one: str, other: str) -> None:
    assert reason_of(language, one, other) == Reason("hint")


def test_a_word_in_common_is_told_as_no_more_than_that() -> None:
    # “manca” may be a person who died or an article that is out of stock.
    reason = reason_of("it", "Se manca lo rintracciamo altrove", "Il prodotto manca")
    assert reason == Reason("words", "manca", "manca")
    reason = reason_of("en", "An invoice for the quarter", "Two invoices that nobody ordered")
    assert reason == Reason("words", "invoice", "invoices")


def test_what_is_ruled_out_or_mistyped_names_nothing() -> None:
    reader = Reader(KNOWLEDGE, "en")
    plain, negated, mistyped = (reader.read(text) for text in ("a refund", "no refund", "a refumd"))
    speeches = [speech_of(reading, reading.topic) for reading in (plain, negated, mistyped)]
    named = [{each for each, speech in found.items() if speech.clarity == "named"} for found in speeches]
    assert named[0]
    assert not named[1] & named[0]
    assert not named[2]


@pytest.mark.parametrize("name", ["en-pet-clinic", "ro-telecom", "pl-gym", "ru-optician", "it-theatre"])
def test_every_claim_rests_on_what_a_note_names(name: str) -> None:
    canvas = Canvas.model_validate(json.loads((LABELLED / f"{name}.json").read_text("utf-8")))
    linking = link(canvas)
    written = {each.place: each.text for each in canvas.placed_notes()}
    kinds = set()
    for one, other, reason in all_reasons(linking):
        kinds.add(reason.kind)
        both = written[one] + written[other]
        assert reason.a in both
        assert reason.b in both
        assert bool(reason.a) == bool(reason.b) == (reason.kind != "hint")
        if reason.kind in ("concept", "relation") and "channels" not in one:
            mentions = [
                mention for place in (one, other) for mention in linking.readings[place].note.mentions
            ]
            named = {
                KNOWLEDGE.concepts[number].name
                for mention in mentions
                if mention.certainty == 1 and not mention.negated
                for number in mention.concepts
            }
            assert named & {reason.concept, reason.other}
    assert kinds >= {"concept", "relation", "words", "hint"}


def test_one_step_of_knowledge_is_told_from_two() -> None:
    # What is less near than 0.3 is not kept.
    for view, strengths in VIEWS.items():
        for one, other in product(strengths.values(), repeat=2):
            assert is_one_step(view, one)
            assert one * other < 0.3 or not is_one_step(view, round(one * other, 3))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_that_names_nothing_is_still_a_clause(language: str) -> None:
    text = reason_text(Reason("hint"), texts_for(language))
    assert text
    assert text[-1].isalpha()
