"""The closing checklist: what no block of the canvas holds, to be asked of the client (S1, S4, K11)."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.review import ChecklistItem
from cxadvisor.texts import Texts

ITEMS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("understanding", ("S1",)),
    ("simple_objectives", ("S1",)),
    ("delivery", ("S1",)),
    ("channels", ("S1",)),
    ("inside_outside", ("S1", "K12")),
    ("measured_values", ("S1",)),
    ("shared", ("S1", "K11")),
    ("company_strategy", ("S1", "K11")),
    ("sponsor", ("S4",)),
    ("change", ("S1",)),
    ("true_north", ("S2",)),
    ("authority", ("S4",)),
    ("personal", ("S3", "S4")),
    ("accessible", ()),
)
"""Each item with its sources; the first seven are the critical factors of S1."""


def checklist(texts: Texts) -> tuple[ChecklistItem, ...]:
    """Return the checklist in the language of ``texts``; nothing on a canvas answers it."""
    return tuple(
        ChecklistItem(id=name, text=texts(f"checklist.{name}"), sources=sources) for name, sources in ITEMS
    )
