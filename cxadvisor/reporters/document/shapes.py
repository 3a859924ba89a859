"""What the document of a review is made of. All texts are in the language of the report; nothing is marked up."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cxadvisor.model.plan import Horizon
from cxadvisor.model.review import ChecklistItem, Criterion, Finding, Link, Review
from cxadvisor.model.strategy import Severity
from cxadvisor.reporters.drawing import Drawing
from cxadvisor.reporters.drawn_journey import DrawnJourney
from cxadvisor.reporters.figures import ScoreGroup
from cxadvisor.reporters.matrices import DrawnMatrix, DrawnThread
from cxadvisor.reporters.wording import NO_CANVAS
from cxadvisor.texts import Texts

Form = Literal["text", "list", "steps", "blank"]
"""How the texts of a row stand: one, several, several that follow each other, or a line to fill in."""


class Spot(NamedTuple):
    """A place that an entry speaks of: in words, with the note's text and where it is drawn, as far as known."""

    label: str
    text: str | None
    anchor: str | None


class Field(NamedTuple):
    """A row of the audit form of a finding: its name (``report.field``), the label, and one or more texts.

    ``form`` says how several texts stand: as a ``list``, or as ``steps`` that follow each other; a ``blank`` has no
    text and is there to be filled in by hand.
    """

    name: str
    label: str
    texts: tuple[str, ...]
    form: Form = "text"


class Entry(NamedTuple):
    """A finding, question or piece of advice as it is printed; ``number`` is unique in the document.

    ``tone`` is the severity, or ``question`` or ``advice``. ``spots`` are the places it is about, ``where`` the
    position of the first of them in its file. ``fields`` are all other rows of the audit form, in their order:
    criterion, evidence, consequence, cause, recommendation, response of management, owner, due and so on, as far as
    there is anything to say. ``answers`` are the candidates of a question.
    """

    finding: Finding
    number: int
    anchor: str
    tone: str
    where: str
    spots: tuple[Spot, ...]
    fields: tuple[Field, ...]
    rule: str
    answers: tuple[tuple[Spot, float, str], ...] = ()


class CriterionRow(NamedTuple):
    """A criterion of readiness with its figures in words, and the first places that stand in its way."""

    criterion: Criterion
    figures: str
    spots: tuple[Spot, ...]
    more: int


class WeightRow(NamedTuple):
    """A note that does not count as one: what it counts for, and the factors of that in words."""

    spot: Spot
    weight: str
    factors: str


class ReadinessLevel(NamedTuple):
    """The criteria of one level, by its word."""

    word: str
    rows: tuple[CriterionRow, ...]


class AssumedRow(NamedTuple):
    """A link to be confirmed, with both its ends in words."""

    link: Link
    source: Spot
    target: Spot


class ScopeRow(NamedTuple):
    """A line of the scope: what it says, and of what (``name`` is that of its label)."""

    name: str
    label: str
    text: str


class Scope(NamedTuple):
    """What was reviewed, by whom it was made and when, and what may be concluded from it.

    ``rows`` identify it; ``covers``, ``limits`` and ``assumptions`` are sentences: what the review looks at, what it
    cannot tell, and what it takes for granted.
    """

    rows: tuple[ScopeRow, ...]
    covers: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()


class Action(NamedTuple):
    """A line of the roadmap: what is to be done about some entries.

    ``after`` says in words what comes first; ``owner`` and ``due`` are empty where nobody noted them.
    """

    text: str
    entries: tuple[Entry, ...]
    effort: Severity
    impact: Severity
    levels: str
    owner: str
    due: str
    after: tuple[str, ...]
    canvas: str


class Horizons(NamedTuple):
    """The actions of one horizon; ``more`` are left out, where there are very many."""

    name: Horizon
    title: str
    actions: tuple[Action, ...]
    more: int


class Square(NamedTuple):
    """A field of the picture of effort against impact: the entries that stand in it; ``more`` find no room.

    ``horizon`` is when they are due, unless something comes first or a date is set.
    """

    effort: Severity
    impact: Severity
    horizon: Horizon
    entries: tuple[Entry, ...]
    more: int


