"""The JSON Schema of canvas files: the models, and what the readers demand beyond them."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS, STAGES
from cxadvisor.model.canvas import Canvas
from cxadvisor.schemas.artefact_schema import artefact_definitions, artefact_property
from cxadvisor.schemas.descriptions import DESCRIPTIONS, NOTE_DESCRIPTIONS, WAIVER_DESCRIPTIONS
from cxadvisor.schemas.tidying import nullable, sharing, without

_NOTES: Final = ("Note", "SegmentNote", "MetricNote")
_TITLES: Final = {"Note": "Note", "SegmentNote": "Note of the segments", "MetricNote": "Note of the metrics"}


def canvas_schema() -> dict[str, Any]:
    """Return the schema.

    Beyond it the readers refuse what a schema cannot say: keys written twice, ids given twice, waivers that name
    nothing, days that are none, and files that are too large.
    """
    made = without(Canvas.model_json_schema(by_alias=True), "default")
    definitions = made.pop("$defs")
    made["required"] = ["cxcanvas"]
    made["properties"]["not_captured"]["items"] = {"enum": _blocks_and_stages()}
    for name in _NOTES:
        definitions[name]["properties"]["id"] = _identifier(definitions[name]["properties"]["id"])
    _refine_waiver(definitions["Waiver"])
    for part in (made, *definitions.values()):
        _with_nulls(part)
    for key in COMPANION_KEYS:
        made["properties"][key] = artefact_property(key)
    for name in _NOTES:
        _describe(definitions[name], NOTE_DESCRIPTIONS)
        definitions[name] = _text_or_object(definitions[name], _TITLES[name])
    _describe(definitions["Waiver"], WAIVER_DESCRIPTIONS)
    _describe(made, DESCRIPTIONS)
    text = definitions["Note"]["anyOf"][0]
    schema = sharing({**made, "$defs": definitions}, {"Text": text})
    definitions = dict(sorted({**schema.pop("$defs"), **artefact_definitions()}.items()))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:cxadvisor:canvas:1",
        **schema,
        "title": "Customer Experience Strategy Canvas",
        "description": "A canvas file as cxadvisor reads it. A key without a value counts as not written.",
        "$defs": definitions,
    }


def _blocks_and_stages() -> list[str]:
    stages = [f"{block.name}/{stage}" for block in BLOCKS.values() if block.staged for stage in STAGES]
    return [*BLOCKS, *stages]


def _identifier(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an id: not the name of a block, or a waiver could mean either."""
    return {**schema, "not": {"enum": list(BLOCKS)}}


def _refine_waiver(waiver: dict[str, Any]) -> None:
    waiver["oneOf"] = [
        {"required": [key], "properties": {key: {"type": "string"}}} for key in ("at", "fingerprint")
    ]
    waiver["properties"]["at"]["not"] = {"pattern": "[/#]"}
    waiver["properties"]["until"]["anyOf"][0] |= {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"}


def _with_nulls(part: dict[str, Any]) -> None:
    """Let every key that may be left out also stand without a value."""
    for key, schema in part.get("properties", {}).items():
        if key not in part.get("required", ()) and key not in COMPANION_KEYS:
            part["properties"][key] = nullable(schema)


def _describe(part: dict[str, Any], descriptions: dict[str, str]) -> None:
    for key, schema in part["properties"].items():
        if key not in COMPANION_KEYS:
            schema["description"] = descriptions[key]


def _text_or_object(schema: dict[str, Any], title: str) -> dict[str, Any]:
    """Return the schema of a note: a plain text, or an object."""
    text = {key: value for key, value in schema["properties"]["text"].items() if key != "description"}
    schema.pop("title")
    description = "A sticky note: a plain text, or an object where more is known of it."
    schema.pop("description")
    return {"title": title, "description": description, "anyOf": [text, schema]}
