"""Actions: what could be done, what each would clear, and in which order they make sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cxadvisor.advice.edits import Edit, Insert, Join, Put
from cxadvisor.advice.fixes import Subject, fixes_of, touched
from cxadvisor.advice.repairs import Repair, Workshop
from cxadvisor.advice.what_if import Outcome, Seen, Trials
from cxadvisor.model.blocks import BLOCKS, CARRIERS
from cxadvisor.model.plan import HORIZONS, Horizon
from cxadvisor.model.strategy import Severity
from cxadvisor.priorities import LEVELS, horizon_of, level

SLACK: Final = 0.1
"""So much of all weight, as a share, may be lost where actions meet before it is looked into."""
TOGETHER: Final = 3
"""So many notes one new activity may serve; more would be a programme, not an activity."""


class Possible(NamedTuple):
    """Something that could be done about the findings ``of``; ``outcome`` is None where it was not tried.

    ``also`` are findings that it would raise, and that it puts right as well.
    """

    of: tuple[Seen, ...]
    subject: Subject
    way: int
    batches: tuple[tuple[Edit, ...], ...]
    also: tuple[Seen, ...]
    outcome: Outcome | None

    @property
    def effort(self) -> Severity:
        """What the hardest part of it takes."""
        return max((level(each.finding.effort) for each in (*self.of, *self.also)), key=LEVELS.index)

    @property
    def impact(self) -> Severity:
        """What comes of it."""
        return max((level(each.finding.impact) for each in self.of), key=LEVELS.index)

    @property
    def edits(self) -> list[Edit]:
        """All edits."""
        return [edit for batch in self.batches for edit in batch]


def possible_actions(workshop: Workshop) -> Iterator[Possible]:
    """Yield what could be done about what was found, the gravest first: an activity that serves several notes of a
    stage together, and something for each finding by itself.
    """
    stated = sorted(workshop.trials.start.stated, key=lambda each: -each.weight)
    number = 0
    for group in _groups(stated, workshop):
        subject = workshop.subject(group[0])._replace(
            handles=tuple(h for each in group for h in each.handles)
        )
        made = workshop.repair(group, subject, f"a{(number := number + 1)}")
        if made is not None and made.outcome is not None:
            yield _possible(group, subject, made)
    for seen in stated:
        subject = workshop.subject(seen)
        if not fixes_of(subject.card):
            continue
        made = workshop.repair([seen], subject, f"a{(number := number + 1)}")
        if made is not None:
            yield _possible((seen,), subject, made)


def _possible(of: tuple[Seen, ...], subject: Subject, made: Repair) -> Possible:
    """Return a repair as something that could be done; what it clears by chance is no credit to it."""
    near = {handle for batch in made.batches for handle in touched(batch)}
    outcome = made.outcome.meant(of, near) if made.outcome else None
    return Possible(of, subject, made.way, made.batches, made.also, outcome)


def _groups(stated: Sequence[Seen], workshop: Workshop) -> Iterator[tuple[Seen, ...]]:
    """Yield findings that one new activity would clear: those of one stage, a few at a time, in reading order."""
    together: dict[tuple[str, str | None], list[Seen]] = {}
    for each in workshop.trials.start.stated:
        if fixes_of(workshop.cards[each.finding.rule]) == (
            ({"do": "add", "block": "activities", "for": "each"},),
        ):
            together.setdefault((each.prefix, each.finding.stage), []).append(each)
    for found in together.values():
        found.sort(key=lambda each: -each.weight)
        for start in range(0, len(found), TOGETHER):
            group = tuple(found[start : start + TOGETHER])
            if len(group) > 1:
                yield group


def chosen(possible: Sequence[Possible]) -> list[Possible]:
    """Return the fewest actions that clear the most weight: again and again the one that clears most of what is left
    (greedy set cover, which no quick way betters by much: Chvátal 1979).
    """
    left = {id(seen) for each in possible if each.outcome for seen in each.outcome.cleared}
    taken: list[Possible] = []
    rest = [each for each in possible if each.outcome is not None]
    while rest:
        best = max(rest, key=lambda each: (_gain(each, left), -LEVELS.index(each.effort), -len(each.edits)))
        if _gain(best, left) <= 0:
            break
        rest.remove(best)
        taken.append(best)
        assert best.outcome is not None
        left -= {id(seen) for seen in best.outcome.cleared}
    return taken


def _gain(action: Possible, left: set[int]) -> int:
    assert action.outcome is not None
    cleared = sum(seen.weight for seen in action.outcome.cleared if id(seen) in left)
    return cleared - sum(seen.weight for seen in action.outcome.raised)


def agreeing(actions: Sequence[Possible], trials: Trials) -> list[Possible]:
    """Return the actions without those that undo what others bring: where all together bring much less than each by
    itself, only those stay that make things better when they are added one after the other.
    """
    start = trials.start.weight
    together = trials.after([batch for each in actions for batch in each.batches])
    if together is None or together.weight <= start - _promised(actions) + start * SLACK:
        return list(actions)
    kept: list[Possible] = []
    least = start
    for number, each in enumerate(actions):
        state = trials.after([batch for one in (*kept, each) for batch in one.batches])
        if state is None:
            return [*kept, *actions[number:]]
        if state.weight < least:
            kept.append(each)
            least = state.weight
    return kept


def _promised(actions: Sequence[Possible]) -> int:
    """What actions would clear if none were in the way of another."""
    cleared = {id(seen): seen.weight for each in actions if each.outcome for seen in each.outcome.cleared}
    raised = sum(seen.weight for each in actions if each.outcome for seen in each.outcome.raised)
    return sum(cleared.values()) - raised


class Due(NamedTuple):
    """An action in its place: when it is due, and the actions (by index in the plan) it comes after, with why."""

    action: Possible
    horizon: Horizon
    after: tuple[tuple[int, str], ...]

    @property
    def group(self) -> tuple[str, Horizon]:
        """The canvas and horizon under which it is listed."""
        return self.action.of[0].prefix, self.horizon


def in_order(actions: Sequence[Possible], workshop: Workshop, prefixes: Sequence[str]) -> list[Due]:
    """Return the actions in the order of a roadmap: canvas by canvas (``prefixes``), then what is across; quick wins
    first, none before what it depends on.
    """
    place = {prefix: number for number, prefix in enumerate((*prefixes, ""))}
    actions = sorted(actions, key=lambda each: place[each.of[0].prefix])
    needs = [_needs(each, actions, workshop) for each in actions]
    due = [horizon_of(each.effort, each.impact) for each in actions]
    for _ in actions:  # a dependency holds back what leans on it, and what leans on that
        due = [
            max([due[number], *(due[other] for other in needs[number])], key=HORIZONS.index)
            for number in range(len(actions))
        ]
    waiting = sorted(
        range(len(actions)),
        key=lambda each: (place[actions[each].of[0].prefix], HORIZONS.index(due[each]), each),
    )
    placed: list[int] = []
    while waiting:
        ready = next((each for each in waiting if set(needs[each]) <= set(placed)), waiting[0])
        waiting.remove(ready)
        placed.append(ready)
    where = {number: place for place, number in enumerate(placed)}
    return [
        Due(
            actions[number],
            due[number],
            tuple(sorted((where[other], why) for other, why in needs[number].items())),
        )
        for number in placed
    ]


def _needs(action: Possible, actions: Sequence[Possible], workshop: Workshop) -> dict[int, str]:
    """Return the actions that come before ``action``, with why; inner blocks before outer ones, so no circle."""
    found: dict[int, str] = {}
    for number, other in enumerate(actions):
        if (
            other.of[0].prefix == action.of[0].prefix
            and other is not action
            and _rank(other, workshop) < _rank(action, workshop)
        ):
            why = _why(action, other, workshop)
            if why:
                found[number] = why
    return found


def _rank(action: Possible, workshop: Workshop) -> tuple[int, int, str]:
    """Where in the fill order an action works: evidence before decisions, the customers before the plans."""
    blocks = _blocks(action, workshop)
    first = min((BLOCKS[each].number for each in blocks), default=0)
    return (0 if _is_evidence(action) else 1, first, action.of[0].finding.fingerprint)


def _blocks(action: Possible, workshop: Workshop) -> set[str]:
    """The blocks in which an action adds or changes something."""
    ground = workshop.ground(workshop.trials.start)
    handles = [
        edit.handle if isinstance(edit, Insert) else edit.part
        for edit in action.batches[0]
        if not isinstance(edit, Join)
    ] or [edit.part for edit in action.batches[0] if isinstance(edit, Join)]
    return {block for each in handles if (block := ground.spot(each).block) in BLOCKS}


def _is_evidence(action: Possible) -> bool:
    return any(isinstance(edit, Put) and edit.key == "evidence" for edit in action.edits)


def _why(action: Possible, other: Possible, workshop: Workshop) -> str | None:
    """Why ``other`` comes before ``action``; None where it need not."""
    own, theirs = touched(action.batches[0]), touched(other.batches[0])
    cards = workshop.cards
    same = bool(own & theirs)
    if (
        any(each.finding.rule in cards[one.finding.rule].yields_to for one in action.of for each in other.of)
        and same
    ):
        return "cause"
    if _is_evidence(other):
        ground = workshop.ground(workshop.trials.start)
        here = {ground.spot(each).artefact or each for each in own}
        there = {ground.spot(each).artefact or each for each in theirs}
        return "evidence" if here & there else None
    if same and any(isinstance(edit, Put) and edit.key == "text" for edit in other.batches[0]):
        return "same-note"
    if any(each.finding.rule in ("empty-block", "needs-one-sided", "metrics-one-sided") for each in other.of):
        filled = _blocks(other, workshop)
        for block in _blocks(action, workshop):
            if any(
                block in sources and filled & set(targets) and block not in filled
                for sources, targets in CARRIERS.values()
            ):
                return "fill-order"
    return None
