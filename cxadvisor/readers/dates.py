"""Looks at texts that may be dates; dates stay texts, and nothing is guessed."""

from __future__ import annotations

import re
from datetime import date

_iso = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})").fullmatch
_year_first = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})").fullmatch
_year_last = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})").fullmatch


def is_iso_date(text: str) -> bool:
    """Whether ``text`` is a day of the calendar written as 2027-01-31."""
    match = _iso(text)
    return match is not None and _exists(*map(int, match.groups()))


def is_impossible_date(text: str) -> bool:
    """Whether ``text`` looks like a date, but there is no such day, however day and month are ordered."""
    match = _year_first(text.strip())
    if match:
        return not _exists(*map(int, match.groups()))
    match = _year_last(text.strip())
    if match:
        first, second, year = map(int, match.groups())
        return not (_exists(year, second, first) or _exists(year, first, second))
    return False


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
