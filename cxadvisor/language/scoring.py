"""Scores how well each note of one block fits each of another, by their topics.

A score means little by itself; what counts is how far it stands out of the matrix of its two blocks (design §6: scores
standardised within the block pair).
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cxadvisor.language.topics import Reach, Topic

EXPECTED: Final = 60
"""A matrix counts as though it had so many more pairs, of the usual mean and deviation: few pairs tell little of what
is usual here, and a single pair nothing.
"""

EXPECTED_IN_LINE: Final = 6
"""The same for a row or a column, towards the mean of the matrix."""


class Usual(NamedTuple):
    """The mean and deviation of values in the matrices of the labelled canvases."""

    mean: float
    deviation: float


SHARES: Final = Usual(0.054, 0.067)
"""What is usual for shares."""

NEARNESS: Final = Usual(0.0, 0.105)
"""What is usual for how near notes are to each other for a language model."""


class Standing(NamedTuple):
    """How a value stands in its matrix: ``standing`` in standard deviations above the mean, ``apart`` above what its
    row and its column have with everything, ``in_row`` and ``in_column`` above the best other value there.
    """

    standing: float
    apart: float
    in_row: float
    in_column: float


class Fit(NamedTuple):
    """How two notes fit, by themselves and within the matrix of their blocks.

    ``evidence`` is all they have in common; the other figures rest on its share of all they say. ``standing`` is that
    in standard deviations above the mean of the matrix, ``apart`` above what either note shares with everything;
    ``in_row`` and ``in_column`` how far it is above the best other partner of either note.
    """

    evidence: float
    standing: float
    apart: float
    in_row: float
    in_column: float


def fit_matrix(sources: Sequence[Topic], targets: Sequence[Reach]) -> Iterator[tuple[int, int, Fit]]:
    """Yield (position of source, position of target, fit) of every pair that has anything in common."""
    evidence = [[_common(source.weights, target) for target, _ in targets] for source in sources]
    shares = [
        [value / (source.length * length) for value, (_, length) in zip(values, targets, strict=True)]
        for source, values in zip(sources, evidence, strict=True)
    ]
    standing = standings_in(shares, SHARES)
    for row, values in enumerate(evidence):
        for column, value in enumerate(values):
            if value:
                yield row, column, Fit(value / 10_000, *standing(row, column))


def standings_in(values: Sequence[Sequence[float]], usual: Usual) -> Callable[[int, int], Standing]:
    """Return what tells how the value in a row and column of a matrix stands in it."""
    by_column = list(zip(*values, strict=True))
    count = len(values) * len(by_column)
    total = math.fsum([value for row in values for value in row])
    mean = (total + EXPECTED * usual.mean) / (count + EXPECTED)
    squares = math.fsum([(value - mean) ** 2 for row in values for value in row])
    deviation = math.sqrt((squares + EXPECTED * usual.deviation**2) / (count + EXPECTED))
    row_means, column_means = ([_mean(line, mean) for line in lines] for lines in (values, by_column))
    row_best, column_best = (
        [_best_two(line, mean + usual.deviation) for line in lines] for lines in (values, by_column)
    )

    def standing(row: int, column: int) -> Standing:
        value = values[row][column]
        return Standing(
            (value - mean) / deviation,
            (value - row_means[row] - column_means[column] + mean) / deviation,
            (value - _other(row_best[row], value)) / deviation,
            (value - _other(column_best[column], value)) / deviation,
        )

    return standing


def _mean(values: Sequence[float], usual: float) -> float:
    return (math.fsum(values) + EXPECTED_IN_LINE * usual) / (len(values) + EXPECTED_IN_LINE)


def _common(weights: Mapping[int | str, float], reach: Mapping[int | str, float]) -> float:
    return sum([weight * reach[name] for name, weight in weights.items() if name in reach])


def _best_two(values: Sequence[float], least: float) -> tuple[float, float]:
    """Return the two best of a row or column; where there is no second, a fair one stands in."""
    best = sorted([*values, least], reverse=True)[:2]
    return best[0], best[1]


def _other(best_two: tuple[float, float], value: float) -> float:
    """Return the best of a row or column that is not the one entry of ``value``."""
    return best_two[1] if value == best_two[0] else best_two[0]
