"""How the cells of a workbook look."""

from __future__ import annotations

from typing import Final, NamedTuple, get_args

from cxadvisor.writers.workbook.drawing import Style, Tone


class Look(NamedTuple):
    """How a cell looks; colours are RGB in hexadecimal digits, an empty text is none.

    ``is_text`` keeps Excel from making dates and formulas of what is typed.
    """

    size: float = 10.5
    colour: str = "222222"
    fill: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    bordered: bool = False
    centred: bool = False
    wrapped: bool = True
    is_text: bool = False


INK: Final = "1F3B4D"
QUIET: Final = "6B7480"
LOOKS: Final[dict[Style, Look]] = {
    "plain": Look(),
    "title": Look(18, INK, bold=True, wrapped=False),
    "lead": Look(11.5, QUIET),
    "heading": Look(12.5, INK, bold=True, wrapped=False),
    "body": Look(11),
    "number": Look(12, INK, bold=True, centred=True),
    "link": Look(11, "1F5C99", underlined=True),
    "label": Look(fill="EEF2F5", colour=INK, bold=True, bordered=True),
    "value": Look(bordered=True, is_text=True),
    "hint": Look(9.5, QUIET, italic=True),
    "header": Look(colour="FFFFFF", fill=INK, bold=True, bordered=True),
    "header_metrics": Look(colour="FFFFFF", fill="4F6D7F", bold=True, bordered=True),
    "customers": Look(fill="FBE9DC", colour="7A3E12", bold=True, bordered=True),
    "internal": Look(fill="E0ECF4", colour=INK, bold=True, bordered=True),
    "external": Look(fill="E6F0E0", colour="2F5A24", bold=True, bordered=True),
    "note": Look(11, bordered=True, is_text=True),
    "cell": Look(bordered=True, is_text=True),
    "figure": Look(bordered=True),
    "question": Look(9.5, QUIET, italic=True, bordered=True),
    "count": Look(bordered=True, centred=True),
    "column": Look(9.5, INK, fill="EEF2F5", bordered=True),
    "explicit": Look(9.5, "FFFFFF", fill="1F6F54", bold=True, bordered=True, centred=True),
    "sure": Look(9.5, "123D2E", fill="8FCBB3", bordered=True, centred=True),
    "assumed": Look(9.5, "4A3B00", fill="F6DE9A", bordered=True, centred=True),
    "candidate": Look(9.5, "5A5A5A", fill="F3F1EA", italic=True, bordered=True, centred=True),
    "ruled_out": Look(9.5, "5A5A5A", fill="D9DDE1", bordered=True, centred=True),
    "none": Look(9.5, QUIET, bordered=True, centred=True),
    "gap": Look(9.5, "9C0006", fill="FFC7CE", bold=True, bordered=True, centred=True),
    "met": Look(9.5, "006100", bordered=True, centred=True),
}
"""What each style is; the fonts are those every office has."""
TONES: Final[dict[Tone, tuple[str, str]]] = {
    "red": ("9C0006", "FFC7CE"),
    "amber": ("7A4B00", "FFEB9C"),
    "green": ("006100", "C6EFCE"),
    "blue": ("1F4E79", "DDEBF7"),
    "grey": ("59626B", "E4E7EA"),
}
"""The colours of words and of the cell around them, in their order in the file."""
FONT: Final = "Calibri"
ORDER: Final[tuple[Style, ...]] = get_args(Style)
"""The number of a style in the file is its place here."""


class Palette(NamedTuple):
    """The colours of a brand: of headings, of the heads of tables, and of the words on these."""

    words: str = INK
    heads: str = INK
    on_heads: str = "FFFFFF"


def styles_xml(palette: Palette) -> str:
    """Return the part of a workbook that says how its cells look."""
    looks = [_in_colours(LOOKS[style], palette) for style in ORDER]
    fonts = "".join(_font(look) for look in looks)
    fills = "".join(_fill(look) for look in looks)
    cells = "".join(_cell(index, look) for index, look in enumerate(looks))
    edge = "".join(
        f'<{side} style="thin"><color rgb="FFC5CDD4"/></{side}>'
        for side in ("left", "right", "top", "bottom")
    )
    return (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<fonts count="{len(looks)}">{fonts}</fonts>'
        f'<fills count="{len(looks) + 2}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border>{edge}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        f'<dxfs count="{len(TONES)}">{"".join(_tone(*each) for each in TONES.values())}</dxfs>'
        "</styleSheet>"
    )


def _in_colours(look: Look, palette: Palette) -> Look:
    if look.fill == INK:
        return look._replace(fill=palette.heads, colour=palette.on_heads)
    return look._replace(colour=palette.words) if look.colour == INK else look


def _tone(words: str, ground: str) -> str:
    return (
        f'<dxf><font><b/><color rgb="FF{words}"/></font><fill><patternFill patternType="solid">'
        f'<fgColor rgb="FF{ground}"/><bgColor rgb="FF{ground}"/></patternFill></fill></dxf>'
    )


def _font(look: Look) -> str:
    marks = f"{'<b/>' * look.bold}{'<i/>' * look.italic}{'<u/>' * look.underlined}"
    colour = f'<color rgb="FF{look.colour}"/>'
    return f'<font>{marks}<sz val="{look.size:g}"/>{colour}<name val="{FONT}"/><family val="2"/></font>'


def _fill(look: Look) -> str:
    if not look.fill:
        return '<fill><patternFill patternType="none"/></fill>'
    colours = f'<fgColor rgb="FF{look.fill}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{colours}</patternFill></fill>'


def _cell(index: int, look: Look) -> str:
    """Return a style of cells; number format 49 is text."""
    format = 49 if look.is_text else 0
    across = ' horizontal="center"' if look.centred else ' horizontal="left"'
    return (
        f'<xf numFmtId="{format}" fontId="{index}" fillId="{index + 2}" borderId="{int(look.bordered)}" xfId="0" '
        'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment{across} vertical="top" wrapText="{int(look.wrapped)}"/></xf>'
    )
