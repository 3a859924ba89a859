"""Tells canvases, companion artefacts and other people's files apart, by their keys and never by their names."""

from __future__ import annotations

from typing import Literal

from cxadvisor.errors import Problem
from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.model.canvas import Canvas
from cxadvisor.model.strategy import SkippedPart
from cxadvisor.readers.keys import CANVAS_ONLY, is_extension, keys_of
from cxadvisor.readers.tree import Document, escaped, shown

Kind = Literal["canvas", "companion", "foreign"]
OURS = frozenset(
    ("cxreview", "cxreviews", "cxnotes", "cxquestions", "cxinterview", "cxdiff", "cxbaseline", "cxplan")
)
"""The key at the top of each kind of file that a command writes about a strategy: none is a part of it."""
_NAMED = "Call its blocks as on the canvas (segments, needs, moments …); docs/importing.md says what is understood."


def kind_of_document(document: Document) -> Kind:
    """Return what ``document`` is.

    Without ``cxcanvas`` a file is a canvas only if it has a block's key and more of our keys than others: a file of
    measurements may well have “metrics” at its top.
    """
    tree = document.tree
    if not isinstance(tree, dict):
        return "foreign"
    if any(key.casefold().replace("_", "") == "cxcanvas" for key in tree):
        return "canvas"
    companions = [key for key in tree if key in COMPANION_KEYS]
    if any(key in CANVAS_ONLY for key in tree):
        ours = sum(key in keys_of(Canvas) for key in tree)
        others = sum(not is_extension(key) for key in tree) - ours
        return "canvas" if ours > others else "foreign"
    return "companion" if companions else "foreign"


def is_our_report(document: Document) -> bool:
    """Whether the file was written into the folder by cxadvisor: nothing of the strategy is missed in it.

    A log in SARIF and a Code Quality report are such files, whoever wrote them.
    """
    tree = document.tree
    if isinstance(tree, list):
        return all(isinstance(each, dict) and {"check_name", "fingerprint"} <= each.keys() for each in tree)
    return isinstance(tree, dict) and (not OURS.isdisjoint(tree) or {"version", "runs"} <= tree.keys())


def not_a_canvas(document: Document) -> Problem:
    """Return why a foreign file that was given alone is refused."""
    source = document.source
    if not document.is_text:
        return source.problem(
            "Nothing in this file was recognised as a part of a customer experience strategy.", _NAMED
        )
    tree = document.tree
    first = 'cxcanvas: "1"' if document.format == "yaml" else '"cxcanvas": "1"'
    what = (
        ""
        if isinstance(tree, dict)
        else f" It holds {'a list' if isinstance(tree, list) else 'a single text or number'}."
    )
    return source.problem(
        f"This is not a Customer Experience Strategy Canvas.{what}",
        f"A canvas starts with {first}, and its blocks (segments, needs, moments …) follow.",
        offset=document.offset(""),
        at="",
    )


def companion_problems(document: Document) -> list[Problem]:
    """Return what is wrong at the top of a companion file: it has exactly one key, beside extensions.

    A file in a format that others write may hold artefacts of several kinds.
    """
    keys = [key for key in document.tree if not is_extension(key)]
    key = next(key for key in keys if key in COMPANION_KEYS)
    return [
        document.source.problem(
            f"“{shown(other)}” stands beside “{key}”, but a companion file has one of its keys only.",
            "Give it a file of its own, or put both into the canvas file."
            if other in COMPANION_KEYS
            else "Remove it, or begin it with “x-” to keep it for yourself.",
            offset=document.offset(f"/{escaped(other)}", key=True),
        )
        for other in keys
        if other != key and (document.is_text or other not in COMPANION_KEYS)
    ]


def ids_within(tree: object) -> set[str]:
    """Return every ``id`` inside a companion artefact; a waiver may name it."""
    found: set[str] = set()
    parts = [tree]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            if isinstance(part.get("id"), str):
                found.add(part["id"])
            parts.extend(part.values())
        elif isinstance(part, list):
            parts.extend(part)
    return found


def unplaced_parts(document: Document, name: str) -> list[SkippedPart]:
    """Return what of ``document`` could not be placed; ``name`` is its file within the strategy."""
    return [SkippedPart(name, str(each)) for each in document.unplaced]


def unplaced_problems(document: Document) -> list[Problem]:
    """Return what could not be placed as problems: where nothing could be, that is what to look at."""
    return [
        Problem(
            f"“{shown(each.text)}” {each.why}",
            file=document.source.file,
            line=each.position.line,
            column=each.position.column,
            sheet=each.position.sheet,
        )
        for each in document.unplaced
    ]
