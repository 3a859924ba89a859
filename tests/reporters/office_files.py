"""Reads office files back, as the programs that open them would."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def well_formed(data: bytes) -> None:
    """Check that every part of a file is XML that any program can read, and that relations lead somewhere."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
        types = archive.read("[Content_Types].xml").decode()
        assert all(f'"/{name}"' in types or "." in name for name in names)
        for name in names:
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in archive.read(name)


def document(data: bytes) -> Any:
    """Return a Word document, after checking it."""
    well_formed(data)
    return docx.Document(io.BytesIO(data))


def headings(file: Any) -> list[tuple[int, str]]:
    """Return the headings of a document with their levels."""
    return [
        (int(each.style.name.removeprefix("Heading ")), each.text)
        for each in file.paragraphs
        if each.style.name.startswith("Heading ")
    ]


def words(file: Any) -> str:
    """Return all words of a document, those in tables too, paragraph by paragraph."""
    body = file.element.body
    return "\n".join(
        "".join(text.text or "" for text in each.iter(f"{MAIN}t")) for each in body.iter(f"{MAIN}p")
    )
