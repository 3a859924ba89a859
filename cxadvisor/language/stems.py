"""Stems: the keys under which a word meets its inflected forms, with and without diacritics.

A word has up to three keys: its folded form, the stem of the accented form folded (*stem, then fold*) and the stem
of the folded form (*fold, then stem*). Romanian stems change when diacritics are missing, so one key alone would
lose words. Snowball's stemmers come from PyStemmer, or from the slower snowballstemmer where that is not installed.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from cxadvisor.language.folding import fold, lower

ALGORITHMS: Final = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}
"""The Snowball algorithm of each language; a language without one is compared by its folded words."""

_IRREGULAR: Final = {
    # programare, programări: Snowball stems the plural of a verbal noun otherwise than the singular.
    "ro": (re.compile("(.{4,}?)[aei]r(?:e|ea|i|ii|ei|ile|ilor)"), r"\1"),
    # książek, kolejek: a vowel stands in the genitive plural alone.
    "pl": (re.compile("(.{3,})ek"), r"\1k"),
    # посылок, заявок, likewise; and запись, which Snowball takes for a reflexive verb.
    "ru": (re.compile("(.{3,})[ое](к)|(.{2,}ис)ь"), r"\1\2\3"),
}
"""Forms whose stem is not that of their other forms: what they look like, and the stem they share."""

_local = threading.local()


def snowball_factory() -> Callable[[str], Any] | None:
    """Return what makes a Snowball stemmer from the name of its algorithm: PyStemmer's, else snowballstemmer's, else
    None.
    """
    try:
        from Stemmer import Stemmer

        fast: Callable[[str], Any] = Stemmer
        return fast
    except ImportError:  # pragma: no cover - depends on the installation
        try:
            from snowballstemmer import stemmer
        except ImportError:
            return None
        made: Callable[[str], Any] = stemmer
        return made


def _stemmer(language: str) -> Callable[[str], str]:
    """Return the stemming function of ``language`` for this thread: stemmer objects must not be shared between
    threads.
    """
    stemmers: dict[str, Callable[[str], str]] | None = getattr(_local, "stemmers", None)
    if stemmers is None:
        stemmers = _local.stemmers = {}
    stem = stemmers.get(language)
    if stem is None:
        factory, algorithm = snowball_factory(), ALGORITHMS.get(language)
        try:
            stem = factory(algorithm).stemWord if factory and algorithm else str
        except KeyError:  # an older Snowball that lacks the algorithm
            stem = str
        stemmers[language] = stem
    return stem


@lru_cache(maxsize=50_000)
def keys(word: str, language: str) -> tuple[str, ...]:
    """Return the keys of ``word`` in ``language``, without repetition: folded form, stem folded, folded stemmed.

    Words of up to three letters, and words with a digit, are kept whole: a stemmer would only blur them.
    """
    folded = fold(word)
    if len(folded) <= 3 or (not folded.isalpha() and any(character.isdigit() for character in folded)):
        return (folded,)
    stem = _stemmer(language)
    found = [folded, stem(folded)]
    if (lowered := lower(word)) != folded:
        found.insert(1, fold(stem(lowered)))
    if language in _IRREGULAR:
        form, shared = _IRREGULAR[language]
        if (match := form.fullmatch(folded)) is not None:
            found.append(match.expand(shared))
    return tuple(dict.fromkeys(found))


def stem_keys(word: str, language: str) -> tuple[str, ...]:
    """Return the stems among the keys of ``word``: what compiled wordings and shared words are compared by."""
    found = keys(word, language)
    return found[1:] or found
