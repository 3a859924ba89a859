"""WordprocessingML in small pieces: runs, paragraphs, tables, fields. Words given to it are escaped here.

Styles are named by the ids of the default template; whoever puts the pieces into a document finds the style of that
name there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from cxadvisor.reporters.office.plain_xml import escape

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of all that stands in a Word document."""
MILLIMETRE: Final = 56.6929
"""A millimetre in twentieths of a point, in which Word measures."""
LOCALES: Final = {"en": "en-GB", "ro": "ro-RO", "pl": "pl-PL", "ru": "ru-RU", "it": "it-IT"}


def locale_of(language: str | None) -> str:
    """Return the code that Word has for a language; one that it may not know stays as it is."""
    return LOCALES.get(language or "", language or "")


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * MILLIMETRE)


def run(
    text: object,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = "",
    size: float = 0,
    language: str = "",
    style: str = "",
) -> str:
    """Return a run of ``text``; ``size`` is in points, ``colour`` in six hexadecimal digits."""
    properties = "".join(
        (
            f'<w:rStyle w:val="{style}"/>' if style else "",
            "<w:b/>" if bold else "",
            "<w:i/>" if italic else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            f'<w:sz w:val="{round(size * 2)}"/>' if size else "",
            f'<w:lang w:val="{escape(language)}"/>' if language else "",
        )
    )
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{held}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def link(anchor: str, inner: str) -> str:
    """Return runs that lead to the bookmark ``anchor``."""
    return f'<w:hyperlink w:anchor="{escape(anchor)}" w:history="1">{inner}</w:hyperlink>'


def paragraph(
    inner: str, style: str = "", *, keep_next: bool = False, align: str = "", before: int | None = None
) -> str:
    """Return a paragraph of the runs ``inner``; ``keep_next`` holds it together with what follows."""
    properties = "".join(
        (
            f'<w:pStyle w:val="{style}"/>' if style else "",
            "<w:keepNext/>" if keep_next else "",
            f'<w:spacing w:before="{before}"/>' if before is not None else "",
            f'<w:jc w:val="{align}"/>' if align else "",
        )
    )
    held = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{held}{inner}</w:p>"


def field(instruction: str, shown: str = "") -> str:
    """Return a field that Word works out; ``shown`` stands there until then."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def caption(kind: str, label: str, text: str) -> str:
    """Return the caption above a table or figure (``kind`` is ``Table`` or ``Figure``); it is numbered in the end."""
    number = f'<w:fldSimple w:instr=" SEQ {kind} \\* ARABIC ">{run("0")}</w:fldSimple>'
    return paragraph(f"{run(f'{label} ')}{number}{run(f'. {text}')}", "Caption", keep_next=True)


class Cell(NamedTuple):
    """A cell of a table: paragraphs, the number of columns it spans, and how it looks.

    ``merge`` is ``restart`` for the first of cells that stand under each other as one, ``continue`` for the others.
    ``turned`` sets the text from bottom to top.
    """

    inner: str
    span: int = 1
    fill: str = ""
    merge: str = ""
    turned: bool = False
    align: str = ""
    borders: str = ""


class Line(NamedTuple):
    """A row of a table; a ``header`` is repeated on every page, ``whole`` rows are not broken across pages.

    ``height`` is the least height in millimetres.
    """

    cells: Sequence[Cell]
    header: bool = False
    whole: bool = True
    height: float = 0


def table(
    widths: Sequence[float],
    lines: Iterable[Line],
    *,
    style: str = "CXTable",
    title: str = "",
    description: str = "",
    first_row: bool = True,
    first_column: bool = False,
    margin: float = -1,
) -> str:
    """Return a table with columns of ``widths`` millimetres; ``title`` and ``description`` are read aloud."""
    columns = [twips(width) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    bits = 0x0600 | (0x0020 if first_row else 0) | (0x0080 if first_column else 0)
    look = (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{first_row:d}" w:lastRow="0" w:firstColumn="{first_column:d}"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    margins = ""
    if margin >= 0:
        sides = "".join(f'<w:{side} w:w="{twips(margin)}" w:type="dxa"/>' for side in ("left", "right"))
        margins = f"<w:tblCellMar>{sides}</w:tblCellMar>"
    rows = "".join(_row(each, columns) for each in lines)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{margins}{look}'
        f'<w:tblCaption w:val="{escape(title)}"/><w:tblDescription w:val="{escape(description or title)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(line: Line, columns: Sequence[int]) -> str:
    height = f'<w:trHeight w:val="{twips(line.height)}" w:hRule="atLeast"/>' if line.height else ""
    properties = f"{'<w:cantSplit/>' if line.whole else ''}{height}{'<w:tblHeader/>' if line.header else ''}"
    held = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    cells, start = [], 0
    for each in line.cells:
        width = sum(columns[start : start + each.span])
        start += each.span
        looks = "".join(
            (
                f'<w:gridSpan w:val="{each.span}"/>' if each.span > 1 else "",
                f'<w:vMerge w:val="{each.merge}"/>' if each.merge else "",
                f"<w:tcBorders>{each.borders}</w:tcBorders>" if each.borders else "",
                f'<w:shd w:val="clear" w:color="auto" w:fill="{each.fill}"/>' if each.fill else "",
                '<w:textDirection w:val="btLr"/>' if each.turned else "",
                f'<w:vAlign w:val="{each.align}"/>' if each.align else "",
            )
        )
        inner = each.inner or "<w:p/>"
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{looks}</w:tcPr>{inner}</w:tc>')
    return f"<w:tr>{held}{''.join(cells)}</w:tr>"
