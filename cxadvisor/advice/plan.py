"""The way of a plan: findings, what could be done, what that clears, the fewest actions, a roadmap."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from cxadvisor.advice.actions import Due, Possible, chosen, in_order, possible_actions
from cxadvisor.advice.fixes import fixes_of
from cxadvisor.advice.repairs import Workshop
from cxadvisor.advice.telling import told
from cxadvisor.advice.what_if import Seen, Trials, level
from cxadvisor.model.plan import Action, Dependency, Discussed, Plan, PlannedChange, PlannedFinding, Weight
from cxadvisor.model.review import Finding, Notice, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.readers import load
from cxadvisor.request import Request, request_of
from cxadvisor.reviewing import reviewed
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.texts import Texts, command_texts

WORK: Final = 12_000
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
    taken = chosen(possible)
    cleared = {id(seen) for each in taken if each.outcome for seen in each.outcome.cleared}
    untried = [
        each for each in possible if each.outcome is None and not any(id(seen) in cleared for seen in each.of)
    ]
    due = in_order(taken, workshop)
    writer = _Writer(strategy, review, workshop, command_texts("plan", review.interface))
    return writer.plan(due, untried, limit, most)


class _Writer:
    """Writes the plan: what was found out, in the language of the review."""

    def __init__(self, strategy: Strategy, review: Review, workshop: Workshop, texts: Texts) -> None:
        self.review = review
        self.workshop = workshop
        self.texts = texts
        self.ground = workshop.ground(workshop.trials.start)
        self.prefixes = [f"{file.name}#" for file in strategy.canvases] if review.reviews else []
        parts = (review, *review.reviews)
        self.known = {each.fingerprint: each for part in parts for each in part.findings}

    def plan(self, due: Sequence[Due], untried: Sequence[Possible], limit: int | None, most: int) -> Plan:
        """Return the plan; of several canvases one each, and one for what is across."""
        trials = self.workshop.trials
        actions = self._tried(due)
        actions += [self._untried(each, len(actions) + place) for place, each in enumerate(untried, 1)]
        kept = actions if limit is None else actions[:limit]
        complete = not untried and trials.left >= 0
        owners = [each.action.of[0].prefix for each in due] + [each.of[0].prefix for each in untried]
        start = trials.start
        plans = tuple(
            self._part(
                part,
                prefix,
                tuple(
                    each
                    for each, owner in zip(actions, owners, strict=True)
                    if owner == prefix and each in kept
                ),
                len(
                    [
                        each
                        for each, owner in zip(actions, owners, strict=True)
                        if owner == prefix and each not in kept
                    ]
                ),
                complete,
                0,
            )
            for prefix, part in zip(self.prefixes, self.review.reviews, strict=True)
        )
        own = tuple(each for each, owner in zip(actions, owners, strict=True) if owner == "" and each in kept)
        left = len(
            [each for each, owner in zip(actions, owners, strict=True) if owner == "" and each not in kept]
        )
        made = self._part(self.review, "", own, left, complete, most - trials.left)
        if not plans:
            return made
        after = min((each.left for each in actions if each.left is not None), default=start.weight)
        return made.model_copy(update={"plans": plans, "weight": Weight(before=start.weight, after=after)})

    def _part(
        self,
        review: Review,
        prefix: str,
        actions: tuple[Action, ...],
        omitted: int,
        complete: bool,
        runs: int,
    ) -> Plan:
        found = [each for each in self.workshop.trials.start.found if each.prefix == prefix]
        stated = [each for each in found if each.is_stated]
        gone = {planned.fingerprint for each in actions for planned in each.clears}
        before = sum(each.weight for each in stated)
        after = sum(each.weight for each in stated if each.finding.fingerprint not in gone)
        lefts = [each.left for each in actions if each.left is not None]
        if not self.prefixes:
            after = lefts[-1] if lefts else before
        notices = list(review.notices)
        if not complete:
            notices.append(Notice(code="what-if-limit", message=self.texts("plan.limit")))
        return Plan(
            complete=review.complete and complete,
            tool=review.tool,
            as_of=review.as_of,
            interface=review.interface,
            strategy=review.strategy,
            weight=Weight(before=before, after=after),
            findings=len(stated),
            questions=sum(1 for each in found if each.finding.kind == "confirm" and each.finding.counts),
            waived=sum(1 for each in found if not each.finding.counts),
            runs=runs,
            actions=actions,
            discuss=(
                *(self._discussed(each) for each in stated if self._is_open(each, gone)),
                *(
                    self._own(each)
                    for each in review.findings
                    if each.noted and each.noted.own and each.counts
                ),
            ),
            omitted=omitted,
            notices=tuple(notices),
        )

    def _is_open(self, seen: Seen, gone: set[str | None]) -> bool:
        return not fixes_of(self.workshop.cards[seen.finding.rule]) and seen.finding.fingerprint not in gone

    def _own(self, finding: Finding) -> Discussed:
        """Return a finding of the consultant's own, which no rule can try."""
        return Discussed(
            finding=_planned(finding),
            reason=self.texts("plan.none.own"),
            advice=finding.advice,
            effort=level(finding.effort),
            impact=level(finding.impact),
        )

    def _discussed(self, seen: Seen) -> Discussed:
        card = self.workshop.cards[seen.finding.rule]
        finding = self._finding(seen)
        return Discussed(
            finding=finding,
            reason=self.texts(f"plan.none.{card.unfixed or 'unknown'}"),
            advice=seen.finding.advice,
            effort=level(seen.finding.effort),
            impact=level(seen.finding.impact),
        )

    def _tried(self, due: Sequence[Due]) -> list[Action]:
        trials = self.workshop.trials
        actions, batches = list[Action](), list[Any]()
        before = trials.start.weight
        for number, each in enumerate(due, 1):
            outcome = each.action.outcome
            assert outcome is not None
            batches += each.action.batches
            state = trials.after(batches)
            actions.append(
                Action(
                    number=number,
                    horizon=each.horizon,
                    effort=each.action.effort,
                    impact=each.action.impact,
                    changes=self._changes(each.action),
                    advice=self._advice(each.action),
                    at=self._places(each.action.of),
                    clears=tuple(map(self._finding, outcome.cleared)),
                    raises=tuple(self._new_finding(one) for one in outcome.raised),
                    asks=len(outcome.asked),
                    after=tuple(
                        Dependency(action=place + 1, why=why, text=self.texts(f"plan.why.{why}"))
                        for place, why in each.after
                    ),
                    weight=Weight(before=before, after=outcome.state.weight),
                    left=state.weight if state else None,
                )
            )
        return actions

    def _untried(self, action: Possible, number: int) -> Action:
        return Action(
            number=number,
            horizon="later",
            effort=action.effort,
            impact=action.impact,
            changes=self._changes(action),
            advice=self._advice(action),
            at=self._places(action.of),
            clears=tuple(map(self._finding, action.of)),
            tried=False,
        )

    def _changes(self, action: Possible) -> tuple[PlannedChange, ...]:
        """What is done, and what that calls for in turn."""
        made = list(told(action.subject, self.ground, self.texts, action.way))
        for each in action.also:
            made += [
                PlannedChange(text=self.texts("plan.then", change=_small(one.text)), example=one.example)
                for one in told(self.workshop.subject(each), self.ground, self.texts)
            ]
        return tuple(dict.fromkeys(made))

    def _advice(self, action: Possible) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.finding.advice for each in action.of))

    def _places(self, seen: Sequence[Seen]) -> tuple[str, ...]:
        found = (self.known.get(each.finding.fingerprint, each.finding) for each in seen)
        return tuple(dict.fromkeys(place for each in found for place in each.at))

    def _finding(self, seen: Seen) -> PlannedFinding:
        return _planned(self.known.get(seen.finding.fingerprint, seen.finding))

    def _new_finding(self, seen: Seen) -> PlannedFinding:
        finding = seen.finding
        return PlannedFinding(
            rule=finding.rule, code=finding.code, severity=finding.severity, message=finding.message
        )


def _planned(finding: Finding) -> PlannedFinding:
    return PlannedFinding(
        rule=finding.rule,
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        at=finding.at,
        fingerprint=finding.fingerprint,
    )


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
