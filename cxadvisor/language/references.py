"""Explicit references: what notes say themselves about what they are for, what not, and through which channel."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from cxadvisor.language.results import BrokenReference, NoteLink, Reason
from cxadvisor.model.blocks import Relation, relation_between
from cxadvisor.model.canvas import PlacedNote

CHANNEL_BLOCKS: Final = ("supported_channels", "preferred_channels")


class References(NamedTuple):
    """The explicit links, the pairs that are ruled out (as places, either way round), and the references that lead
    nowhere.
    """

    links: tuple[NoteLink, ...]
    forbidden: frozenset[tuple[str, str]]
    broken: tuple[BrokenReference, ...]


def notes_by_id(placed: Iterable[PlacedNote]) -> dict[str, PlacedNote]:
    """Return the notes that have an id, by it; an id that was given twice belongs to the note that stands first."""
    found: dict[str, PlacedNote] = {}
    for each in placed:
        if each.note.id is not None:
            found.setdefault(each.note.id, each)
    return found


def read_references(placed: Sequence[PlacedNote], known: frozenset[str]) -> References:
    """Follow every ``for`` and ``not_for`` of the notes.

    ``known`` holds ids of artefacts: they are not unknown, but no note can be linked to them. The relation of a
    link follows from the two blocks. A pair given as well as ruled out is given, and its ``not_for`` is reported.
    """
    by_id = notes_by_id(placed)
    links: dict[tuple[str, str], NoteLink] = {}
    forbidden: dict[tuple[str, str], str] = {}
    broken: list[BrokenReference] = []
    for each in placed:
        for target in dict.fromkeys(each.note.for_):
            other = by_id.get(target)
            relation: Relation | None = relation_between(each.block, other.block) if other else None
            if other is None:
                broken.append(
                    BrokenReference(
                        each.place, "for", target, "wrong-block" if target in known else "unknown"
                    )
                )
            elif other.place == each.place:
                broken.append(BrokenReference(each.place, "for", target, "itself"))
            elif relation is None:
                broken.append(BrokenReference(each.place, "for", target, "wrong-block"))
            else:
                pair = (each.place, other.place)
                links[pair] = NoteLink(
                    *pair, relation, "explicit", 1.0, Reason("explicit", each.text, other.text)
                )
        for target in dict.fromkeys(each.note.not_for):
            other = by_id.get(target)
            if other is None:
                broken.append(
                    BrokenReference(
                        each.place, "not_for", target, "wrong-block" if target in known else "unknown"
                    )
                )
            elif other.place == each.place:
                broken.append(BrokenReference(each.place, "not_for", target, "itself"))
            elif (
                relation_between(each.block, other.block) is None
                and relation_between(other.block, each.block) is None
            ):
                broken.append(BrokenReference(each.place, "not_for", target, "wrong-block"))
            else:
                forbidden[each.place, other.place] = target
    given = {pair for one, other in links for pair in ((one, other), (other, one))}
    broken += [
        BrokenReference(place, "not_for", target, "contradicted")
        for (place, other), target in forbidden.items()
        if (place, other) in given
    ]
    ruled_out = {pair for one, other in forbidden for pair in ((one, other), (other, one))}
    return References(tuple(links.values()), frozenset(ruled_out - given), tuple(broken))


def looks_like_id(words: str) -> bool:
    """Whether a ``through`` entry that names no channel is meant as an id rather than as words: ``ch-3``,
    ``sc_phone``, ``C2``.
    """
    return (
        not any(character.isspace() or character in "/#~" for character in words)
        and any(character.isdigit() or character in "-_." for character in words)
        and words.isascii()
    )
