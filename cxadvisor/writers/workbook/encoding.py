"""Writes a value into a cell, so that the reader makes the same of it; as a person would where that is possible."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from cxadvisor.readers.workbook.cells import SheetCell
from cxadvisor.readers.workbook.labels import Labels
from cxadvisor.readers.workbook.layout import SMALL, Field
from cxadvisor.readers.workbook.values import PARTS, decoded
from cxadvisor.writers.workbook.drawing import Value, kind_of

MAX_CELL: Final = 32_767
"""So many characters a cell can hold; Excel cuts off the rest without a word."""

EXACT: Final = 10**15
"""Whole numbers from here on are not exact in a spreadsheet."""


def encoded(field: Field, value: Any, labels: Labels) -> Value | None:
    """Return what to write for ``value`` in ``field``; None where no cell can hold it."""
    for candidate in _candidates(field, value, labels):
        if isinstance(candidate, str) and (not candidate.strip() or length_of(candidate) > MAX_CELL):
            continue
        if same(decoded(field, SheetCell(candidate, kind_of(candidate))), value):
            return candidate
    return None


def as_json(value: Any) -> str:
    """Return a value as JSON in one line."""
    return json.dumps(value, ensure_ascii=False)


def length_of(text: str) -> int:
    """Return how long a text is to a spreadsheet, which counts in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same; ``1`` and ``True`` are not."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _candidates(field: Field, value: Any, labels: Labels) -> Iterator[Value]:
    if isinstance(value, bool):
        if field.kind == "truth":
            yield labels.choice("yes" if value else "no")
        yield value
    elif isinstance(value, int | float):
        if isinstance(value, float) or abs(value) < EXACT:
            yield value
    elif isinstance(value, str):
        if field.kind == "choice":
            yield labels.choice(value)
        yield value
    elif isinstance(value, list) and value:
        yield from _lists(field, value, labels)
    elif isinstance(value, dict) and field.kind == "mapping":
        yield "\n".join(f"{key}: {inner}" for key, inner in value.items())
    yield as_json(value)


def _lists(field: Field, value: list[Any], labels: Labels) -> Iterator[str]:
    if field.kind == "parts":
        if all(isinstance(each, dict) for each in value):
            yield "\n".join(_part(field, each, labels) for each in value)
    elif all(isinstance(each, str) for each in value):
        if field.kind == "blocks":
            yield "\n".join(_block(each, labels) for each in value)
        if field.kind in ("ids", "words"):
            yield ", ".join(value)
        if field.kind == "text_or_texts":
            yield "\n".join(f"• {each}" for each in value)
        yield "\n".join(value)


def _block(name: str, labels: Labels) -> str:
    block, _, stage = name.partition("/")
    label = labels.block(block)
    return f"{label} / {labels.choice(stage)}" if stage else label


def _part(field: Field, part: dict[str, Any], labels: Labels) -> str:
    """Return a small part in a line: its main value, then labels with values behind semicolons."""
    assert field.part is not None
    main = SMALL[field.part]
    if main == "when" and set(part) <= {"when", "next"} and "next" in part:
        return f"{part.get('when', '')} → {part['next']}".strip()
    pieces = [str(part[main])] if main in part else []
    for key, value in part.items():
        if key != main:
            shown = value if isinstance(value, str) else as_json(value)
            pieces.append(f"{labels.label(PARTS, key).lower()}: {shown}")
    return "; ".join(pieces)
