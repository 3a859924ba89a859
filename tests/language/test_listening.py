"""Topics are heard apart: they neither link notes nor make them readable, and all wordings in a note are heard."""

from __future__ import annotations

from cxadvisor.language.authoring import authored_files, read_concepts
from cxadvisor.language.compiling import compile_knowledge
from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.listening import Listener
from cxadvisor.language.overlay import overlaid
from cxadvisor.language.reading import Reader

LABEL = "label: {en: a, ro: a, pl: a, ru: а, it: a}"
FILES = {name: text for name, text in authored_files().items() if "/" not in name} | {
    "concepts/links.yaml": f"kind: situation\nconcepts:\n  delivery:\n    {LABEL}\n    en: [delivery, parcel]",
    "concepts/topics.yaml": f"""
kind: topic
concepts:
  promise:
    {LABEL}
    en: [within a day, the same day, keep our word]
    ro: [în aceeași zi]
  short:
    {LABEL}
    en: [day]
    not: {{en: [days off]}}
""",
}
COMPILED = compile_knowledge(FILES)
KNOWLEDGE = Knowledge(lambda name: COMPILED[name])


def named(text: str, language: str = "en", knowledge: Knowledge = KNOWLEDGE) -> dict[str, bool]:
    """The topics that a note names, and whether that is sure."""
    heard = Listener(knowledge, language).hear(text)
    return {knowledge.concepts[number].name: sure for number, sure in heard.named.items()}


def test_all_wordings_are_heard_not_the_longest_alone() -> None:
    assert named("Delivery within a day") == {"promise": True, "short": True}


def test_what_is_negated_is_not_sure() -> None:
    assert named("Not within a day") == {"promise": False, "short": True}


def test_english_is_heard_where_the_language_has_no_such_wording() -> None:
    assert named("Livrare în aceeași zi", "ro") == {"promise": True}
    assert named("Livrare, the same day", "ro") == {"promise": True, "short": True}
    assert named("Lieferung within a day", "de") == {"promise": True, "short": True}


def test_words_of_a_wording_hint_at_its_topic() -> None:
    heard = Listener(KNOWLEDGE, "en").hear("Our word is good")
    assert not heard.named
    assert KNOWLEDGE.index["promise"] in {number for pairs in heard.hints.values() for number, _ in pairs}


def test_topics_do_not_link_and_are_no_read_words() -> None:
    reading = Reader(KNOWLEDGE, "en").read("Delivery within a day")
    assert {KNOWLEDGE.concepts[n].name for mention in reading.mentions for n in mention.concepts} == {
        "delivery"
    }
    assert reading.explained < 1
    topics = {KNOWLEDGE.index[name] for name in ("promise", "short")}
    assert not topics & set(reading.topic.weights)
    for view in ("any", "serves", "measures", "supports"):
        assert all(not KNOWLEDGE.near(view, number) for number in topics)


def test_topics_of_ones_own_are_heard() -> None:
    text = f"kind: topic\nconcepts:\n  patience:\n    {LABEL}\n    en: [take our time]"
    own = read_concepts({"concepts/own.yaml": text})
    knowledge = overlaid(lambda name: COMPILED[name], own)
    assert named("We take our time, delivery within a day", "en", knowledge) == {
        "patience": True,
        "promise": True,
        "short": True,
    }
