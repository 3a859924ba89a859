"""Facts of user flows: which steps can be reached, and where they lead."""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str


class FlowStep(Fact):
    """A step of a user flow.

    ``reached``: some way leads here from the start; ``stray``: none does, and no other such step leads here either.
    ``stops``: nothing says what follows, and it is no end. ``loops``: once here, nobody gets out of a circle of steps;
    ``first`` is the first step of that circle, or the first that leads into it and nowhere else.
    """

    id = Field(Name, mandatory=True)
    flow = Field(Name, mandatory=True)
    reached = Field(bool, mandatory=True)
    stray = Field(bool, mandatory=True)
    stops = Field(bool, mandatory=True)
    loops = Field(bool, mandatory=True)
    first = Field(bool, mandatory=True)


class UserFlow(Fact):
    """A user flow: how many steps it has, and whether one of them is marked as an error."""

    id = Field(Name, mandatory=True)
    steps = Field(int, mandatory=True)
    error = Field(bool, mandatory=True)


class OpenBranch(Fact):
    """A branch of a decision that leads to no step, where other branches of it do; ``step`` is the decision."""

    id = Field(Name, mandatory=True)
    step = Field(Name, mandatory=True)
    flow = Field(Name, mandatory=True)


class Refusal(Fact):
    """A branch that is taken when the answer is no, or anything else than expected; ``step`` is the decision."""

    id = Field(Name, mandatory=True)
    step = Field(Name, mandatory=True)
    flow = Field(Name, mandatory=True)
