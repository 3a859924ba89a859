"""How far links reach: what is known of the notes that rules about links look at, added up by their weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import computed_field, model_validator

from cxadvisor.model.blocks import BLOCKS, STAGES, Relation
from cxadvisor.model.review_part import ReviewPart, without_what_follows

UNIT: Final = 10_000
"""A weight of 1: weights are added up in whole units of a ten-thousandth, so that their order changes nothing."""

STATES: Final = ("sure", "assumed", "gap", "asked", "unassessed")
"""What may be known of a note; see ``Tally``."""

BOTH: Final = "both"
"""The key of notes that speak of no stage, or of both."""


class Tally(ReviewPart):
    """What is known of notes, added up by their weights: ``sure``, ``assumed``, ``gap``, ``asked`` and ``unassessed``
    make up ``of``.

    ``sure``: linked, given in the file or read with confidence 0.8 or more. ``assumed``: linked with less. ``gap``: for
    certain not linked. ``asked``: the review asks. ``unassessed``: the review could not tell, and does not ask.
    ``at_least`` is the share that is linked; ``at_most`` would be, if all that is not known turned out well. Both are
    None where there is nothing to count.
    """

    of: int | float
    sure: int | float
    assumed: int | float
    gap: int | float
    asked: int | float
    unassessed: int | float
    at_least: float | None
    at_most: float | None


class NotesByState(ReviewPart):
    """The places of the notes that a tally counts, by what is known of them."""

    sure: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    gap: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    unassessed: tuple[str, ...] = ()


class RelationScore(Tally):
    """How far one rule about links is fulfilled: what it counts, by what relation to notes of which blocks."""

    rule: str
    relation: Relation
    block: str
    partners: tuple[str, ...]
    notes: NotesByState


class Weight(ReviewPart):
    """What a note counts for: its importance × the share of customers it concerns; None for what is not given."""

    at: str
    importance: int | None
    share: float | None
    weight: int | float


class CoverageScore(ReviewPart):
    """How far links reach: by rule about links, and from these for the whole page, by stage and by block.

    A note counts once for every rule that looks at it. ``weights`` lists the notes that do not count as one. The sums
    are worked out when they are asked for.
    """

    relations: tuple[RelationScore, ...]
    weights: tuple[Weight, ...] = ()

    _read_back = model_validator(mode="before")(without_what_follows("whole", "stages", "blocks"))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def whole(self) -> Tally:
        """The sum of all relations."""
        return _sum_of(self.relations)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def stages(self) -> dict[str, Tally]:
        """The sums by stage of the notes; ``both`` holds those of blocks that are not divided."""
        weights = {each.at: in_units(each.weight) for each in self.weights}
        sums: dict[str, list[int]] = {}
        for each in self.relations:
            for state, places in enumerate(dict(each.notes).values()):
                for place in places:
                    parts = place.split("/")
                    stage = parts[2] if len(parts) > 2 and parts[2] in STAGES else BOTH
                    sums.setdefault(stage, [0] * len(STATES))[state] += weights.get(place, UNIT)
        return {stage: Tally(**tally_slots(sums[stage])) for stage in (*STAGES, BOTH) if stage in sums}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def blocks(self) -> dict[str, Tally]:
        """The sums by block of the notes, in fill order."""
        found = {block: [each for each in self.relations if each.block == block] for block in BLOCKS}
        return {block: _sum_of(relations) for block, relations in found.items() if relations}


def _sum_of(tallies: Iterable[Tally]) -> Tally:
    rows = [[in_units(getattr(each, state)) for state in STATES] for each in tallies]
    return Tally(**tally_slots([sum(column) for column in zip(*rows, strict=True)] or [0] * len(STATES)))


def tally_slots(units: list[int]) -> Mapping[str, Any]:
    """Return the slots of a tally, from the units in each of ``STATES``."""
    of = sum(units)
    slots: dict[str, Any] = {"of": in_whole(of)}
    for state, part in zip(STATES, units, strict=True):
        slots[state] = in_whole(part)
    slots["at_least"] = round((units[0] + units[1]) / of, 4) if of else None
    slots["at_most"] = round((of - units[2]) / of, 4) if of else None
    return slots


def in_whole(units: int) -> int | float:
    """Return a number of units as a number of notes, whole where it is."""
    return units // UNIT if units % UNIT == 0 else units / UNIT


def in_units(weight: float) -> int:
    """Return a weight as a number of units."""
    return round(weight * UNIT)
