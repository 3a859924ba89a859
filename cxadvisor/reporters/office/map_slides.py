"""The slides that draw: the canvas on one slide, and a heat map of its links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cxadvisor.reporters.document import Entry, Part
from cxadvisor.reporters.drawing import BlockCard, Card, Drawing
from cxadvisor.reporters.matrices import DrawnMatrix
from cxadvisor.reporters.office.canvas_table import GRID, SECTIONS, SHADES, cards_of, section_of
from cxadvisor.reporters.office.deck import BOTTOM, INNER, SIDE, Box, Paragraph, Words
from cxadvisor.reporters.office.look import CELLS, FILLS, MARKS, mixed
from cxadvisor.reporters.office.measuring import LINE, cut, fit, lines_of
from cxadvisor.reporters.office.slides import Slides
from cxadvisor.reporters.wording import upper_first

_TOP: Final = 84.0
_COLUMNS: Final = (132.0, 152.0, 156.0, 156.0, 152.0, 132.0)
_FEW_ROWS, _FEW_COLUMNS = 4, 8
"""Tables so small stand two on a slide."""
_MOST_COLUMNS: Final = 14
_SIZES: Final = (11.0, 10.0, 9.0, 8.0, 7.5)
_MOST_NOTES: Final = 30
"""So many notes of a block are measured; more never fit."""
_MOST_MARKS: Final = 3


def add_canvas(slides: Slides) -> None:
    """Add the slide with the canvas; of several canvases, or artefacts alone, it tells what there is."""
    audit, texts = slides.audit, slides.texts
    drawn = [part for part in audit.parts if part.drawing]
    if len(drawn) != 1:
        _several(slides, drawn)
        return
    (part,) = drawn
    assert part.drawing is not None
    told = []
    for card in cards_of(part.drawing).values():
        name = f"{card.title} ({card.stage})" if card.stage else card.title
        told.append(f"{name}: {'; '.join(note.text for note in card.notes) or card.empty}")
    slide = slides.deck.slide(texts("report.section.canvas"), notes=told)
    said = slides.office("office.canvas_alt", title=part.title)
    slides.deck.table(slide, SIDE, _TOP, _COLUMNS, _grid(slides, part.drawing), said, lined=True)


def _grid(slides: Slides, drawing: Drawing) -> list[tuple[float, Sequence[Box | None]]]:
    look, texts = slides.look, slides.texts
    cards = cards_of(drawing)
    head: list[Box | None] = []
    for side in ("pre_sale", "post_sale"):
        words = Words(upper_first(texts(f"stage.{side}")), True, look.on_primary, 10)
        head += [Box([[words]], look.primary, "center", span=3, middle=True), None, None]
    sections: list[Box | None] = []
    for name, span in SECTIONS:
        words = Words(upper_first(texts(f"section.{name}")), True, look.accent, 9)
        sections.append(Box([[words]], mixed(look.accent, 0.18), "center", span=span, middle=True))
        sections += [None] * (span - 1)
    rows: list[tuple[float, Sequence[Box | None]]] = [(17, head), (16, sections)]
    low = min(40.0, _wanted(slides, cards["culture", None], sum(_COLUMNS), 9))
    size, highs = _laid_out(slides, cards, BOTTOM - _TOP - 33 - low)
    for number, row in enumerate(GRID):
        high = highs[number] if number < len(highs) else low
        cells: list[Box | None] = []
        column = 0
        for block, stage, span, merge in row:
            width = sum(_COLUMNS[column : column + span])
            column += span
            if merge == "continue":
                cells.append(None)
                continue
            tall = high + (highs[number + 1] if merge else 0)
            fill = mixed(look.accent, SHADES[section_of(block)])
            lines = _block(slides, cards[block, stage], width, tall, size)
            cells.append(Box(lines, fill, span=span, rows=2 if merge else 1))
            cells += [None] * (span - 1)
        rows.append((high, cells))
    return rows


Cards = Mapping[tuple[str, str | None], BlockCard]


def _wanted(slides: Slides, card: BlockCard, width: float, size: float) -> float:
    """Return the height that a block would like to have."""
    factor = slides.deck.factor
    lines = sum(lines_of(_told(note), width - 10, size, factor=factor) for note in card.notes[:_MOST_NOTES])
    return (max(lines, 1) + 1) * size * LINE + 8


def _heights(slides: Slides, cards: Cards, size: float) -> list[float]:
    """Return the heights that the rows would like to have, those that stand for two together among them."""
    highs: list[float] = []
    pending: list[tuple[int, float]] = []
    for number, row in enumerate(GRID[:-1]):
        most, column = 0.0, 0
        for name, stage, span, merge in row:
            width = sum(_COLUMNS[column : column + span])
            column += span
            if merge == "restart":
                pending.append((number, _wanted(slides, cards[name, stage], width, size)))
            elif not merge:
                most = max(most, _wanted(slides, cards[name, stage], width, size))
        highs.append(most)
    for number, wanted in pending:
        lacking = wanted - highs[number] - highs[number + 1]
        if lacking > 0:
            highs[number] += lacking / 2
            highs[number + 1] += lacking / 2
    return highs


def _laid_out(slides: Slides, cards: Cards, room: float) -> tuple[float, list[float]]:
    """Return the size of the letters and the heights of the rows: the largest size that holds all notes."""
    for size in _SIZES:
        highs = _heights(slides, cards, size)
        if sum(highs) <= room:
            return size, [high + (room - sum(highs)) / len(highs) for high in highs]
    shares = [min(high, room / 3) for high in highs]
    return size, [share * room / sum(shares) for share in shares]


def _told(note: Card) -> str:
    """Return a note with the marks of the first entries about it."""
    return note.text + _marks(note)


def _marks(note: Card) -> str:
    return "".join(f" {MARKS[entry.tone]}{entry.number}" for entry in note.entries[:_MOST_MARKS])


def _block(slides: Slides, card: BlockCard, width: float, height: float, size: float) -> list[Paragraph]:
    """Return the lines of a block, cut to its cell."""
    look, factor = slides.look, slides.deck.factor
    title = cut(upper_first(card.title), width - 10, size, 1, bold=True, factor=factor)
    lines: list[Paragraph] = [[Words(title, True, look.accent, size)]]
    if not card.notes:
        return [*lines, [Words(card.empty, colour=look.quiet, size=size, italic=True)]]
    room = height - size * LINE - 6
    said = [_told(note) for note in card.notes]
    held = fit(said, width - 10, room, (size,), most=4, gap=0, factor=factor)
    if held.more:
        held = fit(said, width - 10, room, (size,), most=2, gap=0, factor=factor)
    for note, text in zip(card.notes, held.texts, strict=False):
        marks = _marks(note)
        told = text.removesuffix(marks)
        words = [Words(told, colour=look.ink, size=size)]
        if marks and told != text:
            words += [
                Words(f" {MARKS[entry.tone]}{entry.number}", True, look.tone(entry.tone), size)
                for entry in note.entries[:_MOST_MARKS]
            ]
        lines.append(words)
    if held.more:
        lines.append(slides.more(held.more, size))
    return lines


def _several(slides: Slides, drawn: Sequence[Part]) -> None:
    """Tell of each canvas what was found, or that there is none."""
    texts, look, deck = slides.texts, slides.look, slides.deck
    title = upper_first(texts("verdict.canvases", n=len(drawn))) if drawn else texts("report.section.canvas")
    slide = deck.slide(title, notes=[f"{part.title}: {part.readiness}" for part in drawn])
    if not drawn:
        said = cut(texts("audit.limit.artefacts"), INNER, 16, 3, factor=deck.factor)
        deck.text(slide, (SIDE, _TOP + 8, INNER, 80), [[Words(said, size=16)]])
        return
    heads = (
        texts("report.section.canvas"),
        texts("report.section.readiness"),
        texts("report.section.findings"),
    )
    widths = (330.0, 390.0, 160.0)
    rows: list[tuple[float, Sequence[Box | None]]] = [
        (24, [Box([[Words(text, True, look.on_primary, 12)]], look.primary, middle=True) for text in heads])
    ]
    shown = drawn[:10]
    for part in shown:
        name = cut(part.title, widths[0] - 10, 12, 2, bold=True, factor=deck.factor)
        state = cut(upper_first(part.readiness), widths[1] - 10, 12, 2, factor=deck.factor)
        cells = [name, state, str(len(part.findings))]
        rows.append(
            (
                36,
                [
                    Box([[Words(text, number == 0, look.ink, 12)]], middle=True)
                    for number, text in enumerate(cells)
                ],
            )
        )
    deck.table(slide, SIDE, _TOP + 8, widths, rows, title)
    if len(drawn) > len(shown):
        deck.text(slide, (SIDE, BOTTOM - 14, INNER, 14), [slides.more(len(drawn) - len(shown))])


def add_heat_map(slides: Slides) -> None:
    """Add the slide with the tables of links that have most gaps: of moments, where there are any."""
    texts, look, deck = slides.texts, slides.look, slides.deck
    matrices = [each for part in slides.audit.parts for each in part.matrices if each.judged]
    chosen = _chosen(matrices)
    none = texts("report.thread.none")
    told = [
        f"{each.caption}: {row.head.text} – {'; '.join(head.text for head, _ in row.linked) or none}"
        for each in matrices
        for row in each.rows
    ]
    slide = deck.slide(slides.office("office.links"), notes=told)
    if not chosen:
        deck.text(slide, (SIDE, _TOP + 8, INNER, 40), [[Words(slides.office("office.no_links"), size=16)]])
        return
    top, left = _TOP, 0
    room = (BOTTOM - 18 - _TOP) / len(chosen)
    for matrix in chosen:
        left += len(matrix.rows) - _add_matrix(slides, slide, matrix, top, room)
        top += room
    legend = [
        words
        for mark in ("explicit", "sure", "assumed", "candidate", "ruled_out")
        for words in (
            Words(f"{CELLS[mark]} ", True, look.accent, 10),
            Words(f"{texts(f'report.matrix.short.{mark}')}     ", colour=look.quiet, size=10),
        )
    ]
    if left:
        legend.append(
            Words(upper_first(texts("audit.more", n=left)), colour=look.quiet, size=10, italic=True)
        )
    deck.text(slide, (SIDE, BOTTOM - 12, INNER, 14), [[Words(""), *legend]])


def _add_matrix(slides: Slides, slide: Any, matrix: DrawnMatrix, top: float, room: float) -> int:
    """Add a table of links below ``top``, in as much height as there is; return how many rows it shows."""
    texts, look, deck = slides.texts, slides.look, slides.deck
    said = cut(matrix.caption, INNER, 12, 1, bold=True, factor=deck.factor)
    deck.text(slide, (SIDE, top, INNER, 16), [[Words(said, True, look.quiet, 12)]])
    columns = _columns(matrix)
    first, result, size = 250.0, 110.0, 9.0
    width = min((INNER - first - result) / max(len(columns), 1), 120.0)
    turned = width < 60
    head_high = 128.0 if turned else 52.0
    heads = [Box([[Words(texts("report.matrix.row"), True, look.quiet, size)]])]
    for column in columns:
        text = matrix.columns[column].text
        # Turned heads stand on one line each: programs do not agree on how they wrap in a table.
        along, most = (head_high - 14, 1) if turned else (width - 10, 4)
        short = cut(text, along, size, most, factor=deck.factor)
        heads.append(
            Box([[Words(short, colour=look.ink, size=size)]], look.faint, turned=turned, middle=True)
        )
    heads.append(Box([[Words(texts("report.matrix.result"), True, look.quiet, size)]]))
    rows: list[tuple[float, Sequence[Box | None]]] = [(head_high, heads)]
    below = room - 20 - head_high - 8
    most_rows = max(int(below / 18), 1)
    ranked = sorted(
        range(len(matrix.rows)),
        key=lambda number: (matrix.rows[number].result not in ("gap", "asked"), number),
    )
    shown = sorted(ranked[:most_rows])
    high = min(below / len(shown), 32.0)
    lines = 2 if high >= 2 * 10 * LINE + 4 else 1
    for number in shown:
        row = matrix.rows[number]
        text = cut(row.head.text, first - 10, 10, lines, factor=deck.factor)
        cells = [Box([[Words(text, colour=look.ink, size=10)]], middle=True)]
        for column in columns:
            mark = row.marks[column]
            fill = mixed(look.accent, FILLS[mark]) if mark in FILLS else ""
            colour = "FFFFFF" if mark == "explicit" else look.ink
            cells.append(Box([[Words(CELLS.get(mark, ""), True, colour, 10)]], fill, "center", middle=True))
        cells.append(Box([_result(slides, row.result, row.entry)], middle=True))
        rows.append((high, cells))
    widths = (first, *(width for _ in columns), result)
    deck.table(slide, SIDE, top + 20, widths, rows, matrix.caption, lined=True)
    return len(shown)


def _result(slides: Slides, result: str, entry: Entry | None) -> Paragraph:
    if not result:
        return []
    look = slides.look
    bad = result == "gap"
    words = [
        Words(upper_first(slides.texts(f"report.matrix.{result}")), bad, look.high if bad else look.ink, 10)
    ]
    if entry is not None:
        words.append(Words(f" {MARKS[entry.tone]}{entry.number}", True, look.tone(entry.tone), 10))
    return words


def _chosen(matrices: Sequence[DrawnMatrix]) -> list[DrawnMatrix]:
    """Return the table of moments with most gaps, else of any notes; with the one of the other stage where both fit."""

    def rank(matrix: DrawnMatrix) -> tuple[bool, int, int]:
        gaps = sum(row.result == "gap" for row in matrix.rows)
        return matrix.kind == "moments", gaps, len(matrix.rows)

    fitting = [each for each in matrices if each.rows and not each.listed]
    if not fitting:
        return []
    best = max(fitting, key=rank)
    both = [each for each in fitting if each.kind == best.kind]
    if len(both) == 2 and all(
        len(each.rows) <= _FEW_ROWS and len(each.columns) <= _FEW_COLUMNS for each in both
    ):
        return both
    return [best]


def _columns(matrix: DrawnMatrix) -> list[int]:
    """Return the columns that are shown: those with marks first, in their order."""
    marked = [any(row.marks[number] for row in matrix.rows) for number in range(len(matrix.columns))]
    ranked = sorted(range(len(matrix.columns)), key=lambda number: (not marked[number], number))
    return sorted(ranked[:_MOST_COLUMNS])
