"""What notes speak of, as facts: which concepts that rules ask about, and where nothing that was read speaks of one.

What is present must be sure: a wording stands there in full and is not negated. What is absent must not even be hinted
at. So doubt always silences a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from cxadvisor.language import Knowledge, Linking, Reading
from cxadvisor.language.reading import NoteReading, Reader
from cxadvisor.language.references import CHANNEL_BLOCKS
from cxadvisor.model.blocks import BLOCKS, STAGES, Stage
from cxadvisor.model.canvas import Canvas, PlacedNote
from cxadvisor.rulebook.topics import ANY, Scope, Topics
from cxadvisor.rulebook.vocabulary import Silence, SpeaksOf

METRICS: Final = "metrics"

HINT: Final = 60.0
"""From this strength on the words of a note hint at a concept that they do not name; see ``Topics.hints_of``."""


class Heard(NamedTuple):
    """What was heard of a block in a stage: concepts that a note names for certain, concepts that are hinted at, and
    whether a note (be it a placeholder) stands there, whether every one was read.
    """

    named: set[str]
    hinted: set[str]
    filled: bool
    read: bool


def topic_facts(
    placed: Iterable[PlacedNote], ids: Mapping[str, str], linking: Linking, topics: Topics, canvas: Canvas
) -> Iterator[SpeaksOf | Silence]:
    """Yield what the notes of a canvas speak of, as far as ``topics`` asks.

    Args:
        placed: the notes.
        ids: the identity of each note by its place.
        linking: how the linker read them.
        topics: what the rules ask about.
        canvas: the canvas, for what was left out of it on purpose.
    """
    reader = Reader(linking.knowledge, linking.language)
    heard: dict[tuple[str, Stage | None], Heard] = {}
    for each in placed:
        stage = each.stage or BLOCKS[each.block].implied_stage
        reading = linking.readings[each.place]
        before = heard.get((each.block, stage)) or Heard(set(), set(), False, True)
        heard[each.block, stage] = before._replace(
            filled=before.filled or not reading.placeholder,
            read=before.read
            and not reading.placeholder
            and _was_read(each.block, reading, linking.knowledge),
        )
        asked = topics.asked.get(each.block)
        if asked is None or reading.placeholder:
            continue
        found = spoken_of(reading.note, each.block, topics, linking.language)
        if each.block in CHANNEL_BLOCKS:
            # The linker looked for channels only; what else the note says is read here.
            full = spoken_of(reader.read(each.text), each.block, topics, linking.language)
            for concept, sure in full.items():
                found[concept] = found.get(concept, False) or sure
        for concept, sure in found.items():
            (before.named if sure else before.hinted).add(concept)
            yield SpeaksOf(
                id=f"{ids[each.place]} speaks of {concept}",
                note=ids[each.place],
                concept=concept,
                block=each.block,
                stage=stage,
                sure=sure,
            )
    for scope in topics.scopes:
        for part in STAGES if scope.by_stage else (None,):
            fact = _silence(scope, part, heard, canvas)
            if fact is not None:
                yield fact


def spoken_of(note: NoteReading, block: str, topics: Topics, language: str) -> dict[str, bool]:
    """Return the concepts that a note of ``block`` speaks of, as far as they are asked about, and whether that is
    sure.
    """
    asked = topics.asked[block]
    found: dict[str, bool] = {}
    for mention in note.mentions:
        for concept in mention.concepts:
            if concept in asked:
                sure = mention.certainty == 1.0 and not mention.negated
                for name in asked[concept]:
                    found[name] = found.get(name, False) or sure
    hints: dict[int, float] = {}
    for word in note.topic.words:
        for number, strength in topics.hints_of(word, language):
            hints[number] = hints.get(number, 0.0) + strength
    for number, strength in hints.items():
        if strength >= HINT and number in asked:
            for name in asked[number]:
                found.setdefault(name, False)
    return found


def _was_read(block: str, reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a note was read well enough for its silence to mean something.

    A metric that names a measure (“NPS, twice a year”) says what it measures, whatever its other words.
    """
    return reading.readable or (
        block == METRICS
        and any(
            knowledge.concepts[concept].kind == "measure"
            for mention in reading.note.mentions
            for concept in mention.concepts
            if mention.certainty == 1.0
        )
    )


def _silence(
    scope: Scope, stage: Stage | None, heard: Mapping[tuple[str, Stage | None], Heard], canvas: Canvas
) -> Silence | None:
    """Return the fact that no note in a scope speaks of its concepts; None where one does, or where none is."""
    filled, sure, concepts = False, True, set(scope.concepts)
    for name in scope.blocks:
        block = BLOCKS[name]
        for each in block.stages:
            spoken = each or block.implied_stage
            if stage is not None and spoken not in (stage, None):
                continue
            there = heard.get((name, spoken))
            if there is None:
                sure = sure and canvas.is_captured(name, each)
                continue
            if not concepts.isdisjoint(there.named):
                return None
            filled = filled or there.filled
            sure = sure and there.read and concepts.isdisjoint(there.hinted)
    if not filled:
        return None
    where = stage or ANY
    return Silence(id=f"silence {scope.key} {where}", scope=scope.key, stage=where, sure=sure)
