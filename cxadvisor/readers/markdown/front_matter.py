"""Reads what stands between lines of dashes at the beginning of a document: facts about it, in YAML."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from cxadvisor.errors import InputError
from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS
from cxadvisor.model.canvas import Canvas
from cxadvisor.model.strategy import Position
from cxadvisor.readers.keys import is_extension, keys_of
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tree import Document, Source, escaped

_front = re.compile(r"---[ \t]*\r?\n(.{0,100000}?)(?:^|\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL).match
_line = re.compile(r"\r\n|\n|\r")


class FrontMatter(NamedTuple):
    """What the front matter says of a canvas, and how many lines it takes."""

    about: dict[str, Any]
    lines: int
    is_canvas: bool


def front_matter(source: Source, into: Gathering) -> FrontMatter:
    """Return the facts about the canvas, with their places; other people's keys are theirs and passed over.

    In a document that calls itself a canvas (``cxcanvas``) keys that are not ours are reported.
    """
    match = _front(source.text) if source.text.startswith("---") else None
    if match is None:
        return FrontMatter({}, 0, False)
    from cxadvisor.readers.yaml_text import parse_yaml  # not before, as PyYAML takes long to import

    lines = len(_line.findall(match[0]))
    try:
        document = parse_yaml(Source("\n" + match[1], source.file))
    except InputError as error:
        first = error.problems[0]
        into.leave(
            "---",
            f"begins front matter that cannot be read: {first.message}",
            Position(None, first.line, first.column),
        )
        return FrontMatter({}, lines, False)
    tree = document.tree
    if not isinstance(tree, dict):
        return FrontMatter({}, lines, False)
    is_canvas = "cxcanvas" in tree
    about: dict[str, Any] = {}
    for key, value in tree.items():
        known = key in keys_of(Canvas) and key not in BLOCKS and key not in COMPANION_KEYS
        if (known and (is_canvas or isinstance(value, str))) or (is_canvas and is_extension(key)):
            about[key] = _placed(document, value, f"/{escaped(key)}")
        elif is_canvas:
            into.leave(
                key, "is no key of the front matter of a canvas.", _position(document, f"/{escaped(key)}")
            )
    return FrontMatter(about, lines, is_canvas)


def _placed(document: Document, value: Any, place: str) -> Any:
    if isinstance(value, dict):
        value = {key: _placed(document, inner, f"{place}/{escaped(key)}") for key, inner in value.items()}
    elif isinstance(value, list):
        value = [_placed(document, inner, f"{place}/{index}") for index, inner in enumerate(value)]
    return At(value, _position(document, place))


def _position(document: Document, place: str) -> Position:
    return Position(None, *document.source.line_and_column(document.offset(place) or 0))
