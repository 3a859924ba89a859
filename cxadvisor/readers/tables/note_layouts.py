"""Reads tables that show a canvas as people draw it: a column a block, a row a block, or blocks below each other."""

from __future__ import annotations

import re
from typing import Final

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.readers.tables.grid import Cell, Grid
from cxadvisor.readers.tables.labels import NOTHING, Label, is_italian, label_of, why_unplaced
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tree import shown

ENOUGH: Final = 2
"""So many blocks make a table one of a canvas; a single word such as “channels” may head any table."""

_bullet = re.compile(r"\s*(?:[-*•·–▪◦‣●○✓+]\s+|[0-9]{1,3}[.)]\s+)").match


def notes_in(cell: Cell, *, split: bool) -> list[str]:
    """Return the notes in a cell: its lines, if they have bullets; with ``split`` all lines, and parts between “;”."""
    lines = [line for line in cell.text.splitlines() if line.strip()]
    if split and len(lines) == 1:
        separator = next((mark for mark in (";", " • ", " · ") if mark in lines[0]), None)
        lines = lines[0].split(separator) if separator else lines
    elif not split and not all(map(_bullet, lines)):
        return [cell.text] if lines else []
    found = []
    for line in lines:
        bullet = _bullet(line)
        text = (line[bullet.end() :] if bullet else line).strip()
        if text:
            found.append(text)
    return found


def take(cell: Cell, label: Label, written: str, into: Gathering, *, split: bool) -> None:
    """Take the notes of a cell under a label, or report them as unplaced."""
    for text in notes_in(cell, split=split):
        if label.block is not None and label.is_whole:
            into.note(label.block, label.stage, At(text, cell.position))
        else:
            into.leave(text, why_unplaced(written), cell.position)


def block_columns(grid: Grid, row: int) -> tuple[list[Label], int] | None:
    """Return what each column holds if ``row`` is a header that names blocks, and the row at which notes begin."""
    italian = is_italian([cell.text for cell in grid.rows[row]])
    labels = [label_of(grid.cell(row, column).label, italian=italian) for column in range(grid.width)]
    begin = row + 1
    if begin < len(grid.rows):
        below = [label_of(grid.cell(begin, column).label) for column in range(grid.width)]
        filled = [column for column in range(grid.width) if not grid.cell(begin, column).is_blank]
        if filled and all(below[column].stage and not below[column].block for column in filled):
            block: str | None = None
            joined = []
            for column, label in enumerate(labels):
                block = label.block or (block if grid.cell(row, column).is_blank else None)
                joined.append(Label(block, below[column].stage or label.stage))
            labels, begin = joined, begin + 1
    whole = {label for label in labels if label.is_whole}
    return (labels, begin) if len(whole) >= ENOUGH else None


def read_block_columns(grid: Grid, row: int, labels: list[Label], begin: int, into: Gathering) -> None:
    """Take the notes of a table with a column a block."""
    for column, label in enumerate(labels):
        written = grid.cell(row, column).label or (label.block or "").replace("_", " ")
        if label.block and label.is_whole:
            into.notes(label.block, label.stage)
        for below in range(begin, len(grid.rows)):
            take(grid.cell(below, column), label, written, into, split=False)


def block_rows(grid: Grid) -> list[int]:
    """Return the rows whose first cell names a block, if there are enough of them."""
    italian = is_italian([cell.text for cell in grid.column(0)])
    found = [row for row in range(len(grid.rows)) if label_of(grid.cell(row, 0).label, italian=italian).block]
    blocks = {label_of(grid.cell(row, 0).label, italian=italian) for row in found}
    return found if len(blocks) >= ENOUGH and grid.width > 1 else []


def read_block_rows(grid: Grid, rows: list[int], into: Gathering) -> None:
    """Take the notes of a table with a row a block; columns may be the two stages."""
    italian = is_italian([cell.text for cell in grid.column(0)])
    head = rows[0] - 1 if rows[0] > 0 else None
    stages = [
        label_of(grid.cell(head, column).label).stage if head is not None else None
        for column in range(grid.width)
    ]
    written = ""
    label = NOTHING
    for row in range(rows[0], len(grid.rows)):
        first = grid.cell(row, 0)
        if not first.is_blank:
            written, label = first.label, label_of(first.label, italian=italian)
        row_stage = label_of(grid.cell(row, 1).label) if grid.width > 2 else NOTHING
        start = 2 if row_stage.stage and not row_stage.block else 1
        stage = row_stage.stage if start == 2 else None
        for column in range(start, grid.width):
            cell = grid.cell(row, column)
            placed = Label(label.block, stage or stages[column] or label.stage)
            if placed.block and placed.is_whole:
                into.notes(placed.block, placed.stage if BLOCKS[placed.block].staged else None)
            take(cell, placed, written, into, split=True)


def stacked(grid: Grid) -> dict[int, Label]:
    """Return the rows that are headings of blocks, if the table is one below another."""
    headings = {}
    for row, cells in enumerate(grid.rows):
        filled = [cell for cell in cells if not cell.is_blank]
        label = label_of(filled[0].label) if len(filled) == 1 else NOTHING
        if label != NOTHING:
            headings[row] = label
    return headings if len({label for label in headings.values() if label.block}) >= ENOUGH else {}


def read_stacked(grid: Grid, headings: dict[int, Label], into: Gathering) -> None:
    """Take the notes of a table in which blocks stand below each other, each under its heading."""
    label, written = NOTHING, ""
    for row, cells in enumerate(grid.rows):
        filled = [cell for cell in cells if not cell.is_blank]
        if not filled:
            continue
        if row in headings:
            found = headings[row]
            label = Label(found.block or label.block, found.stage or (None if found.block else label.stage))
            written = filled[0].label
            if label.block and label.is_whole:
                into.notes(label.block, label.stage)
        elif not written:
            into.leave(
                filled[0].label, "stands before the first heading that names a block.", filled[0].position
            )
        else:
            take(filled[0], label, written, into, split=False)
            for cell in filled[1:]:
                into.leave(cell.label, f"stands beside a note under “{shown(written)}”.", cell.position)
