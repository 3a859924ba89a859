"""Links the notes of a canvas: explicit references first, everything else inferred from the words, and marked so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from cxadvisor.language.channels import match_matrix, profile_of, score_matrix, word_rarity
from cxadvisor.language.confidence import (
    COVER,
    FAINT,
    NOTHING,
    READABLE,
    THRESHOLD,
    channel_confidence,
    channel_features,
    confidence_of,
    features_of,
)
from cxadvisor.language.detection import language_of
from cxadvisor.language.duplicates import find_duplicates
from cxadvisor.language.explaining import explain
from cxadvisor.language.folding import plain
from cxadvisor.language.knowledge import Knowledge, shipped_knowledge
from cxadvisor.language.placeholders import is_placeholder
from cxadvisor.language.reading import NoteReading, Reader
from cxadvisor.language.references import CHANNEL_BLOCKS, References, companion_ids, read_references
from cxadvisor.language.results import Linking, NoteCandidate, NoteLink, Reading, Reason
from cxadvisor.language.scoring import fit_matrix
from cxadvisor.language.suspicious import suspicious_characters
from cxadvisor.language.through import read_uses
from cxadvisor.language.topics import Reach, reach_of
from cxadvisor.model.blocks import BLOCKS, CARRIERS, STAGES, Relation, Stage
from cxadvisor.model.canvas import Canvas, PlacedNote

INFERRED: Final[tuple[Relation, ...]] = ("serves", "measures", "supports", "meets", "moves")
"""The relations that are inferred from words; the others are taken only where a note states them."""

MAX_CANDIDATES: Final = 5

VIEWS: Final = ("serves", "measures")
"""The relations that knowledge has its own nearness of concepts for; the others share one."""

PRINCIPLES: Final = ("service_model", "sales_model", "retention_plan", "awareness_plan")
"""Blocks that state principles, not cases (S1): what they serve is taken for a link only where it is certain."""


class Judged(NamedTuple):
    """A pair of notes that have something in common, with how sure it is that they belong together.

    ``why`` is the reason where it is known already, else what the target reaches, which the reason is found by;
    ``evidence`` orders pairs of the same confidence.
    """

    source: PlacedNote
    target: PlacedNote
    relation: Relation
    confidence: float
    evidence: float
    features: tuple[float, ...]
    why: Reason | Reach


def stage_of(placed: PlacedNote) -> Stage | None:
    """Return the stage a note speaks of: that of its place, else the one its block implies."""
    return placed.stage or BLOCKS[placed.block].implied_stage


def block_pairs(
    placed: Sequence[PlacedNote],
) -> Iterator[tuple[Relation, list[PlacedNote], list[PlacedNote]]]:
    """Yield the notes to compare: for each inferred relation each pair of blocks, stage by stage, placeholders left
    to the caller.
    """
    groups: dict[tuple[str, Stage | None], list[PlacedNote]] = {}
    for each in sorted(placed, key=lambda note: (plain(note.text), note.place)):
        groups.setdefault((each.block, stage_of(each)), []).append(each)
    for relation in INFERRED:
        sources, targets = CARRIERS[relation]
        for source in sources:
            for target in targets:
                for stage in STAGES:
                    pair = groups.get((source, stage)), groups.get((target, stage))
                    if pair[0] and pair[1]:
                        yield relation, pair[0], pair[1]


def judge(
    placed: Sequence[PlacedNote],
    readings: Mapping[str, NoteReading],
    knowledge: Knowledge,
    *,
    least: float = 0.0,
) -> list[Judged]:
    """Return every pair of notes that have something in common, judged within its pair of blocks; those below
    confidence ``least`` left out.
    """
    rarity = word_rarity([readings[each.place] for each in placed])
    found = []
    for relation, sources, targets in block_pairs(placed):
        if relation == "supports":
            one, other = (
                [profile_of(readings[each.place], knowledge, rarity) for each in side]
                for side in (sources, targets)
            )
            scores = score_matrix(one, other, knowledge)
            for (row, column), match in match_matrix(scores, len(sources), len(targets)).items():
                score, confidence = match.score, channel_confidence(match)
                if confidence >= least:
                    ends = (sources[row], targets[column], relation)
                    features = channel_features(match)
                    found.append(Judged(*ends, confidence, score.evidence, features, score.reason))
            continue
        view = relation if relation in VIEWS else "any"
        topics = [readings[each.place].topic for each in sources]
        reaches = [reach_of(readings[each.place].topic, view, knowledge) for each in targets]
        for row, column, fit in fit_matrix(topics, reaches):
            features = features_of(fit)
            confidence = confidence_of(features, relation)
            if confidence >= least:
                made = (confidence, fit.evidence, features, reaches[column])
                found.append(Judged(sources[row], targets[column], relation, *made))
    return found


def link(
    canvas: Canvas, knowledge: Knowledge | None = None, *, known_ids: frozenset[str] = frozenset()
) -> Linking:
    """Link the notes of ``canvas``.

    Args:
        canvas: the canvas; only its notes and its declared language are looked at.
        knowledge: what to understand the words by; the shipped knowledge by default.
        known_ids: ids outside the canvas (of companion files) that a reference may name without being unknown.

    The result does not depend on the order of notes, blocks or keys, except for the places it names.
    """
    knowledge = shipped_knowledge() if knowledge is None else knowledge
    placed = list(canvas.placed_notes())
    language = language_of(canvas.language, (each.text for each in placed), knowledge)
    reader = Reader(knowledge, language)
    readings = {each.place: reader.read(each.text, channels=each.block in CHANNEL_BLOCKS) for each in placed}
    described = {each.place: _describe(each, readings[each.place], knowledge) for each in placed}
    references = read_references(placed, known_ids | companion_ids(canvas))
    meaningful = [each for each in placed if not described[each.place].placeholder]
    judged = judge(meaningful, readings, knowledge, least=NOTHING)
    uses = read_uses(meaningful, placed, reader, readings)
    reasons = _Reasons(readings, knowledge)
    links = _links(judged, references, reasons)
    return Linking(
        language,
        tuple(sorted([*references.links, *uses.links, *links])),
        MappingProxyType(_candidates(judged, references, reasons)),
        MappingProxyType(described),
        uses.uses,
        tuple(sorted((*references.broken, *uses.broken))),
        find_duplicates(meaningful, readings),
        knowledge,
    )


def _describe(each: PlacedNote, reading: NoteReading, knowledge: Knowledge) -> Reading:
    concepts = {concept for mention in reading.mentions for concept in mention.concepts}
    if each.block in CHANNEL_BLOCKS:
        readable = any(knowledge.concepts[concept].kind == "channel" for concept in concepts)
    else:
        says_something = any(knowledge.concepts[concept].kind != "general" for concept in concepts)
        readable = says_something and reading.explained >= READABLE
    return Reading(
        readable,
        is_placeholder(each.text, knowledge),
        round(reading.explained, 3),
        tuple(sorted(knowledge.concepts[concept].name for concept in concepts)),
        suspicious_characters(each.text),
        reading,
    )


class _Reasons:
    """Finds the reasons of judged pairs, where they are asked for."""

    def __init__(self, readings: Mapping[str, NoteReading], knowledge: Knowledge) -> None:
        self._readings = readings
        self._knowledge = knowledge
        self._found: dict[tuple[str, str], Reason] = {}

    def of(self, pair: Judged) -> Reason:
        if isinstance(pair.why, Reason):
            return pair.why
        ends = (pair.source.place, pair.target.place)
        reason = self._found.get(ends)
        if reason is None:
            source, target = (self._readings[place].topic for place in ends)
            reason = explain(source, target, pair.why[0], pair.relation, self._knowledge)
            self._found[ends] = reason
        return reason


def _links(judged: Sequence[Judged], references: References, reasons: _Reasons) -> list[NoteLink]:
    explicit = {(link.source, link.target) for link in references.links}
    found = []
    for pair in judged:
        least = COVER if pair.source.block in PRINCIPLES else THRESHOLD
        if pair.confidence < least:
            continue
        ends = (pair.source.place, pair.target.place)
        if ends not in explicit and ends not in references.forbidden:
            found.append(NoteLink(*ends, pair.relation, "inferred", pair.confidence, reasons.of(pair)))
    return found


def _candidates(
    judged: Sequence[Judged], references: References, reasons: _Reasons
) -> dict[tuple[str, Relation], tuple[NoteCandidate, ...]]:
    """Return for each note and relation its best partners: neither given, nor ruled out, nor already linked for
    certain.

    What is hardly likely (``FAINT``) is left out, unless there is nothing else.
    """
    settled = {(link.source, link.target) for link in references.links} | references.forbidden
    found: dict[tuple[str, Relation], list[tuple[float, float, str, str, Judged]]] = {}
    for pair in judged:
        source, target, relation, confidence, evidence, *_ = pair
        if confidence >= COVER or (source.place, target.place) in settled:
            continue
        for note, partner in ((source, target), (target, source)):
            ranked = (-confidence, -evidence, plain(partner.text), partner.place, pair)
            found.setdefault((note.place, relation), []).append(ranked)
    chosen = {}
    for key, entries in sorted(found.items()):
        entries.sort(key=_order)
        likely = [entry for entry in entries[:MAX_CANDIDATES] if -entry[0] >= FAINT]
        chosen[key] = tuple(
            NoteCandidate(place, pair.relation, pair.confidence, partial(reasons.of, pair))
            for *_, place, pair in likely or entries[:MAX_CANDIDATES]
        )
    return chosen


_order: Final = itemgetter(0, 1, 2, 3)
"""Candidates by confidence, then evidence, then text and place."""
