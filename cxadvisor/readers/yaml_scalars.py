"""How far a plain scalar goes, and what it means in the core schema of YAML 1.2: only null, true, false and numbers are
more than text.

``NO``, ``12:30:45`` and ``2026-03-01`` are texts here, as a reader of the page would take them.
"""

from __future__ import annotations

import re
from typing import Final

from cxadvisor.readers.scalars import MAX_DIGITS, decimal, whole
from cxadvisor.readers.tree import Source, shown

MAX_VALUES: Final = 10_000
"""Values in a YAML file: each costs some 50 µs, and reading shall end within a second."""
MAX_LINES: Final = 20_000
"""Lines in a YAML file, blank ones and comments included, for the same reason."""

_WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_FIRST: Final = frozenset("+-.0123456789")
_whole = re.compile(r"[-+]?+[0-9]++").fullmatch
_decimal = re.compile(r"[-+]?+(?:\.[0-9]++|[0-9]++(?:\.[0-9]*+)?+)(?:[eE][-+]?+[0-9]++)?+").fullmatch
_based = re.compile(r"0o[0-7]++|0x[0-9a-fA-F]++").fullmatch
_no_number = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)").fullmatch


# A plain text as far as it goes on one line: blanks may stand inside; “#” ends it behind a blank, “:” before one.
plain_in_block = re.compile(
    r"(?:[^\0 \t\r\n:]|:(?![\0 \t\r\n])|[ \t]++(?![\0\r\n#:]|$)|[ \t]++(?=:[^\0 \t\r\n]))++"
).match
plain_in_flow = re.compile(
    r"(?:[^\0 \t\r\n:,\[\]{}]|:(?![\0 \t\r\n,\[\]{}])|[ \t]++(?![\0\r\n#:,\[\]{}]|$)|[ \t]++(?=:[^\0 \t\r\n,\[\]{}]))++"
).match


def resolve(source: Source, text: str, offset: int) -> str | int | float | bool | None:
    """Return the value of the plain scalar ``text``, which stands at ``offset``.

    Raises:
        InputError: it is a number that is too large, infinite or none at all.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST:
        return text
    number: int | float | None
    if _whole(text):
        number = whole(text)
    elif _decimal(text):
        number = decimal(text)
    elif _based(text):
        number = int(text, 0) if len(text) <= MAX_DIGITS else None
    elif _no_number(text):
        source.refuse(
            f"“{text}” is not a number in a canvas.",
            "Put it in quotes if it is meant as text.",
            offset=offset,
        )
    else:
        return text
    if number is None:
        source.refuse(
            f"The number {shown(text, 30)} is too large or has too many digits.",
            "Put it in quotes if it is meant as text.",
            offset=offset,
        )
    return number
