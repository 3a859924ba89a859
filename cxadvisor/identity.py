"""Who is who from run to run: the identity of notes, and the fingerprint of findings. Never an index, a
position, a message.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable

from cxadvisor.model.canvas import Canvas


def normalised(text: str) -> str:
    """Return ``text`` as identities compare it: NFKC, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def note_identities(canvas: Canvas) -> dict[str, str]:
    """Return the identity of every note by its place.

    It is the note's id, else its block, stage and normalised text; equal twins are counted. It is the same
    under any order of notes.
    """
    seen: Counter[str] = Counter()
    identities = {}
    for placed in canvas.placed_notes():
        if placed.note.id is not None:
            identity = f"#{placed.note.id}"
        else:
            identity = f"{placed.block}/{placed.stage or ''} {normalised(placed.text)}"
            seen[identity] += 1
            if seen[identity] > 1:
                identity += f" ({seen[identity]})"
        identities[placed.place] = identity
    return identities


def fingerprint(
    rule: str, asks: str | None, block: str | None, stage: str | None, identities: Iterable[str]
) -> str:
    """Return the fingerprint of a finding: 16 hexadecimal digits of the SHA-256 of what it is about."""
    about = [rule, asks, block, stage, sorted(identities)]
    return hashlib.sha256(json.dumps(about, ensure_ascii=False).encode()).hexdigest()[:16]
