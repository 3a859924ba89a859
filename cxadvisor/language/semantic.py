"""What a language model makes of notes, as further evidence for links: where asked for only (``semantic=True``).

Two things come of it. A note *hints* at the concepts of knowledge whose wordings lie near to it, and these join its
topic beside those its words point to. And two notes are *near* as far as they lie in one direction, seen from the
middle of their blocks, because all that is said there is alike in many ways. Both are kept by the text of a note, so
that a canvas reviewed again costs next to nothing and does not even load the model.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from cxadvisor.language.channels import names_channel
from cxadvisor.language.embedding import DIMENSIONS, ZERO, encoded, model_name, normalised
from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.meanings import RECORD, meanings, records_of, told_hints, usual_point
from cxadvisor.language.pairing import INFERRED, PRINCIPLES
from cxadvisor.language.reading import NoteReading, Reader
from cxadvisor.language.record_cache import KEY, RecordCache, cache_folder
from cxadvisor.language.references import CHANNEL_BLOCKS
from cxadvisor.language.topics import Topic, with_hints
from cxadvisor.model.blocks import CARRIERS
from cxadvisor.model.canvas import PlacedNote

COMPARED: Final = frozenset(
    block
    for relation in INFERRED
    if relation != "supports"
    for side in CARRIERS[relation]
    for block in side
    if block not in PRINCIPLES
)
"""The blocks whose notes are compared by their topics; what states principles is left to words, to save time."""

KEPT: Final = 5_000
"""So many notes are kept, which takes 2.2 MB."""

EXPECTED_NOTES: Final = 10
"""The middle of a canvas counts as though it had so many more notes, where notes usually lie."""

EXPECTED_IN_BLOCK: Final = 3
"""The same for the middle of a block, towards that of the canvas."""

Point = tuple[float, ...]

_NUMBERS: Final = tuple(float(value - ZERO) for value in range(256))


class Sense(NamedTuple):
    """What the model makes of a note: where it lies, and the concepts it hints at by number, with weights (0–1)."""

    point: Point
    hints: tuple[tuple[int, float], ...]


@cache
def _kept() -> RecordCache:
    """Return the cache of this process; its records hold hashes of notes, never their words."""
    folder = cache_folder()
    path = None if folder is None else folder / "notes.bin"
    return RecordCache(path, _identity(), RECORD, KEPT)


def _identity() -> bytes:
    return hashlib.blake2b(model_name().encode() + meanings().identity, digest_size=16).digest()


def senses_of(texts: Iterable[str], knowledge: Knowledge) -> dict[str, Sense]:
    """Return what the model makes of each text.

    Raises ``MissingExtraError`` where the model is not installed, also where everything is known already.
    """
    model = model_name()
    keys = {text: _key(normalised(text), model) for text in texts}
    store = _kept()
    records = store.found(keys.values())
    missing = {key: normalised(text) for text, key in keys.items() if key not in records}
    if missing:
        made = dict(zip(missing, records_of(encoded(list(missing.values()))), strict=True))
        store.keep(made, records)
        records.update(made)
    return {text: _sense(records[key], knowledge) for text, key in keys.items()}


def _key(text: str, model: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=KEY, person=model.encode()[:16]).digest()


def _sense(record: bytes, knowledge: Knowledge) -> Sense:
    number = knowledge.index.get
    hints = ((number(name), weight) for name, weight in told_hints(record[DIMENSIONS:]))
    return Sense(
        tuple([_NUMBERS[value] for value in record[:DIMENSIONS]]),
        tuple((concept, weight) for concept, weight in hints if concept is not None),
    )


class Semantics:
    """What the model makes of the notes of one canvas that are to be compared.

    ``topics`` are theirs by place, with what they hint at beside what their words point to; ``nearness`` is that of
    notes, but for those of channels.
    """

    def __init__(
        self, notes: Sequence[PlacedNote], readings: Mapping[str, NoteReading], reader: Reader
    ) -> None:
        """Take the notes of the canvas, how they were read and by whom.

        Raises ``MissingExtraError`` without the model.
        """
        self.model: Final = model_name()
        knowledge = reader.knowledge
        channels = [each for each in notes if each.block in CHANNEL_BLOCKS]
        self._read: Final = {each.place: names_channel(readings[each.place], knowledge) for each in channels}
        compared = [each for each in notes if each.block in COMPARED]
        memo: dict[tuple[str, bool], tuple[Point, Topic]] = knowledge.note_memo(
            f"{reader.language}, {self.model}"
        )
        wanted = {(each.text, each.block in CHANNEL_BLOCKS): each.place for each in (*channels, *compared)}
        new = wanted.keys() - memo.keys()
        senses = senses_of(sorted({text for text, _ in new}), knowledge)
        for note in new:
            sense = senses[note[0]]
            memo[note] = sense.point, with_hints(readings[wanted[note]].topic, sense.hints)
        known = {key: memo[key] for key in wanted}
        self.topics: Final = {each.place: known[each.text, False][1] for each in compared}
        self.nearness: Final = Nearness({each.place: known[each.text, False][0] for each in compared})
        self._channels: Final = Nearness({each.place: known[each.text, True][0] for each in channels})

    def channels(
        self, sources: Sequence[PlacedNote], targets: Sequence[PlacedNote]
    ) -> Iterator[tuple[int, int, float, bool]]:
        """Yield (position of source, position of target, nearness, whether both name a channel that is known) of notes
        of channels.
        """
        one, other = ([self._read[each.place] for each in side] for side in (sources, targets))
        for row, line in enumerate(self._channels.matrix(sources, targets)):
            for column, nearness in enumerate(line):
                yield row, column, nearness, one[row] and other[column]


class Nearness:
    """How near notes of a canvas lie to each other, seen from the middle of their blocks.

    Everything is told by distances, which are quickly worked out: what two directions have in common follows from the
    sides of the triangle they span with the middle.
    """

    def __init__(self, points: Mapping[str, Point]) -> None:
        """Take where the notes lie, by their places."""
        count = len(points) + EXPECTED_NOTES
        usual = [EXPECTED_NOTES * value for value in usual_point()]
        # Sums of whole numbers: the same in any order.
        middle = tuple([each / count for each in map(sum, zip(usual, *points.values(), strict=True))])
        self._points: Final = {
            place: (point, math.dist(point, middle) ** 2) for place, point in points.items()
        }
        self._lengths: Final[dict[tuple[str, ...], list[float]]] = {}

    def matrix(self, sources: Sequence[PlacedNote], targets: Sequence[PlacedNote]) -> list[list[float]]:
        """Return how near (-1 to 1) each source is to each target: the cosine of their directions, each seen from the
        middle of its side.
        """
        sides = [tuple([each.place for each in side]) for side in (sources, targets)]
        common = self._apart(*sides)
        one, other = (self._length(side) for side in sides)
        return [
            [
                value / (length * across) if length and across else 0.0
                for value, across in zip(line, other, strict=True)
            ]
            for line, length in zip(common, one, strict=True)
        ]

    def _length(self, side: tuple[str, ...]) -> list[float]:
        """Return how far each note lies from the middle of its side."""
        if side not in self._lengths:
            common = self._apart(side, side)
            self._lengths[side] = [
                math.sqrt(max(line[position], 0.0)) for position, line in enumerate(common)
            ]
        return self._lengths[side]

    def _apart(self, one: tuple[str, ...], other: tuple[str, ...]) -> list[list[float]]:
        """Return the products of the ways from the middles of two sides to their notes."""
        columns = [self._points[place] for place in other]
        common = [
            [(square + across - math.dist(point, beside) ** 2) / 2 for beside, across in columns]
            for point, square in (self._points[place] for place in one)
        ]
        down, across = (len(side) + EXPECTED_IN_BLOCK for side in (one, other))
        of_rows = [sum(line) / across for line in common]
        of_columns = [sum(line) / down for line in zip(*common, strict=True)]
        of_middles = sum(of_rows) / down
        return [
            [
                value - of_row - of_column + of_middles
                for value, of_column in zip(line, of_columns, strict=True)
            ]
            for line, of_row in zip(common, of_rows, strict=True)
        ]
