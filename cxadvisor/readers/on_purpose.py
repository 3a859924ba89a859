"""Looks over what a canvas leaves out or accepts on purpose: ``not_captured`` and ``waivers``."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.model.canvas import Waiver
from cxadvisor.readers.complaints import Complaints
from cxadvisor.readers.dates import is_iso_date
from cxadvisor.readers.tree import shown
from cxadvisor.readers.values import kind_of
from cxadvisor.readers.walk import Walk

_note_pointer = re.compile(r"(?:.*#)?/?\w+(?:/\w+)?/[0-9]+").fullmatch


class OnPurpose(Walk):
    """A look over the exceptions of one canvas.

    Args:
        complaints: where problems go.
        ids: what a waiver may name beside blocks: ids of notes and of companions.
    """

    def __init__(self, complaints: Complaints, ids: Collection[str]) -> None:
        super().__init__(complaints)
        self._ids = ids

    def not_captured(self, content: Any) -> None:
        """Complain of entries that are neither a block nor a stage of one."""
        for index, entry in enumerate(self.list_of(content, "/not_captured", "blocks")):
            place = f"/not_captured/{index}"
            name, divided, stage = entry.partition("/") if isinstance(entry, str) else ("", "", "")
            if name not in BLOCKS:
                self._no_such_block(entry, name, place)
            elif divided and not BLOCKS[name].staged:
                self.add(f"“{name}” is one list; it is not divided into parts.", f"Write {name}.", place)
            elif divided and stage not in STAGES:
                self.add(
                    f"“{shown(entry)}” is not a part of a block.",
                    f"Write {name}/pre_sale or {name}/post_sale.",
                    place,
                )

    def waivers(self, content: Any) -> list[Any]:
        """Return the waivers without the keys that hold nothing."""
        waivers = self.list_of(content, "/waivers", "waivers")
        return [self._waiver(waiver, f"/waivers/{index}") for index, waiver in enumerate(waivers)]

    def _no_such_block(self, entry: Any, name: str, place: str) -> None:
        from cxadvisor.readers.suggestions import suggest

        meant = suggest(name, BLOCKS)
        kind = kind_of(entry)
        remedy = (
            f"Did you mean “{meant}”?" if meant else "Write a block such as culture, or metrics/pre_sale."
        )
        self.add(f"{kind[:1].upper()}{kind[1:]} is not a block.", remedy, place)

    def _waiver(self, waiver: Any, place: str) -> Any:
        if not isinstance(waiver, dict):
            self.add(
                f"A waiver has keys, but here is {kind_of(waiver)}.", "Write rule, at and reason.", place
            )
            return waiver
        clean = self.known(waiver, place, Waiver)
        complained = any(self.complaints.touches(f"{place}/{key}") for key in ("at", "fingerprint"))
        if ("at" in clean) == ("fingerprint" in clean) and not complained:
            how = "both “at” and “fingerprint”" if "at" in clean else "neither “at” nor “fingerprint”"
            self.add(
                f"This waiver has {how}.", "Name an id or a block under “at”, or give one fingerprint.", place
            )
        if isinstance(clean.get("at"), str):
            self._waived_place(clean["at"], f"{place}/at")
        until = clean.get("until")
        if isinstance(until, str) and until.strip() and not is_iso_date(until):
            self.add(
                f"“{shown(until)}” is not a day that can be checked.",
                "Write it like 2027-01-31.",
                f"{place}/until",
            )
        return clean

    def _waived_place(self, at: str, place: str) -> None:
        if at in self._ids or at in BLOCKS or not at.strip():
            return
        if _note_pointer(at):
            self.add(
                f"“{shown(at)}” counts notes, so it would waive another note once one is inserted before it.",
                f"Give the note an id, for example {self.written('id', 'n1')}, and write {self.written('at', 'n1')}."
                if self.is_yaml
                else 'Give the note an id, for example "id": "n1", and write "at": "n1".',
                place,
            )
            return
        from cxadvisor.readers.suggestions import suggest

        meant = next((part for part in at.strip("/").split("/") if part in BLOCKS), None)
        meant = meant or suggest(at, (*self._ids, *BLOCKS))
        self.add(
            f"“{shown(at)}” is neither the id of a note nor a block.",
            f"Did you mean “{meant}”?" if meant else "Give the note this id, or name its block.",
            place,
        )
