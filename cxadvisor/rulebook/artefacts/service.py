"""Facts of service-model templates and of HEART tables."""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str


class ServiceModel(Fact):
    """A service-model template. ``missing_elements`` are those of its eight elements that say nothing,
    ``missing_actors`` the kinds of actors (front office, back office) that nobody stands for; separated by commas.
    """

    id = Field(Name, mandatory=True)
    missing_elements = Field(Name, mandatory=True)
    missing_actors = Field(Name, mandatory=True)


class ServiceActor(Fact):
    """An actor of a service-model template; ``office`` is its kind."""

    id = Field(Name, mandatory=True)
    template = Field(Name, mandatory=True)
    office = Field(Name, mandatory=True)


class HeartTable(Fact):
    """A HEART table; ``uncovered`` are the categories that say nothing and are not marked as not applicable with a
    reason, separated by commas.
    """

    id = Field(Name, mandatory=True)
    uncovered = Field(Name, mandatory=True)


class HeartCategory(Fact):
    """A category of a HEART table in which something is written; ``lacking`` are those of goal, signal and metric that
    are missing.
    """

    id = Field(Name, mandatory=True)
    artefact = Field(Name, mandatory=True)
    category = Field(Name, mandatory=True)
    lacking = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    kind = Field(Name, mandatory=True)
    number = Field(int, mandatory=True)
