"""Finds the files of a pack, reads them within limits, and tells knowledge from rule cards."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cxadvisor.errors import InputError, Problem, SettingsError
from cxadvisor.language.authoring import KINDS
from cxadvisor.readers.formats import LIMITS, digest_of, format_of
from cxadvisor.readers.safe_bytes import file_name, read_bytes
from cxadvisor.readers.tree import shown

MAX_FILES: Final = 200
"""So many files a pack may hold; more are somebody's whole disk, given by mistake."""
MAX_BYTES: Final = 8_000_000
"""So many bytes they may have together."""
MAX_ENTRIES: Final = 5_000
"""So many files and folders of any kind are looked at."""

KNOWLEDGE: Final = "knowledge"
"""The folder in a pack in which all files are knowledge."""

_is_knowledge = re.compile(
    rb"(?:\A\xef\xbb\xbf|^)[\"']?(?:(?:concepts|adds)[\"']? *:|kind[\"']? *: *(?:%b)\b)"
    % "|".join(KINDS).encode(),
    re.MULTILINE,
).search
"""Whether a file is meant as knowledge; the kinds of concepts are not those of rules."""


class PackFile(NamedTuple):
    """A file of a pack: its name in messages, the folder it lies in, its content, and whether it is knowledge."""

    name: str
    folder: str
    data: bytes
    is_knowledge: bool


class Pack(NamedTuple):
    """The files of a pack, with the name it goes by and the digest of all of them (SHA-256, hex)."""

    name: str
    digest: str
    files: tuple[PackFile, ...]


def read_pack(path: str) -> Pack:
    """Read the pack at ``path``: one file, or a folder with all YAML files in it and in its sub-folders.

    A file is knowledge if it has ``concepts``, ``adds`` or a kind of concepts at its top, or lies in a folder
    ``knowledge``, where JSON is read as well; every other one is a rule card.

    Raises:
        InputError: it cannot be read, or is too large.
        SettingsError: nothing of a pack is in it.
    """
    name = file_name(os.path.basename(os.path.abspath(path)))
    if not os.path.isdir(path):
        file = _read(path, os.path.basename(os.path.dirname(os.path.abspath(path))), MAX_BYTES)
        return Pack(name, digest_of(file.data), (file,))
    files, digests, left = [], [], MAX_BYTES
    for relative in sorted(_names(path)):
        full = os.path.join(path, relative)
        file = _read(full, os.path.basename(os.path.dirname(os.path.abspath(full))), left)
        left -= len(file.data)
        files.append(file)
        digests.append(f"{digest_of(file.data)} {file_name(relative.replace(os.sep, '/'))}\n")
    if not files:
        raise SettingsError(
            Problem(
                f"The pack “{file_name(path)}” holds no rule cards and no knowledge.",
                f"A pack is a folder of .yaml files, or one such file; .json is read in a folder “{KNOWLEDGE}”.",
            )
        )
    return Pack(name, digest_of("".join(digests).encode()), tuple(files))


def _read(path: str, folder: str, left: int) -> PackFile:
    is_json = format_of(path) == "json"
    limit = LIMITS["json" if is_json else "yaml"]
    try:
        data = read_bytes(path, min(limit, left))
    except InputError as error:
        raise InputError([_of_pack(problem) for problem in error.problems]) from None
    is_knowledge = is_json or folder == KNOWLEDGE or _is_knowledge(data) is not None
    return PackFile(file_name(path), folder, data, is_knowledge)


def _of_pack(problem: Problem) -> Problem:
    """Return what is said of a canvas file so that it fits the file of a pack."""
    if "a canvas is one page" in problem.message:
        return problem._replace(
            message=problem.message.replace(", but a canvas is one page", ""),
            remedy=f"Split it, or leave out what is not needed; a pack has {MAX_BYTES // 1_000_000} MB at most.",
        )
    return problem


def _names(path: str) -> Iterator[str]:
    """Yield the files to read in a folder, by their paths in it; links to folders are not followed."""
    open_ones, seen, found = [""], 0, 0
    while open_ones:
        inner = open_ones.pop()
        try:
            with os.scandir(os.path.join(path, inner)) as entries:
                for entry in entries:
                    seen += 1
                    if seen > MAX_ENTRIES:
                        raise _too_many(path, f"more than {MAX_ENTRIES:,} files and folders")
                    relative = os.path.join(inner, entry.name)
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        open_ones.append(relative)
                    elif _belongs(relative, path):
                        found += 1
                        if found > MAX_FILES:
                            raise _too_many(path, f"more than {MAX_FILES} files")
                        yield relative
        except OSError as error:
            problem = Problem(
                f"This folder cannot be read ({shown(error.strerror or '', 100)}).",
                "Check the path.",
                file_name(os.path.join(path, inner)),
            )
            raise InputError(problem) from None


def _belongs(relative: str, path: str) -> bool:
    format = format_of(relative)
    folder = os.path.basename(os.path.dirname(os.path.abspath(os.path.join(path, relative))))
    return format == "yaml" or (format == "json" and folder == KNOWLEDGE)


def _too_many(path: str, what: str) -> InputError:
    remedy = "Give the folder that holds the pack and nothing else."
    return InputError(Problem(f"This folder holds {what}, but a pack is small.", remedy, file_name(path)))
