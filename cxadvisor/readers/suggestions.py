"""Finds the key that somebody probably meant; loaded only when a key is unknown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from cxadvisor.readers.aliases import ALIASES

_CUTOFF = 80.0
"""Likeness in per cent from which a misspelt key is taken for another; below, a suggestion would mislead."""
_LONGEST_KEY = 80


def folded(word: str) -> str:
    """Return a word without case, accents, blanks and punctuation, so that spellings can be compared."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l"))
    return "".join(char for char in decomposed if char.isalnum())


class Speller:
    """Knows what keys may be called instead.

    Args:
        aliases: for each key other words, languages apart by “·”, words by commas.
    """

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self._aliases = aliases
        self._spellings = cache(self._spellings_of)
        self._index = lru_cache(maxsize=256)(self._index_of)

    def meant(self, word: str, allowed: Iterable[str]) -> str | None:
        """Return that one of the ``allowed`` keys which ``word`` is another word for, or None."""
        return self._index(tuple(allowed)).get(folded(word)) if len(word) <= _LONGEST_KEY else None

    def suggest(self, word: str, allowed: Iterable[str]) -> str | None:
        """Return that one of the ``allowed`` keys which ``word`` is another word or a misspelling for, or None.

        A word that two keys may be called by is the first one's.
        """
        wanted = folded(word[:_LONGEST_KEY])
        if not wanted or len(word) > _LONGEST_KEY:
            return None
        spellings = self._index(tuple(allowed))
        if wanted in spellings:
            return spellings[wanted]
        best = process.extractOne(wanted, spellings.keys(), scorer=fuzz.ratio, score_cutoff=_CUTOFF)
        return spellings[best[0]] if best else None

    def _spellings_of(self, key: str) -> tuple[str, ...]:
        aliases = self._aliases.get(key, "").replace("·", ",").split(",")
        return (folded(key), *filter(None, map(folded, aliases)))

    def _index_of(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Return the key for each spelling; of two keys the first one gets it, and a key's own name is its own."""
        spellings = {spelling: key for key in reversed(keys) for spelling in self._spellings(key)}
        return spellings | {folded(key): key for key in keys}


suggest: Final = Speller(ALIASES).suggest
"""Suggests keys of canvases."""
