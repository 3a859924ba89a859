"""What a part is still to say, in values that a sound part could have: an owner, evidence, attributes of a metric."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from cxadvisor.advice.artefact_changes import appended as appended_item
from cxadvisor.advice.artefact_changes import completed_artefact
from cxadvisor.advice.copies import HANDLE, NEW, WORD
from cxadvisor.advice.edits import Edit, Insert, Join, Put, Ref, Strike
from cxadvisor.advice.ground import Ground
from cxadvisor.artefacts.references import TARGETS
from cxadvisor.language.references import looks_like_id
from cxadvisor.language.suspicious import suspicious_characters
from cxadvisor.measures import ATTRIBUTES
from cxadvisor.model.blocks import BLOCKS, relation_between

OWNER: Final = "CX"
"""An owner where nobody else is named: two letters that are no word of any note."""
VALUE: Final = 60
"""A figure within every scale that is counted in per cent."""

_LATIN: Final = str.maketrans("аеорсухіјѕкмнтвАЕОРСУХІЈЅКМНТВ", "aeopcyxijskmhtbAEOPCYXIJSKMHTB")
"""Cyrillic letters that look like Latin ones."""
_REFERENCES: Final = ("for", "not_for", "through")
_NAMES: Final = {
    "moment": "moments",
    "need": "needs",
    "segment": "segments",
    "measured_by": "metrics",
    "canvas": "activities",
}
"""Keys of artefacts that name a note of the canvas, with its block."""
_INSIDE: Final = {"persona": "personas", "mirrors": "journeys", "journey": "journeys"}
"""Keys of artefacts that name another artefact, with its kind."""


def like_others(block: str, prefix: str, ground: Ground) -> dict[str, Any]:
    """Return what a new note of ``block`` is to state, because others of the canvas do."""
    if prefix not in ground.copy.canvases:
        return {}
    others = ground.copy.notes(prefix, block)
    if block == "activities":
        return {"owner": owner(ground)} if any("owner" in each for each in others) else {}
    if block == "metrics":
        return {each: attribute(each, ground) for each in ATTRIBUTES if any(each in one for one in others)}
    return {}


def attribute(key: str, ground: Ground) -> Any:
    """Return a value of an attribute that makes a metric steerable."""
    if key in ("target", "baseline"):
        return VALUE
    values = {"unit": "%", "source": "internal", "frequency": ground.drafts("").of_concept("monthly")}
    return values.get(key) or owner(ground)


def owner(ground: Ground) -> str:
    """Return somebody who owns something else already; where there is nobody, a stand-in."""
    owners = sorted(
        value
        for _, part in ground.copy.parts()
        if isinstance(value := part.get("owner"), str) and value.strip()
    )
    return owners[0] if owners else OWNER


def value_of(key: str, handle: str, ground: Ground) -> Any:
    """Return what a part could state under ``key``."""
    spot = ground.spot(handle)
    page = ground.page(spot.prefix)
    drafts = ground.drafts(spot.prefix)
    if key == "owner":
        return owner(ground)
    if key == "due":
        return f"{int(ground.as_of[:4]) + 1}-12-31"
    if key == "direction":
        return "down" if (ground.copy.part(handle) or {}).get("direction") == "up" else "up"
    if key == "evidence":
        return (
            [{"text": drafts.of_concept("evidence"), "sample": 40}]
            if spot.block not in BLOCKS
            else drafts.of_concept("evidence")
        )
    if key == "emotion":
        return _other_value(key, handle, ground)
    if key in ("actor", "activity_of"):
        return next((Ref(each) for each in _actors(spot.artefact, ground)), owner(ground))
    if key in _NAMES and page in ground.copy.canvases:
        staged = BLOCKS[_NAMES[key]].staged
        notes = ground.listed(_NAMES[key], spot.stage if staged else None, page)
        notes = notes or ground.listed(_NAMES[key], None, page)
        if notes:
            one = Ref(notes[0])
            return (
                [one]
                if key in ("measured_by", "segment", "need", "moment") and not _is_single(key, spot.block)
                else one
            )
    if key in _INSIDE:
        made = next((Ref(each) for each, _ in ground.of_kind(_INSIDE[key])), None)
        if made is not None:
            return made
    if key == "channel":
        return _other_value(key, handle, ground) or channel_words(ground, page, spot.stage)
    if key in ("exit_point", "renewal_point", "moment_of_truth"):
        return False
    if key == "not_applicable":
        return drafts.of_concept("not-applicable")
    return drafts.of_concept("plain-words")


def _is_single(key: str, kind: str) -> bool:
    """Whether a key of an artefact holds one text, not a list."""
    return (kind, key) in (("journeys", "segment"), ("service_template", "moment"), ("five_whys", "moment"))


def channel_words(ground: Ground, page: str, stage: str | None) -> str:
    """Return a channel as the canvas writes it; else a telephone."""
    for block in ("supported_channels", "preferred_channels"):
        for each in ground.listed(block, stage, page):
            return ground.text(each)
    return ground.drafts(page).of_block("supported_channels")


def _other_value(key: str, handle: str, ground: Ground) -> Any:
    """Return what another part of the same artefact states under ``key``; that of the most frequent value."""
    artefact = ground.spot(handle).artefact
    found = [
        part[key]
        for other, part in ground.copy.parts()
        if other != handle and key in part and ground.spot(other).artefact == artefact
    ]
    plain = [[each.get(WORD) for each in value] if isinstance(value, list) else value for value in found]
    return max(plain, key=plain.count) if plain else None


def _actors(template: str, ground: Ground) -> Iterator[str]:
    part = ground.copy.part(template) or {}
    for office in part.get("actors", {}).values():
        if isinstance(office, list):
            yield from (each[HANDLE] for each in office)


def completed(handle: str, ground: Ground, name: str, only: str | None = None) -> list[Edit]:
    """Return the edits that complete a part: attributes of a metric, elements of an artefact (``only`` one of them)."""
    spot = ground.spot(handle)
    part = ground.copy.part(handle) or {}
    if spot.block == "metrics":
        wanted = like_others("metrics", spot.prefix, ground)
        return [Put(handle, key, value) for key, value in wanted.items() if key not in part]
    return completed_artefact(handle, ground, name, only, lambda key, each: value_of(key, each, ground))


def appended(change: Any, handle: str, ground: Ground, name: str) -> list[Edit]:
    """Return the edits that add an item to an artefact."""
    return appended_item(change, handle, ground, name, lambda key, each: value_of(key, each, ground))


def without_references(handle: str, ground: Ground) -> list[Edit]:
    """Return the edits that take away what a part names and should not: ids of nothing, notes of a block that it
    cannot serve, pairs that are linked and ruled out at once.
    """
    part = ground.copy.part(handle) or {}
    known = {each["id"]: other for other, each in ground.copy.parts() if isinstance(each.get("id"), str)}
    spot = ground.spot(handle)
    edits: list[Edit] = []
    for key in _REFERENCES:
        named = [each.get(WORD) for each in part.get(key, ()) if isinstance(each, dict)]
        kept = [each for each in named if _is_sound(key, str(each), handle, known, ground)]
        if kept != named:
            edits.append(Put(handle, key, kept or None))
    kinds = {key for kind, key in TARGETS if kind == spot.block}
    for key in {each.rpartition(".")[2] for each in kinds} & set(part):
        value = part[key]
        values = [each.get(WORD) for each in value] if isinstance(value, list) else [value]
        if not all(each in known for each in values):
            edits.append(Put(handle, key, None))
    around = ground.copy.around(handle)
    if WORD in part and part[WORD] not in known:
        edits.append(Strike(handle))
    elif not edits and around and ground.copy.part(around) is not None:
        edits += without_references(around, ground)
    return edits


def _is_sound(key: str, named: str, handle: str, known: dict[str, str], ground: Ground) -> bool:
    target = known.get(named)
    if key == "through":
        if named not in known:
            return not looks_like_id(named.strip())
        return ground.spot(str(target)).block in (
            "supported_channels",
            "preferred_channels",
        )
    if target is None or target == handle:
        return False
    here, there = ground.spot(handle).block, ground.spot(target).block
    if (
        there in BLOCKS
        and here in BLOCKS
        and not (relation_between(here, there) or relation_between(there, here))
    ):
        return False
    if key == "not_for":
        own = (ground.copy.part(handle) or {}).get("id")
        ahead = _named_under("for", handle, ground)
        back = _named_under("for", target, ground)
        return named not in ahead and own not in back
    return True


def _named_under(key: str, handle: str, ground: Ground) -> list[Any]:
    part = ground.copy.part(handle) or {}
    return [each.get(WORD) for each in part.get(key, ()) if isinstance(each, dict)]


def retyped(handle: str, ground: Ground) -> list[Edit]:
    """Return the edits that write a part again in letters that show and are what they look like."""
    part = ground.copy.part(handle) or {}
    edits: list[Edit] = []
    for key in ("text", WORD, "name", "does"):
        if isinstance(part.get(key), str):
            shown = "".join(each for each in part[key] if unicodedata.category(each) not in ("Cf", "Cc"))
            shown = unicodedata.normalize("NFKC", shown).strip() or "–"
            if suspicious_characters(shown):
                shown = shown.translate(_LATIN)
            edits.append(Put(handle, key, shown))
    old = part.get("id")
    if isinstance(old, str):
        new = "".join(
            each for each in unicodedata.normalize("NFKD", old) if each.isascii() and each.isalnum()
        )
        new = f"{new or 'note'}-retyped"
        edits.append(Put(handle, "id", new))
        for other, each in ground.copy.parts():
            for key in _REFERENCES:
                named = [one.get(WORD) for one in each.get(key, ()) if isinstance(one, dict)]
                if old in named:
                    edits.append(Put(other, key, [new if one == old else one for one in named]))
    return edits


def cuts_of(handles: list[str], ground: Ground, name: str) -> list[list[list[Edit]]]:
    """Return ways to make two notes of each: cut at the first joint of the text, tied to half of its partners each."""
    from cxadvisor.language.overload import halved

    made: list[list[Edit]] = []
    for number, handle in enumerate(handles):
        spot, part = ground.spot(handle), ground.copy.part(handle) or {}
        language = ground.drafts(spot.prefix).language
        halves = next(halved(ground.text(handle), language), None)
        if halves is None:
            continue
        key = f"{spot.block}/{spot.stage}" if BLOCKS[spot.block].staged else spot.block
        new = f"{spot.prefix}/{key}{NEW}{name}.{number}"
        named = _named_under("for", handle, ground)
        back = [
            other
            for other, _ in ground.copy.parts()
            if part.get("id") is not None and part["id"] in _named_under("for", other, ground)
        ]
        note = {each: value for each, value in part.items() if each not in ("id", "for", HANDLE)}
        note |= {"text": halves[1]}
        if len(named) > 1:
            note["for"] = named[1:]
        edits: list[Edit] = [Put(handle, "text", halves[0]), Insert(spot.prefix, key, note, new)]
        if len(named) > 1:
            edits.append(Put(handle, "for", named[:1]))
        for other in back[1:]:
            kept = [each for each in _named_under("for", other, ground) if each != part["id"]]
            edits += [Put(other, "for", kept or None), Join(other, "for", Ref(new))]
        made.append(edits)
    return [made] if made else []
