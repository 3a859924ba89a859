"""Small changes that make a schema made from models fit for people and editors."""

from __future__ import annotations

import re
from typing import Any

_sources = re.compile(r" \((?:[SK][0-9]+[a-z]?(?:, )?)+\)")


def without(schema: Any, *words: str) -> Any:
    """Return ``schema`` without the keywords ``words``, titles that only repeat a key, and labels of sources.

    Keys of ``properties`` and ``$defs`` are names, not keywords; they stay.
    """
    if isinstance(schema, list):
        return [without(item, *words) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs", "patternProperties"):
            found[key] = {name: _untitled(without(inner, *words), key) for name, inner in value.items()}
        elif key == "description":
            found[key] = _sources.sub("", " ".join(value.replace("``", "“").split()))
        elif key not in words:
            found[key] = without(value, *words)
    return _with_quotes(found)


def _untitled(schema: Any, under: str) -> Any:
    if under == "properties" and isinstance(schema, dict):
        schema.pop("title", None)
    return schema


def _with_quotes(schema: dict[str, Any]) -> dict[str, Any]:
    """Turn every second opening quote of a description into a closing one."""
    text = schema.get("description")
    if isinstance(text, str) and "“" in text:
        first, *rest = text.split("“")
        schema["description"] = first + "".join(
            ("“", "”")[index % 2] + part for index, part in enumerate(rest)
        )
    return schema


def nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that also takes null: a key without a value counts as not written."""
    if not schema or {"type": "null"} in schema.get("anyOf", ()):
        return schema
    if set(schema) <= {"anyOf", "title", "description"}:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    outside: dict[str, Any] = {key: schema.pop(key) for key in ("title", "description") if key in schema}
    return {"anyOf": [schema, {"type": "null"}], **outside}


def sharing(schema: Any, shared: dict[str, Any]) -> Any:
    """Return ``schema`` with references instead of copies of what is defined once, under its name in ``shared``."""
    for name, definition in shared.items():
        if schema == definition:
            return {"$ref": f"#/$defs/{name}"}
    if isinstance(schema, dict):
        return {key: sharing(value, shared) for key, value in schema.items()}
    return [sharing(item, shared) for item in schema] if isinstance(schema, list) else schema
