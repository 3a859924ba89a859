"""The pieces that the templates lay out, as plain data: paragraphs, lists, tables and their cells.

A cell is a text, or a mapping with ``text`` and what is special about it. Keys that hold no words are in ``STRUCTURE``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from cxadvisor.reporters.pdf.letters import Letters, narrow

Piece = dict[str, Any]
Cell = str | Piece

STRUCTURE: Final = frozenset(
    ("kind", "anchor", "to", "tone", "align", "width", "lang", "mark", "form", "picture", "place")
)
"""Keys whose values are names that the templates know, no words."""


_LONG_WORD: Final = re.compile(r"\w{11}")


class Narrow(str):
    """Words that will stand in a narrow column."""

    __slots__ = ()


def has_long_word(text: str) -> bool:
    """Whether ``text`` has a word that might not fit a narrow column."""
    return _LONG_WORD.search(text) is not None


def note(text: str, language: str | None, **special: Any) -> Cell:
    """Return a cell with words of a note, in their ``language``, so that they are broken as it breaks words."""
    return cell(Narrow(text), lang=language, long=has_long_word(text), **special)


def cell(text: str, **special: Any) -> Cell:
    """Return a cell; what is None or False is left out."""
    told = {name: value for name, value in special.items() if value or (value == 0 and value is not False)}
    return {"text": text, **told} if told else text


def paragraph(text: str, **special: Any) -> Piece:
    """Return a paragraph."""
    return {"kind": "text", "body": cell(text, **special)}


def heading(text: str) -> Piece:
    """Return a heading below that of the section."""
    return {"kind": "heading", "title": text}


def bullets(items: Iterable[Cell], **special: Any) -> Piece:
    """Return a list."""
    return {"kind": "list", "items": list(items), **special}


def facts(rows: Iterable[tuple[str, str]]) -> Piece:
    """Return labels with what they say."""
    return {"kind": "facts", "rows": [list(row) for row in rows if row[1]]}


def table(
    columns: Sequence[tuple[str, ...]],
    rows: Iterable[Sequence[Cell | Sequence[Cell]]],
    **special: Any,
) -> Piece:
    """Return a table.

    Args:
        columns: the head of each, its width as typst writes it, and how it is aligned, if not to the left.
        rows: the cells; a list in place of a cell is several paragraphs in it.
        special: ``groups`` in place of rows (pairs of a head and rows), ``caption``, ``small``.
    """
    given = [
        {"head": head, "width": width, "align": align[0] if align else "left"}
        for head, width, *align in columns
    ]
    groups = special.pop("groups", None) or [("", rows)]
    return {
        "kind": "table",
        "columns": given,
        "groups": [{"head": head, "rows": [list(row) for row in held]} for head, held in groups],
        **special,
    }


def fit(tree: Any, letters: Letters, language: str | None) -> Any:
    """Return ``tree`` with all its words fit for the page; ``language`` is that of narrow words.

    Links that lead nowhere are left out, as are anchors that stand elsewhere already.
    """
    anchors: set[str] = set()
    shaped = _fit(tree, letters, language, anchors)
    return _tied(shaped, anchors)


def _fit(tree: Any, letters: Letters, language: str | None, anchors: set[str]) -> Any:
    if isinstance(tree, str):
        text = letters(tree)
        return narrow(text, language) if isinstance(tree, Narrow) else text
    if isinstance(tree, Mapping):
        inner = tree.get("lang", language)
        return dict(_pairs(tree, letters, inner, anchors))
    if isinstance(tree, list | tuple):
        return [_fit(each, letters, language, anchors) for each in tree]
    return tree


def _pairs(
    tree: Mapping[str, Any], letters: Letters, language: str | None, anchors: set[str]
) -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if key == "anchor":
            if not value or value in anchors:
                continue
            anchors.add(value)
        yield key, value if key in STRUCTURE else _fit(value, letters, language, anchors)


def _tied(tree: Any, anchors: set[str]) -> Any:
    if isinstance(tree, dict):
        return {key: _tied(value, anchors) for key, value in tree.items() if key != "to" or value in anchors}
    if isinstance(tree, list):
        return [_tied(each, anchors) for each in tree]
    return tree
