"""Workbooks that take other readers minutes, gigabytes or their process: refused or read, soon and small."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from cxadvisor.errors import InputError
from cxadvisor.readers import load, load_bytes
from tests.hostile.sandbox import Sandbox
from tests.hostile.workbooks import (
    HEADER,
    MAIN,
    NOTE,
    PACKAGE,
    ROWS,
    packed,
    parts,
    shared,
    sheet,
    text,
    workbook,
)

READ = "read"


def laughs() -> str:
    pairs = zip("abcdefghi", "bcdefghij", strict=True)
    entities = '<!ENTITY a "lol">' + "".join('<!ENTITY {} "{}">'.format(b, f"&{a};" * 10) for a, b in pairs)
    return sheet(ROWS.replace("A clear price", "&j;"), head=f"<!DOCTYPE x [{entities}]>")


def outside(system: str) -> str:
    return sheet(ROWS.replace("A clear price", "&x;"), head=f'<!DOCTYPE x [<!ENTITY x SYSTEM "{system}">]>')


def bomb(unit: str, times: int, **more: str) -> bytes:
    """A sheet that holds ``unit`` very often, which costs nothing in an archive."""
    return workbook(sheet=sheet(ROWS + unit * times), **more)


def swollen(unit: str, times: int) -> bytes:
    """A workbook whose sheet goes on and on; written in pieces, since the test has no gigabyte to spare."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        start, end = sheet().split("</sheetData>")
        for name, content in parts().items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(start.encode())
            for _ in range(times):
                part.write(unit.encode())
            part.write(f"</sheetData>{end}".encode())
    return stream.getvalue()


def lying_size() -> bytes:
    """An archive whose directory says that the sheet is small."""
    data = bytearray(workbook(sheet=sheet(ROWS + "<row/>" * 3_000_000)))
    directory = data.index(b"PK\x01\x02")
    while True:
        name = data[directory + 46 : directory + 46 + struct.unpack_from("<H", data, directory + 28)[0]]
        if name.endswith(b"sheet1.xml"):
            struct.pack_into("<I", data, directory + 24, 5_000)
            return bytes(data)
        directory = data.index(b"PK\x01\x02", directory + 4)


def encrypted_part() -> bytes:
    data = bytearray(workbook())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def within(data: bytes, name: str = "inner.zip") -> bytes:
    return packed(parts() | {name: data})


