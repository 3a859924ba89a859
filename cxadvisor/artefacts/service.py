"""The facts that service-model templates and HEART tables have beside those of all artefacts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.engine import Fact
from cxadvisor.model.artefacts import Heart, ServiceTemplate
from cxadvisor.model.artefacts.heart import CATEGORIES, HeartRow
from cxadvisor.rulebook.artefacts import service as words

ELEMENTS: Final = (
    *("customers", "behaviours", "value", "channels", "actors", "activities", "challenges", "kpis"),
)
"""The eight elements of the template (S2), in its order."""

OFFICES: Final = ("front_office", "back_office", "partners", "technology")

NAME: Final = 8
"""A challenge of more words than these says more than what it is called."""

LONG: Final = 4
"""Words of fewer letters are particles in most of the languages."""

ENDING: Final = 3
"""So many letters may differ at the end of two forms of one word."""

_WORD: Final = re.compile(r"\w+")
_TELLING: Final = re.compile(r"[:;→]|\s[–—-]\s|->")


def service_facts(taken: TakenApart) -> Iterator[Fact]:
    """Yield which elements and kinds of actors a template lacks, and who its actors are."""
    template = taken.artefact
    assert isinstance(template, ServiceTemplate)
    fields = {item.field.partition(".")[0] for item in taken.items}
    offices = {item.field.partition(".")[2] for item in taken.items if item.field.startswith("actors.")}
    lacking = [office for office in OFFICES[:2] if offices and office not in offices]
    actors = {office: list(taken.parts(f"actors.{office}")) for office in OFFICES}
    named = any(item.field == "activities.actor" for item in taken.items)
    yield words.ServiceModel(
        id=taken.identity,
        missing_elements=",".join(each for each in ELEMENTS if each not in fields),
        missing_actors=",".join(lacking),
        has_actors=named or any(actors.values()),
    )
    for office in OFFICES:
        for item in actors[office]:
            yield words.ServiceActor(id=item.identity, template=taken.identity, office=office)
    yield from _in_words(taken, [item for office in OFFICES for item in actors[office]])
    for item in taken.parts("challenges"):
        if len(item.text.split()) > NAME or _TELLING.search(item.text):
            yield words.ToldChallenge(id=item.identity, template=taken.identity)


def _in_words(taken: TakenApart, actors: Sequence[Item]) -> Iterator[Fact]:
    """Yield the activities whose words mention an actor."""
    names = {actor.identity: _WORD.findall(actor.text) for actor in actors}
    for activity in taken.parts("activities"):
        there = _WORD.findall(activity.text)
        for actor in actors:
            name = names[actor.identity]
            telling = [each for each in name if len(each) >= LONG] or name
            found = [any(_same_word(each, one) for one in there) for each in telling]
            short = any(len(each) > 1 and each.isupper() and each in there for each in name)
            if any(found) or short:
                yield words.ActorInWords(
                    id=f"{activity.identity} mentions {actor.identity}",
                    of=activity.identity,
                    to=actor.identity,
                    sure=short or all(found),
                )


def _same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one, as far as their beginnings tell: “kurier”, “kurierem”."""
    one, other = one.casefold(), other.casefold()
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (shared >= LONG - 1 and max(len(one), len(other)) - shared <= ENDING)


def heart_facts(taken: TakenApart) -> Iterator[Fact]:
    """Yield which categories a HEART table leaves out, and what is missing in the others."""
    table = taken.artefact
    assert isinstance(table, Heart)
    rows = {category: getattr(table, category) for category in CATEGORIES}
    uncovered = [category for category, row in rows.items() if not _is_told(row) and not _is_out(row)]
    lacks = {
        category: [part for part in ("goal", "signal", "metric") if not getattr(row, part)]
        for category, row in rows.items()
        if _is_told(row) and not _is_out(row)
    }
    yield words.HeartTable(
        id=taken.identity,
        uncovered=",".join(uncovered),
        incomplete=",".join(category for category, lacking in lacks.items() if lacking),
    )
    for number, category in enumerate(rows):
        if category in lacks:
            said = next(
                (item.text for item in taken.items if item.field.startswith(f"{category}.")), category
            )
            yield words.HeartCategory(
                id=f"{taken.identity}/{category}",
                artefact=taken.identity,
                category=category,
                lacking=",".join(lacks[category]),
                text=said,
                kind=taken.kind,
                number=number,
            )


def _is_told(row: HeartRow | None) -> bool:
    return row is not None and bool(row.goal or row.signal or row.metric)


def _is_out(row: HeartRow | None) -> bool:
    """Whether a category is marked as not applicable, with a reason."""
    if row is None or row.not_applicable in (None, False):
        return False
    return isinstance(row.not_applicable, str) or row.reason is not None
