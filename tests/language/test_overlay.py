"""What is laid over compiled knowledge is understood as though it had been compiled with it; the rest is untouched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from cxadvisor.language.authoring import AuthoredConcept, authored_files, read_concepts
from cxadvisor.language.compiling import compile_knowledge
from cxadvisor.language.knowledge import WORDING_LANGUAGES, Knowledge, Node
from cxadvisor.language.nearness import VIEWS
from cxadvisor.language.overlay import overlaid
from cxadvisor.language.reading import Reader

LABEL = "label: {en: a, ro: a, pl: a, ru: а, it: a}"

BASE = f"""\
kind: situation
concepts:
  disruption: {{{LABEL}, abstract: true}}
  late-delivery:
    {LABEL}
    en: [late delivery, 'delay*', missed slot]
    ro: [livrare târzie]
    broader: [disruption]
    served_by: [courier]
    related: [missed-call]
  missed-call: {{{LABEL}, en: [missed call, missed], part_of: [late-delivery], causes: [anger]}}
  anger: {{{LABEL}, en: [angry customer], opposite: [joy]}}
  joy: {{{LABEL}, en: [joy], served_by: [courier]}}
"""
CHANNELS = f"""\
kind: channel
concepts:
  messenger: {{{LABEL}, abstract: true}}
  courier: {{{LABEL}, en: [courier], any: [DHL]}}
  whatsapp: {{{LABEL}, any: [WhatsApp], broader: [messenger]}}
  viber: {{{LABEL}, any: [Viber], broader: [messenger]}}
"""
OWN = f"""\
kind: situation
concepts:
  left-with-robi:
    {LABEL}
    en: [left with Robi, missed slot of Robi, 'robiz*']
    ro: ['la Robi!']
    any: [ROBI]
    not: {{en: [robinson]}}
    broader: [late-delivery]
    served_by: [robi-line]
    causes: [anger, left-twice]
  left-twice: {{{LABEL}, en: [left twice, delayed twice], opposite: [joy], part_of: [disruption]}}
"""
OWN_CHANNELS = f"""\
kind: channel
concepts:
  robi-line: {{{LABEL}, en: [Robi line], any: [RobiChat], broader: [messenger, courier]}}
