"""Makes of the points of notes what is compared: concepts that a note hints at without any of their words, and where it
lies apart from what most notes differ in alike.

Where concepts lie is compiled beforehand from their wordings (``make meanings``). Points are whole numbers, so that
their products are exact, whatever is computed together and in whatever order.
"""

from __future__ import annotations

import hashlib
import math
from base64 import b85decode
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from cxadvisor.language.embedding import DIMENSIONS, ZERO
from cxadvisor.resources import read_json

FORMAT: Final = 1
"""The version of the compiled file."""

NEAREST: Final = 12
"""A note hints at so many concepts, the nearest ones."""

SHARPNESS: Final = 3
"""The power of nearness that a hint weighs: the nearest concepts count much more than the next ones."""

HINT: Final = 3
"""Bytes of a hint as it is kept: the row of its concept, and its weight."""

HINTS: Final = NEAREST * HINT
"""Bytes of all hints of a note."""


RECORD: Final = DIMENSIONS + HINTS
"""Bytes of all that is kept of a note: its point, then its hints."""


class Meanings(NamedTuple):
    """Where concepts and notes lie for the model: names of concepts, and their coordinates from where wordings usually
    lie; where notes usually lie; and the directions in which notes differ most, which tell little of what belongs
    together.

    ``identity`` changes with anything in it.
    """

    identity: bytes
    names: tuple[str, ...]
    rows: tuple[str, ...]
    base: bytes
    common: tuple[bytes, ...]


@cache
def meanings() -> Meanings:
    """Return the meanings that come with cxadvisor; read once."""
    table = read_json("knowledge", "compiled", "meanings.json")
    places = {name: row for name, (row, _) in table["concepts"].items()}
    told = "\n".join([str(table["format"]), table["base"], *table["common"], *places, *places.values()])
    return Meanings(
        hashlib.blake2b(told.encode(), digest_size=16).digest(),
        tuple(places),
        tuple(places.values()),
        b85decode(table["base"]),
        tuple(b85decode(row) for row in table["common"]),
    )


def records_of(points: Sequence[bytes]) -> list[bytes]:
    """Return what is kept of each point (``RECORD``)."""
    import numpy

    known = meanings()
    base = numpy.frombuffer(known.base, numpy.uint8).astype(numpy.float64)
    # Whole numbers well below 2**53, as are the sums of their products: no order of adding them up changes these.
    notes = numpy.frombuffer(b"".join(points), numpy.uint8).reshape(-1, DIMENSIONS) - base
    apart = notes + base
    for row in known.common:
        direction = numpy.frombuffer(row, numpy.uint8).astype(numpy.float64) - ZERO
        apart -= (notes @ direction)[:, None] * (direction / (direction @ direction))
    apart = numpy.clip(numpy.rint(apart), 1, 255).astype(numpy.uint8)
    return [point.tobytes() + hints for point, hints in zip(apart, _hints(notes), strict=True)]


def _hints(notes: Any) -> Iterator[bytes]:
    """Yield what each note hints at: for each concept two bytes of its row and one of its weight."""
    import numpy

    concepts = unpacked("".join(meanings().rows))
    nearness = notes @ concepts.T
    nearness /= numpy.sqrt((notes**2).sum(1, keepdims=True)) + 1e-9
    nearness /= numpy.sqrt((concepts**2).sum(1)) + 1e-9
    for row in nearness:
        best = numpy.argsort(-row, kind="stable")[:NEAREST]
        weights = numpy.maximum(row[best], 0.0) ** SHARPNESS
        weights *= 255 / (math.hypot(*weights) + 1e-9)
        yield b"".join(
            int(number).to_bytes(2, "little") + bytes([round(float(weight))])
            for number, weight in zip(best, weights, strict=True)
        ).ljust(HINTS, b"\0")


def unpacked(rows: str) -> Any:
    """Return the coordinates of packed rows as an array of numbers, a row a concept."""
    import numpy

    packed = numpy.frombuffer(b85decode(rows), numpy.uint8)
    both = numpy.stack([packed >> 4, packed & 15], 1).astype(numpy.float64) - 8
    return both.reshape(-1, DIMENSIONS)


def packed(coordinates: Sequence[int]) -> bytes:
    """Return coordinates from -7 to 7, two a byte."""
    pairs = zip(coordinates[::2], coordinates[1::2], strict=True)
    return bytes([(one + 8) << 4 | (other + 8) for one, other in pairs])


def told_hints(kept: bytes) -> list[tuple[str, float]]:
    """Return the hints as they are kept: names of concepts, and weights (0–1, their squares sum to 1)."""
    names = meanings().names
    return [
        (names[int.from_bytes(kept[at : at + 2], "little")], kept[at + 2] / 255)
        for at in range(0, len(kept), HINT)
        if kept[at + 2]
    ]


def usual_point() -> tuple[int, ...]:
    """Return where notes usually lie, as whole numbers around 0."""
    return tuple(value - ZERO for value in meanings().base)
