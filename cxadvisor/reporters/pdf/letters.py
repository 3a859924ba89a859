"""Words made fit for a page: what no font can show is shown by its number, and long words may be broken."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from cxadvisor.reporters.plain import escaped

_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""What must not stand on a page unseen: control characters, bidi controls, and zero-width characters without a use."""
_INVISIBLE: Final = frozenset({0x34F, 0x200C, 0x200D, *range(0xFE00, 0xFE10)})
"""Joiners and variation selectors: they need no glyph, and the letters around them may need them."""

_SPACE: Final = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_LONG: Final = re.compile(r"[^\s\u200b]{25,}")
_NARROW: Final = re.compile(r"[^\s\u200b]{13,}")
_SIGN: Final = re.compile(r"(?<=[/._=&?#@:,;+~%-])(?=\w)")
_BREAK: Final = "\u200b"
_SOFT: Final = "\u00ad"
_STRETCH: Final = 16
_NARROW_STRETCH: Final = 10

_VOWELS: Final = "aăâeiîouAĂÂEIÎOU"
_ROMANIAN: Final = re.compile(
    rf"(?<=[{_VOWELS}])(?=[bcdfghjklmnprsștțvxz][{_VOWELS}])"
    rf"|(?<=[{_VOWELS}][bcdfghjklmnprsștțvxz])(?=[bcdfgjmnpsștțvxz][{_VOWELS}])"
)
"""Between syllables: a consonant between vowels begins one, and two are parted; what is doubtful is not broken."""

Coverage = frozenset[int]


@cache
def coverage(path: Path, index: int = 0) -> Coverage:
    """Return the code points for which the font file at ``path`` has letters; ``index`` is that in a collection."""
    return frozenset(_points(path.read_bytes(), index))


def _points(font: bytes, index: int) -> Iterator[int]:
    """Yield the code points of a font (OpenType 1.9: the table ``cmap``, formats 4 and 12)."""
    start = struct.unpack_from(">L", font, 12 + 4 * index)[0] if font[:4] == b"ttcf" else 0
    (tables,) = struct.unpack_from(">H", font, start + 4)
    for table in range(tables):
        tag, _, cmap, _ = struct.unpack_from(">4sLLL", font, start + 12 + 16 * table)
        if tag != b"cmap":
            continue
        (count,) = struct.unpack_from(">H", font, cmap + 2)
        for record in range(count):
            platform, _, offset = struct.unpack_from(">HHL", font, cmap + 4 + 8 * record)
            if platform in (0, 3):
                yield from _ranges(font, cmap + offset)


def _ranges(font: bytes, at: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 4:
        segments = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", font, at + 14)
        starts = struct.unpack_from(f">{segments}H", font, at + 16 + 2 * segments)
        for first, last in zip(starts, ends, strict=True):
            yield from range(first, min(last, 0xFFFE) + 1)
    elif form == 12:
        (groups,) = struct.unpack_from(">L", font, at + 12)
        for group in range(groups):
            first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
            yield from range(first, last + 1)


class Letters:
    """Makes words fit for the fonts in use; ``missing`` tells whether any letter has had to be shown by its number."""

    def __init__(self, covered: Iterable[Coverage]) -> None:
        known = frozenset(_INVISIBLE).union(*covered)
        self._known = {chr(point) for point in known} | {" "}
        self.missing = False

    def __call__(self, text: str, *, breaks: bool = True) -> str:
        """Return ``text`` on one line, every letter visible, with places to break in very long words if wanted."""
        if not text.isascii() or not text.isprintable():
            text = _UNSEEN.sub(lambda match: _told(match[0]), text)
            text = _SPACE.sub(" ", text)
            if not self._known.issuperset(text):
                self.missing = True
                text = "".join(each if each in self._known else escaped(each) for each in text)
        return _LONG.sub(lambda match: _broken(match[0], _STRETCH), text) if breaks else text


def _told(character: str) -> str:
    return " " if character in "\t\n\r\x0b\x0c\x85\u2028\u2029" else escaped(character)


def _broken(word: str, stretch: int) -> str:
    """Return ``word`` with places to break: after signs, and wherever a stretch without one gets too long."""
    pieces = _SIGN.split(word)
    return _BREAK.join(
        piece[start : start + stretch] for piece in pieces for start in range(0, len(piece), stretch)
    )


def narrow(text: str, language: str | None) -> str:
    """Return ``text`` for a narrow column: with places to break in words that typst cannot hyphenate.

    It knows how words are broken in English, Italian, Polish and Russian. Romanian syllables are parted here, and
    addresses after their signs.
    """
    return _NARROW.sub(lambda match: _parted(match[0], language), text)


def _parted(word: str, language: str | None) -> str:
    if not word.isalpha():
        return _broken(word, _NARROW_STRETCH)
    if language != "ro":
        return word
    places = [match.start() for match in _ROMANIAN.finditer(word) if 3 <= match.start() <= len(word) - 3]
    parts = [word[first:last] for first, last in zip([0, *places], [*places, len(word)], strict=True)]
    return _SOFT.join(parts)
