"""The plan: what to do first, and what each action would clear, as one immutable object."""

from typing import Literal

from cxadvisor.model.review import Notice, StrategySummary, Tool
from cxadvisor.model.review_part import ReviewPart
from cxadvisor.model.strategy import Severity

Horizon = Literal["quick", "next", "later"]
"""When an action is due: a quick win, next, or later."""
HORIZONS: tuple[Horizon, ...] = ("quick", "next", "later")


class PlannedFinding(ReviewPart):
    """A finding that an action clears or raises; ``fingerprint`` is that of the review, None for one that is new."""

    rule: str
    code: str
    severity: Severity
    message: str
    at: tuple[str, ...] = ()
    fingerprint: str | None = None


class Weight(ReviewPart):
    """What the findings weigh before and after: severity times impact, summed up."""

    before: int
    after: int


class PlannedChange(ReviewPart):
    """One thing to change: a sentence, and a note as it might be written, where one is to be written."""

    text: str
    example: str | None = None


class Dependency(ReviewPart):
    """An action that comes before another, and why."""

    action: int
    why: Literal["same-note", "fill-order", "evidence", "cause"]
    text: str


class Action(ReviewPart):
    """One thing to do.

    ``clears`` and ``raises`` are what the rules found when they ran again on a copy with this action alone; so is
    ``weight``. ``left`` is what all findings weigh once this action and all before it are done; it is told of the last
    action of each horizon. Where ``tried`` is False no run was left for it, and nothing is known of what it would
    raise.
    """

    number: int
    horizon: Horizon
    effort: Severity
    impact: Severity
    changes: tuple[PlannedChange, ...]
    advice: tuple[str, ...]
    at: tuple[str, ...]
    clears: tuple[PlannedFinding, ...]
    raises: tuple[PlannedFinding, ...] = ()
    asks: int = 0
    after: tuple[Dependency, ...] = ()
    tried: bool = True
    weight: Weight | None = None
    left: int | None = None


class Discussed(ReviewPart):
    """A finding that no change on paper would put right, the reason, and what its card advises."""

    finding: PlannedFinding
    reason: str
    advice: str
    effort: Severity
    impact: Severity


class Plan(ReviewPart):
    """A roadmap: actions in the order of ``HORIZONS``, each after those it depends on.

    ``weight`` is what the findings weigh before, and after all actions. ``questions`` are left to be answered,
    ``waived`` findings are no part of it. ``complete`` is False where the review was, or where runs were used up. A
    strategy with several canvases has a plan each under ``plans``, and in ``actions`` only what is across them.
    """

    cxplan: Literal["1"] = "1"
    complete: bool
    tool: Tool
    as_of: str
    interface: str
    strategy: StrategySummary
    weight: Weight
    findings: int
    questions: int
    waived: int
    runs: int
    actions: tuple[Action, ...] = ()
    discuss: tuple[Discussed, ...] = ()
    omitted: int = 0
    notices: tuple[Notice, ...] = ()
    plans: "tuple[Plan, ...]" = ()
