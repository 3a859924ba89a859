"""One way to write down what a file says, whichever of several it used: so that two files can be compared and joined.

In the canonical form a note is a mapping, what may be one or a list is a list, and so on; keys that hold nothing are
left out. Extensions, and keys that no model has, stay as they are. The compact form is what a person would write.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cxadvisor.model.artefacts import ARTEFACTS
from cxadvisor.model.artefacts.common import Evidence, Measure
from cxadvisor.model.artefacts.service import Actor, Challenge, ServiceActivity
from cxadvisor.model.artefacts.whys import Countermeasure, RootCause
from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.model.canvas import Canvas, Note, Part
from cxadvisor.readers.artefact_values import part_under
from cxadvisor.readers.keys import is_extension, keys_of

_SHORT: Final[Mapping[type[Part], str]] = {
    Note: "text",
    Evidence: "text",
    Measure: "name",
    Actor: "name",
    Challenge: "name",
    ServiceActivity: "does",
    RootCause: "cause",
    Countermeasure: "action",
}
"""The parts that may be written as a text alone, and the key that this text then has."""


def canonical(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return the canonical form of a tree that the readers accept: of a canvas, of artefacts, or of both.

    Args:
        tree: a mapping in the keys of the file contract.
    """
    written = {key: tree[key] for key in tree if key not in COMPANION_KEYS or tree[key] is None}
    result: dict[str, Any] = (
        _canonical(written, Canvas.model_validate(_known(written, Canvas))) if written else {}
    )
    if "cxcanvas" in tree:
        result = {"cxcanvas": "1", **result}
    for key in COMPANION_KEYS:
        entries = tree.get(key)
        if entries is not None:
            model = ARTEFACTS[key]
            listed = entries if isinstance(entries, list) else [entries]
            made = [_canonical(entry, model.model_validate(_known(entry, model))) for entry in listed]
            result[key] = made if isinstance(entries, list) else made[0]
    return result


def _known(value: Any, part: type[Part]) -> Any:
    """Return ``value`` without keys that the model does not have, and without those that hold nothing."""
    if isinstance(value, list):
        return [_known(each, part) for each in value]
    if not isinstance(value, dict):
        return value
    allowed, known = keys_of(part), {}
    for key, inner in value.items():
        if key in allowed and inner is not None:
            nested = part_under(part, key)
            known[key] = _known(inner, nested) if nested else inner
    return known


def _canonical(written: Any, made: Any) -> Any:
    """Return what ``made``, built from ``written``, says, with the keys of ``written`` that the model does not have."""
    if isinstance(made, Part):
        names = {info.alias or name: name for name, info in type(made).model_fields.items()}
        own = written if isinstance(written, dict) else {}
        result = {
            key: _canonical(own.get(key), value)
            for key, name in names.items()
            if name in made.model_fields_set and (value := getattr(made, name)) is not None
        }
        return result | {key: value for key, value in own.items() if key not in names}
    if isinstance(made, tuple | list):
        listed = written if isinstance(written, list) and len(written) == len(made) else [written] * len(made)
        return [_canonical(*pair) for pair in zip(listed, made, strict=True)]
    if isinstance(made, float) and made.is_integer() and abs(made) < 1e15:
        return int(made)
    return made


def compact(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person would write for a tree in canonical form: a text where a text says it all."""
    made = {
        key: _compact(value, part_under(Canvas, key))
        for key, value in tree.items()
        if key not in COMPANION_KEYS
    }
    for key in COMPANION_KEYS:
        if key in tree:
            made[key] = _compact(tree[key], ARTEFACTS[key])
    return made


def _compact(value: Any, part: type[Part] | None) -> Any:
    if part is None:
        return value
    if isinstance(value, list):
        return [_compact(each, part) for each in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for key, inner in value.items():
        nested = None if is_extension(key) or key not in keys_of(part) else part_under(part, key)
        result[key] = _compact(inner, nested)
    short = next((key for model, key in _SHORT.items() if issubclass(part, model)), None)
    return result[short] if short is not None and list(result) == [short] else result
