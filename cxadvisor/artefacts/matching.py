"""Finds which notes of the canvas the items of artefacts speak of, or are served by, with the linker's one scale.

Items that say the same as a note share its words; others share its topic, or what knowledge relates to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cxadvisor.artefacts.ground import CanvasNote, Ground
from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.language import COVER, PLAUSIBLE, THRESHOLD, Reason
from cxadvisor.language.confidence import confidence_of, features_of
from cxadvisor.language.explaining import explain, speech_of
from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.reading import NoteReading
from cxadvisor.language.scoring import fit_matrix
from cxadvisor.language.topics import reach_of
from cxadvisor.model.blocks import Relation

Fields = tuple[str, str]
"""A companion key, and the field of an item."""


class Pairing(NamedTuple):
    """Which notes items are compared with: ``relation`` is how they belong together, ``view`` and ``scale`` name the
    nearness of concepts and the coefficients of the linker that fit this best. With ``hints`` a pair is never taken
    for one that belongs together: it only keeps rules from saying that nothing does. From ``least`` on it may be one.
    """

    blocks: tuple[str, ...]
    relation: Relation
    view: str = "any"
    scale: str = "meets"
    hints: bool = False
    least: float = PLAUSIBLE


REMOTE: Final = 0.2
"""Twice what two texts come to that have nothing to do with each other; from here on a rule asks rather than states."""

_SAME_NEED: Final = Pairing(("needs",), "matches")
_SAME_MOMENT: Final = Pairing(("moments",), "matches")
_SAME_METRIC: Final = Pairing(("metrics",), "matches")
_NEAR_NEED: Final = _SAME_NEED._replace(hints=True)
_NEAR_MOMENT: Final = _SAME_MOMENT._replace(hints=True)
_NEAR_DEED: Final = Pairing(
    ("service_model", "sales_model", "retention_plan", "awareness_plan"), "matches", hints=True
)
_SERVED: Final = Pairing(("activities",), "serves", "serves", "serves")
_FAINT_NEED: Final = _SAME_NEED._replace(least=REMOTE)
_FAINTLY_SERVED: Final = _SERVED._replace(least=REMOTE)
_SEGMENT: Final = Pairing(("segments",), "concerns")
_NEAR_SEGMENT: Final = _SEGMENT._replace(hints=True)

PAIRINGS: Final[Mapping[Fields, tuple[Pairing, ...]]] = {
    ("personas", "segment"): (_SEGMENT,),
    ("personas", "name"): (_NEAR_SEGMENT,),
    ("personas", "summary"): (_NEAR_SEGMENT,),
    ("personas", "occupation"): (_NEAR_SEGMENT,),
    ("personas", "household"): (_NEAR_SEGMENT,),
    ("personas", "needs"): (_FAINT_NEED,),
    ("personas", "pains"): (_SERVED, _NEAR_MOMENT),
    ("empathy_maps", "pains"): (_FAINTLY_SERVED, _NEAR_MOMENT, _NEAR_NEED),
    ("empathy_maps", "fears"): (_SERVED, _NEAR_NEED),
    ("journeys", "segment"): (_SEGMENT,),
    ("journeys", "steps"): (_SAME_MOMENT,),
    ("journeys", "steps.moment"): (_SAME_MOMENT,),
    ("journeys", "steps.pain"): (_SERVED,),
    ("journeys", "measured_by"): (_SAME_METRIC,),
    ("journeys", "steps.metric"): (_SAME_METRIC,),
    ("employee_journeys", "measured_by"): (_SAME_METRIC,),
    ("service_template", "behaviours"): (_NEAR_MOMENT,),
    ("service_template", "behaviours.moment"): (_SAME_MOMENT,),
    ("service_template", "kpis"): (_SAME_METRIC,),
    ("heart", "happiness.metric"): (_SAME_METRIC,),
    ("heart", "engagement.metric"): (_SAME_METRIC,),
    ("heart", "adoption.metric"): (_SAME_METRIC,),
    ("heart", "retention.metric"): (_SAME_METRIC,),
    ("heart", "task_success.metric"): (_SAME_METRIC,),
    ("five_whys", "moment"): (_SAME_MOMENT,),
    ("five_whys", "problem"): (_NEAR_MOMENT,),
    ("five_whys", "countermeasures"): (Pairing(("activities",), "matches"), _NEAR_DEED),
    ("user_flows", "moment"): (_SAME_MOMENT,),
    ("user_flows", "need"): (_SAME_NEED,),
    ("user_flows", "title"): (_NEAR_MOMENT, _NEAR_NEED),
}
"""What is compared with what."""

ONCE: Final = frozenset({("personas", "needs")})
"""Lists in which nobody says the same thing twice: a note that one item surely means is hardly meant by another."""

ALIKE: Final = ((0.99, 0.97), (0.6, 0.85), (0.4, 0.6), (0.25, 0.35))
"""From which share of common words on two texts belong together with which confidence."""

FEW_WORDS: Final = 2
"""So many common words it takes at least, unless the texts are the same."""


class Compared(NamedTuple):
    """How an item was compared with notes: what was read on it, and the nearness of concepts that counted."""

    reading: NoteReading
    view: str
    knowledge: Knowledge


class Tie(NamedTuple):
    """An item and a note that belong together, or may: with how sure that is (1: the item names the note), and why.
    ``close``: only a hint, but the item has all words of the note.

    ``why`` is the reason, or what it is worked out from when it is asked for, because few ties are ever told.
    """

    item: Item
    note: CanvasNote
    relation: Relation
    confidence: float
    why: Reason | Compared
    close: bool = False

    @property
    def is_explicit(self) -> bool:
        """Whether the item names the note by its id or in its words."""
        return self.confidence == 1.0

    @property
    def reason(self) -> Reason:
        """Why the two belong together."""
        if isinstance(self.why, Reason):
            return self.why
        item, note = self.why.reading, self.note.reading
        topics, view, knowledge = (item.topic, note.topic), self.why.view, self.why.knowledge
        return explain(speech_of(item, item.topic), speech_of(note, note.topic), topics, view, knowledge)

    @property
    def starts_at_note(self) -> bool:
        """Whether the relation leads from the note to the item: an activity serves a pain."""
        return self.relation == "serves"


def matched(artefacts: Iterable[TakenApart], ground: Ground) -> list[Tie]:
    """Return what belongs together, and what may, in a fixed order."""
    groups: dict[Fields, list[Item]] = {}
    for artefact in artefacts:
        for item in artefact.items:
            if (item.kind, item.field) in PAIRINGS:
                groups.setdefault((item.kind, item.field), []).append(item)
    ties: list[Tie] = []
    for fields, items in sorted(groups.items()):
        for pairing in PAIRINGS[fields]:
            notes = ground.of(pairing.blocks)
            if notes:
                found = _ties(sorted(items, key=lambda item: item.identity), notes, pairing, ground)
                best = _without_second_best(found)
                ties += _said_once(best) if fields in ONCE else best
    return ties


def _said_once(ties: Iterable[Tie]) -> Iterator[Tie]:
    """Take what is only likely for a mere possibility where another item of the same list surely means the note."""
    ties = list(ties)
    sure = {(tie.item.of, tie.note.identity): tie.item for tie in ties if tie.confidence >= COVER}
    for tie in ties:
        meant_by = sure.get((tie.item.of, tie.note.identity), tie.item)
        is_rival = meant_by is not tie.item and THRESHOLD <= tie.confidence < COVER
        yield tie._replace(confidence=THRESHOLD - 0.01) if is_rival else tie


def _without_second_best(ties: Iterable[Tie]) -> list[Tie]:
    """Leave out the ties that are neither sure nor the best of their item: one likely partner is enough to assume."""
    by_item: dict[str, list[Tie]] = {}
    for tie in ties:
        by_item.setdefault(tie.item.identity, []).append(tie)
    kept = []
    for found in by_item.values():
        found.sort(key=lambda tie: (-tie.confidence, tie.note.identity))
        assumed = [tie for tie in found if THRESHOLD <= tie.confidence < COVER]
        dropped = set(map(id, assumed if found[0].confidence >= COVER else assumed[1:]))
        kept += [tie for tie in found if id(tie) not in dropped]
    return kept


def _ties(
    items: Sequence[Item], notes: Sequence[CanvasNote], pairing: Pairing, ground: Ground
) -> Iterable[Tie]:
    readings = [ground.read(item.text) for item in items]
    topics = [reading.topic for reading in readings]
    reaches = [reach_of(note.reading.topic, pairing.view, ground.knowledge) for note in notes]
    by_topic = {
        (row, column): confidence_of(features_of(fit), pairing.scale)
        for row, column, fit in fit_matrix(topics, reaches)
    }
    for (row, column), confidence in sorted(by_topic.items()):
        item, note = items[row], notes[column]
        if item.stage and note.placed.stage and item.stage != note.placed.stage:
            continue
        if pairing.relation != "serves":
            confidence = max(confidence, alike(readings[row].thought, note.reading.thought))
        elif not set(note.reading.thought).isdisjoint(readings[row].thought):
            confidence = max(confidence, PLAUSIBLE)
        close = pairing.hints and set(readings[row].thought) >= set(note.reading.thought)
        if pairing.hints:
            confidence = min(confidence, THRESHOLD - 0.01)
        if confidence >= pairing.least:
            why = Compared(readings[row], pairing.view, ground.knowledge)
            yield Tie(item, note, pairing.relation, confidence, why, close)


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how sure it is, by the words that two texts have in common, that they say the same (0–1)."""
    shared = len(set(one) & set(other))
    everything = len(set(one) | set(other))
    if not everything or (shared < FEW_WORDS and shared != everything):
        return 0.0
    share = shared / everything
    return next((confidence for least, confidence in ALIKE if share >= least), 0.0)


def is_sure(tie: Tie) -> bool:
    """Whether item and note belong together without reserve."""
    return tie.confidence >= COVER
