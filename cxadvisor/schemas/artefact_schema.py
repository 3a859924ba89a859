"""The JSON Schemas of artefacts and of the companion files that hold them: the models, with nulls and plain forms."""

from __future__ import annotations

from typing import Any, Final

from pydantic.json_schema import models_json_schema

from cxadvisor.model.artefacts import ARTEFACTS, MAX_ARTEFACTS
from cxadvisor.model.artefacts.common import Brief
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.canvas import Part
from cxadvisor.schemas.artefacts import TITLES, description_of
from cxadvisor.schemas.tidying import nullable, sharing, without

_TITLES: Final = {
    "personas": "Personas",
    "empathy_maps": "Empathy maps",
    "journeys": "Customer journeys",
    "employee_journeys": "Employee journeys",
    "service_template": "The service-model template",
    "heart": "HEART tables",
    "five_whys": "5 Whys",
    "user_flows": "User flows",
}
_PARTS: Final = {part.__name__: part for part in TITLES}
_REFERENCE: Final = "#/$defs/"


def companion_schema(key: str) -> dict[str, Any]:
    """Return the schema of a companion file that holds ``key``.

    Beyond it the readers refuse what a schema cannot say: keys written twice, ids given twice, days that are none, and
    files that are too large. A key that it does not know is refused here; the readers tell of it and read on, unless
    it is another word for a known one.
    """
    definitions = artefact_definitions()
    property_ = artefact_property(key)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:cxadvisor:{key}:1",
        "title": _TITLES[key],
        "description": f"A file of “{key}” beside a canvas. A key without a value counts as not written.",
        "type": "object",
        "properties": {key: property_},
        "patternProperties": {"^x-": {}, r"^\$schema$": {"type": "string"}},
        "required": [key],
        "additionalProperties": False,
        "$defs": {name: definitions[name] for name in sorted(_reached(property_, definitions))},
    }


def artefact_property(key: str) -> dict[str, Any]:
    """Return the schema of what stands under the companion key ``key``: an artefact, or a list of them."""
    one = {"$ref": _REFERENCE + ARTEFACTS[key].__name__}
    several = {"items": one, "maxItems": MAX_ARTEFACTS, "type": "array"}
    return {"anyOf": [one, several, {"type": "null"}], "description": f"{_TITLES[key]}: one, or a list."}


def artefact_definitions() -> dict[str, Any]:
    """Return the definitions of all artefacts and their parts, by name; references lead to ``#/$defs/``."""
    _, made = models_json_schema([(model, "validation") for model in ARTEFACTS.values()])
    definitions: dict[str, Any] = without(made["$defs"], "default")
    assert set(definitions) == set(_PARTS)
    shared = _shared(definitions["EmpathyMap"]["properties"])
    for name, definition in shared.items():
        definitions = sharing(definitions, {name: definition})
    finished = {name: _finished(_PARTS[name], schema) for name, schema in definitions.items()}
    identifier = {**shared["Id"], "not": {"enum": list(BLOCKS)}}
    return {
        **finished,
        "Id": {"title": "Id of another", **shared["Id"]},
        "NewId": {"title": "Id", "description": "No name of a block.", **identifier},
        "Text": {"title": "Text", **shared["Text"]},
        "Texts": {"title": "Text, or a list of texts", **shared["Texts"]},
    }


def _shared(properties: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what many keys hold, so that it is defined once."""
    text = _inner(properties["persona"])
    texts = sharing(properties["says"], {"Text": text})
    return {"Id": _inner(properties["id"]), "Text": text, "Texts": texts}


def _inner(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without the null beside it."""
    inner: dict[str, Any] = next(each for each in schema["anyOf"] if each != {"type": "null"})
    return inner


def _finished(part: type[Part], schema: dict[str, Any]) -> dict[str, Any]:
    """Return the definition of ``part`` with titles, descriptions, nulls, and the plain form that it may have."""
    properties = schema["properties"]
    plain = _plain(part)
    if "id" in properties:
        properties["id"] = {"$ref": f"{_REFERENCE}NewId"}
    for key, inner in properties.items():
        found = inner if key in schema.get("required", ()) else nullable(inner)
        properties[key] = {**found, "description": description_of(part, key)}
    about = {"title": TITLES[part], "description": schema.pop("description")}
    schema.pop("title")
    return {**about, "anyOf": [plain, schema]} if plain else {**about, **schema}


def _plain(part: type[Part]) -> dict[str, Any] | None:
    """Return what may stand for the whole ``part``."""
    if not issubclass(part, Brief):
        return None
    return {"$ref": _REFERENCE + ("Texts" if part.plain_list else "Text")}


def _reached(schema: Any, definitions: dict[str, Any]) -> set[str]:
    """Return the names of the definitions that ``schema`` refers to, directly or through others."""
    found: set[str] = set()
    parts = [schema]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            name = part.get("$ref", "").removeprefix(_REFERENCE) if isinstance(part.get("$ref"), str) else ""
            if name and name not in found:
                found.add(name)
                parts.append(definitions[name])
            parts.extend(part.values())
        elif isinstance(part, list):
            parts.extend(part)
    return found
