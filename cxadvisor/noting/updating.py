"""Writes ``review-notes.yaml`` anew from a review: an entry for each finding; what is there stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.review_notes import ReviewNotes
from cxadvisor.model.strategy import Strategy
from cxadvisor.noting.applying import entry_keys
from cxadvisor.noting.editing import Addition, Editor, Value
from cxadvisor.noting.subjects import Ground, about, grounds_of, rule_of
from cxadvisor.noting.successors import loose_entries
from cxadvisor.readers.review_notes import read_notes
from cxadvisor.readers.tree import shown
from cxadvisor.texts import Texts, notes_texts

FIELDS: Final = (
    *("status", "reason", "severity", "effort", "impact", "message", "advice"),
    *("response", "owner", "due", "comment", "signed_off", "order"),
)
"""What may be set of a finding."""
_LONGEST_COMMENT: Final = 200
_MOST_WORDS: Final = 30


class Listed(NamedTuple):
    """A finding with the key of its entry, and what its places lead into; ``canvas`` is the title of its canvas, where
    that is one of several.
    """

    key: str
    finding: Finding
    ground: Ground
    canvas: str = ""


class Updated(NamedTuple):
    """The new content of the file; how many entries are new, were there, have no finding, and were taken over."""

    data: bytes
    new: int
    kept: int
    gone: int
    followed: int


def _canvas_of(ground: Ground) -> str:
    file = ground.sources.canvas
    return "" if file is None else shown(file.canvas.title or file.name)


Changes = Mapping[str, Mapping[str, Value | None]]
"""What is to be set, by the key of the entry; None takes a value away."""


def findings_of(strategy: Strategy, review: Review) -> list[Listed]:
    """Return the findings of a review made without notes, with the keys of their entries, in its order."""
    parts = list(grounds_of(strategy, review))
    keys = entry_keys(parts)
    return [
        Listed(keys[name, finding.fingerprint], finding, ground, _canvas_of(ground) if review.reviews else "")
        for name, part, ground in parts
        for finding in part.findings
    ]


def updated(
    strategy: Strategy,
    review: Review,
    data: bytes | None,
    name: str,
    changes: Changes | None = None,
    own: Mapping[int, Mapping[str, Value | None]] | None = None,
    follow: bool = False,
    *,
    sections: Mapping[str, Changes] | None = None,
    complete: bool = True,
) -> Updated:
    """Return a file of notes with an entry for each finding.

    Args:
        strategy: what was reviewed.
        review: its review, made without notes.
        data: the file as it is, None where there is none.
        name: what to call it in messages.
        changes: what is to be set in entries.
        own: what is to be set in findings of one's own, by their number.
        follow: give entries whose notes were reworded the key of the finding that is probably theirs now.
        sections: what is to be set in the other sections: answers to the checklist and to interviews.
        complete: write an entry for every finding, not only for those in ``changes``.

    Raises:
        InputError: the file cannot be read, or not be changed without changing something else in it.
    """
    texts = notes_texts(review.interface)
    if data is None:
        data = _begun(texts)
    notes = read_notes(data, name).notes
    listed = findings_of(strategy, review)
    editor = Editor(data, name)
    renamed: dict[str, str] = {}
    loose = loose_entries(notes.findings, list(grounds_of(strategy, review)))
    if follow:
        renamed = {key: finding.fingerprint for key, _, finding in loose.successors}
        for old, new in renamed.items():
            editor.rename("findings", old, new)
    there = {*notes.findings, *renamed.values()}
    fresh = [each for each in listed if each.key not in there and each.finding.fingerprint not in there]
    changes = dict(changes or {})
    fresh = [each for each in fresh if complete or each.key in changes]
    additions = [_addition(each, changes.pop(each.key, {}), texts) for each in fresh]
    for number, values in (own or {}).items():
        editor.change(("own", number), values)
    _set(editor, notes, changes, {new: old for old, new in renamed.items()}, name)
    editor.add("findings", additions)
    for section, entries in (sections or {}).items():
        known = getattr(notes, section)
        for key, values in entries.items():
            if key in known:
                editor.change((section, key), values)
        editor.add(
            section,
            [
                Addition(key, {name: value for name, value in values.items() if value is not None})
                for key, values in entries.items()
                if key not in known
            ],
        )
    gone = len(loose.gone) + (0 if follow else len(loose.successors))
    return Updated(editor.result(), len(fresh), len(notes.findings), gone, len(renamed))


def _set(editor: Editor, notes: ReviewNotes, changes: Changes, before: Mapping[str, str], name: str) -> None:
    for key, values in changes.items():
        old = before.get(key, key)
        if old not in notes.findings:
            raise InputError(Problem(f"“{shown(key)}” is the entry of no finding.", "Check its key.", name))
        editor.change(("findings", old), values)


def _begun(texts: Texts) -> bytes:
    """Return a file without entries, which says what it is for."""
    lines = [texts(f"notes.about.{line}") for line in ("what", "keys", "status", "rated", "client", "own")]
    return ("".join(f"# {line}\n" for line in lines) + 'cxnotes: "1"\n').encode()


def _addition(each: Listed, values: Mapping[str, Value | None], texts: Texts) -> Addition:
    finding = each.finding
    where = ", ".join(dict.fromkeys(where_of(place, texts) for place in finding.at[:3]))
    where = f"{each.canvas}: {where}" if each.canvas else where
    facts = (texts(f"severity.{finding.severity}"), texts(f"kind.{finding.kind}"), where)
    entry: dict[str, Value] = {"rule": rule_of(finding)}
    words = about(finding, each.ground)[:_MOST_WORDS]
    if words:
        entry["about"] = words
    entry["status"] = "open"
    entry |= {key: value for key, value in values.items() if value is not None}
    comments = (" · ".join(filter(None, facts)), shown(finding.message, _LONGEST_COMMENT))
    return Addition(each.key, entry, comments)


def where_of(place: str, texts: Texts) -> str:
    """Return the block and stage of a place in words; of other places what they are called by."""
    prefix, _, pointer = place.rpartition("#")
    parts = pointer.split("/")[1:]
    if not parts or parts[0] not in BLOCKS:
        return shown(place.lstrip("/") or texts("report.place.canvas"))
    names = [texts(f"block.{parts[0]}")]
    if len(parts) > 1 and parts[1] in BLOCKS[parts[0]].stages:
        names.append(texts(f"stage.{parts[1]}"))
    return ", ".join([*((f"{prefix}",) if prefix else ()), *names])
