"""Writes drawings as the bytes of an .xlsx file: the same bytes for the same drawings, texts never taken for formulas.

xlsxwriter would take a text that begins with ``<r>`` for markup and round numbers to sixteen digits; what is needed of
the format (ECMA-376) is small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cxadvisor.readers.unplaced import column_letters
from cxadvisor.writers.workbook.drawing import Box, Choice, Drawing
from cxadvisor.writers.workbook.styles import ORDER, TONES, Palette, styles_xml

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]").sub
PLAIN: Final = Palette()
_STYLE: Final = {style: number for number, style in enumerate(ORDER)}


def package(
    drawings: list[Drawing],
    title: str,
    page: str,
    *,
    author: str = "cxadvisor",
    note: str = "",
    palette: Palette = PLAIN,
) -> bytes:
    """Return the workbook with these sheets.

    Args:
        drawings: the sheets, in their order.
        title: what the workbook is called in its properties.
        page: what stands below a printed page, with ``&P`` and ``&N`` for numbers.
        author: who made it, in its properties.
        note: what stands below every printed page, in its middle.
        palette: the colours of a brand.
    """
    parts = {
        "[Content_Types].xml": _content_types(len(drawings)),
        "_rels/.rels": _relations(
            [
                (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{_xml(title)}</dc:title><dc:creator>{_xml(author)}</dc:creator></cp:coreProperties>"
        ),
        "xl/workbook.xml": _workbook(drawings),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(
                    (f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml")
                    for number, _ in enumerate(drawings, start=1)
                ),
                (f"{_OFFICE}/styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": styles_xml(palette),
        **{
            f"xl/worksheets/sheet{number}.xml": _sheet(drawing, page, note, is_first=number == 1)
            for number, drawing in enumerate(drawings, start=1)
        },
    }
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, f"{_HEAD}{content}".encode())
    return stream.getvalue()


def _allowed(text: str) -> str:
    """Return a text in which what XML cannot hold is written as ``_xHHHH_``, as spreadsheets do."""
    return _NOT_XML(lambda match: f"_x{ord(match[0][0]):04X}_{match[0][1:]}", text)


def _xml(text: str) -> str:
    return escape(_allowed(text))


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text), {"\n": "&#10;"})


def _quoted(name: str) -> str:
    """Return the name of a sheet as references write it."""
    return "'{}'".format(name.replace("'", "''"))


def _content_types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = {
        "/xl/workbook.xml": f"{kind}.sheet.main+xml",
        "/xl/styles.xml": f"{kind}.styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{f"/xl/worksheets/sheet{number}.xml": f"{kind}.worksheet+xml" for number in range(1, sheets + 1)},
    }
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{type}"/>' for part, type in overrides.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{type}" Target="{target}"/>'
        for number, (type, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _workbook(drawings: list[Drawing]) -> str:
    sheets = "".join(
        f'<sheet name={_attribute(drawing.name)} sheetId="{number}" '
        f'state="{"hidden" if drawing.hidden else "visible"}" r:id="rId{number}"/>'
        for number, drawing in enumerate(drawings, start=1)
    )
    names = "".join(
        _defined("_xlnm.Print_Titles", number, _repeated(drawing))
        for number, drawing in enumerate(drawings)
        if any(drawing.repeated)
    )
    names += "".join(
        _defined("_xlnm.Print_Area", number, f"{_quoted(drawing.name)}!{_fixed(drawing.printed)}")
        for number, drawing in enumerate(drawings)
        if drawing.printed
    )
    names += "".join(
        _defined(
            "_xlnm._FilterDatabase",
            number,
            f"{_quoted(drawing.name)}!{_fixed(drawing.filtered)}",
            hidden=True,
        )
        for number, drawing in enumerate(drawings)
        if drawing.filtered
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{sheets}</sheets>{f'<definedNames>{names}</definedNames>' if names else ''}"
        '<calcPr calcId="0"/></workbook>'
    )


def _defined(name: str, sheet: int, value: str, *, hidden: bool = False) -> str:
    mark = ' hidden="1"' if hidden else ""
    return f'<definedName name="{name}" localSheetId="{sheet}"{mark}>{_xml(value)}</definedName>'


def _repeated(drawing: Drawing) -> str:
    rows, columns = drawing.repeated
    name = _quoted(drawing.name)
    ranges = [f"{name}!$A:${column_letters(columns)}"] if columns else []
    return ",".join([*ranges, *([f"{name}!$1:${rows}"] if rows else [])])


def _fixed(cells: str) -> str:
    """Return a range such as ``A1:C9`` with dollar signs."""
    return re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", cells)


def _sheet(drawing: Drawing, page: str, note: str, *, is_first: bool) -> str:
    tab = f'<tabColor rgb="FF{drawing.tab}"/>' if drawing.tab else ""
    return "".join(
        (
            f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">',
            f'<sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr>',
            _view(drawing, is_first=is_first),
            '<sheetFormatPr defaultRowHeight="15"/>',
            _columns(drawing),
            f"<sheetData>{''.join(_rows(drawing))}</sheetData>",
            f'<autoFilter ref="{drawing.filtered}"/>' if drawing.filtered else "",
            _listed("mergeCells", [f'<mergeCell ref="{cells}"/>' for cells in drawing.merges]),
            "".join(_conditions(drawing)),
            _listed("dataValidations", [_validation(choice) for choice in drawing.choices]),
            _hyperlinks(drawing),
            '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>',
            f'<pageSetup paperSize="9" orientation="landscape" fitToWidth="{drawing.pages_wide}" '
            f'fitToHeight="{int(drawing.one_page)}"/>',
            f"<headerFooter><oddFooter>&amp;L{_xml('&A')}{_middle(note)}&amp;R{_xml(page)}</oddFooter></headerFooter>",
            "</worksheet>",
        )
    )


def _view(drawing: Drawing, *, is_first: bool) -> str:
    rows, columns = drawing.frozen
    pane = ""
    if rows or columns:
        split = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
        name = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
        corner = f"{column_letters(columns + 1)}{rows + 1}"
        pane = f'<pane{split} topLeftCell="{corner}" activePane="{name}" state="frozen"/><selection pane="{name}"/>'
    selected = ' tabSelected="1"' if is_first else ""
    return f'<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0">{pane}</sheetView></sheetViews>'


def _columns(drawing: Drawing) -> str:
    listed = "".join(
        f'<col min="{column}" max="{column}" width="{width:g}" customWidth="1"'
        + (' hidden="1"/>' if column in drawing.hidden_columns else "/>")
        for column, width in sorted(drawing.widths.items())
    )
    return f"<cols>{listed}</cols>" if listed else ""


def _rows(drawing: Drawing) -> Iterable[str]:
    rows: dict[int, list[tuple[int, Box]]] = {}
    for (row, column), box in sorted(drawing.cells.items()):
        rows.setdefault(row, []).append((column, box))
    for row, boxes in rows.items():
        high = drawing.height_of(row)
        height = "" if high is None else f' ht="{high:g}"'
        yield f'<row r="{row}"{height}>{"".join(_cell(row, column, box) for column, box in boxes)}</row>'


def _cell(row: int, column: int, box: Box) -> str:
    head = f'<c r="{column_letters(column)}{row}" s="{_STYLE[box.style]}"'
    if box.value is None:
        return f"{head}/>"
    if isinstance(box.value, bool):
        return f'{head} t="b"><v>{int(box.value)}</v></c>'
    if isinstance(box.value, int | float):
        return f"{head}><v>{box.value!r}</v></c>"
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{_xml(box.value)}</t></is></c>'


def _listed(name: str, entries: list[str]) -> str:
    return f'<{name} count="{len(entries)}">{"".join(entries)}</{name}>' if entries else ""


def _middle(note: str) -> str:
    """Return what stands in the middle of a footer, which Excel ends after 255 characters."""
    return "&amp;C" + _xml(note[:150].replace("&", "&&")) if note else ""


def _conditions(drawing: Drawing) -> Iterable[str]:
    """Yield the colours that words give to their cells."""
    numbers = {tone: number for number, tone in enumerate(TONES)}
    priority = 0
    for condition in drawing.conditions:
        rules = []
        for word, tone in condition.tones:
            priority += 1
            quoted = word.replace('"', '""')
            rules.append(
                f'<cfRule type="cellIs" dxfId="{numbers[tone]}" priority="{priority}" operator="equal">'
                f'<formula>"{_xml(quoted)}"</formula></cfRule>'
            )
        yield f'<conditionalFormatting sqref="{condition.cells}">{"".join(rules)}</conditionalFormatting>'


def _validation(choice: Choice) -> str:
    hint = (
        f' showInputMessage="1" promptTitle={_attribute(choice.title[:32])} prompt={_attribute(choice.hint[:255])}'
        if choice.hint
        else ""
    )
    if not choice.source:
        return f'<dataValidation allowBlank="1"{hint} sqref="{choice.cells}"/>'
    return (
        '<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1"'
        f'{hint} sqref="{choice.cells}"><formula1>{_xml(choice.source)}</formula1></dataValidation>'
    )


def _hyperlinks(drawing: Drawing) -> str:
    listed = "".join(
        f'<hyperlink ref="{cell}" location={_attribute(f"{_quoted(sheet)}!A1")} display={_attribute(sheet)}/>'
        for cell, sheet in drawing.links.items()
    )
    return f"<hyperlinks>{listed}</hyperlinks>" if listed else ""
