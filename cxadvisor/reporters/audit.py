"""The review as a document: numbered entries under headings, with the anchors that lead from one to another.

Markdown and HTML print the same document; only its clothes differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from cxadvisor.model.canvas import Canvas
from cxadvisor.model.review import ChecklistItem, Criterion, Finding, Link, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.model.tables import MATRICES
from cxadvisor.reporters.drawing import Drawing, draw
from cxadvisor.reporters.figures import (
    COLUMNS,
    ScoreGroup,
    criteria_of,
    criterion_figures,
    readiness_text,
    score_groups,
    share_range,
    weight_factors,
)
from cxadvisor.reporters.journeys import DrawnJourney, journeys_of
from cxadvisor.reporters.matrices import Drawer, DrawnMatrix, DrawnThread
from cxadvisor.reporters.places import Places, canvas_of, parse_place, position_text
from cxadvisor.reporters.wording import (
    FINDINGS,
    NO_CANVAS,
    all_reviews,
    assumed_of,
    cited_sources,
    counts_of,
    edition_text,
    grouped_by_reason,
    interface_texts,
    is_complete,
    known_of,
    maker,
    noted_lines,
    rejected_of,
    upper_first,
    verdict,
    waived_of,
)
from cxadvisor.texts import Texts

_ANCHOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
SHAPES: Final[Mapping[str, str]] = {"confirm": "question", "advice": "advice"}
"""What stands in place of the severity for questions and advice."""
TABLES: Final[Mapping[str, object]] = {
    "table_kinds": tuple(dict.fromkeys(kind.name for kind in MATRICES)),
    "score_columns": COLUMNS,
    "share": share_range,
}
"""What templates need for the tables of scores and links."""
MOST_SPOTS: Final = 3
"""Of the places that stand in the way of a criterion so many are named."""
SHARED: Final = 3
"""What so many questions say alike is said once."""


class Spot(NamedTuple):
    """A place that an entry speaks of: in words, with the note's text and where it is drawn, as far as known."""

    label: str
    text: str | None
    anchor: str | None


class Entry(NamedTuple):
    """A finding, question or piece of advice as it is printed; ``number`` is unique in the document.

    ``tone`` is the severity, or ``question`` or ``advice``; ``noted`` is what the consultant says of it, by field.
    """

    finding: Finding
    number: int
    anchor: str
    tone: str
    where: str
    spots: tuple[Spot, ...]
    sources: str
    rule: str
    noted: tuple[tuple[str, str], ...] = ()
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


class Part(NamedTuple):
    """What the document says of one canvas, or of several together.

    ``shared`` holds the consequences that several questions have in common; they are printed once.
    """

    review: Review
    prefix: str
    title: str
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


class Audit(NamedTuple):
    """The whole document: its head, then the part on the canvas, or those across and on each of several."""

    review: Review
    texts: Texts
    title: str
    verdict: str
    complete: bool
    counts: dict[str, int]
    parts: tuple[Part, ...]
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


def audit_of(review: Review, strategy: Strategy | None) -> Audit:
    """Lay ``review`` out as a document; the canvas is drawn where ``strategy`` is at hand."""
    texts = interface_texts(review)
    parts = list(_Parts(review, strategy, texts).all())
    titled = (
        (label, texts(f"report.source.{label}") if f"report.source.{label}" in texts else "")
        for label in cited_sources(all_reviews(review))
    )
    return Audit(
        review=review,
        texts=texts,
        title=review.strategy.title or texts("report.untitled"),
        verdict=verdict(review, texts),
        complete=is_complete(review),
        counts=counts_of(review),
        parts=tuple(parts),
        sources=tuple(titled),
        brand=tuple(_brand(strategy, texts)) if strategy else (),
        edition=edition_text(review, texts),
    )


def _brand(strategy: Strategy, texts: Texts) -> Iterator[str]:
    """The lines that say who hands the report over, to whom, and how it is to be kept."""
    brand = strategy.settings.brand
    if brand.name and brand.client:
        yield texts("report.brand.by_for", name=brand.name, client=brand.client)
    elif brand.name:
        yield texts("report.brand.by", name=brand.name)
    elif brand.client:
        yield upper_first(texts("report.brand.for", client=brand.client))
    if brand.confidentiality:
        yield brand.confidentiality


