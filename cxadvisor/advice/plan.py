"""The way of a plan: findings, what could be done, what that clears, the fewest actions, a roadmap."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from cxadvisor.advice.actions import agreeing, chosen, in_order, possible_actions
from cxadvisor.advice.repairs import Workshop
from cxadvisor.advice.what_if import Trials
from cxadvisor.advice.writing import PlanWriter
from cxadvisor.model.plan import Plan
from cxadvisor.model.strategy import Strategy
from cxadvisor.readers import load
from cxadvisor.request import Request, request_of
from cxadvisor.reviewing import reviewed
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.texts import command_texts

WORK: Final = 8_000
"""The rules may run again so often that they look at this many notes in all; then a plan says that it is incomplete."""
FEWEST_RUNS: Final = 24


def plan(
    source: Strategy | str | os.PathLike[str] | Mapping[str, Any],
    *,
    lang: str | None = None,
    as_of: str | datetime.date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    limit: int | None = None,
    packs: Iterable[str | os.PathLike[str]] = (),
    rules: Iterable[RuleCard | str | os.PathLike[str]] = (),
    semantic: bool | None = None,
) -> Plan:
    """Plan what to do about the findings of a strategy: the fewest actions that clear the most, each tried on a copy.

    Args:
        source: a path to a canvas file or strategy folder, a canvas as a mapping, or what ``load`` returned.
        lang: the language of all texts (see ``review``).
        as_of: the date the review looks from (ISO); by default today.
        select: names or codes of the rules to plan for; none means all.
        ignore: names or codes of rules to leave out.
        limit: so many actions at most; None for all.
        packs: rules and knowledge of one's own (see ``review``).
        rules: rules of one's own (see ``review``).
        semantic: also ask a language model what notes mean (see ``review``).

    Returns:
        One immutable plan. The strategy itself is not changed.

    Raises:
        InputError, SettingsError, RuleCardError, KnowledgeError: as ``review`` does.
    """
    strategy = source if isinstance(source, Strategy) else load(source)
    request = request_of(strategy.settings, lang, as_of, select, ignore, None, packs, rules, semantic)
    return plan_of(strategy, request, limit)


def plan_of(strategy: Strategy, request: Request, limit: int | None = None) -> Plan:
    """Return the plan for a strategy, as ``request`` asks."""
    review = reviewed(strategy, request)
    if strategy.notes is not None:
        from cxadvisor.noting import noted

        review = noted(review, strategy, "working")
    notes = sum(1 for file in strategy.canvases for _ in file.canvas.placed_notes())
    most = max(FEWEST_RUNS, WORK // max(notes, 1))
    trials = Trials(strategy, request, review, most)
    cards = request.rulebook.in_language(review.interface)
    workshop = Workshop(trials, cards, request.rulebook.knowledge, request.as_of)
    possible = list(possible_actions(workshop))
    taken = agreeing(chosen(possible), trials)
    cleared = {id(seen) for each in taken if each.outcome for seen in each.outcome.cleared}
    untried = [
        each for each in possible if each.outcome is None and not any(id(seen) in cleared for seen in each.of)
    ]
    due = in_order(taken, workshop, trials.prefixes)
    writer = PlanWriter(review, workshop, command_texts("plan", review.interface))
    return writer.plan(due, untried, limit, most - trials.left)
