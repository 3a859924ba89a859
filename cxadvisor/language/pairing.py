"""Which notes of a canvas are compared with which: for each relation its blocks, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cxadvisor.language.folding import plain
from cxadvisor.model.blocks import BLOCKS, CARRIERS, STAGES, Relation, Stage
from cxadvisor.model.canvas import PlacedNote

INFERRED: Final[tuple[Relation, ...]] = ("serves", "measures", "supports", "meets", "moves")
"""The relations that are inferred from words; the others are taken only where a note states them."""

PRINCIPLES: Final = ("service_model", "sales_model", "retention_plan", "awareness_plan")
"""Blocks that state principles, not cases (S1): what they serve is never inferred, only offered as a candidate. Of what
the words suggest hardly one in five is right (docs/linking.md).
"""


def stage_of(placed: PlacedNote) -> Stage | None:
    """Return the stage a note speaks of: that of its place, else the one its block implies."""
    return placed.stage or BLOCKS[placed.block].implied_stage


def block_pairs(
    placed: Sequence[PlacedNote],
) -> Iterator[tuple[Relation, list[PlacedNote], list[PlacedNote]]]:
    """Yield the notes to compare: for each inferred relation each pair of blocks, stage by stage, placeholders left
    to the caller.
    """
    groups: dict[tuple[str, Stage | None], list[PlacedNote]] = {}
    for each in sorted(placed, key=lambda note: (plain(note.text), note.place)):
        groups.setdefault((each.block, stage_of(each)), []).append(each)
    for relation in INFERRED:
        sources, targets = CARRIERS[relation]
        for source in sources:
            for target in targets:
                for stage in STAGES:
                    pair = groups.get((source, stage)), groups.get((target, stage))
                    if pair[0] and pair[1]:
                        yield relation, pair[0], pair[1]
