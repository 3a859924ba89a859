"""Makes a canvas of a parsed document, or says everything that keeps it from being one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.model.canvas import Canvas
from cxadvisor.model.strategy import CanvasFile, PlacedArtefact, SkippedPart
from cxadvisor.readers.complaints import Complaints, TooManyError
from cxadvisor.readers.ids import GivenIds
from cxadvisor.readers.shape import Shape
from cxadvisor.readers.tree import Document, Positions, escaped, reached
from cxadvisor.readers.values import explain

MAX_CANVAS_NOTES: Final = 1_000
"""So many notes a canvas may hold; a full page holds about eighty."""


class ReadCanvas(NamedTuple):
    """A canvas, the keys of the artefacts inside its file that no model has, and all ids given in it."""

    file: CanvasFile
    unknown: tuple[SkippedPart, ...]
    ids: GivenIds


def read_canvas(document: Document, name: str, digest: str, other_ids: Iterable[str] = ()) -> ReadCanvas:
    """Return the canvas that ``document`` holds, with the artefacts inside its file.

    Args:
        document: the parsed file; its tree is a mapping.
        name: the name of the file within its strategy.
        digest: SHA-256 of its bytes, in hexadecimal digits.
        other_ids: ids of the companions of this canvas.

    Raises:
        InputError: with every problem, in the order of the file.
    """
    complaints = Complaints(document)
    canvas, artefacts, unknown = None, list[PlacedArtefact](), list[SkippedPart]()
    shape = Shape(complaints, other_ids)
    try:
        tree = shape.canvas(document.tree)
        canvas = _validated(tree, complaints)
        inside = [key for key in COMPANION_KEYS if key in tree]
        if inside:
            from cxadvisor.readers.artefact_reader import read_artefacts

            for key in inside:
                read = read_artefacts(tree[key], key, complaints, shape.ids, f"{name}#")
                artefacts += read.artefacts
                unknown += read.unknown
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
    file = CanvasFile(canvas, name, digest, Positions(name, document), tuple(artefacts))
    return ReadCanvas(file, tuple(unknown), shape.ids)


def _validated(tree: dict[str, Any], complaints: Complaints) -> Canvas | None:
    try:
        return Canvas.model_validate(tree)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False, include_input=False):
            _complain(complaints, tree, problem["loc"], problem["type"] == "missing")
    return None


def _complain(complaints: Complaints, tree: Any, location: tuple[int | str, ...], is_missing: bool) -> None:
    """Say in plain words what does not fit; ``location`` may go on with names of pydantic's own."""
    tokens, value = reached(tree, location)
    place = "".join(f"/{escaped(token)}" for token in tokens)
    if is_missing:
        _complain_of_missing(complaints, tokens, str(location[-1]), place)
    elif not complaints.touches(place):
        complaints.add(*explain(tokens, value, complaints.document.written(place)), place)


def _complain_of_missing(complaints: Complaints, tokens: list[str], key: str, place: str) -> None:
    """Say that a waiver lacks a key; of notes without a text the look before has complained."""
    if tokens[:1] == ["waivers"] and not complaints.is_expected(f"{place}/{key}"):
        complaints.add(f"This waiver has no “{key}”.", f"Add “{key}”.", place)
