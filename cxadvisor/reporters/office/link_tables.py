"""The tables of links in a Word document: heat maps, and the threads from need to metric."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from cxadvisor.reporters.document import Entry
from cxadvisor.reporters.matrices import DrawnMatrix, DrawnThread, Head
from cxadvisor.reporters.office.canvas_table import WIDE, marks
from cxadvisor.reporters.office.look import CELLS, FILLS, Look, mixed
from cxadvisor.reporters.office.markup import Cell, Line, paragraph, run, table
from cxadvisor.reporters.wording import upper_first
from cxadvisor.texts import Texts

_HEAD: Final = 62.0
_RESULT: Final = 27.0
_WIDEST: Final = 30.0
_TURNED_BELOW: Final = 22.0
"""Narrower columns have their heads turned."""
_TOGETHER: Final = 12
"""A table of at most so many rows is kept on one page."""


def heat_map(matrix: DrawnMatrix, look: Look, texts: Texts, language: str) -> str:
    """Return a table of links; rows of notes, columns of notes, a mark where two belong together."""
    if matrix.listed or not matrix.columns:
        return _listed(matrix, look, texts, language)
    result = _RESULT if matrix.judged else 0
    width = min((WIDE - _HEAD - result) / len(matrix.columns), _WIDEST)
    turned = width < _TURNED_BELOW
    heads = [
        Cell(
            paragraph(run(head.short, language=language), "CXNote", keep_next=True),
            turned=turned,
            align="center" if turned else "bottom",
        )
        for head in matrix.columns
    ]
    first = Cell(paragraph(run(texts("report.matrix.row")), "CXNote"), align="bottom")
    last = [Cell(paragraph(run(texts("report.matrix.result")), "CXNote"), align="bottom")] if result else []
    lines = [Line([first, *heads, *last], header=True, height=34 if turned else 0)]
    together = len(matrix.rows) <= _TOGETHER
    for row in matrix.rows:
        held = together and row is not matrix.rows[-1]
        head_cell = paragraph(run(row.head.text, language=language), "CXNote", keep_next=held)
        cells = [Cell(head_cell, align="center")]
        cells += [_mark(mark, look) for mark in row.marks]
        if result:
            cells.append(_result(row.result, row.entry, look, texts))
        lines.append(Line(cells))
    widths = (_HEAD, *(width for _ in matrix.columns), *([result] if result else []))
    return table(widths, lines, style="CXHeat", title=matrix.caption, first_column=True, margin=1.2)


def _mark(mark: str, look: Look) -> Cell:
    fill = mixed(look.accent, FILLS[mark]) if mark in FILLS else ""
    colour = "FFFFFF" if mark == "explicit" else look.ink if mark in FILLS else look.quiet
    inner = run(CELLS.get(mark, ""), colour=colour) if mark else ""
    return Cell(paragraph(inner, "CXNote", align="center"), fill=fill, align="center")


def _result(result: str, entry: Entry | None, look: Look, texts: Texts) -> Cell:
    if not result:
        return Cell(paragraph("", "CXNote"))
    key = "gap" if result == "gap" else result
    colour = look.high if result == "gap" else look.ink
    text = run(upper_first(texts(f"report.matrix.{key}")), bold=result == "gap", colour=colour)
    told = marks([entry], look) if entry else ""
    return Cell(paragraph(text + told, "CXNote"), align="center")


def _listed(matrix: DrawnMatrix, look: Look, texts: Texts, language: str) -> str:
    heads = ["row", "linked", *(["result"] if matrix.judged else [])]
    lines = [
        Line([Cell(paragraph(run(texts(f"report.matrix.{name}")), "CXNote")) for name in heads], header=True)
    ]
    for row in matrix.rows:
        linked = "".join(
            paragraph(
                run(f"{CELLS[mark]} ", colour=look.accent) + run(head.text, language=language), "CXNote"
            )
            for head, mark in row.linked
        )
        cells = [Cell(paragraph(run(row.head.text, language=language), "CXNote")), Cell(linked)]
        if matrix.judged:
            cells.append(_result(row.result, row.entry, look, texts))
        lines.append(Line(cells, whole=False))
    widths = (90.0, 140.0, 35.0) if matrix.judged else (90.0, 175.0)
    return table(widths, lines, title=matrix.caption, first_column=True)


def legend(look: Look, texts: Texts) -> str:
    """Return the line that says what the marks mean."""
    inner = ""
    for mark in ("explicit", "sure", "assumed", "candidate", "ruled_out"):
        inner += run(f"{CELLS[mark]} ", bold=True, colour=look.accent)
        inner += run(f"{texts(f'report.matrix.{mark}')}     ", colour=look.quiet)
    return paragraph(inner, "CXNote", keep_next=True)


def unlinked(heads: Sequence[Head], look: Look, texts: Texts) -> str:
    """Return the line that names the notes that are linked to no row; empty where there are none."""
    if not heads:
        return ""
    notes = "; ".join(texts.quote(head.text) for head in heads)
    return paragraph(run(texts("report.matrix.unlinked", notes=notes), colour=look.quiet), "CXNote")


def threads_table(threads: Iterable[DrawnThread], look: Look, texts: Texts, language: str, title: str) -> str:
    """Return the threads as a table: each need, and what follows from it step by step."""
    steps = ("objective", "activity", "channel", "metric")
    heads = [texts(f"report.thread.{name}") for name in ("need", *steps)]
    lines = [Line([Cell(paragraph(run(head), "CXNote")) for head in heads], header=True)]
    for thread in threads:
        cells = [Cell(paragraph(run(thread.need.text, language=language), "CXNote"))]
        for _, held in thread.steps:
            inner = "".join(
                paragraph(
                    run(f"{CELLS[mark]} ", colour=look.accent) + run(head.text, language=language), "CXNote"
                )
                for head, mark in held
            )
            none = run(f"{CELLS['gap']} ", bold=True, colour=look.high)
            none += run(texts("report.thread.none"), colour=look.quiet)
            cells.append(Cell(inner or paragraph(none, "CXNote")))
        lines.append(Line(cells, whole=all(len(held) < 12 for _, held in thread.steps)))
    return table((57, 52, 52, 52, 52), lines, title=title, first_column=True)
