"""The facts about figures of a canvas: what its measures can be, and the numbers that it tells twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from cxadvisor.engine import Fact
from cxadvisor.figures.adding_up import WHOLE, Pair, pairs_in, split_over
from cxadvisor.figures.comparing import Told, Words, disagreeing, shares_beyond, told_measure, told_promise
from cxadvisor.language import Linking
from cxadvisor.language.quantities import PERCENT, quantities
from cxadvisor.language.reading import Reader
from cxadvisor.measures import Stated, measure_of, measure_slots
from cxadvisor.model.canvas import MetricNote, PlacedNote, SegmentNote
from cxadvisor.rulebook.figures import Measure, NumberPair

Place = TypeVar("Place")

PROMISING: Final = (
    "activities",
    "service_model",
    "sales_model",
    "retention_plan",
    "awareness_plan",
    "culture",
)
"""Blocks that say what the company does, and by when."""


def measure_fact(identity: str, stated: Stated, concepts: Iterable[str], *, real: bool = True) -> Measure:
    """Return the fact of a measure.

    Args:
        identity: the id of the note or item it stands on.
        stated: what is stated of it.
        concepts: what its words speak of.
        real: whether it is more than a placeholder.
    """
    return Measure(id=identity, text=stated.text, real=real, **measure_slots(stated, concepts))


def pair_fact(here: str, there: str, pair: Pair) -> NumberPair:
    """Return the fact of a number that is told ``here`` and ``there``."""
    name = f"{here} {pair.first} {there} {pair.second}"
    return NumberPair(
        id=name,
        here=here,
        there=there,
        run=name if here == there else f"{here} {pair.basis}",
        first=pair.first,
        second=pair.second,
        basis=pair.basis,
        gap=float(pair.gap),
        sure=pair.sure,
    )


def beyond_scale(measure: Measure) -> Iterator[NumberPair]:
    """Yield a baseline that its measure cannot have; targets have a rule of their own."""
    baseline, lowest, highest = (measure[slot] for slot in ("baseline", "lowest", "highest"))
    if measure["real"] and None not in (baseline, lowest, highest):
        end = lowest if baseline < lowest else highest
        gap = max(lowest - baseline, baseline - highest)
        name, shown = measure["text"], measure["baseline_text"]
        yield pair_fact(measure["id"], measure["id"], Pair(f"{name}: {shown}", f"{end:g}", "scale", gap))


def told_pairs(told: Sequence[Told]) -> Iterator[NumberPair]:
    """Yield the numbers that are told in two places."""
    for one, other, pair in disagreeing(told):
        yield pair_fact(one.identity, other.identity, pair)


def told_of_note(placed: PlacedNote, identity: str, stage: str | None, words: Words) -> Told | None:
    """Return the measure or promise on a note of the canvas, or None where there is none."""
    note = placed.note
    if isinstance(note, MetricNote):
        return told_measure(
            identity,
            note.text,
            stage=stage,
            figures=(("baseline", note.baseline), ("target", note.target)),
            unit=note.unit,
            frequency=note.frequency,
            due=note.due,
            words=words,
        )
    if placed.block in PROMISING:
        return told_promise(identity, note.text, stage=stage, words=words)
    return None


def figure_facts(
    placed: Sequence[PlacedNote], ids: Mapping[str, str], stages: Mapping[str, str | None], linking: Linking
) -> Iterator[Fact]:
    """Yield the numbers that a canvas tells twice.

    Args:
        placed: its notes.
        ids: the identity of each by its place.
        stages: the stage that each speaks of, by its place.
        linking: how they were read.
    """
    written: list[PlacedNote] = []
    for each in placed:
        if linking.readings[each.place].placeholder:
            continue
        written.append(each)
        for pair in pairs_in(each.text):
            yield pair_fact(ids[each.place], ids[each.place], pair)
    segments = [each.note for each in written if isinstance(each.note, SegmentNote)]
    beyond = shares_beyond([each.share for each in segments]) or _written_shares(segments)
    if beyond is not None:
        yield pair_fact("/segments", "/segments", beyond)
    telling = [each for each in written if tells(each)]
    likely = namesakes([(each, each.text, linking.readings[each.place].note.thought) for each in telling])
    if likely:
        words = words_of(Reader(linking.knowledge, linking.language))
        told = [told_of_note(each, ids[each.place], stages[each.place], words) for each in likely]
        yield from told_pairs(
            sorted((each for each in told if each is not None), key=lambda each: each.identity)
        )


def _written_shares(segments: Sequence[SegmentNote]) -> Pair | None:
    """Return what the percentages in the words of segments make, where each has one."""
    found = [[each for each in quantities(segment.text) if each.unit == PERCENT] for segment in segments]
    if len(found) < 2 or any(len(each) != 1 or each[0].low != each[0].high for each in found):
        return None
    return split_over([each[0].low / WHOLE for each in found])


def namesakes(places: Sequence[tuple[Place, str, Sequence[str]]]) -> list[Place]:
    """Return the places that share most words with another, or are a Net Promoter Score as well: the others need no
    closer look.

    Args:
        places: each with its text and the keys of the content words of that.
    """
    keys = [{"nps"} if measure_of(text, ()) == "nps" else set(thought) for _, text, thought in places]
    by_key: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        for each in key:
            by_key.setdefault(each, []).append(number)
    kept = set()
    for number, key in enumerate(keys):
        shared = Counter(other for each in key for other in by_key[each])
        del shared[number]
        for other, n in shared.items():
            fewest = min(len(key), len(keys[other]))
            if 2 * n >= fewest and n >= min(fewest, 2):
                kept.add(number)
    return [place for number, (place, _, _) in enumerate(places) if number in kept]


def tells(placed: PlacedNote) -> bool:
    """Whether a note of the canvas may state a figure or a time that stands elsewhere as well."""
    note = placed.note
    if isinstance(note, MetricNote):
        return note.baseline is not None or note.target is not None
    return placed.block in PROMISING and any(map(str.isdigit, note.text))


def words_of(reader: Any) -> Words:
    """Return what gives the content words of a text, as ``reader`` (a reader, or the ground of artefacts) sees them."""

    def words(text: str) -> Sequence[str]:
        found: Sequence[str] = reader.read(text).thought
        return found

    return words
