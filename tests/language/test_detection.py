"""The language is what the canvas declares, else what its notes show together."""

from __future__ import annotations

import pytest

from cxadvisor.language import link, shipped_knowledge
from cxadvisor.language.detection import detect_language, language_of
from cxadvisor.model.canvas import Canvas

NOTES = {
    "en": ["Finding the right bike for the way to work", "The first service is free", "What if it breaks?"],
    "ro": [
        "Găsirea bicicletei potrivite pentru drum",
        "Prima revizie este gratuită",
        "Ce se întâmplă dacă se strică?",
    ],
    "pl": ["Wybór roweru do pracy", "Pierwszy przegląd jest bezpłatny", "Co jeśli się zepsuje?"],
    "ru": ["Выбрать велосипед для работы", "Первое обслуживание бесплатно", "А если сломается?"],
    "it": ["Trovare la bici giusta per andare al lavoro", "Il primo tagliando è gratis", "E se si rompe?"],
}


@pytest.mark.parametrize("language", sorted(NOTES))
def test_a_language_is_told_by_its_notes(language: str) -> None:
    knowledge = shipped_knowledge()
    assert detect_language(NOTES[language], knowledge) == language
    assert detect_language(reversed(NOTES[language]), knowledge) == language


def test_romanian_without_diacritics_is_still_romanian() -> None:
    notes = [
        "Gasirea bicicletei potrivite pentru drum",
        "Prima revizie este gratuita",
        "Ce se intampla daca se strica",
    ]
    assert detect_language(notes, shipped_knowledge()) == "ro"


@pytest.mark.parametrize(
    "notes", [[], ["WhatsApp"], ["新しい自転車"], ["1", "???"], ["Нові велосипеди для їзди містом і її"]]
)
def test_what_cannot_be_told_is_no_language(notes: list[str]) -> None:
    assert detect_language(notes, shipped_knowledge()) == "mul"


def test_the_declared_language_goes_first() -> None:
    assert language_of("ro-MD", NOTES["it"], shipped_knowledge()) == "ro"


@pytest.mark.parametrize("language", ["de", "fr", "zh-Hans", "uk", "mul", "xx"])
def test_other_languages_work_with_neutral_terms_and_say_what_they_do_not_read(language: str) -> None:
    canvas = Canvas.model_validate(
        {
            "language": language,
            "preferred_channels": {"pre_sale": ["WhatsApp"]},
            "supported_channels": {"pre_sale": ["WhatsApp Business"]},
            "moments": {"post_sale": ["Das Fahrrad geht am Sonntag kaputt"]},
            "activities": {"post_sale": ["Leihrad bis zur Fertigstellung"]},
        }
    )
    linking = link(canvas)
    assert [(entry.source, entry.relation) for entry in linking.links] == [
        ("/supported_channels/pre_sale/0", "supports")
    ]
    assert not linking.readings["/moments/post_sale/0"].readable
