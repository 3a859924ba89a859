"""Reads a folder as one strategy: its canvases, and what accompanies them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, NamedTuple

from cxadvisor.errors import InputError, Problem, SettingsError
from cxadvisor.model.strategy import CanvasFile, Settings, SkippedPart, Strategy
from cxadvisor.readers.canvas_reader import read_canvas, skipped_inside
from cxadvisor.readers.complaints import problems_of
from cxadvisor.readers.formats import LIMITS, digest_of, format_of, parse
from cxadvisor.readers.kinds import companion_problems, ids_within, is_our_report, kind_of_document
from cxadvisor.readers.safe_bytes import file_name, read_bytes
from cxadvisor.readers.tree import Document, shown

MAX_FILES: Final = 200
"""So many files a strategy folder may hold; more are somebody's whole disk, given by mistake."""
MAX_BYTES: Final = 20_000_000
"""So many bytes they may have together."""


class _File(NamedTuple):
    name: str
    document: Document
    digest: str


def load_folder(path: str, settings: Settings | None, of_settings: Sequence[Problem] = ()) -> Strategy:
    """Return the strategy in the folder ``path``.

    Args:
        path: the folder.
        settings: the settings to use; the defaults if None.
        of_settings: what is wrong with the settings in the folder, to be told together with the rest.

    Raises:
        InputError: it holds no canvas, or something in it cannot be read; with every problem of every file.
    """
    problems = list(of_settings)
    files = _read(path, problems)
    canvases = [file for file in files if kind_of_document(file.document) == "canvas"]
    companions = [file for file in files if kind_of_document(file.document) == "companion"]
    for file in companions:
        problems += companion_problems(file.document)
    read = _canvases(canvases, companions, problems)
    if not canvases and len(problems) == len(of_settings):
        problems.append(_no_canvas(path, companions))
    if problems:
        raise (SettingsError if len(problems) == len(of_settings) else InputError)(problems)
    skipped = [
        SkippedPart(file.name, why_skipped(file.document))
        for file in files
        if file not in canvases and not is_our_report(file.document)
    ]
    for canvas in read:
        skipped += skipped_inside(canvas)
    return Strategy(file_name(path), tuple(read), settings or Settings(), tuple(sorted(skipped)))


def why_skipped(document: Document) -> str:
    """Return, as a sentence, why a file of the folder is not reviewed."""
    if kind_of_document(document) == "companion":
        return "Companion artefacts are not reviewed yet; only canvases are."
    return "This is neither a canvas nor a companion of one."


def _canvases(files: list[_File], companions: list[_File], problems: list[Problem]) -> list[CanvasFile]:
    ids: set[str] = set()
    for companion in companions:
        ids |= ids_within(companion.document.tree)
    read = []
    for file in files:
        try:
            read.append(read_canvas(file.document, file.name, file.digest, ids))
        except InputError as error:
            problems += problems_of(error)
    return read


def _read(path: str, problems: list[Problem]) -> list[_File]:
    """Return the files of the folder that can be parsed, by name; the others go to ``problems``."""
    files = []
    left = MAX_BYTES
    for name in _names(path):
        format = format_of(name)
        assert format is not None
        full = os.path.join(path, name)
        try:
            data = read_bytes(full, min(left, LIMITS[format]))
            left -= len(data)
            files.append(_File(file_name(name), parse(data, format, file_name(full)), digest_of(data)))
        except InputError as error:
            problems += problems_of(error)
    return files


def _names(path: str) -> list[str]:
    try:
        with os.scandir(path) as entries:
            names = sorted(
                entry.name
                for entry in entries
                if format_of(entry.name) and not entry.name.startswith(".") and not _is_folder(entry)
            )
    except OSError as error:
        reason = shown(error.strerror or "", 100)
        raise InputError(
            Problem(f"This folder cannot be read ({reason}).", "Check the path.", file_name(path))
        ) from None
    if len(names) > MAX_FILES:
        raise InputError(
            Problem(
                f"This folder holds {len(names):,} JSON and YAML files; a strategy has at most {MAX_FILES}.",
                "Give the folder that holds the canvas and what belongs to it.",
                file_name(path),
            )
        )
    return names


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _no_canvas(path: str, companions: list[_File]) -> Problem:
    found = f" It holds {len(companions)} companion file{'s' * (len(companions) != 1)}." if companions else ""
    return Problem(
        f"This folder holds no Customer Experience Strategy Canvas.{found}",
        'Put a canvas into it: a .json or .yaml file that starts with cxcanvas: "1".',
        file_name(path),
    )
