"""The canvas as it is written: notes, blocks and what the file says about itself (design: file contract)."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from cxadvisor.model.blocks import BLOCKS, Stage, pointer_of

MAX_TEXT = 2_000
"""The longest text of a note, in characters; a sticky note holds far less."""
MAX_NOTES = 1_000
"""The most notes a list may hold."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT, pattern=r"\S")]
"""A text that says something: blanks alone do not."""
Number = Annotated[float, Field(strict=True)]
"""A number that was written as one: neither ``"7"`` nor ``true``."""
Identifier = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\s/#~]+$")]
"""An id: anything without white space, ``/``, ``#`` and ``~``, so that it cannot be taken for a place."""
Words = Annotated[tuple[Text, ...], Field(max_length=MAX_NOTES)]
Identifiers = Annotated[tuple[Identifier, ...], Field(max_length=MAX_NOTES)]


def open_schema(schema: dict[str, Any]) -> None:
    """Say in a JSON Schema what the readers do: extensions ``x-…`` and ``$schema`` pass, any other key does not."""
    schema["additionalProperties"] = False
    schema["patternProperties"] = {"^x-": {}, r"^\$schema$": {"type": "string"}}


class Part(BaseModel):
    """What every part of a strategy file has in common: frozen, and open to ``x-…`` keys, which are kept."""

    model_config = ConfigDict(
        frozen=True, extra="allow", populate_by_name=True, defer_build=True, json_schema_extra=open_schema
    )

    @model_validator(mode="after")
    def _no_unknown_keys(self) -> Self:
        for key in self.model_extra or ():
            if not (key.startswith("x-") or key == "$schema"):
                raise ValueError(f"“{key}” is not a key of this part")
        return self


class Note(Part):
    """A sticky note. Written as a plain string, or as an object where more is known of it.

    ``for_`` and ``not_for`` (in files: ``for``) name ids of other notes: the link is given, or ruled out, whatever the
    linker makes of the words. ``through`` names channels, by id or as one writes them. ``importance`` runs from 1 to 3.
    """

    text: Text
    id: Identifier | None = None
    for_: Identifiers = Field(default=(), alias="for")
    not_for: Identifiers = ()
    through: Words = ()
    owner: Text | None = None
    evidence: Text | Words | None = None
    importance: Annotated[int, Field(strict=True, ge=1, le=3)] | None = None
    status: Text | None = None
    tags: Words = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class SegmentNote(Note):
    """A note of the segments block; ``share`` is the part of all customers it stands for (0–1)."""

    share: Annotated[float, Field(strict=True, ge=0, le=1)] | None = None


class MetricNote(Note):
    """A note of the metrics block, with what makes a number steerable (K6).

    ``baseline`` and ``target`` are numbers or texts such as ``"92 %"``; ``due`` is an ISO date; ``scale`` is
    a text such as ``"0–10"`` or a pair of bounds; ``source`` says who speaks: customers (external) or
    operations (internal).
    """

    unit: Text | None = None
    baseline: Number | Text | None = None
    target: Number | Text | None = None
    direction: Literal["up", "down"] | None = None
    due: Text | None = None
    frequency: Text | None = None
    source: Literal["internal", "external"] | None = None
    scale: Text | tuple[Number, Number] | None = None


Notes = Annotated[tuple[Note, ...], Field(max_length=MAX_NOTES)]


class StagedNotes(Part):
    """The notes of a block that is filled twice: before and after the sale."""

    pre_sale: Notes = ()
    post_sale: Notes = ()


class StagedMetrics(Part):
    """The metrics before and after the sale."""

    pre_sale: Annotated[tuple[MetricNote, ...], Field(max_length=MAX_NOTES)] = ()
    post_sale: Annotated[tuple[MetricNote, ...], Field(max_length=MAX_NOTES)] = ()


class Waiver(Part):
    """An accepted exception: a rule at an id, at a block, or one finding by its fingerprint; with its reason.

    ``until`` is the last day (ISO date) on which the waiver holds.
    """

    rule: Text
    at: Text | None = None
    fingerprint: Text | None = None
    reason: Text
    until: Text | None = None

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.at is None) == (self.fingerprint is None):
            raise ValueError("a waiver names either “at” (an id or a block) or “fingerprint”")
        return self


class PlacedNote(NamedTuple):
    """A note together with where it stands; ``place`` is its JSON pointer."""

    block: str
    stage: Stage | None
    place: str
    note: Note

    @property
    def text(self) -> str:
        """The words on the note."""
        return self.note.text


class Canvas(Part):
    """A filled Customer Experience Strategy Canvas; field names are the keys of the file, in fill order."""

    cxcanvas: Literal["1"] = "1"
    title: Text | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    organisation: Text | None = None
    industry: Text | None = None
    date: Text | None = None
    authors: Words = ()
    strategy: Text | None = None

    segments: Annotated[tuple[SegmentNote, ...], Field(max_length=MAX_NOTES)] = ()
    needs: StagedNotes = StagedNotes()
    moments: StagedNotes = StagedNotes()
    preferred_channels: StagedNotes = StagedNotes()
    objectives: StagedNotes = StagedNotes()
    culture: Notes = ()
    activities: StagedNotes = StagedNotes()
    supported_channels: StagedNotes = StagedNotes()
    metrics: StagedMetrics = StagedMetrics()
    service_model: Notes = ()
    sales_model: Notes = ()
    retention_plan: Notes = ()
    awareness_plan: Notes = ()

    not_captured: tuple[str, ...] = ()
    waivers: Annotated[tuple[Waiver, ...], Field(max_length=MAX_NOTES)] = ()

    personas: Any = None
    empathy_maps: Any = None
    journeys: Any = None
    employee_journeys: Any = None
    service_template: Any = None
    heart: Any = None
    five_whys: Any = None
    user_flows: Any = None

    def notes_of(self, block: str, stage: Stage | None = None) -> tuple[Note, ...]:
        """Return the notes of ``block``; of a staged block those of ``stage``."""
        content = getattr(self, block)
        notes: tuple[Note, ...] = content if stage is None else getattr(content, stage)
        return notes

    def placed_notes(self) -> Iterator[PlacedNote]:
        """Yield every note with its place, in fill order."""
        for block in BLOCKS.values():
            for stage in block.stages:
                for index, note in enumerate(self.notes_of(block.name, stage)):
                    yield PlacedNote(block.name, stage, pointer_of(block.name, stage, index), note)

    def is_captured(self, block: str, stage: Stage | None = None) -> bool:
        """Whether an empty ``block`` (or stage of it) is a gap, rather than left out on purpose."""
        return block not in self.not_captured and f"{block}/{stage}" not in self.not_captured
