"""Knows a business model canvas in JSON: nine blocks under keys of their own, whatever holds their notes."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.readers.open_journeys.looking import Look
from cxadvisor.readers.tables.business_model import is_business_model, take_business_model
from cxadvisor.readers.tables.grid import Cell
from cxadvisor.readers.tables.placing import Gathering
from cxadvisor.readers.tree import Document

_HOLDERS: Final = ("content", "items", "notes", "entries", "values", "description")
_INNER: Final = ("sections", "blocks", "canvas", "businessModelCanvas", "business_model_canvas", "data")


def blocks_of(document: Document) -> Look | None:
    """Return the mapping whose keys are the blocks of a business model canvas, or None."""
    root = Look(document)
    for look in (root, *(root[key] for key in _INNER)):
        if isinstance(look.value, dict) and is_business_model(list(look.value)):
            return look
    return None


def read_business_model(blocks: Look, into: Gathering) -> None:
    """Take what means the same in a strategy, and report the other blocks."""
    found = [(key, [Cell(each.text, each.position) for each in _notes(blocks[key])]) for key in blocks.value]
    take_business_model(found, blocks.position, into)


def _notes(block: Look) -> list[Look]:
    if isinstance(block.value, dict):
        holder: Any = next((block[key] for key in _HOLDERS if block[key]), None)
        return _notes(holder) if holder is not None else []
    notes = []
    for each in block:
        note = each if each.text else each.first("text", "name", "title", "content")
        if note.text:
            notes.append(note)
    return notes
