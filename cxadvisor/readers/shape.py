"""Looks over a parsed canvas before its model is built: unknown keys, wrong shapes, ids, dates.

What is said here can name a remedy; what is left to the model is only whether single values fit their keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS, STAGES
from cxadvisor.model.canvas import MAX_NOTES, Canvas, Note, StagedNotes
from cxadvisor.readers.complaints import Complaints
from cxadvisor.readers.ids import GivenIds
from cxadvisor.readers.keys import homes, is_extension, keys_of, note_of
from cxadvisor.readers.kinds import ids_within
from cxadvisor.readers.on_purpose import OnPurpose
from cxadvisor.readers.tree import shown
from cxadvisor.readers.values import kind_of
from cxadvisor.readers.walk import Walk

_VERSION = '"1"'


class Shape(Walk):
    """A look over one canvas.

    Args:
        complaints: where problems go.
        other_ids: ids of the companions of this canvas, which waivers may name as well.
    """

    def __init__(self, complaints: Complaints, other_ids: Iterable[str] = ()) -> None:
        super().__init__(complaints)
        self.ids = GivenIds()
        self._ids: set[str] = set()
        self._other_ids = frozenset(other_ids)

    def canvas(self, tree: dict[str, Any]) -> dict[str, Any]:
        """Return ``tree`` without the keys that hold nothing, and without what is too long to go on with.

        Raises:
            TooManyError: there are too many problems to go on.
        """
        self._version(tree)
        clean = self.known(tree, "", Canvas)
        for name, block in BLOCKS.items():
            if name in clean:
                clean[name] = (
                    self._staged(name, clean[name]) if block.staged else self._undivided(name, clean[name])
                )
        self.date(clean.get("date"), "/date")
        inside = ids_within([clean[key] for key in COMPANION_KEYS if key in clean])
        on_purpose = OnPurpose(self.complaints, self._ids | self._other_ids | inside)
        if "not_captured" in clean:
            on_purpose.not_captured(clean["not_captured"])
        if "waivers" in clean:
            clean["waivers"] = on_purpose.waivers(clean["waivers"])
        return clean

    def _version(self, tree: dict[str, Any]) -> None:
        version = tree.get("cxcanvas")
        if version == "1":
            return
        if version is None:
            if not any(key.casefold().replace("_", "") == "cxcanvas" for key in tree if key != "cxcanvas"):
                self.add(
                    "The version of the format is missing.",
                    f"Begin the file with {self.written('cxcanvas', _VERSION)}.",
                    "",
                )
        elif version == 1 and not isinstance(version, bool):
            self.add(
                "The version of the format is a text.",
                f"Write {self.written('cxcanvas', _VERSION)}.",
                "/cxcanvas",
            )
        else:
            self.add(
                f"This is version {shown(str(version), 20)} of the format; this cxadvisor reads version 1.",
                "Use a newer cxadvisor, or write version 1.",
                "/cxcanvas",
            )

    def _staged(self, name: str, content: Any) -> Any:
        if not isinstance(content, dict):
            stages = f"{{{', '.join(self.written(stage, '[…]') for stage in STAGES)}}}"
            self.add(
                f"“{name}” is divided into pre_sale and post_sale, but here is {kind_of(content)}.",
                f"Write {self.written(name, stages)}.",
                f"/{name}",
            )
            return {}
        clean = self.known(content, f"/{name}", StagedNotes)
        for stage in STAGES:
            if stage in clean:
                clean[stage] = self._notes(clean[stage], f"/{name}/{stage}", note_of(name))
        return clean

    def _undivided(self, name: str, content: Any) -> Any:
        if isinstance(content, dict):
            self.add(
                f"“{name}” is one list of notes; it is not divided into parts.",
                f"Write {self.written(name, '[…]')}.",
                f"/{name}",
            )
            return []
        return self._notes(content, f"/{name}", note_of(name))

    def _notes(self, content: Any, place: str, part: type[Note]) -> Any:
        if not isinstance(content, list) or len(content) > MAX_NOTES:
            return self.list_of(content, place, "notes")
        return [self._note(note, f"{place}/{index}", part) for index, note in enumerate(content)]

    def _note(self, note: Any, place: str, part: type[Note]) -> Any:
        if isinstance(note, list):
            how = "Remove one dash, or put a text that begins with “-” or “[” in quotes."
            remedy = how if self.is_yaml else "Remove the inner brackets."
            self.add("A list stands here where a note is meant.", remedy, place)
        return self._object(note, place, part) if isinstance(note, dict) else note

    def _object(self, note: dict[str, Any], place: str, part: type[Note]) -> dict[str, Any]:
        if self.is_yaml and len(note) == 1 and self._complained_of_colon(note, place, part):
            return note
        clean = self.known(note, place, part)
        if "text" not in clean and not self.complaints.touches(f"{place}/text"):
            self.add("This note has no text.", "Add “text”.", place)
        if "id" in clean:
            self._id(clean["id"], f"{place}/id")
        importance = clean.get("importance")
        if isinstance(importance, float) and importance.is_integer():
            clean["importance"] = int(importance)  # 2.0 is a whole number to JSON Schema, and so to us
        if "due" in keys_of(part):
            self.date(clean.get("due"), f"{place}/due")
        return clean

    def _complained_of_colon(self, note: dict[str, Any], place: str, part: type[Note]) -> bool:
        """Complain of “- Delivery: fast”, which is a note to people and a mapping to YAML."""
        if self.complaints.document.begins(place, "{"):
            return False
        ((key, value),) = note.items()
        if key in homes() or is_extension(key) or not isinstance(value, str | int | float):
            return False
        from cxadvisor.readers.suggestions import suggest

        if suggest(key, keys_of(part)) == "text":
            return False
        self.add(
            f"The colon behind “{shown(key)}” makes this note a key with a value in YAML.",
            f'Put the note in quotes: "{shown(f"{key}: {value}")}".',
            place,
        )
        return True

    def _id(self, identifier: Any, place: str) -> None:
        self.ids.take(identifier, place, self.complaints)
        if isinstance(identifier, str):
            self._ids.add(identifier)
