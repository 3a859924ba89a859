"""Says what speaks for a judgement: the concept or word two notes have in common, or the relation that joins theirs.

A judgement rests on all that the words of two notes point to, most of which is faint: that a word occurs in some
wording of a concept is no sign that its note speaks of it. What is faint may add up, but is nothing to tell. A concept
is named as a reason only where one note names it in full and the other leans to it clearly; else a word that both use
is told; else no more than that their words point the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from cxadvisor.language.folding import fold
from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.nearness import is_one_step
from cxadvisor.language.reading import NoteReading
from cxadvisor.language.results import Reason, ReasonKind
from cxadvisor.language.topics import KIN_LETTERS, MENTIONED, Topic

_CERTAIN: Final = 1.0
"""A wording that stands there as it is known; one that may be misspelt names nothing for certain."""

_LEANING: Final = (70, 0.5)
"""A note leans to a concept where its words weigh so much for it (100 is a word that is a rare wording by itself), and
so much of what they weigh for any concept.
"""

_PLAIN: Final = (100, 0.8)
"""The same for leaning so plainly that what knowledge joins to the concept may be told as well."""

_HINTED: Final = 0.6
"""A language model hints at a concept clearly where the hint is so much of its strongest for that note."""

_LETTERS: Final = 60
"""Of a longer note only the first words are quoted in a reason."""


class Speech(NamedTuple):
    """How a note speaks of a concept: in which of its words (none, where a language model hints at it), how much they
    weigh, and how clearly: named in full, plain, or leaning.
    """

    words: str
    weight: float
    clarity: Literal["named", "plain", "leaning"]


def speech_of(reading: NoteReading, topic: Topic) -> dict[int, Speech]:
    """Return the concepts that a note speaks of clearly enough to say so.

    Args:
        reading: the note as read.
        topic: its topic: that of the reading, or the same with what a language model hints at.
    """
    if topic is not reading.topic:
        return _speech(reading, topic)
    if not reading.spoken:
        reading.spoken.append(_speech(reading, topic))
    spoken: dict[int, Speech] = reading.spoken[0]
    return spoken


def _speech(reading: NoteReading, topic: Topic) -> dict[int, Speech]:
    found = {
        concept: Speech(mention.words, max(topic.concepts.get(concept, 0.0), MENTIONED), "named")
        for mention in reversed(reading.mentions)
        if mention.certainty >= _CERTAIN and not mention.negated
        for concept in mention.concepts
        if concept in reading.topic.named
    }
    told = reading.topic.concepts
    most = max(told.values(), default=0.0)
    telling = _telling(reading.topic)
    for concept, weight in told.items():
        if concept in found or weight < _LEANING[0] or weight < _LEANING[1] * most:
            continue
        words = telling.get(concept)
        if words:
            plain = weight >= _PLAIN[0] and weight >= _PLAIN[1] * most
            found[concept] = Speech(words, weight, "plain" if plain else "leaning")
    hinted = {concept: weight - told.get(concept, 0.0) for concept, weight in topic.concepts.items()}
    most = max(hinted.values(), default=0.0)
    for concept, weight in hinted.items():
        if concept not in found and weight > 0 and weight >= _HINTED * most:
            found[concept] = Speech("", weight, "leaning")
    return found


def _telling(topic: Topic) -> dict[int, str]:
    """Return for each concept the word of a note that tells most of it."""
    best: dict[int, tuple[float, str]] = {}
    for word in topic.words:
        for concept, weight in word.pairs:
            if concept not in best or weight > best[concept][0]:
                best[concept] = (weight, word.surface)
    return {concept: surface for concept, (_, surface) in best.items()}


def explain(
    source: Mapping[int, Speech],
    target: Mapping[int, Speech],
    words: tuple[Topic, Topic],
    relation: str,
    knowledge: Knowledge,
) -> Reason:
    """Return why two notes fit that have anything in common.

    Args:
        source: what the note speaks of that the link goes out from.
        target: the same of the other note.
        words: the topics of both, for the words they share.
        relation: which relation the concepts of the two are near to each other for.
        knowledge: what is near to what.
    """
    shared = _shared_word(*words)
    claims = [*_same(source, target), *_near(source, target, relation, knowledge)]
    if not claims:
        return Reason("words", *shared) if shared else Reason("hint")
    _, one, other = max(claims, key=lambda claim: (claim[0], -claim[1], -claim[2]))
    a, b = source[one].words, target[other].words
    names = knowledge.concepts
    if one != other:
        return Reason("relation", a, b, names[one].name, names[other].name)
    if _is_one_word(a, b):
        # One word tells of the concept in both, and may mean another thing: the word is all there is to say.
        return Reason("words", a, b)
    return Reason("concept", a, b, names[one].name)


def _is_one_word(a: str, b: str) -> bool:
    """Whether two words are forms of one, as far as their beginnings tell."""
    one, other = (fold(words) for words in (a, b))
    return one == other or (" " not in one + other and one[:KIN_LETTERS] == other[:KIN_LETTERS])


_Claim = tuple[float, int, int]
"""How much a claim carries, then the concept of the one note and that of the other."""


def _same(source: Mapping[int, Speech], target: Mapping[int, Speech]) -> Iterator[_Claim]:
    """Yield the concepts that both speak of and one of them names."""
    for concept, here in source.items():
        there = target.get(concept)
        if there is not None and "named" in (here.clarity, there.clarity):
            yield here.weight * there.weight, concept, concept


def _near(
    source: Mapping[int, Speech], target: Mapping[int, Speech], relation: str, knowledge: Knowledge
) -> Iterator[_Claim]:
    """Yield the concepts of both that a single relation of knowledge joins, where one is named and the other plain.

    What is two steps away may have next to nothing in common.
    """
    strengths: dict[tuple[int, int], float] = {}
    for one in source:
        for other, strength in knowledge.near(relation, one):
            if other in target and is_one_step(relation, strength):
                strengths[one, other] = strength
    for other in target:
        for one, strength in knowledge.near(relation, other):
            if one in source and is_one_step(relation, strength):
                strengths[one, other] = max(strength, strengths.get((one, other), 0.0))
    for (one, other), strength in strengths.items():
        here, there = source[one], target[other]
        clear = {here.clarity, there.clarity}
        if "named" in clear and "leaning" not in clear:
            yield here.weight * there.weight * strength, one, other


def _shared_word(source: Topic, target: Topic) -> tuple[str, str] | None:
    """Return the word that both notes use, as each writes it; of several the one that tells most."""
    there = {word.key: word.surface for word in target.words}
    shared = [
        (-source.weights[word.key] * target.weights[word.key], word.key, word.surface)
        for word in source.words
        if word.key in there
    ]
    if not shared:
        return None
    _, key, surface = min(shared)
    return surface, there[key]


def by_meaning(reason: Reason, source: str, target: str) -> Reason:
    """Return ``reason`` where a language model found it: not a word of one of the notes tells, but the whole of it."""
    kind: ReasonKind = "sense" if reason.concept else "alike"
    return reason._replace(kind=kind, a=reason.a or _shortened(source), b=reason.b or _shortened(target))


def _shortened(text: str) -> str:
    """Return ``text``, of a long one the first words."""
    if len(text) <= _LETTERS:
        return text
    return text[: text.rfind(" ", 1, _LETTERS) if " " in text[1:_LETTERS] else _LETTERS].rstrip() + "…"
