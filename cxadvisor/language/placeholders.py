"""Placeholders: notes that only keep a place for a thought that is still to come.

The wordings are knowledge; the patterns are code, because patterns from a pack could stall a review.
"""

from __future__ import annotations

import re
from typing import Final

from cxadvisor.language.folding import compose, fold, tokens
from cxadvisor.language.knowledge import Knowledge

_MARKS_ONLY: Final = re.compile(r"[\s?.…\-–—_*!/\\=+#~|·•<>()\[\]{}:;,'\"“”„«»]+")
_MARKED: Final = re.compile(
    r"""\s*(?:
        (?:\?{2,}|\.{3,}|…|_{3,}|\[\s*\]|<\s*>)          # marks that leave a gap
        | [xX×хХ]{3,}\s*(?:[-–—:(,;.!?]|$)                 # crosses, in Latin or Cyrillic
        | (?i:lorem\s+ipsum\b)
        | (?:TBD|TBC|TBA|TODO|FIXME|T\.B\.D\.?)(?!\w)     # only when shouted: “to do” may begin a sentence
    )""",
    re.VERBOSE,
)
_REMARK: Final = re.compile(r"\s*(?:[-–—:(,;.!?…/\])]|$)")
_OPENING_BRACKET: Final = " \t\n([{<«„“\"'*-–—•"


def is_placeholder(text: str, knowledge: Knowledge) -> bool:
    """Whether ``text`` keeps a place instead of saying something.

    ``???``, ``xxx``, ``TBD``, ``TODO …`` and marks without a word are; so are the wordings of knowledge, with or
    without a trailing remark (``??? – do uzupełnienia, dopytać Magdę``). Words that merely occur in a sentence are not.
    """
    composed = compose(text)
    if _MARKED.match(composed) or _MARKS_ONLY.fullmatch(composed):
        return not _starts_a_sentence(composed)
    words = tokens(composed)
    folded = tuple(token.folded for token in words)
    if not folded:
        return False
    if folded in knowledge.placeholder_notes:
        return True
    openings = knowledge.placeholder_openings.get(folded[0], ())
    return any(
        _REMARK.match(composed, words[len(opening) - 1].end)
        for opening in openings
        if folded[: len(opening)] == opening
    ) and not composed[: words[0].start].strip(_OPENING_BRACKET)


def _starts_a_sentence(composed: str) -> bool:
    """Whether dots at the beginning only lead into a sentence (“… and then nobody calls”)."""
    stripped = composed.lstrip()
    if not stripped.startswith(("…", "...")):
        return False
    rest = fold(stripped.lstrip("…. "))
    return len(rest.split()) >= 3 and not rest.startswith(("tbd", "todo"))
