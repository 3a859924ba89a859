"""The facts about what notes speak of, as ``cxadvisor.speaking`` makes them of the words of a canvas.

As in ``vocabulary``, the slot ``note`` holds the ``id`` of another fact.
"""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str
Maybe = str | None


class SpeaksOf(Fact):
    """A concept of knowledge that a note speaks of, itself or through a narrower one. ``sure``: a wording of it stands
    there in full and is not negated; else the words only hint at it. ``only``: the note says nothing else (worked out
    where a rule asks for it). There are such facts for concepts that rules name, in the blocks they name with them.
    """

    id = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    concept = Field(Name, mandatory=True)
    block = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)
    sure = Field(bool, mandatory=True)
    only = Field(bool, mandatory=True)


class Silence(Fact):
    """A scope in which no note names a concept; cards write it as ``lacks``. ``sure``: all notes there were read, none
    hints at it, and nothing was left out on purpose. ``likely``: it is sure, or would be but for a few notes that were
    not read. ``stage`` is "any" where both stages are looked at together.
    """

    id = Field(Name, mandatory=True)
    scope = Field(Name, mandatory=True)
    stage = Field(Name, mandatory=True)
    sure = Field(bool, mandatory=True)
    likely = Field(bool, mandatory=True)


class Unheard(Fact):
    """A note of which too little was read to tell what it does not speak of. ``counts``: it counts things, so that it
    asks nobody for an opinion.
    """

    id = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    block = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)
    counts = Field(bool, mandatory=True)
