"""What artefacts have in common: texts that may stand alone or in a list, evidence, references, figures."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from cxadvisor.model.canvas import MAX_NOTES, Identifier, Number, Part, Text


def listed(value: Any) -> Any:
    """Take a single value for a list of one: what is written in one line need not be written with a dash."""
    return value if isinstance(value, list | tuple) else (value,)


Texts = Annotated[tuple[Text, ...], Field(max_length=MAX_NOTES), BeforeValidator(listed)]
"""Texts; a single one may stand without a list."""
Figure = Number | Text
"""A number, or a text such as ``"92 %"``."""
State = Literal["as_is", "to_be", "present", "target"]
"""Whether an artefact shows how things are or how they shall be; both pairs of words are in use (S2, S5)."""


class Evidence(Part):
    """How something is known: a plain text, or what was asked, of whom, how many, when and where (S3, S5)."""

    text: Text | None = None
    method: Text | None = None
    who: Text | None = None
    sample: Annotated[int, Field(strict=True, ge=0)] | Text | None = None
    period: Text | None = None
    place: Text | None = None
    source: Text | None = None
    date: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


Evidences = Annotated[tuple[Evidence, ...], Field(max_length=MAX_NOTES), BeforeValidator(listed)]
"""Pieces of evidence; a single one may stand without a list."""


class Measure(Part):
    """A figure that is followed: a plain text, or its name with scale, baseline, target and who follows it (K6)."""

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

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


Measures = Annotated[tuple[Measure, ...], Field(max_length=MAX_NOTES), BeforeValidator(listed)]


class Artefact(Part):
    """An artefact beside the canvas: its id, what it is called, when it was made and by whom."""

    id: Identifier | None = None
    title: Text | None = None
    date: Text | None = None
    authors: Texts = ()
