"""What there is to ask: questions of the review, assumed links, subjects of the checklist, notes that were not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from cxadvisor.identity import fingerprint, normalised, note_identities
from cxadvisor.language.confidence import COVER
from cxadvisor.linking import Decision, open_items
from cxadvisor.linking import Item as OpenItem
from cxadvisor.linking.questions import LETTERS, statement
from cxadvisor.model.blocks import BLOCKS, CARRIERS
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.review_notes import ReviewNotes
from cxadvisor.model.strategy import CanvasFile, Strategy, split_place
from cxadvisor.noting.applying import entry_keys
from cxadvisor.noting.subjects import Ground, about, grounds_of, rule_of
from cxadvisor.noting.updating import where_of
from cxadvisor.request import Request
from cxadvisor.roles import Roles, roles
from cxadvisor.single import linked
from cxadvisor.texts import Texts

Kind = Literal["question", "open", "link", "checklist", "unread"]
"""A question with candidates, one without, an assumed link, a subject of the checklist, a note that was not read."""
_DIGITS: Final = 6
_ASKED_AS: Final[Mapping[str, str]] = {
    **dict.fromkeys(CARRIERS["serves"][0], "activities"),
    "metrics": "metrics",
    "supported_channels": "supported_channels",
}
"""How is asked about notes of the blocks that can serve, measure or support something."""
_RANK: Final[Mapping[Kind, int]] = {"question": 0, "open": 1, "link": 2, "unread": 3, "checklist": 4}


class Item(NamedTuple):
    """One thing to ask.

    ``id`` is the same as long as the same is asked with the same candidates. ``key`` is that of the entry in the notes:
    of a finding, a subject or a note. ``options`` are the candidates in words, by letter, ``decisions`` what each
    decides (a link has one), about the canvas with the number ``canvas``.
    """

    id: str
    kind: Kind
    role: str
    ask: str
    where: str
    about: tuple[str, ...]
    key: str
    canvas: int = 0
    options: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()


def items_of(strategy: Strategy, review: Review, request: Request, texts: Texts) -> tuple[Item, ...]:
    """Return what to ask about a strategy, by who can answer it; what the notes answer already is left out.

    Args:
        strategy: what was reviewed, with its notes.
        review: its review, made without notes.
        request: what was asked for: the packs, and whether a language model is asked what notes mean.
        texts: with the texts of interviews, in the language of the review.
    """
    asking = _Asking(strategy, review, request, texts)
    order = asking.roles.names
    found = sorted(asking.items(), key=lambda item: (order.index(item.role), _RANK[item.kind]))
    unique = {item.id: item for item in reversed(found)}
    return tuple(item for item in found if unique[item.id] is item)


class _Asking:
    """Goes through a review, and through its canvases, for what to ask."""

    def __init__(self, strategy: Strategy, review: Review, request: Request, texts: Texts) -> None:
        self.roles: Roles = roles()
        self._strategy, self._review, self._request, self._texts = strategy, review, request, texts
        self._notes = strategy.notes.notes if strategy.notes else ReviewNotes()
        self._parts = list(grounds_of(strategy, review))
        self._keys = entry_keys(self._parts)

    def items(self) -> Iterator[Item]:
        """Yield what to ask, in no order; of several canvases each item says which one it is about."""
        for number, (name, part, ground) in enumerate(self._parts):
            file = ground.sources.canvas
            several = bool(self._review.reviews) and file is not None
            title = (file.canvas.title or file.name) if several and file else ""
            for item in self._items(number, name, part, ground):
                if title and item.kind != "checklist":
                    item = item._replace(id=f"{item.id}{_digest([name])}", where=f"{title}: {item.where}")
                yield item

    def _items(self, number: int, name: str, part: Review, ground: Ground) -> Iterator[Item]:
        canvas = max(number - 1, 0) if self._review.reviews else 0
        has_canvas = ground.sources.canvas is not None
        choices = self._choices(part, canvas, ground) if has_canvas else {}
        for finding in part.of_kind("confirm"):
            key = self._keys[name, finding.fingerprint]
            entry = self._notes.findings.get(key) or self._notes.findings.get(finding.fingerprint)
            if entry is None or entry.status != "reject":
                yield self._question(finding, key, choices, canvas, ground)
        if has_canvas:
            yield from self._links(part, canvas, ground)
            yield from self._unread(self._strategy.canvases[canvas], canvas, ground)
        for subject in part.checklist:
            said = self._notes.checklist.get(subject.id)
            if said is None or said.answer is None:
                yield Item(
                    f"check-{subject.id}".replace("_", "-"),
                    "checklist",
                    self.roles.for_subject(subject.id),
                    subject.text,
                    "",
                    (),
                    subject.id,
                    canvas,
                )

    def _choices(self, part: Review, canvas: int, ground: Ground) -> dict[tuple[str, str], OpenItem]:
        """Return the questions of a canvas that can be answered by a letter, by the place and words they are about."""
        return {(item.subject, item.ask): item for item in open_items(part) if item.kind == "question"}

    def _question(
        self,
        finding: Finding,
        key: str,
        choices: Mapping[tuple[str, str], OpenItem],
        canvas: int,
        ground: Ground,
    ) -> Item:
        relation = finding.asks.relation if finding.asks else None
        role = self.roles.for_question(rule_of(finding), relation, finding.block, finding.stage)
        found = choices.get((finding.at[0], finding.message))
        options, decisions, marks = self._options(found, canvas, ground)
        return Item(
            f"{finding.fingerprint}{_digest(marks)}",
            "question" if found else "open",
            role,
            finding.message,
            "; ".join(dict.fromkeys(where_of(place, self._texts) for place in finding.at[:3])),
            about(finding, ground),
            key,
            canvas,
            options,
            decisions,
        )

    def _options(
        self, item: OpenItem | None, canvas: int, ground: Ground
    ) -> tuple[tuple[str, ...], tuple[Decision, ...], list[str]]:
        if item is None:
            return (), (), []
        words, decisions, marks = [], [], []
        for _, option in zip(LETTERS, item.options, strict=False):
            text = ground.words(option.place) or option.place
            words.append(f"{self._texts.quote(text)} ({where_of(option.place, self._texts)})")
            decisions.append(option.decide(True))
            marks.append(f"{option.place.rpartition('/')[0]} {normalised(text)}")
        return tuple(words), tuple(decisions), marks

    def _links(self, part: Review, canvas: int, ground: Ground) -> Iterator[Item]:
        """Yield the links that were read from words with less than certainty."""
        file = self._strategy.canvases[canvas]
        identities = note_identities(file.canvas)
        notes = {placed.place: placed.text for placed in file.canvas.placed_notes()}
        for item in open_items(part):
            option = item.options[0]
            if item.kind != "link" or option.confidence >= COVER:
                continue
            ends = [identities[option.source], identities[option.target]]
            block, stage = _block_and_stage(option.source)
            yield Item(
                f"link-{fingerprint('link', item.relation, None, None, ends)}",
                "link",
                self.roles.for_relation(item.relation, stage or BLOCKS[block].implied_stage),
                statement(item, notes, self._texts),
                f"{where_of(option.source, self._texts)} → {where_of(option.target, self._texts)}",
                (notes[option.source], notes[option.target]),
                f"link-{fingerprint('link', item.relation, None, None, ends)}",
                canvas,
                (),
                (option.decide(True),),
            )

    def _unread(self, file: CanvasFile, canvas: int, ground: Ground) -> Iterator[Item]:
        """Yield the notes that may be what something lacks, but whose words are not known, and no link explains."""
        linking = linked(file, self._strategy, self._request)
        explained = {
            end for link in linking.links if link.confidence >= COVER for end in (link.source, link.target)
        }
        identities = note_identities(file.canvas)
        for placed in file.canvas.placed_notes():
            reading = linking.readings[placed.place]
            asked = _ASKED_AS.get(placed.block)
            if asked is None or reading.readable or reading.placeholder or placed.place in explained:
                continue
            key = f"note-{fingerprint('note', None, placed.block, placed.stage, [identities[placed.place]])}"
            if key not in self._notes.interview:
                stage = placed.stage or BLOCKS[placed.block].implied_stage
                ask = self._texts(f"interview.meant.{asked}", note=self._texts.quote(placed.text))
                yield Item(
                    key,
                    "unread",
                    self.roles.for_block(placed.block, stage),
                    ask,
                    where_of(placed.place, self._texts),
                    (placed.text,),
                    key,
                    canvas,
                )


def _block_and_stage(place: str) -> tuple[str, str | None]:
    _, block, *rest = split_place(place)[1].split("/")
    return block, rest[0] if len(rest) > 1 else None


def _digest(marks: Sequence[str]) -> str:
    """Return what tells one list of candidates from another; nothing where there are none."""
    return f"-{fingerprint('', None, None, None, [' | '.join(marks)])[:_DIGITS]}" if marks else ""
