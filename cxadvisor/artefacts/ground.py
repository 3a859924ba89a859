"""What artefacts are compared with: the notes of the canvases of a strategy, as the linker read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cxadvisor.identity import normalised
from cxadvisor.language import Knowledge, Linking
from cxadvisor.language.reading import NoteReading, Reader
from cxadvisor.model.canvas import PlacedNote
from cxadvisor.model.strategy import CanvasFile


class CanvasNote(NamedTuple):
    """A note of a canvas with its identity, its place in the review, and what was read on it."""

    identity: str
    place: str
    placed: PlacedNote
    reading: NoteReading
    readable: bool

    @property
    def block(self) -> str:
        """The block that the note stands in."""
        return self.placed.block

    @property
    def text(self) -> str:
        """The words on the note."""
        return self.placed.note.text


class Ground:
    """The notes of one or several canvases by block, and a reader for the texts of artefacts.

    Args:
        canvases: each canvas with what stands before its pointers in places, how it was linked, and the identity of
            each note by its pointer.
        knowledge: what the words are understood by.
        language: the language of the artefacts.
    """

    def __init__(
        self,
        canvases: Iterable[tuple[str, CanvasFile, Linking, Mapping[str, str]]],
        knowledge: Knowledge,
        language: str,
    ) -> None:
        self.knowledge = knowledge
        self.language = language
        self.reader = Reader(knowledge, language)
        self.notes: dict[str, list[CanvasNote]] = {}
        self.by_id: dict[str, CanvasNote] = {}
        self.by_words: dict[tuple[str, str], CanvasNote] = {}
        self.by_place: dict[str, CanvasNote] = {}
        self.by_identity: dict[str, CanvasNote] = {}
        shared: set[str] = set()
        for prefix, file, linking, ids in canvases:
            # Of twins the same one is always named, whatever order they stand in.
            for placed in sorted(file.canvas.placed_notes(), key=lambda each: _order(each, ids)):
                reading = linking.readings[placed.place]
                if reading.placeholder:
                    continue
                place = prefix + placed.place
                note = CanvasNote(ids[placed.place], place, placed, reading.note, reading.readable)
                self.notes.setdefault(placed.block, []).append(note)
                self.by_words.setdefault((placed.block, normalised(note.text)), note)
                self.by_place[place] = note
                if self.by_place.setdefault(placed.place, note) is not note:
                    shared.add(placed.place)
                self.by_identity.setdefault(note.identity, note)
                if placed.note.id is not None:
                    self.by_id.setdefault(placed.note.id, note)
        for pointer in shared:
            del self.by_place[pointer]

    def of(self, blocks: Sequence[str]) -> list[CanvasNote]:
        """Return the notes of ``blocks``, by words, so that no order of notes matters."""
        found = [note for block in blocks for note in self.notes.get(block, ())]
        return sorted(found, key=lambda note: (note.identity, note.place))

    def at_place(self, place: str) -> CanvasNote | None:
        """Return the note at a place; of several canvases it must say which, unless they have one such place only."""
        return self.by_place.get(place) or self.by_place.get(place.rpartition("#")[2])

    def read(self, text: str, *, channels: bool = False) -> NoteReading:
        """Return what is read in a text of an artefact."""
        return self.reader.read(text, channels=channels)

    def concepts_of(self, text: str) -> list[str]:
        """Return the names of the concepts that a text of an artefact speaks of."""
        found = {concept for mention in self.read(text).mentions for concept in mention.concepts}
        return sorted(self.knowledge.concepts[concept].name for concept in found)


def _order(placed: PlacedNote, ids: Mapping[str, str]) -> tuple[bool, str]:
    return placed.stage == "post_sale", ids[placed.place]
