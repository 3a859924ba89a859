"""A whole strategy of any size: the example with all kinds of artefacts, and copies of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

from cxadvisor.model.blocks import COMPANION_KEYS

FOLDER: Final = Path(__file__).resolve().parents[2] / "examples" / "cycle-workshop"

NAMES: Final = frozenset(
    {
        *("id", "persona", "mirrors", "mirrors_step", "journey_step", "next", "start"),
        *("actor", "activity_of", "supports", "follows"),
    }
)
"""Keys that give an id, or name one."""


def whole(artefacts: int) -> dict[str, Any]:
    """Return the content of a canvas file with so many artefacts inside."""
    content: dict[str, Any] = yaml.safe_load((FOLDER / "canvas.yaml").read_text("utf-8"))
    originals = {key: _list(key) for key in COMPANION_KEYS}
    made, turn = 0, 0
    while made < artefacts:
        for key, each in originals.items():
            for artefact in each[: artefacts - made]:
                content.setdefault(key, []).append(_copied(artefact, turn))
                made += 1
        turn += 1
    return content


def _list(key: str) -> list[Any]:
    content = yaml.safe_load((FOLDER / f"{key}.yaml").read_text("utf-8"))[key]
    return content if isinstance(content, list) else [content]


def _copied(part: Any, turn: int, key: str = "") -> Any:
    """Return a copy of a part of an artefact; after the first turn with ids and words of its own."""
    if isinstance(part, dict):
        return {name: _copied(value, turn, name) for name, value in part.items()}
    if isinstance(part, list):
        return [_copied(each, turn, key) for each in part]
    if (
        not turn
        or not isinstance(part, str)
        or key in ("kind", "state", "due", "date", "canvas", "need", "moment")
    ):
        return part
    if key in NAMES and " " not in part:
        return f"{part}-{turn + 1}"
    return f"{part} {turn + 1}" if key in ("title", "name", "action", "text", "problem", "product") else part
