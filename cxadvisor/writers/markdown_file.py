"""Writes a canvas and its journeys as Markdown that people read and change, and that reads back.

What is said of the canvas stands in front matter; a block is a heading, a note an item of a list with what is known of
it below. A journey is a heading with a table of its steps.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from cxadvisor.errors import InputError
from cxadvisor.model.artefacts.journeys import Journey, Step
from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS, STAGES
from cxadvisor.model.strategy import Position
from cxadvisor.readers.keys import keys_of
from cxadvisor.readers.markdown.plain import marked_up
from cxadvisor.readers.tables.cells import write_cell
from cxadvisor.readers.tables.grid import Cell
from cxadvisor.readers.tables.journey_tables import make_step
from cxadvisor.readers.tables.placing import Gathering, plain_tree
from cxadvisor.readers.tree import Source
from cxadvisor.readers.yaml_text import parse_yaml
from cxadvisor.texts import start_texts
from cxadvisor.writers import Written
from cxadvisor.writers.canonical import compact
from cxadvisor.writers.reading_back import lost

_WHY: Final = "A page of Markdown has no place for it; write JSON, YAML or a workbook."
_ALWAYS: Final = ("action", "touchpoint", "emotion")
"""Columns that every table of steps has, so that it is known for one."""
_PHASES: Final = ("before", "during", "after")


def write(tree: Mapping[str, Any], language: str) -> Written:
    """Return the canvas and the journeys of ``tree`` (in canonical form) as Markdown.

    Args:
        tree: what is to be written; artefacts other than journeys are lost.
        language: of the headings.
    """
    lines = list(_canvas(tree, language)) if "cxcanvas" in tree else []
    journeys = compact({"journeys": tree["journeys"]})["journeys"] if "journeys" in tree else []
    for journey in journeys if isinstance(journeys, list) else [journeys]:
        lines += _journey(journey)
    data = ("\n".join(lines).strip("\n") + "\n").encode()
    return Written(data, lost(tree, data, "markdown", _WHY))


def _canvas(tree: Mapping[str, Any], language: str) -> Iterator[str]:
    texts = start_texts(language)
    yield "---"
    for key, value in tree.items():
        if key not in BLOCKS and key not in COMPANION_KEYS:
            line = f"{_yaml(key)}: {_yaml(value)}"
            if _reads_back(line):
                yield line
    yield "---"
    if isinstance(tree.get("title"), str):
        yield from ("", f"# {marked_up(tree['title'])}")
    for name, block in BLOCKS.items():
        if name not in tree:
            continue
        yield from ("", f"## {_upper(texts(f'block.{name}'))}", "")
        if not block.staged:
            yield from _notes(tree[name])
            continue
        for stage in STAGES:
            if stage in tree[name]:
                yield from (f"### {_upper(texts(f'stage.{stage}'))}", "", *_notes(tree[name][stage]), "")


def _notes(notes: list[dict[str, Any]]) -> Iterator[str]:
    for note in notes:
        yield f"- {marked_up(note['text'])}"
        for key, value in note.items():
            if key != "text":
                yield f"  - {marked_up(key)}: {marked_up(write_cell(key, value), first=False)}"


def _journey(journey: Mapping[str, Any]) -> list[str]:
    title = journey.get("title", "")
    lines = ["", f"## Journey: {marked_up(title, first=False)}" if title else "## Journey", ""]
    told = {"title", "stages", *_PHASES}
    facts = [key for key in (*keys_of(Journey), *journey) if key in journey and key not in told]
    for key in dict.fromkeys(facts):
        value = journey[key]
        lines.append(f"- {marked_up(key)}: {marked_up(_fact(value), first=False)}")
    rows = list(_rows(journey)) or [("", {})]
    keys = [key for key in keys_of(Step) if key in _ALWAYS or any(key in step for _, step in rows)]
    keys += sorted({key for _, step in rows for key in step} - set(keys))
    lines += ["", _row(["stage", *keys]), _row(["---"] * (len(keys) + 1))]
    for stage, step in rows:
        lines.append(_row([stage, *(_step_cell(key, step[key]) if key in step else "" for key in keys)]))
    return lines


def _fact(value: Any) -> str:
    """Return what is said of a journey as people write it, or as JSON where that would read back as something else."""
    texts = value if isinstance(value, list) else [value]
    if (
        all(isinstance(each, str) and each == each.strip() and each[:1] not in '"[{' for each in texts)
        and texts
    ):
        if isinstance(value, str):
            return value
        if not any(";" in each for each in texts):
            return "; ".join(texts)
    return _json(value)


def _rows(journey: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the steps, each with the stage it is in."""
    for phase in _PHASES:
        for step in journey.get(phase, ()):
            yield phase, step
    for stage in journey.get("stages", ()):
        for step in stage.get("steps", ()):
            yield stage.get("name", ""), step


def _step_cell(key: str, value: Any) -> str:
    """Return a value of a step as people write it, or as JSON where that would read back as something else."""
    candidates = [_json(value)]
    if isinstance(value, str):
        candidates.insert(0, value)
    elif isinstance(value, bool):
        candidates.insert(0, "yes" if value else "no")
    elif isinstance(value, int | float) and key == "emotion":
        return _json(value)
    elif isinstance(value, list) and all(isinstance(each, str) for each in value):
        candidates = ["; ".join(value), "\n".join(f"- {each}" for each in value), *candidates]
    for text in candidates:
        if plain_tree(make_step([(key, Cell(text, Position()))], Gathering())) == {key: value}:
            return text
    return candidates[-1]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(marked_up(cell, first=False) if cell != "---" else cell for cell in cells) + " |"


def _yaml(value: Any) -> str:
    """Return a value in one line of YAML: JSON, without the signs that YAML takes for line breaks or refuses."""
    written = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in written)


def _reads_back(line: str) -> bool:
    """Whether YAML takes a line, which it does not where a key of a mapping is very long."""
    try:
        parse_yaml(Source(line, None))
    except InputError:
        return False
    return True


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
