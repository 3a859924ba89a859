"""The edition of a review for the client: what the consultant has signed off, without what is for the house alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cxadvisor.model.review import ChecklistItem, Finding, Readiness, Review

ABOUT_NOTES: Final = ("noted-finding-gone", "noted-finding-changed", "noted-place-unknown")
"""The notices that speak of the consultant's notes."""


def held_back(review: Review) -> int:
    """Return how much of what a review lists, in those of its canvases as well, is not signed off for the client."""
    here = sum(not finding.is_set_aside and not _is_signed_off(finding) for finding in review.findings)
    return here + sum(map(held_back, review.reviews))


def for_client(review: Review) -> Review:
    """Return the edition of a noted review for the client; figures stay as they are, but name no note that no finding
    shown names.
    """
    shown = tuple(_without_asides(each) for each in review.findings if _is_for_client(each))
    return review.model_copy(
        update={
            "edition": "client",
            "held_back": None,
            "findings": shown,
            "readiness": review.readiness and _naming_only(shown, review.readiness),
            "checklist": tuple(_without_comment(item) for item in review.checklist),
            "notices": tuple(each for each in review.notices if each.code not in ABOUT_NOTES),
            "reviews": tuple(map(for_client, review.reviews)),
        }
    )


def _is_signed_off(finding: Finding) -> bool:
    return finding.noted is not None and finding.noted.signed_off


def _is_for_client(finding: Finding) -> bool:
    return _is_signed_off(finding) and not finding.is_rejected


def _naming_only(findings: Iterable[Finding], readiness: Readiness) -> Readiness:
    """Return ``readiness`` with the places alone that ``findings`` are about."""
    places = {place for finding in findings for place in finding.at}
    criteria = tuple(
        each.model_copy(update={"at": tuple(place for place in each.at if place in places)})
        for each in readiness.criteria
    )
    return readiness.model_copy(update={"criteria": criteria})


def _without_asides(finding: Finding) -> Finding:
    """Return a finding without comment, and without what it said before the consultant changed it."""
    assert finding.noted is not None
    said = finding.noted.model_copy(update={"comment": None, "original": None})
    return finding.model_copy(update={"noted": said})


def _without_comment(item: ChecklistItem) -> ChecklistItem:
    return item if item.comment is None else item.model_copy(update={"comment": None})
