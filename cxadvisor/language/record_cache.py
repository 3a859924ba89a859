"""Keeps records of one size under hashed keys, in memory and in a file of the user's cache folder.

The file is a header and then records side by side, each with its own checksum: nothing in it is ever run, and what is
damaged, cut off or written by something else is passed over and written anew. It is replaced as a whole, so that
several processes may read and write it at once; of two that write at the same moment one may lose its records, which
costs no more than working them out again.
"""

from __future__ import annotations

import os
import stat
import tempfile
import threading
import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

SWITCH: Final = "CXADVISOR_CACHE"
"""The environment variable that names the folder of the cache, or says ``off``."""

KEY: Final = 16
"""Bytes of a key."""

_MAGIC: Final = b"cxadvisor cache 1\n"
_CHECK: Final = 4
_STALE: Final = 3600.0
"""Temporary files older than this, in seconds, were left by a process that was killed."""


def cache_folder() -> Path | None:
    """Return the folder for the user's cached files; None where there shall be none.

    ``CXADVISOR_CACHE`` names it or says ``off``; else it stands in ``XDG_CACHE_HOME`` or ``~/.cache``.
    """
    chosen = os.environ.get(SWITCH, "")
    if chosen.strip().lower() in ("off", "0", "no"):
        return None
    if chosen:
        return Path(chosen)
    given = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(given):  # a relative one is to be ignored, says the specification
        return Path(given, "cxadvisor")
    home = os.path.expanduser("~")
    return Path(home, ".cache", "cxadvisor") if os.path.isabs(home) else None


class RecordCache:
    """Records of ``size`` bytes, at most ``most`` of them, the longest unused dropped first.

    ``identity`` names what the records were made with: a file with another identity counts as empty. ``path`` is None
    for a cache in memory only. May be used from several threads.
    """

    def __init__(self, path: Path | None, identity: bytes, size: int, most: int) -> None:
        self._path = path
        self._header = _MAGIC + zlib.crc32(identity).to_bytes(4, "little") + identity
        self._size = size
        self._most = most
        self._lock = threading.Lock()
        self._records: dict[bytes, bytes] = {}
        self._file: dict[bytes, bytes] | None = None

    def found(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the records of those ``keys`` that are known."""
        with self._lock:
            if self._file is None:
                self._file = self._read()
            found = {}
            for key in keys:
                if key in self._records:
                    found[key] = self._records[key]
                elif key in self._file and (record := _sound(key, self._file[key])) is not None:
                    found[key] = self._records[key] = record
            return found

    def keep(self, made: Mapping[bytes, bytes], used: Iterable[bytes] = ()) -> None:
        """Add the records ``made``; those ``used`` beside them count as used just now.

        Where the file cannot be written the records are kept in memory alone: a cache is no reason to fail.
        """
        with self._lock:
            others = {key: _sound(key, entry) for key, entry in self._read().items()}
            records = {
                **self._records,
                **{key: record for key, record in others.items() if record is not None},
            }
            again = {key: records.pop(key) for key in used if key in records}
            records = {**records, **again, **made}
            for key in list(records)[: max(0, len(records) - self._most)]:
                del records[key]
            self._records, self._file = records, {}
            if self._path is not None:
                with suppress(OSError):
                    _replace(self._path, self._as_bytes(records))

    def _as_bytes(self, records: Mapping[bytes, bytes]) -> bytes:
        parts = [self._header]
        for key, record in records.items():
            parts += (key, record, _checksum(key + record))
        return b"".join(parts)

    def _read(self) -> dict[bytes, bytes]:
        """Return what the file holds, each record with its checksum; nothing of a file that is missing or foreign."""
        step = KEY + self._size + _CHECK
        data = _content(self._path, len(self._header) + self._most * step) if self._path else b""
        if not data.startswith(self._header):
            return {}
        starts = range(len(self._header), len(data) - step + 1, step)
        return {data[at : at + KEY]: data[at + KEY : at + step] for at in starts}


def _sound(key: bytes, entry: bytes) -> bytes | None:
    """Return the record of an entry, without its checksum; None where that is not its own."""
    record = entry[:-_CHECK]
    return record if _checksum(key + record) == entry[-_CHECK:] else None


def _checksum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECK, "little")


def _content(path: Path, limit: int) -> bytes:
    """Return the content of a regular file of at most ``limit`` bytes; nothing where there is none such."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # without waiting, should it be a pipe
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
                return b""
            return file.read(limit)
    except (OSError, ValueError):
        return b""


def _replace(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file at once; only its owner may read it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in path.parent.glob(f"{path.name}.*.tmp"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()
    handle, temporary = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
