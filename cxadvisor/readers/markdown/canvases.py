"""Reads canvases from documents: a heading a block, with its notes in lists, tables or paragraphs."""

from __future__ import annotations

import re
from typing import Any, Final

from cxadvisor.readers.keys import is_extension, keys_of, note_of
from cxadvisor.readers.markdown.document import Content, Item, Listing, Paragraph, Section, Table
from cxadvisor.readers.tables.cells import read_cell
from cxadvisor.readers.tables.grid import Cell
from cxadvisor.readers.tables.labels import NOTHING, Label, is_italian, label_of, why_unplaced
from cxadvisor.readers.tables.note_layouts import take
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tables.reading import read_table_under
from cxadvisor.readers.tables.vocabulary import vocabulary, words_of
from cxadvisor.readers.tree import shown

ENOUGH: Final = 3
"""So many blocks make a document a canvas; one or two of their names head many documents."""
_pair = re.compile(r"([^:\n]{1,60}):(?: (.*))?", re.DOTALL).fullmatch
_is_id = re.compile(r"[^\s/#~]{1,100}").fullmatch


def is_canvas(root: Section) -> bool:
    """Whether the headings of a document are those of a canvas."""
    labelled = _labelled(root, NOTHING, is_italian(_titles(root)))
    found = {
        label.block
        for label, section in labelled
        if label.is_whole or (label.block and _names_stages(section))
    }
    return len(found) >= ENOUGH


class CanvasSections:
    """A look over the sections of a canvas; ``used`` holds the sections and contents that were taken."""

    def __init__(self, root: Section, into: Gathering) -> None:
        self.used: set[int] = set()
        self._into = into
        self._italian = is_italian(_titles(root))
        self._root = root

    def read(self) -> None:
        """Take the notes of all sections, and report what stands under a heading that names no block."""
        for label, section in _labelled(self._root, NOTHING, self._italian):
            if label.block is not None:
                self.used.add(id(section))
                if label.is_whole:
                    self._into.notes(label.block, label.stage)
                self._section(section, label)

    def report(self, skip: set[int]) -> None:
        """Report every note under a heading that is neither a block nor anything else that was read."""
        for section in self._root.all():
            if id(section) in self.used or id(section) in skip or not section.title:
                continue
            for content in section.content:
                if isinstance(content, Listing) and id(content) not in skip:
                    for item in content.items:
                        self._into.leave(_whole(item), why_unplaced(section.title), item.position)

    def _section(self, section: Section, label: Label) -> None:
        here, written = label, section.title
        has_lists = any(isinstance(content, Listing | Table) for content in section.content)
        for content in section.content:
            self.used.add(id(content))
            if isinstance(content, Listing):
                self._items(content.items, here, written)
            elif isinstance(content, Table):
                if not read_table_under(content.grid, here, self._into):
                    self._leave(content, "is a table that is none of notes.")
            elif isinstance(content, Paragraph):
                heading = self._heading(content, label)
                if heading:
                    here, written = heading
                    if here.block and here.is_whole:
                        self._into.notes(here.block, here.stage)
                else:
                    self._paragraph(content, here, written, has_lists)
            else:
                self._leave(content, f"stands under “{shown(section.title)}”, but is code.")

    def _heading(self, paragraph: Paragraph, label: Label) -> tuple[Label, str] | None:
        """Return the label if a paragraph is one: “**Pre-sale**”, or “After the sale:”."""
        text = paragraph.text
        if len(paragraph.lines) > 1 or not (
            paragraph.is_strong or text.endswith(":") or len(words_of(text)) <= 3
        ):
            return None
        found = _joined(label_of(text.rstrip(": "), italian=self._italian), label)
        return (found, text.rstrip(": ")) if found else None

    def _paragraph(self, paragraph: Paragraph, label: Label, written: str, has_lists: bool) -> None:
        for line in paragraph.lines:
            pair = _pair(line.text)
            inner = _joined(label_of(pair[1], italian=self._italian), label) if pair else None
            if pair and inner and pair[2]:
                take(Cell(pair[2], line.position), inner, pair[1], self._into, split=True)
            elif has_lists:
                why = f"is a paragraph beside the notes under “{shown(written)}”; write it as a note of its own."
                self._into.leave(paragraph.text, why, paragraph.position)
                return
            else:
                take(Cell(paragraph.text, paragraph.position), label, written, self._into, split=False)
                return

    def _items(self, items: list[Item], label: Label, written: str) -> None:
        for item in items:
            text = item.text.rstrip(": ")
            pair = _pair(item.text)
            own = inner = None
            if not label.is_whole:  # else the item is a note, whatever it says
                own = _joined(label_of(text, italian=self._italian), label) if item.items else None
                inner = _joined(label_of(pair[1], italian=self._italian), label) if pair and pair[2] else None
            if own:
                self._items(item.items, own, text)
            elif inner and pair and inner != label:
                take(Cell(pair[2], item.position), inner, pair[1], self._into, split=True)
            elif label.block is not None and label.is_whole:
                self._into.note(label.block, label.stage, self._note(item, label.block))
            else:
                self._into.leave(item.text, why_unplaced(written), item.position)

    def _note(self, item: Item, block: str) -> Any:
        note: dict[str, Any] = {}
        for below in item.items:
            pair = _pair(below.text)
            key = _key(pair[1]) if pair and pair[2] is not None else None
            if (
                key is None
                or pair is None
                or below.items
                or (key not in keys_of(note_of(block)) and not is_extension(key))
            ):
                why = f"stands below “{shown(item.text, 40)}”, but does not say “key: value” with a key of notes."
                self._into.leave(_whole(below), why, below.position)
                continue
            value = read_cell(key, pair[2])
            if (value is None and not is_extension(key)) or (key == "id" and not _is_id(pair[2])):
                self._into.leave(
                    pair[2], f"is nothing that “{key}” can be; the note was read without it.", below.position
                )
            else:
                note[key] = At(value, below.position)
        if not note:
            return At(item.text, item.position)
        return At({"text": At(item.text, item.position), **note}, item.position)

    def _leave(self, content: Content, why: str) -> None:
        text = content.grid.rows[0][0].label if isinstance(content, Table) else type(content).__name__
        self._into.leave(text, why, content.position)


