"""Notes are understood by phrases before words, in their language before English, and never beyond what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cxadvisor.language.authoring import TOPIC, authored_files, read_concepts
from cxadvisor.language.knowledge import shipped_knowledge
from cxadvisor.language.reading import Reader

OVERREACH = yaml.safe_load((Path(__file__).parent / "overreach.yaml").read_text("utf-8"))


def concepts_of(text: str, language: str, *, channels: bool = False, certainty: float = 0.0) -> set[str]:
    """The names of the concepts that a note speaks of."""
    knowledge = shipped_knowledge()
    reading = Reader(knowledge, language).read(text, channels=channels)
    return {
        knowledge.concepts[number].name
        for mention in reading.mentions
        for number in mention.concepts
        if mention.certainty >= certainty
    }


@pytest.mark.parametrize(
    ("language", "word", "concept"), [pytest.param(*entry, id="-".join(entry)) for entry in OVERREACH]
)
def test_no_prefix_reaches_into_another_word(language: str, word: str, concept: str) -> None:
    assert concept in shipped_knowledge().index
    assert concept not in concepts_of(word, language)
    assert concept not in concepts_of(word, language, channels=True)


def test_a_prefix_holds_in_its_own_language_only() -> None:
    """For every prefix pattern: its bare beginning means the concept there, and nothing because of it elsewhere."""
    knowledge = shipped_knowledge()
    authored = read_concepts(authored_files())
    for concept in authored.values():
        if concept.kind == TOPIC:
            continue  # topics are heard apart (test_listening)
        for language, wordings in concept.wordings.items():
            for wording in wordings:
                if not wording.endswith("*") or not wording[:-1].isalpha():
                    continue
                word = wording[:-1] + "qx"
                assert concept.name in concepts_of(word, language), (language, wording)
                for other in {"en", "it", "pl", "ro", "ru"} - {language}:
                    reaches = [
                        name
                        for name in (other, "en", "any")
                        for theirs in concept.wordings.get(name, ())
                        if theirs.endswith("*") and word.startswith(theirs[:-1])
                    ]
                    if not reaches:
                        assert concept.name not in concepts_of(word, other, certainty=1.0), (
                            language,
                            wording,
                            other,
                        )
    assert knowledge.concepts


def test_a_phrase_goes_before_its_words() -> None:
    assert "app" not in concepts_of("loan application", "en")
    assert concepts_of("online shop", "en", channels=True) == {"online-shop"}
    assert "tracking" in concepts_of("where is my order status", "en")


def test_a_stop_word_may_stand_within_a_phrase() -> None:
    assert "trial-practice" in concepts_of("money back with guarantee", "en")


def test_a_word_of_the_canvas_language_goes_before_an_english_one() -> None:
    assert "payment" in concepts_of("in tre rate", "it")
    assert "measure" not in concepts_of("in tre rate", "it")


def test_english_helps_out_in_any_language() -> None:
    assert "onboarding" in concepts_of("onboarding nowego klienta", "pl")


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("compaint handling", "en", "complaint"),
        ("delivrey at home", "en", "delivery"),
        ("rekalmacje", "pl", "complaint"),
        ("доствака", "ru", "delivery"),
    ],
)
def test_a_typo_is_understood(text: str, language: str, concept: str) -> None:
    assert concept in concepts_of(text, language)


@pytest.mark.parametrize("word", ["stare", "bill", "ordre", "qelivery"])
def test_short_words_and_first_letters_are_taken_as_written(word: str) -> None:
    reading = Reader(shipped_knowledge(), "en").read(word)
    assert all(mention.certainty == 1.0 for mention in reading.mentions)


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("0330 123 4567, Mon–Fri", "en", "phone"),
        ("+40 264 123 456", "ro", "phone"),
        ("8-800 круглосуточно", "ru", "phone"),
        ("velo-nord.ro", "ro", "website"),
        ("www.bike.example/shop", "en", "website"),
        ("help@bike.example", "en", "email"),
    ],
)
def test_addresses_and_numbers_name_their_channel(text: str, language: str, concept: str) -> None:
    assert concept in concepts_of(text, language, channels=True)


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("call centre | centrul de apeluri | infolinia | горячая линия | numero verde", "phone"),
        ("by e-mail | poșta electronică | mejlem | электронная почта | posta elettronica", "email"),
        ("branch | sucursală | oddział | отделение | filiale", "branch"),
        ("front desk | recepție | recepcja | ресепшен | alla reception", "counter"),
        ("live chat | chat live | czat | онлайн-чат | chat dal vivo", "chat"),
        ("mobile app | aplicația mobilă | aplikacja | приложение | app", "app"),
        ("website | site-ul | strona internetowa | сайт | sito web", "website"),
        (
            "online shop | magazin online | sklep internetowy | интернет-магазин | negozio online",
            "online-shop",
        ),
        ("customer portal | contul meu | konto klienta | личный кабинет | area clienti", "portal"),
        ("letter by post | scrisoare | listem poleconym | заказное письмо | raccomandata", "letter"),
        ("reviews | recenzii | opinie | отзывы | recensioni", "review-site"),
        ("comparison site | comparator | porównywarka | агрегатор | comparatore", "comparison-site"),
        ("video call | apel video | wideorozmowa | видеозвонок | videochiamata", "video-call"),
        ("kiosk | infochioșc | biletomat | инфомат | totem", "kiosk"),
        ("parcel locker | easybox | paczkomat | постамат | armadietto", "locker"),
        ("help centre | întrebări frecvente | baza wiedzy | база знаний | domande frequenti", "help-centre"),
        ("WhatsApp | WhatsApp | WhatsAppem | вотсап | Whatsapp", "whatsapp"),
        ("Telegram | Telegram | Telegram | в телеге | telegram", "telegram"),
        ("text message | prin SMS | smsem | смс | messaggino", "sms"),
        ("newsletter | newsletterul | newslettera | рассылка | newsletter", "newsletter"),
        ("home visit | la domiciliu | wizyta domowa | выезд на дом | a domicilio", "home-visit"),
        ("word of mouth | din gură în gură | z polecenia | сарафанное радио | passaparola", "word-of-mouth"),
        ("our accountant | contabil | księgowa | бухгалтер | commercialista", "accountant"),
        (
            "status page | pagina de stare | strona statusu | страница статуса | pagina di stato",
            "status-page",
        ),
    ],
)
def test_channels_are_known_in_five_languages(words: str, concept: str) -> None:
    for language, wording in zip(("en", "ro", "pl", "ru", "it"), words.split(" | "), strict=True):
        assert concept in concepts_of(wording, language, channels=True), (language, wording)


def test_a_channel_that_is_ruled_out_does_not_count() -> None:
    reading = Reader(shipped_knowledge(), "it").read("Whatsapp con una persona, NO bot", channels=True)
    negated = {mention.words: mention.negated for mention in reading.mentions}
    assert negated == {"Whatsapp": False, "bot": True}


def test_an_address_to_write_to_is_no_website() -> None:
    found = concepts_of("Mail to sales@mail.example.com", "en", channels=True)
    assert "email" in found
    assert "website" not in found
