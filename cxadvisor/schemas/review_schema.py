"""The JSON Schema of a review as JSON."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.model.review import Review
from cxadvisor.schemas.tidying import without

_LEFT_OUT_WHEN_IDLE: Final = frozenset(
    {
        *("packs", "semantic", "severity", "baseline", "since", "edition", "held_back", "reviews"),
        *("strengths", "links", "scores", "coverage", "checklist"),
        *("ruled_out", "coverage_score", "readiness", "matrices", "threads"),
    }
)
"""``reviews`` is there for several canvases only; the others stand in these reviews then, not beside them."""
_OF_NOTES: Final = {"Finding": "noted", "ChecklistItem": "comment"}
"""Keys that are there only where the consultant has noted something."""


def review_schema() -> dict[str, Any]:
    """Return the schema; keys that a later version adds are not refused by it."""
    made = without(
        Review.model_json_schema(by_alias=True, mode="serialization"), "default", "additionalProperties"
    )
    definitions = dict(sorted(made["$defs"].items()))
    for name, definition in definitions.items():
        definition["required"] = [key for key in definition["properties"] if key != _OF_NOTES.get(name)]
    for key in ("see", "known"):
        definitions["Finding"]["required"].remove(key)
    review = definitions["Review"]
    review["required"] = [key for key in review["required"] if key not in _LEFT_OUT_WHEN_IDLE]
    review["properties"]["scores"]["additionalProperties"] = {"$ref": "#/$defs/Score"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:cxadvisor:review:1",
        "title": "Review of a customer experience strategy",
        "description": "What “cxadvisor review --format json” writes. Keys are only added within version 1.",
        "$ref": "#/$defs/Review",
        "$defs": definitions,
    }
