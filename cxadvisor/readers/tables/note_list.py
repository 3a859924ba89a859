"""Reads lists of notes: a row a note, with columns for its text, its block, its stage and what more is known."""

from __future__ import annotations

import re
from typing import Any, Final

from cxadvisor.readers.keys import is_extension, keys_of, note_of
from cxadvisor.readers.tables.cells import read_cell
from cxadvisor.readers.tables.grid import Cell, Grid, unread, why_unread
from cxadvisor.readers.tables.labels import NOTHING, Label, is_italian, label_of, why_unplaced
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tables.vocabulary import listed_words, vocabulary, words_of
from cxadvisor.readers.tables.words import NOTE_COLUMNS
from cxadvisor.readers.tree import shown

_ABOUT: Final = "cxcanvas title language organisation industry date authors strategy not_captured waivers"
ABOUT: Final = frozenset(_ABOUT.split())
"""Keys of the canvas that a row may hold in place of a block; its text is then the value."""
HEADER_ROWS: Final = 10
"""So far down the header is looked for."""

_is_id = re.compile(r"[^\s/#~]{1,100}").fullmatch


class NoteList:
    """A table that was recognised as a list of notes: which column holds what."""

    def __init__(
        self,
        grid: Grid,
        header: int,
        columns: dict[str, int],
        extensions: dict[str, int],
        under: Label = NOTHING,
    ) -> None:
        self._grid = grid
        self._under = under
        self._header = header
        self._columns = columns
        self._extensions = extensions
        self._titles = self._titles_by_id()
        blocks = self._column("block")
        self._italian = is_italian([cell.text for cell in blocks])

    @property
    def recognised(self) -> int:
        """How many rows name a block."""
        return sum(self._label(row) != NOTHING or self._is_about(row) for row in self._rows())

    @property
    def is_row_a_block(self) -> bool:
        """Whether the table says no more than which notes stand in which block, and names each block once."""
        labels = [self._label(row) for row in self._rows()]
        return (
            not self._extensions
            and self._columns.keys() <= {"block", "text"}
            and len(set(labels)) == len(labels)
        )

    def read(self, into: Gathering) -> None:
        """Take all notes."""
        for row in self._rows():
            self._take(row, into)
        used = {*self._columns.values(), *self._extensions.values()}
        labels = self._grid.rows[self._header]
        contents = [self._grid.column(index)[self._header + 1 :] for index in range(len(labels))]
        if left := unread(labels, contents, used):
            into.leave(left[0].label, why_unread(left, "a note"), left[0].position)

    def _rows(self) -> range:
        return range(self._header + 1, len(self._grid.rows))

    def _column(self, role: str) -> list[Cell]:
        index = self._columns.get(role)
        return [] if index is None else [self._grid.cell(row, index) for row in self._rows()]

    def _cell(self, role: str, row: int) -> Cell:
        index = self._columns.get(role)
        return Cell("", self._grid.place_of(row)) if index is None else self._grid.cell(row, index)

    def _titles_by_id(self) -> dict[str, str]:
        """Return the texts by id: a column for the block may name the frame around a note by its id."""
        if not {"id", "text", "block"} <= self._columns.keys():
            return {}
        return {
            self._cell("id", row).label: self._cell("text", row).label
            for row in self._rows()
            if not self._cell("id", row).is_blank
        }

    def _written_label(self, row: int) -> str:
        label = self._cell("block", row).label
        return self._titles.get(label, label)

    def _label(self, row: int) -> Label:
        label = label_of(self._written_label(row), italian=self._italian)
        stage = label_of(self._cell("stage", row).label).stage
        return Label(label.block or self._under.block, stage or label.stage or self._under.stage)

    def _is_about(self, row: int) -> bool:
        key = self._cell("block", row).text
        return key in ABOUT or is_extension(key)

    def _take(self, row: int, into: Gathering) -> None:
        text = self._cell("text", row)
        if self._is_about(row):
            self._take_about(self._cell("block", row), text, into)
            return
        label = self._label(row)
        if text.is_blank:
            if label.block and label.is_whole and not self._others(row):
                into.notes(label.block, label.stage)
            elif any(not cell.is_blank for cell in self._grid.rows[row]):
                first = next(cell for cell in self._grid.rows[row] if not cell.is_blank)
                into.leave(first.label, "stands in a row without a text.", first.position)
            return
        if not label.is_whole:
            if self._is_frame(row):
                return
            written = self._written_label(row)
            stage = self._cell("stage", row).label
            why = why_unplaced(written) if written else "has no block beside it."
            if label.block and stage:
                why = f"stands in the stage “{shown(stage)}”, which is neither before nor after the sale."
            into.leave(text.label, why, text.position)
            return
        assert label.block is not None
        into.note(label.block, label.stage, self._note(row, label.block, text, into))

    def _is_frame(self, row: int) -> bool:
        """Whether the row is the frame around other notes, so that its text is the label of theirs."""
        identifier = self._cell("id", row).label
        return bool(identifier) and any(cell.label == identifier for cell in self._column("block"))

    def _others(self, row: int) -> bool:
        known = {self._columns.get("block"), self._columns.get("stage")}
        return any(not cell.is_blank for index, cell in enumerate(self._grid.rows[row]) if index not in known)

    def _note(self, row: int, block: str, text: Cell, into: Gathering) -> Any:
        note: dict[str, Any] = {}
        allowed = keys_of(note_of(block))
        for key, index in (*self._columns.items(), *self._extensions.items()):
            cell = self._grid.cell(row, index)
            if key in ("text", "block", "stage") or cell.is_blank:
                continue
            value = read_cell(key, cell.text)
            if key not in allowed and not is_extension(key):
                into.leave(
                    cell.label,
                    f"stands in the column “{key}”, which notes of this block do not have.",
                    cell.position,
                )
            elif (value is None and not is_extension(key)) or (key == "id" and not _is_id(cell.text)):
                into.leave(
                    cell.label,
                    f"is nothing that “{key}” can be; the note was read without it.",
                    cell.position,
                )
            else:
                note[key] = At(value, cell.position)
        if not note:
            return At(text.text, text.position)
        return At({"text": At(text.text, text.position), **note}, text.position)

    def _take_about(self, key: Cell, text: Cell, into: Gathering) -> None:
        name = key.text
        if text.is_blank:
            return
        if name in ("authors", "not_captured", "waivers") or is_extension(name):
            value = read_cell("x-", text.text)
            if name in ("authors", "not_captured") and isinstance(value, str):
                value = [part.strip() for part in re.split(r"[,;]", value) if part.strip()]
        else:
            value = text.text
        into.about[name] = At(value, text.position)


