"""The bytes of office files, the same for the same content: no moment of writing, no order of chance."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip file can tell."""
_MOMENT: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FIRST: Final = ("[Content_Types].xml", "_rels/.rels")


def repacked(data: bytes, day: str) -> bytes:
    """Return an office file with its parts in order, without moments, and created on ``day`` (an ISO date).

    Workbooks inside it, which hold the figures of charts, are treated alike.
    """
    if not _DAY.fullmatch(day):
        day = "1980-01-01"
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in sorted(source.namelist(), key=lambda name: (name not in _FIRST, name)):
            content = source.read(name)
            if name.endswith(".xlsx"):
                content = repacked(content, day)
            elif name == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return target.getvalue()
