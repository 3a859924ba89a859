"""Which keys may stand where in a canvas file, taken from the models."""

from __future__ import annotations

from functools import cache
from typing import Final

from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.model.canvas import Canvas, MetricNote, Note, Part, SegmentNote, Waiver

CANVAS_ONLY: Final = frozenset({"cxcanvas", "not_captured", "waivers", *BLOCKS})
"""Keys that show a file to be a canvas; ``title``, ``date`` and their like stand in many other files."""

_NOTES: Final[dict[str, type[Note]]] = {"segments": SegmentNote, "metrics": MetricNote}


@cache
def keys_of(part: type[Part]) -> dict[str, None]:
    """Return the keys of a part as they are written in files, in their order."""
    return {field.alias or name: None for name, field in part.model_fields.items()}


def note_of(block: str) -> type[Note]:
    """Return the model of the notes of ``block``."""
    return _NOTES.get(block, Note)


def is_extension(key: str) -> bool:
    """Whether ``key`` may stand anywhere: ``$schema`` and all that begins with ``x-``."""
    return key.startswith("x-") or key == "$schema"


@cache
def homes() -> dict[str, str]:
    """Return for every key where it belongs, in words; a key met elsewhere is told so."""
    found: dict[str, str] = {}
    for key in keys_of(Canvas):
        found[key] = "at the top of the file"
    for stage in STAGES:
        found[stage] = "in a block that is divided into pre_sale and post_sale, such as needs"
    for part, words in (
        (Note, "in a note"),
        (SegmentNote, "in a note of segments"),
        (MetricNote, "in a note of metrics"),
    ):
        for key in keys_of(part):
            found.setdefault(key, words)
    for key in keys_of(Waiver):
        found.setdefault(key, "in a waiver")
    return found
