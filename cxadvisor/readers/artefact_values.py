"""Says in plain words what a key of an artefact expects, and why a value is not that.

What is expected follows from the models; here stand the words for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce
from operator import or_
from types import NoneType
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin, get_type_hints

from pydantic import BaseModel, StrictBool

from cxadvisor.model.artefacts.common import Brief, Count, Evidence, Figure, Listed, Measure, Texts
from cxadvisor.model.artefacts.flows import Branch, FlowStep, Nexts
from cxadvisor.model.artefacts.heart import HeartRow
from cxadvisor.model.artefacts.journeys import (
    EmployeeJourneyStage,
    EmployeeStep,
    JourneyStage,
    RealCase,
    Scale,
    Step,
)
from cxadvisor.model.artefacts.personas import PhasedChannels
from cxadvisor.model.artefacts.service import (
    Actor,
    Behaviour,
    Challenge,
    Kpi,
    ServedCustomers,
    ServiceActivity,
    ServiceActors,
    ServiceChannels,
)
from cxadvisor.model.artefacts.whys import Countermeasure, RootCause, Why
from cxadvisor.model.canvas import MAX_NOTES, MAX_TEXT, Identifier, Number, Part, Text
from cxadvisor.readers.tree import shown
from cxadvisor.readers.values import kind_of

_SIMPLE: Final[tuple[tuple[Any, str], ...]] = (
    (Texts, "a text, or a list of texts"),
    (Text, "a text"),
    (Identifier, "an id: one word of at most 100 characters without “/”, “#” and “~”, such as s1"),
    (Nexts, "the id of a step, or a list of ids"),
    (Figure, 'a number, or a text such as "92 %"'),
    (Count | Text, "a whole number, or a text"),
    (Scale, "the two ends of the scale such as [-2, 2], or its words from worst to best"),
    (Text | tuple[Number, Number], 'a text such as "0–10", or its two ends such as [0, 10]'),
    (StrictBool, "true or false"),
    (StrictBool | Text, "true, false, or a text"),
    (dict[str, Any], "a mapping of names to figures"),
)

_BY_KEY: Final = {
    "emotion": "a number of the scale, or one of its words",
    "age": 'a number, or a text such as "30–40"',
}
"""Words that say more than the type does."""

EXAMPLES: Final[Mapping[type[Part], tuple[str, str]]] = {
    Evidence: ("pieces of evidence", "{method: interviews, sample: 12}"),
    Measure: ("measures", "{name: …, target: …}"),
    Step: ("steps", "{action: …, channel: …, emotion: …}"),
    EmployeeStep: ("steps", "{role: …, process: …}"),
    JourneyStage: ("stages", "{name: …, steps: […]}"),
    EmployeeJourneyStage: ("stages", "{name: …, steps: […]}"),
    RealCase: ("cases", "{summary: …, negative: true}"),
    PhasedChannels: ("channels", "{before: […], after: […]}"),
    ServedCustomers: ("customers", "{profile: […], common_traits: […]}"),
    Behaviour: ("behaviours", "{moment: …, does: …, says: …}"),
    ServiceChannels: ("channels", "{preferred: […], supported: […]}"),
    ServiceActors: ("actors", "{front_office: […], back_office: […]}"),
    Actor: ("actors", "{id: …, name: …}"),
    ServiceActivity: ("activities", "{actor: …, does: …}"),
    Challenge: ("challenges", "{technology: …, effect_on_roles: …}"),
    Kpi: ("KPIs", "{name: …, target: …}"),
    HeartRow: ("categories", "{goal: …, signal: …, metric: …}"),
    Why: ("whys", "{why: …, answer: …}"),
    RootCause: ("root causes", "{cause: …, of: …}"),
    Countermeasure: ("countermeasures", "{action: …, owner: …, due: …, check: …}"),
    FlowStep: ("steps", "{id: s1, text: …, next: s2}"),
    Branch: ("branches", "{when: …, next: s2}"),
}
"""What several of a part are called, and how one is written."""


class Expected(NamedTuple):
    """What a key expects, in words: as a whole, and in an entry of the list that may stand there."""

    whole: str
    entry: str


def expected(part: type[Part], key: str) -> Expected:
    """Return what ``key`` of ``part`` expects, in words."""
    hint = hints_of(part)[key]
    words = _BY_KEY.get(key) or next((words for type_, words in _SIMPLE if hint == type_), "")
    if words:
        *_, entry = words.split(" or a list of ")
        return Expected(words, {"texts": "a text", "ids": "the id of a step"}.get(entry, "a text"))
    if get_origin(hint) is Literal:
        *others, last = get_args(hint)
        return Expected(f"{', '.join(others)} or {last}" if others else last, "")
    inner = part_under(part, key)
    assert inner is not None
    several, example = EXAMPLES[inner]
    plain = (
        ("a text, a list of texts, or " if inner.plain_list else "a text, or ")
        if issubclass(inner, Brief)
        else ""
    )
    one = f"{plain}a mapping such as {example}"
    if isinstance(hint, type):
        return Expected(one, one)
    single = any(isinstance(mark, Listed) for mark in getattr(hint, "__metadata__", ()))
    whole = f"a list of {several} such as {example}"
    return Expected(f"a text, or {whole}" if plain and single else whole, one)


@cache
def hints_of(part: type[Part]) -> dict[str, Any]:
    """Return the types of the keys of ``part``, without the None of what may be left out."""
    hints = get_type_hints(part, include_extras=True)
    return {field.alias or name: _without_none(hints[name]) for name, field in part.model_fields.items()}


def _without_none(hint: Any) -> Any:
    args = get_args(hint)
    return reduce(or_, [each for each in args if each is not NoneType]) if NoneType in args else hint


@cache
def part_under(part: type[Part], key: str) -> type[Part] | None:
    """Return the model of what stands under ``key`` of ``part``; None where that is no part of its own."""
    part.model_rebuild()
    for field_name, field in part.model_fields.items():
        if key == (field.alias or field_name):
            return _part_in(field.annotation)
    return None


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Part) else None
    return next((part for each in get_args(annotation) if (part := _part_in(each))), None)


def explain_artefact(
    artefact: type[Part], tokens: list[str], value: Any, written: str = "", *, colon: bool = False
) -> tuple[str, str]:
    """Return message and remedy for a value that does not fit.

    Args:
        artefact: the model of the artefact.
        tokens: the path to the value within it, unescaped.
        value: what was found there.
        written: how a number is written in the file, where that is known.
        colon: whether a mapping may stand here because of a colon in a text, as happens in YAML.
    """
    part, key, is_entry = artefact, "", False
    for token in tokens:
        is_entry = token.isdigit() and bool(key)
        if not is_entry:
            part, key = (part_under(part, key) or part) if key else part, token
    if not key:
        return f"This artefact is {kind_of(value)}, but has keys.", "Write its keys."
    words = expected(part, key)
    subject, wanted = (f"This entry of “{key}”", words.entry) if is_entry else (f"“{key}”", words.whole)
    if value is None or (isinstance(value, str) and not value.strip()):
        return f"{subject} is empty.", "Write something, or remove it."
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return f"{subject} has {len(value):,} characters; at most {MAX_TEXT:,} are read.", "Shorten it."
    if colon and isinstance(value, dict) and len(value) == 1 and "a text" in wanted:
        ((name, inner),) = value.items()
        if isinstance(inner, str | int | float):
            return colon_in_text(name, inner)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    kind = f"the number {written}" if is_number and written else kind_of(value)
    return f"{subject} is {kind}, but should be {wanted}.", _remedy(value, wanted, written)


def too_many_entries(key: str, value: list[Any]) -> tuple[str, str]:
    """Return message and remedy for a list that is too long."""
    return f"“{key}” has {len(value):,} entries; at most {MAX_NOTES:,} are read.", "Shorten the list."


def colon_in_text(key: str, value: object) -> tuple[str, str]:
    """Return message and remedy for a text that a colon made a mapping of one key."""
    return (
        f"The colon behind “{shown(key)}” makes this text a key with a value in YAML.",
        f'Put the text in quotes: "{shown(f"{key}: {value}")}".',
    )


def _remedy(value: Any, wanted: str, written: str) -> str:
    """Return how ``value`` can be written so that it is what is expected; an empty text where nobody can tell."""
    if isinstance(value, bool | int | float) and (
        "a text" in wanted or wanted.startswith(("an id", "the id"))
    ):
        return f'Put it in quotes, "{written or str(value).lower()}", if it is meant as text.'
    if isinstance(value, str) and wanted == "true or false":
        return "Write true or false, without quotes."
    if isinstance(value, dict) and wanted.startswith("a list of "):
        return "Begin each entry with a dash in YAML, or put brackets around them."
    return ""
