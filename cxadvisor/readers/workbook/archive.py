"""Opens the zip archive that a workbook is, and reads the XML in it, within limits of size, number and time.

``openpyxl`` and its like take minutes and gigabytes for files of a few kilobytes: a workbook is small on a disk and as
large as anybody likes when it is read. Here nothing is opened that was not counted first, XML is taken in pieces by
expat, and what declares entities is refused.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final, NoReturn
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from cxadvisor.errors import InputError, Problem
from cxadvisor.readers.tree import shown

MAX_UNPACKED: Final = 50_000_000
"""So many bytes all parts of a workbook may have together once they are unpacked."""
MAX_RATIO: Final = 100
"""So many times its size a workbook may grow when it is unpacked; usual ones grow tenfold."""
MAX_XML: Final = 16_000_000
"""So many bytes of XML are read of a workbook, all parts together."""
MAX_ELEMENTS: Final = 250_000
"""So many elements of XML are read: rows, cells and their values, empty ones included."""
MAX_PARTS: Final = 2_000
"""So many parts the archive may have."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS: Final = "Open it in Excel or LibreOffice and save it as .xlsx."
_PIECE: Final = 1 << 16

Attributes = Mapping[str, str]


class Handlers:
    """What takes the parts of an XML document as they come; names are without their namespace."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take text between elements; it may come in several pieces."""


class Archive:
    """The parts of a workbook.

    Raises:
        InputError: the file is no workbook, is encrypted, damaged, or larger than any strategy.
    """

    def __init__(self, data: bytes, name: str | None) -> None:
        self._name = name
        self._xml = 0
        self._elements = 0
        if data.startswith(_OLE):
            self.refuse(*_what_ole_holds(data))
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
            self.refuse("This is not a workbook, or it is damaged: it is no zip archive.", _SAVE_AS)
        parts = self._zip.infolist()
        self._check(parts, len(data))
        self._parts = {part.filename.casefold(): part for part in parts}

    def refuse(self, message: str, remedy: str, sheet: str | None = None) -> NoReturn:
        """Raise an ``InputError``: the workbook cannot be read."""
        raise InputError(Problem(message, remedy, self._name, sheet=sheet))

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._parts

    def read(self, part: str, handlers: Handlers) -> None:
        """Hand what the XML of ``part`` holds to ``handlers``.

        Raises:
            InputError: it is missing, is no XML, declares entities, or there is too much of it.
        """
        if part not in self:
            self.refuse(f"The workbook is damaged: it has no part “{shown(part)}”.", _SAVE_AS)
        parser = self._parser(handlers)
        try:
            with self._zip.open(self._parts[part.casefold()]) as stream:
                while piece := stream.read(_PIECE):
                    self._xml += len(piece)
                    if self._xml > MAX_XML:
                        self._refuse_size()
                    parser.Parse(piece, False)
                parser.Parse(b"", True)
        except (expat.ExpatError, BadZipFile, zlib.error, EOFError, ValueError, LookupError) as error:
            self.refuse(
                f"The workbook is damaged: “{shown(part)}” cannot be read ({shown(str(error))}).", _SAVE_AS
            )
        except (NotImplementedError, RuntimeError):
            self.refuse("The workbook is packed in a way that is not known here.", _SAVE_AS)

    def _parser(self, handlers: Handlers) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        starts: Callable[[str, Attributes], None] = handlers.start

        def start(name: str, attributes: Attributes) -> None:
            self._elements += 1
            if self._elements > MAX_ELEMENTS:
                self._refuse_size()
            starts(name.rpartition(" ")[2], attributes)

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda name: handlers.end(name.rpartition(" ")[2])
        parser.CharacterDataHandler = handlers.text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        return parser

    def _refuse_doctype(self, *_: object) -> None:
        self.refuse("The workbook declares a document type, which no workbook needs.", _SAVE_AS)

    def _refuse_size(self) -> NoReturn:
        self.refuse(
            "This workbook holds far more rows and cells than a strategy has, if only empty ones.",
            "Copy what belongs to the strategy into a new workbook; cxadvisor template makes one.",
        )

    def _check(self, parts: list[ZipInfo], size: int) -> None:
        if len(parts) > MAX_PARTS:
            self.refuse(f"This workbook has more than {MAX_PARTS:,} parts.", _SAVE_AS)
        unpacked = sum(part.file_size for part in parts)
        if unpacked > min(MAX_UNPACKED, max(MAX_RATIO * size, MAX_XML // 8)):
            self.refuse(
                f"This workbook would unpack to {unpacked / 1e6:,.0f} MB, which is more than any strategy holds.",
                "Copy what belongs to the strategy into a new workbook; cxadvisor template makes one.",
            )
        for part in parts:
            name = part.filename.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
                self.refuse(
                    f"The workbook names a part outside of itself: “{shown(part.filename)}”.", _SAVE_AS
                )
            if part.flag_bits & 0x1:
                self.refuse("The workbook is locked with a password.", "Save it without the password.")


def _what_ole_holds(data: bytes) -> tuple[str, str]:
    """Return message and remedy for a file in the format of Office before 2007, which locked ones still have."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "This workbook is locked with a password.", "Save it without the password."
    return "This is a file of Office 97–2003, not an .xlsx workbook.", _SAVE_AS
