"""Makes artefacts of what stands under a companion key, or says everything that keeps them from being any."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, NamedTuple

from pydantic import ValidationError

from cxadvisor.model.artefacts import ARTEFACTS, MAX_ARTEFACTS
from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.model.strategy import CompanionFile, PlacedArtefact, SkippedPart
from cxadvisor.readers.artefact_look import NO_SCHEMA, ArtefactLook
from cxadvisor.readers.complaints import Complaints, TooManyError
from cxadvisor.readers.ids import GivenIds
from cxadvisor.readers.tree import Document, Positions
from cxadvisor.readers.values import kind_of


class ReadArtefacts(NamedTuple):
    """The artefacts of one key, and the keys in them that no model has."""

    artefacts: tuple[PlacedArtefact, ...]
    unknown: tuple[SkippedPart, ...]


def read_artefacts(tree: Any, key: str, complaints: Complaints, ids: GivenIds, prefix: str) -> ReadArtefacts:
    """Return the artefacts under ``key``; what is wrong with them goes to ``complaints``.

    A key that is another word for a known one, or a misspelling of it, is a problem. Any other unknown key is left to
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
    look = ArtefactLook(key, complaints, ids)
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
    return ReadArtefacts(tuple(found), tuple(look.unknown(prefix)))


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
        if not isinstance(document.tree.get("$schema", ""), str):
            complaints.add(*NO_SCHEMA, "/$schema")
        for key in COMPANION_KEYS:
            if document.tree.get(key) is not None:
                read = read_artefacts(document.tree[key], key, complaints, ids, f"{name}#")
                artefacts += read.artefacts
                unknown += read.unknown
    complaints.raise_if_any()
    return CompanionFile(name, digest, Positions(name, document), tuple(artefacts)), tuple(unknown)
