"""Facts that journeys of customers and of staff give rise to, beside those of every artefact."""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str
Maybe = str | None
Number = int | float | None


class Journey(Fact):
    """A journey of "customers" or of "staff" (``whose``). ``plan``: it shows how things shall be. ``worked_out``: it is
    more than a sketch. ``only_phase``: the one phase that all its steps lie in, where they lie in one.
    ``real_case``: it says which real case it tells. ``uses_emotions``, ``uses_channels``, ``uses_opportunities``: so
    many of its steps (or pains) have one that those without stand out.
    """

    id = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    whose = Field(Name, mandatory=True)
    plan = Field(bool, mandatory=True)
    worked_out = Field(bool, mandatory=True)
    steps = Field(int, mandatory=True)
    only_phase = Field(Maybe, mandatory=True)
    real_case = Field(bool, mandatory=True)
    uses_emotions = Field(bool, mandatory=True)
    uses_channels = Field(bool, mandatory=True)
    uses_opportunities = Field(bool, mandatory=True)


class JourneyStep(Fact):
    """A step of a journey, in order (``position`` from 1). ``emotion`` lies between -1 and 1, 0 in the middle of the
    scale; None where it is not known. ``hurts``: it lies below the middle, or there is a pain and no word of how it
    feels. ``feels``: there is some emotion or other. ``placed``: it says through which channel it goes, if only in the
    name of its touchpoint. ``last``: it ends the journey.
    """

    id = Field(Name, mandatory=True)
    artefact = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    whose = Field(Name, mandatory=True)
    plan = Field(bool, mandatory=True)
    position = Field(int, mandatory=True)
    phase = Field(Maybe, mandatory=True)
    emotion = Field(Number, mandatory=True)
    feels = Field(bool, mandatory=True)
    hurts = Field(bool, mandatory=True)
    placed = Field(bool, mandatory=True)
    moment_of_truth = Field(bool, mandatory=True)
    last = Field(bool, mandatory=True)


class Friction(Fact):
    """A step in a row of ``length`` that hurt one after the other; ``run`` is the id of the first."""

    id = Field(Name, mandatory=True)
    run = Field(Name, mandatory=True)
    step = Field(Name, mandatory=True)
    length = Field(int, mandatory=True)


class OffScale(Fact):
    """An emotion (``words``) of a step that is no value of the ``scale`` its journey names."""

    id = Field(Name, mandatory=True)
    step = Field(Name, mandatory=True)
    words = Field(Name, mandatory=True)
    scale = Field(Name, mandatory=True)


class LacksElement(Fact):
    """A step, or a whole journey (``of``), that leaves out what belongs to each stage: ``left_out`` lists goal, action
    and emotion, as far as other steps have them.
    """

    id = Field(Name, mandatory=True)
    of = Field(Name, mandatory=True)
    artefact = Field(Name, mandatory=True)
    left_out = Field(Name, mandatory=True)


class ChannelsInTurn(Fact):
    """A step whose channel is first one, then another."""

    id = Field(Name, mandatory=True)
    step = Field(Name, mandatory=True)


class SentElsewhere(Fact):
    """A step in which customers are told to go on by another means: from ``origin`` to ``goal`` ("phone", "place",
    "writing"; ``origin`` is "other" for any other channel). ``identity``: to say who they are, or because of privacy or
    the law.
    """

    id = Field(Name, mandatory=True)
    step = Field(Name, mandatory=True)
    origin = Field(Name, mandatory=True)
    goal = Field(Name, mandatory=True)
    identity = Field(bool, mandatory=True)


class ContextLost(Fact):
    """A step in which what was said before is not known, so that it has to be told again; ``item`` says so."""

    id = Field(Name, mandatory=True)
    step = Field(Name, mandatory=True)
    item = Field(Name, mandatory=True)


class DepartmentWithoutStep(Fact):
    """A department that has a part in an employee journey and no step there: it is ``listed`` among those of the
    journey, or named on a step; ``item`` says where.
    """

    id = Field(Name, mandatory=True)
    item = Field(Name, mandatory=True)
    artefact = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    listed = Field(bool, mandatory=True)


class Beyond(Fact):
    """A practice (``item``) that is about larger sums of money than a note of the canvas, or about a certain sum
    where the note names none: the two do not contradict each other.
    """

    id = Field(Name, mandatory=True)
    item = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)


class Echo(Fact):
    """A step (``item``) and a moment of the canvas (``note``) that have a telling word in common."""

    id = Field(Name, mandatory=True)
    item = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
