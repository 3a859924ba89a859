"""Says where places are: „moments that matter, post-sale, note 3” instead of ``/moments/post_sale/2``."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.model.canvas import Canvas
from cxadvisor.model.plan import Plan
from cxadvisor.model.review import FindingPosition, Review
from cxadvisor.model.strategy import CanvasFile, CompanionFile, PlacedArtefact, Strategy, split_place
from cxadvisor.texts import Texts

_NOTE = re.compile(
    r"/(?P<block>[a-z_]+)(?:/(?P<stage>pre_sale|post_sale))?(?:/(?P<index>[0-9]{1,6}))?(?:/.*)?", re.DOTALL
)


class Place(NamedTuple):
    """A place taken apart; ``file`` is None for the canvas under review, ``position`` counts from 0.

    ``note`` is the pointer of the note that the place is, or lies in.
    """

    file: str | None
    pointer: str
    block: str | None = None
    stage: str | None = None
    position: int | None = None
    note: str | None = None


@lru_cache(maxsize=8192)
def parse_place(at: str) -> Place:
    """Take a place of the review apart: a JSON pointer, or ``file.yaml#/pointer``."""
    prefix, pointer = split_place(at)
    name = prefix[:-1] or None
    match = _NOTE.fullmatch(pointer)
    if match is None or match["block"] not in BLOCKS:
        return Place(name, pointer)
    block = BLOCKS[match["block"]]
    if (match["stage"] is not None) != block.staged and (match["stage"] or match["index"]):
        return Place(name, pointer)
    if not match["index"]:
        return Place(name, pointer, block.name, match["stage"])
    position = int(match["index"])
    note = "/".join(part for part in ("", block.name, match["stage"], str(position)) if part is not None)
    return Place(name, pointer, block.name, match["stage"], position, note)


def canvas_of(review: Review | Plan, strategy: Strategy | None, number: int = 0) -> CanvasFile | None:
    """Return the canvas that a review or plan is about: the one of its file, else that at its ``number``, else None."""
    if strategy is None:
        return None
    for candidate in strategy.canvases:
        if candidate.name in review.strategy.files:
            return candidate
    return strategy.canvases[number] if number < len(strategy.canvases) else None


def position_text(position: FindingPosition) -> str:
    """Return ``file:sheet:line:column`` as far as it is known."""
    parts = [position.file, position.sheet]
    if position.line is not None:
        parts += [str(position.line), None if position.column is None else str(position.column)]
    return ":".join(part for part in parts if part)


class Places:
    """Names places in words and knows the text of the notes, as far as the strategy is at hand."""

    def __init__(self, texts: Texts, strategy: Strategy | None, own: CanvasFile | None) -> None:
        self._texts = texts
        self._own = own.name if own else None
        self._canvases = {file.name: file for file in strategy.canvases} if strategy else {}
        if own:
            self._canvases[own.name] = own
        self._notes: dict[str, dict[str, str]] = {}
        self._artefacts = {
            f"{prefix}{placed.place}": placed
            for prefix, source in self._sources(strategy)
            for placed in source.artefacts
        }

    def _sources(self, strategy: Strategy | None) -> Iterator[tuple[str, CanvasFile | CompanionFile]]:
        """The files with artefacts, each with what stands before pointers into it."""
        for file in self._canvases.values():
            yield ("" if file.name == self._own else f"{file.name}#"), file
        for companion in strategy.companions if strategy else ():
            yield f"{companion.name}#", companion

    def _artefact(self, at: str) -> tuple[PlacedArtefact, str] | None:
        """The artefact that a place lies in, and the pointer within it."""
        prefix, pointer = split_place(at)
        tokens = pointer.split("/")
        for length in (2, 3):
            placed = self._artefacts.get(prefix + "/".join(tokens[:length]))
            if placed is not None:
                return placed, "".join(f"/{token}" for token in tokens[length:])
        return None

    def text(self, at: str) -> str | None:
        """Return the words of the note at ``at``, or None where they are not known."""
        artefact = self._artefact(at)
        if artefact is not None:
            from cxadvisor.model.artefacts.calling import text_at  # loads the models of all artefacts

            return text_at(artefact[0].artefact, artefact[1])
        place = parse_place(at)
        name = self._own if place.file is None else place.file
        note = place.note
        if note is None or name not in self._canvases:
            return None
        if name not in self._notes:
            self._notes[name] = _texts_by_place(self._canvases[name].canvas)
        return self._notes[name].get(note)

    def label(self, at: str) -> str:
        """Return ``at`` in words: block, stage and number of the note; a place elsewhere as it is written."""
        artefact = self._artefact(at)
        if artefact is not None:
            from cxadvisor.model.artefacts.calling import called

            placed, _ = artefact
            name = called(placed.artefact)
            return self._texts(f"artefact.{placed.kind}", name=self._texts.quote(name))
        place = parse_place(at)
        prefix = f"{place.file}: " if place.file else ""
        if place.block is None:
            return prefix + (place.pointer.lstrip("/") or self._texts("report.place.canvas"))
        parts = [self._texts(f"block.{place.block}")]
        if place.stage in STAGES:
            parts.append(self._texts(f"stage.{place.stage}"))
        if place.position is not None:
            parts.append(self._texts("report.place.note", number=place.position + 1))
        return prefix + ", ".join(parts)

    def quote(self, at: str) -> str:
        """Return the words of the note in quotation marks; the label of the place where they are not known."""
        text = self.text(at)
        return self.label(at) if text is None else self._texts.quote(text)


def _texts_by_place(canvas: Canvas) -> dict[str, str]:
    return {placed.place: placed.note.text for placed in canvas.placed_notes()}
