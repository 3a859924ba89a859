"""Tells what a table is, and takes what it holds."""

from __future__ import annotations

from typing import Any

from cxadvisor.readers.tables.business_model import business_rows, read_business_rows
from cxadvisor.readers.tables.grid import Grid
from cxadvisor.readers.tables.journey_tables import (
    read_steps_as_columns,
    read_steps_as_rows,
    steps_as_columns,
    steps_as_rows,
)
from cxadvisor.readers.tables.labels import NOTHING, Label, label_of
from cxadvisor.readers.tables.note_layouts import (
    block_columns,
    block_rows,
    read_block_columns,
    read_block_rows,
    read_stacked,
    stacked,
)
from cxadvisor.readers.tables.note_list import note_list
from cxadvisor.readers.tables.persona_tables import (
    personas_as_columns,
    personas_as_rows,
    read_columns,
    read_rows,
)
from cxadvisor.readers.tables.placing import At, Gathering


def read_table(grid: Grid, into: Gathering, *, on_page: bool = False, scale: Any = None) -> bool:
    """Take what a table holds; return whether it was recognised as notes, a journey, personas or a business model.

    A business model and a list of notes name their blocks outright and are looked for first; then what is surest.

    Args:
        grid: the table.
        into: where it goes.
        on_page: whether the table stands on a page, where notes have a row a block; exports have a row a note.
        scale: the scale of the emotions of a journey, where it is known.
    """
    if len(grid.rows) < 2:
        return False
    if business := business_rows(grid):
        read_business_rows(grid, business, into)
        return True
    notes = note_list(grid)
    if notes and notes.recognised and not (on_page and notes.is_row_a_block):
        notes.read(into)
        return True
    return _read_canvas(grid, into) or _read_artefact(grid, into, scale)


def _read_canvas(grid: Grid, into: Gathering) -> bool:
    artefact = _roles_of_artefact(grid)
    for row in range(min(3, len(grid.rows))):
        columns = block_columns(grid, row)
        if columns and sum(label.block is not None for label in columns[0]) > artefact:
            read_block_columns(grid, row, *columns, into)
            return True
    if (rows := block_rows(grid)) and len(rows) > artefact:
        read_block_rows(grid, rows, into)
        return True
    if headings := stacked(grid):
        read_stacked(grid, headings, into)
        return True
    return False


def _roles_of_artefact(grid: Grid) -> int:
    """Return how many labels are those of a journey or of personas; blocks of a canvas must be more."""
    by_rows = steps_as_rows(grid)
    found = (
        by_rows[1] if by_rows else None,
        steps_as_columns(grid),
        personas_as_rows(grid),
        personas_as_columns(grid),
    )
    return max(len(roles) if roles else 0 for roles in found)


def _read_artefact(grid: Grid, into: Gathering, scale: Any) -> bool:
    if by_rows := steps_as_rows(grid):
        into.artefact("journeys", At(read_steps_as_rows(grid, *by_rows, into, scale), grid.place_of(0)))
    elif personas := personas_as_rows(grid):
        read_rows(grid, personas, into)
    elif by_columns := personas_as_columns(grid) if _is_of_personas(grid) else None:
        read_columns(grid, by_columns, into)
    elif steps := steps_as_columns(grid):
        into.artefact("journeys", At(read_steps_as_columns(grid, steps, into, scale), grid.place_of(0)))
    elif by_columns := personas_as_columns(grid):
        read_columns(grid, by_columns, into)
    else:
        return False
    return True


def _is_of_personas(grid: Grid) -> bool:
    """Whether rows fit a persona better than a journey: both have goals, pains and channels."""
    journey, personas = steps_as_columns(grid) or {}, personas_as_columns(grid) or {}
    return len(personas) > len(journey)


def read_table_under(grid: Grid, label: Label, into: Gathering) -> bool:
    """Take the notes of a table that stands under the heading of a block.

    Its columns may be the two stages, or what is known of each note: “Metric”, “Baseline”, “Target”.
    """
    if len(grid.rows) < 2:
        return False
    stages = [label_of(cell.label) for cell in grid.rows[0]]
    if label.block and any(each.stage and not each.block for each in stages):
        joined = [Label(label.block, each.stage) if each.stage else NOTHING for each in stages]
        read_block_columns(grid, 0, joined, 1, into)
        return True
    notes = note_list(grid, label)
    if notes:
        notes.read(into)
    return notes is not None
