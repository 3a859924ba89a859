"""Lays a review out as a document, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters.document.asking import interview_of
from cxadvisor.reporters.document.comparing import progress_of
from cxadvisor.reporters.document.entries import Series, Speaker, shared_consequences
from cxadvisor.reporters.document.planning import roadmap_as_printed
from cxadvisor.reporters.document.scoping import rows_of, scope_of
from cxadvisor.reporters.document.shapes import (
    AssumedRow,
    Audit,
    CriterionRow,
    Part,
    ReadinessLevel,
    WeightRow,
)
from cxadvisor.reporters.document.summing_up import summary_of
from cxadvisor.reporters.drawing import draw
from cxadvisor.reporters.figures import (
    criteria_of,
    criterion_figures,
    readiness_text,
    score_groups,
    weight_factors,
)
from cxadvisor.reporters.journeys import journeys_of
from cxadvisor.reporters.matrices import Drawer
from cxadvisor.reporters.wording import (
    all_reviews,
    assumed_of,
    cited_sources,
    counts_of,
    edition_text,
    grouped_by_reason,
    is_complete,
    known_of,
    rejected_of,
    upper_first,
    verdict,
    waived_of,
)
from cxadvisor.texts import LANGUAGES, Texts, audit_texts

MOST_SPOTS: Final = 3
"""Of the places that stand in the way of a criterion so many are named."""


def audit_of(review: Review, strategy: Strategy | None) -> Audit:
    """Lay ``review`` out as a document; the canvas is drawn, and 5-Whys sheets are joined to findings, where
    ``strategy`` is at hand.
    """
    texts = audit_texts(review.interface if review.interface in LANGUAGES else "en")
    parts = tuple(_parts(review, Series(review, strategy, texts)))
    entries = {id(entry.finding): entry for part in parts for entry in part.entries}
    roadmap = roadmap_as_printed(review, entries, texts)
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
        scope=scope_of(review, strategy, texts),
        summary=summary_of(review, roadmap, entries, texts),
        parts=parts,
        roadmap=roadmap,
        interview=interview_of(parts, texts),
        progress=progress_of(review, parts, texts),
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


def _parts(review: Review, series: Series) -> Iterator[Part]:
    """Yield the parts of the document in order: the canvas, or what is across several, and each of them."""
    if not review.reviews:
        yield _part(review, 0, "", series, drawn=True, several=False)
        return
    pairs = [(f"c{number}-", inner) for number, inner in enumerate(review.reviews, start=1)]
    for number, (prefix, inner) in enumerate(pairs):
        series.announce(inner, number, prefix)
    yield _part(review, 0, "", series, drawn=False, several=True)
    for number, (prefix, inner) in enumerate(pairs):
        yield _part(inner, number, prefix, series, drawn=True, several=True)


def _part(review: Review, number: int, prefix: str, series: Series, *, drawn: bool, several: bool) -> Part:
    """Lay out one review; its canvas is ``drawn``, and named in captions where there are several."""
    texts = series.texts
    file = series.announce(review, number, prefix) if drawn else None
    canvas = file.canvas if file else None
    speaker = series.speaker(file)
    findings = series.findings(review, speaker)
    shared = shared_consequences(review.of_kind("confirm"))
    questions = series.questions(review, speaker, shared)
    advice = series.advice(review, speaker)
    title = review.strategy.title or texts("report.untitled")
    entries = (*findings, *questions, *advice)
    drawer = Drawer(review, canvas, entries, prefix, texts) if canvas else None
    score = review.coverage_score
    return Part(
        review=review,
        prefix=prefix,
        title=title,
        scope=rows_of(review, texts),
        findings=findings,
        questions=questions,
        shared=shared,
        advice=advice,
        waived=waived_of(review),
        rejected=rejected_of(review),
        known=known_of(review),
        scores=score_groups(score, texts) if score else (),
        weights=tuple(
            WeightRow(speaker.spot(each.at), texts.number(each.weight), weight_factors(each, texts))
            for each in (score.weights if score else ())
        ),
        readiness=readiness_text(review, texts),
        levels=tuple(_levels(review, speaker, texts)),
        assumed=tuple(
            AssumedRow(link, speaker.spot(link.from_), speaker.spot(link.to)) for link in assumed_of(review)
        ),
        missing=tuple(grouped_by_reason(review.coverage.not_assessed)),
        checklist=review.checklist,
        drawing=draw(canvas, entries, speaker.own, prefix, texts) if canvas else None,
        matrices=tuple(drawer.matrices(title if several else None)) if drawer else (),
        threads=drawer.threads() if drawer else (),
        journeys=(
            journeys_of(series.strategy, file, not prefix, entries, prefix, texts.language)
            if series.strategy
            else ()
        ),
    )


def _levels(review: Review, speaker: Speaker, texts: Texts) -> Iterator[ReadinessLevel]:
    """Yield the criteria of readiness, level by level."""
    for level, criteria in criteria_of(review.readiness) if review.readiness else ():
        rows = []
        for each in criteria:
            at = each.at if each.state != "met" else ()
            spots = tuple(speaker.spot(place) for place in at[:MOST_SPOTS])
            rows.append(
                CriterionRow(each, criterion_figures(each, texts), spots, max(0, len(at) - MOST_SPOTS))
            )
        yield ReadinessLevel(texts(f"report.readiness.word.{level}"), tuple(rows))
