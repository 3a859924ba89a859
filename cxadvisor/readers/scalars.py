"""What single values may be, whatever the format: numbers of a sane size, texts of real characters."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

MAX_DIGITS: Final = 20
"""Whole numbers may have so many digits; no figure of a strategy needs more."""
_LONGEST_NUMBER: Final = 60

CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters that no text holds on purpose; tab and line breaks are welcome."""
_refused = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]").search


def whole(token: str) -> int | None:
    """Return a whole number written with an optional sign and decimal digits, or None if it is too long."""
    return int(token) if len(token.lstrip("+-")) <= MAX_DIGITS else None


def decimal(token: str) -> float | None:
    """Return a decimal number, or None if it is too long or too large to be held. Minus zero is zero."""
    if len(token) > _LONGEST_NUMBER:
        return None
    number = float(token)
    return (number or 0.0) if isfinite(number) else None


def refused_character(text: str) -> tuple[str, str] | None:
    """Return message and remedy if ``text`` holds a control character or half of a surrogate pair, else None."""
    match = _refused(text)
    if match is None:
        return None
    code = ord(match[0])
    if code >= 0xD800:
        return (
            f"This text holds half of a character (U+{code:04X}, a lone surrogate).",
            "Write the character again.",
        )
    return f"This text holds a control character (U+{code:04X}).", "Delete it; it cannot be printed."
