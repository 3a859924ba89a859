"""Works out where the concepts of knowledge lie for the language model; only for those who change knowledge.

It takes the model ten minutes for all of them, so that only concepts whose wordings have changed are worked out anew.
"""

from __future__ import annotations

import hashlib
from base64 import b85decode, b85encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from cxadvisor.language.authoring import AuthoredConcept
from cxadvisor.language.embedding import DIMENSIONS, ZERO, normalised
from cxadvisor.language.meanings import FORMAT, packed

COMMON: Final = 3
"""So many directions are left out of account; with none, or with five, fewer pairs were right."""

Encode = Callable[[Sequence[str]], list[bytes]]

COMPARED: Final = ("situation", "practice", "measure", "quality", "role", "thing")
"""The kinds of concepts that notes may hint at; channels match by name alone."""

WORDINGS: Final = 8
"""So many wordings a language tell where a concept lies; twice as many hardly move it."""


def wordings_of(concept: AuthoredConcept) -> list[str]:
    """Return the wordings that tell where ``concept`` lies, over all languages; beginnings of words do not."""
    found: list[str] = []
    for wordings in concept.wordings.values():
        whole = [normalised(wording.rstrip("!")) for wording in wordings if "*" not in wording]
        found += whole[:WORDINGS]
    return found


def stamp_of(wordings: Iterable[str]) -> str:
    """Return what tells whether the wordings of a concept have changed."""
    return hashlib.blake2b("\n".join(wordings).encode(), digest_size=4).hexdigest()


def compile_meanings(
    concepts: Mapping[str, AuthoredConcept],
    old: Mapping[str, Any],
    canvases: Sequence[Sequence[str]],
    encode: Encode,
) -> dict[str, Any]:
    """Return the content of ``meanings.json``.

    Args:
        concepts: the authored concepts.
        old: the content as it was, or nothing; what has not changed is taken from it.
        canvases: the notes of many canvases, which tell where notes usually lie, unless ``old`` knows.
        encode: returns the points of texts.
    """
    known = old.get("concepts", {})
    base, common, centre = old.get("base"), old.get("common"), old.get("centre")
    if base is None or common is None:
        points = [encode([normalised(note) for note in notes]) for notes in canvases]
        base = b85encode(bytes(map(round, _middle([each for notes in points for each in notes])))).decode()
        common = [b85encode(row).decode() for row in _common(points)]
    told = {
        name: wordings
        for name, concept in concepts.items()
        if concept.kind in COMPARED and (wordings := wordings_of(concept))
    }
    stamps = {name: stamp_of(wordings) for name, wordings in told.items()}
    changed = [name for name in told if known.get(name, ("", ""))[1] != stamps[name] or centre is None]
    texts = sorted({wording for name in changed for wording in told[name]})
    points_of = dict(zip(texts, encode(texts), strict=True))
    if centre is None:
        # Wordings are shorter than notes and lie elsewhere, so that each are looked at from their own middle.
        centre = b85encode(bytes(map(round, _middle(list(points_of.values()))))).decode()
    rows = {name: known[name] for name in told if name not in changed}
    for name in changed:
        middle = _middle([points_of[wording] for wording in told[name]])
        away = [value - zero for value, zero in zip(middle, b85decode(centre), strict=True)]
        most = max(map(abs, away)) or 1.0
        rows[name] = [b85encode(packed([round(7 * value / most) for value in away])).decode(), stamps[name]]
    ordered = {name: rows[name] for name in told}
    return {"format": FORMAT, "base": base, "common": common, "centre": centre, "concepts": ordered}


def _middle(points: Sequence[bytes]) -> list[float]:
    return [sum(each) / len(points) for each in zip(*points, strict=True)]


def _common(canvases: Iterable[Sequence[bytes]]) -> list[bytes]:
    """Return the directions in which notes differ most from the others of their canvas (``ZERO`` stands for 0)."""
    import numpy

    away = []
    for points in canvases:
        notes = numpy.frombuffer(b"".join(points), numpy.uint8).reshape(-1, DIMENSIONS).astype(numpy.float64)
        away.append(notes - notes.mean(0))
    directions = numpy.linalg.svd(numpy.concatenate(away), full_matrices=False)[2][:COMMON]
    directions *= 127 / numpy.abs(directions).max(1, keepdims=True)
    return [(numpy.rint(row) + ZERO).astype(numpy.uint8).tobytes() for row in directions]
