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
"""With more notes the rings would be a page several screens high."""

SIZES: Final = (("large", 26, 39), ("medium", 29, 46), ("small", 34, 54), ("tiny", 38, 63))
"""The sizes of letters in which a canvas may be printed, how many letters then make a line of a note, and how many
lines stand on a page: measured on canvases in five languages.
"""
_VISION: Final = 100
"""So many letters of the vision make a line."""


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
    """The whole canvas, and the entries that concern it as a whole.

    ``size`` is the largest of ``SIZES`` in which three rings are printed on one page. Where there is none, or with
    ``many`` notes, it is ``many``: customers, internal and external business stand one above the other.
    """

    areas: tuple[Area, ...]
    entries: tuple[Entry, ...]
    strategy: str | None
    language: str | None
    size: str = "large"

    @property
    def few(self) -> bool:
        """Whether the notes fit on a page in a comfortable size, however they are laid out."""
        return sum(len(block.notes) for area in self.areas for block in area.blocks) <= FEW


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
        _size(areas, canvas.strategy or ""),
    )


def _size(areas: tuple[Area, ...], vision: str) -> str:
    """Return in which of ``SIZES`` the rings, with the vision above them, fit a printed page."""
    if sum(len(block.notes) for area in areas for block in area.blocks) > MANY:
        return "many"
    above = 1.7 * (len(vision) // _VISION)
    return next((name for name, width, most in SIZES if _lines(areas, width) + above <= most), "many")


def _lines(areas: Iterable[Area], width: int) -> float:
    """Return about how many lines of ``width`` letters the highest column of the rings takes."""
    heights = {area.name: [_height(block, width) for block in area.blocks] for area in areas}
    whole, *halves = (
        _height(block, width if block.stage else 2 * width)
        for area in areas
        if area.name == "customers"
        for block in area.blocks
    )
    middle = whole + sum(max(pair) for pair in zip(halves[::2], halves[1::2], strict=True))
    columns = [sum(each) for name, each in heights.items() if name not in ("customers", "internal culture")]
    return max(middle + sum(heights["internal culture"]) / 2, *columns)


def _height(block: BlockCard, width: int) -> float:
    """Return the lines that a block takes: its title with the space around it, and its notes."""
    texts = [len(note.text) + 6 * len(note.entries) for note in block.notes] or [len(block.empty)]
    return 2.2 + sum(-(-letters // width) + 0.6 for letters in texts)


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