def note_list(grid: Grid, under: Label = NOTHING) -> NoteList | None:
    """Return the table as a list of notes, or None if no row is the header of one.

    Args:
        grid: the table.
        under: the block, or the block and stage, that all notes are of where they do not say so themselves.
    """
    best: NoteList | None = None
    for row in range(min(HEADER_ROWS, len(grid.rows))):
        candidate = _with_header(grid, row, under)
        if candidate and (best is None or candidate.recognised > best.recognised):
            best = candidate
    return best


def _with_header(grid: Grid, row: int, under: Label) -> NoteList | None:
    roles: dict[str, list[int]] = {}
    extensions: dict[str, int] = {}
    for index, cell in enumerate(grid.rows[row]):
        label = cell.label
        if is_extension(cell.text):
            extensions[cell.text] = index
            continue
        role = label if label in NOTE_COLUMNS else vocabulary("NOTE_COLUMNS")(label)
        if under.block and label_of(label).block == under.block:
            role = "text"
        if role:
            roles.setdefault(role, []).append(index)
    if "text" not in roles:
        return None
    columns = {role: found[0] for role, found in roles.items()}
    columns["text"] = min(roles["text"], key=lambda index: _rank(grid.rows[row][index].label))
    candidates = [*roles.get("block", ()), *roles.get("tags", ())]
    if under.block:
        return NoteList(grid, row, columns, extensions, under)
    if not candidates:
        return None
    lists = []
    for index in candidates:
        chosen = {**columns, "block": index}
        if chosen.get("tags") == index:
            del chosen["tags"]
        lists.append(NoteList(grid, row, chosen, extensions))
    return max(lists, key=lambda each: each.recognised)


def _rank(label: str) -> int:
    """The place of a label among those for the text of a note; the first one is the surest."""
    order = [words_of(word) for word in listed_words(NOTE_COLUMNS["text"])]
    words = words_of(label)
    return order.index(words) if words in order else len(order)
