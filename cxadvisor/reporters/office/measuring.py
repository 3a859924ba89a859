"""How much room words take on a slide, worked out without their font, a little too much rather than too little.

Widths are those of Helvetica (Adobe font metrics), which Arial and Liberation Sans share; letters with marks are as
wide as those without, other scripts as wide as their widest common letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from cxadvisor.reporters.office.plain_xml import printable

_WIDTHS: Final = {
    **dict.fromkeys("ijl'|", 0.222),
    **dict.fromkeys("I !,./:;[]\\ft", 0.278),
    **dict.fromkeys("()r-`{}", 0.333),
    **dict.fromkeys("Jckszvxy", 0.5),
    **dict.fromkeys("FTZL", 0.611),
    **dict.fromkeys("ABEKPSVXY&", 0.667),
    **dict.fromkeys("CDHNRUw", 0.722),
    **dict.fromkeys("GOQ", 0.778),
    **dict.fromkeys("Mm", 0.833),
    **dict.fromkeys("W%", 0.944),
    "@": 1.015,
}
_LETTER: Final = 0.556
_WIDE_FONTS: Final = {
    "verdana": 1.18,
    "courier new": 1.12,
    "dejavu sans": 1.16,
    "georgia": 1.04,
    "tahoma": 1.02,
}
_UNKNOWN_FONT: Final = 1.08
_BOLD: Final = 1.08
_SAFETY: Final = 1.03
LINE: Final = 1.2
"""The height of a line, in sizes of its letters."""


@lru_cache(maxsize=4096)
def _letter(character: str) -> float:
    width = _WIDTHS.get(character)
    if width is not None:
        return width
    if character.isascii():
        return _LETTER
    plain = unicodedata.normalize("NFD", character)[0]
    if plain != character:
        return _letter(plain)
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if "Ѐ" <= character <= "ӿ":
        if character in "жшщюмыфЖШЩЮМЫФ":
            return 0.85
        return 0.68 if character.isupper() else 0.57
    return 0.72 if character.isupper() else 0.6


def font_factor(font: str) -> float:
    """Return how much wider than Arial a font may run."""
    known = font.casefold()
    return (
        1.0 if known in ("arial", "helvetica", "liberation sans") else _WIDE_FONTS.get(known, _UNKNOWN_FONT)
    )


def width_of(text: str, size: float, *, bold: bool = False, factor: float = 1.0) -> float:
    """Return the width of ``text`` in points."""
    return sum(map(_letter, text)) * size * factor * _SAFETY * (_BOLD if bold else 1)


def lines_of(text: str, width: float, size: float, *, bold: bool = False, factor: float = 1.0) -> int:
    """Return on how many lines of ``width`` points ``text`` stands; words that are too long are broken."""
    lines, taken = 1, 0.0
    space = width_of(" ", size, bold=bold, factor=factor)
    for word in text.split(" "):
        needed = width_of(word, size, bold=bold, factor=factor)
        if taken and taken + space + needed <= width:
            taken += space + needed
            continue
        if taken:
            lines += 1
        # A letter that does not fit goes to the next line whole, so that a broken word takes a little more.
        broken = int(needed / max(width - size, size))
        lines += broken
        taken = needed - broken * max(width - size, size)
    return lines


def cut(text: str, width: float, size: float, most: int, *, bold: bool = False, factor: float = 1.0) -> str:
    """Return ``text`` on one line of characters, cut between words so that it stands on ``most`` lines."""
    text = " ".join(printable(text[:2_000]).split())
    if lines_of(text, width, size, bold=bold, factor=factor) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines_of(text[:middle] + "…", width, size, bold=bold, factor=factor) <= most:
            low = middle
        else:
            high = middle - 1
    kept = text[:low]
    space = kept.rfind(" ")
    if space > len(kept) * 2 // 3:
        kept = kept[:space]
    return kept.rstrip(" ,;:–-") + "…"


class Fitted(NamedTuple):
    """Texts that fit their room at ``size`` points; ``more`` found none."""

    size: float
    texts: tuple[str, ...]
    more: int


def fit(
    texts: Sequence[str],
    width: float,
    height: float,
    sizes: Sequence[float],
    *,
    most: int = 3,
    gap: float = 3,
    factor: float = 1.0,
) -> Fitted:
    """Return ``texts`` as paragraphs of at most ``most`` lines in the largest of ``sizes`` that holds all of them.

    Where none does, as many as the smallest holds, with room for a line that tells how many more there are.
    ``gap`` is the space between paragraphs in points.
    """
    for size in sizes:
        held = [cut(text, width, size, most, factor=factor) for text in texts]
        if sum(lines_of(each, width, size, factor=factor) * size * LINE + gap for each in held) <= height:
            return Fitted(size, tuple(held), 0)
    size = sizes[-1]
    left = height - size * LINE - gap
    kept: list[str] = []
    for text in texts:
        short = cut(text, width, size, most, factor=factor)
        left -= lines_of(short, width, size, factor=factor) * size * LINE + gap
        if left < 0:
            break
        kept.append(short)
    return Fitted(size, tuple(kept), len(texts) - len(kept))
