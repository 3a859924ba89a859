"""The facts that 5-Whys sheets have beside those of all artefacts: the ways of their answers, and where these end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cxadvisor.artefacts.ground import Ground
from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.artefacts.restating import Clause, clauses, says_again
from cxadvisor.engine import Fact
from cxadvisor.language.folding import compose, tokens
from cxadvisor.model.artefacts.whys import Countermeasure, RootCause, Why
from cxadvisor.rulebook.artefacts import whys as words

CHANNEL_BLOCKS: Final = ("preferred_channels", "supported_channels")

NAME_LETTERS: Final = 3
"""A name has so many letters at least."""


class _Step(NamedTuple):
    """A why with its answer, the why it follows (``after``), and the whys on the way to it, from the first."""

    why: Item
    answer: Item | None
    after: str | None
    way: tuple[str, ...]


class _Said:
    """What texts say; each is read once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._read: dict[str, list[Clause]] = {}

    def again(self, later: Item, earlier: Item) -> bool:
        """Whether ``later`` says what ``earlier`` said."""
        return says_again(self._of(later.text), self._of(earlier.text))

    def _of(self, text: str) -> list[Clause]:
        if text not in self._read:
            self._read[text] = clauses(text, self._ground)
        return self._read[text]


def whys_facts(taken: TakenApart, ground: Ground) -> Iterator[Fact]:
    """Yield what is to be known of a 5-Whys sheet."""
    steps = _steps(taken)
    problem = next(taken.parts("problem"), None)
    causes = list(taken.parts("root_causes"))
    followed = [step.after for step in steps.values() if step.after is not None]
    yield words.WhysSheet(
        id=taken.identity,
        answers=sum(step.answer is not None for step in steps.values()),
        causes=len(causes),
        branches=len(set(followed)) < len(followed) or sum(not step.way for step in steps.values()) > 1,
    )
    said = _Said(ground)
    for step in steps.values():
        if step.answer is not None:
            yield words.WhyAnswer(
                id=step.answer.identity,
                of=step.why.identity,
                sheet=taken.identity,
                evidence=_is_supported(step, causes, taken),
            )
            earlier = _told_before(step, steps, problem, said)
            if earlier is not None:
                yield _again(step.answer, earlier, taken)
    yield from _ends(taken, steps, set(followed), causes, problem, said)
    yield from _measures(taken)
    people = {
        token.lowered
        for each in taken.parts("participants")
        for token in tokens(compose(each.text.partition(",")[0]))
        if token.surface[:1].isupper()
    }
    for item in (*taken.parts("whys.answer"), *causes):
        if _names_someone(item.text, people):
            yield words.NamesSomeone(id=f"{item.identity} names someone", item=item.identity)
    yield from _channels(taken, ground)


def _channels(taken: TakenApart, ground: Ground) -> Iterator[Fact]:
    """Yield the channel notes of which the words of the sheet speak."""
    spoken = {
        concept
        for field in ("problem", "whys", "whys.answer", "root_causes", "countermeasures")
        for item in taken.parts(field)
        for mention in ground.read(item.text).mentions
        for concept in mention.concepts
    }
    for note in ground.of(CHANNEL_BLOCKS):
        if any(not spoken.isdisjoint(mention.concepts) for mention in note.reading.mentions):
            yield words.LookedInto(note=note.identity)


def _steps(taken: TakenApart) -> dict[str, _Step]:
    """The whys by identity. One follows the one before it in its list, the first of an inner list the why around it;
    ``follows`` names another, or the sheet itself: that one asks after the problem again.
    """
    whys = [item for item in taken.parts("whys") if isinstance(item.part, Why)]
    answers = {item.of: item for item in taken.parts("whys.answer")}
    by_id = {item.part.id: item.identity for item in whys if isinstance(item.part, Why) and item.part.id}
    last: dict[str, str] = {}
    steps: dict[str, _Step] = {}
    for item in whys:
        named = getattr(item.part, "follows", None)
        after = by_id.get(named) if named else None
        if named is not None and named == taken.artefact.id:
            after = None
        elif after is None or after not in steps:
            after = last.get(item.of) or (item.of if item.of in steps else None)
        last[item.of] = item.identity
        way = (*steps[after].way, after) if after is not None else ()
        steps[item.identity] = _Step(item, answers.get(item.identity), after, way)
    return steps


def _is_supported(step: _Step, causes: Sequence[Item], taken: TakenApart) -> bool:
    """Whether something is named that supports an answer, also with the root cause that it led to."""
    if isinstance(step.why.part, Why) and step.why.part.evidence:
        return True
    own = step.why.part.id if isinstance(step.why.part, Why) else None
    return own is not None and any(
        isinstance(cause.part, RootCause) and cause.part.of == own and bool(cause.part.evidence)
        for cause in causes
    )


def _told_before(step: _Step, steps: Mapping[str, _Step], problem: Item | None, said: _Said) -> Item | None:
    """The first thing said on the way that the answer says again: the problem, an answer, or a question but its own."""
    assert step.answer is not None
    before = [steps[each] for each in step.way]
    told = [problem, *(each for one in before for each in (one.answer, one.why))]
    return next((each for each in told if each is not None and said.again(step.answer, each)), None)


def _again(item: Item, earlier: Item, taken: TakenApart) -> Fact:
    return words.SaysAgain(
        id=f"{item.identity} again", item=item.identity, earlier=earlier.identity, sheet=taken.identity
    )


def _ends(
    taken: TakenApart,
    steps: Mapping[str, _Step],
    followed: set[str],
    causes: Sequence[Item],
    problem: Item | None,
    said: _Said,
) -> Iterator[Fact]:
    """Yield where the sheet ends, and which root causes say again what was asked about further."""
    answers = [(step, step.answer) for step in steps.values() if step.answer is not None]
    if not causes:
        concluded = any(taken.parts("countermeasures"))
        for step, answer in answers:
            if step.why.identity not in followed:
                yield words.SheetEnd(
                    id=answer.identity, sheet=taken.identity, first=concluded and not step.way
                )
        return
    for cause in causes:
        chosen = isinstance(cause.part, RootCause) and cause.part.of is not None
        first = not chosen and any(not step.way and said.again(cause, answer) for step, answer in answers)
        yield words.SheetEnd(id=cause.identity, sheet=taken.identity, first=first)
        asked_on = [answer for step, answer in answers if step.why.identity in followed and not chosen]
        told = [*([problem] if problem is not None else []), *asked_on]
        earlier = next((each for each in told if said.again(cause, each)), None)
        if earlier is not None:
            yield _again(cause, earlier, taken)


def _measures(taken: TakenApart) -> Iterator[Fact]:
    for item in taken.parts("countermeasures"):
        measure = item.part
        if isinstance(measure, Countermeasure) and (measure.owner or measure.due or measure.check):
            yield words.TakenOn(id=item.identity, sheet=taken.identity, any_cause=measure.cause is None)


def _names_someone(text: str, people: set[str]) -> bool:
    """Whether the name of a person stands in a text: of one who took part, or any with a capital inside a sentence."""
    composed = compose(text)
    for token in tokens(composed):
        if not token.surface[:1].isupper() or len(token.surface) < NAME_LETTERS or token.surface.isupper():
            continue
        before = composed[: token.start].rstrip(" „“”\"'«»(")
        if token.lowered in people or (before and before[-1] not in ".!?:;–—-"):
            return token.surface[1:].islower()
    return False
