"""What notes speak of, as facts: which concepts that rules ask about, and where nothing that was read speaks of one.

What is present must be sure: a wording stands there in full and is not negated. What is absent must not even be hinted
at. So doubt always silences a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from cxadvisor.language import READABLE, Linking, Reading
from cxadvisor.language.listening import Heard, Listener
from cxadvisor.language.reading import NoteReading, Reader
from cxadvisor.language.references import CHANNEL_BLOCKS
from cxadvisor.model.blocks import BLOCKS, STAGES, Stage
from cxadvisor.model.canvas import Canvas, PlacedNote
from cxadvisor.rulebook.spoken import Silence, SpeaksOf, Unheard
from cxadvisor.rulebook.topics import ANY, Scope, Topics

METRICS: Final = "metrics"

HINT: Final = 75.0
"""From this strength on the words of a note hint at a concept that they do not name; see ``Topics.hints_of``."""


ASKED: Final = frozenset({"perception-measure", "perception-besides-nps"})
"""What only asking customers can show. A metric that counts things, money or time is none of it, however little of it
was read, and may stand unread where a rule looks for nothing else.
"""

COUNTED: Final = "counted-things"

FEW: Final = 1 / 3
"""Up to this share of notes that were not read, what no other note speaks of is worth a question."""


class Spoken:
    """What was spoken of in a block and stage: concepts that a note names for certain, concepts that are hinted at,
    how many notes stand there that are more than placeholders, how many of them were not read, how many of these could
    hold an opinion, and whether a placeholder keeps a place.
    """

    __slots__ = ("hinted", "kept", "named", "notes", "unread", "unread_opinions")

    def __init__(self) -> None:
        self.named: set[str] = set()
        self.hinted: set[str] = set()
        self.notes = self.unread = self.unread_opinions = 0
        self.kept = False


def topic_facts(
    placed: Iterable[PlacedNote], ids: Mapping[str, str], linking: Linking, topics: Topics, canvas: Canvas
) -> Iterator[SpeaksOf | Silence | Unheard]:
    """Yield what the notes of a canvas speak of, as far as ``topics`` asks.

    Args:
        placed: the notes.
        ids: the identity of each note by its place.
        linking: how the linker read them.
        topics: what the rules ask about.
        canvas: the canvas, for what was left out of it on purpose.
    """
    ears = _Ears(linking, topics)
    spoken: dict[tuple[str, Stage | None], Spoken] = {}
    for each in placed:
        block = each.block
        if block not in topics.asked:
            continue
        stage = each.stage or BLOCKS[block].implied_stage
        there = spoken.get((block, stage))
        if there is None:
            there = spoken[block, stage] = Spoken()
        reading = linking.readings[each.place]
        if reading.placeholder:
            there.kept = True
            continue
        found, was_read, counts = ears.hear(block, each.note.text, reading)
        there.notes += 1
        if not was_read:
            there.unread += 1
            there.unread_opinions += not counts
            note = ids[each.place]
            yield Unheard(id=f"unheard {note}", note=note, block=block, stage=stage, counts=counts)
        for concept, sure, only in found:
            (there.named if sure else there.hinted).add(concept)
            yield SpeaksOf(
                id=f"{ids[each.place]} speaks of {concept}",
                note=ids[each.place],
                concept=concept,
                block=block,
                stage=stage,
                sure=sure,
                only=only,
            )
    for scope in topics.scopes:
        for part in STAGES if scope.by_stage else (None,):
            fact = _silence(scope, part, spoken, canvas)
            if fact is not None:
                yield fact


class _Ears:
    """Hears what notes speak of; a note that was heard lately is not listened to again."""

    def __init__(self, linking: Linking, topics: Topics) -> None:
        self._linking = linking
        self._topics = topics
        self._remembered = topics.memo(linking.language)
        self._listener = Listener(linking.knowledge, linking.language)
        self._counted = linking.knowledge.index[COUNTED]

    def hear(
        self, block: str, text: str, reading: Reading
    ) -> tuple[tuple[tuple[str, bool, bool], ...], bool, bool]:
        """Return the concepts that a note of ``block`` speaks of, each with whether that is sure and whether the note
        says nothing else; whether the note was read, and whether it counts things, which nobody is asked for.
        """
        key = (block, text, reading.readable)
        known: tuple[tuple[tuple[str, bool, bool], ...], bool, bool] | None = self._remembered.get(key)
        if known is None:
            topics, asked = self._topics, self._topics.asked[block]
            heard = self._listener.hear(text)
            notes = [reading.note]
            if block in CHANNEL_BLOCKS:
                # The linker looked for channels only; what else the note says is read here.
                notes.append(self._reader.read(text))
            found = spoken_of(notes, heard, asked, topics, self._linking.language)
            alone = topics.alone.intersection(found)
            known = self._remembered[key] = (
                tuple(
                    (name, sure, name in alone and speaks_only_of(name, notes, heard, asked))
                    for name, sure in found.items()
                ),
                _was_read(block, reading, heard, topics),
                heard.named.get(self._counted, False),
            )
        return known

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._linking.knowledge, self._linking.language)


def spoken_of(
    notes: Iterable[NoteReading],
    heard: Heard,
    asked: Mapping[int, tuple[str, ...]],
    topics: Topics,
    language: str,
) -> dict[str, bool]:
    """Return the concepts asked about that a note speaks of, and whether that is sure.

    Args:
        notes: the note as read.
        heard: what was heard of topics in it.
        asked: the concepts by number, with all that is asked about that they are or belong to.
        topics: what the rules ask about.
        language: the language it was read in.
    """
    named: dict[int, bool] = dict(heard.named)
    # What a word means is settled where it stands in a wording: “delivery” does not hint at delivery on time.
    settled = set(heard.words)
    for note in notes:
        for mention in note.mentions:
            sure = mention.certainty == 1.0 and not mention.negated
            if sure and not topics.general.issuperset(mention.concepts):
                settled.update(mention.words.split(" "))
            for concept in mention.concepts:
                named[concept] = named.get(concept, False) or sure
    hints = [pairs for surface, pairs in heard.hints.items() if surface not in settled]
    for note in notes:
        hints += [topics.hints_of(word, language) for word in note.topic.words if word.surface not in settled]
    hinted: dict[int, float] = {}
    for pairs in hints:
        for number, strength in pairs:
            hinted[number] = hinted.get(number, 0.0) + strength
    found: dict[str, bool] = {}
    for number, sure in named.items():
        for name in asked.get(number, ()):
            found[name] = found.get(name, False) or sure
    for number, strength in hinted.items():
        if strength >= HINT:
            for name in asked.get(number, ()):
                found.setdefault(name, False)
    return found


def speaks_only_of(
    name: str, notes: Iterable[NoteReading], heard: Heard, asked: Mapping[int, tuple[str, ...]]
) -> bool:
    """Whether all that a note says belongs to the concept ``name``: no word or number of it says anything else."""
    spans = [*heard.spans]
    for note in notes:
        spans += [
            (concept, mention.first, mention.last)
            for mention in note.mentions
            if mention.certainty == 1.0
            for concept in mention.concepts
        ]
    left = set(heard.content)
    for number, first, end in spans:
        if name in asked.get(number, ()):
            left.difference_update(range(first, end))
    return not left


def _was_read(block: str, reading: Reading, heard: Heard, topics: Topics) -> bool:
    """Whether a note was read well enough for its silence to mean something, by its topics as well.

    A metric that names a measure (“NPS, twice a year”) says what it measures, whatever its other words.
    """
    if reading.readable:
        return True
    note = reading.note
    if block == METRICS and any(
        mention.certainty == 1.0 and not topics.measures.isdisjoint(mention.concepts)
        for mention in note.mentions
    ):
        return True
    if not heard.words or not note.words or note.explained >= 1:
        return bool(heard.words)
    words = len(note.words) / (1 - note.explained)
    left = sum(word not in heard.words for word in note.words.values())
    return 1 - left / words >= READABLE


def _silence(
    scope: Scope, stage: Stage | None, spoken: Mapping[tuple[str, Stage | None], Spoken], canvas: Canvas
) -> Silence | None:
    """Return the fact that no note in a scope speaks of its concepts; None where one does, or where none is."""
    concepts, asked_only = set(scope.concepts), is_asked_only(scope)
    notes = unread = 0
    certain = True
    for name in scope.blocks:
        block = BLOCKS[name]
        for each in block.stages:
            of_stage = each or block.implied_stage
            if stage is not None and of_stage not in (stage, None):
                continue
            there = spoken.get((name, of_stage))
            if there is None:
                certain = certain and canvas.is_captured(name, each)
                continue
            if not concepts.isdisjoint(there.named):
                return None
            notes += there.notes
            unread += there.unread_opinions if asked_only else there.unread
            certain = certain and not there.kept and concepts.isdisjoint(there.hinted)
    if not notes:
        return None
    where = stage or ANY
    return Silence(
        id=f"silence {scope.key} {where}",
        scope=scope.key,
        stage=where,
        sure=certain and not unread,
        likely=certain and unread <= FEW * notes,
    )


def is_asked_only(scope: Scope) -> bool:
    """Whether only a metric that asks customers can hold what a scope seeks; one that counts things cannot."""
    return scope.blocks == (METRICS,) and ASKED.issuperset(scope.concepts)