def _names_stages(section: Section) -> bool:
    """Whether lists, lines or tables in a section are divided into before and after the sale."""
    for content in section.content:
        texts: list[str] = []
        if isinstance(content, Listing):
            texts = [item.text for item in content.items]
        elif isinstance(content, Paragraph):
            texts = [line.text for line in content.lines]
        elif isinstance(content, Table):
            texts = [cell.text for cell in content.grid.rows[0]]
        if any(label_of(text.partition(":")[0]).stage for text in texts):
            return True
    return False


def _labelled(section: Section, around: Label, italian: bool) -> list[tuple[Label, Section]]:
    """Return all sections with the block and stage that their headings and those around them name."""
    found = label_of(section.title, italian=italian) if section.title else NOTHING
    if found == NOTHING and section.title and vocabulary("SECTIONS").of_words(words_of(section.title)):
        label = Label(None, around.stage)
    elif found == NOTHING:
        label = around if not section.title else Label(None, around.stage)
    else:
        label = _joined(found, around) or found
    listed = [(label, section)]
    for inner in section.sections:
        listed += _labelled(inner, label, italian)
    return listed


def _joined(found: Label, around: Label) -> Label | None:
    """Return what a label says together with the one around it; None if it says nothing."""
    if found == NOTHING:
        return None
    return Label(found.block or around.block, found.stage or around.stage)


def _key(text: str) -> str | None:
    written = text.strip()
    if is_extension(written):
        return written
    key = vocabulary("NOTE_COLUMNS")(written)
    return written if written in ("for", "not_for") else None if key in ("text", "block", "stage") else key


def _titles(root: Section) -> list[str]:
    return [section.title for section in root.all()]


def _whole(item: Item) -> str:
    """Return an item with those below it."""
    return "; ".join([item.text, *map(_whole, item.items)])
