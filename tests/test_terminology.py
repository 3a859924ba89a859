"""Texts keep to the list of terms in ``knowledge/terminology.yaml``, and to the marks and letters of their language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from cxadvisor.compile import CHECKOUT
from cxadvisor.texts import INNER_QUOTES, LANGUAGES, QUOTES

TERMS: dict[str, dict[str, Any]] = yaml.safe_load(
    (CHECKOUT / "knowledge" / "terminology.yaml").read_text("utf-8")
)
PATTERNS = (
    "cxadvisor/texts/{}.json",
    "cxadvisor/texts/*.{}.json",
    "rules/compiled/{}.json",
    "knowledge/compiled/whys.{}.json",
    "knowledge/compiled/catalogue.{}.json",
    "knowledge/compiled/guide.{}.json",
)
NAMES = {"also", "called"}
"""Fields of the catalogue that hold what people call a thing, which may be what no text of ours says."""

ENGLISH = re.compile(r"\b(?:the|and|of|with|which|this|what|that)\b", re.IGNORECASE)
TITLES = re.compile(r"^report\.source\.|^K?S?[0-9]+[ab]?$")
FOREIGN = {
    "ro": r"[şţŞŢ\u0400-\u04FF]",
    "pl": r"[\u0400-\u04FFăâîșțñ]",
    "ru": r"[a-zA-Z][\u0400-\u04FF]|[\u0400-\u04FF][a-zA-Z]",
    "it": r"[\u0400-\u04FFăâîșțłżźęąś]",
}
"""Letters that no word of a language has; in Russian, words of two scripts."""


@cache
def texts_of(language: str) -> tuple[tuple[str, str], ...]:
    """Return what is said in a language: the key of each text, and the text."""
    found: list[tuple[str, str]] = []
    for pattern in PATTERNS:
        for path in sorted(CHECKOUT.glob(pattern.format(language))):
            found += _leaves("", json.loads(path.read_text("utf-8")))
    return tuple(found)


def _leaves(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in NAMES:
                yield from _leaves(str(name), each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(key, each)
    elif isinstance(value, str):
        yield key, value


def term_in(name: str, language: str) -> str:
    given = TERMS[name][language]
    return str(given["use"] if isinstance(given, dict) else given)


def test_every_term_is_given_in_every_language() -> None:
    for name, term in TERMS.items():
        assert set(term) - {"at"} == set(LANGUAGES), name
        for language in LANGUAGES:
            given = term[language]
            assert not isinstance(given, dict) or {"use"} <= set(given) <= {"use", "also", "never"}, name
            assert term_in(name, language).strip(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_is_a_term_says_it(language: str) -> None:
    texts = dict(texts_of(language))
    for name, term in TERMS.items():
        if "at" in term:
            assert texts[term["at"]].casefold() == term_in(name, language).casefold(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_a_word_that_the_list_rules_out(language: str) -> None:
    never = [
        word
        for term in TERMS.values()
        if isinstance(term[language], dict)
        for word in term[language].get("never", ())
    ]
    if never:
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, never)) + ")", re.IGNORECASE)
        assert [(key, text) for key, text in texts_of(language) if pattern.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_use_the_quotation_marks_of_their_language(language: str) -> None:
    allowed = {*QUOTES[language], *INNER_QUOTES[language], "’"}
    opening, closing = QUOTES[language]
    wrong = []
    for key, text in texts_of(language):
        marks = re.findall("[„“”«»‘’]", text)
        if not set(marks) <= allowed or text.count(opening) != text.count(closing):
            wrong.append((key, text))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_spaced_as_sentences_are(language: str) -> None:
    wrong = re.compile(r" {2}|\.\.\.| - |\w [,.;:!?](?:\s|$)")
    said = ((key, text.replace("cxadvisor review .", "")) for key, text in texts_of(language))
    assert [(key, text) for key, text in said if wrong.search(text.rstrip())] == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_other_language_is_left_in_a_text(language: str) -> None:
    for key, text in texts_of(language):
        words = re.sub(r"\{[^}]*\}|„[^”]*”|«[^»]*»|“[^”]*”|--?\w+|cxadvisor \w+", "", text)
        assert TITLES.search(key) or not ENGLISH.search(words), (key, text)
        assert not re.search(FOREIGN[language], re.sub(r"\{[^}]*\}", " ", text)), (key, text)
