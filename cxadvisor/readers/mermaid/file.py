"""Reads files that hold one Mermaid diagram."""

from __future__ import annotations

from typing import Final

from cxadvisor.readers.encoding import decode
from cxadvisor.readers.imported import Imported
from cxadvisor.readers.mermaid.diagrams import read_diagram
from cxadvisor.readers.naming import id_prefix
from cxadvisor.readers.tables.placing import Gathering

MAX_BYTES: Final = 512_000
"""The largest diagram (512 KB)."""


def read(data: bytes, name: str | None) -> Imported:
    """Return the journey or the user flow that a file with a Mermaid diagram shows.

    Raises:
        InputError: it is not UTF-8.
    """
    source = decode(data, name)
    into = Gathering()
    read_diagram(source.text, into, prefix=id_prefix(name))
    return into.imported()
