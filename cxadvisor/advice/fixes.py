"""From the words of a card to edits: the smallest change that the advice of a finding means.

A card says it under ``fix``, a list of changes that belong together; a card with ``coverage`` need not say it, since
the note that is missing is what it looks for. What a change writes is a draft (``wordings``): the rules that run again
need a note, and people will find better words for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final, NamedTuple

from cxadvisor.advice import completing
from cxadvisor.advice.copies import NEW, WORD
from cxadvisor.advice.edits import Edit, Insert, Join, Put, Ref, Strike
from cxadvisor.advice.ground import Ground, Spot
from cxadvisor.language.references import CHANNEL_BLOCKS
from cxadvisor.model.blocks import BLOCKS, STAGES, relation_between
from cxadvisor.rulebook.card import RuleCard

Change = Mapping[str, Any]

MOST: Final = 6
"""So many ways to make one change are tried at most."""


_OTHER_WORDS: Final = ("culture", "service_model", "sales_model", "needs", "objectives")
"""Blocks whose drafts do for texts of artefacts: each says something else."""


class Subject(NamedTuple):
    """What a finding is about: its rule, the handles of its places, its stage, and what it absorbed."""

    card: RuleCard
    handles: tuple[str, ...]
    stage: str | None
    absorbed: tuple[tuple[str, tuple[str, ...]], ...] = ()


def fixes_of(card: RuleCard) -> tuple[tuple[Change, ...], ...]:
    """Return the ways in which a card can be put right, each a list of changes; none where no change is sensible."""
    if card.fix:
        return tuple(tuple(each) for each in card.fix)
    if card.lists:
        return (({"do": "absorbed"},),)
    if not card.coverage:
        return ()
    link = card.coverage.links[0]
    block = link.blocks[0]
    if link.from_partner and link.relation in ("serves", "measures", "supports"):
        return (({"do": "add", "block": block, "for": "each"},),)
    return (({"do": "link", "block": block},),)


class Fix(NamedTuple):
    """One way to put something right: the number of the way on the card, and its edits."""

    way: int
    edits: tuple[Edit, ...]


def edits_of(subject: Subject, ground: Ground, name: str) -> Iterator[Fix]:
    """Yield the edits of each way to put ``subject`` right, the best first.

    Args:
        subject: what is to be put right.
        ground: what the edits are made on.
        name: what new notes are called in their handles; no other action may use it.
    """
    made: list[tuple[Edit, ...]] = []
    for number, way in enumerate(fixes_of(subject.card)):
        ways = [_Change(subject, ground, f"{name}.{index}").ways(each) for index, each in enumerate(way)]
        for combined in product(*ways):
            edits = tuple(edit for each in combined for edit in each)
            if edits and edits not in made:
                made.append(edits)
                yield Fix(number, edits)
                if len(made) == MOST:
                    return


class _Change:
    """Makes the edits of one change."""

    def __init__(self, subject: Subject, ground: Ground, name: str) -> None:
        self.subject = subject
        self.ground = ground
        self.name = name
        self._added = 0

    def ways(self, change: Change) -> list[list[Edit]]:
        """Return the ways in which the change can be made, each a list of edits."""
        method: Callable[[Change, list[str]], list[list[Edit]]] = getattr(self, f"_{change['do']}")
        return method(change, self._targets(change.get("on", "each")))

    def _targets(self, on: str) -> list[str]:
        handles = list(self.subject.handles)
        if on == "first":
            return handles[:1]
        if on == "last":
            return handles[-1:]
        if on == "each":
            return handles
        own = [each for each in handles if self.ground.spot(each).block == on]
        linked = [target for source, target in sorted(self.ground.links) if source in handles]
        return own or [each for each in linked if self.ground.spot(each).block == on]

    # --- changes

    def _add(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """A new note, which names those that it is for."""
        block = change["block"]
        before: list[Edit] = []
        if change.get("for") == "moment":
            served, before = self._moment(targets)
        else:
            served = self._targets(change["for"]) if "for" in change else []
        spots = [self.ground.spot(each) for each in served or targets]
        concepts = change.get("speaks_of") or [None]
        return [
            [*before, *self._note(block, served, spots, change.get("stage"), concept, change.get("words"))]
            for concept in ([concepts] if isinstance(concepts, str) else concepts)
        ]

    def _moment(self, targets: Sequence[str]) -> tuple[list[str], list[Edit]]:
        """The moment of the canvas in which steps of an artefact happen; they name it from then on."""
        spot = self.ground.spot(targets[0])
        page = self.ground.page(spot.prefix)
        moments = self.ground.listed("moments", spot.stage, page) or self.ground.listed("moments", None, page)
        steps = self._parts(targets)
        return moments[:1], [Put(each, "moment", [Ref(one)]) for each in steps for one in moments[:1]]

    def _note(
        self,
        block: str,
        served: Sequence[str],
        spots: Sequence[Spot],
        stage: str | None,
        concept: str | None,
        words: str | None,
    ) -> list[Edit]:
        ground = self.ground
        prefix = ground.page(spots[0].prefix if spots else "")
        drafts = ground.drafts(prefix)
        stage = stage or self.subject.stage or next((each.stage for each in spots if each.stage), None)
        stage = (stage or "post_sale") if BLOCKS[block].staged else None
        same_words = words == "same" or (
            block in CHANNEL_BLOCKS and any(each.block in CHANNEL_BLOCKS for each in spots)
        )
        text = drafts.of_concept(concept) if concept else drafts.of_block(block)
        if same_words and spots:
            text = ground.text(spots[0].handle) or text
        key = f"{block}/{stage}" if stage else block
        handle = f"{prefix}/{key}{NEW}{self.name}.{self._added}"
        self._added += 1
        note: dict[str, Any] = {"text": text}
        note |= completing.like_others(block, prefix, ground)
        back: list[Edit] = []
        for each in served:
            there = ground.spot(each)
            if relation_between(block, there.block):
                note.setdefault("for", []).append(Ref(each))
            elif relation_between(there.block, block):
                back.append(Join(each, "for", Ref(handle)))
        return [Insert(prefix, key, note, handle), *back]

    def _link(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """An explicit link with a note that is there already; a new note where there is none."""
        block, edits = change["block"], list[Edit]()
        for each in targets:
            spot = self.ground.spot(each)
            staged = BLOCKS[block].staged
            stage = (spot.stage or self.subject.stage) if staged else None
            partners = self.ground.listed(block, stage, self.ground.page(spot.prefix))
            partner = next((one for one in partners if self._may_belong(each, one)), None)
            if partner is None:
                edits += self._note(block, [each], [spot], None, None, None)
            else:
                edits.append(self._joined(each, partner))
        return [edits]

    def _may_belong(self, one: str, other: str) -> bool:
        """Whether two notes may be linked: they are two, and the author did not rule it out."""
        a, b = (self.ground.copy.part(each) or {} for each in (one, other))
        ruled_out = [
            str(each.get(WORD))
            for part in (a, b)
            for each in part.get("not_for", ())
            if isinstance(each, dict)
        ]
        return one != other and not {a.get("id"), b.get("id")} & set(ruled_out)

    def _joined(self, one: str, other: str) -> Edit:
        here, there = self.ground.spot(one).block, self.ground.spot(other).block
        source, target = (one, other) if relation_between(here, there) else (other, one)
        uses = self.ground.spot(target).block in CHANNEL_BLOCKS and "activities" in (here, there)
        return Join(source, "through" if uses else "for", Ref(target))

    def _route(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """Activities run through a channel that customers prefer and that is supported."""
        edits: list[Edit] = []
        for each in targets:
            spot = self.ground.spot(each)
            page = self.ground.page(spot.prefix)
            stage = spot.stage or self.subject.stage
            supported = self.ground.listed("supported_channels", stage, page)
            preferred = self.ground.listed("preferred_channels", stage, page)
            chosen = next((one for one in supported if self._is_preferred(one, preferred)), None)
            if chosen is None and preferred:
                edits += self._note(
                    "supported_channels", preferred[:1], [self.ground.spot(preferred[0])], None, None, None
                )
                added = edits[-1]
                chosen = added.handle if isinstance(added, Insert) else None
            chosen = chosen or next(iter(supported), None)
            if chosen is not None and change.get("instead"):
                edits.append(Put(each, "through", [Ref(chosen)]))
            elif chosen is not None:
                edits.append(Join(each, "through", Ref(chosen)))
        return [edits]

    def _is_preferred(self, supported: str, preferred: Sequence[str]) -> bool:
        note = self.ground.copy.part(supported) or {}
        named = {each.get(WORD) for each in note.get("for", ()) if isinstance(each, dict)}
        words = self.ground.text(supported).casefold()
        return any(
            (self.ground.copy.part(each) or {}).get("id") in named
            or self.ground.text(each).casefold() in words
            for each in preferred
        )

    def _set(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """Something that a part states."""
        keys = change["key"] if isinstance(change["key"], list) else [change["key"]]
        return [
            [
                Put(each, key, change.get("value", completing.value_of(key, each, self.ground)))
                for each in self._parts(targets)
                for key in keys
            ]
        ]

    def _parts(self, targets: Sequence[str]) -> list[str]:
        """The parts that targets are, or that texts among them stand in."""
        copy = self.ground.copy
        owners = [copy.owner(each)[0] for each in targets]
        parts = (copy.around(each) if WORD in (copy.part(each) or {}) else each for each in owners)
        return list(dict.fromkeys(parts))

    def _unset(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """Something that a part states no more."""
        return [[Put(each, change["key"], None) for each in targets]]

    def _remove(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """Parts are taken out: all, or one of them, whichever helps."""
        if change.get("which") == "one":
            return [[Strike(each)] for each in reversed(targets)]
        return [[Strike(each) for each in targets]]

    def _reword(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """Other words."""
        concepts = change.get("speaks_of") or [None]
        ways = []
        for concept in [concepts] if isinstance(concepts, str) else concepts:
            edits: list[Edit] = []
            for number, each in enumerate(targets):
                spot = self.ground.spot(each)
                drafts = self.ground.drafts(spot.prefix)
                block = spot.block if spot.block in BLOCKS else _OTHER_WORDS[number % len(_OTHER_WORDS)]
                text = drafts.of_concept(concept) if concept else drafts.of_block(block)
                edits.append(Put(*self.ground.written_at(each), text))
            ways.append(edits)
        return ways

    def _amend(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """More words, behind those that are there."""
        edits: list[Edit] = []
        for each in targets:
            spot = self.ground.spot(each)
            drafts = self.ground.drafts(spot.prefix)
            block = spot.block if spot.block in BLOCKS else "segments"
            concept = change.get("speaks_of")
            more = drafts.of_concept(concept) if concept else drafts.of_block(block)
            edits.append(Put(*self.ground.written_at(each), f"{self.ground.text(each)}, {more}"))
        return [edits]

    def _fill(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """A first note in each block or stage that stands empty, tied to what waits for it."""
        edits: list[Edit] = []
        waiting = [each for _, handles in self.subject.absorbed for each in handles]
        for target in targets:
            spot = self.ground.spot(target)
            if spot.block not in BLOCKS:
                continue
            named = "/pre_sale" in target or "/post_sale" in target
            for stage in (spot.stage,) if named or not BLOCKS[spot.block].staged else STAGES:
                if not self.ground.listed(spot.block, stage, self.ground.page(spot.prefix)):
                    edits += self._first(spot, stage, waiting)
        return [edits]

    def _first(self, spot: Spot, stage: str | None, waiting: Sequence[str]) -> list[Edit]:
        served = [
            each
            for each in dict.fromkeys(waiting)
            for there in (self.ground.spot(each),)
            if there.block in BLOCKS
            and there.prefix == spot.prefix
            and (relation_between(spot.block, there.block) or relation_between(there.block, spot.block))
            and (not stage or there.stage in (stage, None))
            and self.ground.copy.part(each) is not None
        ]
        if spot.block in CHANNEL_BLOCKS:
            # A channel note is one channel: one is added for each that waits, in its words.
            other = next(block for block in CHANNEL_BLOCKS if block != spot.block)
            there = [each for each in served if self.ground.spot(each).block == other]
            there = there or self.ground.listed(other, stage, self.ground.page(spot.prefix))[:1]
            if there:
                return [
                    edit
                    for each in there
                    for edit in self._note(spot.block, [each], [self.ground.spot(each)], stage, None, None)
                ]
            return self._note(spot.block, [], [spot], stage, None, None)
        return self._note(spot.block, served, [spot], stage, None, None)

    def _merge(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """One note in place of several: what named the others names the one that is kept."""
        keep = change.get("keep")
        if keep:
            spot = self.ground.spot(targets[0])
            listed = self.ground.listed(spot.block, spot.stage, self.ground.page(spot.prefix))
            targets = [listed[0], *listed[keep:]]
        if len(targets) < 2:
            return [[]]
        first, *others = targets
        edits: list[Edit] = []
        for each in others:
            part = self.ground.copy.part(each) or {}
            for entry in part.get("for", ()):
                edits.append(Join(first, "for", entry[WORD]))
            for handle, other in self.ground.copy.parts():
                for key in ("for", "through"):
                    named = [one.get(WORD) for one in other.get(key, ()) if isinstance(one, dict)]
                    if part.get("id") in named:
                        kept = [one for one in named if one != part["id"]]
                        edits.append(Put(handle, key, kept))
                        edits.append(Join(handle, key, Ref(first)))
            edits.append(Strike(each))
        return [edits]

    def _split(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """Two notes of one, each tied to what its half is about."""
        return [
            [edit for each in cut for edit in each]
            for cut in completing.cuts_of(targets, self.ground, self.name)
        ]

    def _unname(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """References that lead nowhere, or that the same pair rules out, are taken away."""
        return [[edit for each in targets for edit in completing.without_references(each, self.ground)]]

    def _retype(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """The same words in letters that show."""
        return [[edit for each in targets for edit in completing.retyped(each, self.ground)]]

    def _complete(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """Whatever a part is still to say."""
        return [
            [
                edit
                for each in targets
                for edit in completing.completed(each, self.ground, self.name, change.get("key"))
            ]
        ]

    def _append(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """A new item in a list of an artefact."""
        return [
            [
                edit
                for each in dict.fromkeys(targets)
                for edit in completing.appended(change, each, self.ground, self.name)
            ]
        ]

    def _absorbed(self, change: Change, targets: list[str]) -> list[list[Edit]]:
        """The changes of all that a finding lists or absorbed."""
        edits: list[Edit] = []
        for number, (rule, handles) in enumerate(self.subject.absorbed):
            card = self.ground.cards.get(rule)
            if card is None:
                continue
            stages = {self.ground.spot(each).stage for each in handles}
            stage = stages.pop() if len(stages) == 1 else None
            part = Subject(card, handles, stage)
            edits += next(edits_of(part, self.ground, f"{self.name}.{number}"), Fix(0, ())).edits
        return [edits]


def touched(edits: Sequence[Edit]) -> set[str]:
    """Return the handles of the parts that edits change, add to or take out, or that new ones refer to."""
    found = set()
    for edit in edits:
        if isinstance(edit, Insert):
            found |= {edit.handle, f"{edit.into}/{edit.key}"}
            named = edit.value.get("for", ()) if isinstance(edit.value, dict) else ()
            found.update(each.handle for each in named if isinstance(each, Ref))
        else:
            found.add(edit.part)
            if isinstance(edit, Join) and isinstance(edit.value, Ref):
                found.add(edit.value.handle)
    return found
