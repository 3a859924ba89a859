"""Turns the files of a strategy into those of another format: one file, or a folder with a file for each artefact."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.readers.contents import Content
from cxadvisor.readers.formats import Format
from cxadvisor.writers import EXPORTS, Written, write
from cxadvisor.writers.canonical import canonical


class Target(NamedTuple):
    """A file to be written, and its content."""

    path: str
    written: Written


def one_file(files: Iterable[Content], path: str, format: Format, language: str) -> list[Target]:
    """Return the file at ``path`` with a canvas and all artefacts beside it.

    Raises:
        InputError: there are several canvases, and a file holds one.
    """
    files = list(files)
    canvases = [file.name for file in files if file.is_canvas]
    if len(canvases) > 1:
        raise InputError(
            Problem(
                f"There are {len(canvases)} canvases here, but a file holds one: {', '.join(canvases)}.",
                "Name one of them, or a folder to write into.",
            )
        )
    return [Target(path, write(_joined(files), format, language))]


def folder(files: Iterable[Content], path: str, format: Format, language: str) -> list[Target]:
    """Return the files of a folder: a canvas each, and for each kind of artefacts a companion."""
    files = list(files)
    ending = EXPORTS[format].ending
    canvases = [file for file in files if file.is_canvas]
    targets = []
    for file in canvases:
        name = "canvas" if len(canvases) == 1 else os.path.splitext(os.path.basename(file.name))[0]
        tree = {key: value for key, value in file.tree.items() if key not in COMPANION_KEYS}
        targets.append(Target(os.path.join(path, f"{name}{ending}"), write(tree, format, language)))
    beside = _joined([file._replace(is_canvas=False) for file in files])
    for key in COMPANION_KEYS:
        if key in beside:
            written = write({key: beside[key]}, format, language)
            targets.append(Target(os.path.join(path, f"{key}{ending}"), written))
    doubled = {each.path for each in targets if [other.path for other in targets].count(each.path) > 1}
    if doubled:
        raise InputError(
            Problem(f"Two files would be called {', '.join(sorted(doubled))}.", "Convert them one by one.")
        )
    return targets


def _joined(files: Iterable[Content]) -> dict[str, Any]:
    """Return one tree of all files: of the canvas, and the artefacts of all of them."""
    tree: dict[str, Any] = {}
    for file in files:
        for key, value in canonical(file.tree).items():
            if key not in COMPANION_KEYS:
                if file.is_canvas:
                    tree[key] = value
            elif key in tree:
                tree[key] = [*_listed(tree[key]), *_listed(value)]
            else:
                tree[key] = value
    return tree


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def language_for(files: Iterable[Content], languages: Iterable[str]) -> str:
    """Return in which of ``languages`` to write headings: in that of the texts, else in English."""
    from cxadvisor.language import shipped_knowledge
    from cxadvisor.language.detection import language_of

    trees = [file.tree for file in files]
    declared = next((tree["language"] for tree in trees if isinstance(tree.get("language"), str)), None)
    found = language_of(declared, (text for tree in trees for text in _texts_in(tree)), shipped_knowledge())
    return found if found in languages else "en"


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(inner)
