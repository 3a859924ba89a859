"""The review: everything cxadvisor has to say about a strategy, as one immutable object (design: review contract)."""

from typing import Literal

from pydantic import Field, computed_field, model_validator

from cxadvisor.model.blocks import Relation, Stage
from cxadvisor.model.review_part import ReviewPart, without_what_follows
from cxadvisor.model.scores import CoverageScore
from cxadvisor.model.since import Since
from cxadvisor.model.strategy import Severity
from cxadvisor.model.tables import SURE, Mark, Matrix, Thread, matrices_of, threads_of

Kind = Literal["gap", "conflict", "weakness", "confirm", "advice"]
Ground = Literal["canvas", "standard", "research", "practice"]
Level = Literal["coherent", "measurable", "evidenced"]
"""How far a page can have come beyond a draft, from the first to the last."""


class FindingPosition(ReviewPart):
    """Where the first place of a finding stands in its file; line and column count from 1."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None


class LinkName(ReviewPart):
    """Names one link of the review by its ends and relation."""

    from_: str = Field(alias="from")
    to: str
    relation: Relation


class Reason(ReviewPart):
    """One thing a finding rests on: a sentence, its place, whether it speaks of something absent, and the
    link it cites.
    """

    text: str
    at: str
    absent: bool = False
    link: LinkName | None = None


class Question(ReviewPart):
    """What a question asks: which rule could not be judged, which relation is sought, in which block."""

    rule: str
    relation: Relation | None = None
    from_: str | None = Field(default=None, alias="from")


class Candidate(ReviewPart):
    """A note that may be the partner a question looks for."""

    at: str
    relation: Relation
    confidence: float
    reason: str


class Absorbed(ReviewPart):
    """A finding whose cause is already told by the one that lists it."""

    rule: str
    at: tuple[str, ...]


Use = Literal["consider", "read"]


class Reference(ReviewPart):
    """An entry of the catalogue that goes on where the advice ends; ``cxadvisor explain NAME`` shows it.

    ``use`` says what for: a measure to ``consider``, or something to ``read``.
    """

    kind: Literal["metric", "touchpoint", "improvement", "component", "notion"]
    name: str
    label: str
    use: Use


class Waived(ReviewPart):
    """The accepted exception that applies to a finding."""

    reason: str
    until: str | None = None


class Original(ReviewPart):
    """What a finding said before the consultant changed it; None: unchanged."""

    message: str | None = None
    advice: str | None = None
    severity: Severity | None = None
    effort: str | None = None
    impact: str | None = None


class Noted(ReviewPart):
    """What the consultant says of a finding (``review-notes.yaml``).

    ``status`` is open, accept or reject; a rejected finding does not count. ``response`` is that of management,
    ``comment`` is for the house alone. ``own``: the finding is the consultant's own, made by no rule.
    """

    status: Literal["open", "accept", "reject"] = "open"
    reason: str | None = None
    response: str | None = None
    owner: str | None = None
    due: str | None = None
    comment: str | None = None
    signed_off: bool = False
    own: bool = False
    original: Original | None = None


class Known(ReviewPart):
    """A finding that the baseline knows already, from a review as of ``since``.

    ``fingerprint`` is the one it had there, where its notes were worded anew since.
    """

    since: str
    fingerprint: str | None = None


class Finding(ReviewPart):
    """One finding: what was seen, where, why it matters, why the checker says so, and what to do.

    ``at`` lists every place concerned (the first one is meant by ``position``). ``asks`` and ``candidates`` are set for
    questions only. ``see`` names what the catalogue has to the advice. ``effort`` is what the advice takes, ``impact``
    what comes of it. ``fingerprint`` identifies the finding from run to run, under any order of notes. ``noted`` is
    what the consultant says of it, where anything is said; ``known`` says that the baseline has it.
    """

    rule: str
    code: str
    kind: Kind
    severity: Severity
    block: str | None
    stage: Stage | None
    at: tuple[str, ...]
    position: FindingPosition
    message: str
    consequence: str
    because: tuple[Reason, ...] = ()
    asks: Question | None = None
    candidates: tuple[Candidate, ...] = ()
    absorbed: tuple[Absorbed, ...] = ()
    advice: str
    see: tuple[Reference, ...] = ()
    whys: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    ground: Ground
    effort: str | None = None
    impact: str | None = None
    fingerprint: str
    waived: Waived | None = None
    noted: Noted | None = None
    known: Known | None = None

    @property
    def is_rejected(self) -> bool:
        """Whether the consultant has rejected it."""
        return self.noted is not None and self.noted.status == "reject"

    @property
    def is_set_aside(self) -> bool:
        """Whether it is an accepted exception, or the consultant has rejected it."""
        return self.waived is not None or self.is_rejected

    @property
    def counts(self) -> bool:
        """Whether it is neither set aside nor known from the baseline."""
        return self.known is None and not self.is_set_aside

    def places_of(self, rule: str) -> tuple[str, ...]:
        """Return the places of which it tells what ``rule`` says: itself, by asking, or for one that it absorbs."""
        own = self.at if rule == self.rule or (self.asks and rule == self.asks.rule) else ()
        return own + tuple(place for each in self.absorbed if each.rule == rule for place in each.at)


class Link(ReviewPart):
    """A link between two notes, given in the file or inferred from their words.

    ``confidence`` is calibrated: of links shown at 0.8, about eight in ten hold. Explicit links have 1.
    """

    from_: str = Field(alias="from")
    to: str
    relation: Relation
    origin: Literal["explicit", "inferred"]
    confidence: float
    reason: str

    @property
    def mark(self) -> Mark:
        """How sure it is, in a word."""
        return "explicit" if self.origin == "explicit" else "sure" if self.confidence >= SURE else "assumed"


class Strength(ReviewPart):
    """Something that holds together, with its figure, and the blocks it speaks of."""

    text: str
    at: tuple[str, ...]


class Score(ReviewPart):
    """How many notes a rule about links looked at (``of``), and how many are covered, gaps, or asked about."""

    of: int
    covered: int
    gap: int
    asked: int


class Criterion(ReviewPart):
    """Something a strategy has to show before it may be called coherent, measurable or evidenced.

    Of ``of`` things looked at, ``fulfilled`` are as they should be, ``accepted`` are exceptions with a reason,
    ``against`` are not as they should be, and of ``unknown`` the review cannot tell. Where findings are counted rather
    than notes, ``of`` is None. ``at`` are the places that stand in the way.
    """

    id: str
    level: Level
    state: Literal["met", "not_met", "not_assessed"]
    text: str
    of: int | None = None
    fulfilled: int = 0
    accepted: int = 0
    against: int = 0
    unknown: int = 0
    at: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Readiness(ReviewPart):
    """How far the page has come: the highest level of which all criteria, and those of the levels below, are met."""

    word: Literal["draft"] | Level
    criteria: tuple[Criterion, ...]


class RuledOut(ReviewPart):
    """A pair of notes that the author says do not belong together."""

    from_: str = Field(alias="from")
    to: str
    relation: Relation


class NotAssessed(ReviewPart):
    """A rule that could not be judged on this canvas, and why."""

    rule: str
    why: str


class Coverage(ReviewPart):
    """Which rules were assessed, and which were not."""

    assessed: tuple[str, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()


class ChecklistItem(ReviewPart):
    """A question for the client about what the canvas shows in part or not at all; None: not answered yet."""

    id: str
    text: str
    sources: tuple[str, ...] = ()
    answer: Literal["yes", "no", "not documented"] | None = None
    comment: str | None = None


class Notice(ReviewPart):
    """Something about the run itself: a crashed rule, a skipped file, an expired waiver."""

    code: str
    message: str
    at: str | None = None


class PackName(ReviewPart):
    """A pack of rules or knowledge that a review was made with.

    ``digest`` is that of its files (SHA-256, hex), None for Python rules.
    """

    name: str
    digest: str | None = None


class BaselineName(ReviewPart):
    """The baseline of a review: its file and the digest of that, the day it is of, how many findings it knows, and how
    many of its entries no finding has any more.
    """

    name: str
    digest: str
    as_of: str
    known: int
    gone: int


class Tool(ReviewPart):
    """The program that made the review."""

    name: str
    version: str


class StrategySummary(ReviewPart):
    """What was reviewed: title, language, files and a digest of their content."""

    title: str
    language: str
    files: tuple[str, ...]
    digest: str
    organisation: str | None = None
    industry: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()


class Review(ReviewPart):
    """The result of reviewing a strategy.

    A strategy with several canvases has one review each in ``reviews``, and in ``findings`` only those across them.
    ``packs`` are those it was made with, ``semantic`` the language model that was asked what notes mean, where one was:
    the same strategy, packs, model and program give the same review. ``interface`` is the language of all texts.
    ``baseline`` is the one that knows some of the findings already, where there is one. ``since`` tells what became of
    the strategy since an earlier review, where one was named.
    ``severity`` is the lowest severity that findings were to be told of, None for all.
    ``edition`` is working or client where the consultant has noted something; that for the client holds only findings
    that are signed off, and ``held_back`` is how many of a working edition are not. ``complete`` is False when a rule
    crashed, the budget was used up or a file was skipped: then the absence of a
    finding says nothing.
    """

    cxreview: Literal["1"] = "1"
    complete: bool
    tool: Tool
    packs: tuple[PackName, ...] = ()
    semantic: str | None = None
    severity: Severity | None = None
    baseline: BaselineName | None = None
    since: Since | None = None
    as_of: str
    interface: str
    strategy: StrategySummary
    strengths: tuple[Strength, ...] = ()
    findings: tuple[Finding, ...] = ()
    links: tuple[Link, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    scores: dict[str, Score] = Field(default_factory=dict)
    coverage_score: CoverageScore | None = None
    readiness: Readiness | None = None
    coverage: Coverage = Coverage()
    checklist: tuple[ChecklistItem, ...] = ()
    notices: tuple[Notice, ...] = ()
    edition: Literal["working", "client"] | None = None
    held_back: int | None = None
    reviews: "tuple[Review, ...]" = ()

    _read_back = model_validator(mode="before")(without_what_follows("matrices", "threads"))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def matrices(self) -> tuple[Matrix, ...]:
        """The links as tables of notes against notes, by stage; worked out from the other parts when asked for."""
        return matrices_of(self)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def threads(self) -> tuple[Thread, ...]:
        """For each need the way to the figure that shows whether it is met; worked out when asked for."""
        return threads_of(self)

    def of_kind(self, *kinds: Kind, waived: bool = False, known: bool = False) -> tuple[Finding, ...]:
        """Return the findings of the given kinds that are not rejected, nor waived unless ``waived`` is set, nor known
        from the baseline unless ``known`` is.
        """
        return tuple(
            finding
            for finding in self.findings
            if finding.kind in kinds
            and (waived or finding.waived is None)
            and (known or finding.known is None)
            and not finding.is_rejected
        )
