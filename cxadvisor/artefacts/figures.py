"""The facts about figures of artefacts: what their measures can be, and the numbers that are told twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cxadvisor.artefacts.ground import CanvasNote, Ground
from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.engine import Fact
from cxadvisor.figures.adding_up import WHOLE, pairs_in, split_over
from cxadvisor.figures.comparing import Told, disagreeing, told_measure, told_promise
from cxadvisor.figures.facts import (
    beyond_scale,
    measure_fact,
    namesakes,
    pair_fact,
    tells,
    told_of_note,
    words_of,
)
from cxadvisor.language.quantities import PERCENT, quantities
from cxadvisor.measures import Stated
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
    telling = [item for each in artefacts for item in each.items if _tells(item, each)]
    if telling:
        yield from _told_twice(telling, ground)


def _told_twice(items: Iterable[Item], ground: Ground) -> Iterator[Fact]:
    """Yield the figures and times of artefacts that stand elsewhere too; those of the canvas alone are told with it.

    Of several canvases, nobody can tell which is meant.
    """
    notes = [note for block in ground.notes.values() for note in block if "#" not in note.place]
    places: list[tuple[CanvasNote | Item, str, Sequence[str]]] = [
        (note, note.text, note.reading.thought) for note in notes if tells(note.placed)
    ]
    places += [(item, item.text, ground.read(item.text).thought) for item in items]
    likely = namesakes(places)
    words = words_of(ground)
    here, beside = [], []
    for each in likely:
        if isinstance(each, Item):
            beside.append(_told(each, ground))
        else:
            here.append(told_of_note(each.placed, each.identity, each.placed.stage, words))
    of_canvas, told = (
        sorted((each for each in found if each is not None), key=lambda each: each.identity)
        for found in (here, beside)
    )
    names = {each.identity for each in told}
    for one, other, pair in disagreeing([*of_canvas, *told]):
        if names & {one.identity, other.identity}:
            yield pair_fact(one.identity, other.identity, pair)


def _tells(item: Item, artefact: TakenApart) -> bool:
    """Whether an item may state a figure or a time that stands elsewhere as well."""
    if isinstance(item.part, Measure):
        return item.part.baseline is not None or item.part.target is not None
    return (item.kind, item.field) == PROMISING and getattr(artefact.artefact, "state", None) not in PRESENT


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


def _told(item: Item, ground: Ground) -> Told | None:
    words = words_of(ground)
    measure = item.part
    if not isinstance(measure, Measure):
        return told_promise(item.identity, item.text, stage=item.stage, words=words)
    return told_measure(
        item.identity,
        item.text,
        stage=item.stage,
        figures=(("baseline", measure.baseline), ("target", measure.target)),
        unit=measure.unit,
        frequency=measure.frequency,
        due=measure.due,
        words=words,
    )
