"""Understands the words on sticky notes, in English, Romanian, Polish, Russian and Italian, and links the notes.

``link`` is the way in. What it cannot judge it says so, with candidates, instead of guessing (docs/linking.md).
"""

from cxadvisor.language.confidence import COVER, PLAUSIBLE, READABLE, THRESHOLD
from cxadvisor.language.knowledge import Knowledge, shipped_knowledge
from cxadvisor.language.linker import link
from cxadvisor.language.reasons import reason_text
from cxadvisor.language.results import (
    BrokenReference,
    ChannelUse,
    Linking,
    NoteCandidate,
    NoteLink,
    Reading,
    Reason,
    nothing_linked,
)

__all__ = [
    "COVER",
    "PLAUSIBLE",
    "READABLE",
    "THRESHOLD",
    "BrokenReference",
    "ChannelUse",
    "Knowledge",
    "Linking",
    "NoteCandidate",
    "NoteLink",
    "Reading",
    "Reason",
    "link",
    "nothing_linked",
    "reason_text",
    "shipped_knowledge",
]
