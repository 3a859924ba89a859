"""Facts of user flows: which steps can be reached, and where they lead."""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str


class FlowStep(Fact):
    """A step of a user flow.

    ``reached``: some way leads here from the start. ``leads_on``: another step follows. ``is_end``: it is marked as an
    end. ``loops``: once here, nobody gets out of a circle of steps; ``first`` is the first step of that circle.
    """

    id = Field(Name, mandatory=True)
    flow = Field(Name, mandatory=True)
    reached = Field(bool, mandatory=True)
    leads_on = Field(bool, mandatory=True)
    is_end = Field(bool, mandatory=True)
    loops = Field(bool, mandatory=True)
    first = Field(bool, mandatory=True)


class UserFlow(Fact):
    """A user flow: how many steps it has, whether it has a ``decision``, and a step or a branch marked as an error."""

    id = Field(Name, mandatory=True)
    steps = Field(int, mandatory=True)
    decides = Field(bool, mandatory=True)
    error = Field(bool, mandatory=True)


class OpenBranch(Fact):
    """A branch of a decision that leads to no step; ``step`` is the decision."""

    id = Field(Name, mandatory=True)
    step = Field(Name, mandatory=True)
    flow = Field(Name, mandatory=True)
