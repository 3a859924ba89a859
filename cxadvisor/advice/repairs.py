"""Finds, for one finding, the smallest change that clears it and raises nothing as grave: tried, not assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cxadvisor.advice.edits import Edit
from cxadvisor.advice.fixes import Fix, Subject, edits_of
from cxadvisor.advice.ground import Ground
from cxadvisor.advice.what_if import Outcome, Seen, State, Trials
from cxadvisor.drafting import SEVERITIES
from cxadvisor.language import Knowledge
from cxadvisor.rulebook.card import RuleCard

ROUNDS: Final = 3
"""So many times what a change raises is put right together with it: a moment that is written down needs an activity."""


class Repair(NamedTuple):
    """Edits that put findings right, in batches, and what the rules find afterwards.

    ``way`` is the number of the way on the card; ``also`` are the findings that the first batch raised and the others
    put right. ``outcome`` is None where nothing could be tried any more.
    """

    way: int
    batches: tuple[tuple[Edit, ...], ...]
    also: tuple[Seen, ...]
    outcome: Outcome | None


class Workshop:
    """Makes repairs: what is needed for it, taken together."""

    def __init__(
        self, trials: Trials, cards: Mapping[str, RuleCard], knowledge: Knowledge, as_of: str
    ) -> None:
        self.trials = trials
        self.cards = cards
        self._knowledge = knowledge
        self._as_of = as_of

    def ground(self, state: State) -> Ground:
        """Return what changes of ``state`` are made of."""
        return Ground(
            state.copy, self.trials.languages, self.cards, self._knowledge, self._as_of, self.trials.links
        )

    def subject(self, seen: Seen) -> Subject:
        """Return what is to be put right where ``seen`` was found."""
        return Subject(self.cards[seen.finding.rule], seen.handles, seen.finding.stage, seen.absorbed)

    def repair(self, seen: Sequence[Seen], subject: Subject, name: str) -> Repair | None:
        """Return the best repair of ``subject``, which stands for the findings ``seen``; None where there is none."""
        best: Repair | None = None
        for number, fix in enumerate(edits_of(subject, self.ground(self.trials.start), name)):
            made = self._closed(seen, fix, f"{name}.{number}")
            if made.outcome is None:
                return best or made
            if not any(made.outcome.clears(each) for each in seen):
                continue
            if best is None or _grade(made, seen) > _grade(best, seen):
                best = made
            if not _too_grave(made.outcome, seen):
                break
        return best

    def _closed(self, seen: Sequence[Seen], fix: Fix, name: str) -> Repair:
        """Return what ``fix`` brings, together with putting right what they raise."""
        batches, also = [fix.edits], list[Seen]()
        state = self.trials.after(batches)
        if state is None:
            return Repair(fix.way, (fix.edits,), (), None)
        outcome = self.trials.outcome(state)
        if not any(outcome.clears(each) for each in seen):
            return Repair(fix.way, (fix.edits,), (), outcome)
        for turn in range(ROUNDS):
            grave = _too_grave(outcome, seen)
            if not grave:
                break
            more: list[Edit] = []
            for number, each in enumerate(grave):
                ways = edits_of(self.subject(each), self.ground(state), f"{name}.{turn}.{number}")
                more += next(ways, Fix(0, ())).edits
            if not more:
                break
            following = self.trials.after([*batches, tuple(more)])
            if following is None:
                break
            made = self.trials.outcome(following)
            if not any(made.clears(each) for each in seen):
                break
            state, outcome = following, made
            batches.append(tuple(more))
            also += grave
        return Repair(fix.way, tuple(batches), tuple(also), outcome)


def _too_grave(outcome: Outcome, seen: Sequence[Seen]) -> list[Seen]:
    """What a change raises that is as grave as what it clears, or graver; advice is never grave."""
    limit = max(SEVERITIES.index(each.finding.severity) for each in seen)
    return [
        each
        for each in (*outcome.raised, *outcome.extended)
        if each.finding.kind != "advice" and SEVERITIES.index(each.finding.severity) <= limit
    ]


def _grade(repair: Repair, seen: Sequence[Seen]) -> tuple[int, int]:
    assert repair.outcome is not None
    grave = _too_grave(repair.outcome, seen)
    return -len(grave), -repair.outcome.state.weight
