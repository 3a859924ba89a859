"""Writes Excel workbooks: one to fill in, or one that holds a strategy without any loss.

What is drawn is read back before it is handed over. What the sheets cannot show goes to a last sheet, by its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.model.strategy import SkippedPart
from cxadvisor.readers.workbook import read_sheets
from cxadvisor.readers.workbook.archive import MAX_ELEMENTS
from cxadvisor.readers.workbook.cells import MAX_CELLS
from cxadvisor.readers.workbook.labels import Labels, labels_in
from cxadvisor.readers.workbook.layout import about, form_of
from cxadvisor.writers import Written
from cxadvisor.writers.workbook.canvas_sheet import draw_canvas
from cxadvisor.writers.workbook.comparing import (
    Difference,
    apart,
    difference,
    kind_of,
    outermost,
    value_of,
    without,
)
from cxadvisor.writers.workbook.drawing import Drawing
from cxadvisor.writers.workbook.encoding import MAX_CELL, as_json, length_of
from cxadvisor.writers.workbook.form_sheet import draw_form
from cxadvisor.writers.workbook.package import package
from cxadvisor.writers.workbook.start_sheet import draw_more, draw_start
from cxadvisor.writers.workbook.words import Words

_ROUNDS: Final = 6
"""So often parts are put aside until all others read back; once or twice is enough."""


def template(language: str) -> bytes:
    """Return a workbook to fill in, in one of the languages of workbooks."""
    labels = labels_in(language)
    return _packed(_sheets({}, labels, blank=True), labels, {})


def write(tree: Mapping[str, Any], language: str) -> Written:
    """Return ``tree`` (in canonical form) as a workbook in one of the languages of workbooks.

    Lost is only what is too long for a cell, and cannot be cut.
    """
    labels = labels_in(language)
    whole = dict(tree)
    aside: set[str] = set()
    for _ in range(_ROUNDS):
        held = without(whole, aside)
        sheets = _sheets(held, labels, blank=False)
        missing = _missing(held, sheets)
        more = missing.values | {place: value_of(whole, place) for place in sorted(aside)}
        long = {place: None for place, value in more.items() if length_of(as_json(value)) > MAX_CELL}
        kept = {place: value for place, value in more.items() if place not in long}
        apart_now = {apart(whole, conflict) for conflict in missing.conflicts}
        if kept and not apart_now:
            left = _missing(whole, [*sheets, draw_more(kept, labels)])
            apart_now = {kind_of(place) for place in (*left.values, *left.conflicts) if place not in long}
        if apart_now <= aside:
            break
        aside = outermost(aside | apart_now)
    left = _missing(whole, [*sheets, draw_more(kept, labels)])
    lost = [SkippedPart(place, "A workbook cannot show it.") for place in left.conflicts]
    lost += [SkippedPart(place, "A workbook cannot show it.") for place in left.values if place not in long]
    lost += [
        SkippedPart(place, f"It is longer than the {MAX_CELL:,} characters of a cell.") for place in long
    ]
    if _size(sheets) > MAX_ELEMENTS or sum(_filled(sheet) for sheet in sheets) > MAX_CELLS:
        lost.append(SkippedPart("", "This is more than is read of a workbook; write JSON, or several files."))
    return Written(_packed(sheets, labels, kept), tuple(lost))


def _missing(wanted: dict[str, Any], sheets: list[Drawing]) -> Difference:
    return difference(wanted, read_sheets([sheet.as_read() for sheet in sheets], None).tree)


def _filled(sheet: Drawing) -> int:
    return sum(box.value is not None for box in sheet.cells.values())


def _size(sheets: list[Drawing]) -> int:
    """Return about how many elements of XML the sheets have."""
    return sum(len(sheet.cells) + 2 * _filled(sheet) for sheet in sheets)


def _sheets(tree: dict[str, Any], labels: Labels, *, blank: bool) -> list[Drawing]:
    """Return the sheets of a strategy; a blank workbook has one of each."""
    words = Words(labels)
    canvas = {key: value for key, value in tree.items() if key not in COMPANION_KEYS}
    sheets = []
    if blank or canvas:
        sheets.append(draw_canvas(canvas, labels, words, blank=blank))
        sheets.append(draw_form(about(), labels("sheet.about"), None, canvas, labels, words, blank=blank))
    for kind in COMPANION_KEYS:
        form, title = form_of(kind), labels(f"sheet.{kind}")
        if blank or isinstance(tree.get(kind), dict):
            sheets.append(draw_form(form, title, None, tree.get(kind, {}), labels, words, blank=blank))
        several = tree[kind] if isinstance(tree.get(kind), list) else []
        for number, artefact in enumerate(several, start=1):
            sheets.append(draw_form(form, f"{title} {number}", number, artefact, labels, words, blank=blank))
    return [*sheets, words.drawing]


def _packed(sheets: list[Drawing], labels: Labels, more: Mapping[str, Any]) -> bytes:
    names = {labels("sheet.canvas"): "canvas", labels("sheet.about"): "about"}
    names |= {labels(f"sheet.{kind}"): kind for kind in COMPANION_KEYS}
    *shown, hidden = sheets
    ordered: dict[str, str] = {}
    for sheet in shown:
        name = sheet.name if sheet.name in names else sheet.name.rpartition(" ")[0]
        ordered.setdefault(names[name], sheet.name)
    last = [draw_more(more, labels)] if more else []
    return package(
        [draw_start(labels, ordered), *shown, *last, hidden], labels("start.title"), labels("start.page")
    )
