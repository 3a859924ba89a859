"""Reads ``review-notes.yaml``, what the consultant says of a review: strictly, with everything wrong at its place."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import Any, Final

from pydantic import ValidationError

from cxadvisor.model.canvas import Part
from cxadvisor.model.review_notes import (
    AT_CANVAS,
    ChecklistAnswer,
    InterviewAnswer,
    NotedFinding,
    NotesFile,
    OwnFinding,
    ReviewNotes,
)
from cxadvisor.readers.complaints import Complaints, TooManyError
from cxadvisor.readers.dates import is_iso_date
from cxadvisor.readers.formats import LIMITS, parse
from cxadvisor.readers.keys import is_extension, keys_of
from cxadvisor.readers.safe_bytes import file_name, read_bytes
from cxadvisor.readers.suggestions import Speller
from cxadvisor.readers.tree import Positions, escaped, reached, shown
from cxadvisor.readers.values import explain, kind_of
from cxadvisor.readers.walk import Walk

_TEXT: Final = "a text"
EXPECTED: Final[dict[str, str]] = {
    "cxnotes": 'the text "1"',
    "status": "open, accept or reject",
    "severity": "low, medium or high",
    "effort": "low, medium or high",
    "impact": "low, medium or high",
    "kind": "gap, conflict, weakness or advice",
    "due": "a day such as 2026-12-31",
    "signed_off": "true or false",
    "order": "a whole number from 1",
    "id": "an id: one word of at most 100 characters without “/”, “#” and “~”, such as f1",
    "at": "the id of a note, or a block such as metrics/post_sale; or a list of them",
    "evidence": "a text or a list of texts",
    "about": "a list of texts",
    "whys": "a list of texts",
    "answer": "yes, no or not documented",
}
"""What keys expect that do not expect a text."""

_ALIASES: Final = {
    "message": "text, finding, wording",
    "advice": "recommendation, suggestion",
    "response": "management response, answer",
    "owner": "responsible, who",
    "due": "deadline, by, until, date",
    "comment": "note, remark, comments",
    "signed_off": "signed, approved, sign off",
    "status": "state, decision",
    "reason": "why, because",
    "severity": "rating, level",
    "at": "where, place, block, note",
    "order": "rank, position, priority",
    "own": "own findings, mine",
    "findings": "finding, entries",
}
_suggest = Speller(_ALIASES).suggest
_is_fingerprint = re.compile(rf"[0-9a-f]{{16}}(?:{AT_CANVAS}.+)?", re.DOTALL).fullmatch
_KINDS: Final[tuple[tuple[str, type[Part], str], ...]] = (
    ("findings", NotedFinding, "a fingerprint"),
    ("checklist", ChecklistAnswer, "the name of a subject"),
    ("interview", InterviewAnswer, "the name of a question"),
)
"""The mappings of the file, what stands in them, and what their keys are."""


def load_notes(path: str) -> NotesFile:
    """Return the notes in the file ``path``.

    Raises:
        InputError: they cannot be read; with every problem found.
    """
    return read_notes(read_bytes(path, LIMITS["yaml"]), file_name(path))


def read_notes(data: bytes, name: str) -> NotesFile:
    """Return the notes that the bytes of a file hold; ``name`` is what messages call it.

    Raises:
        InputError: they cannot be read; with every problem found.
    """
    document = parse(data, "yaml", name)
    if not isinstance(document.tree, dict) or "cxnotes" not in document.tree:
        document.source.refuse("This is not a file of notes on a review.", 'Begin it with cxnotes: "1".')
    complaints = Complaints(document)
    notes = None
    with suppress(TooManyError):
        tree = _Look(complaints).notes(document.tree)
        notes = _validated(tree, complaints)
    complaints.raise_if_any()
    assert notes is not None
    return NotesFile(notes, os.path.basename(name), Positions(os.path.basename(name), document))


def _validated(tree: dict[str, Any], complaints: Complaints) -> ReviewNotes | None:
    try:
        return ReviewNotes.model_validate(tree)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False, include_input=False):
            tokens, value = reached(tree, problem["loc"])
            place = "".join(f"/{escaped(token)}" for token in tokens)
            if problem["type"] == "missing":
                key = str(problem["loc"][-1])
                complaints.add(f"“{key}” is missing here.", f"Add “{key}”.", place)
            elif not complaints.touches(place):
                written = complaints.document.written(place)
                complaints.add(*explain(tokens, value, written, EXPECTED), place)
    return None


class _Look(Walk):
    """A look over the parsed file: unknown keys, wrong shapes, days, reasons."""

    def notes(self, tree: dict[str, Any]) -> dict[str, Any]:
        """Return ``tree`` without keys that hold nothing."""
        if tree.get("cxnotes") not in ("1", None):
            self.add(
                f"This version of review notes is not known: {shown(str(tree['cxnotes']), 20)}.",
                'Write cxnotes: "1".',
                "/cxnotes",
            )
        clean = self.known(tree, "", ReviewNotes)
        for key, part, what in _KINDS:
            if key in clean:
                clean[key] = self._entries(clean[key], key, part, what)
        if "own" in clean:
            listed = self.list_of(clean["own"], "/own", "findings")
            clean["own"] = [
                self._part(each, f"/own/{index}", OwnFinding) for index, each in enumerate(listed)
            ]
            self._ids(clean["own"])
        return clean

    def _entries(self, content: Any, key: str, part: type[Part], what: str) -> dict[str, Any]:
        if not isinstance(content, dict):
            self.add(
                f"“{key}” has {what} for each of its keys, but here is {kind_of(content)}.",
                "cxadvisor notes writes it for you.",
                f"/{key}",
            )
            return {}
        clean = {}
        for name, entry in content.items():
            place = f"/{key}/{escaped(name)}"
            if part is NotedFinding and not _is_fingerprint(name) and not is_extension(name):
                self.add(
                    f"“{shown(name)}” is not the fingerprint of a finding.",
                    "cxadvisor notes writes them for you; findings of your own stand under “own”.",
                    place,
                    key=True,
                )
            elif entry is not None and not is_extension(name):
                clean[name] = self._part(entry, place, part)
        return clean

    def _part(self, content: Any, place: str, part: type[Part]) -> Any:
        if not isinstance(content, dict):
            self.add(
                f"Here are keys with values meant, but here is {kind_of(content)}.",
                f"Write keys such as {', '.join(list(keys_of(part))[:3])}.",
                place,
            )
            return {}
        clean = self.known(content, place, part)
        due = clean.get("due")
        if isinstance(due, str) and due.strip() and not is_iso_date(due):
            self.add(f"“{shown(due)}” is not a day.", "Write it like 2026-12-31.", f"{place}/due")
        if clean.get("status") == "reject" and "reason" not in clean:
            self.add(
                "A rejected finding needs a reason, for those who come after you.",
                "Add “reason”.",
                f"{place}/status",
            )
        return clean

    def _ids(self, own: list[Any]) -> None:
        seen: set[str] = set()
        for index, each in enumerate(own):
            name = each.get("id") or each.get("message")
            if isinstance(name, str) and name in seen:
                self.add(
                    f"“{shown(name)}” stands here twice.", "Give each an “id” of its own.", f"/own/{index}"
                )
            elif isinstance(name, str):
                seen.add(name)

    def _unknown(self, key: str, value: Any, place: str, mapping: dict[str, Any], part: type[Part]) -> None:
        allowed = keys_of(part)
        meant = _suggest(key, allowed)
        remedy = "Remove it, or begin it with “x-” to keep it for yourself."
        if meant:
            there = meant in mapping
            remedy = f"“{meant}” is there already; join the two." if there else f"Did you mean “{meant}”?"
        self.add(f"“{shown(key)}” is not a key that is known here.", remedy, place, key=True)
        if meant:
            self.complaints.expect(f"{place.rpartition('/')[0]}/{meant}")
