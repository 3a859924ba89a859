"""What the consultant says of a review: the content of ``review-notes.yaml`` (docs/review-notes.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, StrictBool

from cxadvisor.model.canvas import MAX_NOTES, Identifier, Part, Text, Words
from cxadvisor.model.strategy import Position, Severity

Status = Literal["open", "accept", "reject"]
"""What the consultant makes of a finding."""
Answer = Literal["yes", "no", "not documented"]
OwnKind = Literal["gap", "conflict", "weakness", "advice"]
"""What a finding of the consultant's own may be; a question is asked by rules only."""

AT_CANVAS: Final = "@"
"""Stands between a fingerprint and the name of a canvas, where several canvases have this fingerprint."""


class Handling(Part):
    """What may be said of any finding, whoever made it.

    ``response`` is what management says to it; ``comment`` is for the house alone. ``signed_off`` puts the finding into
    the edition for the client. Findings with an ``order`` come first, by it.
    """

    status: Status = "open"
    reason: Text | None = None
    severity: Severity | None = None
    effort: Severity | None = None
    impact: Severity | None = None
    response: Text | None = None
    owner: Text | None = None
    due: Text | None = None
    comment: Text | None = None
    signed_off: StrictBool = False
    order: Annotated[int, Field(strict=True, ge=1, le=10_000)] | None = None


class NotedFinding(Handling):
    """What is said of a finding of the review.

    ``rule`` and ``about``, the words of the notes concerned, are written by the program: by them a finding is known
    again after a note was reworded. ``message`` and ``advice`` replace those of the rule.
    """

    rule: Text | None = None
    about: Words = ()
    message: Text | None = None
    advice: Text | None = None


class OwnFinding(Handling):
    """A finding of the consultant's own.

    ``at`` names what it is about: ids, or blocks such as ``culture`` and ``metrics/post_sale``. ``canvas`` is the title
    or the file of the canvas it belongs to, where there are several; without it the finding is across them.
    """

    id: Identifier | None = None
    message: Text
    kind: OwnKind = "weakness"
    at: Text | Words = ()
    canvas: Text | None = None
    evidence: Text | Words = ()
    consequence: Text | None = None
    advice: Text | None = None
    whys: Words = ()


class ChecklistAnswer(Part):
    """What the client answered to a subject of the closing checklist."""

    answer: Answer | None = None
    comment: Text | None = None


class InterviewAnswer(Part):
    """What somebody answered about a note that could not be read; ``about`` holds its words."""

    about: Text
    answer: Text


class ReviewNotes(Part):
    """The content of the file. ``findings`` is by fingerprint, ``checklist`` by the ids of its subjects."""

    cxnotes: Literal["1"] = "1"
    findings: Annotated[dict[str, NotedFinding], Field(max_length=MAX_NOTES)] = Field(default_factory=dict)
    own: Annotated[tuple[OwnFinding, ...], Field(max_length=MAX_NOTES)] = ()
    checklist: Annotated[dict[str, ChecklistAnswer], Field(max_length=MAX_NOTES)] = Field(
        default_factory=dict
    )
    interview: Annotated[dict[str, InterviewAnswer], Field(max_length=MAX_NOTES)] = Field(
        default_factory=dict
    )


class NotesFile(NamedTuple):
    """The notes on the review of a strategy, the name of their file, and the position of every place in it."""

    notes: ReviewNotes
    name: str
    positions: Mapping[str, Position]


def listed(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return what may be one text or several as several."""
    return (value,) if isinstance(value, str) else value
