"""Finds what sheets do not hold of a tree: the difference between what was to be written and what reads back."""

from __future__ import annotations

from typing import Any, NamedTuple

from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.readers.tree import escaped
from cxadvisor.writers.workbook.encoding import same


class Difference(NamedTuple):
    """What is missing: ``values`` can be added at their places; at ``conflicts`` something else stands."""

    values: dict[str, Any]
    conflicts: list[str]


def difference(wanted: dict[str, Any], found: dict[str, Any]) -> Difference:
    """Return what ``found`` lacks of ``wanted``, both in canonical form."""
    result = Difference({}, [])
    _compare(wanted, found, "", result)
    return result


def _compare(wanted: Any, found: Any, place: str, result: Difference) -> None:
    if isinstance(wanted, dict) and isinstance(found, dict):
        if found.keys() - wanted.keys():
            result.conflicts.append(place)
            return
        for key, value in wanted.items():
            inside = f"{place}/{escaped(key)}"
            if key in found:
                _compare(value, found[key], inside, result)
            else:
                result.values[inside] = value
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for index, pair in enumerate(zip(wanted, found, strict=True)):
            _compare(*pair, f"{place}/{index}", result)
    elif not same(wanted, found):
        result.conflicts.append(place)


def apart(tree: dict[str, Any], conflict: str) -> str:
    """Return which part of ``tree`` to keep apart whole, so that the ``conflict`` is no more.

    It is a block of the canvas, a key of an artefact, or all artefacts of a kind.
    """
    tokens = conflict.split("/")[1:]
    if tokens[:1] and tokens[0] in COMPANION_KEYS:
        length = 3 if isinstance(tree[tokens[0]], list) else 2
        return "/" + "/".join(tokens[:length] if len(tokens) >= length else tokens[:1])
    return f"/{tokens[0]}" if tokens else ""


def kind_of(place: str) -> str:
    """Return the key at the top of the tree that ``place`` stands under."""
    return "/" + place.split("/")[1] if place else ""


def outermost(places: set[str]) -> set[str]:
    """Return ``places`` without those that stand inside another one."""
    return {place for place in places if not any(place.startswith(f"{other}/") for other in places)}


def without(tree: dict[str, Any], places: set[str]) -> dict[str, Any]:
    """Return ``tree`` without what stands at ``places`` (those that ``apart`` returns)."""
    found = {key: f"/{escaped(key)}" for key in tree}
    return {
        key: _without(value, found[key], places) for key, value in tree.items() if found[key] not in places
    }


def _without(value: Any, place: str, places: set[str]) -> Any:
    if isinstance(value, list) and place.count("/") == 1:
        return [_without(each, f"{place}/{index}", places) for index, each in enumerate(value)]
    if isinstance(value, dict):
        return {key: inner for key, inner in value.items() if f"{place}/{escaped(key)}" not in places}
    return value


def value_of(tree: Any, place: str) -> Any:
    """Return the value at a place that ``apart`` returned."""
    for token in place.split("/")[1:]:
        tree = (
            tree[int(token)] if isinstance(tree, list) else tree[token.replace("~1", "/").replace("~0", "~")]
        )
    return tree
