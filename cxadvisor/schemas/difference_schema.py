"""The JSON Schema of what differs between two reviews as JSON."""

from __future__ import annotations

from typing import Any

from cxadvisor.model.progress import Difference
from cxadvisor.schemas.tidying import without


def difference_schema() -> dict[str, Any]:
    """Return the schema; keys that a later version adds are not refused by it."""
    made = without(
        Difference.model_json_schema(by_alias=True, mode="serialization"), "default", "additionalProperties"
    )
    definitions = dict(sorted(made.pop("$defs").items()))
    for definition in (made, *definitions.values()):
        definition["required"] = list(definition["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:cxadvisor:diff:1",
        **made,
        "title": "Progress between two reviews of a customer experience strategy",
        "description": "What “cxadvisor diff --format json” writes. Keys are only added within version 1.",
        "$defs": definitions,
    }
