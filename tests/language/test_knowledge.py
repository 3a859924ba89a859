"""Authored knowledge is checked as it is compiled, and what is shipped compiled is current."""

from __future__ import annotations

import json
import time
from functools import cache
from typing import Any

import pytest

from cxadvisor.errors import KnowledgeError
from cxadvisor.language.authoring import LANGUAGES, authored_files, read_concepts
from cxadvisor.language.compiling import compile_knowledge, conflicting_prefixes
from cxadvisor.language.knowledge import Knowledge, read_compiled, shipped_knowledge

LABEL = "label: {en: a, ro: a, pl: a, ru: а, it: a}"


authored = cache(lambda: read_concepts(authored_files()))
"""The shipped concepts as they are authored; reading them takes seconds."""


def compiled(concept: str, **others: str) -> dict[str, Any]:
    """Compile the shipped stop words and placeholders with one file of concepts."""
    files = {name: text for name, text in authored_files().items() if "/" not in name}
    files["concepts/mine.yaml"] = concept
    return compile_knowledge({**files, **others})


@cache
def compiled_now() -> dict[str, Any]:
    """What compiling gives now; it takes seconds, and nothing changes it."""
    return compile_knowledge()


def test_the_shipped_files_are_current() -> None:
    for name, content in compiled_now().items():
        assert read_compiled(name) == json.loads(json.dumps(content)), f"{name}: run make compile"


def test_compiling_twice_gives_the_same() -> None:
    assert json.dumps(compile_knowledge()) == json.dumps(compiled_now())


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("kind: nonsense\nconcepts: {}", "kind"),
        ("kind: situation\nconcepts:\n  Late Delivery:\n    en: [late]", "lower case"),
        ("kind: situation\nconcepts:\n  late:\n    en: [late]", "label"),
        (f"kind: situation\nconcepts:\n  late:\n    {LABEL}", "no wording"),
        (f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: late", "no list of texts"),
        (f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: [late, late]", "twice"),
        (f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: ['la*']", "too short"),
        (f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: ['la*te']", "within a word"),
        (f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    any: ['later*']", "belong to one language"),
        (f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: ['!!']", "no letter"),
        (f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    de: [spät]", "unknown key de"),
        (f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: [late]\n    weight: 7", "weight"),
        (
            f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: [late]\n    served_by: [nobody]",
            "nobody",
        ),
        (
            f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: [late]\n    broader: [late]",
            "no other concept",
        ),
        (
            f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: [late]\n    forms: [tail-number]",
            "unknown form",
        ),
        (
            f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: [late]\n    not: [early]",
            "mapping of languages",
        ),
        (
            f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: [late]\n    en: [later]",
            "stands twice",
        ),
        ("kind: situation\nconcepts: [", "Mend the YAML"),
    ],
)
def test_a_mistake_names_file_entry_and_remedy(entry: str, complaint: str) -> None:
    with pytest.raises(KnowledgeError) as error:
        compiled(entry)
    assert "concepts/mine.yaml" in str(error.value)
    assert complaint in str(error.value)


def test_a_circle_of_broader_concepts_is_refused() -> None:
    entry = (
        f"kind: situation\nconcepts:\n  b:\n    {LABEL}\n    en: [bee]\n    broader: [c]\n"
        f"  c:\n    {LABEL}\n    en: [cee]\n    broader: [b]"
    )
    with pytest.raises(KnowledgeError, match="broader than itself"):
        compiled(entry)


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("stopwords.yaml", "stop: {}", "stopwords.yaml"),
        ("stopwords.yaml", "stop: {en: [a]}\nnegations: {en: [b]}", "must list words for"),
        ("placeholders.yaml", "leading: {}", "placeholders.yaml"),
    ],
)
def test_the_other_files_are_checked_too(file: str, text: str, complaint: str) -> None:
    with pytest.raises(KnowledgeError, match=complaint):
        compiled(f"kind: situation\nconcepts:\n  late:\n    {LABEL}\n    en: [late]", **{file: text})


def test_words_that_yaml_takes_for_truth_values_stay_words() -> None:
    stop = compiled_now()["words.json"]["stop"]
    assert {"no", "on", "off"} <= set(stop["en"])


def test_files_of_another_format_are_refused() -> None:
    with pytest.raises(KnowledgeError, match="another format"):
        Knowledge(lambda name: {"format": 0})


def test_every_concept_has_a_label_and_wordings_in_every_language() -> None:
    missing = [
        (concept.name, language)
        for concept in authored().values()
        if not concept.abstract and not {"any"} & set(concept.wordings)
        for language in LANGUAGES
        if language not in concept.wordings
    ]
    assert missing == []


def test_no_prefix_takes_most_of_another_concepts_words() -> None:
    """A prefix may share a word or two with a neighbour; one that swallows many is a mistake of its author."""
    reached: dict[tuple[str, str, str, str], int] = {}
    for language, prefix, name, _, other in conflicting_prefixes(authored()):
        reached[language, prefix, name, other] = reached.get((language, prefix, name, other), 0) + 1
    assert {key: count for key, count in reached.items() if count > 4} == {}


def test_knowledge_loads_in_no_time() -> None:
    start = time.process_time()
    knowledge = Knowledge(read_compiled)
    for language in ("ro", "any", "en"):
        knowledge.lexicon(language)
    assert time.process_time() - start < 0.25  # measured: about 10 ms; generous for a busy machine


def test_a_label_falls_back_to_english() -> None:
    knowledge = shipped_knowledge()
    assert knowledge.label("delivery", "ro") == "livrarea"
    assert knowledge.label("delivery", "de") == "delivery"
    assert knowledge.label("unheard-of", "en") == "unheard-of"


def test_an_abstract_concept_lists_what_it_comprises() -> None:
    entry = (
        f"kind: topic\nconcepts:\n  b:\n    {LABEL}\n    abstract: true\n    narrower: [c]\n"
        f"  c:\n    {LABEL}\n    en: [cee]\n    broader: [d]\n  d:\n    {LABEL}\n    en: [dee]"
    )
    made = compiled(entry)
    knowledge = Knowledge(lambda name: made[name])
    above = knowledge.above[knowledge.index["c"]]
    assert {knowledge.concepts[number].name for number in above} == {"b", "d"}


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("en: [bee]\n    narrower: [c]", "not abstract"),
        ("abstract: true\n    narrower: [nobody]", "nobody"),
    ],
)
def test_a_mistaken_list_of_what_is_narrower_is_refused(more: str, complaint: str) -> None:
    entry = f"kind: topic\nconcepts:\n  b:\n    {LABEL}\n    {more}\n  c:\n    {LABEL}\n    en: [cee]"
    with pytest.raises(KnowledgeError, match=complaint):
        compiled(entry)
