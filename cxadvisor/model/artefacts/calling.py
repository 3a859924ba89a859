"""What artefacts and their parts are called in a sentence."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.model.artefacts.common import Artefact
from cxadvisor.model.canvas import Part

SAYS: Final = (
    "text",
    "name",
    "action",
    "does",
    "process",
    "why",
    "cause",
    "answer",
    "moment",
    "technology",
    "role",
    "when",
)
"""What the parts of artefacts are called by: the first of these keys that they have."""

CALLED: Final = (
    "title",
    "name",
    "product",
    "problem",
    "situation",
    "persona",
    "mirrors",
    "moment",
    "summary",
)
"""The same for artefacts."""

UNNAMED: Final = "–"
"""Stands for what has no name."""


def called(artefact: Artefact) -> str:
    """Return what an artefact is called: its title or name, else what it is about, else its id."""
    for key in CALLED:
        value = getattr(artefact, key, None)
        if value:
            return str(value) if isinstance(value, str) else str(value[0])
    return artefact.id or UNNAMED


def said(part: Part) -> str:
    """Return the text that a part of an artefact is called by; an empty one where it has none."""
    known = vars(part)  # far quicker than asking pydantic for fields that a part may not have
    for key in SAYS:
        value = known.get(key)
        if value:
            return value if isinstance(value, str) else str(value[0])
    return ""


def text_at(artefact: Artefact, pointer: str) -> str | None:
    """Return what stands at ``pointer`` within an artefact, or what the part there is called by; None for nothing."""
    value: Any = artefact
    for token in pointer.split("/")[1:]:
        if isinstance(value, tuple):
            value = value[int(token)] if token.isdigit() and int(token) < len(value) else None
        elif isinstance(value, Part):
            value = getattr(value, token, None)
        else:
            break
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, Artefact):
        return called(value)
    if isinstance(value, Part):
        return said(value) or None
    return value if isinstance(value, str) else None
