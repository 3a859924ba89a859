"""Turns a canvas and what the linker made of it into the facts of ``rulebook.vocabulary`` that rules reason about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cxadvisor.engine import Fact
from cxadvisor.figures.facts import beyond_scale, figure_facts
from cxadvisor.identity import normalised, note_identities
from cxadvisor.language import COVER, PLAUSIBLE, Knowledge, Linking
from cxadvisor.language.overload import overloaded
from cxadvisor.language.suspicious import suspicious_characters
from cxadvisor.measures import ATTRIBUTES, WITHOUT_UNIT, Stated, measure_slots
from cxadvisor.model.blocks import BLOCKS, CARRIERS, SECTIONS, STAGES, Relation, pointer_of
from cxadvisor.model.canvas import Canvas, MetricNote, PlacedNote
from cxadvisor.rulebook import figures
from cxadvisor.rulebook import vocabulary as words
from cxadvisor.rulebook.rulebook import shipped
from cxadvisor.rulebook.topics import Topics
from cxadvisor.speaking import topic_facts

if TYPE_CHECKING:
    from cxadvisor.artefacts.facts import ArtefactBase
    from cxadvisor.artefacts.matching import Tie

DEFAULT_ORDER: Final = tuple(SECTIONS)

WRITTEN_DOWN: Final = 0.8
"""From this share of notes with a given link of a relation, on either side, the author is taken to write
them all down."""


class FactBase(NamedTuple):
    """The facts of one canvas.

    The id of a note's facts is its identity, so that no conclusion depends on the order of notes; the id of a
    block is its pointer. ``about`` maps an id to the slots known of it, ``places`` to the places it stands
    for, ``ids`` a place to its id. ``ties`` are the items of artefacts and the notes that belong together, or may.
    """

    facts: tuple[Fact, ...]
    about: Mapping[str, Mapping[str, Any]]
    places: Mapping[str, tuple[str, ...]]
    ids: Mapping[str, str]
    ties: "tuple[Tie, ...]" = ()


def facts_of(
    canvas: Canvas,
    linking: Linking,
    *,
    as_of: str,
    section_order: tuple[str, ...] = DEFAULT_ORDER,
    topics: Topics | None = None,
    prefix: str = "",
    name: str = "",
) -> FactBase:
    """Return the facts of ``canvas``.

    Args:
        canvas: the canvas.
        linking: what the linker made of its notes.
        as_of: the ISO date the review looks from.
        section_order: the sections from the inside out.
        topics: what the rules ask the words about; by default what the shipped ones do.
        prefix: what stands before places, where several canvases are looked at together.
        name: what then stands before identities.
    """
    placed = list(canvas.placed_notes())
    ids = note_identities(canvas, name)
    facts: list[Fact] = [words.Review(id="review", as_of=as_of)]
    facts += [
        words.Stage(id=name, name=name, other=STAGES[1 - position]) for position, name in enumerate(STAGES)
    ]
    facts += _blocks(canvas, section_order, prefix)
    stated = {
        attribute
        for each in placed
        if isinstance(each.note, MetricNote)
        for attribute in ATTRIBUTES
        if getattr(each.note, attribute) is not None
    }
    for each in placed:
        facts += _note_facts(each, ids[each.place], linking, stated, judged=not prefix)
    facts += _link_facts(placed, ids, linking)
    facts += _channel_uses(placed, ids, linking)
    facts += _odd_facts(placed, ids, linking)
    facts += topic_facts(placed, ids, linking, topics or shipped().topics, canvas)
    if not prefix:
        # One of several canvases is judged by itself.
        stages = {each.place: effective_stage(each.block, each.stage) for each in placed}
        facts += figure_facts(placed, ids, stages, linking)
    about = _known_of(facts)
    places: dict[str, tuple[str, ...]] = {identity: (prefix + place,) for place, identity in ids.items()}
    places.update((pointer, (pointer,)) for pointer in about if pointer.startswith(f"{prefix}/"))
    places.update(
        (_group_id(group, ids), tuple(prefix + place for place in group)) for group in linking.duplicates
    )
    return FactBase(tuple(facts), about, places, {prefix + place: each for place, each in ids.items()})


def _known_of(facts: Iterable[Fact]) -> dict[str, dict[str, Any]]:
    """What the facts say of each id."""
    about: dict[str, dict[str, Any]] = {}
    for fact in facts:
        if "id" in fact:
            about.setdefault(fact["id"], {}).update(fact)
    return about


def joined(bases: Sequence[FactBase], as_of: str) -> FactBase:
    """Return the facts of several canvases together, or of none, but for references that lead nowhere: each canvas
    tells of its own. ``as_of`` is the ISO date the review looks from.
    """
    kept = (fact for each in bases for fact in each.facts if not isinstance(fact, words.Reference))
    facts = dict.fromkeys([words.Review(id="review", as_of=as_of), *kept])
    about = {identity: slots for each in bases for identity, slots in each.about.items()}
    places = {identity: found for each in bases for identity, found in each.places.items()}
    ids = {place: identity for each in bases for place, identity in each.ids.items()}
    return FactBase(tuple(facts), about or _known_of(facts), places, ids)


def with_artefacts(base: FactBase, artefacts: "ArtefactBase") -> FactBase:
    """Return the facts of a canvas together with those of the artefacts beside it."""
    return FactBase(
        (*base.facts, *artefacts.facts),
        {**base.about, **_known_of(artefacts.facts)},
        {**artefacts.places, **base.places},
        {**artefacts.ids, **base.ids},
        artefacts.ties,
    )


def effective_stage(block: str, stage: str | None) -> str | None:
    """The stage a note speaks of: its own, or the one its undivided block implies."""
    return stage or BLOCKS[block].implied_stage


def _blocks(canvas: Canvas, section_order: tuple[str, ...], prefix: str) -> Iterator[Fact]:
    for block in BLOCKS.values():
        for stage in block.stages:
            yield words.Block(
                id=prefix + pointer_of(block.name, stage),
                name=block.name,
                section=block.section,
                depth=section_order.index(block.section),
                stage=effective_stage(block.name, stage),
                notes=len(canvas.notes_of(block.name, stage)),
                captured=canvas.is_captured(block.name, stage),
            )


def _note_facts(
    placed: PlacedNote, identity: str, linking: Linking, stated: set[str], *, judged: bool
) -> Iterator[Fact]:
    note, reading = placed.note, linking.readings[placed.place]
    common: dict[str, Any] = {
        "id": identity,
        "text": note.text,
        "stage": effective_stage(placed.block, placed.stage),
        "owner": note.owner,
        "real": not reading.placeholder,
    }
    yield words.Note(
        **common,
        block=placed.block,
        placeholder=reading.placeholder,
        readable=reading.readable,
        words=len(reading.note.thought),
        evidence=bool(note.evidence),
    )
    kind = words.FACTS[BLOCKS[placed.block].note_fact]
    if isinstance(note, MetricNote):
        slots = measure_slots(Stated.of_note(note), reading.concepts)
        yield words.Metric(**common, **_metric_slots(note, slots, slots["measure"], stated))
        if judged:
            measure = figures.Measure(id=identity, text=note.text, real=common["real"], **slots)
            yield measure
            yield from beyond_scale(measure)
    elif issubclass(kind, words.ChannelNote):
        channels = _channels(reading.concepts, linking.knowledge)
        topic = "+".join(channels) or normalised(note.text)
        yield kind(**common, topic=topic, understood=bool(channels))
        for channel in channels:
            yield words.NamesChannel(id=f"{identity} is {channel}", note=identity, channel=channel)
    else:
        yield kind(**common)


def _channels(concepts: tuple[str, ...], knowledge: Knowledge) -> list[str]:
    """The channels among the concepts of a note, whatever it calls them, without mere families of channels."""
    known = (knowledge.concepts[knowledge.index[name]] for name in concepts)
    return sorted(concept.name for concept in known if concept.kind == "channel" and not concept.abstract)


def _metric_slots(
    metric: MetricNote, common: Mapping[str, Any], measure: str | None, stated: set[str]
) -> dict[str, Any]:
    return {
        **common,
        "source": metric.source,
        "missing": ",".join(
            each
            for each in ATTRIBUTES
            if each in stated
            and getattr(metric, each) is None
            # What is asked on a scale counts its steps.
            and not (each == "unit" and (measure in WITHOUT_UNIT or metric.scale is not None))
        ),
        "described": any(getattr(metric, each) is not None for each in ATTRIBUTES),
    }


def _link_facts(placed: list[PlacedNote], ids: Mapping[str, str], linking: Linking) -> Iterator[Fact]:
    block_of = {each.place: each.block for each in placed}

    def ends(source: str, target: str, relation: str) -> dict[str, str]:
        return {
            "from": ids[source],
            "to": ids[target],
            "relation": relation,
            "from_block": block_of[source],
            "to_block": block_of[target],
        }

    given: dict[Relation, set[str]] = {}
    pairs = set()
    for link in linking.links:
        explicit = link.origin == "explicit"
        pairs.add((link.source, link.target, link.relation))
        if explicit:
            given.setdefault(link.relation, set()).update((link.source, link.target))
        slots = ends(link.source, link.target, link.relation)
        yield words.Link.from_slots(
            {
                "id": f"{slots['from']} {link.relation} {slots['to']}",
                **slots,
                "explicit": explicit,
                "sure": explicit or link.confidence >= COVER,
            }
        )
    for (place, relation), candidates in linking.candidates.items():
        starts_here = block_of[place] in CARRIERS[relation][0]
        for candidate in candidates:
            source, target = (place, candidate.place) if starts_here else (candidate.place, place)
            if candidate.confidence >= PLAUSIBLE and (source, target, relation) not in pairs:
                pairs.add((source, target, relation))
                slots = ends(source, target, relation)
                yield words.Plausible.from_slots(
                    {"id": f"{slots['from']} ?{relation} {slots['to']}", **slots}
                )
    for relation, linked in given.items():
        sides = ([each for each in placed if each.block in blocks] for blocks in CARRIERS[relation])
        if any(
            sum(each.place in linked for each in side) >= max(2.0, WRITTEN_DOWN * len(side)) for side in sides
        ):
            yield words.ByHand(id=f"by hand {relation}", relation=relation)


def _channel_uses(placed: list[PlacedNote], ids: Mapping[str, str], linking: Linking) -> Iterator[Fact]:
    stage_of = {each.place: effective_stage(each.block, each.stage) for each in placed}
    text_of = {each.note.id: each.note.text for each in placed if each.note.id is not None}
    for use in linking.uses:
        name = f"{ids[use.activity]} through {use.words}"
        yield words.ChannelUse(
            id=name,
            activity=ids[use.activity],
            words=text_of.get(use.words, use.words),
            understood=use.understood,
            stage=stage_of[use.activity],
        )
        for channel in (*use.supported, *use.preferred):
            yield words.UseLink.from_slots({"id": f"{name} {ids[channel]}", "use": name, "to": ids[channel]})


def _odd_facts(placed: list[PlacedNote], ids: Mapping[str, str], linking: Linking) -> Iterator[Fact]:
    by_place = {each.place: each for each in placed}
    targets: dict[tuple[str, str, str], set[str]] = {}
    for broken in linking.broken:
        targets.setdefault((broken.place, broken.key, broken.why), set()).add(broken.target)
    for (place, key, why), named in targets.items():
        yield words.Reference(
            id=f"{ids[place]} {key} {why}",
            note=ids[place],
            key=key,
            target=", ".join(sorted(named)),
            problem=why,
            seeks=",".join(_sought_by(by_place[place].block, key)),
        )
    for group in linking.duplicates:
        first = by_place[min(group, key=lambda place: by_place[place].text)]
        yield words.Duplicates(
            id=_group_id(group, ids),
            block=first.block,
            stage=effective_stage(first.block, first.stage),
            text=first.text,
            times=len(group),
        )
    for each in overloaded(placed, linking):
        yield words.Overloaded(
            id=f"overload of {ids[each.place]}",
            note=ids[each.place],
            first=each.first,
            second=each.second,
            to_first=ids[each.first_partner],
            to_second=ids[each.second_partner],
        )
    for place, reading in linking.readings.items():
        odd = {*reading.suspicious, *suspicious_characters(by_place[place].note.id or "")}
        if odd:
            what = ",".join(sorted(odd))
            yield words.Suspicious(id=f"characters of {ids[place]}", note=ids[place], what=what)


def _sought_by(block: str, key: str) -> Iterator[str]:
    """The blocks that a reference under ``key`` on a note of ``block`` can lead to."""
    for relation, (sources, targets) in CARRIERS.items():
        if (relation == "uses") == (key == "through"):
            if block in sources:
                yield from targets
            elif block in targets:
                yield from sources


def _group_id(group: tuple[str, ...], ids: Mapping[str, str]) -> str:
    return f"same {' '.join(sorted(ids[place] for place in group))}"
