"""Puts a sheet into the text of its file, and makes sure that nothing else in it has changed."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Any, Final

from cxadvisor.editing.text_editor import CannotEditError, TextEditor
from cxadvisor.editing.writing import items
from cxadvisor.errors import InputError, Problem
from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import TextFormat, parse
from cxadvisor.readers.tree import Document

KEY: Final = "five_whys"


def sheets_in(data: bytes, format: TextFormat, name: str) -> tuple[Mapping[str, Any], ...]:
    """Return the 5-Whys sheets that a file holds, as they are written.

    Raises ``InputError`` where it cannot be read.
    """
    if not data.strip():
        return ()
    tree = parse(data, format, name).tree
    found = tree.get(KEY) if isinstance(tree, dict) else None
    sheets = found if isinstance(found, list) else [found]
    return tuple(each for each in sheets if isinstance(each, Mapping))


def with_sheet(
    data: bytes, format: TextFormat, name: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]
) -> bytes:
    """Return the content of a file with a sheet added, or written in place of an older state of it.

    Args:
        data: the content of the file; nothing for a new one.
        format: ``json`` or ``yaml``.
        name: what to call the file in messages.
        old: the sheet as the file holds it; None where it is new.
        new: the sheet as it is to stand there.

    Raises:
        InputError: the file cannot be read, holds another state of the sheet, or would lose something else.
    """
    if not data.strip():
        return _begun(format, new)
    document = parse(data, format, name)
    editor = TextEditor(document)
    expected = dict(document.tree)
    present = document.tree.get(KEY)
    try:
        if old is None:
            expected[KEY] = _add(editor, document, present, new)
        elif present == old:
            editor.update(f"/{KEY}", old, new)
            expected[KEY] = new
        else:
            number = present.index(old) if isinstance(present, list) and old in present else None
            if number is None:
                message = "This file was changed meanwhile, and the sheet in it with it."
                raise InputError(
                    Problem(message, "Run the command again to go on with what stands there.", name)
                )
            assert isinstance(present, list)
            editor.update(f"/{KEY}/{number}", old, new)
            expected[KEY] = [*present[:number], new, *present[number + 1 :]]
    except CannotEditError:
        raise _unwritable(name) from None
    written = (BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + editor.result().encode()
    _verify(expected, written, format, name)
    return written


def _begun(format: TextFormat, sheet: Mapping[str, Any]) -> bytes:
    if format == "json":
        return (json.dumps({KEY: [sheet]}, ensure_ascii=False, indent=2) + "\n").encode()
    return f"{KEY}:{items([sheet], '  ', chr(10))}\n".encode()


def _add(editor: TextEditor, document: Document, present: Any, sheet: Mapping[str, Any]) -> list[Any]:
    """Write a sheet behind those that are there; return what then stands under the key."""
    place = f"/{KEY}"
    if KEY not in document.tree:
        editor.add_key("", document.tree, KEY, [sheet], next(reversed(document.tree)))
        return [sheet]
    if not present:
        editor.fill(place, "", present, [sheet])
        return [sheet]
    if isinstance(present, list):
        editor.append(place, present, [sheet])
        return [*present, sheet]
    editor.make_list(place, present, sheet)
    return [present, sheet]


def _unwritable(name: str) -> InputError:
    message = "The sheet cannot be written into this file without changing something else in it."
    return InputError(Problem(message, "Move the other sheets into a file of their own.", name))


def _verify(expected: Mapping[str, Any], written: bytes, format: TextFormat, name: str) -> None:
    """Raise ``InputError`` unless ``written`` can be read, and holds what is expected."""
    load_bytes(written, name, format)
    if parse(written, format, name).tree != expected:
        raise _unwritable(name)
