"""Facts that every kind of artefact gives rise to."""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str
Maybe = str | None


class Artefact(Fact):
    """An artefact: its ``kind`` (a companion key) and what it is called; ``state`` is "as_is", "to_be" or unknown."""

    id = Field(Name, mandatory=True)
    kind = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    state = Field(Maybe, mandatory=True)


class InUse(Fact):
    """A kind of artefact of which the strategy has at least one."""

    kind = Field(Name, mandatory=True)


class CanvasReviewed(Fact):
    """There is a canvas beside the artefacts, so that they can be compared with it."""

    id = Field(Name, mandatory=True)


class Item(Fact):
    """A text in an artefact: a goal, a pain, a step … ``field`` is its key, after that of the part it stands in
    (``goals``, ``steps``, ``steps.pain``); ``of`` the part, or the artefact itself. ``number`` counts in reading order.

    ``stage`` is the half of the canvas that it belongs to, where it belongs to one. ``readable``: knowledge explains
    enough of its words.
    """

    id = Field(Name, mandatory=True)
    artefact = Field(Name, mandatory=True)
    of = Field(Name, mandatory=True)
    kind = Field(Name, mandatory=True)
    field = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    number = Field(int, mandatory=True)
    stage = Field(Maybe, mandatory=True)
    readable = Field(bool, mandatory=True)


class Filled(Fact):
    """A key of an artefact, or of a part of one (``of``), under which something is written."""

    of = Field(Name, mandatory=True)
    field = Field(Name, mandatory=True)


class Names(Fact):
    """Something that an artefact or a part of one (``of``) names under ``key``, by id or in its words: ``to`` is the id
    of a note, an artefact or a part. ``sure``: by its id or exactly in its words, else by words that are close to them.
    """

    id = Field(Name, mandatory=True)
    of = Field(Name, mandatory=True)
    artefact = Field(Name, mandatory=True)
    key = Field(Name, mandatory=True)
    target = Field(Name, mandatory=True, slot="to")
    sure = Field(bool, mandatory=True)


class NamesNothing(Fact):
    """Words under ``key`` that were to name something and name nothing that is there; ``perhaps``: something there may
    be meant.
    """

    id = Field(Name, mandatory=True)
    of = Field(Name, mandatory=True)
    artefact = Field(Name, mandatory=True)
    key = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    perhaps = Field(bool, mandatory=True)


class Matches(Fact):
    """An item of an artefact and a note of the canvas that speak of the same, or the one of what serves the other.

    ``sure``: with confidence 0.8 or more.
    """

    id = Field(Name, mandatory=True)
    item = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    block = Field(Name, mandatory=True)
    sure = Field(bool, mandatory=True)


class MayMatch(Fact):
    """An item and a note of which it cannot be said that they do not belong together. ``close``: the item has all words
    of the note, though it is a hint only.
    """

    id = Field(Name, mandatory=True)
    item = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    block = Field(Name, mandatory=True)
    close = Field(bool, mandatory=True)


class NamesChannelOf(Fact):
    """A channel that an artefact names: the ``item`` it stands on, and whether it is known (``understood``).

    ``on_canvas`` says whether the canvas has it: "yes", "perhaps" where a close relative or unread words stand there,
    "no". ``preferred`` and ``supported`` say the same of these two blocks alone.
    """

    id = Field(Name, mandatory=True)
    item = Field(Name, mandatory=True)
    artefact = Field(Name, mandatory=True)
    of = Field(Name, mandatory=True)
    channel = Field(Name, mandatory=True)
    understood = Field(bool, mandatory=True)
    on_canvas = Field(Name, mandatory=True)
    preferred = Field(Name, mandatory=True)
    supported = Field(Name, mandatory=True)


class NearChannels(Fact):
    """Two channels that artefacts name and that may mean the same: one is the other, or the wider of the two."""

    one = Field(Name, mandatory=True)
    other = Field(Name, mandatory=True)
