"""Why a finding is on one side only: because something was mended, or because nobody looked there any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cxadvisor.model.progress import Why
from cxadvisor.model.review import Notice, Review
from cxadvisor.model.strategy import split_place
from cxadvisor.progress.notes import Placing
from cxadvisor.progress.sides import Side, Told, Unit, canvas_in
from cxadvisor.texts import LANGUAGES, texts_for

RANK = {"low": 0, "medium": 1, "high": 2}


class Absence(NamedTuple):
    """Why a finding is missing on a side; ``was_looked_for`` says whether its rule looked there.

    ``reason`` is what the review of that side says of the rule.
    """

    why: Why | None
    was_looked_for: bool
    reason: str | None = None


MENDED = Absence(None, was_looked_for=True)
"""The rule looked and found nothing."""


def absence_of(
    told: Told, side: Side, units: list[Unit], unit: Unit | None, placing: Placing | None
) -> Absence:
    """Return why a finding is not among those of a side.

    Args:
        told: the finding, as the other side tells it.
        side: the side on which it is not.
        units: the reviews of that side.
        unit: the review among them that is of the same canvas.
        placing: where the places of the other side are on this one; None where notes are not at hand.
    """
    if told.finding.noted is not None and told.finding.noted.own:
        return Absence("noted", was_looked_for=False)
    shown = side.review.severity
    if shown is not None and RANK[told.finding.severity] < RANK[shown]:
        return Absence("filtered", was_looked_for=False)
    if any(_is_skipped(place, side.review) for place in told.at):
        return Absence("skipped", was_looked_for=False)
    looked = [unit.review] if unit is not None else [each.review for each in units]
    if any(notice.at == told.subject for review in looked for notice in _crashes(review)):
        return Absence("crashed", was_looked_for=False)
    reason = _reason(told, looked)
    if reason is not None and _is_switched_off(reason):
        return Absence("switched-off", was_looked_for=False)
    places = [placing.of(place) for place in told.at] if placing is not None else []
    if places and not any(places):
        return Absence("removed", was_looked_for=True)
    if reason is not None:
        return MENDED if _is_linked(places, looked, unit) else Absence("not-assessed", False, reason)
    if unit is not None and _is_left_out(told, side, unit):
        return Absence("not-captured", was_looked_for=False)
    if not any(told.subject in review.coverage.assessed for review in looked):
        return Absence("unchecked", was_looked_for=False)
    return MENDED


def _is_skipped(place: str, review: Review) -> bool:
    file = split_place(place)[0].removesuffix("#")
    return any(notice.code == "skipped-part" and notice.at == file for notice in review.notices)


def _crashes(review: Review) -> list[Notice]:
    return [notice for notice in review.notices if notice.code in ("rule-crashed", "budget-exceeded")]


def _reason(told: Told, looked: list[Review]) -> str | None:
    """Return what the reviews say of the rule, where none of them assessed it."""
    if any(told.subject in review.coverage.assessed for review in looked):
        return None
    return next(
        (each.why for review in looked for each in review.coverage.not_assessed if each.rule == told.subject),
        None,
    )


def _is_switched_off(reason: str) -> bool:
    return any(reason == texts_for(language)("unassessed.switched_off") for language in LANGUAGES)


def _is_linked(places: Iterable[str | None], looked: list[Review], unit: Unit | None) -> bool:
    """Whether a note that the finding was about has a link now: it was judged, whatever became of others."""
    if unit is None:
        return False
    ends = {unit.whole(end) for review in looked for link in review.links for end in (link.from_, link.to)}
    return not ends.isdisjoint(filter(None, places))


def _is_left_out(told: Told, side: Side, unit: Unit) -> bool:
    """Whether the block of a finding is empty on this side, and was left out on purpose there."""
    block, stage = told.finding.block, told.finding.stage
    file = canvas_in(side.strategy, unit)
    if file is None or block is None or file.canvas.is_captured(block, stage):
        return False
    return not any(
        placed.block == block and stage in (None, placed.stage) for placed in file.canvas.placed_notes()
    )
