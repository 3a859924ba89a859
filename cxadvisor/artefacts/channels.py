"""Finds the channels that artefacts name, and whether the canvas has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from cxadvisor.artefacts.ground import CanvasNote, Ground
from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.artefacts.matching import Tie
from cxadvisor.identity import normalised
from cxadvisor.language import Reason
from cxadvisor.language.confidence import SAME_CHANNEL
from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.reading import NoteReading

On = Literal["yes", "perhaps", "no"]

FIELDS: Final = frozenset(
    {
        *(("personas", f"channels.{phase}") for phase in ("always", "before", "during", "after")),
        ("journeys", "steps.channel"),
        ("employee_journeys", "steps.channel"),
        ("service_template", "channels.preferred"),
        ("service_template", "channels.supported"),
        ("service_template", "activities.channel"),
        ("user_flows", "steps.channel"),
    }
)
"""The fields that hold channels."""


LATIN: Final = ("en", "ro", "pl", "it")
"""Languages that write a proper name as it is."""

NAMED: Final = 0.95
"""How sure it is that two texts which name the same channel mean the same."""

RELATED: Final = 0.5
"""From this nearness on a channel may be meant by a wider or narrower one; siblings, less near, are others."""


class NamedChannel(NamedTuple):
    """A channel on an item: its concept, or its words where none is known, and whether the canvas has it at all, among
    the preferred channels, and among the supported ones. ``ties`` are the channel notes of its stage that mean it.
    """

    item: Item
    channel: str
    understood: bool
    on_canvas: On
    preferred: On
    supported: On
    ties: tuple[Tie, ...] = ()


def named_channels(artefacts: Iterable[TakenApart], ground: Ground) -> Iterator[NamedChannel]:
    """Yield every channel that an artefact names, once an item."""
    canvas = _Canvas(ground)
    for artefact in artefacts:
        for item in artefact.items:
            if (item.kind, item.field) not in FIELDS:
                continue
            reading = ground.read(item.text, channels=True)
            concepts = _concepts(reading, ground.knowledge)
            if not concepts:
                on = canvas.has_words(item.text, reading)
                yield NamedChannel(item, normalised(item.text), False, *on)
            for concept in sorted(concepts, key=lambda number: ground.knowledge.concepts[number].name):
                name = ground.knowledge.concepts[concept].name
                yield NamedChannel(item, name, True, *canvas.has(concept), tuple(canvas.ties(item, concept)))


def near_channels(named: Iterable[NamedChannel], ground: Ground) -> Iterator[tuple[str, str]]:
    """Yield the pairs of channels, among those that are named, which may mean the same: each and itself, and those of
    which one is the wider.
    """
    known = sorted({each.channel for each in named if each.understood})
    for one in sorted({each.channel for each in named}):
        yield one, one
    for one in known:
        near = ground.knowledge.near("supports", ground.knowledge.index[one])
        wide = {ground.knowledge.concepts[other].name for other, strength in near if strength >= RELATED}
        for other in known:
            if other in wide:
                yield one, other
                yield other, one


def _concepts(reading: NoteReading, knowledge: Knowledge) -> set[int]:
    """The channels that a text names, without mere families of channels."""
    return {
        concept
        for mention in reading.mentions
        if not mention.negated and mention.certainty == 1.0
        for concept in mention.concepts
        if knowledge.concepts[concept].kind == "channel" and not knowledge.concepts[concept].abstract
    }


class _Canvas:
    """The channels of the canvas: those its channel blocks name, and those that any other note mentions."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._near = ground.knowledge.near
        sides = {block: ground.notes.get(block, []) for block in ("preferred_channels", "supported_channels")}
        self._sides = {block: self._named(notes) for block, notes in sides.items()}
        self._unread = {
            block: any(not _concepts(note.reading, ground.knowledge) for note in notes)
            for block, notes in sides.items()
        }
        self._words = {block: [note.reading.thought for note in notes] for block, notes in sides.items()}
        others = [note for block, notes in ground.notes.items() if block not in sides for note in notes]
        self._mentioned = self._named(others)

    def _named(self, notes: Sequence[CanvasNote]) -> set[int]:
        return {concept for note in notes for concept in _concepts(note.reading, self._ground.knowledge)}

    def has(self, concept: int) -> tuple[On, On, On]:
        """Return whether the canvas has a known channel: anywhere, preferred, supported."""
        preferred, supported = (self._in(concept, block) for block in self._sides)
        if "yes" in (preferred, supported) or concept in self._mentioned:
            return "yes", preferred, supported
        return ("perhaps" if "perhaps" in (preferred, supported) else "no"), preferred, supported

    def ties(self, item: Item, concept: int) -> Iterator[Tie]:
        """Yield the channel notes that mean the channel, in the stage of the item where it has one."""
        name = self._ground.knowledge.concepts[concept].name
        for block in self._sides:
            for note in self._ground.of((block,)):
                in_stage = item.stage is None or note.placed.stage in (item.stage, None)
                if in_stage and concept in _concepts(note.reading, self._ground.knowledge):
                    why = Reason("channel", item.text, note.text, name)
                    yield Tie(item, note, "uses", NAMED, why)

    def _in(self, concept: int, block: str) -> On:
        there = self._sides[block]
        if concept in there:
            return "yes"
        strengths = [strength for other, strength in self._near("supports", concept) if other in there]
        strengths += [
            strength
            for other in there
            for found, strength in self._near("supports", other)
            if found == concept
        ]
        if max(strengths, default=0.0) >= SAME_CHANNEL:
            return "yes"
        if max(strengths, default=0.0) >= RELATED or (
            self._unread[block] and not self._is_proper_name(concept)
        ):
            return "perhaps"
        return "no"

    def _is_proper_name(self, concept: int) -> bool:
        """Whether a channel is called the same everywhere: nobody means TikTok without saying so."""
        knowledge = self._ground.knowledge
        name = knowledge.concepts[concept].name
        return len({knowledge.label(name, language).casefold() for language in LATIN}) == 1

    def has_words(self, text: str, reading: NoteReading) -> tuple[On, On, On]:
        """Return the same for words that name no known channel: they are there, or may mean anything that is."""
        words = set(reading.thought)
        found: list[On] = [
            "yes" if words and any(words <= set(there) for there in self._words[block]) else "perhaps"
            for block in self._sides
        ]
        preferred, supported = found
        return ("yes" if "yes" in found else "perhaps"), preferred, supported
