"""5-Whys sheets: from a symptom through answers with evidence to root causes and countermeasures (S3, K7)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cxadvisor.model.artefacts.common import Artefact, Brief, Evidences, Listed, Texts
from cxadvisor.model.canvas import MAX_NOTES, Identifier, Part, Text


class Why(Part):
    """A question with its answer. Whys follow each other; one that branches off another answer names it by its id
    (``follows``), or stands in that one's own list ``whys``. One that asks after the problem again names the sheet.
    """

    why: Text | None = None
    answer: Text | None = None
    id: Identifier | None = None
    follows: Identifier | None = None
    evidence: Evidences = ()
    whys: Annotated[tuple[Why, ...], Field(max_length=MAX_NOTES)] = ()


class RootCause(Brief):
    """A cause that can be acted on; ``of`` names the why (by id) that led to it."""

    plain = "cause"

    cause: Text
    id: Identifier | None = None
    of: Identifier | None = None
    evidence: Evidences = ()


class Countermeasure(Brief):
    """What is done about a cause: by whom, by when, and how it is checked that it helped.

    ``canvas`` names the activity of the canvas that takes it up, by its id or its place; ``cause`` the root cause.
    """

    plain = "action"

    action: Text
    id: Identifier | None = None
    canvas: Text | None = None
    cause: Text | None = None
    owner: Text | None = None
    due: Text | None = None
    check: Text | None = None
    status: Text | None = None


class FiveWhys(Artefact):
    """A 5-Whys sheet; five is a guide, not a quota.

    ``finding`` is the fingerprint of the finding, or the name of the rule, that the sheet looks into; ``journey_step``
    names a step of a journey by its id, ``moment`` a moment that matters by its id or its words.
    """

    problem: Text | None = None
    finding: Text | None = None
    persona: Text | None = None
    journey_step: Identifier | None = None
    moment: Text | None = None
    participants: Texts = ()
    whys: Annotated[tuple[Why, ...], Field(max_length=MAX_NOTES)] = ()
    root_causes: Annotated[tuple[RootCause, ...], Field(max_length=MAX_NOTES), Listed()] = ()
    countermeasures: Annotated[tuple[Countermeasure, ...], Field(max_length=MAX_NOTES), Listed()] = ()
