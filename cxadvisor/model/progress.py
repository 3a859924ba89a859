"""What became of a strategy between two reviews, as one immutable object (docs/progress.md)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cxadvisor.model.blocks import Stage
from cxadvisor.model.review import FindingPosition, Kind, PackName, Score, Waived
from cxadvisor.model.review_part import ReviewPart
from cxadvisor.model.strategy import Severity

Status = Literal["gone", "new", "changed", "unchanged", "no-longer-assessed", "newly-assessed"]

Why = Literal[
    "resolved",
    "removed",
    "arisen",
    "added",
    "not-assessed",
    "not-captured",
    "switched-off",
    "crashed",
    "skipped",
    "unchecked",
    "noted",
    "filtered",
]
"""Why a finding is on one side only.

``resolved`` and ``arisen``: the rule looked at the same thing on both sides. ``removed`` and ``added``: what it is
about is on one side only. ``noted``: the consultant added it, or took it back. The others say why the rule did not look
there at all.
"""

Changed = Literal["severity", "kind", "places", "waived", "rejected", "absorbed", "merged"]
"""What differs in a finding that is on both sides; ``absorbed`` and ``merged``: another one tells it there."""


class ToldFinding(ReviewPart):
    """A finding as one of the two reviews tells it; ``canvas`` is the title of its canvas, among several."""

    rule: str
    code: str
    kind: Kind
    severity: Severity
    canvas: str | None = None
    block: str | None
    stage: Stage | None
    at: tuple[str, ...]
    position: FindingPosition
    message: str
    fingerprint: str
    waived: Waived | None = None
    rejected: bool = False

    @property
    def is_set_aside(self) -> bool:
        """Whether it is an accepted exception, or the consultant has rejected it."""
        return self.waived is not None or self.rejected


class FindingChange(ReviewPart):
    """What became of one finding; ``old`` and ``new`` are how each side tells it, None where it does not.

    ``why`` is set where it is on one side only; ``reason`` is what the other review says of a rule that it did not
    assess. ``changes`` is empty where nothing changed but words and the places of the same notes. ``added`` and
    ``removed`` are places of the newer and the older review that the finding is about on that side only.
    """

    status: Status
    why: Why | None = None
    reason: str | None = None
    changes: tuple[Changed, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    old: ToldFinding | None = None
    new: ToldFinding | None = None


class ToldNote(ReviewPart):
    """A note, or an item of an artefact (``block`` is then the key of the artefact), on one side."""

    at: str
    block: str
    stage: Stage | None
    text: str


class NoteChange(ReviewPart):
    """What became of one note. ``likeness`` (0–1) is that of the two wordings of one that was worded anew."""

    status: Literal["added", "removed", "moved", "reworded", "moved-and-reworded"]
    old: ToldNote | None = None
    new: ToldNote | None = None
    likeness: float | None = None


class Counts(ReviewPart):
    """How many findings a review has by severity, and how much else. ``set_aside`` are those that are accepted as
    exceptions or that the consultant rejected, which are counted nowhere else.
    """

    high: int = 0
    medium: int = 0
    low: int = 0
    questions: int = 0
    advice: int = 0
    set_aside: int = 0


class ComparedSide(ReviewPart):
    """One of the two reviews; ``source`` says whether it was made for the comparison or read from a file."""

    name: str
    source: Literal["strategy", "review"]
    title: str
    as_of: str
    digest: str
    complete: bool
    version: str
    packs: tuple[PackName, ...] = ()
    semantic: str | None = None
    severity: Severity | None = None
    counts: Counts


class Condition(ReviewPart):
    """Something other than the strategy that differs between the two reviews."""

    what: Literal["version", "packs", "semantic", "severity", "incomplete"]
    old: str
    new: str


class Standing(ReviewPart):
    """How ready one canvas is on a side, and which share of its notes is linked: at least, and at most."""

    readiness: str | None = None
    at_least: float | None = None
    at_most: float | None = None


class StandingChange(ReviewPart):
    """How ready a canvas is on both sides; None where it is not there. ``canvas`` is its title, among several."""

    canvas: str | None = None
    old: Standing | None = None
    new: Standing | None = None


class ScoreChange(ReviewPart):
    """The score of a rule about links on both sides; None where it was not counted."""

    rule: str
    canvas: str | None = None
    old: Score | None = None
    new: Score | None = None


class Difference(ReviewPart):
    """What differs between two reviews of a strategy.

    ``summary`` counts findings (gaps, conflicts, weaknesses) under ``findings``, and likewise ``questions`` and
    ``advice``, by what became of them. ``notes`` is None where one side is a saved review, which holds no notes.
    """

    cxdiff: Literal["1"] = "1"
    interface: str
    old: ComparedSide
    new: ComparedSide
    conditions: tuple[Condition, ...] = ()
    summary: dict[str, dict[str, int]] = Field(default_factory=dict)
    findings: tuple[FindingChange, ...] = ()
    notes: tuple[NoteChange, ...] | None = None
    standings: tuple[StandingChange, ...] = ()
    scores: tuple[ScoreChange, ...] = ()
