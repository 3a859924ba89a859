"""How a workbook lays out a canvas and its artefacts: which fields a sheet has, and which tables stand below them.

It follows from the models. A field with one value, or a list of short ones, is a row of a form (label, value); a list
of larger parts, such as the steps of a journey, is a table below the form. So a field that a model gains has its place.
"""

from __future__ import annotations

from functools import cache
from types import NoneType
from typing import Annotated, Any, Final, Literal, NamedTuple, get_args, get_origin

from cxadvisor.model.artefacts import ARTEFACTS
from cxadvisor.model.artefacts.common import Evidence, Measure
from cxadvisor.model.artefacts.flows import Branch
from cxadvisor.model.artefacts.heart import CATEGORIES, HeartRow
from cxadvisor.model.artefacts.journeys import EmployeeStep, Step
from cxadvisor.model.artefacts.service import Actor
from cxadvisor.model.artefacts.whys import Why
from cxadvisor.model.canvas import Canvas, MetricNote, Part, SegmentNote, Waiver

Kind = Literal[
    "text",  # a text
    "choice",  # one of a few words
    "truth",  # yes or no
    "truth_or_text",  # yes, no, or a text
    "whole",  # a whole number
    "number",  # a number
    "figure",  # a number or a text
    "texts",  # texts, one a line
    "text_or_texts",  # a text, or several with bullets
    "words",  # texts, one a line or apart by commas
    "ids",  # ids, apart by commas
    "blocks",  # blocks or stages of them, one a line
    "parts",  # small parts, one a line
    "scale",  # two ends, a text, or words
    "mapping",  # names with values, one a line
    "anything",  # whatever an extension holds
]
"""What may stand in a cell."""

Shape = Literal["list", "steps", "whys", "categories"]
"""How the rows of a table become a tree: a list; steps in phases and stages; whys within whys; a key for each row."""

SMALL: Final[dict[type[Part], str]] = {Evidence: "text", Measure: "name", Actor: "name", Branch: "when"}
"""Parts of which several stand in one cell, and the key of each whose value stands there without a label."""
_IDS: Final = frozenset({"for", "not_for", "next"})
_WORDS: Final = frozenset({"tags", "through"})
_LAST: Final = ("id", "title", "date", "authors")
"""What is at the end of a form, because it is seldom filled in."""
_TITLED: Final = ("journeys", "employee_journeys", "user_flows")
"""Artefacts that are called by their title, which therefore comes first."""


class Field(NamedTuple):
    """A value of a part, by its path in it (``real_case.summary``)."""

    path: str
    kind: Kind
    choices: tuple[str, ...] = ()
    part: type[Part] | None = None


class Table(NamedTuple):
    """A table: ``path`` is where its entries stand; ``fields`` are its columns."""

    path: str
    fields: tuple[Field, ...]
    shape: Shape = "list"


class Form(NamedTuple):
    """The sheet of an artefact (``name`` is its companion key), or that of the canvas as a whole (``about``)."""

    name: str
    fields: tuple[Field, ...]
    tables: tuple[Table, ...]


@cache
def form_of(kind: str) -> Form:
    """Return the form of an artefact, by its companion key."""
    fields, tables = _fields(ARTEFACTS[kind])
    if kind in ("journeys", "employee_journeys"):
        fields, tables = _journey(kind, fields)
    elif kind == "heart":
        measure = tuple(
            field._replace(path="metric" if field.path == "name" else f"metric.{field.path}")
            for field in _fields(Measure)[0]
        )
        rest = [field for field in _fields(HeartRow)[0] if field.path != "metric"]
        columns = (Field("category", "choice", CATEGORIES), *rest[:2], *measure, *rest[2:])
        fields = [field for field in fields if field.path.partition(".")[0] not in CATEGORIES]
        tables = [Table("categories", columns, "categories")]
    elif kind == "five_whys":
        tables = [
            Table("whys", (Field("number", "text"), *_fields(Why)[0]), "whys")
            if table.path == "whys"
            else table
            for table in tables
        ]
    order = ("title", "", *_LAST) if kind in _TITLED else ("", *_LAST)
    ordered = sorted(fields, key=lambda field: order.index(field.path if field.path in order else ""))
    return Form(kind, tuple(ordered), tuple(tables))


