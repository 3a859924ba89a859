"""Numbers with units are read alike in five languages; what could be read in two ways is not read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxadvisor.language.quantities import Quantity, number_in, quantities

HOUR, DAY = 60.0, 1440.0


def the_one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("46 %", 46, "%"),
        ("46%", 46, "%"),
        ("46\u202f%", 46, "%"),
        ("4,6 %", 4.6, "%"),
        ("46 percent", 46, "%"),
        ("46 per cent", 46, "%"),
        ("46 de procente", 46, "%"),
        ("46 la sută", 46, "%"),
        ("46 procent", 46, "%"),
        ("46 процентов", 46, "%"),
        ("46 per cento", 46, "%"),
        ("within 72 hours", 72 * HOUR, "min"),
        ("w 72 godziny", 72 * HOUR, "min"),
        ("за 72 часа", 72 * HOUR, "min"),
        ("în 72 de ore", 72 * HOUR, "min"),
        ("entro 72 ore", 72 * HOUR, "min"),
        ("72h", 72 * HOUR, "min"),
        ("3 days", 3 * DAY, "min"),
        ("3 zile", 3 * DAY, "min"),
        ("3 dni", 3 * DAY, "min"),
        ("3 дня", 3 * DAY, "min"),
        ("3 giorni", 3 * DAY, "min"),
        ("14 zile lucrătoare", 14, "working 1440"),
        ("14 dni roboczych", 14, "working 1440"),
        ("14 рабочих дней", 14, "working 1440"),
        ("14 working days", 14, "working 1440"),
        ("14 giorni lavorativi", 14, "working 1440"),
        ("2 years", 24, "month"),
        ("18 luni", 18, "month"),
        ("30 мин.", 30, "min"),
        ("12\u00a0000 calls", 12000, ""),
        ("1.234.567 calls", 1234567, ""),
        ("1.234,5 lei", 1234.5, ""),
        ("0,125", 0.125, ""),
        ("≥ 95 %", 95, "%"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    found = the_one(text)
    assert found.low == found.high == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize("text", ["3 of 14", "3 out of 14", "3 din 14", "3 z 14", "3 из 14", "3 su 14"])
def test_a_part_is_read_with_its_whole(text: str) -> None:
    assert (the_one(text).low, the_one(text).whole) == (3, 14)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1.500",
            "4,000 lei",
            "on 2026-05-14",
            "from 8:00",
            "order 26-02-1184",
            "call *8899",
            "24/7",
            "24×7",
        ),
        *("Q1", "3D", "12.05.2026", "0040 721 123 456", "a 5-star hotel", "v2.1.3"),
    ],
)
def test_what_is_no_quantity_or_could_be_two_is_not_read(text: str) -> None:
    assert list(quantities(text)) == []


def test_a_range_has_two_ends() -> None:
    found = the_one("8–10 %")
    assert (found.low, found.high, found.unit) == (8, 10, "%")


def test_a_year_is_no_whole() -> None:
    assert [found.whole for found in quantities("3 din 2026")] == [None, None]


@given(st.integers(0, 10**9), st.sampled_from(["\u00a0", "\u202f", "\u2009", " "]))
def test_thousands_may_be_set_apart_by_any_space(number: int, space: str) -> None:
    written = f"{number:,}".replace(",", space)
    assert number_in(written) == number
    assert [found.low for found in quantities(f"x: {written} y")] == [number]


@given(st.decimals(min_value=0, max_value=999, places=2), st.sampled_from(".,"))
def test_either_mark_may_stand_before_decimals(number: object, mark: str) -> None:
    assert number_in(str(number).replace(".", mark)) == pytest.approx(float(str(number)))


@given(st.integers(1, 500), st.sampled_from([("h", "min"), ("days", "min"), ("%", "%"), ("luni", "month")]))
def test_the_unit_is_the_same_with_and_without_a_space(number: int, unit: tuple[str, str]) -> None:
    near, apart = the_one(f"{number}{unit[0]}"), the_one(f"{number} {unit[0]}")
    assert (near.low, near.unit) == (apart.low, apart.unit)
    assert near.unit == unit[1]


@given(st.text(max_size=80))
def test_any_text_is_read_in_order_and_within_its_bounds(text: str) -> None:
    end = 0
    for found in quantities(text):
        assert end <= found.start < found.end <= len(text)
        assert found.low <= found.high
        end = found.end
