"""What artefacts write down, as far as ids are concerned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cxadvisor.model.canvas import Part
from cxadvisor.model.strategy import CanvasFile, CompanionFile


def words_of(files: Iterable[CanvasFile | CompanionFile]) -> frozenset[str]:
    """Return every text in the artefacts of ``files``: each may be an id, or name one that is yet to be given."""
    return frozenset(text for file in files for placed in file.artefacts for text in _texts(placed.artefact))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Part):
        for key in value.model_fields_set:
            yield from _texts(getattr(value, key, None))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