@cache
def about() -> Form:
    """Return the form for what a canvas says of itself."""
    keys = ("title", "organisation", "industry", "strategy", "language", "date", "authors", "not_captured")
    fields = {field.path: field for field in _fields(Canvas)[0]}
    fields["not_captured"] = Field("not_captured", "blocks")
    return Form("about", tuple(fields[key] for key in keys), (Table("waivers", tuple(_fields(Waiver)[0])),))


@cache
def note_fields() -> tuple[Field, ...]:
    """Return what notes of any block may hold, in the order of the columns."""
    fields = {field.path: field for part in (MetricNote, SegmentNote) for field in _fields(part)[0]}
    return tuple(fields.values())


def _journey(kind: str, fields: list[Field]) -> tuple[list[Field], list[Table]]:
    """Join the steps in phases, in stages and in neither into one table; a phase and a stage are columns of it."""
    is_customer = kind == "journeys"
    phase = (Field("phase", "choice", ("before", "during", "after")),) if is_customer else ()
    stage = (Field("stage", "text"), Field("stage.id", "text"), Field("stage.goal", "texts"))
    steps = _fields(Step if is_customer else EmployeeStep)[0]
    if is_customer:  # what is done stands in the wide column
        steps.sort(key=lambda field: {"action": 0, "goal": 1}.get(field.path, 2))
        return fields, [Table("steps", (*phase, *steps[:2], *stage[:1], *steps[2:], *stage[1:]), "steps")]
    return fields, [Table("steps", (*stage[:1], *steps, *stage[1:]), "steps")]


def _id_first(fields: list[Field]) -> tuple[Field, ...]:
    """Return the columns of a table: the first one is narrow, the second one wide."""
    return tuple(sorted(fields, key=lambda field: {"id": 0, "text": 1}.get(field.path, 2)))


def _fields(part: type[Part], prefix: str = "") -> tuple[list[Field], list[Table]]:
    part.model_rebuild()
    fields: list[Field] = []
    tables: list[Table] = []
    for name, info in part.model_fields.items():
        key = info.alias or name
        found = _field(prefix + key, info.annotation)
        if isinstance(found, Field):
            fields.append(found)
        elif found is not None and found[0] == "one":
            inner, below = _fields(found[1], f"{prefix}{key}.")
            fields += inner
            tables += below
        elif found is not None and found[1] is not part:  # whys stand within whys
            tables.append(Table(prefix + key, _id_first(_fields(found[1])[0])))
    return fields, tables


def _field(path: str, annotation: Any) -> Field | tuple[str, type[Part]] | None:
    """Return the field for a value of this type; for a part of its own, whether it is one or many, and its model."""
    types = _alternatives(annotation)
    key = path.rpartition(".")[2]
    for each in types:
        if isinstance(each, type) and issubclass(each, Part):
            return "one", each
        if get_origin(each) is tuple and (inner := _part_in(each)):
            return Field(path, "parts", part=inner) if inner in SMALL else ("many", inner)
    lists = [each for each in types if get_origin(each) is tuple]
    if any(float in _alternatives(get_args(each)[0]) for each in lists):
        return Field(path, "scale")
    if lists:
        kind: Kind = "ids" if key in _IDS else "words" if key in _WORDS else "texts"
        return Field(path, "text_or_texts" if str in types else kind)
    if any(get_origin(each) is dict for each in types):
        return Field(path, "mapping")
    if choices := tuple(choice for each in types if get_origin(each) is Literal for choice in get_args(each)):
        return Field(path, "choice", choices) if len(choices) > 1 or key == "kind" else None
    return None if Any in types else Field(path, _single(set(types)))


def _single(types: set[Any]) -> Kind:
    if bool in types:
        return "truth_or_text" if str in types else "truth"
    if types & {int, float}:
        return "figure" if str in types else "whole" if int in types else "number"
    return "text"


def _alternatives(annotation: Any) -> list[Any]:
    """Return the types that a value may have, without ``None`` and annotations."""
    if get_origin(annotation) is Annotated:
        return _alternatives(get_args(annotation)[0])
    if get_origin(annotation) in (None, tuple, dict, Literal):
        return [] if annotation is NoneType else [annotation]
    return [each for inner in get_args(annotation) for each in _alternatives(inner)]


def _part_in(annotation: Any) -> type[Part] | None:
    inner = _alternatives(get_args(annotation)[0])
    return next((each for each in inner if isinstance(each, type) and issubclass(each, Part)), None)


@cache
def field_in(part: type[Part], key: str) -> Field:
    """Return the field for ``key`` of a small part."""
    return next(field for field in _fields(part)[0] if field.path == key)
