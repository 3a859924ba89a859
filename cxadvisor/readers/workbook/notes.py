"""Reads the sheet of the canvas: a row a note, with its block and stage beside it."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.readers.tables.labels import Label, is_italian, label_of, why_unplaced
from cxadvisor.readers.tables.placing import At
from cxadvisor.readers.tree import shown
from cxadvisor.readers.workbook.layout import Field, note_fields
from cxadvisor.readers.workbook.page import Page, put

TABLE: Final = "canvas"
"""The table under which the labels of the columns are listed."""
HEADER_ROWS: Final = 10
"""So far down the header is looked for."""

COLUMNS: Final[tuple[Field, ...]] = (
    Field("block", "text"),
    Field("stage", "text"),
    Field("question", "text"),
)
"""What stands beside what a note may hold."""


def header_of(page: Page) -> int | None:
    """Return the row that names the columns of a canvas, if there is one near the top."""
    for row in sorted(page.sheet.rows)[:HEADER_ROWS]:
        paths = {field.path for field in page.columns(row, TABLE, (*COLUMNS, *note_fields())).values()}
        if {"block", "text"} <= paths:
            return row
    return None


def read_notes(page: Page, header: int) -> None:
    """Take all notes below the row ``header``; those without a block, or a stage where one is needed, are reported."""
    columns = page.columns(header, TABLE, (*COLUMNS, *note_fields()))
    rows = [row for row in sorted(page.sheet.rows) if row > header]
    for row in sorted(page.sheet.rows):
        if row < header:
            page.use_row(row)
    page.leave_columns(header, columns, range(header + 1, (rows[-1] if rows else header) + 1))
    found = list(page.entries(columns, rows, ("block", "stage")))
    italian = is_italian([str(values["block"].value) for _, values in found if "block" in values])
    for _, values in found:
        _take(page, values, italian=italian)


def _take(page: Page, values: dict[str, At], *, italian: bool) -> None:
    block, stage = (str(values[path].value) if path in values else "" for path in ("block", "stage"))
    label = label_of(block, italian=italian)
    label = Label(label.block, label_of(stage).stage or label.stage)
    held = {path: value for path, value in values.items() if path not in ("block", "stage", "question")}
    if not held:
        if label.block is not None and label.is_whole:
            page.into.notes(label.block, label.stage)
        elif block:
            page.into.leave(block, _why(label, block, stage), values["block"].position)
        return
    if label.block is None or not label.is_whole:
        for value in [held["text"]] if "text" in held else held.values():
            page.into.leave(str(value.value), _why(label, block, stage), value.position)
        return
    note: dict[str, Any] = {}
    for path, value in held.items():
        put(note, path, value)
    first = held.get("text") or next(iter(held.values()))
    page.into.note(label.block, label.stage, At(note, first.position))


def _why(label: Label, block: str, stage: str) -> str:
    """Return why a note has no place: the rest of a sentence that begins with its text."""
    if not block:
        return "stands in a row that names no block."
    if label.block is not None and stage:
        return f"stands in the stage “{shown(stage)}”, which is neither before nor after the sale."
    return why_unplaced(block)
