"""The tables of links as heat maps: what each cell says in a word, its colour repeats."""

from __future__ import annotations

from typing import Final

from cxadvisor.reporters.document.shapes import Audit
from cxadvisor.reporters.excel.cells import Pages, shown
from cxadvisor.reporters.matrices import DrawnMatrix, Row
from cxadvisor.texts import Texts
from cxadvisor.writers.workbook.drawing import Drawing, Style

_MARKS: Final = ("explicit", "sure", "assumed", "candidate", "ruled_out")
_STYLES: Final[dict[str, Style]] = {
    "explicit": "explicit",
    "sure": "sure",
    "assumed": "assumed",
    "candidate": "candidate",
    "ruled_out": "ruled_out",
    "gap": "gap",
    "asked": "candidate",
    "presumed": "assumed",
    "covered": "met",
    "accepted": "ruled_out",
    "open": "none",
}
"""How cells look, by their mark or their result."""
_FIRST: Final = 4
"""The first column of the notes that stand at the heads of columns."""
_NARROWEST: Final = 6
"""So many columns a sheet has at least, so that what runs across finds room."""


def draw_matrices(audit: Audit, texts: Texts, name: str) -> Drawing:
    """Return the sheet of tables; ``texts`` are those of the workbook."""
    matrices = [matrix for part in audit.parts for matrix in part.matrices]
    widest = max([_NARROWEST, *(len(matrix.columns) for matrix in matrices)])
    drawing = Drawing(name, widths={1: 44.0, 2: 13.0, 3: 9.0}, frozen=(0, 1), tab="4F6D7F", wide=1)
    drawing.widths |= dict.fromkeys(range(_FIRST, _FIRST + widest), 13.0)
    page = Pages(drawing, _FIRST + _NARROWEST - 1)
    page.line(name, "title", 30.0)
    page.line(texts("excel.matrices.lead" if matrices else "excel.matrices.none"), "lead")
    if matrices:
        page.gap()
        _legend(page, texts)
    for matrix in matrices:
        page.gap()
        page.line(matrix.caption, "heading", 22.0)
        _draw(page, matrix, texts)
        if matrix.unlinked:
            notes = "; ".join(head.text for head in matrix.unlinked)
            page.line(texts("excel.matrices.unlinked", notes=notes), "hint")
    return drawing


def _legend(page: Pages, texts: Texts) -> None:
    for mark in _MARKS:
        page.row += 1
        page.drawing.put(page.row, 1, texts(f"report.matrix.{mark}"), "cell")
        page.drawing.put(page.row, 2, texts(f"report.matrix.short.{mark}"), _STYLES[mark])


def _draw(page: Pages, matrix: DrawnMatrix, texts: Texts) -> None:
    drawing = page.drawing
    page.row += 1
    heads = (texts("excel.matrices.row"), texts("excel.matrices.result"), texts("excel.matrices.links"))
    for column, label in enumerate(heads, start=1):
        drawing.put(page.row, column, label, "label")
    for column, head in enumerate(matrix.columns, start=_FIRST):
        origin = f" ({head.origin})" if head.origin else ""
        drawing.put(page.row, column, shown(head.short + origin), "column")
    for row in matrix.rows:
        page.row += 1
        _draw_row(page, row, matrix, texts)


def _draw_row(page: Pages, row: Row, matrix: DrawnMatrix, texts: Texts) -> None:
    drawing = page.drawing
    drawing.put(page.row, 1, shown(row.head.text), "cell")
    result = texts(f"report.matrix.{row.result}") if row.result else None
    if result and row.entry:
        result = f"{result} ({row.entry.number})"
    drawing.put(page.row, 2, result, _STYLES.get(row.result, "none"))
    drawing.put(page.row, 3, row.head.linked, "count")
    for column, (mark, share) in enumerate(zip(row.marks, row.shares, strict=True), start=_FIRST):
        said = texts(f"report.matrix.short.{mark}") if mark else None
        if said and share is not None:
            said = f"{said} {share:.0%}"
        drawing.put(page.row, column, said, _STYLES.get(mark, "none"))
    if matrix.listed and row.linked:
        told = [
            texts("excel.matrices.linked", note=head.text, mark=texts(f"report.matrix.short.{mark}"))
            for head, mark in row.linked
        ]
        drawing.put(page.row, _FIRST, shown("; ".join(told)), "cell")
        last = chr(ord("A") + _FIRST + _NARROWEST - 2)
        drawing.merges.append(f"D{page.row}:{last}{page.row}")
        drawing.heights[page.row] = min(14.5 * (1 + len("; ".join(told)) // 75) + 2, 400.0)
