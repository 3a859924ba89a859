"""Which language a canvas is written in: as declared, else judged over all its notes together, never over one note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from cxadvisor.language.folding import tokens
from cxadvisor.language.knowledge import Knowledge

LETTERS: Final = {"ro": "ăâîșțşţ", "pl": "łżźęąśćńó", "it": "àèìòùé"}
"""Letters that tell one Latin-script language from the others; a few of them count as much as a stop word."""

UNKNOWN: Final = "mul"
"""What a canvas is taken for whose language cannot be told: brands, acronyms and English words are all that is used."""

_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)
_OTHER_CYRILLIC: Final = re.compile("[іїєґўљњћђџ]", re.IGNORECASE)
_LATIN: Final = re.compile("[a-z]", re.IGNORECASE)


def detect_language(texts: Iterable[str], knowledge: Knowledge) -> str:
    """Return the language of all ``texts`` together: en, it, pl, ro, ru, or ``UNKNOWN`` where nothing tells.

    Judged by script, then by stop words and by letters that only one of the languages has. The order of texts is of no
    consequence.
    """
    text = "\n".join(texts)
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic > latin:
        return UNKNOWN if len(_OTHER_CYRILLIC.findall(text)) * 50 > cyrillic else "ru"
    words = [token.folded for token in tokens(text)]
    scores = {}
    for language in ("en", "it", "pl", "ro"):
        stop = knowledge.stop[language]
        special = sum(text.count(letter) for letter in LETTERS.get(language, ""))
        scores[language] = sum(word in stop for word in words) + special
    best = max(sorted(scores), key=lambda language: scores[language])
    return best if scores[best] * 20 >= len(words) and scores[best] > 0 else UNKNOWN


def language_of(declared: str | None, texts: Iterable[str], knowledge: Knowledge) -> str:
    """Return the primary subtag that is ``declared`` (``ro`` of ``ro-MD``), else the language detected in ``texts``."""
    return declared.split("-", 1)[0].lower() if declared else detect_language(texts, knowledge)
