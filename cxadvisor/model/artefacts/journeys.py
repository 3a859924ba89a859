"""Journeys of customers and of employees: stages and steps, with what is done, felt and suffered in each (S3, S5)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from cxadvisor.model.artefacts.common import Artefact, Evidences, State, Texts
from cxadvisor.model.canvas import MAX_NOTES, Identifier, Number, Part, Text

Phase = Literal["before", "during", "after"]
"""The three phases of a purchase, in which steps may be listed."""


class Step(Part):
    """A step of a customer journey.

    ``emotion`` is a value of the journey's ``emotion_scale``. ``channel`` is where it happens, ``touchpoint`` with whom
    or what. ``moment`` names a moment that matters of the canvas by its id or its words. ``failure`` is what goes
    wrong here and ``recovery`` how it is put right. At an ``exit_point`` customers leave, at a ``renewal_point`` they
    renew or buy more (S5).
    """

    action: Text | None = None
    id: Identifier | None = None
    goal: Texts = ()
    touchpoint: Texts = ()
    channel: Texts = ()
    emotion: Number | Text | None = None
    thought: Texts = ()
    said: Texts = ()
    seen: Texts = ()
    pain: Texts = ()
    gain: Texts = ()
    opportunity: Texts = ()
    moment_of_truth: StrictBool | None = None
    moment: Texts = ()
    evidence: Evidences = ()
    owner: Text | None = None
    frontstage: Texts = ()
    backstage: Texts = ()
    metric: Texts = ()
    failure: Texts = ()
    recovery: Texts = ()
    exit_point: StrictBool | Text | None = None
    renewal_point: StrictBool | Text | None = None


class EmployeeStep(Part):
    """A step of an employee journey: who does what, by which process, with what pain.

    ``mirrors_step`` names the step of the customer's journey that it is the inside of; ``rule_followed`` is the rule
    that people really go by.
    """

    role: Text | None = None
    id: Identifier | None = None
    department: Text | None = None
    process: Text | None = None
    action: Text | None = None
    goal: Texts = ()
    touchpoint: Texts = ()
    channel: Texts = ()
    system: Texts = ()
    emotion: Number | Text | None = None
    thought: Texts = ()
    said: Texts = ()
    pain: Texts = ()
    gain: Texts = ()
    opportunity: Texts = ()
    idea: Texts = ()
    rule_followed: Texts = ()
    mirrors_step: Identifier | None = None
    moment_of_truth: StrictBool | None = None
    evidence: Evidences = ()
    owner: Text | None = None
    failure: Texts = ()
    recovery: Texts = ()


Steps = Annotated[tuple[Step, ...], Field(max_length=MAX_NOTES)]
EmployeeSteps = Annotated[tuple[EmployeeStep, ...], Field(max_length=MAX_NOTES)]
Scale = tuple[Number, Number] | Annotated[tuple[Text, ...], Field(min_length=2, max_length=20)]
"""The two ends of a scale in numbers, or its words from worst to best."""


class JourneyStage(Part):
    """A stage of a journey with its steps; ``phase`` says where in the purchase it lies."""

    name: Text | None = None
    id: Identifier | None = None
    phase: Phase | None = None
    goal: Texts = ()
    steps: Steps = ()


class EmployeeJourneyStage(Part):
    """A stage of an employee journey with its steps."""

    name: Text | None = None
    id: Identifier | None = None
    goal: Texts = ()
    steps: EmployeeSteps = ()


class RealCase(Part):
    """The real case that a journey tells: best a negative one (S5)."""

    negative: StrictBool | None = None
    date: Text | None = None
    source: Text | None = None
    summary: Text | None = None


class Journey(Artefact):
    """A customer journey: steps in three phases, or in ``stages`` of one's own (then with or without a phase).

    ``persona`` and ``segment`` name whose it is, ``state`` whether it is or shall be, ``real_case`` where it comes
    from, ``frontline_consulted`` who of those that meet customers was asked, ``measured_by`` which metrics follow it.
    """

    persona: Text | None = None
    segment: Text | None = None
    state: State | None = None
    kind: Literal["customer", "employee"] | None = None
    situation: Text | None = None
    real_case: RealCase | None = None
    emotion_scale: Scale | None = None
    owner: Text | None = None
    measured_by: Texts = ()
    before: Steps = ()
    during: Steps = ()
    after: Steps = ()
    stages: Annotated[tuple[JourneyStage, ...], Field(max_length=MAX_NOTES)] = ()
    frontline_consulted: Texts = ()
    evidence: Evidences = ()


class EmployeeJourney(Artefact):
    """An employee journey; ``mirrors`` names the customer journey that it is the inside of, by id or title."""

    mirrors: Text | None = None
    state: State | None = None
    kind: Literal["employee"] | None = None
    situation: Text | None = None
    real_case: RealCase | None = None
    emotion_scale: Scale | None = None
    source: Text | None = None
    owner: Text | None = None
    measured_by: Texts = ()
    departments: Texts = ()
    steps: EmployeeSteps = ()
    stages: Annotated[tuple[EmployeeJourneyStage, ...], Field(max_length=MAX_NOTES)] = ()
    frontline_consulted: Texts = ()
    evidence: Evidences = ()
