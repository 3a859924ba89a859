"""Links the notes of a canvas: explicit references first, everything else inferred from the words, and marked so."""

from collections.abc import Mapping, Sequence
from functools import partial
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from cxadvisor.language.channels import match_matrix, names_channel, profile_of, score_matrix, word_rarity
from cxadvisor.language.confidence import (
    COVER,
    FAINT,
    NOTHING,
    READABLE,
    SEMANTIC_FEATURES,
    THRESHOLD,
    alike_channel_confidence,
    channel_confidence,
    channel_features,
    confidence_of,
    features_of,
)
from cxadvisor.language.detection import language_of
from cxadvisor.language.duplicates import find_duplicates
from cxadvisor.language.explaining import Speech, by_meaning, explain, speech_of
from cxadvisor.language.folding import plain
from cxadvisor.language.knowledge import Knowledge, shipped_knowledge
from cxadvisor.language.pairing import PRINCIPLES, block_pairs
from cxadvisor.language.placeholders import is_placeholder
from cxadvisor.language.reading import NoteReading, Reader
from cxadvisor.language.references import CHANNEL_BLOCKS, References, read_references
from cxadvisor.language.results import Linking, NoteCandidate, NoteLink, Reading, Reason
from cxadvisor.language.scoring import NEARNESS, fit_matrix, standings_in
from cxadvisor.language.suspicious import suspicious_characters
from cxadvisor.language.through import read_uses
from cxadvisor.language.topics import reach_of
from cxadvisor.model.blocks import Relation
from cxadvisor.model.canvas import Canvas, PlacedNote

if TYPE_CHECKING:
    from cxadvisor.language.semantic import Semantics

MAX_CANDIDATES: Final = 5

SURE_CANDIDATES: Final = 3
"""So many are shown however unlikely, where a language model put them in order."""

ALIKE: Final = 1.0
"""A language model holds notes for alike that are so many standard deviations nearer than is usual in their blocks."""

_NEAR_STANDING: Final = SEMANTIC_FEATURES.index("near_standing")

VIEWS: Final = ("serves", "measures")
"""The relations that knowledge has its own nearness of concepts for; the others share one."""


class Judged(NamedTuple):
    """A pair of notes that have something in common, with how sure it is that they belong together.

    ``reason`` is there where it is known already; ``evidence`` orders pairs of the same confidence.
    """

    source: PlacedNote
    target: PlacedNote
    relation: Relation
    confidence: float
    evidence: float
    features: tuple[float, ...]
    reason: Reason | None


