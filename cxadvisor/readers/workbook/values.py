"""What a cell says in a field: the text, number, list or part that somebody wrote there.

A list stands in a cell with one entry a line, a part with its keys behind semicolons: “interviews; sample: 12”. What
cannot be written so without doubt is written as JSON, and a list or a mapping in JSON is read wherever one may stand.
"""

from __future__ import annotations

import re
from typing import Any, Final

from cxadvisor.errors import InputError
from cxadvisor.readers.json_text import parse_json
from cxadvisor.readers.keys import keys_of
from cxadvisor.readers.suggestions import folded
from cxadvisor.readers.tables.cells import number_of, read_cell
from cxadvisor.readers.tables.labels import label_of
from cxadvisor.readers.tables.vocabulary import yes_or_no
from cxadvisor.readers.tree import Source
from cxadvisor.readers.workbook.cells import SheetCell
from cxadvisor.readers.workbook.labels import choice_of, index
from cxadvisor.readers.workbook.layout import SMALL, Field, field_in

PARTS: Final = "parts"
"""The table under which the labels of small parts are listed."""

_bullet = re.compile(r"\s*[-–•*]\s+").match
_labelled = re.compile(r"\s*([^:;]{1,60}?)\s*:\s*(\S.*?)\s*").fullmatch
_arrow = re.compile(r"(.*?)\s*(?:→|->)\s*(\S+)").fullmatch
_ends = re.compile(r"\s*([-+−]?\d{1,3})\s*(?:\.\.\.?|…|[-–—:;,]|to)\s*([-+−]?\d{1,3})\s*").fullmatch
_percent = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,10})?)\s?%").fullmatch


def text_in(cell: SheetCell) -> str:
    """Return what a cell shows: a number as it is written, a share as per cent."""
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if cell.kind == "percent" and isinstance(value, int | float):
        return f"{_plain(round(value * 100, 10))} %"
    return value if isinstance(value, str) else _plain(value)


def _plain(number: float) -> str:
    whole = isinstance(number, float) and number.is_integer() and abs(number) < 1e15
    return str(int(number)) if whole else str(number)


def decoded(field: Field, cell: SheetCell) -> Any:
    """Return the value of ``cell`` in ``field``; what does not fit stays a text, and is complained of later."""
    reader = _READERS.get(field.kind)
    if reader is not None:
        return reader(field, cell)
    text = text_in(cell)
    listed = json_in(text) if text[:1] in "[{" else None
    if isinstance(listed, list if field.kind != "mapping" else dict):
        return listed
    return _FROM_TEXT[field.kind](field, text)


def json_in(text: str) -> Any:
    """Return the value that a text is in JSON; None where it is none."""
    try:
        return parse_json(Source(text, None)).tree
    except InputError:
        return None


def _choice(field: Field, cell: SheetCell) -> Any:
    text = text_in(cell)
    said = choice_of(text, field.choices)
    if said is None and field.path.rpartition(".")[2] in ("direction", "source"):
        said = read_cell(field.path.rpartition(".")[2], text)
    return text if said is None else said


def _truth(field: Field, cell: SheetCell) -> Any:
    if isinstance(cell.value, bool):
        return cell.value
    text = text_in(cell)
    said = choice_of(text, ("yes", "no"))
    if said is not None:
        return said == "yes"
    known = yes_or_no(text)
    return text if known is None else known


def _truth_or_text(_: Field, cell: SheetCell) -> Any:
    return cell.value if isinstance(cell.value, bool) else text_in(cell)


def _whole(_: Field, cell: SheetCell) -> Any:
    number = cell.value if isinstance(cell.value, int | float) else read_cell("importance", text_in(cell))
    return text_in(cell) if number is None else number


def _number(_: Field, cell: SheetCell) -> Any:
    if isinstance(cell.value, int | float):
        return cell.value
    percent = _percent(text_in(cell).strip())
    if percent:
        return round(float(percent[1].replace(",", ".")) / 100, 12)
    number = number_of(text_in(cell))
    return text_in(cell) if number is None else number


