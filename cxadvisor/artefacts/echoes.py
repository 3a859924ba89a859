"""Finds the steps of a journey and the moments of the canvas that have a telling word in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from cxadvisor.artefacts.ground import Ground
from cxadvisor.artefacts.items import TakenApart
from cxadvisor.engine import Fact
from cxadvisor.rulebook.artefacts import journeys as words

TELLING: Final = 2
"""A word tells something where no more than so many steps and moments together have it: what all speak of, such as the
bus of a bus company, does not make two of them the same.
"""


def echoes(journey: TakenApart, ground: Ground) -> Iterator[Fact]:
    """Yield the pairs of a step and a moment with a telling word in common."""
    moments = [(note.identity, _words(note.reading.thought)) for note in ground.of(("moments",))]
    if not moments:
        return
    steps = [(step.identity, _words(ground.read(step.text).thought)) for step in journey.parts("steps")]
    having = Counter(word for _, said in (*moments, *steps) for word in said)
    for step, said in steps:
        for moment, meant in moments:
            if any(having[word] <= TELLING for word in said & meant):
                yield words.Echo(id=f"{step} echoes {moment}", item=step, note=moment)


def _words(thought: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in thought if not word[0].isdigit())
