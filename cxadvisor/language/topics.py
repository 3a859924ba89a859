"""What a note is about, beyond the wordings it repeats: every word points to the concepts whose wordings have it.

A note rarely has a wording of knowledge word for word. Its single words still tell: *waiting in all day for the
technician* has words of *technician never came*. Each word lends weight to the concepts it occurs with, the more
the fewer these are; the concepts that gather most are the topic of the note. Two notes are compared by their topics.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from cxadvisor.language.knowledge import Knowledge

PREFIX_LETTERS: Final = 4
"""Prefixes are looked up by so many of their first letters; shorter ones tell nothing by themselves."""

TOPIC_SIZE: Final = 40
"""A topic has so many concepts at most."""

MENTIONED: Final = 30
"""What a concept gains that a wording of the note names in full; weights of single words are up to 100."""

WORD: Final = 100
"""What a word counts for itself, whatever concepts it points to, where it is as rare as can be."""

KIN_LETTERS: Final = 5
"""Words that begin with the same letters, so many, are taken for kin (*assembly*, *assembled*)."""

KIN: Final = "…"
"""What ends the name of a family of kindred words; no word ends so."""

KIN_WEIGHT: Final = 50

RELATED: Final = 0.6
"""What a concept near to another counts, times how near it is."""

HINTED: Final = 0.5
"""What all that a language model hints at counts, of what the words of the note count together."""

UNTOLD: Final = 100
"""What the words of a note count for that, where there are none that tell anything."""

_SHIFT: Final = 20
_MASK: Final = (1 << _SHIFT) - 1

_NOTHING: Final[Sequence[int]] = ()


Reach = tuple[Mapping[int | str, float], float]
"""What a note reaches by a relation, and the length of that."""


class Pointers(NamedTuple):
    """A word of a note, as written and as key, and what it points to: how rare it is (0–100), then concept and weight
    by turns; ``pairs`` has the same concepts and weights in pairs, ``own`` what the word counts for itself and its
    kin.
    """

    surface: str
    key: str
    found: Sequence[int]
    pairs: tuple[tuple[int, int], ...]
    own: tuple[tuple[str, float], ...]


def pointers(surface: str, key: str, found: Sequence[int]) -> Pointers:
    """Return what a word points to, laid out to be gathered quickly."""
    own: list[tuple[str, float]] = [(key, found[0] if found else WORD)]
    if len(key) > KIN_LETTERS:
        own.append((key[:KIN_LETTERS] + KIN, KIN_WEIGHT))
    return Pointers(surface, key, found, tuple(zip(found[1::2], found[2::2], strict=True)), tuple(own))


class Topic(NamedTuple):
    """The topic of a note: weights of concepts (by number) and of words (by key), those of concepts again by
    themselves, the concepts named in full with their words, and the words it was gathered from.

    ``reached`` keeps what the note reaches by each relation, once that was asked for.
    """

    weights: Mapping[int | str, float]
    concepts: Mapping[int, float]
    named: Mapping[int, str]
    words: tuple[Pointers, ...]
    length: float
    reached: dict[str, Reach]


class Topics:
    """What the words of one language point to; read from compiled knowledge, parsed word by word."""

    def __init__(self, table: Mapping[str, Mapping[str, Any]]) -> None:
        self._words: Final[dict[str, Any]] = dict(table.get("words", {}))
        self._prefixes: Final[dict[str, Any]] = dict(table.get("prefixes", {}))

    def of(self, key: str, folded: str) -> Sequence[int]:
        """Return what a word points to; nothing where no wording has it."""
        found: list[Sequence[int]] = []
        if key in self._words:
            found.append(self._parsed(self._words, key))
        start = folded[:PREFIX_LETTERS]
        if start in self._prefixes:
            begun = self._parsed(self._prefixes, start)
            found += [also for prefix, also in begun.items() if folded.startswith(prefix)]
        return _joined(found) if len(found) > 1 else found[0] if found else _NOTHING

    @staticmethod
    def _parsed(table: dict[str, Any], key: str) -> Any:
        found = table.get(key, _NOTHING)
        if found.__class__ is str:
            found = table[key] = json.loads(found)
        return found


def _joined(found: Sequence[Sequence[int]]) -> Sequence[int]:
    """Return all, each concept with its greatest weight; rarity is that of the commonest."""
    weights: dict[int, int] = {}
    for entry in found:
        for concept, weight in zip(entry[1::2], entry[2::2], strict=True):
            if weight > weights.get(concept, 0):
                weights[concept] = weight
    return [min([entry[0] for entry in found]), *(number for pair in weights.items() for number in pair)]


def topic_of(words: Iterable[Pointers], named: Mapping[int, str]) -> Topic:
    """Gather the topic of a note from its words (each once) and the concepts that it names in full."""
    kept = tuple({word.key: word for word in words}.values())
    concepts: dict[int, int] = {}
    weights: dict[int | str, float] = {}
    weight_of = concepts.get
    for _, _, _, pairs, own in kept:
        weights.update(own)
        for concept, weight in pairs:
            concepts[concept] = weight_of(concept, 0) + weight
    for concept in named:
        concepts[concept] = weight_of(concept, 0) + MENTIONED
    if len(concepts) > TOPIC_SIZE:
        # Weight and concept in one number, because numbers are sorted quickly: heavier first, then the lower.
        ranked = sorted([(weight << _SHIFT) - concept for concept, weight in concepts.items()], reverse=True)
        best = [-number & _MASK for number in ranked[:TOPIC_SIZE]]
        concepts = {concept: concepts[concept] for concept in best}
    weights.update(concepts.items())
    return Topic(weights, concepts, named, kept, math.hypot(*weights.values()) or 1.0, {})


def with_hints(topic: Topic, hints: Iterable[tuple[int, float]]) -> Topic:
    """Return ``topic`` with the concepts that a language model hints at, of weights (0–1) whose squares sum to 1."""
    whole = HINTED * (topic.length if topic.weights else UNTOLD)
    concepts = dict(topic.concepts)
    for concept, weight in hints:
        concepts[concept] = concepts.get(concept, 0) + whole * weight
    weights = dict(topic.weights)
    weights.update(concepts.items())
    return topic._replace(
        weights=weights, concepts=concepts, length=math.hypot(*weights.values()) or 1.0, reached={}
    )


def reach_of(topic: Topic, relation: str, knowledge: "Knowledge") -> Reach:
    """Return what a note reaches by ``relation`` – its topic and all that is near to it – and the length of that."""
    kept = topic.reached.get(relation)
    if kept is not None:
        return kept
    reach = dict(topic.weights)
    known, near = reach.get, knowledge.near
    for concept, weight in topic.concepts.items():
        lent = weight * RELATED
        for other, strength in near(relation, concept):
            reach[other] = known(other, 0.0) + lent * strength
    found = topic.reached[relation] = (reach, math.hypot(*reach.values()) or 1.0)
    return found


EMPTY: Final = Topic({}, {}, {}, (), 1.0, {})
"""The topic of a note that is not compared by it."""
