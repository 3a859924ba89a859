"""Small changes that make a schema made from models fit for people and editors."""

from __future__ import annotations

from typing import Any


def without(schema: Any, *words: str) -> Any:
    """Return ``schema`` without the keywords ``words`` and without titles that only repeat a key.

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
            found[key] = " ".join(value.replace("``", "“").split())
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
    outside: dict[str, Any] = {key: schema.pop(key) for key in ("title", "description") if key in schema}
    return {"anyOf": [schema, {"type": "null"}], **outside}
