"""Scores how well each note of one block fits each of another: shared and related concepts, and shared words.

A score means little by itself; what counts is how far it stands out of the matrix of its two blocks (design §6: scores
standardised within the block pair, and best in both directions).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.reading import NoteReading
from cxadvisor.language.results import Reason

WORD_WEIGHT: Final = 0.7
"""What a shared word counts that no concept explains, against 1 for a concept."""

CHANNEL_WORD: Final = 0.8
"""What a shared name counts that no concept explains, where channels are compared."""


KIN_LETTERS: Final = 5
"""Unexplained words that begin with the same letters, so many, are taken for kin (*assembly*, *assembled*)."""

KIN: Final = "…"
"""What ends the name of a family of kindred words; no word ends so."""

KIN_WEIGHT: Final = 0.5
"""What kinship counts, against 1 for the word itself; both count where the words are the same."""


def _kin(key: str) -> str:
    """Return the name under which a word meets its kin; no word is written so."""
    return key[:KIN_LETTERS] + KIN


class Meeting(NamedTuple):
    """Something that two notes have in common: what it counts, how near the two are, and the concept or word of
    each.
    """

    value: float
    strength: float
    one: int | str
    other: int | str


class Profile(NamedTuple):
    """A note as the scorer sees it: weights of its concepts and words, and the words that stand for each."""

    concepts: Mapping[int, float]
    words: Mapping[str, float]
    surfaces: Mapping[int | str, str]
    norm: float


class Score(NamedTuple):
    """How well two notes fit: the evidence found, its share of all both notes say, and what carried it.

    ``identical`` is the share of the evidence that rests on the same concept or word, rather than on a relation between
    two; ``meetings`` counts the things that met. ``strength`` is how near (0–1) what carried most
    brings the two.
    """

    evidence: float
    share: float
    identical: float
    meetings: int
    strength: float
    reason: Reason


class Fit(NamedTuple):
    """A score within its matrix: how far it stands out, and how it compares to the best rivals of either note.

    ``standing`` is in standard deviations above the mean of the matrix; ``lead`` is the lower of the two ratios of its
    evidence to the best evidence of its row and of its column (1: best in both directions); ``rivals`` is how near
    the best other partner of either note comes (0: no rival).
    """

    score: Score
    standing: float
    lead: float
    rivals: float


def specificity(readings: Sequence[NoteReading]) -> tuple[dict[int, float], dict[str, float]]:
    """Return how much each concept and each unexplained word tells within this canvas (0–1): rare ones tell more."""
    concepts: Counter[int] = Counter()
    words: Counter[str] = Counter()
    for reading in readings:
        concepts.update({concept for mention in reading.mentions for concept in mention.concepts})
        words.update(set(reading.words))
    total = math.log(len(readings) + 2)
    return (
        {concept: max(0.15, 1 - math.log(count) / total) for concept, count in concepts.items()},
        {word: max(0.15, 1 - math.log(count) / total) for word, count in words.items()},
    )


def profile_of(
    reading: NoteReading,
    knowledge: Knowledge,
    rarity: tuple[Mapping[int, float], Mapping[str, float]],
    *,
    channels: bool = False,
) -> Profile:
    """Return the profile of one note; with ``channels`` only the channels it names count, and those it rules out do
    not.
    """
    concepts: dict[int, float] = {}
    surfaces: dict[int | str, str] = {}
    for mention in reading.mentions:
        if channels and mention.negated:
            continue
        for concept in mention.concepts:
            known = knowledge.concepts[concept]
            if channels and known.kind != "channel":
                continue
            weight = (1.0 if channels else known.weight) * rarity[0].get(concept, 1.0) * mention.certainty
            if weight > concepts.get(concept, 0.0):
                concepts[concept] = weight
                surfaces[concept] = mention.words
    words = {key: WORD_WEIGHT * rarity[1].get(key, 1.0) for key in reading.words if len(key) > 2}
    surfaces.update(reading.words)
    kin = {_kin(key): key for key in sorted(words) if len(key) > KIN_LETTERS}
    words.update((name, KIN_WEIGHT * words[key]) for name, key in kin.items())
    surfaces.update((name, reading.words[key]) for name, key in kin.items())
    norm = math.fsum(concepts.values()) + math.fsum(words.values())
    return Profile(concepts, words, surfaces, norm)


def score_matrix(
    sources: Sequence[Profile], targets: Sequence[Profile], relation: str, knowledge: Knowledge
) -> dict[tuple[int, int], Score]:
    """Return the score of every pair that has any evidence, as (position of source, position of target).

    Concepts near to each other count as far as ``relation`` brings them together, each concept of a note with its
    best match only; words count where both notes have them.
    """
    reach: dict[int, list[tuple[int, int, float]]] = {}
    for column, target in enumerate(targets):
        for concept in target.concepts:
            reach.setdefault(concept, []).append((column, concept, 1.0))
            for other, strength in knowledge.near(relation, concept):
                reach.setdefault(other, []).append((column, concept, strength))
    having: dict[str, list[int]] = {}
    for column, target in enumerate(targets):
        for word in target.words:
            having.setdefault(word, []).append(column)
    scores: dict[tuple[int, int], Score] = {}
    for row, source in enumerate(sources):
        meetings: dict[int, list[Meeting]] = {}
        for concept, weight in source.concepts.items():
            for column, other, strength in reach.get(concept, ()):
                value = strength * math.sqrt(weight * targets[column].concepts[other])
                meetings.setdefault(column, []).append(Meeting(value, strength, concept, other))
        for word, weight in source.words.items():
            for column in having.get(word, ()):
                strength = KIN_WEIGHT if word.endswith(KIN) else 1.0
                meetings.setdefault(column, []).append(Meeting(weight, strength, word, word))
        for column, met in meetings.items():
            scores[row, column] = _score(source, targets[column], met, knowledge)
    return scores


def _score(source: Profile, target: Profile, met: list[Meeting], knowledge: Knowledge) -> Score:
    """Match what met, best first and each thing once, and say what carried most."""
    names = knowledge.concepts

    def order(meeting: Meeting) -> tuple[float, str, str]:
        value, _, one, other = meeting
        return (
            -value,
            one if isinstance(one, str) else names[one].name,
            other if isinstance(other, str) else names[other].name,
        )

    met.sort(key=order)
    used_source: set[int | str] = set()
    used_target: set[int | str] = set()
    evidence = identical = 0.0
    for value, _, one, other in met:
        if one not in used_source and other not in used_target:
            used_source.add(one)
            used_target.add(other)
            evidence += value
            identical += value if one == other else 0.0
    _, strength, one, other = met[0]
    a, b = source.surfaces[one], target.surfaces[other]
    if isinstance(one, str) or isinstance(other, str):
        reason = Reason("words", a, b)
    elif one == other:
        reason = Reason("concept", a, b, names[one].name)
    else:
        reason = Reason("relation", a, b, names[one].name, names[other].name)
    return Score(
        evidence,
        evidence / math.sqrt(source.norm * target.norm),
        identical / evidence,
        len(used_source),
        strength,
        reason,
    )


def fit_matrix(
    scores: Mapping[tuple[int, int], Score], rows: int, columns: int
) -> dict[tuple[int, int], Fit]:
    """Return each score as it stands within its matrix of ``rows`` × ``columns`` pairs (pairs without evidence count
    as 0).
    """
    total = rows * columns
    values = [score.evidence for score in scores.values()]
    mean = math.fsum(values) / total
    variance = math.fsum((value - mean) ** 2 for value in values) + (total - len(values)) * mean**2
    deviation = math.sqrt(variance / total) or 1.0
    by_row: dict[int, list[float]] = {}
    by_column: dict[int, list[float]] = {}
    for (row, column), score in scores.items():
        by_row.setdefault(row, []).append(score.evidence)
        by_column.setdefault(column, []).append(score.evidence)
    for ranked in (*by_row.values(), *by_column.values()):
        ranked.sort(reverse=True)
    fits = {}
    for (row, column), score in scores.items():
        value, in_row, in_column = score.evidence, by_row[row], by_column[column]
        rivals = max(_best_other(in_row, value), _best_other(in_column, value)) / value
        lead = min(value / in_row[0], value / in_column[0])
        fits[row, column] = Fit(score, (value - mean) / deviation, lead, min(rivals, 2.0))
    return fits


def _best_other(ranked: Sequence[float], value: float) -> float:
    """Return the best of ``ranked`` (best first) that is not the one entry of ``value``; 0 where there is none."""
    if ranked[0] != value:
        return ranked[0]
    return ranked[1] if len(ranked) > 1 else 0.0
