"""Which files are read, in which format, and how their bytes become a document."""

from __future__ import annotations

import os
from typing import Final, Literal

from cxadvisor.errors import InputError, Problem
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.safe_bytes import MAX_JSON_BYTES, MAX_YAML_BYTES, require_size
from cxadvisor.readers.tree import Document, shown

Format = Literal["json", "yaml"]

_FORMATS: Final[dict[str, Format]] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
LIMITS: Final[dict[Format, int]] = {"json": MAX_JSON_BYTES, "yaml": MAX_YAML_BYTES}
"""The most bytes a file may have."""


def format_of(path: str) -> Format | None:
    """Return the format that the ending of ``path`` announces, or None if it is not one that is read."""
    return _FORMATS.get(os.path.splitext(path)[1].lower())


def format_not_read(path: str, name: str) -> InputError:
    """Return the error for a file whose ending is not that of a format that is read."""
    ending = os.path.splitext(path)[1]
    what = (
        f"Files ending in “{shown(ending, 20)}” are not read."
        if ending
        else "The name of this file has no ending."
    )
    return InputError(
        Problem(what, "Give a canvas as .json, .yaml or .yml, or a folder that holds one.", name)
    )


def guessed_format(data: bytes) -> Format:
    """Return the format that the first character suggests: a bracket or a brace begins JSON."""
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "json" if start[:1] in (b"{", b"[") else "yaml"


def parse(data: bytes, format: Format, name: str | None) -> Document:
    """Return the document that ``data`` holds.

    Raises:
        InputError: it is too large, not UTF-8, or not what its format allows.
    """
    require_size(data, LIMITS[format], name)
    source = decode(data, name)
    if format == "json":
        from cxadvisor.readers.json_text import parse_json

        return parse_json(source)
    from cxadvisor.readers.yaml_text import parse_yaml

    return parse_yaml(source)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()
