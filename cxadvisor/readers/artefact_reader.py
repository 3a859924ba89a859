"""Makes artefacts of what stands under a companion key, or says everything that keeps them from being any."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import Any, Final, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from cxadvisor.model.artefacts import ARTEFACTS
from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.model.canvas import Part
from cxadvisor.model.strategy import CompanionFile, PlacedArtefact, SkippedPart
from cxadvisor.readers.artefact_values import explain_artefact
from cxadvisor.readers.complaints import Complaints, TooManyError
from cxadvisor.readers.ids import GivenIds
from cxadvisor.readers.keys import is_extension, keys_of
from cxadvisor.readers.tree import Document, Positions, escaped, shown
from cxadvisor.readers.values import kind_of

MAX_ARTEFACTS: Final = 200
"""So many artefacts of one kind a strategy may hold."""


class ReadArtefacts(NamedTuple):
    """The artefacts of one key, and the keys in them that no model has."""

    artefacts: tuple[PlacedArtefact, ...]
    unknown: tuple[SkippedPart, ...]


def read_artefacts(tree: Any, key: str, complaints: Complaints, ids: GivenIds, prefix: str) -> ReadArtefacts:
    """Return the artefacts under ``key``; what is wrong with them goes to ``complaints``.

    A key that looks like another word or a misspelling of a known one is a problem. Any other unknown key is left to
    its file and told of: people write down more than rules look at.

    Args:
        tree: what stands under the key: one mapping, or a list of them.
        key: the companion key.
        complaints: where problems go.
        ids: the ids that were given so far in the strategy.
        prefix: what stands before pointers into this file in places of the review.

    Raises:
        TooManyError: there are too many problems to go on.
    """
    look = _Look(complaints, ids, prefix)
    single = isinstance(tree, dict)
    entries = [tree] if single else tree
    if not isinstance(entries, list):
        complaints.add(
            f"“{key}” is a mapping or a list of mappings, but here is {kind_of(tree)}.",
            "Write its keys below it.",
            f"/{key}",
        )
        entries = []
    if len(entries) > MAX_ARTEFACTS:
        complaints.add(
            f"“{key}” has {len(entries):,} entries; at most {MAX_ARTEFACTS} are read.",
            "Keep those the strategy rests on.",
            f"/{key}",
        )
        entries = []
    found = []
    for index, entry in enumerate(entries):
        place = f"/{key}" if single else f"/{key}/{index}"
        if not isinstance(entry, dict):
            complaints.add(
                f"An entry of “{key}” has keys, but here is {kind_of(entry)}.", "Write its keys.", place
            )
            continue
        clean = look.clean(entry, ARTEFACTS[key], place)
        try:
            found.append(PlacedArtefact(key, place, ARTEFACTS[key].model_validate(clean)))
        except ValidationError as error:
            look.complain(error, clean, place)
    return ReadArtefacts(tuple(found), tuple(look.unknown))


def read_companion(
    document: Document, name: str, digest: str, ids: GivenIds
) -> tuple[CompanionFile, tuple[SkippedPart, ...]]:
    """Return the artefacts of a companion file, and the keys in them that no model has.

    Args:
        document: the parsed file; it has companion keys.
        name: the name of the file within its strategy.
        digest: SHA-256 of its bytes, in hexadecimal digits.
        ids: the ids that were given so far in the strategy.

    Raises:
        InputError: with every problem, in the order of the file.
    """
    complaints = Complaints(document)
    artefacts, unknown = list[PlacedArtefact](), list[SkippedPart]()
    with suppress(TooManyError):
        for key in COMPANION_KEYS:
            if key in document.tree:
                read = read_artefacts(document.tree[key], key, complaints, ids, f"{name}#")
                artefacts += read.artefacts
                unknown += read.unknown
    complaints.raise_if_any()
    return CompanionFile(name, digest, Positions(name, document), tuple(artefacts)), tuple(unknown)


class _Look:
    """A look over the artefacts of one file."""

    def __init__(self, complaints: Complaints, ids: GivenIds, prefix: str) -> None:
        self.unknown: list[SkippedPart] = []
        self._complaints = complaints
        self._ids = ids
        self._prefix = prefix

    def clean(self, value: Any, part: type[Part], place: str) -> Any:
        """Return ``value`` without keys that hold nothing, and without those that ``part`` does not have."""
        if isinstance(value, list):
            return [self.clean(each, part, f"{place}/{index}") for index, each in enumerate(value)]
        if not isinstance(value, dict):
            return value
        allowed, clean = keys_of(part), {}
        for key, inner in value.items():
            inside = f"{place}/{escaped(key)}"
            if inner is None:
                continue
            if key == "id" and "id" in allowed:
                self._ids.take(inner, inside, self._complaints)
            if key in allowed:
                nested = part_under(part, key)
                clean[key] = self.clean(inner, nested, inside) if nested else inner
            elif is_extension(key):
                clean[key] = inner
            else:
                self._unknown(key, inside, part, value)
        return clean

    def _unknown(self, key: str, place: str, part: type[Part], beside: dict[str, Any]) -> None:
        from cxadvisor.readers.suggestions import suggest

        meant = suggest(key, [name for name in keys_of(part) if name not in beside])
        if meant:
            self._complaints.add(
                f"“{shown(key)}” is not a key that is known here.",
                f"Did you mean “{meant}”?",
                place,
                key=True,
            )
            self._complaints.expect(f"{place.rpartition('/')[0]}/{meant}")
            return
        why = f"“{shown(key)}” is not a key that is known here; no rule looks at it."
        self.unknown.append(SkippedPart(f"{self._prefix}{place}", why))

    def complain(self, error: ValidationError, tree: Any, root: str) -> None:
        """Say in plain words what does not fit; locations of the error may go on with names of pydantic's own."""
        told = set()
        for problem in error.errors(include_url=False, include_context=False, include_input=False):
            tokens: list[str] = []
            value = tree
            for step in problem["loc"]:
                is_key = isinstance(value, dict) and step in value
                is_index = isinstance(value, list) and isinstance(step, int) and step < len(value)
                if not (is_key or is_index):
                    break
                value = value[step]
                tokens.append(str(step))
            place = root + "".join(f"/{escaped(token)}" for token in tokens)
            if place in told or self._complaints.touches(place):
                continue
            told.add(place)
            if problem["type"] == "missing":
                key = problem["loc"][-1]
                self._complaints.add(f"“{key}” is missing here.", f"Add “{key}”.", place)
            else:
                written = self._complaints.document.written(place)
                self._complaints.add(*explain_artefact(tokens, value, written), place)


@cache
def part_under(part: type[Part], key: str) -> type[Part] | None:
    """Return the model of what stands under ``key`` of ``part``; None where that is no part of its own."""
    part.model_rebuild()
    for field_name, field in part.model_fields.items():
        if key == (field.alias or field_name):
            return _part_in(field.annotation)
    return None


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Part) else None
    return next((part for each in get_args(annotation) if (part := _part_in(each))), None)
