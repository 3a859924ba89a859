"""The history of a strategy: what each review of it came to, a line a review."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from cxadvisor.model.review import PackName, Score
from cxadvisor.model.review_part import ReviewPart
from cxadvisor.model.strategy import Severity

Count = Annotated[int, Field(strict=True, ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][\w.+-]{0,79}$")]


def _day(value: str) -> str:
    from datetime import date

    date.fromisoformat(value)
    return value


Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]


class HistoryEntry(ReviewPart):
    """One review, in figures: findings (gaps, conflicts, weaknesses) by severity, everything by kind, scores by rule.

    ``assessed`` and ``not_assessed`` count rules: fewer findings say little where fewer rules could be judged.
    ``readiness`` is that of the least ready canvas, ``linked`` the share of notes that is linked at least,
    ``linked_at_most`` what it would be, if all that is not known turned out well; None without a canvas.
    """

    cxhistory: Literal["1"] = "1"
    as_of: Day
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    version: Name
    packs: tuple[PackName, ...] = ()
    semantic: str | None = None
    complete: bool
    findings: dict[Severity, Count]
    kinds: dict[Literal["gap", "conflict", "weakness", "confirm", "advice"], Count]
    set_aside: Count = 0
    assessed: Count = 0
    not_assessed: Count = 0
    readiness: Name | None = None
    linked: Share | None = None
    linked_at_most: Share | None = None
    scores: dict[Name, Score] = Field(default_factory=dict)


class Trend(ReviewPart):
    """A figure from review to review; ``linked`` is in per cent of what rules about links count."""

    what: Literal["findings", "high", "medium", "low", "questions", "linked"]
    values: tuple[int, ...]
    up_is_better: bool = False
