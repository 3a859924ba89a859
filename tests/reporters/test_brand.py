"""The brand's colours: what is printed can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxadvisor.model.brand import Brand, Colours, Fonts
from cxadvisor.reporters.brand import HOUSE, NIGHT, PAPER, READABLE, contrast, readable, remarks, style_of

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#808080", "#808080", 1),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@given(COLOURS, COLOURS)
def test_words_can_be_read_in_any_colours(primary: str, accent: str) -> None:
    style = style_of(Brand(colours=Colours(primary=primary, accent=accent)))
    assert style.primary == primary
    assert contrast(style.primary, style.on_primary) >= READABLE
    assert contrast(style.accent, PAPER) >= READABLE
    assert contrast(style.accent_at_night, NIGHT) >= READABLE


@given(COLOURS)
def test_a_colour_that_can_be_read_stays_and_others_are_told_of(colour: str) -> None:
    is_fine = contrast(colour, PAPER) >= READABLE
    assert (readable(colour, PAPER) == colour) is is_fine
    told = remarks(Brand(colours=Colours(accent=colour)))
    assert bool(told) is not is_fine
    assert all(colour in each and readable(colour, PAPER) in each for each in told)


def test_one_colour_or_font_does_for_both() -> None:
    style = style_of(Brand(colours=Colours(primary="#5B2A86"), fonts=Fonts(text="PT Sans")))
    assert (style.primary, style.accent) == ("#5b2a86", "#5b2a86")
    assert (style.headings, style.text) == ("PT Sans", "PT Sans")


def test_without_a_brand_reports_have_the_colour_of_the_house() -> None:
    style = style_of(Brand())
    assert (style.primary, style.accent, style.headings, style.text) == (HOUSE, HOUSE, None, None)
    assert remarks(Brand()) == ()
