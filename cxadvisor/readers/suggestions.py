"""Finds the key that somebody probably meant; loaded only when a key is unknown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from cxadvisor.readers.aliases import ALIASES

_CUTOFF = 80.0
"""Likeness in per cent from which a misspelt key is taken for another; below, a suggestion would mislead."""
_LONGEST_KEY = 80


def folded(word: str) -> str:
    """Return a word without case, accents, blanks and punctuation, so that spellings can be compared."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l"))
    return "".join(char for char in decomposed if char.isalnum())


@cache
def _spellings(key: str) -> tuple[str, ...]:
    aliases = ALIASES.get(key, "").replace("·", ",").split(",")
    return (folded(key), *filter(None, map(folded, aliases)))


@lru_cache(maxsize=32)
def _index(keys: tuple[str, ...]) -> dict[str, str]:
    """Return the key for each spelling; of two keys the first one gets it, and a key's own name is its own."""
    spellings = {spelling: key for key in reversed(keys) for spelling in _spellings(key)}
    return spellings | {folded(key): key for key in keys}


def suggest(word: str, allowed: Iterable[str]) -> str | None:
    """Return that one of the ``allowed`` keys which ``word`` is another word or a misspelling for, or None."""
    wanted = folded(word[:_LONGEST_KEY])
    if not wanted or len(word) > _LONGEST_KEY:
        return None
    spellings = _index(tuple(allowed))
    if wanted in spellings:
        return spellings[wanted]
    best = process.extractOne(wanted, spellings.keys(), scorer=fuzz.ratio, score_cutoff=_CUTOFF)
    return spellings[best[0]] if best else None
