"""Writes the open questions as one small file that explains itself, for a person or any assistant to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_uppercase
from typing import Any, Final

from cxadvisor.editing.writing import quoted
from cxadvisor.linking.decisions import Item
from cxadvisor.model.strategy import CanvasFile
from cxadvisor.readers.formats import TextFormat
from cxadvisor.texts import Texts

VERSION: Final = "1"
LETTERS: Final = ascii_uppercase
NONE: Final = "none"
"""The answer that rejects every candidate."""


def export(items: Iterable[Item], file: CanvasFile, texts: Texts, format: TextFormat) -> str:
    """Return the text of a question file about ``items``, which are about the canvas in ``file``."""
    notes = {placed.place: placed for placed in file.canvas.placed_notes()}

    def where(place: str) -> str:
        return where_of(notes[place].block, notes[place].stage, texts)

    questions = [
        {
            "id": f"q{number}",
            "at": item.subject,
            "relation": item.relation,
            "ask": item.ask or statement(item, {place: each.text for place, each in notes.items()}, texts),
            "note": notes[item.subject].text,
            "where": where(item.subject),
            "candidates": [
                {
                    "letter": letter,
                    "at": option.place,
                    "text": notes[option.place].text,
                    "where": where(option.place),
                    "confidence": option.confidence,
                }
                | ({"reason": option.reason} if option.reason else {})
                for letter, option in zip(LETTERS, item.options, strict=False)
            ],
            "answer": "",
        }
        for number, item in enumerate(items, 1)
    ]
    about = [
        texts(f"link.about.{key}") for key in ("what", "answer", "several", "none", "open", "rest", "back")
    ]
    canvas = {"file": file.name, "title": file.canvas.title or "", "digest": file.digest}
    head = {"cxquestions": VERSION, "canvas": canvas}
    if format == "json":
        content = {"cxquestions": VERSION, "about": about, "canvas": canvas, "questions": questions}
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    comment = "".join(f"# {line}\n" for line in about)
    return comment + "\n".join((*_mapping(head, ""), "", "questions:", *_list(questions, "  "))) + "\n"


def where_of(block: str, stage: str | None, texts: Texts) -> str:
    """Return block and stage of a note in words."""
    name = texts(f"block.{block}")
    return f"{name}, {texts(f'stage.{stage}')}" if stage else name


def statement(item: Item, notes: Mapping[str, str], texts: Texts) -> str:
    """Return the question whether an inferred link is right."""
    option = item.options[0]
    return texts(
        "link.ask",
        a=texts.quote(notes[option.source]),
        relation=texts(f"report.relation.{option.relation}"),
        b=texts.quote(notes[option.target]),
    )


def _mapping(content: Mapping[str, Any], indent: str) -> list[str]:
    """Return a mapping as lines of YAML."""
    lines = []
    for key, value in content.items():
        if isinstance(value, Mapping):
            lines += [f"{indent}{key}:", *_mapping(value, f"{indent}  ")]
        elif isinstance(value, list):
            lines += [f"{indent}{key}:", *_list(value, f"{indent}  ")]
        else:
            lines.append(f"{indent}{key}: {quoted(value) if isinstance(value, str) else value}")
    return lines


def _list(content: Sequence[Mapping[str, Any]], indent: str) -> list[str]:
    """Return a list of mappings as lines of YAML."""
    lines = []
    for each in content:
        first, *others = _mapping(each, f"{indent}  ")
        lines += [f"{indent}- {first.lstrip()}", *others]
    return lines or [f"{indent}[]"]
