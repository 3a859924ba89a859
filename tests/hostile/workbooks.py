"""Makes workbooks by hand: as small and as strange as a test wants them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def text(reference: str, value: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


HEADER = f'<row r="1">{text("A1", "Block")}{text("B1", "Stage")}{text("C1", "Note")}</row>'
NOTE = f'<row r="2">{text("A2", "Needs")}{text("B2", "pre-sale")}{text("C2", "A clear price")}</row>'
ROWS = HEADER + NOTE


def sheet(rows: str = ROWS, before: str = "", after: str = "", head: str = "") -> str:
    """The XML of a sheet."""
    return f'{head}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(**changed: str) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet; keyword arguments replace some: ``sheet``, ``book``, ``styles`` …"""
    state = changed.get("state", "")
    relations = f"{PACKAGE}/relationships"
    return {
        "[Content_Types].xml": changed.get(
            "types",
            f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
            f'ContentType="{KIND}.sheet.main+xml"/></Types>',
        ),
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        f'Target="{changed.get("main", "xl/workbook.xml")}"/></Relationships>',
        "xl/workbook.xml": changed.get(
            "book",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Canvas" sheetId="1"{state} r:id="r1"/>'
            f"{changed.get('more_sheets', '')}</sheets></workbook>",
        ),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": changed.get("sheet", sheet()),
        **({"xl/sharedStrings.xml": changed["texts"]} if "texts" in changed else {}),
        **({"xl/styles.xml": changed["styles"]} if "styles" in changed else {}),
    }


def packed(content: dict[str, Any], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return stream.getvalue()


def workbook(**changed: str) -> bytes:
    """A workbook with one sheet; see ``parts``."""
    return packed(parts(**changed))


def shared(*values: str) -> str:
    """The part with shared texts."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{value}</t></si>" for value in values)}</sst>'
