"""The JSON Schema of ``review-notes.yaml``."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.model.review_notes import AT_CANVAS, ReviewNotes
from cxadvisor.schemas.tidying import nullable, without

_DAY: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_BY_FINGERPRINT: Final = f"^[0-9a-f]{{16}}({AT_CANVAS}.+)?$"


def notes_schema() -> dict[str, Any]:
    """Return the schema. Beyond it the readers refuse keys written twice, and days that are none."""
    made = without(ReviewNotes.model_json_schema(by_alias=True), "default")
    definitions = dict(sorted(made.pop("$defs").items()))
    made["required"] = ["cxnotes"]
    for part in (made, *definitions.values()):
        for key, schema in part.get("properties", {}).items():
            if key == "due":
                schema["anyOf"][0] |= {"pattern": _DAY, "format": "date"}
            if key not in part.get("required", ()):
                part["properties"][key] = nullable(schema)
    for name in ("NotedFinding", "OwnFinding"):
        definitions[name] |= {
            "if": {"properties": {"status": {"const": "reject"}}, "required": ["status"]},
            "then": {"required": ["reason"]},
        }
    findings = made["properties"]["findings"]["anyOf"][0]
    findings["patternProperties"] = {
        _BY_FINGERPRINT: nullable(findings.pop("additionalProperties")),
        "^x-": {},
    }
    findings["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:cxadvisor:review-notes:1",
        **made,
        "title": "Notes of the consultant on a review",
        "description": "review-notes.yaml as cxadvisor reads it. A key without a value counts as not written.",
        "$defs": definitions,
    }
