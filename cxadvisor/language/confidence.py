"""From a fit to a confidence: one scale for all relations, calibrated on labelled canvases.

The coefficients are those of a logistic regression; ``benchmarks/linking.py --fit`` prints them anew, and
docs/linking.md says on what they were fitted.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping
from typing import Final

from cxadvisor.language.channels import Match
from cxadvisor.language.scoring import Fit, Standing

COVER: Final = 0.8
"""From this confidence a link covers a note and is shown without reserve."""

THRESHOLD: Final = 0.4
"""From this confidence to ``COVER`` a link is assumed, and listed once for the consultant to confirm."""

PLAUSIBLE: Final = 0.3
"""A candidate from this confidence on makes a gap a question: it may well be the partner sought."""

READABLE: Final = 0.5
"""From this share of explained words on a note can be judged by what knowledge makes of it."""

FAINT: Final = 0.08
"""A candidate below this confidence is shown only where there is no better one."""

NOTHING: Final = 0.02
"""What is below this confidence is no candidate at all."""

NEARLY_BEST: Final = 0.85
"""A link of channels must reach this share of the best evidence of both its notes."""

SAME_CHANNEL: Final = 0.55
"""Channels nearer than this may be the same; those of one family, less near, are only asked about."""

CERTAIN: Final = 0.92
"""The fitted probability at which ``COVER`` begins: from there on at least 95 % of links were right, where they were
measured.
"""

CHANNEL_CERTAIN: Final = 0.87
"""The same for channels."""

UNREAD_CHANNEL: Final = 0.2
"""How often a channel note that names no known channel is the partner of another, at a usual nearness of 0; at 0.2 it
was twice in three times.
"""

READ_CHANNEL: Final = 0.03
"""The same where both name a known channel, but none in common."""

PRINCIPLE: Final = 0.4
"""What the confidence of a pair counts for where a model or plan is one of the two: such pairs look like those of
activities and are right far less often. It makes none of them a link.
"""

FEATURES: Final = ("evidence", "standing", "apart", "in_row", "in_column")

COEFFICIENTS: Final[Mapping[str, tuple[float, ...]]] = {
    "measures": (-2.21, 1.62, -2.87, 3.42, 0.28, 0.17),
    "meets": (-2.00, 1.62, -2.87, 3.42, 0.28, 0.17),
    "moves": (-2.36, 1.62, -2.87, 3.42, 0.28, 0.17),
    "serves": (-2.71, 1.62, -2.87, 3.42, 0.28, 0.17),
}
"""For each relation: the constant, then one coefficient a feature."""

SEMANTIC_FEATURES: Final = (
    *FEATURES,
    "near_standing",
    "near_apart",
    "near_in_row",
    "near_in_column",
)

SEMANTIC_COEFFICIENTS: Final[Mapping[str, tuple[float, ...]]] = {
    "measures": (-0.60, 0.91, -1.46, 1.65, 0.38, 0.26, -0.45, 0.09, 0.44, 0.47),
    "meets": (-0.43, 0.91, -1.46, 1.65, 0.38, 0.26, -0.45, 0.09, 0.44, 0.47),
    "moves": (-0.61, 0.91, -1.46, 1.65, 0.38, 0.26, -0.45, 0.09, 0.44, 0.47),
    "serves": (-0.96, 0.91, -1.46, 1.65, 0.38, 0.26, -0.45, 0.09, 0.44, 0.47),
}
"""The same where a language model was asked: topics hold its hints, and notes are near to each other or not."""

SEMANTIC_CERTAIN: Final = 0.92
"""The fitted probability at which ``COVER`` begins there."""

SEMANTIC_LIKELY: Final = 0.35
"""The fitted probability at which ``THRESHOLD`` stands there: of the links from 0.35 to 0.4 half were right."""

CHANNEL_FEATURES: Final = ("evidence", "share", "standing", "lead", "rivals", "identical", "several")

CHANNEL_COEFFICIENTS: Final = (-1.01, 2.13, 2.16, 0.33, 2.51, -2.42, -0.59, -0.99)


def features_of(fit: Fit, near: Standing | None = None) -> tuple[float, ...]:
    """Return the features of a fit of two notes, in the order of ``FEATURES``; with ``near``, how near the two stand
    for a language model, in that of ``SEMANTIC_FEATURES``.
    """
    return (
        math.log1p(fit.evidence),
        fit.standing,
        fit.apart,
        fit.in_row,
        fit.in_column,
        *(near or ()),
    )


def channel_features(match: Match) -> tuple[float, ...]:
    """Return the features of a match of two channels, in the order of ``CHANNEL_FEATURES``."""
    score = match.score
    return (
        math.log1p(score.evidence),
        min(score.share, 1.5),
        min(match.standing, 8.0),
        match.lead,
        match.rivals,
        score.identical,
        1.0 if score.meetings > 1 else 0.0,
    )


def _probability(coefficients: tuple[float, ...], features: tuple[float, ...]) -> float:
    """Return the probability (0–1) that a logistic regression gives."""
    exponent = coefficients[0] + math.fsum(map(operator.mul, coefficients[1:], features))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, exponent))))


def _on_scale(probability: float, certain: float, likely: float = THRESHOLD) -> float:
    """Stretch a fitted probability so that ``certain`` comes to stand at ``COVER`` and ``likely`` at ``THRESHOLD``; one
    half stays where it is.
    """
    if probability <= 0.5:
        if likely == THRESHOLD:
            return probability
        if probability <= likely:
            return probability * THRESHOLD / likely
        return THRESHOLD + (probability - likely) * (0.5 - THRESHOLD) / (0.5 - likely)
    if probability < certain:
        return 0.5 + (probability - 0.5) * (COVER - 0.5) / (certain - 0.5)
    return COVER + (probability - certain) * (1 - COVER) / (1 - certain)


def confidence_of(features: tuple[float, ...], relation: str, *, principle: bool = False) -> float:
    """Return the confidence (0–1, two decimals) that notes of these features belong together; ``principle`` where the
    one states a principle, not a case.
    """
    if len(features) == len(FEATURES):
        confidence = _on_scale(_probability(COEFFICIENTS[relation], features), CERTAIN)
    else:
        probability = _probability(SEMANTIC_COEFFICIENTS[relation], features)
        confidence = _on_scale(probability, SEMANTIC_CERTAIN, SEMANTIC_LIKELY)
    if principle:
        confidence *= PRINCIPLE
    return round(min(max(confidence, 0.01), 0.99), 2)


def channel_confidence(match: Match) -> float:
    """Return the confidence (0–1, two decimals) that two channels are the same.

    A pair that is not nearly best in both directions stays below ``THRESHOLD``, whatever its evidence; so do
    channels that are but siblings.
    """
    confidence = _on_scale(_probability(CHANNEL_COEFFICIENTS, channel_features(match)), CHANNEL_CERTAIN)
    if match.lead < NEARLY_BEST or match.score.strength < SAME_CHANNEL:
        confidence = min(confidence, THRESHOLD - 0.01)
    return round(min(max(confidence, 0.01), 0.99), 2)


def alike_channel_confidence(nearness: float, read: bool) -> float:
    """Return the confidence (two decimals) that two notes of channels belong together that have no name in common;
    ``nearness`` is theirs for a language model, ``read`` says whether both name a channel that is known. It never makes
    a link, and of known channels no question either.
    """
    confidence, most = (
        (READ_CHANNEL + nearness / 2, PLAUSIBLE) if read else (UNREAD_CHANNEL + nearness, THRESHOLD)
    )
    return round(min(max(confidence, NOTHING), most - 0.01), 2)
