"""Writes strategies: a tree in, the bytes of a file out, in each of the formats that can be read back.

A writer of a format is a function ``write(tree, language) -> Written`` in a module of its own, which ``EXPORTS`` names.
``tree`` is in canonical form (see ``canonical``), of a canvas with its companions or of companions alone; ``language``
is that of what the file itself says: headings, names of columns. What the writer cannot hold it lists, never drops.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final, NamedTuple

from cxadvisor.model.strategy import SkippedPart
from cxadvisor.readers.formats import Format


class Written(NamedTuple):
    """The content of a file; ``lost`` is what its format cannot hold, each with its place (a JSON pointer)."""

    data: bytes
    lost: tuple[SkippedPart, ...] = ()


class Export(NamedTuple):
    """A format that can be written: the ending of its files, and the module whose ``write`` makes them."""

    ending: str
    module: str


EXPORTS: Final[dict[Format, Export]] = {
    "json": Export(".json", "cxadvisor.writers.json_file"),
    "yaml": Export(".yaml", "cxadvisor.writers.yaml_file"),
    "xlsx": Export(".xlsx", "cxadvisor.writers.workbook"),
    "csv": Export(".csv", "cxadvisor.writers.csv_file"),
    "markdown": Export(".md", "cxadvisor.writers.markdown_file"),
    "mermaid": Export(".mmd", "cxadvisor.writers.mermaid_file"),
}
"""The formats that can be written."""


def write(tree: Mapping[str, Any], format: Format, language: str) -> Written:
    """Return ``tree`` as a file.

    Args:
        tree: a tree in the keys of the file contract that the readers accept.
        format: one of ``EXPORTS``.
        language: one of the languages of workbooks (en, ro, pl, ru, it).
    """
    from cxadvisor.writers.canonical import canonical

    writer: Callable[[Mapping[str, Any], str], Written] = import_module(EXPORTS[format].module).write
    return writer(canonical(tree), language)


def export_format(path: str) -> Format | None:
    """Return the format in which a file of this name would be written; None where none is."""
    from cxadvisor.readers.formats import format_of

    format = format_of(path)
    return format if format in EXPORTS else None


def endings_written() -> str:
    """Return the endings of all files that can be written, in words."""
    *others, last = (each.ending for each in EXPORTS.values())
    return f"{', '.join(others)} or {last}"
