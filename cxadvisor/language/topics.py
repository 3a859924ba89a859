"""What a note is about, beyond the wordings it repeats: every word points to the concepts whose wordings have it.

A note rarely has a wording of knowledge word for word. Its single words still tell: *waiting in all day for the
technician* has words of *technician never came*. Each word lends weight to the concepts it occurs with, the more
the fewer these are; the concepts that gather most are the topic of the note. Two notes are compared by their topics.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from cxadvisor.language.knowledge import Knowledge

PREFIX_LETTERS: Final = 4
"""Prefixes are looked up by so many of their first letters; shorter ones tell nothing by themselves."""

TOPIC_SIZE: Final = 25
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

_SHIFT: Final = 20
_MASK: Final = (1 << _SHIFT) - 1

_NOTHING: Final[Sequence[int]] = ()


class Pointers(NamedTuple):
    """A word of a note, as written and as key, and what it points to: how rare it is (0–100), then concept and weight
    by turns.
    """

    surface: str
    key: str
    found: Sequence[int]


class Topic(NamedTuple):
    """The topic of a note: weights of concepts (by number) and of words (by key), the concepts named in full with
    their words, and the words it was gathered from.
    """

    weights: Mapping[int | str, float]
    named: Mapping[int, str]
    words: tuple[Pointers, ...]
    length: float


class Topics:
    """What the words of one language point to; read from compiled knowledge, parsed word by word."""

    def __init__(self, table: Mapping[str, Mapping[str, Any]]) -> None:
        self._words: Final[dict[str, Any]] = dict(table.get("words", {}))
        self._prefixes: Final[dict[str, Any]] = dict(table.get("prefixes", {}))

    def of(self, key: str, folded: str) -> Sequence[int]:
        """Return what a word points to; nothing where no wording has it."""
        found: Sequence[int] = self._parsed(self._words, key)
        if folded[:PREFIX_LETTERS] in self._prefixes:
            for prefix, also in self._parsed(self._prefixes, folded[:PREFIX_LETTERS]).items():
                if folded.startswith(prefix):
                    found = _joined(found, also)
        return found

    @staticmethod
    def _parsed(table: dict[str, Any], key: str) -> Any:
        found = table.get(key, _NOTHING)
        if found.__class__ is str:
            found = table[key] = json.loads(found)
        return found


def _joined(one: Sequence[int], other: Sequence[int]) -> Sequence[int]:
    """Return both, each concept with its greater weight; rarity is that of the commoner of the two."""
    if not one:
        return other
    weights = dict(zip(one[1::2], one[2::2], strict=True))
    for concept, weight in zip(other[1::2], other[2::2], strict=True):
        weights[concept] = max(weight, weights.get(concept, 0))
    return [min(one[0], other[0]), *(number for entry in weights.items() for number in entry)]


def topic_of(words: Iterable[Pointers], named: Mapping[int, str]) -> Topic:
    """Gather the topic of a note from its words (each once) and the concepts that it names in full."""
    kept = tuple({word.key: word for word in words}.values())
    concepts: dict[int, int] = {}
    own: dict[str, float] = {}
    weight_of = concepts.get
    for _, key, found in kept:
        if found:
            own[key] = found[0]
            for concept, weight in zip(found[1::2], found[2::2], strict=True):
                concepts[concept] = weight_of(concept, 0) + weight
        else:
            own[key] = WORD
        if len(key) > KIN_LETTERS:
            own[key[:KIN_LETTERS] + KIN] = KIN_WEIGHT
    for concept in named:
        concepts[concept] = weight_of(concept, 0) + MENTIONED
    if len(concepts) > TOPIC_SIZE:
        # Weight and concept in one number, because numbers are sorted quickly: heavier first, then the lower.
        ranked = sorted([(weight << _SHIFT) - concept for concept, weight in concepts.items()], reverse=True)
        best = [-number & _MASK for number in ranked[:TOPIC_SIZE]]
        concepts = {concept: concepts[concept] for concept in best}
    weights: dict[int | str, float] = {key: weight for key, weight in own.items()}  # noqa: C416 - widens the type
    weights.update({concept: float(weight) for concept, weight in concepts.items()})
    return Topic(weights, named, kept, math.hypot(*weights.values()) or 1.0)


def reach_of(topic: Topic, relation: str, knowledge: Knowledge) -> tuple[Mapping[int | str, float], float]:
    """Return what a note reaches by ``relation`` – its topic and all that is near to it – and the length of that."""
    reach = dict(topic.weights)
    known, near = reach.get, knowledge.near
    for concept, weight in topic.weights.items():
        if isinstance(concept, int):
            lent = weight * RELATED
            for other, strength in near(relation, concept):
                reach[other] = known(other, 0.0) + lent * strength
    return reach, math.hypot(*reach.values()) or 1.0


EMPTY: Final = Topic({}, {}, (), 1.0)
"""The topic of a note that is not compared by it."""
