"""Scores how well each supported channel fits each preferred one: by the channels they name, and by names in common.

A score means little by itself; what counts is how far it stands out of the matrix of its two blocks.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.reading import NoteReading
from cxadvisor.language.results import Reason
from cxadvisor.language.topics import KIN, KIN_LETTERS

WORD_WEIGHT: Final = 0.7
"""What a shared word counts that no concept explains, against 1 for a channel."""

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
    """A note of a channel: weights of its concepts and words, and the words that stand for each."""

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


class Match(NamedTuple):
    """A score within its matrix: how far it stands out, and how it compares to the best rivals of either note.

    ``standing`` is in standard deviations above the mean of the matrix; ``lead`` is the lower of the two ratios of its
    evidence to the best evidence of its row and of its column (1: best in both directions); ``rivals`` is how near
    the best other partner of either note comes (0: no rival).
    """

    score: Score
    standing: float
    lead: float
    rivals: float


def word_rarity(readings: Sequence[NoteReading]) -> dict[str, float]:
    """Return how much each unexplained word tells within this canvas (0–1): rare ones tell more."""
    words: Counter[str] = Counter()
    for reading in readings:
        words.update(reading.words.keys())
    total = math.log(len(readings) + 2)
    return {word: max(0.15, 1 - math.log(count) / total) for word, count in words.items()}


def names_channel(reading: NoteReading, knowledge: Knowledge) -> bool:
    """Return whether a note names a channel that it does not rule out."""
    return any(
        knowledge.concepts[concept].kind == "channel"
        for mention in reading.mentions
        if not mention.negated
        for concept in mention.concepts
    )


def profile_of(reading: NoteReading, knowledge: Knowledge, rarity: Mapping[str, float]) -> Profile:
    """Return the profile of one note: the channels it names, but for those it rules out, and its unexplained words."""
    concepts: dict[int, float] = {}
    surfaces: dict[int | str, str] = {}
    for mention in reading.mentions:
        if mention.negated:
            continue
        for concept in mention.concepts:
            if knowledge.concepts[concept].kind == "channel" and mention.certainty > concepts.get(
                concept, 0.0
            ):
                concepts[concept] = mention.certainty
                surfaces[concept] = mention.words
    words = {key: WORD_WEIGHT * rarity.get(key, 1.0) for key in reading.words if len(key) > 2}
    surfaces.update(reading.words)
    kin = {_kin(key): key for key in sorted(words) if len(key) > KIN_LETTERS}
    words.update((name, KIN_WEIGHT * words[key]) for name, key in kin.items())
    surfaces.update((name, reading.words[key]) for name, key in kin.items())
    norm = math.fsum(concepts.values()) + math.fsum(words.values())
    return Profile(concepts, words, surfaces, norm)


def score_matrix(
    sources: Sequence[Profile], targets: Sequence[Profile], knowledge: Knowledge
) -> dict[tuple[int, int], Score]:
    """Return the score of every pair that has any evidence, as (position of source, position of target).

    Channels near to each other count as far as they are, each with its best match only; words count where both notes
    have them.
    """
    reach: dict[int, list[tuple[int, int, float]]] = {}
    for column, target in enumerate(targets):
        for concept in target.concepts:
            reach.setdefault(concept, []).append((column, concept, 1.0))
            for other, strength in knowledge.near("supports", concept):
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
        reason = Reason("channel", a, b, names[one].name)
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


def match_matrix(
    scores: Mapping[tuple[int, int], Score], rows: int, columns: int
) -> dict[tuple[int, int], Match]:
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
        fits[row, column] = Match(score, (value - mean) / deviation, lead, min(rivals, 2.0))
    return fits


def _best_other(ranked: Sequence[float], value: float) -> float:
    """Return the best of ``ranked`` (best first) that is not the one entry of ``value``; 0 where there is none."""
    if ranked[0] != value:
        return ranked[0]
    return ranked[1] if len(ranked) > 1 else 0.0
