"""What findings are about, in words: by these a finding is known again after its note was reworded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from cxadvisor.model.artefacts.calling import text_at
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.canvas import Part
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import CanvasFile, CompanionFile, PlacedArtefact, Sources, Strategy, split_place


class Ground:
    """The files that the places of one review lead into, and what stands there.

    Args:
        strategy: what was reviewed.
        review: its review, or that of one of its canvases.
        number: which of several canvases the review is about; None for the review of the whole strategy.
    """

    def __init__(self, strategy: Strategy, review: Review, number: int | None) -> None:
        alone = number is None and not review.reviews and len(strategy.canvases) == 1
        own = strategy.canvases[number or 0] if alone or number is not None else None
        others: list[CanvasFile | CompanionFile] = []
        if number is None:
            others = [*(() if alone else strategy.canvases), *strategy.companions]
        self.sources = Sources(own, {file.name: file for file in others})

    @cached_property
    def _files(self) -> list[tuple[str, CanvasFile | CompanionFile]]:
        """The files, each with what stands before pointers into it."""
        own = [("", self.sources.canvas)] if self.sources.canvas else []
        return [*own, *((f"{name}#", file) for name, file in self.sources.others.items())]

    @cached_property
    def _notes(self) -> dict[str, str]:
        """The words of every note of a canvas, by its place."""
        return {
            f"{prefix}{placed.place}": placed.text
            for prefix, file in self._files
            if isinstance(file, CanvasFile)
            for placed in file.canvas.placed_notes()
        }

    @cached_property
    def _artefacts(self) -> dict[str, PlacedArtefact]:
        return {
            f"{prefix}{placed.place}": placed for prefix, file in self._files for placed in file.artefacts
        }

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The place of everything that has an id."""
        found: dict[str, str] = {}
        for prefix, file in self._files:
            if isinstance(file, CanvasFile):
                for placed in file.canvas.placed_notes():
                    if placed.note.id:
                        found.setdefault(placed.note.id, f"{prefix}{placed.place}")
            for artefact in file.artefacts:
                for name, pointer in _ids_in(artefact.artefact, artefact.place):
                    found.setdefault(name, f"{prefix}{pointer}")
        return found

    def words(self, place: str) -> str | None:
        """Return the words at a place, None where none are known."""
        prefix, pointer = split_place(place)
        if place in self._notes:
            return self._notes[place]
        tokens = pointer.split("/")
        for length in (2, 3):
            placed = self._artefacts.get(prefix + "/".join(tokens[:length]))
            if placed is not None:
                return text_at(placed.artefact, "".join(f"/{token}" for token in tokens[length:]))
        return None

    def place_of(self, name: str) -> str | None:
        """Return the place that a consultant names: by an id, or by a block or a stage of one of the only canvas."""
        if name in self._ids:
            return self.sources.existing(self._ids[name])
        block, _, stage = name.partition("/")
        if self.sources.canvas is None or block not in BLOCKS or stage not in ("", *_stages(block)):
            return None
        return self.sources.existing(f"/{name}")


def _stages(block: str) -> tuple[str, ...]:
    return tuple(stage for stage in BLOCKS[block].stages if stage)


def _ids_in(part: Part, place: str) -> Iterator[tuple[str, str]]:
    """Yield the ids given in an artefact, each with its place."""
    given = getattr(part, "id", None)
    if isinstance(given, str):
        yield given, place
    for name in part.model_fields_set:
        info = type(part).model_fields.get(name)
        value, key = getattr(part, name), (info.alias if info else None) or name
        if isinstance(value, Part):
            yield from _ids_in(value, f"{place}/{key}")
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                if isinstance(each, Part):
                    yield from _ids_in(each, f"{place}/{key}/{index}")


def rule_of(finding: Finding) -> str:
    """Return the rule that a finding states or asks about."""
    return finding.asks.rule if finding.asks else finding.rule


def about(finding: Finding, ground: Ground) -> tuple[str, ...]:
    """Return the words of the notes that a finding is about."""
    return tuple(words for place in finding.at if (words := ground.words(place)) is not None)


def grounds_of(strategy: Strategy, review: Review) -> Iterator[tuple[str, Review, Ground]]:
    """Yield the review and those of its canvases, each with the name of its canvas and the ground it stands on.

    The name is empty for a review of several canvases together, or of none.
    """
    from cxadvisor.identity import canvas_names

    names = canvas_names([(file.canvas, file.digest) for file in strategy.canvases])
    if not review.reviews:
        name = names[0] if len(names) == 1 else ""
        yield name, review, Ground(strategy, review, None)
        return
    yield "", review, Ground(strategy, review, None)
    for number, (name, inner) in enumerate(zip(names, review.reviews, strict=True)):
        yield name, inner, Ground(strategy, inner, number)
