"""Gives ids to notes: short, readable, unique, and made of the note's words alone, so that they stay the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import count
from typing import Final

from cxadvisor.model.canvas import PlacedNote

PREFIXES: Final = {
    "segments": "s",
    "needs": "n",
    "moments": "m",
    "preferred_channels": "pc",
    "objectives": "o",
    "culture": "c",
    "activities": "a",
    "supported_channels": "sc",
    "metrics": "k",
    "service_model": "sm",
    "sales_model": "sl",
    "retention_plan": "r",
    "awareness_plan": "w",
}
"""What the ids of each block begin with; a metric is a KPI."""

LONGEST: Final = 24
SHORTEST_WORD: Final = 3

_LETTERS: Final = str.maketrans(
    {
        "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d",
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y",
        "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
_SAYS_LITTLE: Final = frozenset(
    {
        "the", "and", "for", "our", "you", "they", "that", "this", "with", "from", "not",
        "din", "cel", "cea", "cei", "cele", "pentru", "care", "sau", "este", "sunt", "mai", "prin", "dar",
        "oraz", "dla", "jest", "nie", "sie", "przez", "lub", "jak", "dlya", "chto", "kak", "pri", "ili", "eto",
        "del", "della", "dei", "delle", "degli", "dal", "dalla", "nel", "nella", "con", "per", "che", "una",
        "uno", "gli", "sul", "sulla", "non",
    }
)  # fmt: skip
_words = re.compile(r"[a-z0-9]+").findall


def new_id(placed: PlacedNote, taken: Collection[str]) -> str:
    """Return an id for a note, unlike any of ``taken`` (compared without case)."""
    others = {each.casefold() for each in taken}
    return next(each for each in _candidates(placed) if each not in others)


def _candidates(placed: PlacedNote) -> Iterator[str]:
    """Yield ids for a note: two words, then more of them, then a number."""
    prefix = PREFIXES[placed.block]
    words = slug_words(placed.text) or ["note"]
    for number in range(min(2, len(words)), min(4, len(words)) + 1):
        yield f"{prefix}-{_joined(words[:number])}"
    for number in count(2):
        yield f"{prefix}-{_joined(words[:2])}-{number}"


def _joined(words: list[str]) -> str:
    """Join words by hyphens, as many as fit; the first is cut where it is longer."""
    slug = words[0][:LONGEST]
    for word in words[1:]:
        if len(slug) + 1 + len(word) <= LONGEST:
            slug += f"-{word}"
    return slug


def slug_words(text: str) -> list[str]:
    """Return the words of ``text`` that say most, in Latin letters without accents."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char)
    )
    words: list[str] = _words(plain)
    telling = [word for word in words if len(word) >= SHORTEST_WORD and word not in _SAYS_LITTLE]
    return telling or words
