"""Hands a document to typst: as data in a file of its own, never as markup, where there is nothing else to read.

typst is imported when a PDF is to be made. It reads the templates and the fonts of this package and nothing else: no
file of the machine, no font of it unless the brand names one, and nothing from any network.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Any, Final

from cxadvisor.errors import MissingExtraError, Problem

if TYPE_CHECKING:
    from types import ModuleType

FAMILIES: Final = ("Audit Sans", "Audit Symbols", "Audit Shapes")
"""The fonts that come with the package: letters, pictures and signs."""
TEMPLATES: Final = tuple(
    f"{name}.typ" for name in ("main", "look", "cover", "blocks", "entries", "canvas", "tables", "journeys")
)
STANDARD: Final = "ua-1"
_LINE: Final = 'Install it with: pip install "cxadvisor[pdf]"'


@cache
def engine() -> ModuleType:
    """Import and return typst. Raises ``MissingExtraError`` where it is not installed, or too old."""
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError(Problem("PDF reports need typst, which is not installed.", _LINE)) from error
    return typst


@cache
def shipped_fonts() -> tuple[Path, ...]:
    """Return the font files of this package; from a zip archive they are unpacked until the process ends."""
    unpacked = ExitStack()
    folder = files(__package__).joinpath("fonts")
    found = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".ttf")), key=lambda each: each.name
    )
    return tuple(unpacked.enter_context(as_file(each)) for each in found)


@cache
def templates() -> Mapping[str, bytes]:
    """Return the templates by name."""
    folder = files(__package__).joinpath("templates")
    return {name: folder.joinpath(name).read_bytes() for name in TEMPLATES}


def typeset(
    document: Mapping[str, Any], pictures: Mapping[str, bytes], fonts: Sequence[Path], as_of: str
) -> bytes:
    """Return ``document`` as a PDF.

    Args:
        document: what the templates lay out, as JSON can hold it.
        pictures: the images it names.
        fonts: the font files to use; no others are.
        as_of: the day that stands for the time of making, ``YYYY-MM-DD``.
    """
    typst = engine()
    made = {**templates(), "document.json": json.dumps(document, ensure_ascii=False).encode()}
    day = datetime(*day_of(as_of), tzinfo=UTC)
    with TemporaryDirectory(prefix="cxadvisor-") as root:
        for (
            name,
            data,
        ) in pictures.items():  # typst takes no pictures by their content, so they are all it can read
            Path(root, name).write_bytes(data)
        pdf: bytes = typst.compile(
            made,
            root=root,
            font_paths=_fonts(tuple(fonts)),
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            timestamp=day,
            package_path=root,
            package_cache_path=root,
        )
    return pdf


def day_of(as_of: str) -> tuple[int, int, int]:
    """Return year, month and day of a review; what is no day counts as the first that a PDF can bear."""
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        day = date(1970, 1, 1)
    return max(day.year, 1970), day.month, day.day


@cache
def _fonts(paths: tuple[Path, ...]) -> Any:
    """Return the fonts in ``paths`` as typst takes them, by the folder. Without any it would set blank pages."""
    folder = paths[0].parent
    if {*paths} != {*folder.glob("*.ttf")}:
        folder = Path(mkdtemp(dir=_kept().name))
        for number, path in enumerate(paths):
            copyfile(path, folder / f"{number}{path.suffix}")
    fonts = engine().Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    assert set(FAMILIES) <= set(fonts.families())
    return fonts


@cache
def _kept() -> TemporaryDirectory[str]:
    """Return a folder that is removed when the process ends: typst reads a font when it first needs it."""
    return TemporaryDirectory(prefix="cxadvisor-fonts-")
