"""What single cells hold: texts, numbers, lists, and how each is written so that it reads back as it was.

A cell is written as people would write it wherever that reads back as the same value; otherwise as JSON. A text that a
spreadsheet would take for a formula is written with an apostrophe before it, as spreadsheets do themselves.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from cxadvisor.readers.json_text import parse_json
from cxadvisor.readers.scalars import decimal, whole
from cxadvisor.readers.tree import Source

IDS: Final = frozenset({"for", "not_for", "next"})
"""Lists of ids, which hold no blanks."""
COMMA_LISTS: Final = frozenset({"tags", "authors"})
"""Lists that people separate by commas as well."""
LISTS: Final = frozenset({*IDS, *COMMA_LISTS, "through", "evidence"})
"""Keys of notes that hold lists."""
NUMBERS: Final = frozenset({"baseline", "target", "importance", "share"})
"""Keys of notes that hold numbers, some of them texts as well."""

_number = re.compile(
    r"[-+−]?[0-9]{1,20}(?:\.[0-9]{1,20}(?:[eE][-+]?[0-9]{1,3})?|[eE][-+]?[0-9]{1,3}|,[0-9]{1,20})?"
).fullmatch
_thousands = re.compile(r"[-+−]?[1-9][0-9]{0,2},[0-9]{3}").fullmatch
_percent = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,10})?)\s?%").fullmatch
_guarded = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]").match
_formula = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]").match
_LEVELS: Final = {
    **dict.fromkeys(("low", "scăzută", "niska", "низкая", "bassa"), 1),
    **dict.fromkeys(("medium", "medie", "średnia", "средняя", "media"), 2),
    **dict.fromkeys(("high", "ridicată", "wysoka", "высокая", "alta"), 3),
}
_DIRECTIONS: Final = {
    **dict.fromkeys(("up", "↑", "↗", "+", "sus", "în sus", "w górę", "вверх", "su", "in su"), "up"),
    **dict.fromkeys(("down", "↓", "↘", "-", "jos", "în jos", "w dół", "вниз", "giù", "in giù"), "down"),
}
_SOURCES: Final = {
    **dict.fromkeys(
        ("external", "extern", "externă", "zewnętrzne", "внешний", "внешняя", "esterna", "esterno"),
        "external",
    ),
    **dict.fromkeys(
        ("internal", "intern", "internă", "wewnętrzne", "внутренний", "внутренняя", "interna", "interno"),
        "internal",
    ),
}


def read_cell(key: str, text: str) -> Any:
    """Return the value that a cell under ``key`` holds; None where the text cannot be one.

    Args:
        key: the key of a note, or one that begins with ``x-``.
        text: what stands in the cell, not blank.
    """
    if key in ("text", "owner", "status", "unit", "due", "frequency", "id"):
        return text
    written = _as_json(text) if text[:1] in '"[{' or key.startswith("x-") else None
    if written is not None:
        return written[0]
    text = text.strip()
    if key in LISTS:
        return _items(key, text)
    if key in NUMBERS:
        return _figure(key, text)
    if key == "direction":
        return _DIRECTIONS.get(text.casefold())
    if key == "source":
        return _SOURCES.get(text.casefold())
    return text


def write_cell(key: str, value: Any) -> str:
    """Return ``value`` as a text that ``read_cell`` makes the same value of."""
    if isinstance(value, str) and read_cell(key, value) == value and value.strip():
        return value
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        joined = "; ".join(value)
        if read_cell(key, joined) == value:
            return joined
    if isinstance(value, int | float) and not isinstance(value, bool):
        plain = json.dumps(value)
        if _same(read_cell(key, plain), value):
            return plain
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _formula(text) and number_of(text) is None else text


def unguarded(text: str) -> str:
    """Return what ``guarded`` was given."""
    return text[1:] if _guarded(text) else text


def number_of(text: str) -> int | float | None:
    """Return the number that ``text`` is, with a point or a comma before its decimals; None if it is none.

    ``1,234`` is none: the comma may stand before decimals or between thousands.
    """
    text = text.strip()
    if not _number(text) or _thousands(text):
        return None
    text = text.replace("−", "-").replace(",", ".")
    return whole(text) if text.lstrip("+-").isdigit() else decimal(text)


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _as_json(text: str) -> tuple[Any] | None:
    """Return the value that a cell holds as JSON; None where it is no JSON."""
    from cxadvisor.errors import InputError

    try:
        return (parse_json(Source(text, None)).tree,)
    except InputError:
        return None


def _items(key: str, text: str) -> Any:
    if key in IDS:
        return re.split(r"[\s,;]+", text.strip(",; "))
    items = re.split(r"[,;\n]" if key in COMMA_LISTS else r"[;\n]", text)
    listed = [item.strip() for item in items if item.strip()]
    return listed[0] if key == "evidence" and len(listed) == 1 else listed


def _figure(key: str, text: str) -> Any:
    percent = _percent(text)
    number = number_of(text)
    if key == "share":
        if percent:
            return round(float(percent[1].replace(",", ".")) / 100, 12)
        return number if number is not None and 0 <= number <= 1 else None
    if key == "importance":
        return number if number in (1, 2, 3) else _LEVELS.get(text.casefold())
    return text if number is None else number
