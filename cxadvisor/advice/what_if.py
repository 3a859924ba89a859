"""What would come of a change: it is made on a copy of the strategy, and the rules run again."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from cxadvisor.advice.copies import Copy
from cxadvisor.advice.edits import Edit, Put, Strike
from cxadvisor.model.review import Finding, NotAssessed, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.priorities import GRAVITY, weight_of
from cxadvisor.request import Request
from cxadvisor.reviewing import reviewed


class Seen(NamedTuple):
    """A finding of a review of a copy: what it is about by handles, so that it is known again after a change.

    ``prefix`` is that of its canvas, where there are several; ``absorbed`` are rule and handles of what it tells.
    """

    finding: Finding
    prefix: str
    handles: tuple[str, ...]
    absorbed: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def rule(self) -> str:
        """The rule that found or asks it."""
        return self.finding.asks.rule if self.finding.asks else self.finding.rule

    @property
    def is_stated(self) -> bool:
        """Whether it states something, and nobody accepted or rejected it: what a plan is about."""
        return self.finding.kind != "confirm" and self.finding.counts

    @property
    def weight(self) -> int:
        """What it weighs: severity times impact; a piece of advice counts once."""
        return weight_of(self.finding)

    def is_like(self, other: Seen) -> bool:
        """Whether it is what ``other`` was before a change, whole or in part."""
        return (
            self.rule == other.rule
            and self.prefix == other.prefix
            and not set(self.handles).isdisjoint(other.handles)
        )

    def is_graver(self, later: Seen) -> bool:
        """Whether a change has made it graver: what is told of an empty block is as grave as what hangs on it."""
        return GRAVITY[later.finding.severity] > GRAVITY[self.finding.severity]


class State(NamedTuple):
    """A copy and what the rules find in it; ``unjudged`` are rules that could not be judged, by prefix; ``touched``
    are the parts that were written anew or taken out.
    """

    copy: Copy
    found: tuple[Seen, ...]
    unjudged: frozenset[tuple[str, str]]
    touched: frozenset[str] = frozenset()

    @property
    def stated(self) -> tuple[Seen, ...]:
        """The findings that state something."""
        return tuple(each for each in self.found if each.is_stated)

    @property
    def weight(self) -> int:
        """What all findings weigh together."""
        return sum(each.weight for each in self.stated)


class Outcome(NamedTuple):
    """What a change brings: findings that are gone, those that are new or graver, and new questions.

    ``chance`` are findings that are gone because the words of a draft happen to suit them; nobody planned for them, and
    other words would not clear them. ``extended`` are findings that are about more than before, each about what was
    added alone: an empty stage that joins others.
    """

    state: State
    cleared: tuple[Seen, ...]
    raised: tuple[Seen, ...]
    asked: tuple[Seen, ...]
    chance: tuple[Seen, ...] = ()
    extended: tuple[Seen, ...] = ()

    @property
    def weight(self) -> int:
        """What all findings weigh afterwards, those that went by chance included."""
        return self.state.weight + sum(each.weight for each in self.chance)

    def meant(self, of: Sequence[Seen], near: Container[str]) -> Outcome:
        """Return the outcome in which only those findings count as cleared that were meant: the findings ``of``, and
        those about something that was changed or named (``near``).
        """
        cleared = [
            each
            for each in self.cleared
            if any(each is one for one in of) or any(handle in near for handle in each.handles)
        ]
        chance = [each for each in self.cleared if not any(each is one for one in cleared)]
        return self._replace(cleared=tuple(cleared), chance=tuple(chance))

    def clears(self, seen: Seen) -> bool:
        """Whether a finding is gone."""
        return any(each is seen for each in self.cleared)


class Trials:
    """Runs the rules again on copies of a strategy, at most ``most`` times."""

    def __init__(self, strategy: Strategy, request: Request, review: Review, most: int) -> None:
        self._request = request
        self._strategy = strategy
        self.left = most
        several = len(strategy.canvases) > 1
        languages = (
            {
                f"{file.name}#": each.strategy.language
                for file, each in zip(strategy.canvases, review.reviews, strict=True)
            }
            if several
            else {"": review.strategy.language}
        )
        self.languages: Mapping[str, str] = languages
        self.prefixes = tuple(languages) if several else ()
        self._noted: tuple[Seen, ...] = ()
        self.links: frozenset[tuple[str, str]] = frozenset()
        self._cards = request.rulebook.in_language(review.interface)
        start = self._state(Copy(strategy, languages))
        known = {
            (f"{file.name}#" if several else "", each.fingerprint): each
            for file, part in zip(strategy.canvases, review.reviews if several else (review,), strict=False)
            for each in (*part.findings, *(review.findings if several else ()))
            if each.noted is not None
        }
        self._noted = tuple(
            each._replace(finding=known[key])
            for each in start.found
            if (key := (each.prefix, each.finding.fingerprint)) in known
        )
        parts = zip(languages, review.reviews, strict=True) if several else (("", review),)
        self.links = frozenset(
            (start.copy.handle(f"{prefix}{link.from_}"), start.copy.handle(f"{prefix}{link.to}"))
            for prefix, part in parts
            for link in part.links
            if "#" not in link.from_ + link.to
        )
        self.start = start._replace(found=tuple(map(self._as_noted, start.found)))

    def _as_noted(self, seen: Seen) -> Seen:
        """Return what was found with what the consultant says of it: rejected, or rated anew."""
        said = next((each.finding for each in self._noted if each.is_like(seen)), None)
        if said is None:
            return seen
        keys = ("noted", "severity", "effort", "impact")
        finding = seen.finding.model_copy(update={key: getattr(said, key) for key in keys})
        return seen._replace(finding=finding)

    def _state(self, copy: Copy) -> State:
        strategy = copy.strategy()
        review = reviewed(strategy, self._request)
        several = len(strategy.canvases) > 1
        parts = (
            [(f"{file.name}#", each) for file, each in zip(strategy.canvases, review.reviews, strict=True)]
            if several
            else []
        )
        seen = tuple(
            self._as_noted(each)
            for prefix, part in (("", review), *parts)
            for each in _seen(prefix, part, copy)
        )
        unjudged = frozenset(
            (prefix, each.rule)
            for prefix, part in (("", review), *parts)
            for each in part.coverage.not_assessed
            if not self._does_not_apply(each)
        )
        return State(copy, seen, unjudged)

    def _does_not_apply(self, each: NotAssessed) -> bool:
        """Whether a rule was not assessed because what it is about is not there, and not for want of understanding."""
        applies = self._cards[each.rule].applies if each.rule in self._cards else None
        return applies is not None and applies.otherwise == each.why

    def after(self, batches: Sequence[Sequence[Edit]], before: State | None = None) -> State | None:
        """Return what is found once the batches of edits were done; None where no run is left."""
        if self.left <= 0:
            return None
        self.left -= 1
        try:
            made = self._state((before or self.start).copy.changed(batches))
        except ValidationError:
            return self.start  # what would make no sound file is no change
        written = (edit.part for batch in batches for edit in batch if isinstance(edit, Put | Strike))
        return made._replace(touched=frozenset(made.copy.owner(each)[0] for each in written))

    def _went_silent(self, seen: Seen, state: State, before: State) -> bool:
        """Whether a finding is gone only because its rule cannot be judged any more. Where the note itself was written
        anew that is no silence, for the rule had that note to judge.
        """
        rule = (seen.prefix, seen.rule)
        return (
            rule in state.unjudged - before.unjudged
            and state.touched.isdisjoint(seen.handles)
            and state.touched.isdisjoint(state.copy.owner(each)[0] for each in seen.handles)
        )

    def outcome(self, state: State, before: State | None = None) -> Outcome:
        """Compare ``state`` with what was found before."""
        before = before or self.start
        asked = tuple(each for each in state.found if each.finding.asks is not None)
        told = {
            (part.prefix, rule, handle)
            for part in state.found
            for rule, handles in part.absorbed
            for handle in handles
        }
        cleared = [
            each
            for each in before.stated
            if not any(one.is_like(each) for one in state.stated)
            and not any(one.is_like(each) for one in asked)
            and not any((each.prefix, each.rule, handle) in told for handle in each.handles)
            and not self._went_silent(each, state, before)
        ]
        raised = [
            each
            for each in state.stated
            if all(one.is_graver(each) for one in before.stated if one.is_like(each))
        ]
        questions = [
            each
            for each in asked
            if not any(one.is_like(each) for one in before.found if one.finding.asks is not None)
        ]
        return Outcome(
            state, tuple(cleared), tuple(raised), tuple(questions), extended=tuple(_extended(state, before))
        )


def _extended(state: State, before: State) -> Iterator[Seen]:
    """Yield the findings that were there, with what they are about now and were not before."""
    for each in state.stated:
        known = {handle for one in before.stated if one.is_like(each) for handle in one.handles}
        added = tuple(handle for handle in each.handles if handle not in known)
        if known and added:
            yield each._replace(handles=added)


def _seen(prefix: str, review: Review, copy: Copy) -> Iterator[Seen]:
    def handles(places: Sequence[str]) -> tuple[str, ...]:
        return tuple(copy.handle(each if "#/" in each else prefix + each) for each in places)

    for finding in review.findings:
        absorbed = tuple((each.rule, handles(each.at)) for each in finding.absorbed)
        yield Seen(finding, prefix, handles(finding.at), absorbed)
