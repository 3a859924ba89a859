"""Writes a file whole or not at all: killed in the middle or out of space, the old file stays as it was."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cxadvisor.errors import Problem, SettingsError

if sys.platform != "win32":
    import fcntl


def check_target(path: str, inputs: tuple[str, ...]) -> None:
    """Raise ``SettingsError`` where a report cannot go to ``path``, before any work is done for it."""
    target = Path(os.path.realpath(path))
    try:
        if target.is_dir():
            raise _refused(path, "is a folder.", "Name a file in it.")
        if target.exists() and not target.is_file():
            raise _refused(path, "is not a regular file.", "Leave out --output to print the report.")
        if not target.parent.is_dir():
            raise _refused(path, "cannot be written: its folder does not exist.", "Create the folder first.")
        if any(os.path.exists(name) and target.exists() and target.samefile(name) for name in inputs):
            raise _refused(path, "is the file under review.", "Name another file, so that it is not lost.")
    except OSError as error:
        raise _refused(
            path, f"cannot be written: {error.strerror or error}.", "Name another file."
        ) from error


def write_atomically(path: str, data: bytes) -> None:
    """Put ``data`` into the file ``path``: in a temporary file beside it first, which then takes its place.

    Raises ``SettingsError`` where that fails; the old file is then untouched.
    """
    write_all_atomically([(path, data)])


def write_all_atomically(files: Sequence[tuple[str, bytes]]) -> None:
    """Put the bytes into the files: all into temporary files beside them first, which then take their places.

    Raises ``SettingsError`` where that fails; nothing takes its place before all is written, so that a full disk
    leaves all old files untouched.
    """
    path = ""
    ready = []
    try:
        with ExitStack() as stack:
            for path, data in files:
                target = Path(os.path.realpath(path))  # a link stays a link
                _remove_stale(target)
                temporary, stream = stack.enter_context(_temporary(target))
                with suppress(FileNotFoundError):
                    os.chmod(temporary, stat.S_IMODE(target.stat().st_mode))
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
                if sys.platform == "win32":  # an open file cannot be renamed there
                    stream.close()
                ready.append((path, temporary, target))
            for path, temporary, target in ready:  # noqa: B007 – the error names the path
                os.replace(temporary, target)
        for folder in {target.parent for _, _, target in ready}:
            _sync_folder(folder)
    except OSError as error:
        raise _refused(
            path, f"cannot be written: {error.strerror or error}.", "What was there is unchanged."
        ) from error


def _refused(path: str, message: str, remedy: str) -> SettingsError:
    return SettingsError(Problem(f"“{path}” {message}", remedy))


def _prefix(target: Path) -> str:
    """The beginning of the names of all temporary files for ``target``; short, since names have a limit."""
    return f".cxadvisor-{sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


@contextmanager
def _temporary(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Create a temporary file beside ``target``, locked while it is in use, and gone afterwards."""
    path = target.with_name(f"{_prefix(target)}{os.getpid()}-{os.urandom(4).hex()}.tmp")
    with open(path, "xb") as stream:
        try:
            with suppress(OSError):  # some network file systems know no locks
                _lock(stream)
            yield path, stream
        finally:
            path.unlink(missing_ok=True)


def _remove_stale(target: Path) -> None:
    """Remove what earlier runs left behind when they were killed, but nothing that is being written now."""
    for path in target.parent.glob(f"{_prefix(target)}*.tmp"):
        with suppress(OSError):
            with open(path, "rb") as stream:
                _lock(stream)
            path.unlink()


def _lock(stream: BinaryIO) -> None:
    """Lock a file for as long as it is open; ``OSError`` where another process has.

    Windows needs no lock: what another process has open cannot be removed there.
    """
    if sys.platform != "win32":
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power failure, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
