"""What a change is made of: the copy it is made on, the languages of its pages, and what is known of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from cxadvisor.advice.copies import HANDLE, NEW, WORD, Copy, plain
from cxadvisor.advice.wordings import Drafts
from cxadvisor.language import Knowledge
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.strategy import split_place
from cxadvisor.rulebook.card import RuleCard

TEXT_KEYS: Final = (WORD, "text", "does", "name", "cause", "action", "answer", "why", "title", "problem")
"""The keys under which a part says what it is, the likeliest first."""


class Spot(NamedTuple):
    """Where a handle leads: the prefix of its file, then block and stage, or the kind of artefact and its handle."""

    handle: str
    prefix: str
    block: str
    stage: str | None
    artefact: str


class Ground(NamedTuple):
    """What changes are made on; ``languages`` are those of the canvases by prefix, ``cards`` the rules by name,
    ``links`` the pairs of notes that the review links.
    """

    copy: Copy
    languages: Mapping[str, str]
    cards: Mapping[str, RuleCard]
    knowledge: Knowledge
    as_of: str
    links: frozenset[tuple[str, str]] = frozenset()

    def spot(self, handle: str) -> Spot:
        """Return where ``handle`` leads; a new note of a canvas says so in its handle."""
        place = handle.partition(NEW)[0]
        prefix, pointer = split_place(place)
        tokens = pointer.split("/")[1:] or [""]
        if handle in self.copy.kinds:
            return Spot(handle, prefix, self.copy.kinds[handle], "post_sale", handle)
        if tokens[0] in BLOCKS:
            stage = tokens[1] if len(tokens) > 1 and tokens[1] in ("pre_sale", "post_sale") else None
            return Spot(handle, prefix, tokens[0], stage or BLOCKS[tokens[0]].implied_stage, "")
        artefact = self.copy.owner(handle)[0]
        while outer := self.copy.around(artefact):
            if outer == artefact or self.copy.part(outer) is None:
                break
            artefact = outer
        return Spot(handle, prefix, tokens[0], _stage_of(pointer, self.copy, handle), artefact)

    def page(self, prefix: str) -> str:
        """Return the prefix of the canvas that a file belongs to: its own, else the first one."""
        return prefix if prefix in self.copy.canvases else next(iter(self.copy.canvases), "")

    def drafts(self, prefix: str) -> Drafts:
        """Return draft notes in the language of the canvas at ``prefix``, or of the first one."""
        language = self.languages.get(self.page(prefix)) or next(iter(self.languages.values()), "en")
        return Drafts(language, self.knowledge)

    def text(self, handle: str) -> str:
        """Return what a part says; nothing where it is gone or says nothing."""
        owner, own = self.copy.owner(handle)
        part = self.copy.part(owner) or {}
        for key in (own,) if own else TEXT_KEYS:
            value = part.get(key)
            if isinstance(value, list) and value:
                value = plain(value[0])
            if isinstance(value, str):
                return value
        return ""

    def written_at(self, handle: str) -> tuple[str, str]:
        """Return the part in which the words of ``handle`` stand, and the key under which they do."""
        owner, own = self.copy.owner(handle)
        part = self.copy.part(owner) or {}
        return owner, own or next((key for key in TEXT_KEYS if isinstance(part.get(key), str)), "text")

    def listed(self, block: str, stage: str | None, prefix: str) -> list[str]:
        """Return the handles of the notes that stand in ``block``; of a staged one those of ``stage``."""
        if prefix not in self.copy.canvases:
            return []
        staged = BLOCKS[block].staged
        return [note[HANDLE] for note in self.copy.notes(prefix, block, stage if staged else None)]

    def of_kind(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the artefacts of a kind with their handles."""
        for handle, known in self.copy.kinds.items():
            part = self.copy.part(handle)
            if known == kind and part is not None:
                yield handle, part


def _stage_of(pointer: str, copy: Copy, handle: str) -> str:
    """Return the stage that an item of an artefact speaks of; after the sale unless its place says otherwise."""
    if any(f"/{phase}/" in f"{pointer}/" for phase in ("before", "during")):
        return "pre_sale"
    outer: str = handle
    while outer := copy.around(outer):
        part = copy.part(outer)
        if part is None or part.get("phase") in ("before", "during"):
            return "pre_sale" if part else "post_sale"
    return "post_sale"
