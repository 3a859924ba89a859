"""Reads the logo of a brand: a PNG or JPEG file, of which only the size is looked at."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.brand import Logo
from cxadvisor.readers.safe_bytes import file_name, read_bytes

MAX_BYTES: Final = 1_000_000
"""The largest logo (1 MB)."""
MAX_PIXELS: Final = 4_000
"""The most pixels it may be wide or high."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The JPEG segments that tell the size (ISO/IEC 10918-1, table B.1: SOF0 to SOF15)."""


def read_logo(path: str) -> Logo:
    """Return the picture in the file ``path``.

    Raises:
        InputError: it cannot be read, is no PNG or JPEG, or is too large.
    """
    name = file_name(path)
    data = read_bytes(path, MAX_BYTES)
    if data.startswith(_PNG):
        size = struct.unpack(">II", data[16:24]) if data[12:16] == b"IHDR" and len(data) >= 24 else None
        media_type = "image/png"
    elif data.startswith(_JPEG):
        size = next(_jpeg_sizes(data), None)
        media_type = "image/jpeg"
    else:
        raise InputError(Problem("This is neither PNG nor JPEG.", "Save the logo as one of them.", name))
    if size is None or not all(size):
        raise InputError(Problem("This picture is damaged: it tells no size.", "Save the logo anew.", name))
    width, height = size
    if max(size) > MAX_PIXELS:
        raise InputError(
            Problem(
                f"This picture has {width} × {height} pixels.",
                f"Save the logo with at most {MAX_PIXELS} a side; 600 are plenty.",
                name,
            )
        )
    return Logo(name=name, media_type=media_type, data=data, width=width, height=height)


def _jpeg_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield width and height from each frame header, walking from segment to segment."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            yield width, height
        if marker == 0xFF:  # a byte that fills up
            at += 1
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4])
