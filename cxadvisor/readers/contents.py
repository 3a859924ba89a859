"""What the files of a strategy say as it is written, after it was found to be sound: for writing it anew."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.strategy import CanvasFile, CompanionFile, Settings, SkippedPart
from cxadvisor.readers import load
from cxadvisor.readers.formats import LIMITS, digest_of, format_of, parse
from cxadvisor.readers.safe_bytes import file_name, read_bytes


class Content(NamedTuple):
    """A file of a strategy: its name, whether it holds a canvas, and its tree in the keys of the file contract."""

    name: str
    is_canvas: bool
    tree: dict[str, Any]


class Contents(NamedTuple):
    """The files of a strategy, canvases first, and what of them could not be placed or was skipped."""

    files: tuple[Content, ...]
    left: tuple[SkippedPart, ...]


def read_contents(path: str) -> Contents:
    """Return what the strategy at ``path`` says: a file or a folder.

    Raises:
        InputError: it cannot be used; with every problem found.
    """
    strategy = load(path, settings=Settings())
    names = {path: path}
    if os.path.isdir(path):
        names = {file_name(name): os.path.join(path, name) for name in os.listdir(path)}
    files = []
    loaded: list[CanvasFile | CompanionFile] = [*strategy.canvases, *strategy.companions]
    for file in loaded:
        full = names.get(file.name, path)
        format = format_of(full)
        assert format is not None  # it was loaded
        data = read_bytes(full, LIMITS[format])
        if digest_of(data) != file.digest:
            raise InputError(
                Problem("This file was changed while it was read.", "Run the command again.", file_name(full))
            )
        files.append(
            Content(file.name, isinstance(file, CanvasFile), parse(data, format, file_name(full)).tree)
        )
    return Contents(tuple(files), (*strategy.skipped, *strategy.unplaced))
