"""What findings weigh, and when what is done about them is due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cxadvisor.model.plan import Horizon
from cxadvisor.model.review import Finding
from cxadvisor.model.strategy import Severity

GRAVITY: Final[Mapping[Severity, int]] = {"high": 9, "medium": 3, "low": 1}
"""What a finding weighs by its severity: nine that are low weigh as much as one that is high."""
WORTH: Final[Mapping[Severity, int]] = {"high": 3, "medium": 2, "low": 1}
"""How many times that counts, by the impact of putting it right."""
LEVELS: Final[tuple[Severity, ...]] = ("low", "medium", "high")
"""Efforts and impacts, from the least."""


def level(said: str | None) -> Severity:
    """Return an effort or impact that a finding states; low where it states none."""
    return next((each for each in GRAVITY if each == said), "low")


def weight_of(finding: Finding) -> int:
    """Return what a finding weighs: severity times impact; a piece of advice counts once, a question nothing."""
    if finding.kind == "confirm":
        return 0
    if finding.kind == "advice":
        return 1
    return GRAVITY[finding.severity] * WORTH[level(finding.impact)]


def horizon_of(effort: Severity, impact: Severity) -> Horizon:
    """Return when something is due: a quick win takes little and brings something; what takes more than it brings can
    wait.
    """
    takes, brings = LEVELS.index(effort), LEVELS.index(impact)
    if takes == 0 and brings > 0:
        return "quick"
    return "next" if brings >= takes else "later"
