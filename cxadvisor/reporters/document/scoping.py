"""The scope of a review: what was reviewed, what that covers, what it cannot tell, and what it takes for granted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import CanvasFile, CompanionFile, Strategy
from cxadvisor.reporters.document.causes import sheets_of
from cxadvisor.reporters.document.shapes import Scope, ScopeRow
from cxadvisor.reporters.wording import (
    NO_CANVAS,
    all_reviews,
    assumed_of,
    edition_text,
    is_complete,
    waived_of,
)
from cxadvisor.texts import Texts

DIGITS: Final = 12
"""So many digits of a digest tell one version of a canvas from another."""


def scope_of(review: Review, strategy: Strategy | None, texts: Texts) -> Scope:
    """Return the scope of the whole document."""
    return Scope(
        rows=tuple(_rows(review, strategy, texts)),
        covers=tuple(_covers(review, strategy, texts)),
        limits=tuple(_limits(review, texts)),
        assumptions=tuple(_assumptions(review, strategy, texts)),
    )


def rows_of(review: Review, texts: Texts) -> Scope:
    """Return what identifies one of several canvases."""
    return Scope(tuple(_named(_about(review, texts), texts)))


def _named(rows: Iterator[tuple[str, str | None]], texts: Texts) -> Iterator[ScopeRow]:
    return (ScopeRow(name, texts(f"report.scope.{name}"), text) for name, text in rows if text)


def _rows(review: Review, strategy: Strategy | None, texts: Texts) -> Iterator[ScopeRow]:
    brand = strategy.settings.brand if strategy else None
    packs = [f"{pack.name} ({pack.digest[:DIGITS]})" if pack.digest else pack.name for pack in review.packs]
    made = texts("report.made_by", name=review.tool.name, version=review.tool.version)
    people = dict.fromkeys(person for _, sheet in sheets_of(strategy) for person in sheet.participants)
    yield from _named(iter([("client", brand.client if brand else None)]), texts)
    yield from _named(_about(review, texts), texts)
    yield from _named(
        iter(
            [
                ("participants", ", ".join(people)),
                ("as_of", texts.date(review.as_of)),
                ("prepared_by", brand.name if brand else None),
                ("edition", edition_text(review, texts)),
                ("tool", ", ".join(filter(None, (made, review.semantic, *packs)))),
            ]
        ),
        texts,
    )


def _about(review: Review, texts: Texts) -> Iterator[tuple[str, str | None]]:
    about = review.strategy
    digest = about.digest[:DIGITS]
    version = (
        texts("report.scope.dated", date=texts.date(about.date), digest=digest)
        if about.date
        else texts("report.scope.undated", digest=digest)
    )
    yield "organisation", about.organisation
    yield "industry", about.industry
    yield "version", version
    yield "files", ", ".join(about.files)
    yield "authors", ", ".join(about.authors)


def _covers(review: Review, strategy: Strategy | None, texts: Texts) -> Iterator[str]:
    """Yield what was looked at: notes and artefacts, as far as the strategy is at hand, and the rules."""
    if strategy is not None:
        yield from _covered(strategy, texts)
    assessed = {rule for part in all_reviews(review) for rule in part.coverage.assessed}
    if assessed:
        yield texts("report.assessed", n=len(assessed))


def _covered(strategy: Strategy, texts: Texts) -> Iterator[str]:
    notes = [placed for file in strategy.canvases for placed in file.canvas.placed_notes()]
    said = texts("audit.cover.notes", n=len(notes))
    if len(strategy.canvases) > 1:
        canvases = texts("verdict.canvases", n=len(strategy.canvases))
        yield texts("audit.cover.canvases", canvases=canvases, notes=said)
    elif strategy.canvases:
        blocks = texts("audit.cover.blocks", n=len({placed.block for placed in notes}))
        yield texts("audit.cover.canvas", notes=said, blocks=blocks)
    files: tuple[CanvasFile | CompanionFile, ...] = (*strategy.canvases, *strategy.companions)
    kinds = Counter(placed.kind for file in files for placed in file.artefacts)
    if kinds:
        told = [
            texts("audit.cover.kind", kind=texts(f"block.{kind}"), n=kinds[kind])
            for kind in COMPANION_KEYS
            if kinds[kind]
        ]
        yield texts("audit.cover.artefacts", kinds=", ".join(told))


def _limits(review: Review, texts: Texts) -> Iterator[str]:
    parts = list(all_reviews(review))
    without_canvas = any(notice.code == NO_CANVAS for notice in review.notices)
    if not is_complete(review):
        yield texts("audit.limit.incomplete")
    yield texts("audit.limit.artefacts" if without_canvas else "audit.limit.maturity")
    missing = {each.rule for part in parts for each in part.coverage.not_assessed}
    counted = (
        ("not_assessed", len(missing)),
        ("questions", sum(each.counts for part in parts for each in part.of_kind("confirm"))),
        ("checklist", len({item.id for part in parts for item in part.checklist if item.answer is None})),
    )
    for name, number in counted:
        if number:
            yield texts(f"audit.limit.{name}", n=number)
    if review.severity and review.severity != "low":
        yield texts("audit.limit.severity", severity=texts(f"severity.{review.severity}"))
    if review.edition == "client":
        yield texts("audit.limit.client")


def _assumptions(review: Review, strategy: Strategy | None, texts: Texts) -> Iterator[str]:
    parts = list(all_reviews(review))
    sure = sum(link.mark == "sure" for part in parts for link in part.links)
    assumed = sum(len(assumed_of(part)) for part in parts)
    if sure:
        yield texts("audit.assumption.links", n=sure)
    if assumed:
        yield texts("report.assumed", n=assumed)
    left = dict.fromkeys(
        each for file in (strategy.canvases if strategy else ()) for each in _left_out(file, texts)
    )
    if left:
        yield texts("audit.assumption.left_out", blocks=", ".join(left))
    waived = sum(len(waived_of(part)) for part in parts)
    if waived:
        yield texts("audit.assumption.waived", n=waived)
    if review.semantic:
        yield texts("audit.assumption.semantic", name=review.semantic)


def _left_out(file: CanvasFile, texts: Texts) -> Iterator[str]:
    """Yield the blocks, and stages of blocks, that were left out of a canvas on purpose."""
    for block in BLOCKS.values():
        for stage in (None,) if block.name in file.canvas.not_captured else block.stages:
            if not file.canvas.is_captured(block.name, stage):
                name = texts(f"block.{block.name}")
                yield f"{name} ({texts(f'stage.{stage}')})" if stage else name
