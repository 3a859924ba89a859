"""Reads bytes from regular files only, never more than allowed, and never waits for somebody to write them."""

from __future__ import annotations

import os
import stat
from typing import Final

from cxadvisor.errors import InputError, Problem
from cxadvisor.readers.tree import shown

MAX_JSON_BYTES: Final = 5_000_000
"""The largest JSON file (5 MB)."""
MAX_YAML_BYTES: Final = 512_000
"""The largest YAML file (512 KB); YAML takes some hundred times longer to read than JSON."""

_KINDS: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_bytes(path: str, limit: int) -> bytes:
    """Return the content of the regular file ``path``.

    Args:
        path: the file.
        limit: the most bytes it may have.

    Raises:
        InputError: it does not exist, is no regular file, cannot be read or is too large.
    """
    name = file_name(path)
    try:
        _require_regular(os.stat(path).st_mode, name)
        # Between the look and the opening the file may have become a pipe: do not wait for it, and look again.
        flags = (
            os.O_RDONLY
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_BINARY", 0)
            | getattr(os, "O_NOCTTY", 0)
        )
        with open(os.open(path, flags), "rb", buffering=0) as file:
            _require_regular(os.fstat(file.fileno()).st_mode, name)
            data = _read_up_to(file.fileno(), limit + 1)
    except (OSError, ValueError) as error:
        raise InputError(Problem(*_in_plain_words(error), file=name)) from None
    require_size(data, limit, name)
    return data


def require_size(data: bytes, limit: int, name: str | None) -> None:
    """Raise ``InputError`` if ``data`` has more than ``limit`` bytes."""
    if len(data) > limit:
        size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1_000} KB"
        raise InputError(
            Problem(
                f"This file has more than {size}, the most that is read.",
                "Leave out what does not belong to it.",
                file=name,
            )
        )


def file_name(path: str) -> str:
    """Return a path fit for a message, whatever bytes its name is made of."""
    return path.encode("utf-8", "backslashreplace").decode()


def _read_up_to(descriptor: int, limit: int) -> bytes:
    parts: list[bytes] = []
    left = limit
    while left > 0:
        part = os.read(descriptor, min(left, 1 << 20))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _require_regular(mode: int, name: str) -> None:
    if stat.S_ISREG(mode):
        return
    kind = next((kind for test, kind in _KINDS if test(mode)), "something else")
    raise InputError(Problem(f"This is {kind}, not a file.", "Give a .json or .yaml file.", file=name))


def _in_plain_words(error: OSError | ValueError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "There is no such file or folder.", "Check the path."
    if isinstance(error, PermissionError):
        return "This file may not be read.", "Ask its owner for the permission to read it."
    if isinstance(error, ValueError):
        return "This path holds a character that no file name can hold.", "Check the path."
    reason = shown(error.strerror or type(error).__name__, 100)
    return f"This file cannot be read ({reason[:1].lower()}{reason[1:]}).", "Check the path."
