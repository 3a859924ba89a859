"""Folding: brings the many spellings of a word to one form, and cuts a text into tokens.

What counts as the same letter follows the design (§6): NFKC, case fold, comma-below and cedilla alike, Latin accents
dropped (Polish ł included), in Cyrillic only ё→е. Text that arrives decomposed (NFD) is composed first, so that й
stays й.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

_INVISIBLE: Final = dict.fromkeys(
    [0x00AD, 0x061C, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Characters that carry no letter: soft hyphen, zero-width characters, bidirectional controls."""

_CEDILLA: Final = str.maketrans("şţ", "șț")
_NOT_DECOMPOSED: Final = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "þ": "th",
}
_COMBINING: Final = dict.fromkeys(range(0x0300, 0x0370))
_WORD: Final = re.compile(r"[^\W_]+")


def _latin_folds() -> dict[int, str | None]:
    """Return the table that maps accented Latin letters, and ё, to their plain letters, and drops loose accents."""
    table: dict[int, str | None] = {ord(letter): plain for letter, plain in _NOT_DECOMPOSED.items()}
    table[ord("ё")] = "е"
    for code in (*range(0x00E0, 0x0250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base != chr(code):
            table[code] = base
    return {**table, **_COMBINING}


_FOLDS: Final = _latin_folds()


class Token(NamedTuple):
    """A word of a text: as it is written, its lower-case form with accents, its folded form, and where it stands.

    ``start`` and ``end`` count characters of the composed text that ``compose`` returns.
    """

    surface: str
    lowered: str
    folded: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether the token says something by itself: more than one letter, and not a number."""
        return len(self.folded) > 1 and not self.folded[0].isdigit()


@lru_cache(maxsize=8_000)
def compose(text: str) -> str:
    """Return ``text`` composed (NFKC) and without invisible characters; case and accents stay."""
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE)) if not text.isascii() else text


@lru_cache(maxsize=8_000)
def plain(text: str) -> str:
    """Return ``text`` composed, in lower case and with single spaces: what notes are put in order by."""
    return " ".join(compose(text).casefold().split())


@lru_cache(maxsize=20_000)
def lower(word: str) -> str:
    """Return a composed ``word`` in lower case, with comma-below for cedilla; other accents stay for the stemmer."""
    return unicodedata.normalize("NFC", word.casefold()).translate(_CEDILLA)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return ``text`` without case, accents and invisible characters; Cyrillic keeps й and loses only ё."""
    if text.isascii():
        return text.lower()
    lowered = lower(compose(text))
    return lowered if lowered.isascii() else lowered.translate(_FOLDS)


@lru_cache(maxsize=50_000)
def _spellings(surface: str) -> tuple[str, str, str]:
    """Return a word of composed text as it is written, in lower case, and folded."""
    if surface.isascii():
        lowered = surface.lower()
        return surface, lowered, lowered
    lowered = lower(surface)
    return surface, lowered, lowered if lowered.isascii() else lowered.translate(_FOLDS)


@lru_cache(maxsize=4_000)
def tokens(text: str) -> tuple[Token, ...]:
    """Cut ``text`` into words; hyphens, apostrophes and underscores part them (so *dell’ordine* gives two).

    The words stand in the order of the text; punctuation is dropped.
    """
    composed = compose(text)
    found = []
    for match in _WORD.finditer(composed):
        found.append(Token(*_spellings(match.group()), *match.span()))
    return tuple(found)


def phrase_of(text: str) -> str:
    """Return the folded words of ``text`` with single spaces: what one looks up names by."""
    return " ".join(token.folded for token in tokens(text))
