"""User flows: the steps of an interaction with their branches and ends (S3)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cxadvisor.model.artefacts.common import Artefact, Listed, Texts
from cxadvisor.model.canvas import MAX_NOTES, Identifier, Part, Text


class Branch(Part):
    """One way out of a decision: when it is taken, and the id of the step it leads to."""

    when: Text | None = None
    next: Identifier | None = None


Nexts = Annotated[tuple[Identifier, ...], Field(max_length=MAX_NOTES), Listed()]


class FlowStep(Part):
    """A step of a flow; ``next`` and ``branches`` name the steps that may follow by their ids."""

    id: Identifier | None = None
    kind: Literal["start", "action", "decision", "error", "end"] | None = None
    text: Text | None = None
    channel: Texts = ()
    actor: Text | None = None
    next: Nexts = ()
    branches: Annotated[tuple[Branch, ...], Field(max_length=MAX_NOTES)] = ()


class UserFlow(Artefact):
    """A user flow; it begins at ``start`` (the id of a step), else at the step of that kind, else at the first one.

    ``persona``, ``moment``, ``need`` and ``journey`` name what it is for, by id or in the words that stand there;
    ``journey_step`` the step of a journey (by id) that it spells out.
    """

    persona: Text | None = None
    moment: Texts = ()
    need: Texts = ()
    journey: Text | None = None
    journey_step: Identifier | None = None
    goal: Texts = ()
    start: Identifier | None = None
    steps: Annotated[tuple[FlowStep, ...], Field(max_length=MAX_NOTES)] = ()
