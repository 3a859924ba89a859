"""Draws the sheet of an artefact, or that about the canvas: a form, and tables below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cxadvisor.readers.keys import is_extension
from cxadvisor.readers.unplaced import column_letters
from cxadvisor.readers.workbook import NUMBER_COLUMN
from cxadvisor.readers.workbook.labels import Labels
from cxadvisor.readers.workbook.layout import Field, Form, Table
from cxadvisor.readers.workbook.page import ANYTHING
from cxadvisor.writers.workbook.drawing import Choice, Drawing, Style
from cxadvisor.writers.workbook.encoding import encoded
from cxadvisor.writers.workbook.entries import Row, rows_of, value_at
from cxadvisor.writers.workbook.words import Words

_WIDTHS: Final = (26.0, 52.0, 36.0)
_OTHER_WIDTH: Final = 22.0
_ROOM: Final = {"steps": 12, "behaviours": 5, "activities": 8, "kpis": 6, "waivers": 4}
"""So many rows to fill a table has; others have four."""
_PREFILLED: Final = {"whys": ("number", tuple("12345")), "categories": ("category", ())}
_HINTS: Final = {
    "emotion_scale": "emotion_scale",
    "statistics": "statistics",
    "language": "language",
    "not_captured": "not_captured",
    "date": "day",
    "actors.front_office": "actors",
}
FIRST_FIELD: Final = 4
"""The row of the first field."""
_TABS: Final = {"about": "6B7480"}
_TAB: Final = "4F6D7F"


def draw_form(
    form: Form,
    name: str,
    number: int | None,
    tree: Mapping[str, Any],
    labels: Labels,
    words: Words,
    *,
    blank: bool,
) -> Drawing:
    """Return the sheet of an artefact.

    Args:
        form: what the sheet has.
        name: what the sheet is called.
        number: which one of several artefacts it is; None if it is no list.
        tree: the artefact in canonical form.
        labels: the words to write.
        words: where the drop-down lists go.
        blank: draw rows to fill in tables.
    """
    drawing = Drawing(name, frozen=(1, 0), tab=_TABS.get(form.name, _TAB), one_page=not form.tables)
    if form.tables:
        drawing.repeated = (0, 2)
    drawing.put(1, 1, labels(f"sheet.{form.name}"), "title")
    if number is not None:
        drawing.put(1, NUMBER_COLUMN, number, "title")
    drawing.heights[1] = 28
    drawing.put(2, 1, labels(f"hint.{form.name}"), "lead")
    drawing.merges.append("A2:C2")
    drawing.heights[2] = 34
    row = _draw_fields(drawing, FIRST_FIELD, form, tree, labels, words)
    if blank:
        lists = [
            row for row, field in enumerate(form.fields, FIRST_FIELD) if field.kind in ("texts", "parts")
        ]
        drawing.heights |= dict.fromkeys(lists, 32)
    columns = 3
    for table in form.tables:
        row = _draw_table(drawing, row + 1, form, table, tree, labels, words, blank=blank)
        columns = max(columns, len(table.fields))
    for column in range(1, columns + 1):
        drawing.widths[column] = _WIDTHS[column - 1] if column <= len(_WIDTHS) else _OTHER_WIDTH
    return drawing


def _draw_fields(
    drawing: Drawing, row: int, form: Form, tree: Mapping[str, Any], labels: Labels, words: Words
) -> int:
    extensions = [ANYTHING._replace(path=key) for key in tree if is_extension(key)]
    for field in (*form.fields, *extensions):
        value = tree.get(field.path) if field in extensions else value_at(tree, field.path)
        label = labels.label(form.name, field.path)
        drawing.put(row, 1, label, "label")
        drawing.put(row, 2, None if value is None else encoded(field, value, labels), _style(field, "value"))
        hint = _hint(field, labels)
        if hint:
            drawing.put(row, 3, hint, "hint")
        if field.choices or field.kind == "truth":
            drawing.choices.append(
                Choice(f"B{row}", words.choices(field.choices or ("yes", "no")), label, "")
            )
        row += 1
    return row


def _hint(field: Field, labels: Labels) -> str:
    kinds = {"texts": "list", "parts": "parts", "figure": "figure", "ids": "ids"}
    name = _HINTS.get(field.path) or ("actors" if field.path.startswith("actors.") else kinds.get(field.kind))
    return labels(f"hint.{name}") if name else ""


def _style(field: Field, usual: Style) -> Style:
    return "figure" if field.kind in ("figure", "number", "whole", "truth_or_text", "anything") else usual


def _draw_table(
    drawing: Drawing,
    row: int,
    form: Form,
    table: Table,
    tree: Mapping[str, Any],
    labels: Labels,
    words: Words,
    *,
    blank: bool,
) -> int:
    """Draw a table with its name above it; return the row below it."""
    rows = rows_of(table, tree)
    extensions = {key: None for entry in rows for key in entry if is_extension(key)}
    fields = (*table.fields, *(ANYTHING._replace(path=key) for key in extensions))
    drawing.put(row, 1, labels.label(form.name, table.path), "heading")
    header, first = row + 1, row + 2
    for column, field in enumerate(fields, start=1):
        drawing.put(header, column, labels.label(f"{form.name}.{table.path}", field.path), "header")
    room = _blank_rows(table) if blank else [{}, {}]
    last = first + len(rows) + len(room) - 1
    for index, entry in enumerate((*rows, *room)):
        for column, field in enumerate(fields, start=1):
            value = entry.get(field.path)
            written = None if field.path not in entry else encoded(field, value, labels)
            drawing.put(first + index, column, written, _style(field, "cell"))
    for column, field in enumerate(fields, start=1):
        if field.choices or field.kind == "truth":
            letters = column_letters(column)
            source = words.choices(field.choices or ("yes", "no"))
            label = labels.label(f"{form.name}.{table.path}", field.path)
            drawing.choices.append(Choice(f"{letters}{first}:{letters}{last}", source, label, ""))
    return last + 1


def _blank_rows(table: Table) -> list[Row]:
    """Return rows to fill: numbered whys, the categories by their names, blank ones elsewhere."""
    path, values = _PREFILLED.get(table.shape, ("", ()))
    values = values or (table.fields[0].choices if path else ())
    return [{path: value} for value in values] or [{}] * _ROOM.get(table.path, 4)
