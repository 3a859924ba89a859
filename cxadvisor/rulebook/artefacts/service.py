"""Facts of service-model templates and of HEART tables."""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str


class ServiceModel(Fact):
    """A service-model template. ``missing_elements`` are those of its eight elements that say nothing,
    ``missing_actors`` the kinds of actors (front office, back office) that nobody stands for; separated by commas.
    ``has_actors``: some actor is named, in the list or by an activity.
    """

    id = Field(Name, mandatory=True)
    missing_elements = Field(Name, mandatory=True)
    missing_actors = Field(Name, mandatory=True)
    has_actors = Field(bool, mandatory=True)


class ServiceActor(Fact):
    """An actor of a service-model template; ``office`` is its kind."""

    id = Field(Name, mandatory=True)
    template = Field(Name, mandatory=True)
    office = Field(Name, mandatory=True)


class ActorInWords(Fact):
    """An activity of a service-model template (``of``) that mentions an actor (``to``) in its words; ``sure``: by its
    whole name or an abbreviation in it, else by some word of it.
    """

    id = Field(Name, mandatory=True)
    of = Field(Name, mandatory=True)
    to = Field(Name, mandatory=True)
    sure = Field(bool, mandatory=True)


class ToldChallenge(Fact):
    """A challenge whose words say more than what it is called, so that they may tell what it changes."""

    id = Field(Name, mandatory=True)
    template = Field(Name, mandatory=True)


class HeartTable(Fact):
    """A HEART table; ``uncovered`` are the categories that say nothing and are not marked as not applicable with a
    reason, ``incomplete`` those in which goal, signal or metric is missing; separated by commas.
    """

    id = Field(Name, mandatory=True)
    uncovered = Field(Name, mandatory=True)
    incomplete = Field(Name, mandatory=True)


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
