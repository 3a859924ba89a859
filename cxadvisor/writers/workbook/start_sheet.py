"""Draws the first sheet, which says how to fill the workbook in, and the last one, which holds what has no column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cxadvisor.readers.workbook.labels import Labels
from cxadvisor.readers.workbook.more import FIRST_ROW
from cxadvisor.writers.workbook.drawing import Drawing
from cxadvisor.writers.workbook.encoding import as_json

_STEPS: Final = ("1", "2", "3", "4", "5")


def draw_start(labels: Labels, sheets: Mapping[str, str]) -> Drawing:
    """Return the first sheet; ``sheets`` names the others by what they are (``canvas``, a companion key)."""
    drawing = Drawing(labels("sheet.start"), widths={1: 5.0, 2: 34.0, 3: 78.0}, tab="C8743C")
    drawing.put(1, 1, labels("start.title"), "title")
    drawing.put(2, 1, labels("start.lead"), "lead")
    drawing.put(4, 1, labels("start.how"), "heading")
    drawing.merges += ["A1:C1", "A2:C2", "A4:C4"]
    drawing.heights |= {1: 32, 2: 36, 4: 22}
    row = 5
    values = {"canvas": labels("sheet.canvas"), "for": labels.label("canvas", "for")}
    for number in _STEPS:
        drawing.put(row, 1, int(number), "number")
        drawing.put(row, 2, labels(f"start.{number}", **values), "body")
        drawing.merges.append(f"B{row}:C{row}")
        drawing.heights[row] = 34
        row += 1
    drawing.put(row + 1, 1, labels("start.sheets"), "heading")
    drawing.merges.append(f"A{row + 1}:C{row + 1}")
    drawing.heights[row + 1] = 22
    row += 2
    for kind, name in sheets.items():
        drawing.put(row, 2, name, "link")
        drawing.put(row, 3, labels(f"start.{kind}"), "body")
        drawing.links[f"B{row}"] = name
        row += 1
    return drawing


def draw_more(values: Mapping[str, Any], labels: Labels) -> Drawing:
    """Return the last sheet: values that have no column, by their places (JSON pointers)."""
    drawing = Drawing(labels("sheet.more"), widths={1: 44.0, 2: 90.0}, frozen=(2, 0), tab="AAB2B9")
    drawing.put(1, 1, labels("sheet.more"), "title")
    drawing.put(1, 2, labels("hint.more"), "lead")
    drawing.put(2, 1, labels("label.pointer"), "header")
    drawing.put(2, 2, labels("label.more.value"), "header")
    for row, (place, value) in enumerate(values.items(), start=FIRST_ROW):
        drawing.put(row, 1, place, "cell")
        drawing.put(row, 2, as_json(value), "cell")
    return drawing
