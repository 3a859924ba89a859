"""Words meet their inflected forms, with and without diacritics, whichever stemmer is installed."""

from __future__ import annotations

import importlib
import threading

import pytest

from cxadvisor.language.folding import fold, lower
from cxadvisor.language.knowledge import shipped_knowledge
from cxadvisor.language.stems import ALGORITHMS, keys

FAMILIES = [
    ("en", "delivery", "deliveries"),
    ("en", "booking", "bookings"),
    ("ro", "plăți", "plati"),
    ("ro", "reclamațiilor", "reclamații"),
    ("ro", "programare", "programări"),
    ("pl", "zwrotów", "zwroty"),
    ("pl", "płatność", "platnosc"),
    ("ru", "доставки", "доставку"),
    ("ru", "жалоб", "жалобы"),
    ("ru", "запись", "записи"),
    ("ru", "посылок", "посылка"),
    ("pl", "książek", "książka"),
    ("it", "consegne", "consegna"),
    ("it", "reclami", "reclamo"),
]


@pytest.mark.parametrize(("language", "one", "other"), FAMILIES)
def test_forms_of_a_word_share_a_key(language: str, one: str, other: str) -> None:
    assert set(keys(one, language)) & set(keys(other, language))


def test_short_words_and_numbers_are_kept_whole() -> None:
    assert keys("app", "en") == ("app",)
    assert keys("48h", "en") == ("48h",)


def test_a_language_without_stemmer_is_compared_by_its_words() -> None:
    assert keys("Grüße", "xx") == ("grusse",)


def test_both_stemmers_agree() -> None:
    fast = pytest.importorskip("Stemmer")
    pytest.importorskip("snowballstemmer")
    knowledge = shipped_knowledge()
    for language in ("en", "ro", "pl", "ru", "it"):
        algorithm = ALGORITHMS[language]
        labels = (knowledge.label(concept.name, language) for concept in knowledge.concepts)
        words = {word for label in labels for word in label.split()}
        # snowballstemmer.stemmer() would hand out PyStemmer itself; its own stemmers are in modules of their own.
        pure = importlib.import_module(f"snowballstemmer.{algorithm}_stemmer")
        one, other = fast.Stemmer(algorithm), getattr(pure, f"{algorithm.title()}Stemmer")()
        for word in sorted(words):
            for form in (lower(word), fold(word)):
                assert one.stemWord(form) == other.stemWord(form), (language, form)


def test_threads_do_not_share_a_stemmer() -> None:
    found: list[tuple[str, ...]] = []

    def work() -> None:
        found.extend(keys(f"delivery{suffix}", "en") for suffix in ("", "s") for _ in range(200))

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(set(found)) == 2
