"""The facts that rules speak of: what they are called on cards, their slots, and what each slot holds.

``cxadvisor.facts`` makes these facts from a canvas; ``spoken`` holds those about what notes speak of, ``figures`` those
about figures, and ``conclusions`` those that rules add. Slots named ``note``, ``from``, ``to``, ``to_first``,
``to_second``, ``activity``, ``moment``, ``use`` hold the ``id`` of another fact.
"""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.engine import Fact, Field
from cxadvisor.rulebook import conclusions, figures, spoken
from cxadvisor.rulebook.artefacts import VOCABULARIES

Name = str
Maybe = str | None
Number = int | float | None


class Review(Fact):
    """The run itself; ``as_of`` is the ISO date it looks from."""

    id = Field(Name, mandatory=True)
    as_of = Field(Name, mandatory=True)


class Stage(Fact):
    """A half of the canvas; ``other`` is the other half."""

    id = Field(Name, mandatory=True)
    name = Field(Name, mandatory=True)
    other = Field(Name, mandatory=True)


class Block(Fact):
    """A block, or one stage of it: its section and how far out that lies (``depth`` from 0), how many notes it holds,
    and whether it was captured at all. An undivided block has the stage it speaks of, or none.
    """

    id = Field(Name, mandatory=True)
    name = Field(Name, mandatory=True)
    section = Field(Name, mandatory=True)
    depth = Field(int, mandatory=True)
    stage = Field(Maybe, mandatory=True)
    notes = Field(int, mandatory=True)
    captured = Field(bool, mandatory=True)


class Note(Fact):
    """Any note. ``placeholder``: it only keeps a place (then it is not ``real``). ``readable``: knowledge
    explains enough of its words. ``words``: how many words and figures it has, without stop words. ``evidence``: it
    names a source.
    """

    id = Field(Name, mandatory=True)
    block = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)
    text = Field(Name, mandatory=True)
    owner = Field(Maybe, mandatory=True)
    placeholder = Field(bool, mandatory=True)
    real = Field(bool, mandatory=True)
    readable = Field(bool, mandatory=True)
    words = Field(int, mandatory=True)
    evidence = Field(bool, mandatory=True)


class BlockNote(Fact):
    """A note of one certain block."""

    id = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)
    owner = Field(Maybe, mandatory=True)
    real = Field(bool, mandatory=True)


class Segment(BlockNote):
    """A note of the segments block."""


class Need(BlockNote):
    """A customer need."""


class Moment(BlockNote):
    """A moment that matters."""


class ChannelNote(BlockNote):
    """A note that names a channel; ``topic`` is the channel, whatever it is called on the note. ``understood``: it
    names a channel that is known.
    """

    topic = Field(Name, mandatory=True)
    understood = Field(bool, mandatory=True)


class PreferredChannel(ChannelNote):
    """A channel that customers prefer; ``understood``: it is one that is known."""


class SupportedChannel(ChannelNote):
    """A channel that the business supports; ``understood``: it is one that is known."""


class NamesChannel(Fact):
    """A channel that a note of a channel block names; a note may name several."""

    id = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    channel = Field(Name, mandatory=True)


class Objective(BlockNote):
    """An objective."""


class Principle(BlockNote):
    """A note of the culture block."""


class Activity(BlockNote):
    """A key activity."""


class Metric(BlockNote):
    """A metric. ``baseline`` and ``target`` as numbers (their words in ``baseline_text``, ``target_text``),
    ``due`` as an ISO date, ``measure`` the known measure it is (such as ``nps``), ``lowest`` to ``highest``
    what the figure can be, ``scale_low`` to ``scale_high`` what respondents can answer, ``missing`` the
    attributes that other metrics state, ``described`` whether it states any.
    """

    baseline = Field(Number, mandatory=True)
    target = Field(Number, mandatory=True)
    baseline_text = Field(Name, mandatory=True)
    target_text = Field(Name, mandatory=True)
    direction = Field(Maybe, mandatory=True)
    due = Field(Maybe, mandatory=True)
    source = Field(Maybe, mandatory=True)
    measure = Field(Maybe, mandatory=True)
    lowest = Field(Number, mandatory=True)
    highest = Field(Number, mandatory=True)
    scale_low = Field(Number, mandatory=True)
    scale_high = Field(Number, mandatory=True)
    missing = Field(Name, mandatory=True)
    described = Field(bool, mandatory=True)
    true_north = Field(bool, mandatory=True)


