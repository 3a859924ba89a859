"""The styles of the default Word template, under the names by which a consultant finds them in Word."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.reporters.office.look import Look
from cxadvisor.reporters.office.markup import MAIN, twips

_TEXT_WIDTH: Final = 166.0
"""What an upright page holds between its margins, in millimetres."""


def set_styles(document: Any, look: Look) -> None:
    """Set the styles; those of tables are written as XML, which python-docx cannot make."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    defaults = document.styles.element.find(qn("w:docDefaults"))
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), look.text_font)

    def style(name: str, based: str | None = "Normal", kind: Any = WD_STYLE_TYPE.PARAGRAPH) -> Any:
        if name in document.styles:
            return document.styles[name]
        made = document.styles.add_style(name, kind)
        if based:
            made.base_style = document.styles[based]
        made.quick_style = True
        return made

    def shaped(
        name: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
        colour: str = look.ink,
        before: float = 0,
        after: float = 0,
        line: float = 1.2,
        font: str = "",
        keep: bool = False,
        based: str = "Normal",
    ) -> Any:
        each = style(name, based)
        properties = each.element.get_or_add_rPr()
        for old in ("w:rFonts", "w:spacing", "w:kern"):
            held = properties.find(qn(old))
            if held is not None:
                properties.remove(held)
        if font:
            each.font.name = font
            for script in ("cs", "eastAsia"):
                properties.find(qn("w:rFonts")).set(qn(f"w:{script}"), font)
        each.font.size, each.font.bold, each.font.italic = Pt(size), bold, italic
        each.font.color.rgb = RGBColor.from_string(colour)
        each.font.color.theme_color  # noqa: B018  (reading it keeps python-docx from writing a theme colour)
        layout = each.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), line
        layout.keep_with_next = keep
        layout.widow_control = True
        return each

    shaped("Normal", 10.5, after=6, line=1.25)
    title = shaped("Title", 30, bold=True, after=8, line=1.08, font=look.heading_font)
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)
    shaped("Subtitle", 14, colour=look.ink, before=6, after=10, line=1.25)
    shaped("CX Eyebrow", 11, colour=look.accent, bold=True, after=6)
    shaped("CX Quiet", 9.5, colour=look.quiet, after=4)
    sizes = ((1, 20, 20, 10), (2, 14, 18, 6), (3, 11.5, 14, 4), (4, 10.5, 12, 3))
    for level, size, before, after in sizes:
        colour = look.accent if level == 1 else look.ink
        shaped(
            f"Heading {level}", size, bold=True, colour=colour, before=before, after=after, line=1.15,
            font=look.heading_font, keep=True,
        )  # fmt: skip
    shaped("TOC Heading", 20, bold=True, colour=look.accent, after=10, font=look.heading_font)
    for level in (1, 2):
        each = shaped(f"toc {level}", 11 if level == 1 else 10, after=4)
        each.paragraph_format.left_indent = Mm(6 * (level - 1))
        _tab(each.element, _TEXT_WIDTH)
    shaped("Caption", 9, bold=True, colour=look.quiet, before=10, after=4, keep=True)
    shaped("CX Cell", 9.5, before=1, after=1, line=1.12)
    shaped("CX Label", 9.5, colour=look.quiet, before=1, after=1, line=1.12)
    shaped("CX Note", 7.5, before=1, after=1.5, line=1.05)
    shaped("CX Block", 8, bold=True, colour=look.accent, before=1, after=2, line=1.05, keep=True)
    shaped("CX Figure", 22, bold=True, before=2, after=0, line=1, font=look.heading_font, keep=True)
    shaped("CX Break", 1, line=1)
    shaped("CX Item", 10.5, after=4, line=1.2)
    more = style("CX More", None, WD_STYLE_TYPE.CHARACTER)
    more.font.size = Pt(8.5)
    more.font.color.rgb = RGBColor.from_string(look.quiet)
    shaped("List Number", 10.5, after=3, line=1.2)
    shaped("Header", 8.5, colour=look.quiet, line=1)
    shaped("Footer", 8.5, colour=look.quiet, line=1)
    shaped("List Bullet", 10.5, after=3, line=1.2)
    for name, sides in (
        ("CXTable", ""),
        ("CXHeat", "all"),
        ("CXGrid", "all"),
        ("CXTiles", "none"),
        ("CXCard", ""),
    ):
        document.styles.element.append(parse_xml(_table_style(name, sides, look)))


def _tab(element: Any, millimetres: float) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    tabs, tab = OxmlElement("w:tabs"), OxmlElement("w:tab")
    for key, value in (("val", "right"), ("leader", "dot"), ("pos", str(twips(millimetres)))):
        tab.set(qn(f"w:{key}"), value)
    tabs.append(tab)
    properties = element.get_or_add_pPr()
    properties.insert_element_before(tabs, "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


def _table_style(name: str, sides: str, look: Look) -> str:
    line, strong = (
        (f'w:val="single" w:sz="4" w:space="0" w:color="{look.line}"'),
        (f'w:val="single" w:sz="8" w:space="0" w:color="{look.accent}"'),
    )
    inner = f"<w:insideH {line}/>"
    borders = {
        "all": f"<w:top {line}/><w:left {line}/><w:bottom {line}/><w:right {line}/>{inner}<w:insideV {line}/>",
        "none": "",
        "": f"<w:top {strong}/><w:bottom {line}/>{inner}",
    }[sides]
    if name == "CXCard":
        borders = inner
    first = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.faint}"/></w:tcPr></w:tblStylePr>'
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 28), ("left", 85), ("bottom", 28), ("right", 85))
    )
    return (
        f'<w:style xmlns:w="{MAIN}" w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="CX {name[2:]}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"{first if name in ('CXTable', 'CXHeat') else ''}</w:style>"
    )
