"""The gravest of what was found."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.review import Finding, Review
from cxadvisor.priorities.weights import weight_of

MOST: Final = 5
"""Nobody keeps more in mind."""


def top_risks(review: Review, most: int = MOST) -> tuple[Finding, ...]:
    """Return the findings of a review, and of those of its canvases, that weigh most; of equal ones those that come
    first. Questions, advice, and what is set aside or known are none.
    """
    stated = [
        finding
        for part in (review, *review.reviews)
        for finding in part.findings
        if finding.counts and finding.kind not in ("confirm", "advice")
    ]
    return tuple(sorted(stated, key=weight_of, reverse=True)[:most])
