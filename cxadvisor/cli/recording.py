"""Adds a review to the history of its strategy: a line at the end of a file, whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress

from cxadvisor.cli.output import say
from cxadvisor.errors import Problem, SettingsError
from cxadvisor.model.review import Review
from cxadvisor.progress.history import MAX_BYTES, entry_of, history_path, is_recorded, line_of, parse_history
from cxadvisor.readers.safe_bytes import file_name

if sys.platform != "win32":
    import fcntl


def record(path: str, review: Review) -> None:
    """Add ``review`` to the history of the strategy at ``path``, unless the same content was recorded on this day.

    Lines that are no recorded reviews are told and kept. Raises ``SettingsError`` where the file cannot be written.
    """
    target = history_path(path)
    name = file_name(target)
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(target, flags, 0o666)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _refused(name, "it is no regular file", "Remove it.")
            _lock(descriptor)
            data = _content(descriptor, name)
            history = parse_history(data, name)
            for problem in history.problems:
                say(str(problem))
            entry = entry_of(review)
            if is_recorded(entry, history):
                say(f"{name}: this review is recorded already.")
                return
            start = b"" if not data or data.endswith(b"\n") else b"\n"
            _append(descriptor, start + line_of(entry).encode(), len(data))
            file.flush()
    except OSError as error:
        raise _refused(name, error.strerror or str(error), "The report is not affected.") from error


def _refused(name: str, why: str, remedy: str) -> SettingsError:
    return SettingsError(Problem(f"The review cannot be recorded: {why}.", remedy, name))


def _lock(descriptor: int) -> None:
    """Wait until no other review is being recorded here, so that none is lost or recorded twice."""
    if sys.platform != "win32":
        with suppress(OSError):  # some network file systems know no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)


def _content(descriptor: int, name: str) -> bytes:
    size = os.fstat(descriptor).st_size
    if size > MAX_BYTES:
        raise _refused(name, "the history is too large", "Move it away; a new one is begun.")
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _append(descriptor: int, line: bytes, size: int) -> None:
    """Write a line at the end; where there is no room for all of it, leave the file as it was."""
    try:
        if os.write(descriptor, line) != len(line):
            raise OSError(28, "there is no room for it")
        os.fsync(descriptor)
    except OSError:
        with suppress(OSError):
            os.ftruncate(descriptor, size)
        raise
