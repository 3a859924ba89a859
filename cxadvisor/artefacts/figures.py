"""The facts about figures of artefacts: what their measures can be, and the numbers that are told twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cxadvisor.adding_up import WHOLE, pairs_in, split_over
from cxadvisor.artefacts.ground import CanvasNote, Ground
from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.comparing import Told, disagreeing, told_measure, told_promise
from cxadvisor.engine import Fact
from cxadvisor.figuring import beyond_scale, pair_fact, told_of_note, words_of
from cxadvisor.language.quantities import PERCENT, quantities
from cxadvisor.measures import Stated, measure_fact
from cxadvisor.model.artefacts.common import Measure

PROMISING: Final = ("service_template", "activities")
"""The companion key and field of what a company does, and by when."""

STATISTICS: Final = "statistics"

PRESENT: Final = ("as_is", "present")
"""States in which an artefact promises nothing."""


def artefact_figures(artefacts: Sequence[TakenApart], ground: Ground) -> Iterator[Fact]:
    """Yield the facts about figures of artefacts, and of artefacts beside a canvas."""
    items = [item for each in artefacts for item in each.items]
    texts = {item.identity: item.text for item in items}
    for item in items:
        if texts.get(item.of) != item.text:  # else it is what its part is called by
            for pair in pairs_in(item.text, statistics=item.field == STATISTICS):
                yield pair_fact(item.identity, item.identity, pair)
        if isinstance(item.part, Measure):
            concepts = ground.concepts_of(item.text)
            fact = measure_fact(item.identity, Stated.of_measure(item.part), concepts)
            yield fact
            yield from beyond_scale(fact)
    yield from _personas(artefacts)
    told = [each for artefact in artefacts for each in _told(artefact, ground)]
    if told:
        here = sorted(_of_canvas(ground), key=lambda each: each.identity)
        beside = {each.identity for each in told}
        for one, other, pair in disagreeing([*here, *sorted(told, key=lambda each: each.identity)]):
            if beside & {one.identity, other.identity}:
                yield pair_fact(one.identity, other.identity, pair)


def _personas(artefacts: Iterable[TakenApart]) -> Iterator[Fact]:
    """Yield what the shares of personas make, where each of them has one."""
    people = sorted((each for each in artefacts if each.kind == "personas"), key=lambda each: each.identity)
    shares = [_share(getattr(each.artefact, "share", None)) for each in people]
    known = [share for share in shares if share is not None]
    over = split_over(known) if len(known) == len(people) > 1 else None
    if over is not None:
        yield pair_fact(people[0].identity, people[-1].identity, over)


def _share(value: float | str | None) -> float | None:
    if isinstance(value, str):
        found = list(quantities(value))
        is_share = len(found) == 1 and found[0].unit == PERCENT and found[0].low == found[0].high
        return found[0].low / WHOLE if is_share else None
    return value if value is not None and 0 < value <= 1 else None


def _told(artefact: TakenApart, ground: Ground) -> Iterator[Told]:
    """Yield the measures and promises of an artefact."""
    words = words_of(ground)
    promises = getattr(artefact.artefact, "state", None) not in PRESENT
    for item in artefact.items:
        found = None
        if isinstance(item.part, Measure):
            found = _told_measure(item, item.part, ground)
        elif promises and (item.kind, item.field) == PROMISING:
            found = told_promise(item.identity, item.text, stage=item.stage, words=words)
        if found is not None:
            yield found


def _told_measure(item: Item, measure: Measure, ground: Ground) -> Told | None:
    return told_measure(
        item.identity,
        item.text,
        stage=item.stage,
        figures=(("baseline", measure.baseline), ("target", measure.target)),
        unit=measure.unit,
        frequency=measure.frequency,
        due=measure.due,
        words=words_of(ground),
    )


def _of_canvas(ground: Ground) -> Iterator[Told]:
    """Yield the measures and promises of the canvas; of several canvases, nobody can tell which is meant."""
    notes: Iterable[CanvasNote] = (note for block in ground.notes.values() for note in block)
    for note in notes:
        if "#" not in note.place:
            found = told_of_note(note.placed, note.identity, note.placed.stage, words_of(ground))
            if found is not None:
                yield found
