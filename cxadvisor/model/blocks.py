"""The blocks of the Customer Experience Strategy Canvas, and what may be said of their notes (S1)."""

from typing import Final, Literal, NamedTuple

Stage = Literal["pre_sale", "post_sale"]
Section = Literal["customers", "internal", "external"]
Relation = Literal["serves", "measures", "supports", "meets", "moves", "uses", "shows", "concerns", "matches"]
"""How two notes, or an item of an artefact and a note, belong together; ``matches``: both speak of the same."""

STAGES: Final[tuple[Stage, ...]] = ("pre_sale", "post_sale")


class Block(NamedTuple):
    """One block: its key in the file, its section, its place in the fill order (from 1) and its stages.

    ``implied_stage`` is the stage that an undivided block speaks of (the sales model is about the time before the
    sale), or None where it speaks of both. ``note_fact`` names the fact that a note of the block becomes.
    """

    name: str
    section: Section
    number: int
    staged: bool
    implied_stage: Stage | None
    note_fact: str

    @property
    def stages(self) -> tuple[Stage | None, ...]:
        """The stages under which notes stand: both, or a single None for an undivided block."""
        return STAGES if self.staged else (None,)


BLOCKS: Final[dict[str, Block]] = {
    block.name: block
    for block in (
        Block("segments", "customers", 1, False, None, "segment"),
        Block("needs", "customers", 2, True, None, "need"),
        Block("moments", "customers", 3, True, None, "moment"),
        Block("preferred_channels", "customers", 4, True, None, "preferred_channel"),
        Block("objectives", "internal", 5, True, None, "objective"),
        Block("culture", "internal", 6, False, None, "principle"),
        Block("activities", "internal", 7, True, None, "activity"),
        Block("supported_channels", "internal", 8, True, None, "supported_channel"),
        Block("metrics", "internal", 9, True, None, "metric"),
        Block("service_model", "external", 10, False, "post_sale", "service_principle"),
        Block("sales_model", "external", 11, False, "pre_sale", "sales_principle"),
        Block("retention_plan", "external", 12, False, "post_sale", "retention_measure"),
        Block("awareness_plan", "external", 13, False, "pre_sale", "awareness_measure"),
    )
}
"""Every block by name, in CustCore's fill order: customers, then internal business, then external business."""

SECTIONS: Final[dict[Section, tuple[str, ...]]] = {
    section: tuple(block.name for block in BLOCKS.values() if block.section == section)
    for section in ("customers", "internal", "external")
}
"""The blocks of each section, in fill order."""

CARRIERS: Final[dict[Relation, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "serves": (
        ("activities", "service_model", "sales_model", "retention_plan", "awareness_plan"),
        ("moments", "needs"),
    ),
    "measures": (("metrics",), ("objectives",)),
    "supports": (("supported_channels",), ("preferred_channels",)),
    "meets": (("objectives",), ("needs",)),
    "moves": (("activities",), ("objectives",)),
    "uses": (("activities",), ("supported_channels", "preferred_channels")),
    "shows": (
        ("activities", "service_model", "sales_model", "retention_plan", "awareness_plan"),
        ("culture",),
    ),
    "concerns": (("needs", "moments", "preferred_channels"), ("segments",)),
}
"""For each relation: the blocks a link may start from, and those it may lead to."""

COMPANION_KEYS: Final[tuple[str, ...]] = (
    "personas",
    "empathy_maps",
    "journeys",
    "employee_journeys",
    "service_template",
    "heart",
    "five_whys",
    "user_flows",
)
"""The keys of companion artefacts, as files of their own or inside the canvas file."""


def relation_between(source: str, target: str) -> Relation | None:
    """Return the relation that a link from a note of block ``source`` to one of block ``target`` has, or None."""
    for relation, (sources, targets) in CARRIERS.items():
        if source in sources and target in targets:
            return relation
    return None


def pointer_of(block: str, stage: Stage | None = None, index: int | None = None) -> str:
    """Return the RFC 6901 pointer of a block, of one of its stages, or of a note."""
    parts = [block] if stage is None else [block, stage]
    if index is not None:
        parts.append(str(index))
    return "/" + "/".join(parts)
