"""Oddities of characters that make two texts look alike, or read otherwise than they are (hazards: input)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

_BIDI: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH: Final = re.compile("[\u200b\u2060\ufeff]|(?<=[^\\W\\d_])[\u200c\u200d](?=[^\\W\\d_])")
_LATIN: Final = re.compile(
    "[a-zA-Z\u00aa\u00ba\u00c0-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f]"
)
_OTHER: Final = re.compile("[\u0370-\u052f\u1c80-\u1c8f\u1d26-\u1d2b\u1f00-\u1fff\u2de0-\u2dff\ua640-\ua69f]")
"""Letters of other scripts that may look like Latin ones; without some of each nothing can be mixed."""
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4_000)
def _script(letter: str) -> str:
    """Return ``latin``, ``cyrillic`` or ``greek``, or an empty string for a letter of any other script."""
    name = unicodedata.name(letter, "").split(" ", 1)[0].lower()
    return name if name in ("latin", "cyrillic", "greek") else ""


def _mixes_scripts(word: str) -> bool:
    """Whether look-alike letters of another script stand in ``word``.

    One change from Latin to Cyrillic is how Russian inflects borrowed names (*SMSка*, *CRMный*) and is fine.
    """
    if word.isascii():
        return False
    scripts = [script for script in map(_script, word) if script]
    changes = [(a, b) for a, b in pairwise(scripts) if a != b]
    if not changes:
        return False
    borrowed = changes == [("latin", "cyrillic")] and scripts.count("latin") >= 2
    return not borrowed


def suspicious_characters(text: str) -> tuple[str, ...]:
    """Name what is odd about the characters of ``text``: ``bidi``, ``zero-width``, ``mixed-script``, in this order."""
    if text.isascii():
        return ()
    found = []
    if _BIDI.search(text):
        found.append("bidi")
    if _ZERO_WIDTH.search(text):
        found.append("zero-width")
    if (
        _OTHER.search(text)
        and _LATIN.search(text)
        and any(_mixes_scripts(word) for word in _WORD.findall(unicodedata.normalize("NFC", text)))
    ):
        found.append("mixed-script")
    return tuple(found)
