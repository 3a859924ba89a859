"""Which metrics would show what a note wants, and which entries tell of what it names; both by knowledge."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final

from cxadvisor.catalogue.entries import Entry, shipped_catalogue
from cxadvisor.catalogue.shapes import BEFORE_SALE, PHASES
from cxadvisor.language import Knowledge
from cxadvisor.language.reading import NoteReading
from cxadvisor.language.topics import reach_of

FITTING: Final = 0.45
"""A metric is worth proposing from this share of the weight of a note's topic on; below it, half are beside the point
(the objectives of the tuned and calibrated canvases were read).
"""

NEXT: Final = 0.6
"""What reaches less than this share of the best is left out."""

MOST: Final = 3

_BROADER: Final = 0.6
"""What a measure without an entry counts for the entry of what comprises it, as in ``nearness``."""


@lru_cache(maxsize=4)
def _metrics_by_concept(knowledge: Knowledge) -> Mapping[int, tuple[tuple[str, float], ...]]:
    """The metrics that each concept of ``knowledge`` stands for, and how far."""
    own = {
        number: entry.name
        for concept, entry in shipped_catalogue().of_concept.items()
        if entry.kind == "metric" and (number := knowledge.index.get(concept)) is not None
    }
    found: dict[int, tuple[tuple[str, float], ...]] = {number: ((name, 1.0),) for number, name in own.items()}
    for number, concept in enumerate(knowledge.concepts):
        if concept.kind == "measure" and number not in own:
            above = sorted({own[each] for each in knowledge.above[number] if each in own})
            if above:
                found[number] = tuple((name, _BROADER) for name in above)
    return found


def metrics_for(note: NoteReading, stage: str | None, knowledge: Knowledge) -> tuple[Entry, ...]:
    """Return the metrics that would show what ``note`` wants, the most fitting first, three at most.

    Where one alone fits, what keeps it honest stands beside it. Nothing is returned where the words do not point to any
    clearly.

    Args:
        note: how the note was read.
        stage: the stage it stands in; metrics that can only be taken in the other one are left out.
        knowledge: what it was read by.
    """
    catalogue, stands_for = shipped_catalogue(), _metrics_by_concept(knowledge)
    reached, _ = reach_of(note.topic, "measures", knowledge)
    best: dict[str, float] = {}
    for concept, weight in reached.items():
        for name, share in stands_for.get(concept, ()) if isinstance(concept, int) else ():
            if weight * share > best.get(name, 0.0) and _fits(catalogue[name].facts["phases"], stage):
                best[name] = weight * share
    least = max(FITTING * note.topic.length, NEXT * max(best.values(), default=0.0))
    ranked = sorted((-weight, name) for name, weight in best.items() if weight >= least)
    chosen = [catalogue[name] for _, name in ranked[:MOST]]
    if len(chosen) == 1:
        partners = (catalogue[name] for name in chosen[0].beside)
        chosen += [each for each in partners if each.kind == "metric" and _fits(each.facts["phases"], stage)][
            :1
        ]
    return tuple(chosen)


def _fits(phases: Collection[str], stage: str | None) -> bool:
    if stage is None or "always" in phases:
        return True
    wanted = BEFORE_SALE if stage == "pre_sale" else frozenset(PHASES) - BEFORE_SALE | {"purchase"}
    return not wanted.isdisjoint(phases)


def entries_about(note: NoteReading, knowledge: Knowledge) -> tuple[Entry, ...]:
    """Return the entries of what ``note`` names in so many words, in the order in which it names them."""
    of_concept = shipped_catalogue().of_concept
    named = [
        knowledge.concepts[number].name
        for mention in note.mentions
        if not mention.negated
        for number in mention.concepts
    ]
    found = {of_concept[name].name: of_concept[name] for name in named if name in of_concept}
    return tuple(found.values())[:MOST]
