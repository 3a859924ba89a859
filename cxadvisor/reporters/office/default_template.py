"""The default Word template, made from code: styles, sections, header and footer, and the placeholders between.

``cxadvisor template --format docx`` writes it, for the consultant to brand in Word; a report without a template of its
own is filled into the same one, in the colours and fonts of the brand.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from cxadvisor.reporters.office.look import Look
from cxadvisor.reporters.office.markup import MAIN, paragraph, run, twips
from cxadvisor.reporters.office.template_body import UPRIGHT, body
from cxadvisor.reporters.office.template_styles import set_styles


@lru_cache(maxsize=4)
def default_template(look: Look, logo: bytes = b"") -> bytes:
    """Return the default template in this look, with a logo on its cover where there is one (PNG, JPEG or GIF)."""
    import docx

    document: Any = docx.Document()
    _page(document)
    set_styles(document, look)
    _margins_text(document, look)
    _fill(document, "".join(body()))
    if logo:
        _put_logo(document, logo)
    _about(document)
    _without_thumbnail(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _without_thumbnail(document: Any) -> None:
    """Drop the picture of python-docx's own first page."""
    relations = document.part.package.rels
    for name in [name for name, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[name]


def _about(document: Any) -> None:
    properties = document.core_properties
    for name in ("title", "subject", "author", "keywords", "comments", "category", "last_modified_by"):
        setattr(properties, name, "")
    properties.title = "{{ report.title }}"
    properties.subject = "{{ report.heading }}"
    properties.author = "{{ report.author }}"
    properties.revision = 1


def _page(document: Any) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    width, height, side = UPRIGHT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(side)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    section.different_first_page_header_footer = True


def _margins_text(document: Any, look: Look) -> None:
    """Write header and footer: whose report it is, that it is confidential, and the number of the page."""
    from docx.oxml import parse_xml

    section = document.sections[0]
    for part in (section.header, section.first_page_header, section.first_page_footer):
        part.is_linked_to_previous = False
    header = section.header._element
    footer = section.footer
    footer.is_linked_to_previous = False
    for element in (header, footer._element):
        for child in list(element):
            element.remove(child)
    number = (
        f'{run("{{ labels.page }} ")}<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>'
        f'{run(" {{ labels.of }} ")}<w:fldSimple w:instr=" NUMPAGES ">{run("1")}</w:fldSimple>'
    )
    top = _sides(run("{{ report.title }}"), run("{{ report.heading }}"), "Header")
    bottom = _sides(run("{{ report.confidentiality }}"), number, "Footer")
    for element, inner, style in ((header, top, "Header"), (footer._element, bottom, "Footer")):
        for child in parse_xml(f'<w:body xmlns:w="{MAIN}">{inner}{paragraph("", style)}</w:body>'):
            element.append(child)


def _sides(left: str, right: str, style: str) -> str:
    """Return a line with something on either side, as wide as the page is: upright or across."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="pct"/></w:tcPr>{paragraph(inner, style, align=align)}</w:tc>'
        for inner, share, align in ((left, 3000, ""), (right, 2000, "right"))
    )
    width = twips(UPRIGHT[0] - 2 * UPRIGHT[2])
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width * 3 // 5}"/><w:gridCol w:w="{width * 2 // 5}"/></w:tblGrid>'
        f"<w:tr>{cells}</w:tr></w:tbl>"
    )


def _fill(document: Any, inner: str) -> None:
    """Put the body into the document, before its last section."""
    from docx.oxml import parse_xml

    held = document.element.body
    last = held.sectPr
    for child in list(held):
        if child is not last:
            held.remove(child)
    for child in parse_xml(f'<w:body xmlns:w="{MAIN}">{inner}</w:body>'):
        last.addprevious(child)
    _header_references(held, last)


def _header_references(body: Any, last: Any) -> None:
    """Have the first section show header and footer; those that follow take them over."""
    from docx.oxml.ns import qn

    first = next(iter(body.iter(qn("w:sectPr"))), last)
    if first is last:
        return
    moved = [each for each in last if each.tag in (qn("w:headerReference"), qn("w:footerReference"))]
    for each in reversed(moved):
        first.insert(0, each)
    title = last.find(qn("w:titlePg"))
    if title is not None:
        last.remove(title)
        first.append(title)


def _put_logo(document: Any, logo: bytes) -> None:
    from docx.shared import Mm

    first = document.paragraphs[0]
    picture = first.add_run().add_picture(io.BytesIO(logo), height=Mm(16))
    picture._inline.docPr.set("descr", "{{ report.author }}")
