"""Reads strategies: bytes in, a ``Strategy`` out, with the position of everything in it.

Whatever cannot be used raises ``InputError`` with all problems that were found, each with its place and a remedy.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from cxadvisor.errors import InputError, Problem, SettingsError
from cxadvisor.model.strategy import Settings, Strategy
from cxadvisor.readers.canvas_reader import read_canvas
from cxadvisor.readers.complaints import problems_of
from cxadvisor.readers.formats import (
    LIMITS,
    Format,
    digest_of,
    format_not_read,
    format_of,
    guessed_format,
    notes_beside,
    parse,
)
from cxadvisor.readers.kinds import (
    companion_problems,
    kind_of_document,
    not_a_canvas,
    unplaced_parts,
    unplaced_problems,
)
from cxadvisor.readers.safe_bytes import file_name, read_bytes
from cxadvisor.readers.tree import Document
from cxadvisor.schemas import schema

__all__ = ["load", "load_bytes", "read_settings", "schema"]

SETTINGS_NAME = "cxadvisor.toml"
"""The settings file, beside a canvas or in a folder."""
MAPPING_NAME = "<mapping>"
"""The file name of a canvas that a program handed over as a mapping."""


def load(source: str | os.PathLike[str] | Mapping[str, Any], *, settings: Settings | None = None) -> Strategy:
    """Return the strategy that ``source`` holds.

    Args:
        source: the path of a canvas file (.json, .yaml, .yml, or another format that is read), of a file of artefacts
            such as journeys, or of a folder with canvases; or a mapping that is parsed already. The strategy of a file
            of artefacts alone has no canvases.
        settings: used instead of the ``cxadvisor.toml`` in the folder or beside the file.

    What the consultant says of the review of the strategy is read with it: ``review-notes.yaml``.

    Raises:
        InputError: it cannot be used; with every problem found.
        SettingsError: the canvas is sound, but ``cxadvisor.toml`` cannot be used.
    """
    if isinstance(source, Mapping):
        return _load_mapping(source, settings)
    if not isinstance(source, str | os.PathLike):
        raise InputError(
            f"A strategy is a path or a mapping, not a value of the type {type(source).__name__}."
        )
    path = os.fsdecode(source)
    is_folder = "\0" not in path and os.path.isdir(path)
    problems: list[Problem] = []
    if settings is None:
        settings, problems = _settings_in(path if is_folder else os.path.dirname(path))
    if is_folder:
        from cxadvisor.readers.folder import load_folder

        strategy = load_folder(path, settings, problems)
    else:
        strategy = _load_file(path, settings, problems)
    notes = notes_beside(path)
    if notes is None:
        return strategy
    from cxadvisor.readers.review_notes import load_notes

    return strategy._replace(notes=load_notes(notes))


def load_bytes(
    data: bytes, name: str, format: Format | None = None, *, settings: Settings | None = None
) -> Strategy:
    """Return the strategy that the bytes of one canvas file hold, for example from standard input.

    Args:
        data: the content of the file.
        name: what to call it in messages.
        format: its format; guessed from the first bytes if None.
        settings: the settings; the defaults if None.

    Raises:
        InputError: it cannot be used; with every problem found.
    """
    document = parse(data, format or guessed_format(data), name)
    return _strategy(name, document, name, digest_of(data), settings or Settings())


def _load_mapping(mapping: Mapping[str, Any], settings: Settings | None) -> Strategy:
    import json

    from cxadvisor.readers.plain import document_of

    document = document_of(mapping)
    written = json.dumps(document.tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = digest_of(written.encode())
    strategy = _strategy(MAPPING_NAME, document, MAPPING_NAME, digest, settings or Settings())
    title = next((file.canvas.title for file in strategy.canvases), None)
    return strategy._replace(name=title or MAPPING_NAME)


def _strategy(name: str, document: Document, file: str, digest: str, settings: Settings) -> Strategy:
    """Return the strategy in one file: a canvas, or artefacts that were given alone."""
    kind = kind_of_document(document)
    if kind == "foreign":
        raise InputError([not_a_canvas(document), *unplaced_problems(document)])
    unplaced = tuple(unplaced_parts(document, file))
    if kind == "canvas":
        canvas = read_canvas(document, file, digest)
        return Strategy(name, (canvas.file,), settings, unknown=canvas.unknown, unplaced=unplaced)
    from cxadvisor.readers.artefact_reader import read_companion
    from cxadvisor.readers.ids import GivenIds

    if problems := companion_problems(document):
        raise InputError(problems)
    companion, unknown = read_companion(document, file, digest, GivenIds())
    return Strategy(name, (), settings, companions=(companion,), unknown=unknown, unplaced=unplaced)


def _load_file(path: str, settings: Settings, problems: list[Problem]) -> Strategy:
    """Return the strategy in one file; ``problems`` are those of the settings beside it."""
    name = file_name(path)
    format = format_of(path)
    if format is None and os.path.lexists(path):
        raise format_not_read(path, name)
    data = read_bytes(path, LIMITS[format or "json"])
    if format is None:
        raise format_not_read(path, name)
    try:
        base = file_name(os.path.basename(path))
        strategy = _strategy(name, parse(data, format, name), base, digest_of(data), settings)
    except InputError as error:
        if not problems:
            raise
        raise InputError([*problems, *problems_of(error)]) from None
    if problems:
        raise SettingsError(problems)
    return strategy


def _settings_in(folder: str) -> tuple[Settings, list[Problem]]:
    """Return the settings in ``folder``, the defaults if it has none, and what is wrong with them."""
    path = os.path.join(folder, SETTINGS_NAME)
    if not os.path.lexists(path):
        return Settings(), []
    try:
        return read_settings(path), []
    except SettingsError as error:
        return Settings(), list(error.problems)


def read_settings(path: str) -> Settings:
    """Return the settings in the file ``path``; paths in them are taken from its folder.

    Raises:
        SettingsError: they cannot be read or used; with every problem.
    """
    from cxadvisor.readers import settings

    return settings.read_settings(path)
