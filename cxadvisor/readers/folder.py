"""Reads a folder as one strategy: its canvases, and what accompanies them."""

import os
from collections.abc import Sequence
from typing import Final, NamedTuple

from cxadvisor.errors import InputError, Problem, SettingsError
from cxadvisor.model.strategy import REPORT_MARK, CompanionFile, Settings, SkippedPart, Strategy
from cxadvisor.readers.canvas_reader import ReadCanvas, read_canvas
from cxadvisor.readers.complaints import problems_of
from cxadvisor.readers.formats import HIDDEN, LIMITS, digest_of, format_of, is_notes_name, parse
from cxadvisor.readers.ids import GivenIds
from cxadvisor.readers.kinds import (
    companion_problems,
    ids_within,
    is_our_report,
    kind_of_document,
    unplaced_parts,
)
from cxadvisor.readers.safe_bytes import file_name, read_bytes
from cxadvisor.readers.tree import Document, shown

MAX_FILES: Final = 200
"""So many files a strategy folder may hold; more are somebody's whole disk, given by mistake."""
ABOUT_FILES: Final = frozenset({"readme", "changelog", "contributing", "license", "licence", "notice"})

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
    read, ids = _canvases(canvases, companions, problems)
    accompanying, unknown = _companions(companions, ids, problems)
    unknown += [part for canvas in read for part in canvas.unknown]
    if not canvases and len(problems) == len(of_settings):
        problems.append(_no_canvas(path, companions))
    if problems:
        raise (SettingsError if len(problems) == len(of_settings) else InputError)(problems)
    skipped = [
        SkippedPart(file.name, "This is neither a canvas nor a companion of one.")
        for file in files
        if kind_of_document(file.document) == "foreign"
        and file.document.is_text
        and not is_our_report(file.document)
    ]
    unplaced = [
        part for file in (*canvases, *companions) for part in unplaced_parts(file.document, file.name)
    ]
    return Strategy(
        file_name(path),
        tuple(canvas.file for canvas in read),
        settings or Settings(),
        tuple(sorted(skipped)),
        tuple(accompanying),
        tuple(sorted(unknown)),
        tuple(unplaced),
    )


def _canvases(
    files: list[_File], companions: list[_File], problems: list[Problem]
) -> tuple[list[ReadCanvas], GivenIds]:
    """Return the canvases, and the ids given in any of them: each canvas has its own, companions belong to all."""
    known: set[str] = set()
    for companion in companions:
        known |= ids_within(companion.document.tree)
    read, ids = [], GivenIds()
    for file in files:
        try:
            canvas = read_canvas(file.document, file.name, file.digest, known)
        except InputError as error:
            problems += problems_of(error)
            continue
        ids.join(canvas.ids)
        read.append(canvas)
    return read, ids


def _companions(
    files: list[_File], ids: GivenIds, problems: list[Problem]
) -> tuple[list[CompanionFile], list[SkippedPart]]:
    if not files:
        return [], []
    from cxadvisor.readers.artefact_reader import read_companion

    found, unknown = [], list[SkippedPart]()
    for file in files:
        problems += (wrong := companion_problems(file.document))
        if wrong:
            continue
        try:
            companion, keys = read_companion(file.document, file.name, file.digest, ids)
        except InputError as error:
            problems += problems_of(error)
            continue
        found.append(companion)
        unknown += keys
    return found, unknown


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
            if format == "markdown" and (_is_about_files(name) or _is_our_page(data)):
                continue  # nothing of the strategy, and not worth the time of a parser
            files.append(_File(file_name(name), parse(data, format, file_name(full)), digest_of(data)))
        except InputError as error:
            problems += problems_of(error)
    return files


def _is_about_files(name: str) -> bool:
    """Whether a page is about the folder and its files, by what such pages are called everywhere."""
    return name.partition(".")[0].casefold() in ABOUT_FILES


def _is_our_page(data: bytes) -> bool:
    """Whether a page is a report that was written into the folder."""
    return data.rstrip().endswith(REPORT_MARK.encode())


def _names(path: str) -> list[str]:
    try:
        with os.scandir(path) as entries:
            names = sorted(
                entry.name
                for entry in entries
                if format_of(entry.name)
                and not entry.name.startswith(HIDDEN)
                and not is_notes_name(entry.name)
                and not _is_folder(entry)
            )
    except OSError as error:
        reason = shown(error.strerror or "", 100)
        raise InputError(
            Problem(f"This folder cannot be read ({reason}).", "Check the path.", file_name(path))
        ) from None
    if len(names) > MAX_FILES:
        raise InputError(
            Problem(
                f"This folder holds {len(names):,} files that are read; a strategy has at most {MAX_FILES}.",
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
