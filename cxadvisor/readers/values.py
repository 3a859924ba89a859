"""Says in plain words what a value is, what a key expects, and why the one is not the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.model.canvas import MAX_NOTES, MAX_TEXT
from cxadvisor.readers.tree import shown

_TEXT: Final = "a text"
_TEXTS: Final = "a list of texts"

EXPECTED: Final[dict[str, str]] = {
    "cxcanvas": 'the text "1"',
    "title": _TEXT,
    "language": "a language code such as en, ro or pt-BR",
    "organisation": _TEXT,
    "industry": _TEXT,
    "date": "a text such as 2026-03-01",
    "authors": "a list of names",
    "strategy": _TEXT,
    "not_captured": "a list of blocks such as [culture, metrics/pre_sale]",
    "waivers": "a list of waivers",
    "$schema": _TEXT,
    "note": "a text, or a mapping with “text” and more",
    "id": "an id: one word of at most 100 characters without “/”, “#” and “~”, such as n1",
    "text": _TEXT,
    "for": "a list of ids such as [n1, n2]",
    "not_for": "a list of ids such as [n1, n2]",
    "through": "a list of channels or their ids, such as [phone]",
    "owner": _TEXT,
    "evidence": "a text or a list of texts",
    "importance": "1, 2 or 3",
    "share": "a number from 0 to 1, such as 0.25",
    "status": _TEXT,
    "tags": _TEXTS,
    "unit": _TEXT,
    "baseline": 'a number, or a text such as "92 %"',
    "target": 'a number, or a text such as "92 %"',
    "direction": "up or down",
    "due": "a text such as 2026-12-31",
    "frequency": _TEXT,
    "source": "internal or external",
    "scale": 'a text such as "0–10", or its two ends such as [0, 10]',
    "rule": "the name or code of a rule",
    "at": "the id of a note, or a block",
    "fingerprint": "the fingerprint of a finding",
    "reason": _TEXT,
    "until": "a day such as 2027-01-31",
    **dict.fromkeys(BLOCKS, "a list of notes"),
    **dict.fromkeys(STAGES, "a list of notes"),
}
"""What each key expects; a test compares the keys with the models."""

_ENTRIES: Final = {
    "for": "id",
    "not_for": "id",
    "authors": "title",
    "through": "title",
    "tags": "title",
    "evidence": "title",
}
"""What an entry of a list is like, by the key that has the same expectation."""


def kind_of(value: Any) -> str:
    """Return what a value is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"“{shown(value)}”"
    return "a list" if isinstance(value, list) else "a mapping of keys and values"


def explain(
    tokens: list[str], value: Any, written: str = "", by_key: Mapping[str, str] = EXPECTED
) -> tuple[str, str]:
    """Return message and remedy for a value that does not fit.

    Args:
        tokens: the path to the value, unescaped.
        value: what was found there.
        written: how a number is written in the file, where that is known.
        by_key: what each key expects.
    """
    key = tokens[-1] if tokens else "cxcanvas"
    if key.isdigit() and len(tokens) > 1:
        parent = tokens[-2]
        is_note = parent in BLOCKS or parent in STAGES
        subject = "This note" if is_note else f"This entry of “{parent}”"
        expected = EXPECTED["note" if is_note else _ENTRIES.get(parent, "title")]
        if is_note and isinstance(value, str | int | float | None):
            expected = _TEXT
    else:
        subject, expected = f"“{shown(key)}”", by_key.get(key, _TEXT)
    if value is None or (isinstance(value, str) and not value.strip()):
        return f"{subject} is empty.", "Write something, or remove it."
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return f"{subject} has {len(value):,} characters; at most {MAX_TEXT:,} are read.", "Shorten it."
    if isinstance(value, list) and len(value) > MAX_NOTES:
        return f"{subject} has {len(value):,} entries; at most {MAX_NOTES:,} are read.", "Shorten the list."
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    kind = f"the number {written}" if is_number and written else kind_of(value)
    return f"{subject} is {kind}, but should be {expected}.", remedy(value, expected, written)


def remedy(value: Any, expected: str, written: str) -> str:
    """Return how ``value`` can be written so that it is what is expected; an empty text where nobody can tell."""
    if isinstance(value, bool | int | float) and (
        "text" in expected or expected.startswith(("an id", "the "))
    ):
        return f'Put it in quotes, "{written or str(value).lower()}", if it is meant as text.'
    if isinstance(value, str) and "list" in expected and "text or" not in expected:
        return f'Write a list: ["{shown(value, 30)}"].'
    if isinstance(value, str) and expected.startswith(("a number", "1, 2")):
        return "Write the number without quotes."
    return ""
