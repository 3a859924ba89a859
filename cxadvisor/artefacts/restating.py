"""Whether one text says what another said before: in the same words, or in others for the same things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cxadvisor.artefacts.ground import Ground
from cxadvisor.language.folding import compose, tokens

SAME: Final = 0.6
"""From this share of common words on, two clauses say the same."""

SURELY_SAME: Final = 0.75
"""From this share on, two notes of different canvases do."""

FEW: Final = 2
"""So many words they must have in common."""

_PUNCTUATION: Final = r"[,;:.!?()–—]+"

_JOINTS: Final = {
    language: re.compile(rf"{_PUNCTUATION}|\b(?:{words})\b", re.IGNORECASE)
    for language, words in {
        "en": "when|because|since|although|so that|if|while|which|before|after|until",
        "ro": "când|pentru că|fiindcă|deoarece|dacă|deși|iar|înainte|după ce|până",
        "pl": "kiedy|gdy|ponieważ|bo|gdyż|jeśli|chociaż|zanim|dopóki|dopiero gdy",
        "ru": "когда|потому что|так как|поскольку|если|хотя|прежде чем|после того как|пока",
        "it": "quando|perché|poiché|siccome|se|mentre|anche se|prima|dopo che|finché",
    }.items()
}
"""Where a sentence may be cut into clauses."""


class Clause(NamedTuple):
    """What a clause says: what stands in it, each as the set of what it may mean with how many words it takes, and
    whether the clause denies it.
    """

    words: tuple[tuple[frozenset[object], int], ...]
    denied: bool


def clauses(text: str, ground: Ground) -> list[Clause]:
    """Return what the clauses of a text say, in order; those that say nothing are left out."""
    parts = _JOINTS.get(ground.language, _JOINTS["en"]).split(compose(text))
    return [clause for part in parts if (clause := _clause(part, ground)).words]


def says_again(later: list[Clause], earlier: list[Clause]) -> bool:
    """Whether the main clause of ``later``, or all of it, says what the main clause of ``earlier``, or all of it, does.

    A short text that only has words of the earlier one adds nothing to it.
    """
    if not later or not earlier:
        return False
    return any(_same(one, other) for one in _readings(later) for other in _readings(earlier))


def whole(text: str, ground: Ground) -> Clause:
    """Return what a text says as a whole."""
    return _clause(text, ground)


def say_the_same(one: Clause, other: Clause) -> bool:
    """Whether two texts for certain say the same: in the same words, or, where they have several, in nearly those."""
    if one.denied != other.denied:
        return False
    shared, everything = _common(one, other)
    return bool(shared) and shared / everything >= (SURELY_SAME if shared >= FEW else 1.0)


def _readings(said: list[Clause]) -> Iterator[Clause]:
    yield said[0]
    if len(said) > 1:
        yield Clause(
            tuple(word for clause in said for word in clause.words), any(clause.denied for clause in said)
        )


def _same(one: Clause, other: Clause) -> bool:
    if one.denied != other.denied:
        return False
    shared, everything = _common(one, other)
    return shared >= FEW and shared / everything >= SAME


def _common(one: Clause, other: Clause) -> tuple[int, int]:
    """How many words two clauses have in common, and how many they have together."""
    left = list(other.words)
    shared = alone = 0
    for meant, length in one.words:
        partner = next((each for each in left if meant & each[0]), None)
        if partner is None:
            alone += length
        else:
            left.remove(partner)
            shared += max(length, partner[1])
    return shared, shared + alone + sum(length for _, length in left)


def _clause(text: str, ground: Ground) -> Clause:
    reading = ground.read(text)
    concepts = ground.knowledge.concepts
    words: list[tuple[frozenset[object], int]] = [
        (frozenset({key}), 1) for key in sorted(reading.words) if not key.isdigit()
    ]
    for mention in reading.mentions:
        meant = {number for number in mention.concepts if concepts[number].kind != "general"}
        if mention.certainty == 1.0 and meant:
            words.append((frozenset(meant), len(mention.words.split())))
    negations = ground.knowledge.negations.get(ground.language, frozenset())
    return Clause(tuple(words), any(token.folded in negations for token in tokens(text)))
