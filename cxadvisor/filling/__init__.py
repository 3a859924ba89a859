"""Fills a canvas file block by block: which block comes next, and notes written into the text of the file.

A ``Draft`` is the file with what is new about it; its ``written`` is the text with all of that in it, and nothing else
changed.
"""

from cxadvisor.filling.adding import begun
from cxadvisor.filling.draft import Draft
from cxadvisor.filling.steps import FILL_STEPS, Step, answered_by, is_open, leaning_on, next_step, step_named

__all__ = [
    "FILL_STEPS",
    "Draft",
    "Step",
    "answered_by",
    "begun",
    "is_open",
    "leaning_on",
    "next_step",
    "step_named",
]