class Roadmap(NamedTuple):
    """What to do first: the picture, rows from high impact to low, in each from low effort to high; and the table."""

    picture: tuple[tuple[Square, ...], ...]
    horizons: tuple[Horizons, ...]


class Summary(NamedTuple):
    """What somebody reads who reads one page only; ``more_strengths`` are left out of ``strengths``.

    ``readiness`` is a sentence for each canvas, ``risks`` are the entries that weigh most; where there are none,
    ``no_risks`` says so. ``first`` are the actions to begin with.
    """

    verdict: str
    strengths: tuple[str, ...]
    more_strengths: int
    readiness: tuple[str, ...]
    risks: tuple[Entry, ...]
    no_risks: str
    first: tuple[Action, ...]


class Interview(NamedTuple):
    """What one role is to be asked: questions (``more`` of which are left out), links to confirm, and subjects."""

    role: str
    questions: tuple[Entry, ...]
    more: int
    links: tuple[AssumedRow, ...]
    more_links: int
    subjects: tuple[ChecklistItem, ...]


class Figure(NamedTuple):
    """A figure at an earlier review and now."""

    label: str
    before: str
    now: str
    better: bool | None


class Became(NamedTuple):
    """Findings of which the same became since an earlier review; those that are still there lead to their entry."""

    name: str
    title: str
    findings: tuple[tuple[str, Entry | None], ...]
    more: int


class Progress(NamedTuple):
    """What became of the strategy since an earlier review: sentences, figures, and findings by what became of them.

    ``before`` and ``now`` stand over the figures.
    """

    said: tuple[str, ...]
    before: str = ""
    now: str = ""
    figures: tuple[Figure, ...] = ()
    became: tuple[Became, ...] = ()


class Part(NamedTuple):
    """What the document says of one canvas, or of several together.

    ``shared`` holds the consequences that several questions have in common; they are printed once. ``scope`` has the
    rows alone where the document is about several canvases. ``missing`` are reasons with the rules that could not be
    assessed for them.
    """

    review: Review
    prefix: str
    title: str
    scope: Scope
    findings: tuple[Entry, ...]
    questions: tuple[Entry, ...]
    shared: tuple[str, ...]
    advice: tuple[Entry, ...]
    waived: tuple[Finding, ...]
    rejected: tuple[Finding, ...]
    known: tuple[Finding, ...]
    scores: tuple[ScoreGroup, ...]
    weights: tuple[WeightRow, ...]
    readiness: str
    levels: tuple[ReadinessLevel, ...]
    assumed: tuple[AssumedRow, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    checklist: tuple[ChecklistItem, ...]
    drawing: Drawing | None
    matrices: tuple[DrawnMatrix, ...]
    threads: tuple[DrawnThread, ...]
    journeys: tuple[DrawnJourney, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order of their numbers."""
        return (*self.findings, *self.questions, *self.advice)


class Audit(NamedTuple):
    """The whole document: its head, then the part on the canvas, or those across and on each of several.

    ``roadmap``, ``interview`` and ``progress`` are empty where there is nothing to do, to ask or to compare with.
    """

    review: Review
    texts: Texts
    title: str
    verdict: str
    complete: bool
    counts: dict[str, int]
    scope: Scope
    summary: Summary
    parts: tuple[Part, ...]
    roadmap: Roadmap | None
    interview: tuple[Interview, ...]
    progress: Progress | None
    sources: tuple[tuple[str, str], ...]
    brand: tuple[str, ...] = ()
    edition: str = ""

    @property
    def is_set(self) -> bool:
        """Whether the document is about several canvases."""
        return bool(self.review.reviews)

    @property
    def heading(self) -> str:
        """What the document is: about a canvas, about several, or about artefacts alone."""
        if any(notice.code == NO_CANVAS for notice in self.review.notices):
            return self.texts("report.heading_artefacts")
        return self.texts("report.heading_set" if self.is_set else "report.heading")
