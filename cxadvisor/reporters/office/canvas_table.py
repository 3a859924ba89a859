"""The canvas as a real table of a Word document: the grid of its one page, or a list where it holds too much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from cxadvisor.reporters.document import Entry
from cxadvisor.reporters.drawing import AREAS, BlockCard, Drawing
from cxadvisor.reporters.office.look import MARKS, Look, mixed
from cxadvisor.reporters.office.markup import Cell, Line, link, locale_of, paragraph, run, table
from cxadvisor.reporters.office.plain_xml import shortened
from cxadvisor.reporters.wording import upper_first
from cxadvisor.texts import Texts

WIDE: Final = 265.0
"""What a landscape page of A4 is wide, within its margins, in millimetres."""
_GRID_NOTES: Final = 110
"""More notes make a grid that breaks over many pages; a list is then easier to read."""
_SMALL, _COMFORTABLE = 0.0, 8.5
_LONGEST: Final = 320
"""Longer notes are cut in the grid; the list has them whole."""
_COLUMNS: Final = (39.5, 45.5, 47.5, 47.5, 45.5, 39.5)
GRID: Final[tuple[tuple[tuple[str, str | None, int, str], ...], ...]] = (
    (
        ("awareness_plan", None, 1, "restart"),
        ("objectives", "pre_sale", 1, ""),
        ("segments", None, 2, ""),
        ("objectives", "post_sale", 1, ""),
        ("retention_plan", None, 1, "restart"),
    ),
    (
        ("awareness_plan", None, 1, "continue"),
        ("activities", "pre_sale", 1, ""),
        ("needs", "pre_sale", 1, ""),
        ("needs", "post_sale", 1, ""),
        ("activities", "post_sale", 1, ""),
        ("retention_plan", None, 1, "continue"),
    ),
    (
        ("sales_model", None, 1, "restart"),
        ("supported_channels", "pre_sale", 1, ""),
        ("moments", "pre_sale", 1, ""),
        ("moments", "post_sale", 1, ""),
        ("supported_channels", "post_sale", 1, ""),
        ("service_model", None, 1, "restart"),
    ),
    (
        ("sales_model", None, 1, "continue"),
        ("metrics", "pre_sale", 1, ""),
        ("preferred_channels", "pre_sale", 1, ""),
        ("preferred_channels", "post_sale", 1, ""),
        ("metrics", "post_sale", 1, ""),
        ("service_model", None, 1, "continue"),
    ),
    (("culture", None, 6, ""),),
)
"""The rows of the grid: block, stage, columns it spans, and whether it goes on from row to row.

