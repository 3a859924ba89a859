"""How far links reach, added up in the open: by relation, block, stage, and for the whole page."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add
from typing import Any, Final

from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.model.review import CoverageScore, NotesByState, RelationScore, Tally
from cxadvisor.scoring.standing import Counted, Standing
from cxadvisor.scoring.weights import UNIT, Weights, in_whole

BOTH: Final = "both"
"""The key of notes that speak of no stage, or of both: segments and culture."""

STATES: Final = ("sure", "assumed", "gap", "asked", "unassessed")

Sums = dict[str | None, list[int]]
"""For each stage, the weights that were added up: one number for each of ``STATES``, in units of ``UNIT``."""


def coverage_score(found: Iterable[Standing], weighing: Weights) -> CoverageScore:
    """Add up how the notes stand; each counts for its weight, once for every rule that looks at it."""
    whole: Sums = {}
    blocks: dict[str, Sums] = {}
    relations = []
    for standing in found:
        by_state = _by_state(standing)
        own = _summed(by_state, weighing)
        for sums in (whole, blocks.setdefault(standing.coverage.of, {})):
            for stage, numbers in own.items():
                sums[stage] = list(map(add, sums[stage], numbers)) if stage in sums else numbers
        places = (tuple([note.place for note in notes]) for notes in by_state)
        relations.append(
            RelationScore(
                rule=standing.card.name,
                relation=standing.coverage.links[0].relation,
                block=standing.coverage.of,
                partners=standing.coverage.partners,
                notes=NotesByState(**dict(zip(STATES, places, strict=True))),
                **_figures(own.values()),
            )
        )
    return CoverageScore(
        whole=Tally(**_figures(whole.values())),
        stages={
            stage or BOTH: Tally(**_figures([whole[stage]])) for stage in (*STAGES, None) if stage in whole
        },
        blocks={name: Tally(**_figures(blocks[name].values())) for name in BLOCKS if name in blocks},
        relations=tuple(relations),
        weights=tuple(each for each in weighing.given if each.at.split("/")[1] in blocks),
    )


def _by_state(standing: Standing) -> tuple[tuple[Counted, ...], ...]:
    """The notes in the order of ``STATES``."""
    return (
        standing.sure,
        standing.assumed,
        standing.gap,
        standing.asked,
        standing.silent + standing.unsought,
    )


def _summed(by_state: Iterable[Iterable[Counted]], weighing: Weights) -> Sums:
    """Add up weights. Whole numbers are added, so that the order of notes changes nothing."""
    sums: Sums = {}
    units = weighing.units
    for state, notes in enumerate(by_state):
        for note in notes:
            numbers = sums.get(note.stage)
            if numbers is None:
                numbers = sums[note.stage] = [0] * len(STATES)
            numbers[state] += units.get(note.place, UNIT)
    return sums


def _figures(sums: Iterable[list[int]]) -> dict[str, Any]:
    """Return the slots of a tally."""
    parts = [sum(numbers) for numbers in zip(*sums, strict=True)] or [0] * len(STATES)
    of = sum(parts)
    figures: dict[str, Any] = {name: in_whole(part) for name, part in zip(STATES, parts, strict=True)}
    return {
        "of": in_whole(of),
        **figures,
        "at_least": round((parts[0] + parts[1]) / of, 4) if of else None,
        "at_most": round((of - parts[2]) / of, 4) if of else None,
    }
