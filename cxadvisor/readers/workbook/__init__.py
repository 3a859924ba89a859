"""Reads Excel workbooks: those made by ``cxadvisor template`` without any loss, and others as far as they are plain.

A sheet is known by what stands in it, in any of the languages; its name, the order of columns and further rows do not
matter. Sheets of other people are read as tables: notes with their blocks, a canvas, a journey, personas.
"""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.model.strategy import Position
from cxadvisor.readers.imported import Imported
from cxadvisor.readers.suggestions import folded
from cxadvisor.readers.tables.grid import Cell, Grid
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tables.reading import read_table
from cxadvisor.readers.tree import shown
from cxadvisor.readers.workbook.archive import Archive
from cxadvisor.readers.workbook.cells import Room, Sheet, read_sheet
from cxadvisor.readers.workbook.forms import read_form
from cxadvisor.readers.workbook.labels import spellings
from cxadvisor.readers.workbook.layout import about, form_of
from cxadvisor.readers.workbook.more import add_more
from cxadvisor.readers.workbook.notes import header_of, read_notes
from cxadvisor.readers.workbook.page import Page
from cxadvisor.readers.workbook.parts import read_book
from cxadvisor.readers.workbook.values import text_in
from cxadvisor.texts import LANGUAGES, workbook_texts

MAX_GRID: Final = 15_000
"""So many cells, blank ones included, a table of other people may have."""
NUMBER_COLUMN: Final = 3
"""In the first row of a sheet, the column that says which one of several artefacts it is."""


def read(data: bytes, name: str | None) -> Imported:
    """Return what a workbook says.

    Args:
        data: the content of the .xlsx file.
        name: what to call the file in messages.

    Raises:
        InputError: it is no workbook, is locked or damaged, is larger than any strategy, or cells that are needed hold
            errors.
    """
    archive = Archive(data, name)
    book = read_book(archive)
    room = Room()
    return read_sheets([read_sheet(archive, book, part, room) for part in book.sheets], name)


def read_sheets(sheets: list[Sheet], name: str | None) -> Imported:
    """Return what the sheets of a workbook say; see ``read``."""
    into = Gathering()
    problems: list[Problem] = []
    more: list[Page] = []
    forms: dict[str, list[tuple[bool, At]]] = {}
    for sheet in sheets:
        page = Page(sheet, into, name)
        kind = _kind_of(sheet)
        if kind in ("start", "choices", "register", "interview"):
            continue
        if sheet.hidden:
            into.leave(
                sheet.name, "is a hidden sheet; it was not read.", Position(None, None, None, sheet.name)
            )
            continue
        if kind == "more":
            more.append(page)
        elif kind == "about":
            into.about |= read_form(page, about())
        elif kind in COMPANION_KEYS:
            tree = read_form(page, form_of(kind))
            if tree:
                is_numbered = sheet.cell(1, NUMBER_COLUMN) is not None
                forms.setdefault(kind, []).append((is_numbered, At(tree, sheet.position(1, 1))))
        elif (header := header_of(page)) is not None:
            read_notes(page, header)
        elif not _read_other(page):
            continue
        if kind != "more":
            page.leave_rest()
        problems += page.problems
    if problems:
        raise InputError(problems)
    return _joined(into, forms, more, sheets)


def _kind_of(sheet: Sheet) -> str | None:
    """Return what a sheet is, by the words in its first cell, or by its name where we made it for the program alone."""
    cell = sheet.cell(1, 1)
    title = "" if cell is None else folded(text_in(cell)[:200])
    if title in {folded(workbook_texts(language)["start.title"]) for language in LANGUAGES}:
        return "start"
    if sheet.hidden and spellings("sheet").get(folded(sheet.name)) == "choices":
        return "choices"
    kind = spellings("sheet").get(title)
    return kind if kind not in ("start", "choices", "canvas") else None


def _read_other(page: Page) -> bool:
    """Read a sheet of other people as a table; return whether it was recognised."""
    sheet = page.sheet
    whole = Position(None, None, None, sheet.name)
    columns = sorted({column for cells in sheet.rows.values() for column in cells})
    if not columns:
        return False
    if len(columns) * len(sheet.rows) > MAX_GRID:
        page.into.leave(
            sheet.name, "is a sheet with far more cells than a strategy has; it was not read.", whole
        )
        return False
    grid = Grid(
        [
            [Cell(page.text(row, column), sheet.position(row, column)) for column in columns]
            for row in sorted(sheet.rows)
        ],
        sheet.name,
    )
    if not read_table(grid, page.into):
        page.into.leave(sheet.name, "is a sheet in which nothing of a strategy was recognised.", whole)
        return False
    for row, cells in sheet.rows.items():
        page.use_row(row)
        for column, cell in cells.items():
            page.is_usable(cell, row, column)
    return True


def _joined(
    into: Gathering, forms: dict[str, list[tuple[bool, At]]], more: list[Page], sheets: list[Sheet]
) -> Imported:
    """Return all as one; a single artefact whose sheet has no number was no list."""
    if not any(into.about.values()) and not any(_notes(block) for block in into.blocks.values()):
        into.blocks.clear()
    elif into.about:
        into.about = {"cxcanvas": "1"} | into.about
    artefacts: dict[str, Any] = into.artefacts
    for kind in COMPANION_KEYS:
        found = forms.get(kind, [])
        if len(found) == 1 and not found[0][0] and kind not in artefacts:
            artefacts[kind] = found[0][1]
        elif found:
            artefacts[kind] = [artefact for _, artefact in found] + artefacts.get(kind, [])
    imported = into.imported()
    if not imported.tree and not more and any(_kind_of(sheet) == "start" for sheet in sheets):
        first = sheets[0].name
        into.leave(first, "begins a workbook in which nothing is filled in yet.", Position(sheet=first))
    order = {sheet.name: number for number, sheet in enumerate(sheets)}
    positions = add_more(imported.tree, dict(imported.positions), more, into)
    ordered = sorted(positions.items(), key=lambda item: _order(item[1], order))
    unplaced = sorted(into.unplaced, key=lambda each: _order(each.position, order))
    return Imported(imported.tree, dict(ordered), unplaced)


def _notes(block: Any) -> bool:
    return any(block.values()) if isinstance(block, dict) else bool(block)


def _order(position: Position, order: dict[str, int]) -> tuple[int, int, int]:
    return order.get(shown(position.sheet or ""), 0), position.line or 0, position.column or 0
