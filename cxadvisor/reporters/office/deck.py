"""Slides in the look of the brand: a title, native tables and shapes, and what is read aloud for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any, Final, NamedTuple

from cxadvisor.reporters.office.look import Look
from cxadvisor.reporters.office.markup import locale_of
from cxadvisor.reporters.office.measuring import font_factor
from cxadvisor.reporters.office.plain_xml import escape, printable

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
SIDE: Final = 40.0
TOP: Final = 92.0
BOTTOM: Final = 500.0
"""Measures of a slide (16:9) in points: its size, its margins, and where its content begins and ends."""
INNER: Final = WIDTH - 2 * SIDE
INSET: Final = 4.0
"""What cells keep free on every side, in points."""
_POINT: Final = 12_700
_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MOST_NOTES: Final = 12_000


class Words(NamedTuple):
    """Words on a slide, and how they look; ``colour`` is in six hexadecimal digits."""

    text: str
    bold: bool = False
    colour: str = ""
    size: float = 0
    italic: bool = False


Paragraph = Sequence[Words]


class Box(NamedTuple):
    """A cell: its paragraphs and its ground; ``turned`` sets them from bottom to top."""

    paragraphs: Sequence[Paragraph]
    fill: str = ""
    align: str = ""
    turned: bool = False
    span: int = 1
    rows: int = 1
    middle: bool = False


def points(length: float) -> int:
    """Return a length in the units of PowerPoint."""
    return round(length * _POINT)


class Deck:
    """A presentation that is being made."""

    def __init__(self, look: Look, language: str, footer: str) -> None:
        from pptx import Presentation

        self.look = look
        self.locale = locale_of(language)
        self.factor = max(font_factor(look.text_font), font_factor(look.heading_font))
        self.footer = footer
        self.presentation: Any = Presentation()
        self._set_up()

    # --- what all slides share

    def _set_up(self) -> None:
        deck = self.presentation
        deck.slide_width, deck.slide_height = points(WIDTH), points(HEIGHT)
        keep = {"Title Slide", "Title Only"}
        for layout in [each for each in deck.slide_layouts if each.name not in keep]:
            deck.slide_layouts.remove(layout)
        master = deck.slide_master
        self._theme(master)
        self._title_style(master)
        places: dict[int, tuple[float, ...]] = {
            13: (WIDTH - SIDE - 60, 510, 60, 18),
            15: (SIDE, 510, 640, 18),
        }
        places |= {1: (SIDE, 26, INNER, 52), 3: (SIDE, 26, INNER, 52), 2: (SIDE, TOP, INNER, BOTTOM - TOP)}
        for shapes in (master.placeholders, *(layout.placeholders for layout in deck.slide_layouts)):
            for each in list(shapes):
                kind = each.placeholder_format.type
                if int(kind) == 16:  # no date: the title slide tells it
                    each._element.getparent().remove(each._element)
                    continue
                box = places.get(int(kind))
                if box:
                    each.left, each.top, each.width, each.height = map(points, box)
        cover = next(each for each in deck.slide_layouts if each.name == "Title Slide")
        for each in cover.placeholders:
            if int(each.placeholder_format.type) == 3:
                each.left, each.top, each.width, each.height = map(points, (96, 150, 780, 120))
            elif int(each.placeholder_format.type) == 4:
                each.left, each.top, each.width, each.height = map(points, (96, 284, 780, 120))
        for relations in (deck.part.package._rels,):
            for name in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
                relations.pop(name)

    def _theme(self, master: Any) -> None:
        """Put the colours and fonts of the brand into the theme, so that what is added in PowerPoint wears them."""
        part = next(each.target_part for each in master.part.rels.values() if each.reltype.endswith("/theme"))
        theme = part.blob.decode("utf-8")
        colours = {
            "dk1": self.look.ink,
            "lt2": self.look.faint,
            "dk2": self.look.quiet,
            "accent1": self.look.primary,
        }
        colours |= {"accent2": self.look.high, "accent3": self.look.medium, "accent4": self.look.low}
        for name, colour in colours.items():
            theme = re.sub(
                rf"<a:{name}>.*?</a:{name}>",
                f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>',
                theme,
                flags=re.DOTALL,
            )
        for name, font in (("majorFont", self.look.heading_font), ("minorFont", self.look.text_font)):
            found = re.search(rf'<a:{name}>\s*<a:latin typeface="([^"]*)', theme)
            if found:
                theme = theme[: found.start(1)] + escape(font) + theme[found.end(1) :]
        part._blob = theme.encode("utf-8")

    def _title_style(self, master: Any) -> None:
        title = next(each for each in master.element.iter() if each.tag.endswith("}titleStyle"))
        style = title.find(f"{{{_DRAWING}}}lvl1pPr")
        style.set("algn", "l")
        words = style.find(f"{{{_DRAWING}}}defRPr")
        words.set("sz", "2600")
        words.set("b", "1")
        for fill in words.findall(f"{{{_DRAWING}}}solidFill"):
            fill.clear()
            colour = fill.makeelement(f"{{{_DRAWING}}}srgbClr", {"val": self.look.accent})
            fill.append(colour)

    # --- slides

    def slide(self, title: str, *, cover: bool = False, notes: Iterable[str] = ()) -> Any:
        """Add a slide with a title, a number and notes, and return it."""
        wanted = "Title Slide" if cover else "Title Only"
        layout = next(each for each in self.presentation.slide_layouts if each.name == wanted)
        slide = self.presentation.slides.add_slide(layout)
        frame = slide.shapes.title.text_frame
        frame.margin_left = frame.margin_right = 0
        self.write(frame, [[Words(title)]], anchor="bottom" if cover else "middle")
        if not cover:
            self._take_over(slide, layout)
        told = "\n".join(printable(line) for line in notes)
        if told:
            frame = slide.notes_slide.notes_text_frame
            frame.text = told if len(told) <= _MOST_NOTES else told[:_MOST_NOTES] + "…"
        return slide

    def _take_over(self, slide: Any, layout: Any) -> None:
        """Copy the footer and the number of the layout, which python-pptx leaves there."""
        for each in layout.placeholders:
            kind = int(each.placeholder_format.type)
            if kind not in (13, 15) or (kind == 15 and not self.footer):
                continue
            copied = deepcopy(each._element)
            slide.shapes._spTree.append(copied)
            if kind == 15:
                shape = slide.shapes[-1]
                self.write(
                    shape.text_frame, [[Words(self.footer, colour=self.look.quiet, size=9)]], anchor="middle"
                )

    def write(
        self,
        frame: Any,
        paragraphs: Sequence[Paragraph],
        *,
        align: str = "",
        gap: float = 0,
        anchor: str = "top",
        bullets: bool = False,
    ) -> None:
        """Write paragraphs into a frame, which keeps its size whatever stands in it."""
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
        from pptx.util import Pt

        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.word_wrap = True
        frame.vertical_anchor = {
            "top": MSO_ANCHOR.TOP,
            "middle": MSO_ANCHOR.MIDDLE,
            "bottom": MSO_ANCHOR.BOTTOM,
        }[anchor]
        for number, words in enumerate(paragraphs):
            marked = bool(words) and words[0].bold
            line = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            if align:
                line.alignment = {"center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[align]
            if gap:
                line.space_after = Pt(gap)
            if bullets and not marked:
                _bullet(line, self.look.accent)
            said = [each for each in words if each.text]
            if not said:  # else an empty line is as high as the letters of the theme are
                line._p.append(line._p.makeelement(f"{{{_DRAWING}}}endParaRPr", {"sz": "800"}))
            for each in said:
                run = line.add_run()
                run.text = printable(each.text)
                run._r.get_or_add_rPr().set("lang", self.locale)
                run.font.bold = True if each.bold else None
                run.font.italic = True if each.italic else None
                if each.size:
                    run.font.size = Pt(each.size)
                if each.colour:
                    run.font.color.rgb = _colour(each.colour)

    def text(
        self,
        slide: Any,
        box: tuple[float, float, float, float],
        paragraphs: Sequence[Paragraph],
        **looks: Any,
    ) -> Any:
        """Add a box of text at left, top, width and height."""
        shape = slide.shapes.add_textbox(*map(points, box))
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self.write(frame, paragraphs, **looks)
        return shape

    def block(self, slide: Any, box: tuple[float, float, float, float], fill: str, said: str = "") -> Any:
        """Add a plain rectangle; without words to be read aloud it is decoration."""
        from pptx.enum.shapes import MSO_SHAPE

        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(points, box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(fill)
        shape.line.fill.background()
        shape.shadow.inherit = False
        describe(shape, said)
        return shape

    def table(
        self,
        slide: Any,
        left: float,
        top: float,
        widths: Sequence[float],
        rows: Sequence[tuple[float, Sequence[Box | None]]],
        said: str,
        *,
        lined: bool = False,
        header: bool = True,
    ) -> Any:
        """Add a table: rows with their heights, and cells, None where another one spans them."""
        height = sum(each for each, _ in rows)
        frame = slide.shapes.add_table(
            len(rows), len(widths), points(left), points(top), points(sum(widths)), points(height)
        )
        table = frame.table
        table._tbl.tblPr.find(f"{{{_DRAWING}}}tableStyleId").text = _NO_STYLE
        table.first_row = header
        table.horz_banding = False
        for number, width in enumerate(widths):
            table.columns[number].width = points(width)
        for number, (high, boxes) in enumerate(rows):
            table.rows[number].height = points(high)
            for column, box in enumerate(boxes):
                cell = table.cell(number, column)
                if box is None:
                    continue
                if box.span > 1 or box.rows > 1:
                    cell.merge(table.cell(number + box.rows - 1, column + box.span - 1))
                self._cell(cell, box, lined)
        describe(frame, said)
        return frame

    def _cell(self, cell: Any, box: Box, lined: bool) -> None:
        from pptx.enum.text import MSO_ANCHOR

        cell.margin_left = cell.margin_right = points(INSET)
        cell.margin_top = cell.margin_bottom = points(INSET / 2)
        self.write(cell.text_frame, box.paragraphs or [[]], align=box.align)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE if box.middle else MSO_ANCHOR.TOP
        if box.fill:
            cell.fill.solid()
            cell.fill.fore_color.rgb = _colour(box.fill)
        else:
            cell.fill.background()
        properties = cell._tc.get_or_add_tcPr()
        if box.turned:
            properties.set("vert", "vert270")
        sides = ("lnL", "lnR", "lnT", "lnB") if lined else ("lnB",)
        for place, side in enumerate(sides):
            properties.insert(place, _border(properties, side, self.look.line))


def _colour(digits: str) -> Any:
    from pptx.dml.color import RGBColor

    made: Any = RGBColor
    return made(*(int(digits[start : start + 2], 16) for start in (0, 2, 4)))


def _border(parent: Any, side: str, colour: str) -> Any:
    line = parent.makeelement(f"{{{_DRAWING}}}{side}", {"w": "6350"})
    fill = line.makeelement(f"{{{_DRAWING}}}solidFill", {})
    fill.append(fill.makeelement(f"{{{_DRAWING}}}srgbClr", {"val": colour}))
    line.append(fill)
    return line


def _bullet(line: Any, colour: str) -> None:
    properties = line._p.get_or_add_pPr()
    properties.set("marL", str(points(11)))
    properties.set("indent", str(-points(11)))
    tint = properties.makeelement(f"{{{_DRAWING}}}buClr", {})
    tint.append(tint.makeelement(f"{{{_DRAWING}}}srgbClr", {"val": colour}))
    properties.append(tint)
    properties.append(properties.makeelement(f"{{{_DRAWING}}}buChar", {"char": "•"}))


def describe(shape: Any, said: str) -> None:
    """Say what a shape shows, for those who do not see it."""
    element = shape._element
    held = next(each for each in element.iter() if each.tag.endswith("}cNvPr"))
    held.set("descr", printable(said))
    if said:
        held.set("name", printable(said)[:60])
