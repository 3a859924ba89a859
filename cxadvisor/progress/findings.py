"""Which finding of an older review is which of a newer one, although notes were moved, worded anew or told together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from cxadvisor.language.likeness import SAME, likeness
from cxadvisor.model.review import Finding
from cxadvisor.progress.notes import NoteMatching
from cxadvisor.progress.sides import Told, Unit
from cxadvisor.texts import QUOTES

Within = Literal["absorbed", "merged"]


class Matched(NamedTuple):
    """A finding on both sides; ``within`` says how another finding tells it there (``absorbed``, ``merged``)."""

    old: Told
    new: Told
    within: Within | None = None


class FindingMatching(NamedTuple):
    """Findings on both sides, and those on one side only."""

    both: list[Matched]
    old: list[Told]
    new: list[Told]


def match_findings(
    old: Sequence[Told],
    new: Sequence[Told],
    units: Sequence[tuple[Unit, Unit]],
    notes: NoteMatching | None,
) -> FindingMatching:
    """Match findings one to one: by fingerprint, then by what they are about.

    What is left and is told by another finding on the other side, as one of its reasons or together with others of its
    kind, goes with that one.

    Args:
        old: the findings of the older review.
        new: those of the newer one.
        units: the reviews of the same canvas on both sides.
        notes: which note is which; None where a side is a saved review: the words that messages quote then decide.
    """
    matching = _Matching(old, new)
    across = {id(one): id(other) for one, other in units}
    taken = set(across.values())
    matching.join_same(
        lambda told: (across.get(id(told.unit), ""), told.finding.fingerprint),
        lambda told: (id(told.unit) if id(told.unit) in taken else None, told.finding.fingerprint),
    )
    matching.join_same(_print, _print)
    if notes is not None:
        matching.join_places(notes)
    else:
        matching.join_words(across)
    both = matching.both
    left = [matching.left(side) for side in (0, 1)]
    for side, (placing, others) in enumerate(
        ((notes.forward if notes else None, new), (notes.backward if notes else None, old))
    ):
        for told in list(left[side]):
            at = told.at if placing is None else frozenset(filter(None, map(placing.of, told.at)))
            teller = _teller(told, at, others) if at else None
            if teller is not None:
                other, within = teller
                both.append(Matched(told, other, within) if side == 0 else Matched(other, told, within))
                left[side].remove(told)
    return FindingMatching(both, *left)


def _print(told: Told) -> tuple[str]:
    return (told.finding.fingerprint,)


class _Matching:
    """Findings that are not matched yet, by their numbers, and the pairs that were found."""

    def __init__(self, old: Sequence[Told], new: Sequence[Told]) -> None:
        self._sides = (dict(enumerate(old)), dict(enumerate(new)))
        self.both: list[Matched] = []

    def left(self, side: int) -> list[Told]:
        return list(self._sides[side].values())

    def _join(self, one: int, other: int) -> None:
        old, new = self._sides
        if one in old and other in new:
            self.both.append(Matched(old.pop(one), new.pop(other)))

    def join_same(self, ours: Callable[[Told], object], theirs: Callable[[Told], object]) -> None:
        """Join what has the same name on both sides; of several of one name as many as there are on both."""
        groups: dict[object, tuple[list[int], list[int]]] = {}
        for side, (found, name) in enumerate(zip(self._sides, (ours, theirs), strict=True)):
            for number, told in found.items():
                groups.setdefault(name(told), ([], []))[side].append(number)
        for olds, news in groups.values():
            for one, other in zip(olds, news, strict=False):
                self._join(one, other)

    def join_places(self, notes: NoteMatching) -> None:
        """Join findings of one subject about the same places, or, where they tell several, about most of the same."""
        pairs = []
        for one, other in self._of_one_subject():
            ours, theirs = self._sides[0][one], self._sides[1][other]
            at = frozenset(filter(None, map(notes.forward.of, ours.at)))
            shared = len(at & theirs.at)
            if at == theirs.at and len(at) == len(ours.at):
                pairs.append((0.0, one, other))
            elif shared and max(len(ours.at), len(theirs.at)) > 1:
                pairs.append((1 - shared / len(ours.at | theirs.at), one, other))
        self._join_best(pairs)

    def join_words(self, across: dict[int, int]) -> None:
        """Join findings of one subject whose messages quote like words; where one of them quotes none, by their block,
        if nothing else there can be meant.
        """
        pairs, lone = [], []
        for one, other in self._of_one_subject():
            ours, theirs = self._sides[0][one], self._sides[1][other]
            if across.get(id(ours.unit)) != id(theirs.unit):
                continue
            said, told = quoted(ours), quoted(theirs)
            if said and told:
                how = likeness(said, told, theirs.unit.language)
                is_there = _where(ours.finding) == _where(theirs.finding)
                if how == 1 or (how >= SAME and is_there):
                    pairs.append((1 - how, one, other))
            elif _where(ours.finding) == _where(theirs.finding):
                lone.append((0.0, one, other))
        self._join_best(pairs)
        counts = [[pair[side] for pair in lone] for side in (1, 2)]
        self._join_best([pair for pair in lone if counts[0].count(pair[1]) == counts[1].count(pair[2]) == 1])

    def _of_one_subject(self) -> Iterator[tuple[int, int]]:
        groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, found in enumerate(self._sides):
            for number, told in found.items():
                groups[told.subject][side].append(number)
        for olds, news in groups.values():
            yield from ((one, other) for one in olds for other in news)

    def _join_best(self, pairs: list[tuple[float, int, int]]) -> None:
        """Join the closest first; ties in an order that does not depend on that of the notes, nor on the side."""
        old, new = self._sides
        prints = {
            pair: tuple(sorted((old[pair[1]].finding.fingerprint, new[pair[2]].finding.fingerprint)))
            for pair in pairs
        }
        for pair in sorted(pairs, key=lambda each: (each[0], prints[each])):
            self._join(pair[1], pair[2])


def _where(finding: Finding) -> tuple[str | None, str | None]:
    return finding.block, finding.stage


def quoted(told: Told) -> str:
    """Return the words that the message of a finding quotes; an empty text where it quotes none."""
    language = told.unit.review.interface
    return " ".join(_quotes(language if language in QUOTES else "en").findall(told.finding.message))


@lru_cache(maxsize=len(QUOTES))
def _quotes(language: str) -> re.Pattern[str]:
    opening, closing = QUOTES[language]
    return re.compile(f"{opening}([^{closing}]*){closing}")


def _teller(told: Told, at: frozenset[str], others: Sequence[Told]) -> tuple[Told, Within] | None:
    """Return the finding of the other side that tells ``told``, of which ``at`` are the places there, and how."""
    for other in others:
        for part in other.finding.absorbed:
            if part.rule in (told.finding.rule, told.subject) and at <= set(map(other.unit.whole, part.at)):
                return other, "absorbed"
    for other in others:
        if other.subject == told.subject and at < other.at:
            return other, "merged"
    return None
