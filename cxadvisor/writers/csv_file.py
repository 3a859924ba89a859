"""Writes a canvas as CSV: a row a note, with a column for each key that any note has.

What is said of the canvas itself stands in rows, too, with its key in place of a block. Cells that a spreadsheet would
take for formulas begin with an apostrophe, which the reader takes off again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS
from cxadvisor.model.canvas import MetricNote, SegmentNote
from cxadvisor.readers.delimited import DELIMITERS
from cxadvisor.readers.keys import is_extension, keys_of
from cxadvisor.readers.tables.cells import guarded, write_cell
from cxadvisor.writers import Written
from cxadvisor.writers.reading_back import lost

_KEYS: Final = tuple(dict.fromkeys((*keys_of(SegmentNote), *keys_of(MetricNote))))
_WHY: Final = "A list of notes cannot hold it; write JSON, YAML or a workbook."
SEMICOLONS: Final = frozenset({"ro", "pl", "ru", "it"})
"""Languages in which a comma stands before decimals, so that spreadsheets part cells by semicolons."""


def write(tree: Mapping[str, Any], language: str) -> Written:
    """Return the canvas of ``tree`` (in canonical form) as CSV in UTF-8 with its mark, as spreadsheets want it.

    Args:
        tree: what is to be written; artefacts are no notes and are lost.
        language: decides what parts the cells: a comma, or a semicolon.
    """
    notes = list(_notes(tree))
    columns = [key for key in _KEYS if key != "text" and any(key in note for _, _, note in notes)]
    columns += sorted({key for _, _, note in notes for key in note if is_extension(key)})
    rows = [["block", "stage", "text", *columns]]
    rows += [[key, "", _about(key, value)] for key, value in tree.items() if _is_about(key)]
    for block, stage, note in notes:
        cells = [write_cell(key, note[key]) if key in note else "" for key in columns]
        rows.append([block, stage or "", str(note.get("text", "")), *cells])
    delimiter = ";" if language in SEMICOLONS else ","
    text = "".join(delimiter.join(map(csv_cell, row)) + "\r\n" for row in rows)
    data = text.encode("utf-8-sig")
    return Written(data, lost(tree, data, "csv", _WHY))


def _notes(tree: Mapping[str, Any]) -> Iterator[tuple[str, str | None, Mapping[str, Any]]]:
    """Yield every note with its block and stage; an empty list is a row without a text."""
    for name, block in BLOCKS.items():
        content = tree.get(name)
        lists = content if block.staged and isinstance(content, dict) else {None: content}
        for stage, notes in lists.items():
            if isinstance(notes, list):
                yield from ((name, stage, note) for note in (notes or [{}]))


def _is_about(key: str) -> bool:
    return key not in BLOCKS and key not in COMPANION_KEYS


def _about(key: str, value: Any) -> str:
    return value if isinstance(value, str) and not is_extension(key) else write_cell("x-", value)


def csv_cell(text: str) -> str:
    """Return a text as a cell of CSV that no spreadsheet takes for a formula."""
    text = guarded(text)
    if any(char in text for char in ('"', "\r", "\n", *DELIMITERS)) or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text
