"""Finds what a format does not hold of a strategy: what was written is read back and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cxadvisor.errors import InputError
from cxadvisor.model.strategy import SkippedPart
from cxadvisor.readers.formats import Format, parse
from cxadvisor.readers.tree import escaped
from cxadvisor.writers.canonical import canonical


def lost(tree: Mapping[str, Any], data: bytes, format: Format, why: str) -> tuple[SkippedPart, ...]:
    """Return what of ``tree`` (in canonical form) does not read back from ``data``, each with its place.

    Args:
        tree: what was to be written.
        data: the file that was made of it.
        format: its format.
        why: a sentence on what the format cannot hold.
    """
    try:
        found = canonical(parse(data, format, None).tree)
    except InputError:
        found = {}
    # A single artefact without a list around it is read as a list of one: that says the same.
    found = {key: _like(tree.get(key), value) for key, value in found.items()}
    return tuple(SkippedPart(place, why) for place in _missing(dict(tree), found, ""))


def _like(wanted: Any, found: Any) -> Any:
    return found[0] if isinstance(wanted, dict) and isinstance(found, list) and len(found) == 1 else found


def _missing(wanted: Any, found: Any, place: str) -> Iterator[str]:
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key, value in wanted.items():
            inside = f"{place}/{escaped(key)}"
            if key in found:
                yield from _missing(value, found[key], inside)
            elif value not in ({}, []):  # these say nothing
                yield inside
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for index, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from _missing(one, other, f"{place}/{index}")
    elif type(wanted) is not type(found) or wanted != found:
        yield place
