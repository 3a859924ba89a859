"""The review as JSON: the shape that other tools rely on (design, the review contract)."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options

_OF_ONE_CANVAS: Final = ("strengths", "links", "scores", "coverage", "checklist")
_WHERE_THERE: Final = (
    *("packs", "semantic", "severity", "baseline", "since", "edition", "held_back"),
    *("ruled_out", "coverage_score", "readiness", "matrices", "threads"),
)
"""Keys that were added to the contract later: they are there only where they hold something."""
_UNSAFE = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What JSON may hold as it is, but a terminal would act upon, or an eye would miss."""


def as_data(review: Review) -> dict[str, Any]:
    """Return ``review`` as plain data, keys in the order of the contract.

    ``reviews`` is there only for several canvases; the parts that speak of one canvas then stand in those. Keys
    that were added later, as ``packs`` or ``readiness``, are there only where they hold something; ``noted``
    of findings only where the consultant has noted something, ``known`` and ``see`` where they have it.
    """
    return _without_idle_parts(review.model_dump(mode="json", by_alias=True))


def _without_idle_parts(data: dict[str, Any]) -> dict[str, Any]:
    for key in _WHERE_THERE:
        if data[key] is None or data[key] == []:
            del data[key]
    for finding in data["findings"]:
        if finding["known"] is None:
            del finding["known"]
        if finding["noted"] is None:
            del finding["noted"]
        if not finding["see"]:
            del finding["see"]
    for item in data["checklist"]:
        if item["comment"] is None:
            del item["comment"]
    if not data["reviews"]:
        del data["reviews"]
        return data
    data["reviews"] = [_without_idle_parts(inner) for inner in data["reviews"]]
    for key in _OF_ONE_CANVAS:
        content = data[key]
        if not (any(content.values()) if key == "coverage" else content):
            del data[key]
    return data


def render(review: Review, strategy: Strategy | None, options: Options) -> str:
    """Return ``review`` as indented JSON."""
    return as_text(as_data(review))


def as_text(data: Any) -> str:
    """Return plain data as indented JSON in which nothing could act on a terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], text) + "\n"
