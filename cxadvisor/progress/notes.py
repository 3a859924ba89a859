"""Which note of an older strategy is which of a newer one, and where the places of the one are in the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cxadvisor.artefacts.items import Item, TakenApart, taken_apart
from cxadvisor.language.likeness import Wording, matched
from cxadvisor.model.blocks import Stage
from cxadvisor.model.canvas import MetricNote, PlacedNote
from cxadvisor.model.progress import NoteChange, ToldNote
from cxadvisor.model.strategy import CanvasFile, CompanionFile, Strategy, split_place
from cxadvisor.progress.sides import Unit, canvas_in


class Placing(NamedTuple):
    """Where the places of one strategy are in another: ``known`` maps whole places, ``gone`` are those of notes,
    artefacts and parts of them that are in neither.
    """

    known: Mapping[str, str]
    gone: frozenset[str]

    def of(self, place: str) -> str | None:
        """Return where a whole place is on the other side: None where what stands there is not on it."""
        rest = ""
        inner = place
        while inner not in self.known:
            if inner in self.gone:
                return None
            shorter, slash, last = inner.rpartition("/")
            if not slash:
                return None
            inner, rest = shorter, f"/{last}{rest}"
        return self.known[inner] + rest


class NoteMatching(NamedTuple):
    """What became of all notes, and where the places of each side are on the other."""

    changes: tuple[NoteChange, ...]
    forward: Placing
    backward: Placing


class _Matching:
    """Collects pairs of places, what is on one side only, and what changed."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []
        self.only: tuple[list[str], list[str]] = ([], [])
        self.changes: list[NoteChange] = []

    def told(self) -> NoteMatching:
        return NoteMatching(
            tuple(self.changes),
            Placing(dict(self.pairs), frozenset(self.only[0])),
            Placing({new: old for old, new in self.pairs}, frozenset(self.only[1])),
        )


def match_notes(
    old: Strategy, new: Strategy, units: Sequence[tuple[Unit, Unit]], unpaired: Sequence[Sequence[Unit]]
) -> NoteMatching:
    """Match the notes of two strategies.

    Args:
        old: the older strategy.
        new: the newer one.
        units: the reviews of the same canvas on both sides.
        unpaired: those on the old, and on the new side, whose canvas is not on the other.
    """
    found = _Matching()
    for one, other in units:
        ours, theirs = canvas_in(old, one), canvas_in(new, other)
        if ours is not None and theirs is not None:
            found.pairs += [(f"{ours.name}#", f"{theirs.name}#")]
            _match_canvas(ours, theirs, other.language, found)
    for side, (strategy, alone) in enumerate(zip((old, new), unpaired, strict=True)):
        for unit in alone:
            canvas = canvas_in(strategy, unit)
            if canvas is not None:
                found.only[side].append(f"{canvas.name}#")
                found.changes += [
                    _only(side, _note(canvas, placed)) for placed in canvas.canvas.placed_notes()
                ]
    language = next((other.language for _, other in units), "en")
    _match_artefacts(list(_artefacts(old)), list(_artefacts(new)), language, found)
    return found.told()


def _match_canvas(old: CanvasFile, new: CanvasFile, language: str, found: _Matching) -> None:
    ours, theirs = list(old.canvas.placed_notes()), list(new.canvas.placed_notes())
    _match(
        [_wording(each) for each in ours],
        [_wording(each) for each in theirs],
        [_note(old, each) for each in ours],
        [_note(new, each) for each in theirs],
        language,
        found,
    )


def _wording(placed: PlacedNote) -> Wording:
    note = placed.note
    ties = list(note.for_)
    if isinstance(note, MetricNote) and note.target is not None:
        ties += [f"{name}={getattr(note, name)}" for name in ("unit", "baseline", "target", "scale")]
    return Wording(
        placed.text,
        f"{placed.block}/{placed.stage or ''}",
        note.id,
        " ".join(sorted(ties)),
        note.model_dump_json(exclude={"id"}),
    )


def _note(file: CanvasFile, placed: PlacedNote) -> ToldNote:
    return ToldNote(
        at=f"{file.name}#{placed.place}", block=placed.block, stage=placed.stage, text=placed.text
    )


