"""Knows a business model canvas when it sees one, takes what means the same here, and says what it left."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.strategy import Position
from cxadvisor.readers.tables.grid import Cell, Grid
from cxadvisor.readers.tables.note_layouts import notes_in
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tables.vocabulary import vocabulary, words_of

ENOUGH: Final = 4
"""So many of its nine blocks make a business model canvas; two of them stand in our own."""
_OWN: Final = frozenset(
    {
        "key partners",
        "key resources",
        "value propositions",
        "customer relationships",
        "cost structure",
        "revenue streams",
    }
)
"""The blocks that only a business model canvas has."""


def is_business_model(labels: list[str]) -> bool:
    """Whether these labels are those of a business model canvas."""
    found = {vocabulary("BUSINESS_MODEL")(label) for label in labels} - {None}
    return len(found) >= ENOUGH and len(found & _OWN) >= 2


def is_named_so(title: str) -> bool:
    """Whether a heading says that a business model canvas follows."""
    joined = " ".join(words_of(title))
    return "business model canvas" in joined or "lean canvas" in joined


def business_rows(grid: Grid) -> list[int]:
    """Return the rows that name a block of a business model canvas, if the table is one."""
    labels = [cell.label for cell in grid.column(0)]
    if grid.width < 2 or not (is_business_model(labels) or is_named_so(grid.title)):
        return []
    rows = [row for row, label in enumerate(labels) if label and (row or vocabulary("BUSINESS_MODEL")(label))]
    return rows if grid.rows else []


def read_business_rows(grid: Grid, rows: list[int], into: Gathering) -> None:
    """Take the customer segments of a table with a row a block, and report the other blocks."""
    blocks = [
        (grid.cell(row, 0), [grid.cell(row, column) for column in range(1, grid.width)]) for row in rows
    ]
    take_business_model(
        [
            (
                label.label,
                [Cell(text, cell.position) for cell in cells for text in notes_in(cell, split=True)],
            )
            for label, cells in blocks
        ],
        grid.rows[0][0].position,
        into,
    )


def take_business_model(blocks: list[tuple[str, list[Cell]]], position: Position, into: Gathering) -> None:
    """Take the customer segments, and report every other block with how many notes it has."""
    taken = 0
    left: list[tuple[str, list[Cell]]] = []
    for label, cells in blocks:
        if vocabulary("BUSINESS_MODEL")(label) == "customer segments":
            for cell in cells:
                into.note("segments", None, At(cell.text.strip(), cell.position))
            taken += len(cells)
        elif cells:
            left.append((label, cells))
    if taken:
        into.about["not_captured"] = [name for name in BLOCKS if name != "segments"]
    what = "Its customer segments were taken" if taken else "Nothing of it was taken"
    into.leave(
        "Business model canvas",
        f"is another canvas than that of a customer experience strategy. {what}: it does not say what customers "
        "need, what happens in the moments that matter, and what is before and after the sale.",
        position,
    )
    for label, cells in left:
        count = f"{len(cells)} notes" if len(cells) != 1 else "one note"
        into.leave(
            label,
            f"is a block of the business model with {count} that have no place here.",
            cells[0].position,
        )
