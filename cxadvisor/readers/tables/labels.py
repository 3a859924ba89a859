"""Reads labels such as “9 Metrics (pre)” or “Obiective / pre-vânzare”: which block of the canvas, and which stage."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.readers.aliases import ALIASES
from cxadvisor.readers.tables.vocabulary import Vocabulary, Words, vocabulary, words_of
from cxadvisor.readers.tree import shown

_TWO_MEANINGS: Final = {("valori",): ("metrics", "culture")}
"""Romanian canvases call metrics so in places (S1); in Italian it means values: culture. The other labels tell."""
_sure_italian = re.compile(
    r"\b(?:bisogni|momenti|canali|obiettivi|attivita|metriche|segmenti|modello|piano|cultura aziendale)\b"
).search


class Label(NamedTuple):
    """What a label says: a block, a stage, or both; neither where it is no label of a canvas."""

    block: str | None = None
    stage: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it says all that a note needs to be placed."""
        return self.block is not None and (not BLOCKS[self.block].staged or self.stage is not None)


NOTHING: Final = Label()


@lru_cache(maxsize=8192)
def label_of(text: str, *, italian: bool = False) -> Label:
    """Return what ``text`` says; ``italian`` tells how to take a word that two languages share."""
    if len(text) > 120:
        return NOTHING
    label = words_of(text)
    while label and label[0].isdigit():
        label = label[1:]
    while label and label[-1].isdigit():
        label = label[:-1]
    if not label:
        return NOTHING
    block = _block(label, italian)
    if block:
        return Label(block)
    stages = vocabulary("STAGES")
    for end in (True, False):
        found = stages.phrase_at(label, end=end)
        if found is None:
            continue
        stage, length = found
        rest = label[:-length] if end else label[length:]
        if not rest:
            return Label(None, stage)
        block = _block(rest, italian)
        if block:
            return Label(block, stage)
    return NOTHING


def is_italian(labels: list[str]) -> bool:
    """Whether these labels are Italian ones, so that a word shared with Romanian is Italian, too."""
    return any(_sure_italian(" ".join(words_of(label))) for label in labels if len(label) <= 120)


def why_unplaced(label: str) -> str:
    """Return why a note under ``label`` has no place: the rest of a sentence that begins with the note."""
    found = label_of(label)
    if found.block:
        return f"stands under “{shown(label)}”, which does not say whether it is before or after the sale."
    meant = suggested(label)
    hint = f" Did you mean “{meant}”?" if meant else ""
    return f"stands under “{shown(label)}”, which is no block of the canvas.{hint}"


@lru_cache(maxsize=1024)
def suggested(label: str) -> str | None:
    """Return the block that a misspelt label probably means."""
    from cxadvisor.readers.suggestions import suggest

    meant = suggest(label, BLOCKS)
    return meant.replace("_", " ") if meant else None


def _block(label: Words, italian: bool) -> str | None:
    if label in _TWO_MEANINGS:
        return _TWO_MEANINGS[label][italian]
    blocks = _blocks()
    found = blocks.of_words(label)
    if found:
        return found
    sections = vocabulary("SECTIONS")
    for end in (False, True):
        section = sections.phrase_at(label, end=end)
        if section and len(label) > section[1]:
            rest = label[: -section[1]] if end else label[section[1] :]
            inner = blocks.of_words(rest)
            if inner:
                return inner
    return None


@cache
def _blocks() -> Vocabulary:
    return Vocabulary({name: ALIASES[name] for name in BLOCKS})
