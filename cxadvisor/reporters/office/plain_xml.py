"""Text from strangers made fit for the XML of an office file: whatever it holds, it is shown and does nothing."""

from __future__ import annotations

import re
from typing import Final

from cxadvisor.reporters.plain import escaped

_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff"
    "\ud800-\udfff]|[\U0001fffe\U0001ffff\U0010fffe\U0010ffff]"
)
"""What must not reach a document unseen, or cannot stand in XML at all: control characters, bidi controls, zero-width
characters without a use, halves of surrogate pairs, and what is no character.
"""
_BREAKS: Final = frozenset("\r\x0b\x0c\x85\u2028\u2029")
_SPECIAL: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def printable(text: object) -> str:
    r"""Return ``text`` with white space of any kind as a space, and what does not print shown as ``\u{…}``.

    Emoji that are joined by zero-width joiners stay whole.
    """
    said = _UNSAFE.sub(lambda match: " " if match[0] in _BREAKS else escaped(match[0]), str(text))
    return said.replace("\n", " ").replace("\t", " ")


def escape(text: object) -> str:
    """Return ``text`` as it may stand in an element or attribute of XML."""
    return "".join(_SPECIAL.get(character, character) for character in printable(text))


def shortened(text: str, most: int) -> str:
    """Return ``text`` on one line, cut between words near ``most`` characters where it is longer."""
    text = " ".join(printable(text).split())
    if len(text) <= most:
        return text
    cut = text[: max(most - 1, 1)]
    space = cut.rfind(" ")
    if space > len(cut) * 2 // 3:
        cut = cut[:space]
    return cut.rstrip(" ,;:–-") + "…"
