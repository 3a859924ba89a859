"""The last sheet of a workbook: values that have no column, each by its place in the file contract."""

from __future__ import annotations

from typing import Any

from cxadvisor.model.strategy import Position
from cxadvisor.readers.tables.placing import Gathering
from cxadvisor.readers.workbook.page import Page
from cxadvisor.readers.workbook.values import json_in

FIRST_ROW = 3
"""The row below the header."""


def add_more(
    tree: dict[str, Any], positions: dict[str, Position], pages: list[Page], into: Gathering
) -> dict[str, Position]:
    """Add the values of such sheets to ``tree`` and return the positions with theirs.

    A value never replaces what another sheet says; where it has no place any more it is reported.
    """
    for page in pages:
        for row in sorted(page.sheet.rows):
            place, text = page.text(row, 1), page.text(row, 2)
            if row < FIRST_ROW or not text.strip():
                continue
            if _added(tree, place, text):
                positions[place] = page.sheet.position(row, 2)
            else:
                why = (
                    f"has no place at {place or 'nowhere'} any more." if place else "has no place beside it."
                )
                into.leave(text, why, page.sheet.position(row, 2))
    return positions


def _added(tree: Any, place: str, text: str) -> bool:
    """Put the value that ``text`` is in JSON at its place; return whether there was one to put it."""
    value = None if text.strip() == "null" else json_in(text)
    if value is None and text.strip() != "null":
        return False
    *above, key = [token.replace("~1", "/").replace("~0", "~") for token in place.split("/")[1:]] or [""]
    for token in above:
        if isinstance(tree, dict) and token in tree:
            tree = tree[token]
        elif isinstance(tree, list) and token.isdecimal() and int(token) < len(tree):
            tree = tree[int(token)]
        else:
            return False
    if not isinstance(tree, dict) or not place.startswith("/") or key in tree:
        return False
    tree[key] = value
    return True
