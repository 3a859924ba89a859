"""The canvas as it is drawn on one page: blocks with their notes, and on each note the entries that concern it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from cxadvisor.model.blocks import BLOCKS, Stage
from cxadvisor.model.canvas import Canvas
from cxadvisor.reporters.places import parse_place
from cxadvisor.texts import Texts

if TYPE_CHECKING:
    from cxadvisor.reporters.document import Entry

AREAS: Final[tuple[tuple[str, tuple[tuple[str, Stage | None], ...]], ...]] = (
    (
        "customers",
        (
            ("segments", None),
            ("needs", "pre_sale"),
            ("needs", "post_sale"),
            ("moments", "pre_sale"),
            ("moments", "post_sale"),
            ("preferred_channels", "pre_sale"),
            ("preferred_channels", "post_sale"),
        ),
    ),
    (
        "internal pre",
        tuple((block, "pre_sale") for block in ("objectives", "activities", "supported_channels", "metrics")),
    ),
    (
        "internal post",
        tuple(
            (block, "post_sale") for block in ("objectives", "activities", "supported_channels", "metrics")
        ),
    ),
    ("internal culture", (("culture", None),)),
    ("external pre", (("awareness_plan", None), ("sales_model", None))),
    ("external post", (("retention_plan", None), ("service_model", None))),
)
"""Where blocks stand, in reading order: customers in the middle, the internal business around, the external outermost.

What is about the time before the sale stands on the left, after the sale on the right (S1).
"""

FEW: Final = 48
"""So many notes fit on a printed page in a comfortable size."""


MANY: Final = 110
"""With more notes the rings would be a page several screens high; they are then drawn one above the other."""


class Card(NamedTuple):
    """A note as it is drawn."""

    anchor: str
    text: str
    entries: tuple[Entry, ...]


class BlockCard(NamedTuple):
    """A block, or a stage of it, as it is drawn; ``empty`` says why there is no note."""

    name: str
    anchor: str
    title: str
    stage: str
    notes: tuple[Card, ...]
    entries: tuple[Entry, ...]
    empty: str


class Area(NamedTuple):
    """Blocks that stand together; ``name`` says where on the page."""

    name: str
    title: str
    blocks: tuple[BlockCard, ...]


class Drawing(NamedTuple):
    """The whole canvas, and the entries that concern it as a whole; ``few`` notes may be printed larger,
    ``many`` need more room than three rings have.
    """

    areas: tuple[Area, ...]
    entries: tuple[Entry, ...]
    strategy: str | None
    language: str | None
    few: bool = False
    many: bool = False


def draw(canvas: Canvas, entries: Iterable[Entry], own: str | None, prefix: str, texts: Texts) -> Drawing:
    """Return ``canvas`` with its entries on the notes; those about another file are left out."""
    known = {placed.place for placed in canvas.placed_notes()}
    marked: dict[str, list[Entry]] = {}
    for entry in entries:
        for target in dict.fromkeys(target for at in entry.finding.at for target in _targets(at, known, own)):
            marked.setdefault(target, []).append(entry)

    def block_card(name: str, stage: Stage | None) -> BlockCard:
        pointer = f"/{name}/{stage}" if stage else f"/{name}"
        notes = tuple(
            Card(f"{prefix}note{place.replace('/', '-')}", note.text, tuple(marked.get(place, ())))
            for place, note in (
                (f"{pointer}/{row}", note) for row, note in enumerate(canvas.notes_of(name, stage))
            )
        )
        captured = canvas.is_captured(name, stage)
        return BlockCard(
            name=name,
            anchor=f"{prefix}block{pointer.replace('/', '-')}",
            title=texts(f"block.{name}"),
            stage=texts(f"stage.{stage}") if stage else "",
            notes=notes,
            entries=tuple(marked.get(pointer, ())),
            empty="" if notes else texts("report.canvas.empty" if captured else "report.canvas.not_captured"),
        )

    areas = tuple(
        Area(name, texts(f"section.{name.split()[0]}"), tuple(block_card(*block) for block in blocks))
        for name, blocks in AREAS
    )
    return Drawing(
        areas,
        tuple(marked.get("", ())),
        canvas.strategy,
        canvas.language,
        len(known) <= FEW,
        len(known) > MANY,
    )


def _targets(at: str, known: set[str], own: str | None) -> tuple[str, ...]:
    """Return the pointers of what is to be marked for a place: a note, a block (both its stages), or the whole."""
    place = parse_place(at)
    if place.file is not None and place.file != own:
        return ()
    if place.note in known:
        return (place.note,) if place.note else ()
    if place.block is None:
        return ("",)
    if place.stage is not None:
        return (f"/{place.block}/{place.stage}",)
    return tuple(
        f"/{place.block}/{stage}" if stage else f"/{place.block}" for stage in BLOCKS[place.block].stages
    )
