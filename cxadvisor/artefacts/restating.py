"""Whether one text says what another said before: in the same words, or in others for the same things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cxadvisor.artefacts.ground import Ground
from cxadvisor.language.folding import compose, tokens

SAME: Final = 0.6
"""From this share of common words on, two clauses say the same."""

FEW: Final = 2
"""So many words they must have in common."""

_PUNCTUATION: Final = r"[,;:.!?()–—]+"

_JOINTS: Final = {
    language: re.compile(rf"{_PUNCTUATION}|\b(?:{words})\b", re.IGNORECASE)
    for language, words in {
        "en": "when|because|since|although|so that|if|while|which",
        "ro": "când|pentru că|fiindcă|deoarece|dacă|deși|iar",
        "pl": "kiedy|gdy|ponieważ|bo|gdyż|jeśli|chociaż",
        "ru": "когда|потому что|так как|поскольку|если|хотя",
        "it": "quando|perché|poiché|siccome|se|mentre|anche se",
    }.items()
}
"""Where a sentence may be cut into clauses."""


class Clause(NamedTuple):
    """What a clause says: its words, each as the set of what it may mean, and whether it denies it."""

    words: tuple[frozenset[object], ...]
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


def _readings(said: list[Clause]) -> Iterator[Clause]:
    yield said[0]
    if len(said) > 1:
        yield Clause(
            tuple(word for clause in said for word in clause.words), any(clause.denied for clause in said)
        )


def _same(one: Clause, other: Clause) -> bool:
    if one.denied != other.denied:
        return False
    left = list(other.words)
    shared = 0
    for word in one.words:
        partner = next((each for each in left if word & each), None)
        if partner is not None:
            left.remove(partner)
            shared += 1
    everything = len(one.words) + len(other.words) - shared
    return shared >= FEW and shared / everything >= SAME


def _clause(text: str, ground: Ground) -> Clause:
    reading = ground.read(text)
    concepts = ground.knowledge.concepts
    words: list[frozenset[object]] = [
        frozenset({key}) for key, _ in sorted(reading.words.items()) if not key.isdigit()
    ]
    for mention in reading.mentions:
        meant = {number for number in mention.concepts if concepts[number].kind != "general"}
        if mention.certainty == 1.0 and meant:
            words.append(frozenset({*meant, mention.words}))
    negations = ground.knowledge.negations.get(ground.language, frozenset())
    return Clause(tuple(words), any(token.folded in negations for token in tokens(text)))
