"""The executive summary: verdict, strengths, readiness, what weighs most, and what to do first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from cxadvisor.model.review import Review
from cxadvisor.priorities import top_risks
from cxadvisor.reporters.document.shapes import Action, Entry, Roadmap, Summary
from cxadvisor.reporters.figures import readiness_text
from cxadvisor.reporters.wording import upper_first, verdict
from cxadvisor.texts import Texts

MOST: Final = 8
"""So many strengths stand in a summary."""
FIRST: Final = 3
"""So many actions to begin with."""


def summary_of(
    review: Review, roadmap: Roadmap | None, entries: Mapping[int, Entry], texts: Texts
) -> Summary:
    """Return the summary; ``entries`` are by the identity of their findings."""
    strengths = list(dict.fromkeys(_strengths(review)))
    return Summary(
        verdict=verdict(review, texts),
        strengths=tuple(strengths[:MOST]),
        more_strengths=max(0, len(strengths) - MOST),
        readiness=tuple(_readiness(review, texts)),
        risks=tuple(entries[id(finding)] for finding in top_risks(review)),
        no_risks=texts("verdict.client" if review.edition == "client" else "audit.no_risks"),
        first=tuple(_first(roadmap)) if roadmap else (),
    )


def _strengths(review: Review) -> Iterator[str]:
    """Yield what holds together; of several canvases the strengths in turn, so that none is left out."""
    if not review.reviews:
        return (yield from (upper_first(strength.text) for strength in review.strengths))
    yield from (upper_first(strength.text) for strength in review.strengths)
    told = [
        [f"{part.strategy.title}: {strength.text}" for strength in part.strengths] for part in review.reviews
    ]
    for place in range(max(map(len, told), default=0)):
        yield from (each[place] for each in told if place < len(each))


def _readiness(review: Review, texts: Texts) -> Iterator[str]:
    if review.readiness:
        yield texts("audit.readiness", readiness=readiness_text(review, texts))
    for part in review.reviews:
        if part.readiness:
            said = readiness_text(part, texts)
            yield texts("audit.readiness_of", canvas=part.strategy.title, readiness=said)


def _first(roadmap: Roadmap) -> Iterator[Action]:
    """Yield the actions to begin with."""
    return islice((action for horizon in roadmap.horizons for action in horizon.actions), FIRST)
