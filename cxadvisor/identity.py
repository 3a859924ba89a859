"""Who is who from run to run: the identity of notes, and the fingerprint of findings. Never an index, a
position, a message.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from cxadvisor.model.canvas import Canvas, PlacedNote


def normalised(text: str) -> str:
    """Return ``text`` as identities compare it: NFKC, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def note_identities(canvas: Canvas, prefix: str = "") -> dict[str, str]:
    """Return the identity of every note by its place.

    It is the note's id, else its block, stage and normalised text; equal twins are counted. It is the same under any
    order of notes. ``prefix`` stands before it, where the notes of several canvases are to be told apart.
    """
    identities = {}
    twins: dict[str, list[PlacedNote]] = {}
    for placed in canvas.placed_notes():
        if placed.note.id is not None:
            identities[placed.place] = f"{prefix}#{placed.note.id}"
        else:
            identity = f"{prefix}{placed.block}/{placed.stage or ''} {normalised(placed.text)}"
            identities[placed.place] = identity
            twins.setdefault(identity, []).append(placed)
    for identity, alike in twins.items():
        if len(alike) > 1:
            # What else stands on them tells them apart; where nothing does, it does not matter which is which.
            alike.sort(key=lambda placed: placed.note.model_dump_json())
            for number, placed in enumerate(alike[1:], 2):
                identities[placed.place] = f"{identity} ({number})"
    return identities


def canvas_names(canvases: Sequence[tuple[Canvas, str]]) -> list[str]:
    """Return a name for each of several canvases, the same whatever their files are called and in whatever order they
    stand: the title, else the organisation or the segments. Equal names are counted.

    Args:
        canvases: each canvas with the digest of its file, which tells apart those of one name.
    """
    names = [
        normalised(
            canvas.title or canvas.organisation or ", ".join(sorted(note.text for note in canvas.segments))
        )
        for canvas, _ in canvases
    ]
    order = sorted(range(len(names)), key=lambda index: (names[index], canvases[index][1]))
    taken: Counter[str] = Counter()
    found = [""] * len(names)
    for index in order:
        taken[names[index]] += 1
        count = taken[names[index]]
        found[index] = names[index] if count == 1 else f"{names[index]} ({count})"
    return found


def fingerprint(
    rule: str, asks: str | None, block: str | None, stage: str | None, identities: Iterable[str]
) -> str:
    """Return the fingerprint of a finding: 16 hexadecimal digits of the SHA-256 of what it is about."""
    about = [rule, asks, block, stage, sorted(identities)]
    return hashlib.sha256(json.dumps(about, ensure_ascii=False).encode()).hexdigest()[:16]