def _match(
    ours: Sequence[Wording],
    theirs: Sequence[Wording],
    old: Sequence[ToldNote],
    new: Sequence[ToldNote],
    language: str,
    found: _Matching,
) -> list[tuple[int, int]]:
    """Match wordings, keep what became of them, and return the numbers of those that belong together."""
    pairs = matched(ours, theirs, language)
    for pair in pairs:
        one, other = old[pair.old], new[pair.new]
        found.pairs.append((one.at, other.at))
        is_moved = ours[pair.old].home != theirs[pair.new].home
        is_reworded = _spaced(one.text) != _spaced(other.text)
        if is_moved or is_reworded:
            found.changes.append(
                NoteChange(
                    status="moved-and-reworded"
                    if is_moved and is_reworded
                    else "moved"
                    if is_moved
                    else "reworded",
                    old=one,
                    new=other,
                    likeness=round(pair.likeness, 2) if is_reworded else None,
                )
            )
    matches = [{getattr(pair, side) for pair in pairs} for side in ("old", "new")]
    for side, notes in enumerate((old, new)):
        for number, note in enumerate(notes):
            if number not in matches[side]:
                found.only[side].append(note.at)
                found.changes.append(_only(side, note))
    return [(pair.old, pair.new) for pair in pairs]


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _only(side: int, note: ToldNote) -> NoteChange:
    return NoteChange(status="added", new=note) if side else NoteChange(status="removed", old=note)


def _artefacts(strategy: Strategy) -> Iterator[TakenApart]:
    files: list[CanvasFile | CompanionFile] = [*strategy.canvases, *strategy.companions]
    yield from taken_apart([(f"{file.name}#", each) for file in files for each in file.artefacts])


def _match_artefacts(
    old: Sequence[TakenApart], new: Sequence[TakenApart], language: str, found: _Matching
) -> None:
    """Match artefacts by kind and what they are called, a lone one of its kind in any case; then what is in them."""
    for kind in sorted({each.kind for each in (*old, *new)}):
        ours, theirs = ([each for each in side if each.kind == kind] for side in (old, new))
        if len(ours) == len(theirs) == 1:
            numbers = [(0, 0)]
            found.pairs.append((ours[0].place, theirs[0].place))
        else:
            numbers = _match(
                [Wording(each.text, kind, each.artefact.id) for each in ours],
                [Wording(each.text, kind, each.artefact.id) for each in theirs],
                [_told(each.place, kind, each.text) for each in ours],
                [_told(each.place, kind, each.text) for each in theirs],
                language,
                found,
            )
        for one, other in numbers:
            files = tuple(split_place(side.place)[0] for side in (ours[one], theirs[other]))
            if files[0] not in (known for known, _ in found.pairs):
                found.pairs.append((files[0], files[1]))
            _match_items(
                [item for item in ours[one].items if item.of == ours[one].identity],
                [item for item in theirs[other].items if item.of == theirs[other].identity],
                _by_owner(ours[one].items),
                _by_owner(theirs[other].items),
                language,
                found,
            )


def _match_items(
    ours: Sequence[Item],
    theirs: Sequence[Item],
    within_ours: Mapping[str, Sequence[Item]],
    within_theirs: Mapping[str, Sequence[Item]],
    language: str,
    found: _Matching,
) -> None:
    """Match the items of one part, then those within the ones that belong together: a part on one side only takes
    all that is in it with it.
    """
    numbers = _match(
        [_item_wording(each) for each in ours],
        [_item_wording(each) for each in theirs],
        [_told(each.place, each.kind, each.text, each.stage) for each in ours],
        [_told(each.place, each.kind, each.text, each.stage) for each in theirs],
        language,
        found,
    )
    for one, other in numbers:
        inner = within_ours.get(ours[one].identity, ()), within_theirs.get(theirs[other].identity, ())
        if any(inner):
            _match_items(*inner, within_ours, within_theirs, language, found)


def _item_wording(item: Item) -> Wording:
    part = item.part
    given = getattr(part, "id", None)
    detail = "" if part is None else part.model_dump_json()
    return Wording(item.text, item.field, given if isinstance(given, str) else None, "", detail)


def _by_owner(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.of, []).append(item)
    return found


def _told(place: str, kind: str, text: str, stage: Stage | None = None) -> ToldNote:
    prefix, pointer = split_place(place)
    return ToldNote(at=prefix + pointer, block=kind, stage=stage, text=text)
