"""What stands beside a canvas in its folder, as far as ids are concerned."""

from __future__ import annotations

import os

from cxadvisor.readers.formats import HIDDEN, LIMITS, format_of, parse
from cxadvisor.readers.kinds import ids_within, kind_of_document
from cxadvisor.readers.safe_bytes import read_bytes


def ids_beside(folder: str) -> frozenset[str]:
    """Return the ids in the companion files of a strategy folder; new ids must differ from them.

    Raises:
        InputError: a file in it cannot be read.
    """
    found: set[str] = set()
    for name in sorted(os.listdir(folder)):
        format, path = format_of(name), os.path.join(folder, name)
        if format is None or name.startswith(HIDDEN) or os.path.isdir(path):
            continue
        document = parse(read_bytes(path, LIMITS[format]), format, name)
        if kind_of_document(document) == "companion":
            found |= set(ids_within(document.tree))
    return frozenset(found)