What is about the time before the sale stands on the left, after the sale on the right; customers stand in the middle,
the internal business beside them, the external outermost (S1).
"""
SECTIONS: Final = (
    ("external", 1),
    ("internal", 1),
    ("customers", 2),
    ("internal", 1),
    ("external", 1),
)
SHADES: Final = {"customers": 0.0, "internal": 0.05, "external": 0.11}


def name_of(entry: Entry) -> str:
    """Return the name of the bookmark of an entry; Word allows 40 letters."""
    return f"cx{entry.number}"


def marks(entries: Iterable[Entry], look: Look, size: float = 0) -> str:
    """Return the marks of ``entries``: severity and number, leading to what the document says of them."""
    return "".join(
        link(
            name_of(entry),
            run(
                f" {MARKS[entry.tone]}{entry.number}",
                bold=True,
                colour=look.tone(entry.tone),
                size=size,
            ),
        )
        for entry in entries
    )


def cards_of(drawing: Drawing) -> dict[tuple[str, str | None], BlockCard]:
    """Return the blocks of a canvas by name and stage."""
    return {
        key: card
        for (_, keys), area in zip(AREAS, drawing.areas, strict=True)
        for key, card in zip(keys, area.blocks, strict=True)
    }


def is_grid(drawing: Drawing) -> bool:
    """Whether a canvas is drawn as a grid; one with very many notes is listed."""
    return sum(len(card.notes) for card in cards_of(drawing).values()) <= _GRID_NOTES


def canvas_table(drawing: Drawing, title: str, look: Look, texts: Texts) -> str:
    """Return the canvas as a table."""
    return (_grid if is_grid(drawing) else _list)(drawing, title, look, texts)


def _notes(card: BlockCard, look: Look, language: str, longest: int, size: float = 0) -> str:
    if not card.notes:
        return paragraph(run(card.empty, italic=True, colour=look.quiet, size=size), "CXNote")
    return "".join(
        paragraph(
            run(shortened(note.text, longest) if longest else note.text, language=language, size=size)
            + marks(note.entries, look, size),
            "CXNote",
        )
        for note in card.notes
    )


def _grid(drawing: Drawing, title: str, look: Look, texts: Texts) -> str:
    cards = cards_of(drawing)
    language = locale_of(drawing.language)
    size = _COMFORTABLE if drawing.few else _SMALL
    dark, white = look.primary, look.on_primary
    head = [
        Cell(_head(texts(f"stage.{stage}"), white), 3, dark, align="center")
        for stage in ("pre_sale", "post_sale")
    ]
    sections = [
        Cell(_head(texts(f"section.{name}"), look.accent), span, mixed(look.accent, 0.18), align="center")
        for name, span in SECTIONS
    ]
    lines = [Line(head, header=True), Line(sections, header=True)]
    for row in GRID:
        cells = []
        for name, stage, span, merge in row:
            card = cards[name, stage]
            fill = mixed(look.accent, SHADES[section_of(name)])
            if merge == "continue":
                cells.append(Cell("<w:p/>", span, fill, merge))
                continue
            block = paragraph(
                run(upper_first(card.title)) + marks(card.entries, look),
                "CXBlock",
                keep_next=True,
            )
            cells.append(Cell(block + _notes(card, look, language, _LONGEST, size), span, fill, merge))
        lines.append(Line(cells, whole=False, height=11))
    return table(_COLUMNS, lines, style="CXGrid", title=title, description=title, first_row=False, margin=1.6)


def _head(text: str, colour: str) -> str:
    return paragraph(run(upper_first(text), bold=True, colour=colour), "CXNote", align="center")


def section_of(block: str) -> str:
    """Return the section of the canvas that a block stands in."""
    return next(name.split()[0] for name, blocks in AREAS if any(block == each for each, _ in blocks))


def _list(drawing: Drawing, title: str, look: Look, texts: Texts) -> str:
    """Return the canvas as a list of its blocks, with a column for each stage."""
    cards = cards_of(drawing)
    language = locale_of(drawing.language)
    lines = [
        Line(
            [
                Cell(paragraph(run(text), "CXCell"))
                for text in (
                    "",
                    *(upper_first(texts(f"stage.{stage}")) for stage in ("pre_sale", "post_sale")),
                )
            ],
            header=True,
        )
    ]
    for name, stages in _blocks():
        first = cards[name, stages[0]]
        label = paragraph(run(upper_first(first.title), bold=True), "CXCell")
        cells = [
            Cell(
                (paragraph(marks(card.entries, look), "CXNote") if card.entries else "")
                + _notes(card, look, language, 0),
                3 - len(stages),
            )
            for card in (cards[name, stage] for stage in stages)
        ]
        lines.append(Line([Cell(label), *cells], whole=False))
    return table((45, 110, 110), lines, title=title, first_column=True)


def _blocks() -> Sequence[tuple[str, tuple[str | None, ...]]]:
    """The blocks in reading order, each with its stages."""
    found: dict[str, list[str | None]] = {}
    for _, keys in AREAS:
        for name, stage in keys:
            found.setdefault(name, []).append(stage)
    return [(name, tuple(stages)) for name, stages in found.items()]
