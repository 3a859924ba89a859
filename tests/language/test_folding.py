"""Every spelling of a word comes to the same form, and nothing is lost on the way."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxadvisor.language.folding import compose, fold, tokens
from cxadvisor.language.knowledge import shipped_knowledge
from cxadvisor.language.reading import Reader

SENTENCES = {
    "en": "Home delivery of the repaired bike, on time",
    "ro": "Livrarea bicicletei reparate la domiciliu, fără întârzieri și la preț corect",
    "pl": "Dostawa naprawionego roweru do domu na czas, bez opóźnień i ukrytych opłat",
    "ru": "Доставка отремонтированного велосипеда домой вовремя, чей счёт понятен",
    "it": "Consegna dell’ordine a domicilio, con la bici già riparata",
}


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Żółć", "zolc"),
        ("ŁÓDŹ", "lodz"),
        ("plăţi", "plati"),
        ("plăți", "plati"),
        ("Ёлка", "елка"),
        ("война й", "война й"),
        ("perché", "perche"),
        ("ﬁne", "fine"),
        ("Straße", "strasse"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_letters_fold_to_plain_ones(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_decomposed_text_folds_like_a_composed_one() -> None:
    for sentence in SENTENCES.values():
        assert fold(unicodedata.normalize("NFD", sentence)) == fold(sentence)


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "`"])
def test_elisions_are_split(apostrophe: str) -> None:
    words = [token.folded for token in tokens(f"stato dell{apostrophe}ordine")]
    assert (
        "ordine" in words or apostrophe == "ʼ"
    )  # U+02BC is a letter to Unicode, and nobody types it by accident


def variants(sentence: str) -> list[str]:
    """The sentence in upper case, decomposed, with cedillas, and with its Latin diacritics left out."""
    stripped = "".join(
        character
        if "а" <= character.lower() <= "я" or character.lower() == "ё"
        else fold(character)
        if character.isalpha()
        else character
        for character in sentence
    )
    cedilla = sentence.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    return [
        sentence.upper(),
        unicodedata.normalize("NFD", sentence),
        cedilla,
        stripped,
        sentence.replace("’", "'"),
    ]


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_no_spelling_loses_a_concept(language: str) -> None:
    reader = Reader(shipped_knowledge(), language)

    def understood(text: str) -> set[int]:
        return {concept for mention in reader.read(text).mentions for concept in mention.concepts}

    plain = understood(SENTENCES[language])
    assert len(plain) >= 3
    for variant in variants(SENTENCES[language]):
        assert plain <= understood(variant), variant


@given(st.text(max_size=200))
def test_folding_never_fails_and_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(fold(fold(text)))
    composed = compose(text)
    for token in tokens(text):
        assert composed[token.start : token.end] == token.surface
