"""The steps in which a canvas is filled: a block each, or a stage of one, from the inside out (S1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from cxadvisor.model.blocks import BLOCKS, STAGES, Stage, pointer_of
from cxadvisor.model.canvas import Canvas


class Step(NamedTuple):
    """A block, or one stage of a divided block."""

    block: str
    stage: Stage | None = None

    @property
    def name(self) -> str:
        """The name as ``not_captured`` has it: ``culture``, ``metrics/pre_sale``."""
        return self.block if self.stage is None else f"{self.block}/{self.stage}"

    @property
    def number(self) -> int:
        """The place of the block in the fill order, from 1."""
        return BLOCKS[self.block].number

    @property
    def place(self) -> str:
        """The pointer of the list of notes."""
        return pointer_of(self.block, self.stage)


FILL_STEPS: Final = tuple(Step(block.name, stage) for block in BLOCKS.values() for stage in block.stages)
"""Every step in CustCore's fill order; a divided block is filled before the sale, then after it."""

ANSWERS_TO: Final[Mapping[str, tuple[str, Stage | None]]] = {
    "needs": ("segments", None),
    "moments": ("needs", None),
    "preferred_channels": ("moments", None),
    "objectives": ("needs", None),
    "culture": ("moments", None),
    "activities": ("moments", None),
    "supported_channels": ("preferred_channels", None),
    "metrics": ("objectives", None),
    "service_model": ("moments", "post_sale"),
    "sales_model": ("moments", "pre_sale"),
    "retention_plan": ("needs", "post_sale"),
    "awareness_plan": ("preferred_channels", "pre_sale"),
}
"""The block that each block must answer to (S1: map activities and channels onto moments and channels), and the stage
where it is always the same one."""


def answered_by(step: Step) -> tuple[Step, ...]:
    """Return the steps whose notes ``step`` must answer to."""
    if step.block not in ANSWERS_TO:
        return ()
    block, stage = ANSWERS_TO[step.block]
    if not BLOCKS[block].staged:
        return (Step(block),)
    stages = (stage or step.stage,) if stage or step.stage else STAGES
    return tuple(Step(block, each) for each in stages)


def leaning_on(step: Step) -> tuple[str, ...]:
    """Return the blocks that must answer to ``step``, in fill order."""
    return tuple(dict.fromkeys(other.block for other in FILL_STEPS if step in answered_by(other)))


def is_open(step: Step, canvas: Canvas) -> bool:
    """Whether nothing stands there yet, and it is not left out on purpose."""
    return not canvas.notes_of(*step) and canvas.is_captured(*step)


def next_step(canvas: Canvas, after: Step | None = None) -> Step | None:
    """Return the first step of the fill order that is open, or the first one behind ``after``; None if all are done."""
    start = 0 if after is None else FILL_STEPS.index(after) + 1
    return next((step for step in FILL_STEPS[start:] if is_open(step, canvas)), None)


def step_named(name: str) -> Step | None:
    """Return the step called ``name``: a block (its first stage), a stage of one, or the number of a block."""
    block, divided, stage = name.partition("/")
    for step in FILL_STEPS:
        if block in (step.block, str(step.number)) and (not divided or stage == step.stage):
            return step
    return None
