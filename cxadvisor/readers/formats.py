"""Which files are read, in which format, and how their bytes become a document."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final, Literal, NamedTuple

from cxadvisor.errors import InputError, Problem
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.safe_bytes import MAX_JSON_BYTES, MAX_YAML_BYTES, file_name, require_size
from cxadvisor.readers.tree import Document, shown

TextFormat = Literal["json", "yaml"]
"""The formats that strategies are written in; links and other decisions are written into these only."""
Format = Literal["json", "yaml", "xlsx", "csv", "markdown", "mermaid", "ojf"]


class Import(NamedTuple):
    """A format that others write: the endings of its files, the module whose ``read`` understands them (see
    ``imported``), the most bytes a file may have, and with which bytes its files begin, where that tells them apart.
    """

    endings: tuple[str, ...]
    module: str
    limit: int
    start: bytes = b""


IMPORTS: Final[dict[Format, Import]] = {
    "xlsx": Import((".xlsx",), "cxadvisor.readers.workbook", 5_000_000, b"PK\x03\x04"),
    "csv": Import((".csv", ".tsv"), "cxadvisor.readers.csv_file", 2_000_000),
    "markdown": Import((".md", ".markdown"), "cxadvisor.readers.markdown.file", 512_000),
    "mermaid": Import((".mmd", ".mermaid"), "cxadvisor.readers.mermaid.file", 512_000),
    "ojf": Import((".ojf",), "cxadvisor.readers.open_journeys.ojf", MAX_JSON_BYTES),
}
"""The formats that others write."""

_TEXT_FORMATS: Final[dict[str, TextFormat]] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
_FORMATS: Final[Mapping[str, Format]] = {
    **_TEXT_FORMATS,
    **{ending: format for format, each in IMPORTS.items() for ending in each.endings},
}
LIMITS: Final[Mapping[Format, int]] = {
    "json": MAX_JSON_BYTES,
    "yaml": MAX_YAML_BYTES,
    **{format: each.limit for format, each in IMPORTS.items()},
}
"""The most bytes a file may have."""

NOTES_NAME: Final = "review-notes.yaml"
"""What the consultant says of the review of the strategy in this folder, or of the file beside it."""
NOTES_ENDING: Final = ".review-notes.yaml"
"""How the notes on one file among several are called: ``canvas.review-notes.yaml`` for ``canvas.yaml``."""
REGISTER_MARK: Final = "cxregister"
"""The name of a column that only our registers have: they are no part of the strategy itself."""
_OTHER_SPREADSHEETS: Final = (".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".numbers")
HIDDEN: Final = (".", "~$")
"""How names begin that are passed over in a folder: hidden files, and those by which Office locks others."""


def format_of(path: str) -> Format | None:
    """Return the format that the ending of ``path`` announces, or None if it is not one that is read."""
    return _FORMATS.get(os.path.splitext(path)[1].lower())


def text_format_of(path: str) -> TextFormat | None:
    """Return which of JSON and YAML the ending of ``path`` announces, or None."""
    return _TEXT_FORMATS.get(os.path.splitext(path)[1].lower())


def text_format_for(path: str, what: str) -> TextFormat:
    """Return which of JSON and YAML a file is in, so that ``what`` can be written into it.

    Raises:
        InputError: it is in another format.
    """
    format = text_format_of(path)
    if format is None:
        remedy = "Name a file that ends in .yaml or .json, or a folder."
        if os.path.isfile(path):
            remedy = "Make one of this file first: cxadvisor convert FILE canvas.yaml"
        raise InputError(
            Problem(f"{what} are written into JSON and YAML files only.", remedy, file_name(path))
        )
    return format


def notes_beside(path: str) -> str | None:
    """Return the path of the notes on the review of the strategy at ``path``, None where there are none.

    Those of a folder are ``review-notes.yaml`` in it; those of a single file bear its name, or are those of its folder.
    """
    if os.path.isdir(path):
        candidates = [os.path.join(path, NOTES_NAME)]
    else:
        candidates = [
            os.path.splitext(path)[0] + NOTES_ENDING,
            os.path.join(os.path.dirname(path), NOTES_NAME),
        ]
    return next((each for each in candidates if os.path.lexists(each)), None)


def is_notes_name(name: str) -> bool:
    """Whether a file is called as notes on reviews are: it is no part of the strategy itself."""
    return name == NOTES_NAME or name.endswith(NOTES_ENDING)


def endings_read() -> str:
    """Return the endings of all files that are read, in words."""
    *others, last = _FORMATS
    return f"{', '.join(others)} or {last}"


def format_not_read(path: str, name: str) -> InputError:
    """Return the error for a file whose ending is not that of a format that is read."""
    ending = os.path.splitext(path)[1]
    what = (
        f"Files ending in “{shown(ending, 20)}” are not read."
        if ending
        else "The name of this file has no ending."
    )
    if ending.lower() in _OTHER_SPREADSHEETS:
        return InputError(Problem(what, "Open it in its program and save it as .xlsx.", name))
    return InputError(Problem(what, f"Give a canvas as {endings_read()}, or a folder that holds one.", name))


def guessed_format(data: bytes) -> Format:
    """Return the format that the first bytes suggest: a bracket or a brace begins JSON."""
    for format, each in IMPORTS.items():
        if each.start and data.startswith(each.start):
            return format
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "json" if start[:1] in (b"{", b"[") else "yaml"


def parse(data: bytes, format: Format, name: str | None) -> Document:
    """Return the document that ``data`` holds.

    Raises:
        InputError: it is too large, not UTF-8, or not what its format allows.
    """
    require_size(data, LIMITS[format], name)
    if format in IMPORTS:
        from cxadvisor.readers.imported import Imported, document_of

        read: Callable[[bytes, str | None], Imported] = import_module(IMPORTS[format].module).read
        return document_of(read(data, name), format, name)
    source = decode(data, name)
    if format == "json":
        from cxadvisor.readers.json_text import parse_json

        document = parse_json(source)
        return _converted(document) or document
    from cxadvisor.readers.yaml_simple import parse_simple_yaml

    simple = parse_simple_yaml(source)
    if simple is not None:
        return simple
    from cxadvisor.readers.yaml_text import parse_yaml  # not before, as PyYAML takes long to import

    return parse_yaml(source)


def _converted(document: Document) -> Document | None:
    """Return a JSON document in one of the formats that others use in our keys, None where it is ours or unknown."""
    from cxadvisor.readers.kinds import is_our_report, kind_of_document

    if kind_of_document(document) != "foreign" or is_our_report(document):
        return None
    from cxadvisor.readers.open_journeys.converting import converted

    return converted(document)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()
