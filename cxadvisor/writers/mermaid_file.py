"""Writes a journey as a Mermaid diagram: its stages, its steps and how each felt, from 1 to 5."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cxadvisor.readers.mermaid.journeys import SCALE
from cxadvisor.readers.mermaid.lines import coded
from cxadvisor.writers import Written
from cxadvisor.writers.reading_back import lost

_WHY: Final = "A diagram shows one journey with stages, steps, scores from 1 to 5 and actors only."
_PHASES: Final = ("before", "during", "after")


def write(tree: Mapping[str, Any], language: str) -> Written:
    """Return the first journey of ``tree`` (in canonical form) as a diagram; all else is lost, and named.

    A step without an emotion, or with one in words, gets the score 3; emotions on other scales are rounded.
    """
    journeys = tree.get("journeys", [])
    first = journeys[0] if isinstance(journeys, list) and journeys else journeys
    lines = list(_lines(first)) if isinstance(first, dict) else ["journey"]
    data = ("\n".join(lines) + "\n").encode()
    return Written(data, lost(tree, data, "mermaid", _WHY))


def _lines(journey: Mapping[str, Any]) -> Iterator[str]:
    yield "journey"
    if "title" in journey:
        yield f"    title {coded(journey['title'])}"
    scale = journey.get("emotion_scale")
    persona = [journey["persona"]] if "persona" in journey else []
    for name, steps in _stages(journey):
        if name:
            yield f"    section {coded(name)}"
        for step in steps:
            actors = step.get("x-actors", persona)
            listed = ", ".join(coded(each, comma=True) for each in actors) if isinstance(actors, list) else ""
            score = _score(step.get("emotion"), scale)
            yield f"      {coded(step.get('action', '?'))}: {score}" + (f": {listed}" if listed else "")


def _stages(journey: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for phase in _PHASES:
        if phase in journey:
            yield phase, journey[phase]
    for stage in journey.get("stages", ()):
        yield stage.get("name", ""), stage.get("steps", [])


def _score(emotion: Any, scale: Any) -> int | float:
    """Return an emotion on the scale of diagrams."""
    low, high = SCALE
    middle = (low + high) // 2
    if isinstance(emotion, str) and isinstance(scale, list) and emotion in scale and len(scale) > 1:
        return round(low + (high - low) * scale.index(emotion) / (len(scale) - 1))
    if isinstance(emotion, bool) or not isinstance(emotion, int | float):
        return middle
    if scale == SCALE:
        return emotion if low <= emotion <= high else middle
    if not (
        isinstance(scale, list) and len(scale) == 2 and all(isinstance(end, int | float) for end in scale)
    ):
        return middle
    share = (emotion - scale[0]) / (scale[1] - scale[0]) if scale[1] != scale[0] else 0.5
    return round(low + (high - low) * min(max(share, 0), 1))
