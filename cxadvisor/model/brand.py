"""Who hands a report over, to whom, and how it is to look."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""A colour as ``#rrggbb``."""
FontName = Annotated[str, Field(pattern=r"^[^\W_](?:[\w .-]{0,78}[\w.])?$")]
"""The name of a font family: letters, digits, blanks, dots and hyphens."""


class _BrandPart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Logo(_BrandPart):
    """A picture, as it was read from its file; ``width`` and ``height`` are in pixels."""

    name: str
    media_type: Literal["image/png", "image/jpeg"]
    data: bytes = Field(repr=False)
    width: int
    height: int


class Colours(_BrandPart):
    """``primary`` is for surfaces and lines, ``accent`` for links and marks; None: the colour of cxadvisor."""

    primary: Colour | None = None
    accent: Colour | None = None


class Fonts(_BrandPart):
    """The families of ``headings`` and of the ``text``; where one is not installed, another takes its place."""

    headings: FontName | None = None
    text: FontName | None = None


class WordTemplate(_BrandPart):
    """A Word document with placeholders, as it was read from its file."""

    name: str
    data: bytes = Field(repr=False)


class Brand(_BrandPart):
    """The consultant's own: ``name`` hands the report over to ``client``.

    ``confidentiality`` is the line on every page, ``cover`` a paragraph on the first. ``template`` is what reports for
    Word are filled into.
    """

    name: str | None = None
    client: str | None = None
    confidentiality: str | None = None
    cover: str | None = None
    logo: Logo | None = None
    colours: Colours = Colours()
    fonts: Fonts = Fonts()
    template: WordTemplate | None = None
