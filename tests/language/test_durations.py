"""Lengths of time are read in five languages, in figures and in words."""

import pytest

from cxadvisor.language.durations import durations, without_durations

HOUR, DAY = 60, 1440


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Answered within two hours", [2 * HOUR]),
        ("Refund within 14 days", [14 * DAY]),
        ("A reply in 30 min", [30]),
        ("in 1.5 h", [90]),
        ("a 15-minute talk", [15]),
        ("Răspundem în 24 de ore", [24 * HOUR]),
        ("în trei zile", [3 * DAY]),
        ("Odpowiedź w 2 godziny", [2 * HOUR]),
        ("zwrot w trzy dni", [3 * DAY]),
        ("w ciągu tygodnia", []),
        ("Ответ за 15 минут", [15]),
        ("в течение двух часов", [2 * HOUR]),
        ("Rispondiamo entro 24 ore", [DAY]),
        ("entro un giorno", [DAY]),
        ("2 hours by day and 8 hours at night", [2 * HOUR, 8 * HOUR]),
        ("within 3 working days", []),
        ("în 3 zile lucrătoare", []),
        ("w 3 dni robocze", []),
        ("за 3 рабочих дня", []),
        ("entro 3 giorni lavorativi", []),
        ("open 9–17 h", []),
        ("5 hotels in 3 houses", []),
        ("model 300 hp", []),
        ("", []),
    ],
)
def test_lengths_of_time_are_read_in_minutes(text: str, minutes: list[float]) -> None:
    assert durations(text) == minutes


def test_what_is_left_has_no_length_of_time() -> None:
    assert without_durations("Refund in 14 days, or in 2 h").split() == ["Refund", "in", ",", "or", "in"]


def test_no_text_stalls_the_reading() -> None:
    assert durations("1 " * 50_000) == []