def _figure(_: Field, cell: SheetCell) -> Any:
    return cell.value if cell.kind == "number" else text_in(cell)


def _anything(_: Field, cell: SheetCell) -> Any:
    if cell.kind in ("number", "truth"):
        return cell.value
    text = text_in(cell)
    if text in ("null", "true", "false"):
        return {"null": None, "true": True, "false": False}[text]
    if text[:1] in '[{"':
        value = json_in(text)
        return text if value is None else value
    return text


_READERS: Final = {
    "text": lambda _, cell: text_in(cell),
    "choice": _choice,
    "truth": _truth,
    "truth_or_text": _truth_or_text,
    "whole": _whole,
    "number": _number,
    "figure": _figure,
    "anything": _anything,
}


def _lines(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    return [line[match.end() :].strip() if (match := _bullet(line)) else line.strip() for line in lines]


def _texts(_: Field, text: str) -> list[str]:
    return _lines(text)


def _text_or_texts(_: Field, text: str) -> Any:
    lines = [line for line in text.split("\n") if line.strip()]
    return _lines(text) if all(map(_bullet, lines)) else text


def _words(_: Field, text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[,;\n]", text) if word.strip()]


def _ids(_: Field, text: str) -> list[str]:
    return [word for word in re.split(r"[\s,;]+", text) if word]


def _blocks(_: Field, text: str) -> list[str]:
    return [_block(line) for line in _lines(text)]


def _block(line: str) -> str:
    """Return a block, or a stage of one, as the file contract writes it."""
    label = label_of(line)
    if label.block is None:
        return line
    return label.block if label.stage is None else f"{label.block}/{label.stage}"


def _scale(field: Field, text: str) -> Any:
    if not field.path.endswith("emotion_scale"):
        return text
    ends = _ends(text)
    if ends:
        return [int(end.replace("−", "-")) for end in ends.groups()]
    lines = _lines(text)
    return lines if len(lines) > 1 else _words(field, text)


def _mapping(_: Field, text: str) -> Any:
    found: dict[str, Any] = {}
    for line in _lines(text):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not (key and colon and value):
            return text
        number = number_of(value)
        found[key] = value if number is None else number
    return found


def _parts(field: Field, text: str) -> list[Any]:
    return [_part(field, line) for line in _lines(text)]


def _part(field: Field, line: str) -> dict[str, Any]:
    """Return a small part that is written in a line: its main value, then labels with values behind semicolons."""
    assert field.part is not None
    main = SMALL[field.part]
    if main == "when" and (arrow := _arrow(line)):
        return {"when": arrow[1], "next": arrow[2]} if arrow[1] else {"next": arrow[2]}
    found: dict[str, Any] = {}
    pieces = line.split(";")
    while pieces and (match := _labelled(pieces[-1])):
        key = index(PARTS, tuple(keys_of(field.part))).get(folded(match[1]))
        if key is None or key in found:
            break
        found[key] = _value(field_in(field.part, key), match[2])
        pieces.pop()
    text = ";".join(pieces).strip()
    entry = {main: text} if text else {}
    return entry | {key: found[key] for key in reversed(found)}


def _value(field: Field, text: str) -> Any:
    """Return a value written behind a label, where numbers look like texts."""
    if text[:1] == "[":
        value = json_in(text)
        return text if value is None else value
    if field.kind in ("figure", "number", "whole"):
        number = number_of(text)
        return text if number is None else number
    return decoded(field, SheetCell(text, "text"))


_FROM_TEXT: Final = {
    "texts": _texts,
    "text_or_texts": _text_or_texts,
    "words": _words,
    "ids": _ids,
    "blocks": _blocks,
    "scale": _scale,
    "mapping": _mapping,
    "parts": _parts,
}
