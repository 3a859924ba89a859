"""Text from strangers made safe for a terminal, and wrapped by the width it really takes there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space at which a line may be broken: all but the non-breaking spaces."""
_KEPT_SPACES: Final = frozenset("\u00a0\u2007\u202f")
"""Spaces that Python calls unprintable, and that good typesetting uses."""
_ZERO_WIDTH: Final = frozenset(("Mn", "Me", "Cf"))
ELLIPSIS: Final = "…"
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U0001fffe\U0001ffff\U0010fffe\U0010ffff]"
)
"""What must not reach a page or document unseen, or cannot stand in XML at all: control characters, bidi controls,
zero-width characters without a use, halves of surrogate pairs, and what is no character.
"""
_ODD_BREAKS: Final = frozenset("\r\x0b\x0c\x85\u2028\u2029")


def escaped(character: str) -> str:
    r"""Return a character that does not print as ``\u{…}``, so that it is seen and does nothing."""
    return f"\\u{{{ord(character):x}}}"


def seen(text: str) -> str:
    r"""Return ``text`` for a page or document: what must not reach it unseen is shown as ``\u{…}``, and odd line breaks
    become spaces. Emoji that are joined by zero-width joiners stay whole.
    """
    return _UNSEEN.sub(lambda match: " " if match[0] in _ODD_BREAKS else escaped(match[0]), text)


def one_line(text: str) -> str:
    """Return ``text`` on one line: every run of white space becomes a space; non-breaking spaces are kept."""
    return _SPACE.sub(" ", text).strip(" ")


def visible(text: str) -> str:
    r"""Return ``text`` on one line, with everything that does not print shown as ``\u{…}``.

    Escape sequences, control characters, bidi controls and zero-width characters must not reach a terminal:
    they move its cursor, change what was printed before, or hide what is there.
    """
    text = one_line(text)
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character in _KEPT_SPACES else escaped(character)
        for character in text
    )


@lru_cache(maxsize=4096)
def _character_width(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def display_width(text: str) -> int:
    """Return how many terminal columns ``text`` takes: wide glyphs take two, combining marks none."""
    if text.isascii():
        return len(text)
    width = last = 0
    for character in text:
        if character == "\ufe0f" and last == 1:  # asks for the wide, coloured form of the character before it
            width, last = width + 1, 2
            continue
        columns = _character_width(character)
        width += columns
        last = columns or last
    return width


def _pieces(word: str, first: int, width: int) -> Iterator[str]:
    """Cut a word into pieces: the first at most ``first`` columns wide, the others ``width``; marks stay on."""
    piece, taken, room = "", 0, first
    for character in word:
        columns = _character_width(character)
        if piece and taken + columns > room:
            yield piece
            piece, taken, room = "", 0, width
        piece += character
        taken += columns
    yield piece


def wrap(text: str, width: int) -> list[str]:
    """Return ``text``, already made visible, as lines of at most ``width`` columns; longer words are cut."""
    width = max(width, 2)
    lines: list[str] = []
    line, taken = "", 0
    for word in text.split(" "):
        columns = display_width(word)
        if line and taken + 1 + columns <= width:
            line, taken = f"{line} {word}", taken + 1 + columns
            continue
        if columns <= width:
            if line:
                lines.append(line)
            line, taken = word, columns
            continue
        room = width - taken - 1 if line else width
        pieces = list(_pieces(word, room if room > width // 3 else width, width))
        if line and room > width // 3:
            pieces[0] = f"{line} {pieces[0]}"
        elif line:
            lines.append(line)
        lines.extend(pieces[:-1])
        line, taken = pieces[-1], display_width(pieces[-1])
    return [*lines, line]


def shorten(text: str, width: int) -> str:
    """Return ``text`` cut to ``width`` columns, between words where one is near, with an ellipsis."""
    if display_width(text) <= width:
        return text
    cut = next(_pieces(text, max(width - 1, 1), max(width - 1, 1)))
    space = cut.rfind(" ")
    if space > len(cut) * 2 // 3:
        cut = cut[:space]
    cut = cut.rstrip(" ,;:–-")
    return cut + ELLIPSIS if display_width(cut) < width else ELLIPSIS[:width]