def judge(
    placed: Sequence[PlacedNote],
    readings: Mapping[str, NoteReading],
    knowledge: Knowledge,
    *,
    least: float = 0.0,
    semantics: "Semantics | None" = None,
) -> list[Judged]:
    """Return every pair of notes that have something in common, judged within its pair of blocks; those below
    confidence ``least`` left out. ``semantics`` is what a language model makes of the notes, where it was asked.
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
            if semantics is not None:
                for row, column, nearness, read in semantics.channels(sources, targets):
                    if (row, column) not in scores:
                        confidence = alike_channel_confidence(nearness, read)
                        reason = by_meaning(Reason("alike"), sources[row].text, targets[column].text)
                        ends = (sources[row], targets[column], relation)
                        found.append(Judged(*ends, confidence, 0.0, (), reason))
            continue
        view = relation if relation in VIEWS else "any"
        asked = semantics if sources[0].block not in PRINCIPLES else None
        topics, targeted = (
            [asked.topics[each.place] if asked else readings[each.place].topic for each in side]
            for side in (sources, targets)
        )
        reaches = [reach_of(topic, view, knowledge) for topic in targeted]
        standing = standings_in(asked.nearness.matrix(sources, targets), NEARNESS) if asked else None
        for row, column, fit in fit_matrix(topics, reaches):
            features = features_of(fit, standing(row, column) if standing else None)
            confidence = confidence_of(features, relation, principle=sources[0].block in PRINCIPLES)
            if confidence >= least:
                made = (confidence, fit.evidence, features, None)
                found.append(Judged(sources[row], targets[column], relation, *made))
    return found


def link(
    canvas: Canvas,
    knowledge: Knowledge | None = None,
    *,
    known_ids: frozenset[str] = frozenset(),
    semantic: bool = False,
) -> Linking:
    """Link the notes of ``canvas``.

    Args:
        canvas: the canvas; only its notes and its declared language are looked at.
        knowledge: what to understand the words by; the shipped knowledge by default.
        known_ids: ids of artefacts, which a reference may name without being unknown.
        semantic: also ask the language model of the extra ``semantic`` what the notes mean.

    Raises:
        MissingExtraError: ``semantic`` without that extra being installed.

    The result does not depend on the order of notes, blocks or keys, except for the places it names.
    """
    knowledge = shipped_knowledge() if knowledge is None else knowledge
    placed = list(canvas.placed_notes())
    language = language_of(canvas.language, (each.text for each in placed), knowledge)
    reader = Reader(knowledge, language)
    readings = {each.place: reader.read(each.text, channels=each.block in CHANNEL_BLOCKS) for each in placed}
    described = {each.place: _describe(each, readings[each.place], knowledge) for each in placed}
    references = read_references(placed, known_ids)
    meaningful = [each for each in placed if not described[each.place].placeholder]
    semantics = ask_model(meaningful, readings, reader) if semantic else None
    judged = judge(meaningful, readings, knowledge, least=NOTHING, semantics=semantics)
    uses = read_uses(meaningful, placed, reader, readings)
    reasons = _Reasons(readings, knowledge, semantics)
    links = _links(judged, references, reasons)
    return Linking(
        language,
        tuple(sorted([*references.links, *uses.links, *links])),
        MappingProxyType(_candidates(judged, references, reasons, SURE_CANDIDATES if semantics else 0)),
        MappingProxyType(described),
        uses.uses,
        tuple(sorted((*references.broken, *uses.broken))),
        find_duplicates(meaningful, readings),
        knowledge,
        semantics.model if semantics else None,
    )


def _describe(each: PlacedNote, reading: NoteReading, knowledge: Knowledge) -> Reading:
    concepts = {concept for mention in reading.mentions for concept in mention.concepts}
    if each.block in CHANNEL_BLOCKS:
        readable = names_channel(reading, knowledge)
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


def ask_model(
    notes: Sequence[PlacedNote], readings: Mapping[str, NoteReading], reader: Reader
) -> "Semantics":
    """Ask the language model of the extra ``semantic`` what the notes mean; it is imported only here."""
    from cxadvisor.language.semantic import Semantics

    return Semantics(notes, readings, reader)


class _Reasons:
    """Finds the reasons of judged pairs, where they are asked for."""

    def __init__(
        self, readings: Mapping[str, NoteReading], knowledge: Knowledge, semantics: "Semantics | None"
    ) -> None:
        self._readings = readings
        self._knowledge = knowledge
        self._semantics = semantics
        self._found: dict[tuple[str, str], Reason] = {}
        self._spoken: dict[tuple[str, bool], dict[int, Speech]] = {}

    def of(self, pair: Judged) -> Reason:
        if pair.reason is not None:
            return pair.reason
        ends = (pair.source.place, pair.target.place)
        reason = self._found.get(ends)
        if reason is None:
            hinted = self._semantics is not None and pair.source.block not in PRINCIPLES
            source, target = (self._speech(place, hinted) for place in ends)
            topics = (self._readings[ends[0]].topic, self._readings[ends[1]].topic)
            reason = explain(source, target, topics, pair.relation, self._knowledge)
            alike = hinted and pair.features[_NEAR_STANDING] >= ALIKE
            if (reason.concept and not (reason.a and reason.b)) or (reason.kind == "hint" and alike):
                reason = by_meaning(reason, pair.source.text, pair.target.text)
            self._found[ends] = reason
        return reason

    def _speech(self, place: str, hinted: bool) -> dict[int, Speech]:
        """Return what the note at ``place`` speaks of clearly, with what the language model hints at or without."""
        found = self._spoken.get((place, hinted))
        if found is None:
            reading = self._readings[place]
            topic = self._semantics.topics[place] if hinted and self._semantics else reading.topic
            found = self._spoken[place, hinted] = speech_of(reading, topic)
        return found


def _links(judged: Sequence[Judged], references: References, reasons: _Reasons) -> list[NoteLink]:
    explicit = {(link.source, link.target) for link in references.links}
    found = []
    for pair in judged:
        if pair.confidence < THRESHOLD:
            continue
        ends = (pair.source.place, pair.target.place)
        if ends not in explicit and ends not in references.forbidden:
            found.append(NoteLink(*ends, pair.relation, "inferred", pair.confidence, reasons.of(pair)))
    return found


def _candidates(
    judged: Sequence[Judged], references: References, reasons: _Reasons, shown: int
) -> dict[tuple[str, Relation], tuple[NoteCandidate, ...]]:
    """Return for each note and relation its best partners: neither given, nor ruled out, nor already linked for
    certain.

    What is hardly likely (``FAINT``) is left out, but for the first ``shown``, and unless there is nothing else.
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
        best = entries[:MAX_CANDIDATES]
        likely = [entry for position, entry in enumerate(best) if position < shown or -entry[0] >= FAINT]
        chosen[key] = tuple(
            NoteCandidate(place, pair.relation, pair.confidence, partial(reasons.of, pair))
            for *_, place, pair in likely or best
        )
    return chosen


_order: Final = itemgetter(0, 1, 2, 3)
"""Candidates by confidence, then evidence, then text and place."""
