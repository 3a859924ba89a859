"""Colours, fonts and marks of Word and PowerPoint files."""

from __future__ import annotations

from typing import Final, NamedTuple

from cxadvisor.model.brand import Brand
from cxadvisor.reporters.brand import style_of

_FONT: Final = "Arial"
"""The font where a brand names none: it, or one of the same widths, is everywhere, with the letters of Europe."""


class Look(NamedTuple):
    """Colours in six hexadecimal digits, and the names of the fonts for headings and for text."""

    ink: str = "1D2126"
    quiet: str = "5A616A"
    line: str = "D2CEC4"
    faint: str = "F0EEE8"
    primary: str = "0C5A63"
    on_primary: str = "FFFFFF"
    accent: str = "0C5A63"
    high: str = "A5281B"
    medium: str = "855400"
    low: str = "4C5662"
    heading_font: str = _FONT
    text_font: str = _FONT

    def tone(self, name: str) -> str:
        """Return the colour of a severity, or of questions and advice."""
        return {"high": self.high, "medium": self.medium, "low": self.low, "question": self.accent}.get(
            name, self.quiet
        )


def look_of(brand: Brand | None) -> Look:
    """Return the look of a brand; without one, that of cxadvisor."""
    style = style_of(brand or Brand())
    return Look(
        primary=_digits(style.primary),
        on_primary=_digits(style.on_primary),
        accent=_digits(style.accent),
        heading_font=style.headings or _FONT,
        text_font=style.text or _FONT,
    )


def _digits(colour: str) -> str:
    return colour.lstrip("#").upper()


MARKS: Final = {"high": "▲", "medium": "■", "low": "●", "question": "?", "advice": "+"}
"""What stands before the number of an entry, so that colour never tells alone; all fonts for Europe have them."""
CELLS: Final = {"explicit": "■", "sure": "●", "assumed": "○", "candidate": "?", "ruled_out": "–", "gap": "×"}
"""The marks in the tables of links."""
FILLS: Final = {"explicit": 0.55, "sure": 0.35, "assumed": 0.15}
"""How strongly a linked cell is filled with the accent colour."""


def mixed(colour: str, share: float, ground: str = "FFFFFF") -> str:
    """Return ``colour`` mixed into ``ground``: 1 is the colour itself."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in pairs)


def _parts(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (0, 2, 4)]
