"""The JSON Schema of a plan as JSON."""

from __future__ import annotations

from typing import Any

from cxadvisor.model.plan import Plan
from cxadvisor.schemas.tidying import without


def plan_schema() -> dict[str, Any]:
    """Return the schema; keys that a later version adds are not refused by it."""
    made = without(
        Plan.model_json_schema(by_alias=True, mode="serialization"), "default", "additionalProperties"
    )
    definitions = dict(sorted(made["$defs"].items()))
    for name, definition in definitions.items():
        # Several canvases have a plan each; of one there is nothing beside it.
        definition["required"] = [key for key in definition["properties"] if (name, key) != ("Plan", "plans")]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:cxadvisor:plan:1",
        "title": "Plan for a customer experience strategy",
        "description": "What “cxadvisor plan --format json” writes. Keys are only added within version 1.",
        "$ref": "#/$defs/Plan",
        "$defs": definitions,
    }
