"""Writes a plan: what was found out about actions, in the language of the review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxadvisor.advice.actions import Due, Possible
from cxadvisor.advice.fixes import fixes_of
from cxadvisor.advice.repairs import Workshop
from cxadvisor.advice.telling import told
from cxadvisor.advice.what_if import Seen, State
from cxadvisor.model.plan import Action, Dependency, Discussed, Plan, PlannedChange, PlannedFinding, Weight
from cxadvisor.model.review import Finding, Notice, Review
from cxadvisor.priorities import level
from cxadvisor.texts import Texts


class PlanWriter:
    """Writes what was found out as a plan, in the language of the review."""

    def __init__(self, review: Review, workshop: Workshop, texts: Texts) -> None:
        self.review = review
        self.workshop = workshop
        self.texts = texts
        self.ground = workshop.ground(workshop.trials.start)
        self.prefixes = workshop.trials.prefixes
        parts = (
            [("", review), *zip(self.prefixes, review.reviews, strict=True)]
            if review.reviews
            else [("", review)]
        )
        self.known = {(prefix, each.fingerprint): each for prefix, part in parts for each in part.findings}

    def plan(self, due: Sequence[Due], untried: Sequence[Possible], limit: int | None, runs: int) -> Plan:
        """Return the plan; of several canvases one each, and one for what is across.

        Args:
            due: the actions in their order.
            untried: what could be done and was not tried, because no run was left.
            limit: so many actions at most.
            runs: how often the rules ran.
        """
        actions = self._tried(due)
        actions += [self._untried(each, len(actions) + place) for place, each in enumerate(untried, 1)]
        owners = [each.action.of[0].prefix for each in due] + [each.of[0].prefix for each in untried]
        owned = list(zip(owners, actions, strict=True))
        kept = {each.number for each in (actions if limit is None else actions[:limit])}
        plans = tuple(
            self._part(part, prefix, owned, kept, not untried)
            for prefix, part in zip(self.prefixes, self.review.reviews, strict=True)
        )
        made = self._part(self.review, "", owned, kept, not untried)
        start = self.workshop.trials.start.weight
        left = [each.left for each in actions if each.left is not None]
        weight = Weight(before=start, after=left[-1] if left else start)
        return made.model_copy(update={"plans": plans, "weight": weight, "runs": runs})

    def _part(
        self, review: Review, prefix: str, owned: Sequence[tuple[str, Action]], kept: set[int], complete: bool
    ) -> Plan:
        found = [each for each in self.workshop.trials.start.found if each.prefix == prefix]
        stated = [each for each in found if each.is_stated]
        every = [action for owner, action in owned if owner == prefix]
        gone = {planned.fingerprint for each in every for planned in each.clears}
        before = sum(each.weight for each in stated)
        after = sum(each.weight for each in stated if each.finding.fingerprint not in gone)
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
            runs=0,
            actions=tuple(each for each in every if each.number in kept),
            discuss=(
                *(self._discussed(each) for each in stated if each.finding.fingerprint not in gone),
                *(
                    self._own(each)
                    for each in review.findings
                    if each.noted and each.noted.own and each.counts
                ),
            ),
            omitted=sum(each.number not in kept for each in every),
            notices=tuple(notices),
        )

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
        """Return a finding that no action clears: no wording would, or its change would bring up as much."""
        card = self.workshop.cards[seen.finding.rule]
        reason = "trade" if fixes_of(card) else card.unfixed or "unknown"
        return Discussed(
            finding=self._finding(seen),
            reason=self.texts(f"plan.none.{reason}"),
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
            ends = number == len(due) or due[number].group != each.group
            state = trials.after(batches) if ends and number > 1 else outcome.state if ends else None
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
                    weight=Weight(before=before, after=outcome.weight),
                    left=self._left(state, due[:number]) if state else None,
                )
            )
        return actions

    def _left(self, state: State, done: Sequence[Due]) -> int:
        """What all findings weigh once some actions are done, those that went by chance included."""
        meant = {id(seen) for each in done if each.action.outcome for seen in each.action.outcome.cleared}
        gone = self.workshop.trials.outcome(state).cleared
        return state.weight + sum(each.weight for each in gone if id(each) not in meant)

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
        found = (self.known.get((each.prefix, each.finding.fingerprint), each.finding) for each in seen)
        return tuple(dict.fromkeys(place for each in found for place in each.at))

    def _finding(self, seen: Seen) -> PlannedFinding:
        return _planned(self.known.get((seen.prefix, seen.finding.fingerprint), seen.finding))

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
