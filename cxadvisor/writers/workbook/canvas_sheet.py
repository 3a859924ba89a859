"""Draws the sheet of the canvas: a row a note, in fill order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cxadvisor.guiding import guide_in
from cxadvisor.model.blocks import BLOCKS, Block, Stage
from cxadvisor.model.canvas import MetricNote, Note
from cxadvisor.readers.keys import is_extension, keys_of
from cxadvisor.readers.unplaced import column_letters
from cxadvisor.readers.workbook.labels import Labels
from cxadvisor.readers.workbook.layout import Field, note_fields
from cxadvisor.readers.workbook.notes import TABLE
from cxadvisor.readers.workbook.page import ANYTHING
from cxadvisor.writers.workbook.drawing import Choice, Drawing
from cxadvisor.writers.workbook.encoding import encoded
from cxadvisor.writers.workbook.words import Words

_ROOM: Final = {
    "segments": 3,
    "activities": 6,
    "moments": 5,
    "metrics": 5,
    "sales_model": 3,
    "service_model": 3,
}
"""So many rows a blank canvas has for a block or each of its stages; others have four."""
_FURTHER: Final = 300
"""So many rows below the last one the drop-down lists go on."""
_WIDTHS: Final = {
    "block": 29.0, "stage": 18.0, "text": 52.0, "question": 34.0, "id": 9.0, "for": 14.0, "not_for": 14.0,
    "through": 24.0, "owner": 20.0, "evidence": 28.0, "importance": 13.0, "share": 13.0,
}  # fmt: skip
_AFTER: Final = ("for", "owner", "through", "evidence", "importance", "status", "tags", "share", "not_for")
"""The columns behind the id, in the order in which they are asked for most."""


def draw_canvas(tree: Mapping[str, Any], labels: Labels, words: Words, *, blank: bool) -> Drawing:
    """Return the sheet of the canvas.

    Args:
        tree: a canvas in canonical form.
        labels: the words to write.
        words: where the drop-down lists go.
        blank: draw rows to fill for every block.
    """
    drawing = Drawing(labels("sheet.canvas"), frozen=(1, 3), repeated=(1, 3), tab="1F3B4D")
    columns = _columns(tree)
    for column, path in enumerate(columns, start=1):
        is_metric = path in keys_of(MetricNote) and path not in keys_of(Note)
        drawing.put(1, column, labels.label(TABLE, path), "header_metrics" if is_metric else "header")
        drawing.widths[column] = _WIDTHS.get(path, 15.0)
    drawing.heights[1] = 32
    row = 2
    for block, stage, notes in _groups(tree, blank=blank):
        for index, note in enumerate(notes):
            _draw_row(drawing, row, columns, block, stage, note, labels, is_first=index == 0)
            row += 1
    last = row - 1
    drawing.filtered = f"A1:{column_letters(len(columns))}{max(last, 2)}"
    _add_choices(drawing, columns, last + _FURTHER, labels, words)
    return drawing


def _columns(tree: Mapping[str, Any]) -> list[str]:
    paths = [field.path for field in note_fields()]
    ordered = ["text", "question", "id", *_AFTER]
    extensions = {key: None for _, _, notes in _groups(tree, blank=False) for note in notes for key in note}
    own = [key for key in extensions if is_extension(key)]
    return ["block", "stage", *ordered, *(path for path in paths if path not in ordered), *own]


def _groups(tree: Mapping[str, Any], *, blank: bool) -> Iterator[tuple[Block, Stage | None, list[Any]]]:
    """Yield the blocks and stages with their notes; one that is there without notes has an empty note."""
    for block in BLOCKS.values():
        for stage in block.stages:
            found = tree.get(block.name)
            notes = found.get(stage) if stage and isinstance(found, Mapping) else found if not stage else None
            if isinstance(notes, list):
                yield block, stage, notes or [{}]
            elif blank:
                yield block, stage, [{}] * _ROOM.get(block.name, 4)


def _draw_row(
    drawing: Drawing,
    row: int,
    columns: list[str],
    block: Block,
    stage: Stage | None,
    note: Mapping[str, Any],
    labels: Labels,
    *,
    is_first: bool,
) -> None:
    fields = {field.path: field for field in note_fields()}
    question = guide_in(labels.language).question(block.name, stage)
    fixed = {
        "block": labels.block(block.name),
        "stage": labels.choice(stage) if stage else None,
        "question": question if is_first else None,
    }
    for column, path in enumerate(columns, start=1):
        if path in ("block", "stage"):
            drawing.put(row, column, fixed[path], block.section)
        elif path == "question":
            drawing.put(row, column, fixed[path], "question")
        else:
            field = fields.get(path, ANYTHING)
            value = encoded(field, note[path], labels) if path in note else None
            drawing.put(row, column, value, _style(field))


def _style(field: Field) -> Any:
    if field.path == "text":
        return "note"
    return "figure" if field.kind in ("figure", "number", "whole", "anything") else "cell"


def _add_choices(drawing: Drawing, columns: list[str], last: int, labels: Labels, words: Words) -> None:
    sources = {
        "block": words.blocks(),
        "stage": words.choices(("pre_sale", "post_sale")),
        "importance": words.numbers(1, 2, 3),
        "direction": words.choices(("up", "down")),
        "source": words.choices(("internal", "external")),
    }
    hints = {"text": "note", "id": "id", "for": "for", "not_for": "ids", "evidence": "list", "due": "day"}
    hints |= dict.fromkeys(("baseline", "target"), "figure")
    for column, path in enumerate(columns, start=1):
        if path in sources or path in hints:
            letters = column_letters(column)
            hint = labels(f"hint.{hints[path]}") if path in hints else ""
            title = labels.label(TABLE, path)
            drawing.choices.append(Choice(f"{letters}2:{letters}{last}", sources.get(path, ""), title, hint))
