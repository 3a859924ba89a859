from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxadvisor.reporters.plain import display_width, one_line, shorten, visible, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\u{1b}[31mred"),
        ("\x9b2J", "\\u{9b}2J"),
        ("a\u202eb", "a\\u{202e}b"),
        ("a\u200bb\ufeff", "a\\u{200b}b\\u{feff}"),
        ("one\r\n two\tthree", "one two three"),
        ("a\u2028b", "a b"),
        ("10\u00a0000 lei", "10\u00a0000 lei"),
        ("înțelegere – „da”", "înțelegere – „da”"),
        ("\ud800", "\\u{d800}"),
        ("\U000e0041", "\\u{e0041}"),
    ],
)
def test_what_does_not_print_is_shown_by_its_number(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("日本", 4),
        ("e\u0301", 1),
        ("ș", 1),
        ("👍", 2),
        ("❤\ufe0f", 2),
        ("한", 2),
        ("ｱ", 1),
        ("", 0),
    ],
)
def test_width_is_that_of_a_terminal(text: str, width: int) -> None:
    assert display_width(text) == width


@given(st.text(), st.integers(2, 100))
def test_no_line_is_wider_than_asked_for_and_no_word_is_lost(text: str, width: int) -> None:
    shown = visible(text)
    lines = wrap(shown, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


@given(st.text())
def test_visible_text_is_on_one_line_and_harmless(text: str) -> None:
    shown = visible(text)
    assert all(character.isprintable() or character in "\u00a0\u2007\u202f" for character in shown)
    assert one_line(shown) == shown


@given(st.text(), st.integers(2, 60))
def test_shortened_text_fits(text: str, width: int) -> None:
    assert display_width(shorten(visible(text), width)) <= width


def test_words_are_kept_whole_where_they_fit() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("a Donaudampfschiff", 8) == ["a Donaud", "ampfschi", "ff"]
    assert wrap("日本語の文", 4) == ["日本", "語の", "文"]
