"""Strategies to compare, and ways to change them."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from cxadvisor import load, review
from cxadvisor.model.progress import Difference
from cxadvisor.progress import Side, compare

AS_OF = "2026-03-01"


def canvas(**changes: Any) -> dict[str, Any]:
    """Return a canvas on which some rules find something and others do not."""
    content: dict[str, Any] = {
        "cxcanvas": "1",
        "title": "Alder Bikes",
        "language": "en",
        "segments": ["Commuters in the city", "Families with cargo bikes"],
        "needs": {"pre_sale": ["Clear prices"], "post_sale": ["A bike that works on Monday"]},
        "moments": {
            "pre_sale": ["Test ride", "The contract arrives by e-mail"],
            "post_sale": [
                "The bike breaks down on the way to work",
                "Returning the bike at the end of the lease",
            ],
        },
        "preferred_channels": {"pre_sale": ["Shop"], "post_sale": ["WhatsApp"]},
        "objectives": {
            "pre_sale": ["Customers know the full price before they sign"],
            "post_sale": ["A broken bike is replaced within a day"],
        },
        "culture": ["We lend our own bike rather than let somebody walk"],
        "activities": {
            "pre_sale": ["Test ride at home, booked online"],
            "post_sale": ["Mobile workshop for breakdowns"],
        },
        "supported_channels": {"pre_sale": ["Shop"], "post_sale": ["Phone"]},
        "metrics": {"pre_sale": ["Conversion after a test ride"], "post_sale": ["Time to resolution"]},
        "service_model": ["Whoever answers owns the case until the bike runs again"],
        "sales_model": ["Nobody is sold a bike that does not fit"],
        "retention_plan": ["Free check before each winter"],
        "awareness_plan": ["Employers tell their staff about leasing"],
    }
    return copy.deepcopy(content | changes)


def side(content: Mapping[str, Any] | Any, name: str = "canvas", **settings: Any) -> Side:
    """Return a side of a comparison: a canvas or a strategy, reviewed."""
    strategy = load(content)
    return Side(name, review(strategy, as_of=AS_OF, **settings), strategy)


def saved(content: Mapping[str, Any], **settings: Any) -> Side:
    """Return the same as a review that was saved: without its strategy."""
    return side(content, **settings)._replace(strategy=None)


def diff(old: Mapping[str, Any], new: Mapping[str, Any], **settings: Any) -> Difference:
    """Return what differs between two canvases."""
    return compare(side(old, **settings), side(new, **settings))


def told(difference: Difference, *statuses: str) -> dict[str, set[str]]:
    """Return which rules tell of findings that became each of ``statuses``, all of them if none is named."""
    found: dict[str, set[str]] = {}
    for change in difference.findings:
        finding = change.new or change.old
        assert finding is not None
        if not statuses or change.status in statuses:
            found.setdefault(change.status, set()).add(finding.rule)
    return found
