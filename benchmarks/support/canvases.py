"""Canvases of realistic shape and any size, put together from the notes of the examples."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from cxadvisor.engine import Fact
from cxadvisor.facts import facts_of
from cxadvisor.language import link
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.canvas import Canvas
from cxadvisor.rulebook.rulebook import shipped
from cxadvisor.rulebook.vocabulary import Block

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*/canvas.*"))
AS_OF = "2026-01-01"
LISTS = [(block, stage) for block in BLOCKS.values() for stage in block.stages]

Content = dict[str, Any]


@cache
def example(number: int) -> Content:
    """The content of an example, counted round."""
    content: Content = yaml.safe_load(EXAMPLES[number % len(EXAMPLES)].read_text("utf-8"))  # JSON is YAML
    return content


def notes_of(content: Content) -> list[list[Any]]:
    """The lists of notes of a canvas, a list for each block and stage, empty where there is none."""
    found: list[list[Any]] = []
    for block, stage in LISTS:
        where: Any = content.get(block.name) or {}
        found.append((where if stage is None else where.get(stage)) or [])
    return found


def portion(number: int, most: int) -> Content:
    """An example with at most so many of its notes, drawn at random, and every text made its own by a number."""
    content = copy.deepcopy(example(number))
    lists = notes_of(content)
    places = [(which, place) for which, notes in enumerate(lists) for place in range(len(notes))]
    kept = set(Random(number).sample(places, min(most, len(places))))
    for which, notes in enumerate(lists):
        left = [note for place, note in enumerate(notes) if (which, place) in kept]
        notes[:] = [_numbered(note, number // len(EXAMPLES)) for note in left]
    return content


def _numbered(note: Any, number: int) -> Any:
    if not number:
        return note
    if isinstance(note, str):
        return f"{note} {number}"
    return {**note, "text": f"{note['text']} {number}"}


def portions(notes: int) -> Iterator[Content]:
    """Canvases with ``notes`` notes in all: examples in turn, the last one in part."""
    number = 0
    while notes > 0:
        content = portion(number, notes)
        notes -= sum(map(len, notes_of(content)))
        yield content
        number += 1


def facts_of_notes(notes: int) -> list[Fact]:
    """The facts of a canvas with ``notes`` notes, and those of the shipped cards.

    A canvas larger than an example is several side by side, so that a note has as many links as in a small one.
    """
    blocks: dict[str, Fact] = {}
    facts: dict[Fact, None] = {}
    for content in portions(notes):
        canvas = Canvas.model_validate(content)
        for fact in facts_of(canvas, link(canvas), as_of=AS_OF).facts:
            if type(fact) is Block:
                known = blocks.get(fact["id"], fact)
                count = fact["notes"] + (known["notes"] if known is not fact else 0)
                blocks[fact["id"]] = Block.from_slots({**fact, "notes": count})
            else:
                facts[fact] = None
    return [*blocks.values(), *facts, *shipped().facts]


def one_canvas(notes: int) -> Content:
    """One canvas with about ``notes`` notes: the first example, with more from the others where it is too small."""
    first, *rest = portions(notes)
    lists = notes_of(first)
    for number, content in enumerate(rest, 1):
        for (block, stage), whole, notes_there in zip(LISTS, lists, notes_of(content), strict=True):
            renamed = [_renamed(note, number) for note in notes_there]
            whole += renamed
            if not block.staged:
                first[block.name] = whole
            else:
                first.setdefault(block.name, {})[stage] = whole
    return first


def _renamed(note: Any, number: int) -> Any:
    """A note whose id, and references by id, are those of a certain portion."""
    if isinstance(note, str):
        return note
    changed = dict(note)
    if "id" in changed:
        changed["id"] = f"{changed['id']}-{number}"
    for key in ("for", "not_for"):
        if key in changed:
            changed[key] = [f"{each}-{number}" for each in changed[key]]
    return changed