"""


def files(**more: str) -> dict[str, str]:
    found = {name: text for name, text in authored_files().items() if "/" not in name}
    found |= {"concepts/base.yaml": BASE, "concepts/channels.yaml": CHANNELS}
    return found | {f"concepts/{name}.yaml": text for name, text in more.items()}


def compiled(**more: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(compile_knowledge(files(**more))))
    return read


def own() -> dict[str, AuthoredConcept]:
    together = read_concepts(files(own=OWN, own_channels=OWN_CHANNELS))
    return {name: concept for name, concept in together.items() if "own" in concept.file}


@pytest.fixture
def laid() -> Knowledge:
    return overlaid(compiled().__getitem__, own())


@pytest.fixture
def whole() -> Knowledge:
    return Knowledge(compiled(own=OWN, own_channels=OWN_CHANNELS).__getitem__)


def by_name(knowledge: Knowledge, pairs: Any) -> set[tuple[str, float]]:
    return {(knowledge.concepts[number].name, round(strength, 3)) for number, strength in pairs}


def test_concepts_come_after_those_that_were_there(laid: Knowledge, whole: Knowledge) -> None:
    assert sorted(laid.concepts) == sorted(whole.concepts)
    base = Knowledge(compiled().__getitem__)
    assert laid.concepts[: len(base.concepts)] == base.concepts
    assert laid.label("left-twice", "ro") == "a"


def test_what_is_near_is_the_same_as_compiled_together(laid: Knowledge, whole: Knowledge) -> None:
    for view in VIEWS:
        for name in whole.index:
            expected = by_name(whole, whole.near(view, whole.index[name]))
            assert by_name(laid, laid.near(view, laid.index[name])) == expected, (view, name)
            assert by_name(laid, laid.near(view, laid.index[name])) == expected, "asked again"


def test_what_comprises_a_concept_is_the_same(laid: Knowledge, whole: Knowledge) -> None:
    def above(knowledge: Knowledge) -> dict[str, set[str]]:
        return {
            name: {knowledge.concepts[each].name for each in knowledge.above[number]}
            for name, number in knowledge.index.items()
        }

    assert above(laid) == above(whole)


def named(node: Node, knowledge: Knowledge) -> Any:
    """Return a tree of wordings with the names of concepts for their numbers."""
    if isinstance(node, str):
        node = json.loads(node)
    if isinstance(node, Mapping):
        return {
            key: {("not " if n < 0 else "") + knowledge.concepts[max(n, -1 - n)].name for n in inner}
            if key == ""
            else named(inner, knowledge)
            for key, inner in node.items()
        }
    return node


def test_wordings_are_the_same(laid: Knowledge, whole: Knowledge) -> None:
    together = compiled(own=OWN, own_channels=OWN_CHANNELS)
    for language in WORDING_LANGUAGES:
        one, other = laid.lexicon(language), whole.lexicon(language)
        table = together[f"wordings.{language}.txt"]
        for key in table["roots"]:
            assert named(one.root(key) or {}, laid) == named(other.root(key) or {}, whole), (language, key)
        for start in table["prefixes"]:
            assert named(one.prefixes(start), laid) == named(other.prefixes(start), whole)
        for start in table["typos"]:
            assert set(one.typos(start[0], int(start[1:]))) == set(other.typos(start[0], int(start[1:])))
        for start in table["mistyped"]:
            assert set(one.mistyped(start)) == set(other.mistyped(start))
        assert one.openings == other.openings


def test_words_point_to_the_same_concepts(laid: Knowledge, whole: Knowledge) -> None:
    together = compiled(own=OWN, own_channels=OWN_CHANNELS)
    for language in ("en", "ro"):
        for word in together[f"topics.{language}.txt"]["words"]:
            one, other = (
                {knowledge.concepts[n].name for n in knowledge.topics(language).of(word, word)[1::2]}
                for knowledge in (laid, whole)
            )
            assert one == other, word
    assert laid.topics("en").of("robizon", "robizon"), "a prefix points as well"


def test_a_word_that_is_not_ones_own_is_understood_as_before(laid: Knowledge) -> None:
    base = Knowledge(compiled().__getitem__)
    own_words = {"robi", "robichat", "left", "twice", "miss", "missed", "slot", "delay", "delayed", "line"}
    for word in compiled()["topics.en.txt"]["words"]:
        found = base.topics("en").of(word, word)
        assert laid.topics("en").of(word, word) == found or word in own_words, word
    note = "Angry customer after the courier came late"
    assert Reader(laid, "en").read(note) == Reader(base, "en").read(note)


def test_an_addition_widens_a_concept_that_is_there() -> None:
    late = read_concepts(files())["late-delivery"]
    more = late._replace(
        wordings={"en": ("Robi forgot", "delay of Robi")},
        exclusions={"en": ("delayless",)},
        relations={"related": ("joy",)},
    )
    laid = overlaid(compiled().__getitem__, {"late-delivery": more})
    number = laid.index["late-delivery"]
    read = Reader(laid, "en").read
    assert number in read("Robi forgot the parcel").mentions[0].concepts
    assert number in read("Delays again").mentions[0].concepts
    assert number not in [each for mention in read("A delayless day").mentions for each in mention.concepts]
    assert ("joy", 0.4) in by_name(laid, laid.near("any", number))
    assert len(laid.concepts) == len(Knowledge(compiled().__getitem__).concepts)


def test_the_compiled_files_that_are_handed_over_stay_as_they_are() -> None:
    read = compiled()
    before = json.dumps(read)
    laid = overlaid(read.__getitem__, own())
    Reader(laid, "en").read("left with Robi, robizon, delayed twice")
    for view in VIEWS:
        for number in range(len(laid.concepts)):
            laid.near(view, number)
    assert json.dumps(read) == before
