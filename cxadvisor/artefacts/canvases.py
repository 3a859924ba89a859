"""The facts of several canvases together: which note stands on which, and what two of them say of the same."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from cxadvisor.artefacts.amounts import amounts
from cxadvisor.artefacts.ground import CanvasNote, Ground
from cxadvisor.artefacts.restating import Clause, say_the_same, whole
from cxadvisor.engine import Fact
from cxadvisor.language.durations import durations, without_durations
from cxadvisor.model.canvas import MetricNote
from cxadvisor.rulebook.artefacts import canvases as words

PROMISES: Final = ("activities", "service_model", "sales_model", "retention_plan", "awareness_plan")
"""Where a canvas says what customers can count on."""

METRICS: Final = ("metrics",)


class _Said(NamedTuple):
    """A note and what it says."""

    note: CanvasNote
    said: Clause


def canvas_facts(grounds: Sequence[tuple[str, Ground]]) -> Iterator[Fact]:
    """Yield what is to be known of several canvases.

    Args:
        grounds: the notes of each canvas, with its name; in the order of the names.
    """
    for name, ground in grounds:
        for note in ground.by_identity.values():
            yield words.OnCanvas(note=note.identity, canvas=name)
    promises = [
        [_Said(note, whole(without_durations(note.text), ground)) for note in _with_figures(ground)]
        for _, ground in grounds
    ]
    metrics = [
        [_Said(note, whole(without_durations(note.text), ground)) for note in ground.of(METRICS)]
        for _, ground in grounds
    ]
    for said in promises:
        for each in said:
            yield from _figures(each.note)
    for said in metrics:
        for each in said:
            yield from _measured_in(each.note)
    for kind in (promises, metrics):
        for ones, others in combinations(kind, 2):
            yield from _alike(ones, others)


def _with_figures(ground: Ground) -> list[CanvasNote]:
    return [note for note in ground.of(PROMISES) if any(_figures(note))]


def _alike(ones: Sequence[_Said], others: Sequence[_Said]) -> Iterator[Fact]:
    by_meaning: dict[object, list[_Said]] = {}
    for other in others:
        for meant in {each for word, _ in other.said.words for each in word}:
            by_meaning.setdefault(meant, []).append(other)
    for one in ones:
        met = {
            other.note.identity: other
            for word, _ in one.said.words
            for meant in word
            for other in by_meaning.get(meant, ())
        }
        for identity, other in sorted(met.items()):
            if say_the_same(one.said, other.said):
                yield words.SpeakAlike(
                    id=f"{one.note.identity} = {identity}", one_note=one.note.identity, other_note=identity
                )


def _figures(note: CanvasNote) -> Iterator[Fact]:
    found = {"time": durations(note.text), **amounts(note.text)}
    for kind, values in sorted(found.items()):
        if len(set(values)) == 1:
            yield words.Figure(
                id=f"{note.identity} {kind}", note=note.identity, kind=kind, value=float(values[0])
            )


def _measured_in(note: CanvasNote) -> Iterator[Fact]:
    metric = note.placed.note
    if not isinstance(metric, MetricNote):
        return
    written = [metric.unit, metric.target, metric.baseline]
    texts = [each for each in written if isinstance(each, str) and each.strip()]
    if texts:
        share = any("%" in text for text in texts)
        if share or metric.unit:
            yield words.MeasuredIn(id=f"{note.identity} in", note=note.identity, share=share)
