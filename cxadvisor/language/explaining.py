"""Says what carried a judgement: the concept or word two notes have in common, or the relation that joins theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.results import Reason, ReasonKind
from cxadvisor.language.topics import KIN, RELATED, Topic

_NAMED: Final = 2.0
"""How much sooner a concept is given as the reason that a note names in full, rather than by some of its words."""

_LETTERS: Final = 60
"""Of a longer note only the first words are quoted in a reason."""


def _surface(topic: Topic, concept: int) -> str:
    """Return the words of a note that speak of ``concept``: a wording in full, else the word that tells most."""
    named = topic.named.get(concept)
    if named is not None:
        return named
    best, found = 0, ""
    for word in topic.words:
        for number, weight in word.pairs:
            if number == concept and weight > best:
                best, found = weight, word.surface
    return found


def _word(topic: Topic, key: str) -> str:
    kin = key.endswith(KIN)
    return next(
        word.surface
        for word in topic.words
        if (word.key.startswith(key[: -len(KIN)]) if kin else word.key == key)
    )


def _shared_word(source: Topic, target: Topic) -> str | None:
    """Return the key that tells most among those of both notes, a word before its kin."""
    shared = [
        (-source.weights[key] * target.weights[key], key)
        for key in source.weights.keys() & target.weights.keys()
        if isinstance(key, str)
    ]
    return min(shared)[1] if shared else None


def _way(one: int, target: Topic, relation: str, knowledge: Knowledge) -> tuple[float, int]:
    """Return how strongly, and by which of its concepts, ``target`` is near to ``one`` (0 where it is not)."""
    near = [(strength, other) for other, strength in knowledge.near(relation, one) if other in target.weights]
    if not near and one not in target.weights:
        near = [
            (strength, other)
            for other in target.weights
            if isinstance(other, int)
            for found, strength in knowledge.near(relation, other)
            if found == one
        ]
    ways = [
        (strength * RELATED * target.weights[other] * (_NAMED if other in target.named else 1.0), -other)
        for strength, other in near
    ]
    value, other = max(ways, default=(0.0, 0))
    return value, -other


def explain(
    source: Topic, target: Topic, reach: Mapping[int | str, float], relation: str, knowledge: Knowledge
) -> Reason:
    """Return why two notes fit that have anything in common; ``reach`` is what the target reaches by ``relation``."""
    carried = [
        (weight * reach[concept] * (_NAMED if concept in source.named else 1.0), -concept)
        for concept, weight in source.weights.items()
        if isinstance(concept, int) and concept in reach
    ]
    word = _shared_word(source, target)
    if not carried:
        return Reason("words", _word(source, word or ""), _word(target, word or ""))
    one = -max(carried)[1]
    same = target.weights.get(one, 0.0) * (_NAMED if one in target.named else 1.0)
    by_relation, other = _way(one, target, relation, knowledge)
    names = knowledge.concepts
    if by_relation > same:
        a, b = _surface(source, one), _surface(target, other)
        return Reason("relation", a, b, names[one].name, names[other].name)
    if word is not None and one not in source.named and one not in target.named:
        # The word they share brought up the concept in both: then the word is all there is to say.
        return Reason("words", _word(source, word), _word(target, word))
    return Reason("concept", _surface(source, one), _surface(target, one), names[one].name)


def by_meaning(reason: Reason, source: str, target: str) -> Reason:
    """Return ``reason`` where no word of a note but the whole of it brought up a concept: with the note for words."""
    kind: ReasonKind = "senses" if reason.other else "sense" if reason.concept else "alike"
    return reason._replace(kind=kind, a=reason.a or _shortened(source), b=reason.b or _shortened(target))


def _shortened(text: str) -> str:
    """Return ``text``, of a long one the first words."""
    if len(text) <= _LETTERS:
        return text
    return text[: text.rfind(" ", 1, _LETTERS) if " " in text[1:_LETTERS] else _LETTERS].rstrip() + "…"
