"""HEART tables: for each category a goal, the signal that shows it, and the metric that counts the signal (S2, K9)."""

from __future__ import annotations

from typing import Final

from pydantic import StrictBool

from cxadvisor.model.artefacts.common import Artefact, Measures, Texts
from cxadvisor.model.canvas import Part, Text

CATEGORIES: Final = ("happiness", "engagement", "adoption", "retention", "task_success")
"""The five categories of HEART, by which the table is called."""


class HeartRow(Part):
    """One category. ``not_applicable`` is the reason why it does not fit the case; goal, signal and metric are then
    not expected.
    """

    goal: Texts = ()
    signal: Texts = ()
    metric: Measures = ()
    not_applicable: StrictBool | Text | None = None
    reason: Text | None = None


class Heart(Artefact):
    """A HEART table of a product or service."""

    product: Text | None = None
    persona: Text | None = None
    happiness: HeartRow | None = None
    engagement: HeartRow | None = None
    adoption: HeartRow | None = None
    retention: HeartRow | None = None
    task_success: HeartRow | None = None
