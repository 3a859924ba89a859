"""The facts of the artefacts of a strategy: what every kind has in common, then what each has beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from cxadvisor.artefacts.amounts import sums_beyond
from cxadvisor.artefacts.channels import NamedChannel, named_channels, near_channels
from cxadvisor.artefacts.echoes import echoes
from cxadvisor.artefacts.figures import artefact_figures
from cxadvisor.artefacts.flows import flow_facts
from cxadvisor.artefacts.ground import Ground
from cxadvisor.artefacts.items import Item, TakenApart, taken_apart
from cxadvisor.artefacts.journeys import journey_facts
from cxadvisor.artefacts.listening import heard_facts
from cxadvisor.artefacts.matching import PAIRINGS, Tie, is_sure, matched
from cxadvisor.artefacts.personas import persona_facts
from cxadvisor.artefacts.references import Named, followed
from cxadvisor.artefacts.service import heart_facts, service_facts
from cxadvisor.artefacts.whys import whys_facts
from cxadvisor.engine import Fact
from cxadvisor.language import READABLE, THRESHOLD, Reason
from cxadvisor.model.blocks import Relation
from cxadvisor.model.strategy import PlacedArtefact
from cxadvisor.rulebook.artefacts import common as words
from cxadvisor.rulebook.artefacts.personas import OpenQuestion
from cxadvisor.rulebook.artefacts.service import HeartCategory
from cxadvisor.rulebook.topics import Topics
from cxadvisor.rulebook.vocabulary import Reference

Own = Callable[[TakenApart], Iterator[Fact]]
"""Makes the facts that one kind of artefact has beside those of all."""

OwnInWords = Callable[[TakenApart, Ground], Iterator[Fact]]
"""The same for facts that rest on what words mean."""

OWN: Final[Mapping[str, tuple[Own, ...]]] = {
    "service_template": (service_facts,),
    "heart": (heart_facts,),
    "user_flows": (flow_facts,),
}
"""By companion key: what makes the facts of its own."""

OWN_IN_WORDS: Final[Mapping[str, tuple[OwnInWords, ...]]] = {
    "journeys": (journey_facts, echoes),
    "employee_journeys": (journey_facts, sums_beyond),
    "five_whys": (whys_facts,),
}
"""The same for facts that rest on what words mean."""

RELATIONS: Final[Mapping[str, Relation]] = {"segments": "concerns"}
"""What an item that names a note says of it; notes of other blocks are the same as the item."""

KEYS: Final[Mapping[type[Fact], str]] = {HeartCategory: "category", OpenQuestion: "field"}
"""Facts about a key of an artefact that may be empty, and the slot that names it."""

AS_IS: Final = {"as_is": "as_is", "present": "as_is", "to_be": "to_be", "target": "to_be"}


class ArtefactBase(NamedTuple):
    """The facts of artefacts; see ``cxadvisor.facts.FactBase`` for ``places`` and ``ids``. ``ties`` are the items and
    notes that belong together, or may.
    """

    facts: tuple[Fact, ...]
    places: Mapping[str, tuple[str, ...]]
    ids: Mapping[str, str]
    ties: tuple[Tie, ...]


def artefact_facts(
    placed: Sequence[tuple[str, PlacedArtefact]], ground: Ground, topics: Topics
) -> ArtefactBase:
    """Return the facts of artefacts.

    Args:
        placed: the artefacts, each with what stands before its pointers in places of the review.
        ground: the notes of the canvas, or canvases, beside them.
        topics: what the rules ask the words about.
    """
    artefacts = taken_apart(placed)
    ties = matched(artefacts, ground)
    facts: list[Fact] = [words.InUse(kind=kind) for kind in sorted({each.kind for each in artefacts})]
    if ground.notes:
        facts.append(words.CanvasReviewed(id="canvas"))
    for artefact in artefacts:
        facts += _common(artefact, ground)
        for own in OWN.get(artefact.kind, ()):
            facts += own(artefact)
        for in_words in OWN_IN_WORDS.get(artefact.kind, ()):
            facts += in_words(artefact, ground)
    named = list(followed(artefacts, ground, ties))
    channels = list(named_channels(artefacts, ground))
    ties = [*ties, *(tie for each in channels for tie in each.ties)]
    ties = _with_explicit(ties, named)
    facts += _ties(ties)
    facts += _names(named)
    facts += _channels(channels)
    facts += persona_facts(artefacts, named)
    facts += (words.NearChannels(one=one, other=other) for one, other in near_channels(channels, ground))
    facts += artefact_figures(artefacts, ground)
    facts += heard_facts(artefacts, ground, topics)
    places = {each.identity: (each.place,) for each in artefacts}
    places |= {item.identity: (item.place,) for each in artefacts for item in each.items}
    places |= {
        fact["id"]: (f"{places[fact['artefact']][0]}/{fact[KEYS[type(fact)]]}",)
        for fact in facts
        if type(fact) in KEYS
    }
    ids = {place: identity for identity, (place,) in places.items()}
    return ArtefactBase(tuple(facts), places, ids, tuple(ties))


def _common(artefact: TakenApart, ground: Ground) -> Iterator[Fact]:
    state = AS_IS.get(getattr(artefact.artefact, "state", None) or "")
    yield words.Artefact(id=artefact.identity, kind=artefact.kind, text=artefact.text, state=state)
    for item in artefact.items:
        yield words.Item.from_slots(_item_slots(item, ground))
    for owner, field in artefact.filled:
        yield words.Filled(of=owner, field=field)


def _item_slots(item: Item, ground: Ground) -> dict[str, Any]:
    fields = (item.kind, item.field)
    is_read = fields in PAIRINGS and ground.read(item.text).explained >= READABLE
    return {
        "id": item.identity,
        "artefact": item.artefact,
        "of": item.of,
        "kind": item.kind,
        "field": item.field,
        "text": item.text,
        "number": item.number,
        "stage": item.stage,
        "readable": is_read,
    }


def _ties(ties: Sequence[Tie]) -> Iterator[Fact]:
    seen = set()
    for tie in ties:
        ends = {"item": tie.item.identity, "note": tie.note.identity, "block": tie.note.block}
        linked = tie.confidence >= THRESHOLD
        kind = words.Matches if linked else words.MayMatch
        name = f"{tie.item.identity} {'~' if linked else '?'} {tie.note.identity}"
        if name not in seen:
            seen.add(name)
            yield kind(id=name, **ends, **({"sure": is_sure(tie)} if linked else {"close": tie.close}))


def _with_explicit(ties: list[Tie], named: Iterable[Named]) -> list[Tie]:
    """Return the ties with those that items write down themselves: they are certain, and the only ones of theirs."""
    given = [
        Tie(each.item, each.note, RELATIONS.get(each.note.block, "matches"), 1.0, Reason("explicit"))
        for each in named
        if each.note is not None
    ]
    settled = {(tie.item.identity, tie.note.block) for tie in given}
    return [tie for tie in ties if (tie.item.identity, tie.note.block) not in settled] + given


def _names(named: Iterable[Named]) -> Iterator[Fact]:
    for each in named:
        item = each.item
        slots = {"id": f"{item.identity} names", "of": item.of, "artefact": item.artefact, "key": each.key}
        if each.target is not None:
            yield words.Names.from_slots({**slots, "to": each.target, "sure": each.sure})
        elif each.by_id:
            yield Reference(
                id=slots["id"],
                note=item.of,
                seeks="",
                key=each.key,
                target=item.text,
                problem="unknown",
            )
        else:
            yield words.NamesNothing(**slots, text=item.text, perhaps=each.perhaps)


def _channels(channels: Iterable[NamedChannel]) -> Iterator[Fact]:
    for named in channels:
        item = named.item
        yield words.NamesChannelOf(
            id=f"{item.identity} is {named.channel}",
            item=item.identity,
            artefact=item.artefact,
            of=item.of,
            channel=named.channel,
            understood=named.understood,
            on_canvas=named.on_canvas,
            preferred=named.preferred,
            supported=named.supported,
        )
