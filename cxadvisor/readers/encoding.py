"""Turns the bytes of a file into text: UTF-8 only, and says what else was found instead."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import Final

from cxadvisor.errors import InputError, Problem
from cxadvisor.readers.scalars import CONTROL
from cxadvisor.readers.tree import Source

_BOMS: Final = (
    (BOM_UTF32_LE, "UTF-32"),
    (BOM_UTF32_BE, "UTF-32"),
    (BOM_UTF16_LE, "UTF-16"),
    (BOM_UTF16_BE, "UTF-16"),
)
_OTHER_FILES: Final = (
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
)

_LATIN: Final = {
    "cp1252": "àèéìòùâîäöüßçêëïôñáíóú„”“‘’–…€£§°",
    "cp1250": "ăâîşţąćęłńóśźżéáíö„”“‘’–…€§°",
    "iso8859-2": "ăâîşţąćęłńóśźżéáíö§°",
}
_CYRILLIC: Final = dict.fromkeys(("cp1251", "koi8-r", "iso8859-5", "cp866"), "оеаинтсрвлкмдпуя")
"""For each legacy encoding: letters that are frequent in a text of our languages, were it the right one."""
_NAMES: Final = {
    "cp1252": "cp1252 (Windows, Western Europe)",
    "cp1250": "cp1250 (Windows, Central Europe)",
    "iso8859-2": "Latin-2 (ISO 8859-2)",
    "cp1251": "cp1251 (Windows, Cyrillic)",
    "koi8-r": "KOI8-R (Cyrillic)",
    "iso8859-5": "ISO 8859-5 (Cyrillic)",
    "cp866": "cp866 (DOS, Cyrillic)",
}
_REMEDY: Final = "Save it again as UTF-8: most editors offer it under “Save as … encoding”."
_SAMPLE: Final = 100_000


def decode(data: bytes, name: str | None) -> Source:
    """Return the text of a file, without its byte order mark.

    Raises:
        InputError: it is empty, is not UTF-8 or holds control characters.
    """
    if not data.strip():
        raise InputError(Problem("This file is empty.", 'Begin with cxcanvas: "1".', name))
    for start, kind in _OTHER_FILES:
        if data.startswith(start):
            raise InputError(
                Problem(f"This is {kind}, not a text file.", "Give a .json or .yaml file.", name, 1, 1)
            )
    wide = _wide_encoding(data)
    if wide:
        raise InputError(Problem(f"This file is written in {wide}, not in UTF-8.", _REMEDY, name, 1, 1))
    if data.startswith(BOM_UTF8):
        data = data[len(BOM_UTF8) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(_not_utf8(data, error.start, name)) from None
    source = Source(text, name)
    if not text.strip():
        source.refuse("This file is empty.", 'Begin with cxcanvas: "1".')
    control = CONTROL.search(text)
    if control:
        source.refuse(
            f"There is a control character here (U+{ord(control[0]):04X}).",
            "Delete it; a canvas holds readable text only.",
            offset=control.start(),
        )
    return source


def _wide_encoding(data: bytes) -> str | None:
    """Return the name of a UTF-16 or UTF-32 encoding, by its mark or by the zero bytes between ASCII letters."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    start = data[:64]
    if len(start) >= 4 and re.fullmatch(
        rb"(?:\0\0\0[^\0]|[^\0]\0\0\0)+", start[: len(start) // 4 * 4], re.DOTALL
    ):
        return "UTF-32"
    if re.match(rb"(?:\0[^\0]){2}|(?:[^\0]\0){2}", start, re.DOTALL):
        return "UTF-16"
    return None


def _not_utf8(data: bytes, start: int, name: str | None) -> Problem:
    before = data[:start].decode("utf-8")
    line, column = Source(before, name).line_and_column(len(before))
    encoding = _likely_encoding(data)
    guess = f"; it is probably written in {encoding}" if encoding else ""
    return Problem(
        f"This file is not UTF-8{guess}. The first byte that shows it is 0x{data[start]:02X}.",
        _REMEDY,
        name,
        line,
        column,
    )


def _likely_encoding(data: bytes) -> str | None:
    """Return the legacy encoding under which most of the bytes beyond ASCII become letters of our languages."""
    runs = re.findall(rb"[\x80-\xff]+", data[:_SAMPLE])
    beyond = b"".join(runs)
    # Cyrillic letters stand side by side; accented Latin ones stand alone between plain letters.
    candidates = _CYRILLIC if len(beyond) > 2 * len(runs) else _LATIN
    scores = {
        encoding: _score(beyond.decode(encoding, "replace"), letters)
        for encoding, letters in candidates.items()
    }
    most = max(scores.values())
    return " or ".join(_NAMES[encoding] for encoding, score in scores.items() if score == most > 0) or None


def _score(text: str, letters: str) -> float:
    return round(
        sum(1.0 if char in letters else 0.3 if char.lower() in letters else -0.3 for char in text), 6
    )