class _Parts:
    """Numbers the entries of all parts in one series, and keeps their anchors apart."""

    def __init__(self, review: Review, strategy: Strategy | None, texts: Texts) -> None:
        self.review = review
        self.strategy = strategy
        self.texts = texts
        self.number = 0
        self.anchors: set[str] = set()
        self.prefixes: dict[str, str] = {}
        self.drawn: dict[str, frozenset[str]] = {}
        self.spots: dict[tuple[str, str | None], Spot] = {}

    def all(self) -> Iterable[Part]:
        """Yield the parts of the document in order."""
        if not self.review.reviews:
            yield self.part(self.review, 0, "", drawn=True)
            return
        pairs = [(f"c{number}-", inner) for number, inner in enumerate(self.review.reviews, start=1)]
        for number, (prefix, inner) in enumerate(pairs):
            self.announce(inner, number, prefix)
        yield self.part(self.review, 0, "", drawn=False)
        for number, (prefix, inner) in enumerate(pairs):
            yield self.part(inner, number, prefix, drawn=True)

    def announce(self, review: Review, number: int, prefix: str) -> Canvas | None:
        """Note which canvas will be drawn under ``prefix``, so that others can lead to its notes."""
        file = canvas_of(review, self.strategy, number)
        if file is None:
            return None
        self.prefixes[file.name] = prefix
        self.drawn[file.name] = frozenset(placed.place for placed in file.canvas.placed_notes())
        return file.canvas

    def part(self, review: Review, number: int, prefix: str, drawn: bool) -> Part:
        """Lay out one review."""
        file = canvas_of(review, self.strategy, number) if drawn else None
        canvas = self.announce(review, number, prefix) if file else None
        places = Places(self.texts, self.strategy, file)
        own = file.name if file else None
        findings = self.entries(review.of_kind(*FINDINGS), places, own)
        questions = self.entries(review.of_kind("confirm"), places, own)
        advice = self.entries(review.of_kind("advice"), places, own)
        title = review.strategy.title or self.texts("report.untitled")
        entries = (*findings, *questions, *advice)
        drawer = Drawer(review, canvas, entries, prefix, self.texts) if canvas else None
        return Part(
            review=review,
            prefix=prefix,
            title=title,
            findings=findings,
            questions=questions,
            shared=_shared(questions),
            advice=advice,
            waived=waived_of(review),
            rejected=rejected_of(review),
            known=known_of(review),
            scores=score_groups(review.coverage_score, self.texts) if review.coverage_score else (),
            weights=tuple(
                WeightRow(
                    self.spot(each.at, places, own),
                    self.texts.number(each.weight),
                    weight_factors(each, self.texts),
                )
                for each in (review.coverage_score.weights if review.coverage_score else ())
            ),
            readiness=readiness_text(review, self.texts),
            levels=tuple(self.levels(review, places, own)),
            assumed=tuple(
                AssumedRow(link, self.spot(link.from_, places, own), self.spot(link.to, places, own))
                for link in assumed_of(review)
            ),
            missing=tuple(grouped_by_reason(review.coverage.not_assessed)),
            checklist=review.checklist,
            drawing=draw(canvas, entries, own, prefix, self.texts) if canvas else None,
            matrices=tuple(drawer.matrices(title if self.review.reviews else None)) if drawer else (),
            threads=drawer.threads() if drawer else (),
            journeys=journeys_of(self.strategy, file, not prefix, entries, prefix, self.texts.language)
            if self.strategy
            else (),
        )

    def levels(self, review: Review, places: Places, own: str | None) -> Iterator[ReadinessLevel]:
        """Yield the criteria of readiness, level by level."""
        for level, criteria in criteria_of(review.readiness) if review.readiness else ():
            rows = []
            for each in criteria:
                at = each.at if each.state != "met" else ()
                spots = tuple(self.spot(place, places, own) for place in at[:MOST_SPOTS])
                figures = criterion_figures(each, self.texts)
                rows.append(CriterionRow(each, figures, spots, max(0, len(at) - MOST_SPOTS)))
            yield ReadinessLevel(self.texts(f"report.readiness.word.{level}"), tuple(rows))

    def entries(self, findings: Iterable[Finding], places: Places, own: str | None) -> tuple[Entry, ...]:
        """Number ``findings`` and put their places into words."""
        return tuple(self.entry(finding, places, own) for finding in findings)

    def entry(self, finding: Finding, places: Places, own: str | None) -> Entry:
        """Return one numbered entry."""
        self.number += 1
        return Entry(
            finding=finding,
            number=self.number,
            anchor=self.anchor(finding.fingerprint),
            tone=SHAPES.get(finding.kind, finding.severity),
            where=position_text(finding.position),
            spots=tuple([self.spot(at, places, own) for at in finding.at]),
            sources=", ".join(finding.sources),
            rule=maker(finding, self.texts, "{rule} {code}"),
            noted=tuple(noted_lines(finding, self.review, self.texts)),
            answers=tuple(
                (self.spot(candidate.at, places, own), candidate.confidence, candidate.reason)
                for candidate in finding.candidates
            ),
        )

    def anchor(self, fingerprint: str) -> str:
        """Return ``fingerprint`` as an anchor; one that is taken, or cannot be one, gets another name."""
        anchor = fingerprint if _ANCHOR.fullmatch(fingerprint) else f"finding-{self.number}"
        if anchor in self.anchors:
            anchor = f"{anchor}-{self.number}"
        self.anchors.add(anchor)
        return anchor

    def spot(self, at: str, places: Places, own: str | None) -> Spot:
        """Return ``at`` in words, and where its note is drawn; a place that many speak of is looked up once."""
        if (at, own) not in self.spots:
            self.spots[at, own] = self.new_spot(at, places, own)
        return self.spots[at, own]

    def new_spot(self, at: str, places: Places, own: str | None) -> Spot:
        """Return ``at`` in words, and where its note is drawn."""
        place = parse_place(at)
        file = own if place.file is None else place.file
        note = place.note
        anchor = None
        if file is not None and note is not None and note in self.drawn.get(file, ()):
            anchor = note_anchor(self.prefixes[file], note)
        return Spot(places.label(at), places.text(at), anchor)


def note_anchor(prefix: str, note: str) -> str:
    """Return the anchor of the note at pointer ``note`` in the canvas drawn under ``prefix``."""
    return f"{prefix}note{note.replace('/', '-')}"


def _shared(questions: Iterable[Entry]) -> tuple[str, ...]:
    """Return the consequences that at least ``SHARED`` of ``questions`` have in common."""
    counts = Counter(entry.finding.consequence for entry in questions)
    return tuple(text for text, count in counts.items() if text and count >= SHARED)
