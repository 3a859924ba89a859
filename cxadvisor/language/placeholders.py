"""Placeholders: notes that only keep a place for a thought that is still to come.

The wordings are knowledge; the patterns are code, because patterns from a pack could stall a review.
"""

from __future__ import annotations

import re
from typing import Final

from cxadvisor.language.folding import compose, fold, tokens
from cxadvisor.language.knowledge import Knowledge

_MARKS_ONLY: Final = re.compile(r"[\s?.…\-–—_*!/\\=+#~|·•<>()\[\]{}:;,'\"“”„«»]+")
_OPENING_MARKS: Final = re.compile(r"\s*(?:\?{2,}|\.{3,}|…|_{3,}|\[\s*\]|<\s*>)\s*(?:[-–—:(,;]|$|\S)")
_CROSSES: Final = re.compile(r"\s*[x×х]{3,}\s*(?:[-–—:(,;.!?]|$)", re.IGNORECASE)
_LATIN_FILLER: Final = re.compile(r"\s*lorem\s+ipsum\b", re.IGNORECASE)
_SHOUTED: Final = re.compile(r"\s*(?:TBD|TBC|TBA|TODO|FIXME|T\.B\.D\.?)\b")
_REMARK: Final = re.compile(r"\s*(?:[-–—:(,;.!?…/\])]|$)")
_OPENING_BRACKET: Final = " \t\n([{<«„“\"'*-–—•"


def is_placeholder(text: str, knowledge: Knowledge) -> bool:
    """Whether ``text`` keeps a place instead of saying something.

    ``???``, ``xxx``, ``TBD``, ``TODO …`` and marks without a word are; so are the wordings of knowledge, with or without a
    trailing remark (``??? – do uzupełnienia, dopytać Magdę``). Words that merely occur in a sentence are not.
    """
    composed = compose(text)
    if _MARKS_ONLY.fullmatch(composed) or any(
        pattern.match(composed) for pattern in (_OPENING_MARKS, _CROSSES, _LATIN_FILLER, _SHOUTED)
    ):
        return not _starts_a_sentence(composed)
    words = tokens(composed)
    folded = tuple(token.folded for token in words)
    if not folded:
        return False
    if folded in knowledge.placeholders["whole"] or folded in knowledge.placeholders["leading"]:
        return True
    if composed[: words[0].start].strip(_OPENING_BRACKET):
        return False
    for wording in knowledge.placeholders["leading"]:
        size = len(wording)
        if folded[:size] == wording and size < len(folded) and _REMARK.match(composed, words[size - 1].end):
            return True
    return False


def _starts_a_sentence(composed: str) -> bool:
    """Whether dots at the beginning only lead into a sentence (“… and then nobody calls”)."""
    stripped = composed.lstrip()
    if not stripped.startswith(("…", "...")):
        return False
    rest = fold(stripped.lstrip("…. "))
    return len(rest.split()) >= 3 and not rest.startswith(("tbd", "todo"))
