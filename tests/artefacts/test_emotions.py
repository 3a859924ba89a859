"""Emotions are read on the scale that a journey names, and sums of money as they are written."""

from __future__ import annotations

import pytest

from cxadvisor.artefacts.amounts import amounts
from cxadvisor.artefacts.emotions import Emotion, EmotionScale, number_of

FEELINGS = {"relieved": 1.0, "angry": -1.0}

Scale = tuple[float | str, ...] | None


def read(value: float | str, scale: Scale = None, others: tuple[float | str, ...] = ()) -> Emotion:
    return EmotionScale(scale, [value, *others], FEELINGS.get).read(value)


@pytest.mark.parametrize(
    ("value", "scale", "expected"),
    [
        (-2, (-2, 2), -1.0),
        (1, (-2, 2), 0.5),
        (3, (1, 5), 0.0),
        (5, (5, 1), -1.0),  # a scale may run from the best to the worst
        ("+2", (-2, 2), 1.0),
        ("−1", (-2.0, 2.0), -0.5),
        ("1", ("-2", "2"), 0.5),
        ("so-so", ("bad", "so-so", "good"), 0.0),
        ("Good", ("bad", "so-so", "good"), 1.0),
    ],
)
def test_a_value_of_the_scale_lies_between_worst_and_best(
    value: float | str, scale: Scale, expected: float
) -> None:
    assert read(value, scale) == Emotion(expected)


@pytest.mark.parametrize(
    ("value", "scale"), [(3, (-2, 2)), (0, (1, 5)), ("fine", ("bad", "good")), (2, ("bad", "good"))]
)
def test_what_is_no_value_of_the_scale_is_told(value: float | str, scale: Scale) -> None:
    assert read(value, scale) == Emotion(None, off_scale=True)


def test_a_feeling_beside_the_scale_is_still_understood() -> None:
    assert read("angry", (-2, 2)) == Emotion(-1.0, off_scale=True)


def test_without_a_scale_zero_is_the_middle_where_something_lies_below_it() -> None:
    assert read(1, others=(-2,)) == Emotion(0.5)
    assert read(1, others=(3,)) == Emotion(None)


def test_words_and_faces_need_no_scale() -> None:
    assert read("relieved") == Emotion(1.0)
    assert read("😡") == Emotion(-1.0)
    assert read("🙂 then 😡") == Emotion(0.0)
    assert read("purple") == Emotion(None)


def test_a_scale_of_one_point_says_nothing() -> None:
    assert read(1, (1, 1)) == Emotion(None)


def test_a_number_stands_alone() -> None:
    assert number_of("2 of 5") is None
    assert number_of(" 1,5 ") == 1.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up to £40 on the spot", {"GBP": [40.0]}),
        ("chiar și de 50 de lei", {"RON": [50.0]}),
        ("powyżej 1 000 zł", {"PLN": [1000.0]}),
        ("до 3 000 руб.", {"RUB": [3000.0]}),
        ("fino a 1.500,50 euro", {"EUR": [1500.5]}),
        ("from $20 to $1,200.00", {"USD": [20.0, 1200.0]}),
        ("9 stops a day, 15 minutes each", {}),
    ],
)
def test_sums_are_read_as_each_language_writes_them(text: str, expected: dict[str, list[float]]) -> None:
    assert amounts(text) == expected
