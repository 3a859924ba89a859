"""Journeys as tables of a Word document: stages, steps, the emotion of each, and what is told of them."""

from __future__ import annotations

from cxadvisor.reporters.drawn_journey import DrawnJourney, DrawnStep, Piece
from cxadvisor.reporters.office.canvas_table import WIDE, marks
from cxadvisor.reporters.office.look import mixed
from cxadvisor.reporters.office.markup import Cell, Line, caption, paragraph, run, table
from cxadvisor.reporters.office.plain_tables import Tables

_HEAD = 30.0
_LEVELS = 5
"""So many heights the curve has in a table."""
_POINT, _TRUTH = "●", "◆"


def journey_tables(journey: DrawnJourney, tables: Tables, language: str) -> str:
    """Return a journey: what it is, then its steps side by side, with their emotion as a curve of points."""
    quiet = tables.look.quiet
    inner = paragraph(
        run(f"{journey.heading}: {journey.title}") + marks(journey.entries, tables.look), "Heading2"
    )
    about = "   ·   ".join(f"{label}: {text}" for label, text in journey.about)
    if about:
        inner += paragraph(run(about, colour=quiet), "CXNote", keep_next=True)
    for said in journey.told:
        inner += paragraph(run(said, colour=quiet), "CXNote", keep_next=True)
    for piece in journey.pieces():
        title = journey.title + (f" ({piece.of})" if piece.of else "")
        inner += caption("Table", tables.label, title) + _piece(journey, piece, tables, language, title)
    return inner


def _piece(journey: DrawnJourney, piece: Piece, tables: Tables, language: str, title: str) -> str:
    look = tables.look
    width = (WIDE - _HEAD) / len(piece.steps)
    stages = [Cell("")]
    for stage in piece.stages:
        if stage.end > stage.first:
            text = paragraph(run(stage.name, bold=True, colour=look.on_primary), "CXNote", align="center")
            stages.append(Cell(text, stage.end - stage.first, look.primary, align="center"))
    steps = [Cell("")]
    for step in piece.steps:
        inner = run(f"{step.number}. {step.text}", language=language) + marks(step.entries, look)
        cell = paragraph(inner, "CXNote", keep_next=True)
        for more in (step.who, *step.marks):
            if more:
                cell += paragraph(run(more, colour=look.quiet), "CXNote", keep_next=True)
        steps.append(Cell(cell, fill=mixed(look.accent, 0.1)))
    lines = [Line(stages, header=True), Line(steps, header=True)]
    if journey.has_curve:
        lines += [_height(level, journey, piece, tables) for level in range(_LEVELS - 1, -1, -1)]
        emotions = [Cell(tables.text("", "CXNote"))]
        emotions += [
            Cell(paragraph(run(step.emotion, colour=look.quiet), "CXNote", align="center"))
            for step in piece.steps
        ]
        lines.append(Line(emotions))
    for row in piece.rows:
        cells = [Cell(tables.text(row.label, "CXNote", bold=True))]
        cells += [
            Cell("".join(paragraph(run(text, language=language), "CXNote") for text in texts))
            for texts in row.cells
        ]
        lines.append(Line(cells))
    return table(
        (_HEAD, *(width for _ in piece.steps)),
        lines,
        style="CXGrid",
        title=title,
        first_column=True,
        margin=1.2,
    )


def _height(level: int, journey: DrawnJourney, piece: Piece, tables: Tables) -> Line:
    """Return a row of the curve: a point in the column of each step whose emotion lies at this height."""
    look = tables.look
    ends = {_LEVELS - 1: journey.best, 0: journey.worst}
    cells = [Cell(tables.text(ends.get(level, ""), "CXNote", colour=look.quiet), align="center")]
    for step in piece.steps:
        here = step.level is not None and _rank(step) == level
        mark = (_TRUTH if step.is_truth else _POINT) if here else ""
        colour = look.high if level < 2 else look.accent
        fill = mixed(colour, 0.18) if here else ""
        cells.append(
            Cell(
                paragraph(run(mark, colour=colour, size=10), "CXNote", align="center", keep_next=True),
                fill=fill,
                align="center",
            )
        )
    return Line(cells)


def _rank(step: DrawnStep) -> int:
    assert step.level is not None
    return min(int(step.level * _LEVELS), _LEVELS - 1)
