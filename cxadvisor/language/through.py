"""Understands ``through``: which channel notes an activity uses, named by id or in the author's own words."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from cxadvisor.language.reading import NoteReading, Reader
from cxadvisor.language.references import CHANNEL_BLOCKS, looks_like_id, notes_by_id
from cxadvisor.language.results import BrokenReference, ChannelUse, NoteLink, Reason
from cxadvisor.model.blocks import BLOCKS, relation_between
from cxadvisor.model.canvas import PlacedNote

WORDED_USE = 0.9
"""The confidence of a link to a channel that ``through`` names in words and that has exactly the same concept."""


class Uses(NamedTuple):
    """The uses of channels, the links they give, and the references among them that lead nowhere."""

    uses: tuple[ChannelUse, ...]
    links: tuple[NoteLink, ...]
    broken: tuple[BrokenReference, ...]


def _channels(reading: NoteReading, reader: Reader) -> dict[int, str]:
    """Return the channels that a note or an entry names, with the words that do, the ruled-out ones left aside."""
    return {
        concept: mention.words
        for mention in reading.mentions
        if not mention.negated
        for concept in mention.concepts
        if reader.knowledge.concepts[concept].kind == "channel"
    }


def read_uses(
    notes: Sequence[PlacedNote],
    placed: Sequence[PlacedNote],
    reader: Reader,
    readings: Mapping[str, NoteReading],
) -> Uses:
    """Read every ``through`` entry of ``notes``; ``placed`` are all notes of the canvas, which ids may name.

    Words are matched with the channels of the same stage by concept alone. Words that name no known channel are not
    understood; what looks like an id and is none is a broken reference.
    """
    by_id = notes_by_id(placed)
    named = {
        each.place: _channels(readings[each.place], reader) for each in notes if each.block in CHANNEL_BLOCKS
    }
    uses: list[ChannelUse] = []
    links: dict[tuple[str, str], NoteLink] = {}
    broken: list[BrokenReference] = []
    for each in notes:
        stage = each.stage or BLOCKS[each.block].implied_stage
        for entry in dict.fromkeys(each.note.through):
            target = by_id.get(entry.strip())
            if target is not None and (target.block not in CHANNEL_BLOCKS or target.place == each.place):
                why: Literal["itself", "wrong-block"] = (
                    "itself" if target.place == each.place else "wrong-block"
                )
                broken.append(BrokenReference(each.place, "through", entry, why))
                continue
            if target is not None:
                found = {target.place: ("explicit", entry, target.text)}
                understood = True
            else:
                concepts = _channels(reader.read(entry, channels=True), reader)
                understood = bool(concepts)
                if not understood and looks_like_id(entry.strip()):
                    broken.append(BrokenReference(each.place, "through", entry, "unknown"))
                    continue
                found = {
                    note.place: ("inferred", concepts[shared[0]], named[note.place][shared[0]])
                    for note in notes
                    if note.place in named and (stage is None or note.stage == stage)
                    if (shared := sorted(concepts.keys() & named[note.place].keys()))
                }
            sides = {
                block: tuple(sorted(place for place in found if place.startswith(f"/{block}/")))
                for block in CHANNEL_BLOCKS
            }
            uses.append(
                ChannelUse(
                    each.place, entry, understood, sides["supported_channels"], sides["preferred_channels"]
                )
            )
            if relation_between(each.block, "supported_channels") == "uses":
                for place, (origin, a, b) in found.items():
                    given = origin == "explicit"
                    reason = Reason("explicit" if given else "channel", a, b)
                    made = NoteLink(
                        each.place,
                        place,
                        "uses",
                        "explicit" if given else "inferred",
                        1.0 if given else WORDED_USE,
                        reason,
                    )
                    if given or (each.place, place) not in links:
                        links[each.place, place] = made
    return Uses(tuple(sorted(uses)), tuple(links.values()), tuple(broken))