class ServicePrinciple(BlockNote):
    """A note of the service model."""


class SalesPrinciple(BlockNote):
    """A note of the sales model."""


class RetentionMeasure(BlockNote):
    """A note of the retention plan."""


class AwarenessMeasure(BlockNote):
    """A note of the awareness and engagement plan."""


class Link(Fact):
    """A link between two notes. ``explicit``: given in the file; ``sure``: given, or inferred with
    confidence 0.8 or more.
    """

    id = Field(Name, mandatory=True)
    origin = Field(Name, mandatory=True, slot="from")
    target = Field(Name, mandatory=True, slot="to")
    relation = Field(Name, mandatory=True)
    from_block = Field(Name, mandatory=True)
    to_block = Field(Name, mandatory=True)
    explicit = Field(bool, mandatory=True)
    sure = Field(bool, mandatory=True)


class Plausible(Fact):
    """A pair of notes that may belong together without being linked: enough for a question, not for a link."""

    id = Field(Name, mandatory=True)
    origin = Field(Name, mandatory=True, slot="from")
    target = Field(Name, mandatory=True, slot="to")
    relation = Field(Name, mandatory=True)
    from_block = Field(Name, mandatory=True)
    to_block = Field(Name, mandatory=True)


class ChannelUse(Fact):
    """One entry of an activity's ``through``; ``understood``: it names a channel that is known."""

    id = Field(Name, mandatory=True)
    activity = Field(Name, mandatory=True)
    words = Field(Name, mandatory=True)
    understood = Field(bool, mandatory=True)
    stage = Field(Maybe, mandatory=True)


class UseLink(Fact):
    """A channel note that an entry of ``through`` means."""

    id = Field(Name, mandatory=True)
    use = Field(Name, mandatory=True)
    channel = Field(Name, mandatory=True, slot="to")


class Reference(Fact):
    """A reference that leads nowhere, or contradicts another: the ``key`` it stands under, what it names, the
    ``problem``, and the blocks it could lead to (``seeks``).
    """

    id = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    seeks = Field(Name, mandatory=True)
    key = Field(Name, mandatory=True)
    target = Field(Name, mandatory=True)
    problem = Field(Name, mandatory=True)


class Duplicates(Fact):
    """Notes of one block that say the same; ``text`` is one of them, ``times`` how many they are."""

    id = Field(Name, mandatory=True)
    block = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)
    text = Field(Name, mandatory=True)
    times = Field(int, mandatory=True)


class Overloaded(Fact):
    """A note that holds two thoughts: the words of each, and the note that each belongs to."""

    id = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    first = Field(Name, mandatory=True)
    second = Field(Name, mandatory=True)
    to_first = Field(Name, mandatory=True)
    to_second = Field(Name, mandatory=True)


class Suspicious(Fact):
    """Characters on a note that do not show or imitate others; ``what`` names the kind."""

    id = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    what = Field(Name, mandatory=True)


class ByHand(Fact):
    """A relation whose links the author writes down, so that one that is not there is not meant."""

    id = Field(Name, mandatory=True)
    relation = Field(Name, mandatory=True)


def card_name(fact: type[Fact]) -> str:
    """The name of a fact class on cards: ``PreferredChannel`` is ``preferred_channel``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in fact.__name__).lstrip(
        "_"
    )


ABSTRACT: Final = (BlockNote, ChannelNote)

FACTS: Final[dict[str, type[Fact]]] = {
    card_name(kind): kind
    for kind in (
        *tuple(globals().values()),
        *vars(spoken).values(),
        *vars(conclusions).values(),
        *vars(figures).values(),
        *(kind for module in VOCABULARIES for kind in vars(module).values()),
    )
    if isinstance(kind, type) and issubclass(kind, Fact) and kind is not Fact and kind not in ABSTRACT
}
"""Every fact class by its name on cards."""


def slots(fact: type[Fact]) -> tuple[str, ...]:
    """The slots of a fact class, by the names that cards use."""
    return tuple(str(slot) for slot in fact.fields)


def slot_types(fact: type[Fact]) -> dict[str, Any]:
    """What each slot takes, in words, for the published card schema."""
    return {str(slot): field.describe() for slot, field in fact.fields.items()}
