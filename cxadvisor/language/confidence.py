"""From a fit to a confidence: one scale for all relations, calibrated on labelled canvases.

The coefficients are those of a logistic regression; ``benchmarks/linking.py --fit`` prints them anew, and
docs/linking.md says on what they were fitted.
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

READABLE: Final = 0.5
"""From this share of explained words on a note can be judged by what knowledge makes of it."""

NEARLY_BEST: Final = 0.85
"""A link must reach this share of the best evidence of both its notes."""

SAME_CHANNEL: Final = 0.55
"""Channels nearer than this may be the same; those of one family, less near, are only asked about."""

CERTAIN: Final = 0.87
"""The fitted probability at which ``COVER`` begins: from there on at least 95 % of links were right, where they were
measured.
"""

FEATURES: Final = ("evidence", "share", "standing", "lead", "rivals", "identical", "several")

COEFFICIENTS: Final[Mapping[str, tuple[float, ...]]] = {
    "supports": (-1.22, 2.99, 1.26, -0.28, 2.64, -2.26, 0.01, -0.90),
    "measures": (-0.22, 1.23, 2.11, -0.29, 0.49, -1.04, 0.59, 0.32),
    "meets": (-0.48, 1.23, 2.11, -0.29, 0.49, -1.04, 0.59, 0.32),
    "moves": (-0.31, 1.23, 2.11, -0.29, 0.49, -1.04, 0.59, 0.32),
    "serves": (-0.75, 1.23, 2.11, -0.29, 0.49, -1.04, 0.59, 0.32),
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


def _on_scale(probability: float) -> float:
    """Stretch a fitted probability so that ``CERTAIN`` comes to stand at ``COVER``; below one half nothing changes."""
    if probability <= 0.5:
        return probability
    if probability < CERTAIN:
        return 0.5 + (probability - 0.5) * (COVER - 0.5) / (CERTAIN - 0.5)
    return COVER + (probability - CERTAIN) * (1 - COVER) / (1 - CERTAIN)


def confidence_of(fit: Fit, relation: str) -> float:
    """Return the confidence (0–1, two decimals) that a pair with this fit belongs together.

    A pair that is not nearly best in both directions stays below ``THRESHOLD``, whatever its evidence; so do
    channels that are but siblings.
    """
    constant, *weights = COEFFICIENTS[relation]
    exponent = constant + math.fsum(
        weight * value for weight, value in zip(weights, features_of(fit), strict=True)
    )
    confidence = _on_scale(1 / (1 + math.exp(-max(-30.0, min(30.0, exponent)))))
    mere_sibling = relation == "supports" and fit.score.strength < SAME_CHANNEL
    if fit.lead < NEARLY_BEST or mere_sibling:
        confidence = min(confidence, THRESHOLD - 0.01)
    return round(min(max(confidence, 0.01), 0.99), 2)
