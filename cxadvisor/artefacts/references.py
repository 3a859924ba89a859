"""Follows what artefacts name: notes of the canvas, other artefacts and their parts, by id or in the words there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cxadvisor.artefacts.ground import CanvasNote, Ground
from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.artefacts.matching import Tie
from cxadvisor.identity import normalised
from cxadvisor.language import THRESHOLD


class Target(NamedTuple):
    """What a key may name: notes of ``blocks``, artefacts of ``kinds``, or parts of artefacts by (kind, field).

    ``inside``: only parts of the same artefact. ``by_id``: the key takes ids only, so that one which is nowhere is a
    mistake, not a description.
    """

    blocks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    inside: bool = False
    by_id: bool = False


_PERSONA: Final = Target(kinds=("personas",))
_MOMENT: Final = Target(blocks=("moments",))
_METRIC: Final = Target(blocks=("metrics",))
_JOURNEY_STEP: Final = Target(parts=(("journeys", "steps"),), by_id=True)
_ACTOR: Final = Target(
    parts=tuple(
        ("service_template", f"actors.{kind}")
        for kind in ("front_office", "back_office", "partners", "technology")
    ),
    inside=True,
)
_WHY: Final = Target(parts=(("five_whys", "whys"),), inside=True, by_id=True)
_FLOW_STEP: Final = Target(parts=(("user_flows", "steps"),), inside=True, by_id=True)

TARGETS: Final[Mapping[tuple[str, str], Target]] = {
    ("personas", "segment"): Target(blocks=("segments",)),
    ("empathy_maps", "persona"): _PERSONA,
    ("journeys", "persona"): _PERSONA,
    ("journeys", "segment"): Target(blocks=("segments",)),
    ("journeys", "steps.moment"): _MOMENT,
    ("journeys", "measured_by"): _METRIC,
    ("employee_journeys", "mirrors"): Target(kinds=("journeys",)),
    ("employee_journeys", "measured_by"): _METRIC,
    ("employee_journeys", "steps.mirrors_step"): _JOURNEY_STEP,
    ("service_template", "behaviours.moment"): _MOMENT,
    ("service_template", "activities.moment"): _MOMENT,
    ("service_template", "activities.actor"): _ACTOR,
    ("service_template", "activities.supports"): Target(
        parts=(("service_template", "activities"),), inside=True
    ),
    ("service_template", "kpis.activity_of"): _ACTOR._replace(
        parts=(*_ACTOR.parts, ("service_template", "activities"))
    ),
    ("heart", "persona"): _PERSONA,
    ("five_whys", "persona"): _PERSONA,
    ("five_whys", "moment"): _MOMENT,
    ("five_whys", "journey_step"): _JOURNEY_STEP,
    ("five_whys", "whys.follows"): _WHY._replace(kinds=("five_whys",)),
    ("five_whys", "root_causes.of"): _WHY,
    ("five_whys", "countermeasures.canvas"): Target(
        blocks=("activities", "service_model", "sales_model", "retention_plan", "awareness_plan")
    ),
    ("five_whys", "countermeasures.cause"): Target(parts=(("five_whys", "root_causes"),), inside=True),
    ("user_flows", "persona"): _PERSONA,
    ("user_flows", "moment"): _MOMENT,
    ("user_flows", "need"): Target(blocks=("needs",)),
    ("user_flows", "journey"): Target(kinds=("journeys",)),
    ("user_flows", "journey_step"): _JOURNEY_STEP,
    ("user_flows", "start"): _FLOW_STEP,
    ("user_flows", "steps.next"): _FLOW_STEP,
    ("user_flows", "steps.branches.next"): _FLOW_STEP,
}
"""What each key that names something may name."""


class Named(NamedTuple):
    """What a key of an artefact names: ``target`` is an identity, None where there is nothing of that name.

    ``sure``: by id or exactly in its words. ``perhaps``: nothing is named for certain, but something may be meant.
    ``note`` is the note of the canvas that is named for certain, where it is one.
    """

    item: Item
    key: str
    target: str | None
    sure: bool
    perhaps: bool
    by_id: bool
    note: CanvasNote | None = None


def followed(artefacts: Sequence[TakenApart], ground: Ground, ties: Iterable[Tie]) -> Iterator[Named]:
    """Yield what the artefacts name, and what they name that is not there."""
    names = _Names(artefacts, ground)
    best: dict[str, Tie] = {}
    for each in ties:
        known = best.get(each.item.identity)
        if known is None or (-each.confidence, each.note.identity) < (-known.confidence, known.note.identity):
            best[each.item.identity] = each
    for artefact in artefacts:
        for item in artefact.items:
            target = TARGETS.get((item.kind, item.field))
            if target is None:
                continue
            key = item.field.rpartition(".")[2]
            if target.blocks and not ground.notes and not target.kinds:
                continue
            found = names.exactly(item, target)
            if found is not None:
                yield Named(item, key, found, True, False, target.by_id, ground.by_identity.get(found))
                continue
            tie = best.get(item.identity)
            near: str | None
            if tie is not None and tie.note.block in target.blocks:
                near, likely = tie.note.identity, tie.confidence >= THRESHOLD
            else:
                near, likely = names.nearly(item, target), True
            yield Named(item, key, near if likely else None, False, near is not None, target.by_id)


class _Names:
    """The names under which artefacts and their parts are known."""

    def __init__(self, artefacts: Sequence[TakenApart], ground: Ground) -> None:
        self._ground = ground
        self._artefacts = artefacts
        self._kinds: dict[tuple[str, str], str] = {}
        self._parts: dict[tuple[str, str, str], list[Item]] = {}
        self._words: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self._part_words: dict[tuple[str, str, str], list[tuple[str, frozenset[str]]]] = {}
        for artefact in sorted(artefacts, key=lambda each: each.identity):
            for name in self._called(artefact):
                self._kinds.setdefault((artefact.kind, name), artefact.identity)
                words = frozenset(name.split())
                self._words.setdefault(artefact.kind, []).append((artefact.identity, words))
            for item in sorted(artefact.items, key=lambda each: each.identity):
                if item.part is not None:
                    self._part_words.setdefault((artefact.identity, item.kind, item.field), []).append(
                        (item.identity, frozenset(normalised(item.text).split()))
                    )
                    for name in {normalised(item.text), normalised(getattr(item.part, "id", None) or "")} - {
                        ""
                    }:
                        self._parts.setdefault((item.kind, item.field, name), []).append(item)

    @staticmethod
    def _called(artefact: TakenApart) -> list[str]:
        model = artefact.artefact
        names = (model.id, model.title, getattr(model, "name", None))
        return [normalised(name) for name in names if name]

    def exactly(self, item: Item, target: Target) -> str | None:
        """Return the identity of what ``item`` names by its id, its place or its words."""
        text, words = item.text.strip(), normalised(item.text)
        if target.blocks:
            note = self._ground.by_id.get(text) or self._ground.at_place(text)
            if note is not None and note.block in target.blocks:
                return note.identity
            for block in target.blocks:
                if (block, words) in self._ground.by_words:
                    return self._ground.by_words[block, words].identity
        for kind in target.kinds:
            artefact = self._kinds.get((kind, words))
            if artefact is not None and (not target.inside or artefact == item.artefact):
                return artefact
        for kind, field in target.parts:
            for part in self._parts.get((kind, field, words), ()):
                if not target.inside or part.artefact == item.artefact:
                    return part.identity
        return None

    def nearly(self, item: Item, target: Target) -> str | None:
        """Return the one artefact, or part of the same artefact, that has all words of ``item`` in its name, or whose
        name stands in it: “Andreea” is “Andreea Munteanu”.
        """
        words = frozenset(normalised(item.text).split())
        found = {
            identity for identity, name in self._near_names(item, target) if words <= name or name <= words
        }
        return found.pop() if len(found) == 1 else None

    def _near_names(self, item: Item, target: Target) -> Iterator[tuple[str, frozenset[str]]]:
        for kind in target.kinds:
            yield from self._words.get(kind, ())
        if target.inside and not target.by_id:
            for kind, field in target.parts:
                yield from self._part_words.get((item.artefact, kind, field), ())
