"""A strategy: one or more canvases, where each of their parts stands, and the settings beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.model.brand import Brand, WordTemplate
from cxadvisor.model.canvas import Canvas, Part

if TYPE_CHECKING:
    from cxadvisor.model.artefacts import Artefact
    from cxadvisor.model.review_notes import NotesFile


class Position(NamedTuple):
    """Where something stands in a file; line and column count from 1."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None


class PlacedArtefact(NamedTuple):
    """An artefact together with its companion key (``kind``) and its place in its file, a JSON pointer."""

    kind: str
    place: str
    artefact: "Artefact"


class CompanionFile(NamedTuple):
    """A file of artefacts, its name, the digest of its bytes and the position of every place in it."""

    name: str
    digest: str
    positions: Mapping[str, Position]
    artefacts: tuple[PlacedArtefact, ...]

    def existing(self, place: str) -> str:
        """Return the place, or, where the file does not hold it, that of what encloses it."""
        return enclosing(place, self.positions)

    def position_of(self, place: str) -> Position:
        """Return the position of ``place``, or of the nearest part that encloses it."""
        return self.positions.get(enclosing(place, self.positions), Position(self.name))


UNWRITTEN: Final = ("always", "profile")
"""Keys of artefacts that need not be written: where a list stands for a part, it is what the part has under them."""


def _held(tree: Any, place: str, tokens: Sequence[str]) -> str:
    """Return the place that ``tokens`` lead to from ``place``, as far as ``tree`` goes."""
    for token in tokens:
        if isinstance(tree, Mapping) and token in tree:
            tree = tree[token]
        elif isinstance(tree, list) and token.isdigit() and int(token) < len(tree):
            tree = tree[int(token)]
        elif isinstance(tree, list) and token in UNWRITTEN:
            continue
        else:
            break
        place = f"{place}/{token}"
    return place


def enclosing(place: str, positions: Mapping[str, object]) -> str:
    """Return ``place`` if ``positions`` knows it, else the nearest place around it that it knows."""
    for key in UNWRITTEN:
        if place not in positions and (written := place.replace(f"/{key}/", "/", 1)) in positions:
            return written
    while place and place not in positions:
        place = place.rpartition("/")[0]
    return place


class CanvasFile(NamedTuple):
    """A canvas, the name of its file, the digest of its bytes (SHA-256, hex) and the position of every place in it.

    ``positions`` maps JSON pointers to positions. A place that is absent is found at what encloses it. ``artefacts``
    are those inside the canvas file.
    """

    canvas: Canvas
    name: str
    digest: str
    positions: Mapping[str, Position]
    artefacts: tuple[PlacedArtefact, ...] = ()

    def existing(self, place: str) -> str:
        """Return the place of a block, stage or note, or, where the file does not hold it, of what encloses it."""
        block, *rest = place.split("/")[1:] or [""]
        if block in COMPANION_KEYS:
            return _held(getattr(self.canvas, block), f"/{block}", rest)
        if block not in self.canvas.model_fields_set:
            return ""
        content = getattr(self.canvas, block)
        if rest and isinstance(content, Part) and rest[0] not in content.model_fields_set:
            return f"/{block}"
        return place

    def position_of(self, place: str) -> Position:
        """Return the position of ``place``, or of the nearest part that encloses it."""
        return self.positions.get(enclosing(place, self.positions), Position(self.name))


REPORT_MARK: Final = "[//]: # (cxreview)"
"""Ends a report in Markdown, invisibly, so that one that lies beside the canvas is known for what it is."""
REPORT_KEY: Final = "cxreview"
"""The key at the top of a report in JSON, and the first column of one in CSV, for the same purpose."""


class Sources(NamedTuple):
    """Where places of a review lead: plain pointers into ``canvas``, places with a file's name into ``others``."""

    canvas: CanvasFile | None
    others: Mapping[str, CanvasFile | CompanionFile]

    def existing(self, place: str) -> str:
        """Return ``place``, or, where its file does not hold it, that of what encloses it."""
        prefix, pointer = split_place(place)
        source = self._file(prefix)
        return prefix + (source.existing(pointer) if source else pointer)

    def position_of(self, place: str) -> Position:
        """Return the position of ``place``, or of the nearest part that encloses it."""
        prefix, pointer = split_place(place)
        source = self._file(prefix)
        return source.position_of(pointer) if source else Position(prefix[:-1] or None)

    def _file(self, prefix: str) -> CanvasFile | CompanionFile | None:
        return self.others.get(prefix[:-1]) if prefix else self.canvas


def split_place(place: str) -> tuple[str, str]:
    """Return what stands before the pointer of a place – the name of a file and “#”, or nothing – and the pointer."""
    if place.startswith("/") or "#" not in place:
        return "", place
    name, mark, pointer = place.partition("#/")  # a name may hold “#”, but no “/”
    return (name + mark[:1], mark[1:] + pointer) if mark else (place, "")


Severity = Literal["high", "medium", "low"]
Edition = Literal["working", "client"]
"""For whom a review is: the consultants, who see all, or the client, who sees what is signed off."""


class Settings(BaseModel):
    """What ``cxadvisor.toml`` may say. Rules are named by name or code.

    ``efforts`` and ``impacts`` say what following the advice of a rule takes, and what comes of it. ``fill_order``
    lists the three sections from the inside out and replaces CustCore's order; ``packs`` names files or folders of rule
    cards, relative to the settings file, or ``python:NAME`` for an installed pack of Python rules. ``semantic`` has a
    language model asked what notes mean; it needs the extra of that name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = Field(default_factory=dict)
    efforts: Mapping[str, Severity] = Field(default_factory=dict)
    impacts: Mapping[str, Severity] = Field(default_factory=dict)
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    fill_order: tuple[str, ...] = ()
    brand: Brand = Brand()
    baseline: str | None = None
    packs: tuple[str, ...] = ()
    semantic: StrictBool = False
    history: StrictBool = False
    edition: Edition | None = None


class SkippedPart(NamedTuple):
    """A file, or a part of one, that belongs to the strategy but is not reviewed; ``why`` is a sentence."""

    at: str
    why: str


class Strategy(NamedTuple):
    """All that is reviewed as one; ``name`` is the path or title it was loaded under.

    ``companions`` are the files of artefacts beside the canvases. ``unknown`` are keys of artefacts that no model has:
    they are kept in their file, and no rule looks at them. ``unplaced`` is what a file of another format (a workbook, a
    table) holds beside what was read. ``notes`` is what the consultant says of its review.
    """

    name: str
    canvases: tuple[CanvasFile, ...]
    settings: Settings = Settings()
    skipped: tuple[SkippedPart, ...] = ()
    companions: tuple[CompanionFile, ...] = ()
    unknown: tuple[SkippedPart, ...] = ()
    unplaced: tuple[SkippedPart, ...] = ()
    notes: "NotesFile | None" = None

    def with_template(self, template: WordTemplate) -> "Strategy":
        """Return the strategy with this Word template in its brand."""
        brand = self.settings.brand.model_copy(update={"template": template})
        return self._replace(settings=self.settings.model_copy(update={"brand": brand}))


def ids_of(files: Iterable[CanvasFile | CompanionFile]) -> Iterator[str]:
    """Yield the ids given in the artefacts of ``files``, to them or to their parts."""
    for file in files:
        for placed in file.artefacts:
            yield from _ids_in(placed.artefact)


def _ids_in(part: Part) -> Iterator[str]:
    given = getattr(part, "id", None)
    if isinstance(given, str):
        yield given
    for key in part.model_fields_set:
        value = getattr(part, key)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Part):
                yield from _ids_in(each)
