"""What became of a strategy since an earlier review, as far as a report tells it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cxadvisor.model.review_part import ReviewPart
from cxadvisor.model.strategy import Severity

Became = Literal["resolved", "removed", "new", "changed", "no-longer-assessed", "newly-assessed"]
"""What may have become of a finding; one that is as before is only counted."""


class Figures(ReviewPart):
    """What a review came to: findings (gaps, conflicts, weaknesses) by severity, questions, how ready the least ready
    canvas is, and which share of all notes is linked, at least and at most. None: not counted, or not to be told.
    """

    findings: dict[Severity, int] | None = None
    questions: int | None = None
    readiness: str | None = None
    linked: float | None = None
    linked_at_most: float | None = None


class FindingSince(ReviewPart):
    """What became of a finding; ``canvas`` is the title of its canvas, among several. Its words are those of today,
    where it is still there.
    """

    became: Became
    kind: Literal["gap", "conflict", "weakness", "confirm", "advice"]
    severity: Severity
    rule: str
    message: str
    fingerprint: str
    canvas: str | None = None


class Since(ReviewPart):
    """What became of a strategy since the review as of ``as_of``, which was read from ``name``.

    A line of the history holds figures only, a saved review its findings as well: then ``summary`` counts gaps,
    conflicts and weaknesses by what became of them, and ``findings`` lists those that are not as before. ``alike`` says
    that both reviews were made with the same version, packs, language model and severity; ``complete`` that the earlier
    one was.
    """

    source: Literal["history", "review"]
    name: str
    as_of: str
    digest: str
    alike: bool
    complete: bool
    before: Figures
    now: Figures
    summary: dict[str, int] = Field(default_factory=dict)
    findings: tuple[FindingSince, ...] = ()
