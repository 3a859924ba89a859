"""From a fit to a confidence: one scale for all relations, calibrated on labelled canvases.

The coefficients are those of a logistic regression; ``benchmarks/linking.py --fit`` prints them anew, and docs/linking.md says
on what they were fitted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from cxadvisor.language.scoring import Fit

COVER: Final = 0.8
"""From this confidence a link covers a note and is shown without reserve."""

THRESHOLD: Final = 0.5
"""From this confidence to ``COVER`` a link is assumed, and listed once for the consultant to confirm."""

PLAUSIBLE: Final = 0.12
"""A candidate from this confidence on makes a gap a question: it may well be the partner sought."""

READABLE: Final = 0.75
"""From this share of explained words on a note can be judged by what knowledge makes of it."""

NEARLY_BEST: Final = 0.85
"""A link must reach this share of the best evidence of both its notes."""

FEATURES: Final = ("evidence", "share", "standing", "lead", "rivals", "identical", "several")

COEFFICIENTS: Final[Mapping[str, tuple[float, ...]]] = {
    "supports": (1.68, 2.66, 1.91, -0.53, 0.00, -3.95, 1.18, -1.24),
    "measures": (-5.68, 2.06, 0.85, -0.40, 6.45, -1.41, 0.61, 0.40),
    "meets": (-5.90, 2.06, 0.85, -0.40, 6.45, -1.41, 0.61, 0.40),
    "moves": (-6.05, 2.06, 0.85, -0.40, 6.45, -1.41, 0.61, 0.40),
    "serves": (-6.45, 2.06, 0.85, -0.40, 6.45, -1.41, 0.61, 0.40),
}
"""For each relation: the constant, then one coefficient a feature."""


def features_of(fit: Fit) -> tuple[float, ...]:
    """Return the features of a fit, in the order of ``FEATURES``."""
    score = fit.score
    return (
        math.log1p(score.evidence),
        min(score.share, 1.5),
        min(fit.standing, 8.0),
        fit.lead,
        fit.rivals,
        score.identical,
        1.0 if score.meetings > 1 else 0.0,
    )


def confidence_of(fit: Fit, relation: str) -> float:
    """Return the confidence (0–1, two decimals) that a pair with this fit belongs together.

    A pair that is not nearly best in both directions stays below ``THRESHOLD``, whatever its evidence.
    """
    constant, *weights = COEFFICIENTS[relation]
    exponent = constant + math.fsum(
        weight * value for weight, value in zip(weights, features_of(fit), strict=True)
    )
    confidence = 1 / (1 + math.exp(-max(-30.0, min(30.0, exponent))))
    if fit.lead < NEARLY_BEST:
        confidence = min(confidence, THRESHOLD - 0.01)
    return round(min(max(confidence, 0.01), 0.99), 2)
