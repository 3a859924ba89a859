"""The fonts of a report: those that come with the package, before them those that the brand names.

Fonts of the machine are looked at only where a brand names one, and no other of them is ever used.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from cxadvisor.model.brand import Brand
from cxadvisor.reporters.pdf.letters import Coverage, coverage
from cxadvisor.reporters.pdf.typesetting import FAMILIES, engine, shipped_fonts

NORMAL: Final = (400, "normal")
"""The weight and style whose letters count: where a bold one lacks a letter, that of the package stands in."""


class Face(NamedTuple):
    """A font file of a family: ``number`` is its place in a collection."""

    path: Path
    number: int
    weight: int
    style: str


class Choice(NamedTuple):
    """What a report is set in: families in the order they are asked for a letter, their files, and their letters."""

    headings: tuple[str, ...]
    text: tuple[str, ...]
    files: tuple[Path, ...]
    covered: tuple[Coverage, ...]


def chosen(brand: Brand) -> Choice:
    """Return the fonts for reports under ``brand``; a family that is not installed here is left out."""
    files = dict.fromkeys(shipped_fonts())
    covered = [coverage(path) for path in shipped_fonts()]
    lists = []
    for name in (brand.fonts.headings or brand.fonts.text, brand.fonts.text):
        family = _family(name) if name else None
        lists.append((family[0], *FAMILIES) if family else FAMILIES)
        for face in family[1] if family else ():
            files[face.path] = None
            if (face.weight, face.style) == NORMAL:
                covered.append(coverage(face.path, face.number))
    return Choice(lists[0], lists[1], tuple(files), tuple(covered))


def remarks(brand: Brand) -> tuple[str, ...]:
    """Return what is to be known of the fonts of ``brand``: those that are not installed here."""
    names = dict.fromkeys(name for name in (brand.fonts.headings, brand.fonts.text) if name)
    return tuple(
        f"The font “{name}” is not installed on this machine. The PDF report is set in {FAMILIES[0]} instead."
        for name in names
        if _family(name) is None
    )


def _family(name: str) -> tuple[str, tuple[Face, ...]] | None:
    """Return an installed family by its own name, with its faces; None where there is none of that name."""
    return _installed().get(name.casefold())


@cache
def _installed() -> dict[str, tuple[str, tuple[Face, ...]]]:
    """Return the families of this machine that are files, by their name in lower case."""
    found: dict[str, tuple[str, tuple[Face, ...]]] = {}
    fonts = engine().Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    for font in sorted(
        fonts, key=lambda each: (each.family, each.weight, each.style, each.path or "", each.index)
    ):
        if font.path is not None:
            face = Face(Path(font.path), font.index, font.weight, font.style)
            family, faces = found.get(font.family.casefold(), (font.family, ()))
            found[font.family.casefold()] = (family, (*faces, face))
    return found
