"""Reads numbers with their units in a text of any of the five languages: shares, times, parts of a whole.

A number that could be read in two ways (``1.500``) is not read at all; dates, hours of the day, codes and telephone
numbers are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

PERCENT: Final = "%"
MINUTES: Final = "min"
MONTHS: Final = "month"
WORKING: Final = "working "
"""Stands before the unit of times that only count when people work: a working day is no day."""

_GAP: Final = "[ \u00a0\u202f\u2009]"
_NUMBER: Final = (
    rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?(?![\d.,]*\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:,\d{3})+\.\d+|\d+(?:[.,]\d+)?"
)
_TWOFOLD: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""A thousand and some, or one and some thousandths: languages differ."""

_UNITS: Final = {
    (PERCENT, 1.0): r"%|per\s?cent[oi]?|percent|procent\w*|процент\w*|la sută",
    (MINUTES, 1 / 60): r"s|sec\w*|сек\w*|second\w*|sekund\w*|secund\w*",
    (MINUTES, 1.0): r"min|mins|minut\w*|мин\w*",
    (MINUTES, 60.0): r"h|hrs?|hours?|or[eăai]|godz|godzin\w*|ч|час\w{0,2}",
    (
        MINUTES,
        1440.0,
    ): r"days?|zil[eăi]|zi|dni|dniach|dnia|dzień|дн|дня|дней|дни|день|сут|сутки|суток|giorn[oi]|gg",
    (MINUTES, 10080.0): r"weeks?|săptămân[iăa]|tydzień|tygodni\w*|недел\w{1,2}|settiman[ae]",
    (MONTHS, 1.0): r"months?|lun[iăa]|miesiąc\w*|miesięcy|месяц\w{0,2}|мес|mes[ei]",
    (MONTHS, 12.0): r"years?|ani|an|lat|lata|rok\w{0,2}|год\w{0,2}|лет|ann[oi]",
}
_WORKING: Final = (
    r"working|business|lucrătoare|lucrător|roboczych|robocze|robocza|roboczy"
    r"|рабочих|рабочие|рабочий|рабочего|lavorativ[ieoa]"
)
_OF: Final = r"out\s+of|of|dintre|din|spośród|ze|z|из|su|di"

_UNIT: Final = re.compile(
    rf"{_GAP}?(?:de{_GAP})?(?:(?P<before>{_WORKING}){_GAP})?(?:"
    + "|".join(f"(?P<u{place}>{words})" for place, words in enumerate(_UNITS.values()))
    + rf")(?!\w)\.?(?:{_GAP}(?P<after>{_WORKING})(?!\w))?",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(rf"(?<![\w.,*#])({_NUMBER})(?:{_GAP}?[-–—]{_GAP}?({_NUMBER}))?(?![\d])")
_WHOLE: Final = re.compile(
    rf"{_GAP}(?:{_OF}){_GAP}(?:[^\W\d]+{_GAP})?({_NUMBER})(?![\w.,]*\d)", re.IGNORECASE
)
_ELSE: Final = re.compile(
    r"\d{4}-\d{2}(?:-\d{2})?|\d+(?:[-/]\d+){2,}|\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\d{1,2}:\d{2}"
    r"|24\s?[/×xх]\s?7|(?:\+\d|(?<!\d)(?<!\d\s)0\d)(?:[ -]?\d){7,}",
    re.IGNORECASE,
)
"""What has digits and is no quantity: dates, codes, hours of the day, telephone numbers."""

_YEARS: Final = range(1900, 2101)


class Quantity(NamedTuple):
    """A number in a text: from ``low`` to ``high`` (the same where it is one), with its ``unit``, between ``start`` and
    ``end``.

    Times are in minutes, or in months; a percentage has the unit ``%``, a bare number none. ``whole`` is the 14 of
    “3 of 14”. ``factor`` is what the number was multiplied by to be in its unit, ``decimals`` how exactly it is told,
    ``text`` how it is written.
    """

    low: float
    high: float
    unit: str
    whole: float | None
    factor: float
    decimals: int
    start: int
    end: int
    text: str


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities of ``text`` in the order they stand in."""
    bare = _ELSE.sub(lambda match: "_" * len(match[0]), text)
    position = 0
    while match := _FIGURE.search(bare, position):
        position = match.end()
        read = [number_in(each) for each in match.groups() if each is not None]
        if None in read:
            continue
        numbers = [each for each in read if each is not None]
        unit, factor, end = unit_at(bare, match.end())
        whole = None
        if not unit:
            of = _WHOLE.match(bare, match.end())
            whole = number_in(of[1]) if of else None
            if of and (whole is None or unit_at(bare, of.end())[0] or whole in _YEARS):
                whole = None
            elif of:
                end = position = of.end()
        if _runs_on(bare, end) or numbers[0] > numbers[-1]:
            continue
        position = max(position, end)
        decimals = max(_decimals(each) for each in match.groups() if each is not None)
        low, high = (number * factor for number in (numbers[0], numbers[-1]))
        yield Quantity(
            low, high, unit, whole, factor, decimals, match.start(), end, text[match.start() : end]
        )


def number_in(written: str) -> float | None:
    """Return the number that is written, with groups of thousands or without; None where it could be two."""
    bare = re.sub(_GAP, "", written)
    if _TWOFOLD.fullmatch(bare) and bare == written:
        return None
    marks = [mark for mark in ".," if mark in bare]
    if len(marks) == 2 or bare.count(marks[0] if marks else " ") > 1:
        last = max(marks, key=bare.rfind)
        grouping = marks[0] if len(marks) == 1 else next(mark for mark in marks if mark != last)
        bare = bare.replace(grouping, "")
    return float(bare.replace(",", "."))


def unit_at(text: str, start: int) -> tuple[str, float, int]:
    """Return the unit that stands at ``start``, what its numbers are multiplied by, and where it ends."""
    match = _UNIT.match(text, start)
    if match is None:
        return "", 1.0, start
    place = next(place for place in range(len(_UNITS)) if match[f"u{place}"])
    unit, factor = list(_UNITS)[place]
    if match["before"] or match["after"]:
        unit = f"{WORKING}{factor:g}"
        factor = 1.0
    return unit, factor, match.end()


def _decimals(written: str) -> int:
    found = re.search(r"[.,](\d{1,2})$", written)
    return len(found[1]) if found else 0


def _runs_on(text: str, end: int) -> bool:
    """Whether a number is the beginning of a word or a code: “3D”, “5-star”."""
    return bool(re.match(r"[^\W_]|-\w", text[end : end + 2]))
