"""Writes notes into the text of a canvas file, and makes sure that nothing else in it has changed."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import Any, Final

from cxadvisor.editing.text_editor import TextEditor
from cxadvisor.editing.writing import quoted, word
from cxadvisor.errors import InputError, Problem
from cxadvisor.model.blocks import STAGES
from cxadvisor.model.canvas import Canvas
from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import TextFormat, parse

_BY_HAND: Final = "Write the notes into it by hand, in an editor."
_ORDER: Final = {"": tuple(field.alias or name for name, field in Canvas.model_fields.items())}
"""The keys at the top of a file, in the order in which they are written; those of a block are its stages."""


def begun(format: TextFormat, about: Mapping[str, str]) -> bytes:
    """Return a canvas file without notes; ``about`` holds what is known of it: title, organisation, language …"""
    known = {"cxcanvas": "1", **about}
    content = {key: known[key] for key in _ORDER[""] if key in known}
    if format == "json":
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
    entries = (
        f"{key}: {quoted(text) if key == 'cxcanvas' else word(text, is_json=False, in_brackets=False)}\n"
        for key, text in content.items()
    )
    return "".join(entries).encode()


def add(
    data: bytes, format: TextFormat, name: str, lists: Mapping[str, Sequence[str]], expected: Canvas
) -> bytes:
    """Return ``data`` with texts added to the ends of lists.

    Args:
        data: the content of a canvas file.
        format: ``json`` or ``yaml``.
        name: what to call the file in messages.
        lists: the new texts by the pointer of their list, in the order of the canvas.
        expected: the canvas that must come out.

    Raises:
        InputError: the file cannot be read, or the result would be another canvas.
    """
    if not lists:
        return data
    document = parse(data, format, name)
    additions: dict[str, Any] = {}
    for place, texts in lists.items():
        _, block, *stage = place.split("/")
        if stage:
            additions.setdefault(block, {})[stage[0]] = texts
        else:
            additions[block] = texts
    writer = _Writer(document)
    writer.into_mapping("", document.tree, additions)
    written = (BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + writer.result().encode()
    _verify(expected, written, format, name)
    return written


class _Writer(TextEditor):
    """Adds notes to the lists of a canvas."""

    def into_mapping(self, place: str, mapping: dict[str, Any], additions: Mapping[str, Any]) -> None:
        """Add to what stands under the keys of a mapping; keys that are missing are written in their order."""
        order = _ORDER.get(place, STAGES)
        for key, content in additions.items():
            at = f"{place}/{key}"
            if key not in mapping:
                before = [other for other in order[: order.index(key)] if other in mapping]
                self.add_key(place, mapping, key, content, before[-1] if before else None)
            elif not mapping[key]:
                self.fill(at, place, mapping[key], content)
            elif isinstance(content, Mapping):
                self.into_mapping(at, mapping[key], content)
            else:
                self.append(at, mapping[key], content)


def _verify(expected: Canvas, written: bytes, format: TextFormat, name: str) -> None:
    """Raise ``InputError`` unless ``written`` holds the canvas that is expected."""
    try:
        found = load_bytes(written, name, format).canvases[0].canvas
    except InputError as error:
        message = (
            f"With the new notes in it this file could not be read any more: {error.problems[0].message}"
        )
        raise InputError(Problem(message, _BY_HAND, name)) from None
    if found.model_dump() != expected.model_dump():
        message = "The new notes cannot be written into this file without changing something else in it."
        raise InputError(Problem(message, _BY_HAND, name))