def nested(depth: int) -> bytes:
    data = packed({"a": b"\0" * 10_000_000})
    for _ in range(depth):
        data = packed({f"{number}.zip": data for number in range(8)})
    return within(data)


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 5_000


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a gigabyte of rows": (lambda: swollen('<row r="9"/>' * 1_000, 84_000), "would unpack to 1,00"),
    "rows without end": (lambda: bomb('<row r="9"/>', 4_000_000), "would unpack to"),
    "rows that fit": (lambda: bomb("<row/>", 300_000), "far more rows"),
    "a million styled rows": (
        lambda: bomb('<row s="3" customFormat="1" ht="15"/>', 1_000_000),
        "would unpack|far more rows",
    ),
    "styled rows, hardly packed": (
        lambda: packed(
            parts(sheet=sheet(ROWS + '<row s="3" customFormat="1" ht="15"/>' * 130_000)), zipfile.ZIP_STORED
        ),
        "more than 5 MB|far more rows|read",
    ),
    "cells without end": (lambda: bomb('<c r="D9"><v>1</v></c>', 700_000), "would unpack to|far more rows"),
    "filled cells": (
        lambda: workbook(sheet=sheet("".join(f"<row>{'<c><v>1</v></c>' * 1_000}</row>" for _ in range(100)))),
        "more than 60,000 filled cells",
    ),
    "one cell in the last corner": (
        lambda: workbook(sheet=sheet(ROWS + f'<row r="1048576">{text("XFD1048576", "lost")}</row>')),
        READ,
    ),
    "a cell beyond the last corner": (
        lambda: workbook(sheet=sheet(text("XFE1", "lost"))),
        "has no cell XFE1",
    ),
    "a row beyond the last": (lambda: workbook(sheet=sheet('<row r="1048577"/>')), "has no row 1048577"),
    "a row with no number": (lambda: workbook(sheet=sheet('<row r="²"/>')), "has no row"),
    "a diagonal": (
        lambda: workbook(
            sheet=sheet(
                "".join(
                    f'<row r="{row * 60}">{text(f"{letter}{row * 60}", "x")}</row>'
                    for row in range(1, 17_000)
                    for letter in ["A" if row % 2 else "XFD"]
                )
            )
        ),
        "nothing|Nothing",
    ),
    "a sparse square": (
        lambda: workbook(
            sheet=sheet(
                "".join(
                    f'<row r="{row}"><c r="{chr(65 + row // 26 % 26)}{chr(65 + row % 26)}{row}"><v>1</v></c></row>'
                    for row in range(1, 650)
                )
            )
        ),
        "far more cells than|Nothing in this file",
    ),
    "everything merged": (
        lambda: workbook(sheet=sheet(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        READ,
    ),
    "merged a thousand times": (
        lambda: workbook(
            sheet=sheet(
                HEADER + "".join(f'<row r="{row}">{text(f"C{row}", "x")}</row>' for row in range(2, 900)),
                after="<mergeCells>" + '<mergeCell ref="A2:A1048576"/>' * 50_000 + "</mergeCells>",
            )
        ),
        "no block|Nothing|nothing",
    ),
    "a dimension that lies": (
        lambda: workbook(sheet=sheet(before='<dimension ref="A1:XFD1048576"/>')),
        READ,
    ),
    "billion laughs": (lambda: workbook(sheet=laughs()), "declares a document type"),
    "an entity from a file": (
        lambda: workbook(sheet=outside("file:///etc/hostname")),
        "declares a document type",
    ),
    "an entity from a network": (
        lambda: workbook(sheet=outside("http://127.0.0.1:9/")),
        "declares a document type",
    ),
    "laughs in shared texts": (
        lambda: workbook(texts='<!DOCTYPE x [<!ENTITY a "b">]><sst/>'),
        "declares a document type",
    ),
    "shared texts without end": (
        lambda: workbook(texts=shared(*["x"] * 1_000_000)),
        "would unpack|far more rows",
    ),
    "one shared text without end": (lambda: workbook(texts=shared("x" * 40_000_000)), "would unpack to"),
    "one large text, many times": (
        lambda: workbook(
            texts=shared("x" * 30_000),
            sheet=sheet(
                HEADER
                + "".join('<row><c t="s"><v>0</v></c><c/><c t="s"><v>0</v></c></row>' for _ in range(9_000))
            ),
        ),
        "Nothing|no block|more",
    ),
    "a text that is not there": (
        lambda: workbook(texts=shared("x"), sheet=sheet('<row><c t="s"><v>7</v></c></row>')),
        "there is no text number 7",
    ),
    "a number that is none": (
        lambda: workbook(sheet=sheet("<row><c><v>1e999</v></c></row>")),
        "1e999 is no number",
    ),
    "not a number": (lambda: workbook(sheet=sheet("<row><c><v>nan</v></c></row>")), "nan is no number"),
    "deep XML": (lambda: workbook(sheet=sheet("<a>" * 200_000)), "is damaged|far more rows"),
    "attributes without end": (
        lambda: workbook(sheet=sheet("<row" + "".join(f' a{n}="1"' for n in range(100_000)) + "/>")),
        "Nothing in this file",
    ),
    "a name without end": (lambda: workbook(sheet=sheet(f"<{'r' * 3_000_000}/>")), "would unpack|read"),
    "half a sheet": (
        lambda: workbook(sheet=sheet()[:200]),
        "is damaged: “xl/worksheets/sheet1.xml” cannot be read",
    ),
    "another encoding": (
        lambda: packed(
            parts() | {"xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="x-none"?>{sheet()}'}
        ),
        "is damaged",
    ),
    "UTF-16": (
        lambda: packed(
            parts()
            | {
                "xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="UTF-16"?>{sheet()}'.encode(
                    "utf-16"
                )
            }
        ),
        READ,
    ),
    "sheets without end": (
        lambda: workbook(
            more_sheets="".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r1"/>' for n in range(2, 1_900))
        ),
        "more than 1,700 sheets",
    ),
    "the same sheet many times": (
        lambda: workbook(
            sheet=sheet(ROWS + "<row/>" * 50_000),
            more_sheets="".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r1"/>' for n in range(2, 200)),
        ),
        "far more rows",
    ),
    "parts without end": (
        lambda: packed(parts() | {f"a{n}": b"" for n in range(3_000)}),
        "more than 2,000 parts",
    ),
    "an absolute path": (lambda: within(b"x", "/etc/passwd"), "names a part outside of itself"),
    "a path upwards": (lambda: within(b"x", "xl/../../passwd"), "names a part outside of itself"),
    "a path on a disk": (lambda: within(b"x", "C:\\passwd"), "names a part outside of itself"),
    "zips in zips": (lambda: nested(4), "read|would unpack"),
    "a size that lies": (lying_size, "is damaged|far more rows"),
    "a locked part": (encrypted_part, "locked with a password"),
    "a locked workbook": (lambda: ole("EncryptedPackage"), "locked with a password"),
    "an old workbook": (lambda: ole("Workbook"), "Office 97–2003"),
    "macros": (
        lambda: workbook(
            types=f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
            'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
        ),
        "holds macros",
    ),
    "a binary workbook": (lambda: workbook(main="xl/workbook.bin"), "binary workbook"),
    "a letter": (lambda: workbook(main="word/document.xml"), "no workbook"),
    "OpenDocument": (
        lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "OpenDocument",
    ),
    "any archive": (lambda: packed({"a": b"b"}), "a zip archive, not an Excel workbook"),
    "no sheet": (lambda: workbook(book=f'<workbook xmlns="{MAIN}"/>'), "has no sheet"),
    "a missing part": (
        lambda: packed({name: data for name, data in parts().items() if name != "xl/worksheets/sheet1.xml"}),
        "has no part “xl/worksheets/sheet1.xml”",
    ),
    "no archive": (lambda: b"PK\x03\x04" + b"\0" * 100, "it is no zip archive"),
    "half an archive": (lambda: workbook()[:900], "it is no zip archive"),
    "text": (lambda: b'cxcanvas: "1"', "it is no zip archive"),
    "nothing": (lambda: b"", "empty|no zip archive"),
    "another packing": (lambda: packed(parts(), zipfile.ZIP_LZMA), "read|damaged|not known here"),
    "a sheet named without end": (
        lambda: workbook(
            book=f'<workbook xmlns="{MAIN}" xmlns:r="http://r"><sheets>'
            f'<sheet name="{"n" * 900_000}" r:id="r1"/></sheets></workbook>'
        ),
        "read|Nothing",
    ),
    "a merged block": (
        lambda: workbook(
            sheet=sheet(
                ROWS + f'<row r="3">{text("B3", "pre-sale")}{text("C3", "Advice")}</row>',
                after='<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
            )
        ),
        READ,
    ),
    "an error": (
        lambda: workbook(
            sheet=sheet(
                HEADER + NOTE.replace(text("C2", "A clear price"), '<c r="C2" t="e"><v>#REF!</v></c>')
            )
        ),
        ":Canvas:2:3: This cell holds the error #REF!. Mend its formula",
    ),
    "a formula without a result": (
        lambda: workbook(
            sheet=sheet(HEADER + NOTE.replace(text("C2", "A clear price"), '<c r="C2"><f>1+1</f></c>'))
        ),
        ":Canvas:2:3: This cell holds a formula without a result.",
    ),
    "a format code without end": (
        lambda: workbook(
            styles=f'<styleSheet xmlns="{MAIN}"><numFmts>'
            f'<numFmt numFmtId="164" formatCode="{"[" * 900_000}"/></numFmts></styleSheet>'
        ),
        READ,
    ),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_workbook(name: str, tmp_path: Path, sandbox: Sandbox) -> None:
    make, said = FILES[name]
    path = tmp_path / "canvas.xlsx"
    path.write_bytes(make())
    outcome = sandbox.load(path)
    assert any(part in outcome.said for part in said.split("|")), outcome
    assert outcome.lines <= 101


@pytest.mark.parametrize("ending", ["xls", "xlsm", "xlsb", "ods", "numbers"])
def test_other_spreadsheets_are_told_how_to_be_saved(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"canvas.{ending}").write_bytes(workbook())
    with pytest.raises(InputError, match=r"save it as \.xlsx"):
        load(tmp_path / f"canvas.{ending}")


def test_every_byte_may_be_wrong() -> None:
    """Whatever is changed in a workbook, it is read or refused, never a crash."""
    data = workbook(texts=shared("a"))
    for position in range(0, len(data), 7):
        changed = bytearray(data)
        changed[position] ^= 0x41
        try:
            load_bytes(bytes(changed), "canvas.xlsx", "xlsx")
        except InputError:
            continue


def test_an_archive_in_an_archive_is_not_opened() -> None:
    inner = BytesIO(nested(1))
    assert zipfile.is_zipfile(inner)
    assert load_bytes(nested(1), "canvas.xlsx").canvases
