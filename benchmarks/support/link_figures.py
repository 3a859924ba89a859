"""How many of the links that the linker finds are right, and how many of the true ones it finds."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from benchmarks.support.labelled import Case, Triple, block_of
from cxadvisor.language import Linking
from cxadvisor.language.linker import judge
from cxadvisor.language.pairing import PRINCIPLES

Linked = tuple[Case, Linking]
"""A canvas with its labels, and what the linker made of it."""

SOURCES: Final = ("activities", "metrics", "supported_channels", "objectives")
"""The blocks whose links every labelled canvas has."""


class Tally(NamedTuple):
    """Links found and right, links found, links that are true."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """The share of those found that are right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the true ones that were found; 0 where there are none."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.true) if self.found + self.true else 0.0

    def __str__(self) -> str:
        return (
            f"P {self.precision:.2f}  R {self.recall:.2f}  F1 {self.f1:.2f}"
            f"  ({self.right}/{self.found}/{self.true})"
        )


def tallied(pairs: Iterable[tuple[set[Triple], set[Triple]]]) -> Tally:
    """Count links found against true ones, canvas by canvas."""
    right = found = true = 0
    for predicted, labelled in pairs:
        right += len(predicted & labelled)
        found += len(predicted)
        true += len(labelled)
    return Tally(right, found, true)


def found_links(case: Case, linking: Linking, least: float) -> dict[Triple, float]:
    """Return the inferred links from ``least`` on that labels can judge, with their confidence."""
    return {
        (entry.source, entry.target, entry.relation): entry.confidence
        for entry in linking.links
        if entry.confidence >= least
        and entry.relation != "uses"
        and block_of(entry.source) in SOURCES
        and (entry.source, entry.target) not in case.arguable
    }


def tally(cases: Sequence[Linked], least: float, relation: str | None = None) -> Tally:
    """Count the links of all cases from confidence ``least`` on, of one relation or of all."""
    return tallied(
        (
            {key for key in found_links(case, linking, least) if relation in (None, key[2])},
            {key for key in case.links if relation in (None, key[2])},
        )
        for case, linking in cases
    )


def calibration(cases: Sequence[Linked]) -> str:
    """Say how often links of each band of confidence are right."""
    bands: dict[float, list[bool]] = defaultdict(list)
    for case, linking in cases:
        for key, confidence in found_links(case, linking, 0.0).items():
            bands[math.floor(confidence * 10) / 10].append(key in case.links)
    return "  ".join(f"{band:.1f}: {sum(hits)}/{len(hits)}" for band, hits in sorted(bands.items()))


class Kind(NamedTuple):
    """A kind of links that only newer canvases are labelled with: from some blocks, of one relation."""

    name: str
    sources: tuple[str, ...]
    relation: str


FURTHER: Final = (
    Kind("serves, from models and plans", PRINCIPLES, "serves"),
    Kind("shows, from activities", ("activities",), "shows"),
    Kind("shows, from models and plans", PRINCIPLES, "shows"),
)


def further_cases(cases: Sequence[Linked]) -> list[Linked]:
    """Return the canvases that are labelled with further links."""
    return [(case, linking) for case, linking in cases if case.further is not None]


def further_tally(cases: Sequence[Linked], kind: Kind, least: float | None = None) -> Tally:
    """Count the links of ``kind`` on the canvases that are labelled with them: those that the linker takes, or with
    ``least`` those it would take from that confidence on.
    """

    def of_kind(keys: Iterable[Triple]) -> set[Triple]:
        return {key for key in keys if block_of(key[0]) in kind.sources and key[2] == kind.relation}

    pairs = []
    for case, linking in further_cases(cases):
        taken = (
            {(entry.source, entry.target, entry.relation) for entry in linking.links}
            if least is None
            else _judged(case, linking, least)
        )
        found = {key for key in of_kind(taken) if key[:2] not in case.arguable}
        pairs.append((found, of_kind(case.further or ())))
    return tallied(pairs)


def _judged(case: Case, linking: Linking, least: float) -> set[Triple]:
    """Return the pairs that the words make at least so likely, whether the linker takes them for links or not."""
    placed = [each for each in case.canvas.placed_notes() if not linking.readings[each.place].placeholder]
    readings = {each.place: linking.readings[each.place].note for each in placed}
    judged = judge(placed, readings, linking.knowledge, least=least)
    return {(pair.source.place, pair.target.place, pair.relation) for pair in judged}
