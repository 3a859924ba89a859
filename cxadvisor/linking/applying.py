"""Applies decisions to the bytes of a canvas file, and makes sure that nothing else has changed."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable
from typing import Any, Final

from cxadvisor.editing.layout import Layout
from cxadvisor.errors import InputError, Problem
from cxadvisor.linking.companions import words_of
from cxadvisor.linking.decisions import Decision
from cxadvisor.linking.ids import new_id
from cxadvisor.linking.notes import Change, Editor
from cxadvisor.model.canvas import Canvas, PlacedNote
from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import TextFormat, parse
from cxadvisor.readers.tree import Document

_BY_HAND: Final = "Write them by hand; see docs/file-format.md on “for” and “not_for”."


def apply(
    data: bytes, format: TextFormat, name: str, decisions: Iterable[Decision], taken_ids: Collection[str] = ()
) -> bytes:
    """Return ``data`` with ``decisions`` written into it as ids, ``for`` and ``not_for``.

    Args:
        data: the content of a canvas file.
        format: ``json`` or ``yaml``.
        name: what to call the file in messages.
        decisions: about notes of the canvas; those that the file states already change nothing.
        taken_ids: what new ids must differ from, beside those of the notes: the words of companion files.

    Raises:
        InputError: the file cannot be read, decisions contradict each other or the file, or the result would not be
            the same canvas with exactly these decisions.
    """
    file = load_bytes(data, name, format).canvases[0]
    canvas = file.canvas
    changes = _changes(canvas, _agreed(decisions, name), {*taken_ids, *words_of([file])}, name)
    if not changes:
        return data
    document = parse(data, format, name)
    editor = Editor(Layout(document))
    for place, change in changes.items():
        editor.change(place, _value_at(document, place), change)
    written = (BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + editor.result().encode()
    _verify(canvas, changes, written, format, name)
    return written


def _agreed(decisions: Iterable[Decision], name: str) -> dict[tuple[str, str], bool]:
    agreed: dict[tuple[str, str], bool] = {}
    for source, target, accepted in decisions:
        if agreed.setdefault((source, target), accepted) != accepted:
            raise InputError(
                Problem(
                    f"A link from {source} to {target} is both accepted and rejected.",
                    "Decide for one of them.",
                    name,
                )
            )
    return agreed


def _changes(
    canvas: Canvas, decisions: dict[tuple[str, str], bool], taken: Collection[str], name: str
) -> dict[str, Change]:
    """Return what changes about which note, in the order of the canvas."""
    notes = {placed.place: placed for placed in canvas.placed_notes()}
    given: dict[str, str] = {}
    ids = _ids_needed(notes, [target for _, target in sorted(decisions)], {*taken, *_ids_in(canvas)})
    references: dict[str, tuple[list[str], list[str]]] = {place: ([], []) for place in notes}
    for (source, target), accepted in decisions.items():
        note, id = notes[source].note, ids[target]
        for_, not_for = references[source]
        if not accepted and id in note.for_:
            raise InputError(
                Problem(
                    f"The link from {source} to {target} stands in the file; it cannot be rejected here.",
                    "Remove it from “for” first.",
                    name,
                )
            )
        if accepted and id not in note.for_:
            for_.append(id)
        elif not accepted and id not in note.not_for:
            not_for.append(id)
        given[target] = id
    changes = {}
    for place, placed in notes.items():
        for_, not_for = references[place]
        id_ = given.get(place) if placed.note.id is None else None
        if id_ or for_ or not_for:
            changes[place] = Change(id_, tuple(for_), tuple(not_for))
    return changes


def _ids_needed(notes: dict[str, PlacedNote], places: Iterable[str], taken: set[str]) -> dict[str, str]:
    """Return the id of each of ``places``; those that have none get one, in the order of the canvas."""
    wanted = set(places)
    ids = {}
    for place, placed in notes.items():
        if place in wanted:
            ids[place] = placed.note.id or new_id(placed, taken)
            taken.add(ids[place])
    return ids


def _ids_in(canvas: Canvas) -> set[str]:
    """Return all that is an id, or is named as one, in the notes and waivers, so that a new id means nothing else."""
    found = set()
    for placed in canvas.placed_notes():
        note = placed.note
        found |= {*note.for_, *note.not_for, *note.through, *((note.id,) if note.id else ())}
    found |= {waiver.at for waiver in canvas.waivers if waiver.at}
    return found


def _value_at(document: Document, place: str) -> Any:
    value = document.tree
    for step in place.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def _verify(old: Canvas, changes: dict[str, Change], written: bytes, format: TextFormat, name: str) -> None:
    """Raise ``InputError`` unless ``written`` is the old canvas with exactly these changes."""
    try:
        new = load_bytes(written, name, format).canvases[0].canvas
    except InputError as error:
        problem = error.problems[0]
        message = f"With the links in it this file could not be read any more: {problem.message}"
        raise InputError(Problem(message, _BY_HAND, name)) from None
    if _in_any_order(new.model_dump()) != _in_any_order(expected(old, changes).model_dump()):
        message = "The links cannot be written into this file without changing something else in it."
        raise InputError(Problem(message, _BY_HAND, os.path.basename(name)))


def _in_any_order(content: Any, key: str = "") -> Any:
    """Return the content of a canvas with references sorted: new ones may stand before or after the old ones."""
    if isinstance(content, dict):
        return {name: _in_any_order(value, name) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return (
            sorted(content, key=repr)
            if key in ("for_", "not_for")
            else [_in_any_order(each) for each in content]
        )
    return content


def expected(canvas: Canvas, changes: dict[str, Change]) -> Canvas:
    """Return ``canvas`` with ``changes`` made to the model instead of the text."""
    content = canvas.model_dump(by_alias=True)
    for place, change in changes.items():
        note: Any = content
        for step in place.split("/")[1:]:
            note = note[int(step)] if isinstance(note, list | tuple) else note[step]
        note["id"] = change.id or note["id"]
        note["for"] = (*note["for"], *change.for_)
        note["not_for"] = (*note["not_for"], *change.not_for)
    return Canvas.model_validate(content)
