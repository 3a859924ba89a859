"""Facts that personas and empathy maps give rise to, beside those of every artefact."""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str


class Persona(Fact):
    """A persona with what is known of it from its own card and from the empathy maps that are about it.

    ``figures``: it gives statistics, or three of age, occupation, household, location and share. ``described``:
    something says how it thinks or behaves. ``evidence``: something says what it was drawn from; ``quoted``: there are
    words of its own. ``few``: all that it was drawn from are fewer people than such research takes. ``missing_parts``
    lists goals, needs, pains and channels, as far as nothing says them. ``segment`` is "named" where it names a segment
    of the canvas, "perhaps" where it may, "other" where it names something else, "unsaid" where it names none.
    """

    id = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    figures = Field(bool, mandatory=True)
    described = Field(bool, mandatory=True)
    evidence = Field(bool, mandatory=True)
    quoted = Field(bool, mandatory=True)
    few = Field(bool, mandatory=True)
    missing_parts = Field(Name, mandatory=True)
    segment = Field(Name, mandatory=True)


class EmpathyMap(Fact):
    """An empathy map: ``persona`` is "named" where it is about a persona of the strategy, "perhaps" where it may be,
    "other" where it names somebody else, "unsaid" where it names nobody. ``unanswered`` lists its open questions.
    """

    id = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
    persona = Field(Name, mandatory=True)
    unanswered = Field(Name, mandatory=True)


class OpenQuestion(Fact):
    """One of the five questions of an empathy map (``artefact``) that nothing there answers."""

    id = Field(Name, mandatory=True)
    artefact = Field(Name, mandatory=True)
    of = Field(Name, mandatory=True)
    kind = Field(Name, mandatory=True)
    field = Field(Name, mandatory=True)
    text = Field(Name, mandatory=True)
