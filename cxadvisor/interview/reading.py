"""Reads a filled interview sheet: what was answered to which question, and where that stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from cxadvisor.errors import InputError, Problem
from cxadvisor.interview.sheets import COLUMNS, ID_MARK, VERSION, SheetFormat
from cxadvisor.model.strategy import Position
from cxadvisor.noting.reading_register import Cell
from cxadvisor.noting.tables import read_tables
from cxadvisor.readers.complaints import Complaints
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.formats import LIMITS, parse
from cxadvisor.readers.safe_bytes import require_size
from cxadvisor.readers.suggestions import folded
from cxadvisor.readers.tree import Source, shown
from cxadvisor.texts import LANGUAGES, notes_texts

_AGAIN: Final = "Write one: cxadvisor interview PATH -o FILE"
_KEYS: Final = frozenset(("id", "ask", "where", "candidates", "how", "answer", "comment"))
_HEADER_WITHIN: Final = 20
_id_line = re.compile(r"- `([a-z0-9-]{1,80})`")
_heading = re.compile(r"#{1,3}\s")


class Answered(NamedTuple):
    """What stands in a sheet for one question; each part knows where."""

    id: Cell
    answer: Cell
    comment: Cell


def read_sheet(data: bytes, format: SheetFormat, name: str) -> list[Answered]:
    """Return what a sheet says, for each of its questions.

    Args:
        data: the content of the file.
        format: ``markdown``, ``xlsx`` or ``yaml``.
        name: what to call the file in messages.

    Raises:
        InputError: it cannot be read, or is no interview sheet; with every problem.
    """
    if format == "yaml":
        return _from_yaml(data, name)
    found = _from_markdown(data, name) if format == "markdown" else _from_workbook(data, name)
    if found is None:
        raise InputError(Problem("This is not an interview sheet.", _AGAIN, name))
    return found


def _from_yaml(data: bytes, name: str) -> list[Answered]:
    document = parse(data, "yaml", name)
    tree = document.tree
    if not isinstance(tree, dict) or tree.get("cxinterview") != VERSION:
        document.source.refuse("This is not an interview sheet.", _AGAIN, offset=0)
    complaints = Complaints(document)
    items = tree.get("items")
    if not isinstance(items, list):
        document.source.refuse("“items” is not a list.", _AGAIN, offset=document.offset("/items"))
    found = []

    def cell(item: Mapping[str, Any], at: str, key: str) -> Cell:
        value = item.get(key)
        offset = document.offset(f"{at}/{key}")
        line, column = (None, None) if offset is None else document.source.line_and_column(offset)
        if value is not None and not isinstance(value, str):
            complaints.add(f"“{key}” is not a text.", "Put it in quotes.", f"{at}/{key}")
        return Cell(value if isinstance(value, str) else "", Position(name, line, column))

    for index, item in enumerate(items):
        at = f"/items/{index}"
        if not isinstance(item, dict):
            complaints.add("This is not a question.", "Change nothing but the answers.", at)
            continue
        for key in item:
            if key not in _KEYS and not key.startswith("x-"):
                complaints.add(f"“{shown(key)}” is not a key here.", "Remove it.", f"{at}/{key}", key=True)
        found.append(Answered(*(cell(item, at, key) for key in ("id", "answer", "comment"))))
    complaints.raise_if_any()
    return found


def _from_workbook(data: bytes, name: str) -> list[Answered] | None:
    for table in read_tables(data, "xlsx", name):
        for number, row in enumerate(table[:_HEADER_WITHIN]):
            for names in _column_names():
                columns = {
                    names[key]: index for index, cell in enumerate(row) if (key := folded(cell.text)) in names
                }
                if {"id", "answer"} <= set(columns):
                    blank = Cell("", Position(None, number, None, None))
                    return [
                        Answered(
                            *(
                                each[columns[key]] if key in columns else blank
                                for key in ("id", "answer", "comment")
                            )
                        )
                        for each in table[number + 1 :]
                    ]
    return None


@cache
def _column_names() -> tuple[Mapping[str, str], ...]:
    """Return for each language what the columns are called."""
    return tuple(
        {folded(notes_texts(language)(f"interview.column.{column}")): column for column in COLUMNS[:-1]}
        | {folded(ID_MARK): "id"}
        for language in LANGUAGES
    )


def _from_markdown(data: bytes, name: str) -> list[Answered] | None:
    require_size(data, LIMITS["markdown"], name)
    source = decode(data, name)
    found = list(_in_markdown(source))
    return found or None


def _in_markdown(source: Source) -> Iterator[Answered]:
    """Yield the questions of a page: a line with an id, then what stands behind the words for answer and comment."""
    labels = {
        f"{notes_texts(language)(f'interview.column.{part}')}:": part
        for language in LANGUAGES
        for part in ("answer", "comment")
    }
    id: Cell | None = None
    parts: dict[str, Cell] = {}
    current = ""
    for number, line in enumerate(source.text.splitlines(), start=1):
        text = line.strip()
        begin = _id_line.match(text)
        if begin or _heading.match(line) or text.startswith("[//]: #"):
            if id is not None and (begin or parts):
                yield _answered(id, parts)
                id = None
            if begin:
                id = Cell(begin[1], Position(None, number, 1))
                parts = {}
            current = ""
            continue
        label = next((each for each in labels if text.startswith(each)), None)
        if id is not None and label is not None:
            current = labels[label]
            text = text.removeprefix(label).strip()
            parts[current] = Cell(text, Position(None, number, line.index(label) + 1))
        elif current and text:
            before = parts[current]
            parts[current] = before._replace(text=f"{before.text}\n{text}".strip())
    if id is not None:
        yield _answered(id, parts)


def _answered(id: Cell, parts: Mapping[str, Cell]) -> Answered:
    blank = Cell("", id.position)
    return Answered(id, parts.get("answer", blank), parts.get("comment", blank))
