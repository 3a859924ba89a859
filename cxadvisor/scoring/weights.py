"""What a note counts for: its importance, and the share of customers it concerns, where the author gives them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cxadvisor.drafting import Context
from cxadvisor.language import COVER
from cxadvisor.model.canvas import PlacedNote, SegmentNote
from cxadvisor.model.scores import UNIT, Weight, in_whole


class Weights(NamedTuple):
    """The notes that do not count as one, in the order of the canvas, and what they count for by place, in ``UNIT``."""

    given: tuple[Weight, ...]
    units: Mapping[str, int]


def weights(context: Context, placed: Sequence[PlacedNote]) -> Weights:
    """Return what the notes of a canvas count for: ``importance`` × ``share``, each 1 where it is not given.

    A segment counts by its own share. Any other note counts by the shares of the segments it is surely said to concern,
    added up, and 1 at most. Where one of them states no share, or none is named, it concerns all customers.
    """
    shares: dict[str, float] = {}
    weighted = False
    for each in placed:
        if isinstance(each.note, SegmentNote) and each.note.share is not None:
            shares[each.place] = each.note.share
        if each.note.importance is not None:
            weighted = True
    if not shares and not weighted:
        return Weights((), {})
    concerned = _concerned(context) if shares else {}
    given, units = [], {}
    for each in placed:
        share = shares.get(each.place)
        if share is None and each.place in concerned:
            named = [shares.get(segment) for segment in concerned[each.place]]
            if None not in named:
                share = min(1.0, round(math.fsum(part for part in named if part is not None), 4))
        importance = each.note.importance
        weight = round((importance or 1) * (1 if share is None else share) * UNIT)
        if weight != UNIT:
            units[each.place] = weight
            given.append(Weight(at=each.place, importance=importance, share=share, weight=in_whole(weight)))
    return Weights(tuple(given), units)


def _concerned(context: Context) -> dict[str, list[str]]:
    """The segments that notes are said to concern, by the place of the note: by their author, or surely."""
    found: dict[str, list[str]] = {}
    for link in context.linking.links:
        if link.relation == "concerns" and link.confidence >= COVER:
            found.setdefault(link.source, []).append(link.target)
    return found
