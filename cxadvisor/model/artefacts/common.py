"""What artefacts have in common: texts that may stand alone or in a list, evidence, references, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import core_schema

from cxadvisor.model.canvas import MAX_NOTES, Identifier, Number, Part, Text

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class Listed:
    """Marks a list of which a single entry may stand alone: what fits in one line needs no dash."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let a single value pass for a list of one."""
        return core_schema.no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say so in the JSON Schema."""
        made = handler(schema)
        return {"anyOf": [made["items"], made]}


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


class Brief(Part):
    """A part that may be written in short: a plain value is taken for what stands under its key ``plain``.

    The value is a text; also a list where ``plain_list`` says so.
    """

    plain: ClassVar[str]
    plain_list: ClassVar[bool] = False

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any) -> Any:
        is_plain = isinstance(value, str) or (cls.plain_list and isinstance(value, list | tuple))
        return {cls.plain: value} if is_plain else value


def _whole(value: Any) -> Any:
    """Take 12.0 for 12, as JSON Schema does."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Texts = Annotated[tuple[Text, ...], Field(max_length=MAX_NOTES), Listed()]
"""Texts; a single one may stand without a list."""
Count = Annotated[int, Field(strict=True, ge=0), BeforeValidator(_whole)]
"""How many there are."""
Figure = Number | Text
"""A number, or a text such as ``"92 %"``."""
State = Literal["as_is", "to_be", "present", "target"]
"""Whether an artefact shows how things are or how they shall be; both pairs of words are in use (S2, S5)."""


class Evidence(Brief):
    """How something is known: a plain text, or what was asked, of whom, how many, when and where (S3, S5)."""

    plain = "text"

    text: Text | None = None
    method: Text | None = None
    who: Text | None = None
    sample: Count | Text | None = None
    period: Text | None = None
    place: Text | None = None
    source: Text | None = None
    date: Text | None = None


Evidences = Annotated[tuple[Evidence, ...], Field(max_length=MAX_NOTES), Listed()]
"""Pieces of evidence; a single one may stand without a list."""


class Measure(Brief):
    """A figure that is followed: a plain text, or its name with scale, baseline, target and who follows it (K6)."""

    plain = "name"

    name: Text
    id: Identifier | None = None
    unit: Text | None = None
    scale: Text | tuple[Number, Number] | None = None
    baseline: Figure | None = None
    target: Figure | None = None
    direction: Literal["up", "down"] | None = None
    due: Text | None = None
    frequency: Text | None = None
    owner: Text | None = None
    source: Text | None = None


Measures = Annotated[tuple[Measure, ...], Field(max_length=MAX_NOTES), Listed()]


class Artefact(Part):
    """An artefact beside the canvas: its id, what it is called, when it was made and by whom."""

    id: Identifier | None = None
    title: Text | None = None
    date: Text | None = None
    authors: Texts = ()
