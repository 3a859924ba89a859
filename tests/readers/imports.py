"""Short ways to say, in a test, what a reader of another format understood and what it left."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from cxadvisor.readers.formats import Format, parse
from cxadvisor.readers.tree import Document


def document_of(text: str, format: Format, name: str = "board") -> Document:
    """Return the document that a text in another format becomes."""
    return parse(dedent(text).encode(), format, f"{name}.{format}")


def tree_of(text: str, format: Format) -> Any:
    """Return what was understood, in our keys."""
    return document_of(text, format).tree


def left_of(text: str, format: Format) -> list[str]:
    """Return what was reported as unplaced, in words."""
    return [str(each) for each in document_of(text, format).unplaced]


def place_of(text: str, format: Format, pointer: str) -> tuple[int | None, int | None]:
    """Return the line and the column of what stands at ``pointer``."""
    document = document_of(text, format)
    offset = document.offset(pointer)
    assert offset is not None, pointer
    position = document.source.locator()(offset)
    return position.line, position.column
