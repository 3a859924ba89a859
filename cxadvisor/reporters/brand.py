"""The consultant's brand as reports wear it: colours that can be read, and fonts.

A colour is printed as it is given where it fills a surface. Where it is the colour of words it is darkened, or
lightened on dark paper, until its contrast is enough (WCAG 2.2, success criterion 1.4.3: 4.5 : 1).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cxadvisor.model.brand import Brand

HOUSE: Final = "#0c5a63"
"""The colour of reports without a brand."""
READABLE: Final = 4.5
PAPER: Final = "#ebe8e1"
"""The darkest light ground that words stand on."""
NIGHT: Final = "#343a41"
"""The lightest dark ground that words stand on."""
_STEPS: Final = 50


class Style(NamedTuple):
    """How a report looks.

    ``primary`` fills surfaces, with words in ``on_primary`` on it. ``accent`` is the colour of links and marks on light
    paper, ``accent_at_night`` that on dark paper. A font is None where the brand names none.
    """

    primary: str
    on_primary: str
    accent: str
    accent_at_night: str
    headings: str | None
    text: str | None


def style_of(brand: Brand) -> Style:
    """Return the style of reports under ``brand``; without colours of its own, that of cxadvisor."""
    primary = (brand.colours.primary or brand.colours.accent or HOUSE).lower()
    accent = (brand.colours.accent or brand.colours.primary or HOUSE).lower()
    return Style(
        primary=primary,
        on_primary=max("#ffffff", "#000000", key=lambda each: contrast(each, primary)),
        accent=readable(accent, on=PAPER),
        accent_at_night=readable(accent, on=NIGHT),
        headings=brand.fonts.headings or brand.fonts.text,
        text=brand.fonts.text,
    )


def remarks(brand: Brand) -> tuple[str, ...]:
    """Return what is to be known of the colours of ``brand``: those too light for words, and what stands for them."""
    accent = brand.colours.accent or brand.colours.primary
    if accent is None or contrast(accent, PAPER) >= READABLE:
        return ()
    return (
        f"The colour {accent} is too light for words (contrast {contrast(accent, PAPER):.1f} : 1 on the paper of the "
        f"report; {READABLE:g} : 1 is needed). Words are printed in {style_of(brand).accent} instead.",
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours ``#rrggbb``, from 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, on: str) -> str:
    """Return the nearest shade of ``colour`` that can be read ``on`` a ground."""
    towards = 0 if _luminance(on) > 0.18 else 255
    channels = _channels(colour)
    for step in range(_STEPS + 1):
        mixed = [round(each + (towards - each) * step / _STEPS) for each in channels]
        shade = "#{:02x}{:02x}{:02x}".format(*mixed)
        if contrast(shade, on) >= READABLE:
            return shade
    raise AssertionError(f"neither black nor white can be read on {on}")


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (each / 255 for each in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
