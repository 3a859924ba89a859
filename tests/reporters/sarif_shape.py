"""The part of SARIF 2.1.0 that is written here, as a JSON Schema that allows nothing else.

The Multitool of Microsoft validates against the whole of it; it is used where it is installed (``SARIF_MULTITOOL``).
"""

from __future__ import annotations

from typing import Any, Final


def _object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Any, *, unique: bool = False) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": unique}


_TEXT: Final = {"type": "string", "minLength": 1}
_COUNT: Final = {"type": "integer", "minimum": 0}
_FROM_ONE: Final = {"type": "integer", "minimum": 1}
_LEVEL: Final = {"enum": ["none", "note", "warning", "error"]}
_BAG: Final = {"type": "object", "properties": {"tags": _list(_TEXT, unique=True)}}
_MESSAGE: Final = _object(("text",), text={"type": "string"}, markdown={"type": "string"})
_ARTIFACT: Final = _object(
    ("uri",), uri={"type": "string", "format": "uri-reference"}, uriBaseId={"const": "%SRCROOT%"}
)
_PHYSICAL: Final = _object(
    ("artifactLocation",),
    artifactLocation=_ARTIFACT,
    region=_object(("startLine",), startLine=_FROM_ONE, startColumn=_FROM_ONE),
)
_LOGICAL: Final = _list(_object(name=_TEXT, fullyQualifiedName=_TEXT))
_LOCATION: Final = _object(id=_COUNT, physicalLocation=_PHYSICAL, logicalLocations=_LOGICAL, message=_MESSAGE)
_RULE: Final = _object(
    ("id", "name", "shortDescription", "help", "defaultConfiguration"),
    id=_TEXT,
    name={"type": "string", "pattern": "^[A-Z0-9][A-Za-z0-9]*$"},
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    help=_MESSAGE,
    defaultConfiguration=_object(level=_LEVEL),
    properties=_BAG,
)
_NOTIFICATION: Final = _object(
    ("message",),
    descriptor=_object(("id",), id=_TEXT),
    associatedRule=_object(("id",), id=_TEXT),
    level=_LEVEL,
    message=_MESSAGE,
    locations=_list(_LOCATION),
)
_SUPPRESSION: Final = _object(
    ("kind",),
    kind={"enum": ["inSource", "external"]},
    status={"enum": ["accepted", "underReview", "rejected"]},
    justification=_TEXT,
    properties=_BAG,
)
_RESULT: Final = _object(
    ("ruleId", "ruleIndex", "kind", "level", "message", "locations", "partialFingerprints", "suppressions"),
    ruleId=_TEXT,
    ruleIndex=_COUNT,
    kind={"enum": ["fail", "open", "review", "informational"]},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_list(_LOCATION),
    relatedLocations=_list(_LOCATION, unique=True),
    partialFingerprints=_object(("cxadvisor/v1",), **{"cxadvisor/v1": _TEXT}),
    suppressions=_list(_SUPPRESSION, unique=True),
    baselineState={"enum": ["new", "unchanged", "updated"]},
    properties=_BAG,
)
_RUN: Final = _object(
    ("tool", "invocations", "results", "language", "automationDetails"),
    tool=_object(
        ("driver",),
        driver=_object(
            ("name", "version"),
            name=_TEXT,
            version=_TEXT,
            semanticVersion=_TEXT,
            rules=_list(_RULE, unique=True),
        ),
    ),
    automationDetails=_object(("id",), id={"type": "string", "pattern": "^cxadvisor/.+/$"}),
    language={"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object"},
    invocations=_list(
        _object(
            ("executionSuccessful",),
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=_list(_NOTIFICATION),
        )
    ),
    artifacts=_list(_object(("location",), location=_ARTIFACT, roles=_list(_TEXT, unique=True)), unique=True),
    results=_list(_RESULT),
    properties=_BAG,
)
SHAPE: Final = _object(
    ("version", "runs"), **{"$schema": _TEXT}, version={"const": "2.1.0"}, runs=_list(_RUN)
)
