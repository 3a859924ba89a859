"""Makes a canvas of a parsed document, or says everything that keeps it from being one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pydantic import ValidationError

from cxadvisor.model.canvas import Canvas
from cxadvisor.model.strategy import CanvasFile, SkippedPart
from cxadvisor.readers.complaints import Complaints, TooManyError
from cxadvisor.readers.shape import Shape
from cxadvisor.readers.tree import Document, Positions, escaped
from cxadvisor.readers.values import explain

MAX_CANVAS_NOTES: Final = 1_000
"""So many notes a canvas may hold; a full page holds about eighty."""


def read_canvas(document: Document, name: str, digest: str, other_ids: Iterable[str] = ()) -> CanvasFile:
    """Return the canvas that ``document`` holds.

    Args:
        document: the parsed file; its tree is a mapping.
        name: the name of the file within its strategy.
        digest: SHA-256 of its bytes, in hexadecimal digits.
        other_ids: ids of the companions of this canvas.

    Raises:
        InputError: with every problem, in the order of the file.
    """
    complaints = Complaints(document)
    canvas = None
    try:
        tree = Shape(complaints, other_ids).canvas(document.tree)
        canvas = _validated(tree, complaints)
        if canvas is not None and sum(1 for _ in canvas.placed_notes()) > MAX_CANVAS_NOTES:
            complaints.add(
                f"This canvas holds more than {MAX_CANVAS_NOTES:,} notes, but a canvas is one page.",
                "Keep what customers would notice, or make a canvas for each segment.",
                "",
            )
    except TooManyError:
        pass
    complaints.raise_if_any()
    assert canvas is not None
    return CanvasFile(canvas, name, digest, Positions(name, document))


def skipped_inside(canvas: CanvasFile) -> list[SkippedPart]:
    """Return the companion artefacts inside a canvas file: they are kept, but not reviewed yet."""
    return [
        SkippedPart(f"{canvas.name}#/{key}", f"“{key}” is not reviewed yet; only the canvas is.")
        for key in canvas.canvas.companions()
    ]


def _validated(tree: dict[str, Any], complaints: Complaints) -> Canvas | None:
    try:
        return Canvas.model_validate(tree)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False, include_input=False):
            _complain(complaints, tree, problem["loc"], problem["type"] == "missing")
    return None


def _complain(complaints: Complaints, tree: Any, location: tuple[int | str, ...], is_missing: bool) -> None:
    """Say in plain words what does not fit; ``location`` may go on with names of pydantic's own."""
    tokens: list[str] = []
    value = tree
    for step in location:
        is_key = isinstance(value, dict) and step in value
        is_index = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if not (is_key or is_index):
            break
        value = value[step]
        tokens.append(str(step))
    place = "".join(f"/{escaped(token)}" for token in tokens)
    if is_missing:
        _complain_of_missing(complaints, tokens, str(location[-1]), place)
    elif not complaints.touches(place):
        complaints.add(*explain(tokens, value, complaints.document.written(place)), place)


def _complain_of_missing(complaints: Complaints, tokens: list[str], key: str, place: str) -> None:
    """Say that a waiver lacks a key; of notes without a text the look before has complained."""
    if tokens[:1] == ["waivers"] and not complaints.is_expected(f"{place}/{key}"):
        complaints.add(f"This waiver has no “{key}”.", f"Add “{key}”.", place)
