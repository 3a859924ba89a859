"""Fits the confidence scale: logistic regressions over the features of pairs of notes, in plain Python."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.support.labelled import Case, block_of
from benchmarks.support.link_figures import SOURCES
from cxadvisor.language import shipped_knowledge
from cxadvisor.language.linker import ask_model, judge
from cxadvisor.language.reading import Reader
from cxadvisor.language.references import CHANNEL_BLOCKS


class Sample(NamedTuple):
    """A pair of notes: the relation it would be a link of, its features, and whether labels say that it is one."""

    relation: str
    features: tuple[float, ...]
    right: bool


def samples_of(cases: Iterable[Case], *, semantic: bool = False) -> Iterator[Sample]:
    """Yield every pair of notes of ``cases`` that labels can judge; with ``semantic`` a language model is asked too."""
    knowledge = shipped_knowledge()
    for case in cases:
        reader = Reader(knowledge, case.language)
        placed = list(case.canvas.placed_notes())
        readings = {
            each.place: reader.read(each.text, channels=each.block in CHANNEL_BLOCKS) for each in placed
        }
        semantics = ask_model(placed, readings, reader) if semantic else None
        for pair in judge(placed, readings, knowledge, semantics=semantics):
            ends = (pair.source.place, pair.target.place)
            # Channels that only a language model finds alike have no features.
            if ends not in case.arguable and block_of(ends[0]) in SOURCES and pair.features:
                yield Sample(pair.relation, pair.features, (*ends, pair.relation) in case.links)


def fitted(
    samples: Sequence[Sample], *, rounds: int = 4000, rate: float = 0.3, decay: float = 0.001
) -> Mapping[str, tuple[float, ...]]:
    """Return for each relation a constant of its own, and the coefficients of the features, which all share.

    Gradient descent, ``rounds`` steps at ``rate`` over standardised features, with weights decayed by ``decay``.
    """
    size = len(samples[0].features)
    relations = sorted({sample.relation for sample in samples})
    means = [statistics.fmean(sample.features[n] for sample in samples) for n in range(size)]
    spreads = [statistics.pstdev([sample.features[n] for sample in samples]) or 1.0 for n in range(size)]
    scaled = [
        (
            relation,
            [(value - mean) / spread for value, mean, spread in zip(features, means, spreads, strict=True)],
            right,
        )
        for relation, features, right in samples
    ]
    weights, constants = [0.0] * size, dict.fromkeys(relations, 0.0)
    for _ in range(rounds):
        slope, shift = [0.0] * size, dict.fromkeys(relations, 0.0)
        for relation, values, right in scaled:
            exponent = constants[relation] + sum(w * v for w, v in zip(weights, values, strict=True))
            error = 1 / (1 + math.exp(-exponent)) - right
            shift[relation] += error
            for n, value in enumerate(values):
                slope[n] += error * value
        weights = [w - rate * (s / len(scaled) + decay * w) for w, s in zip(weights, slope, strict=True)]
        for relation in relations:
            constants[relation] -= rate * shift[relation] / len(scaled)
    plain = [w / spread for w, spread in zip(weights, spreads, strict=True)]
    offset = sum(w * mean for w, mean in zip(plain, means, strict=True))
    return {relation: (constants[relation] - offset, *plain) for relation in relations}
