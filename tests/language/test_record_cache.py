"""The cache keeps what it is given, forgets what it cannot trust, and never stands in the way."""

from __future__ import annotations

import os
import stat
import threading
from multiprocessing import get_context
from pathlib import Path

import pytest

from cxadvisor.language.record_cache import KEY, SWITCH, RecordCache, cache_folder

SIZE = 5


def key(number: int) -> bytes:
    return number.to_bytes(KEY, "big")


def record(number: int) -> bytes:
    return number.to_bytes(SIZE, "big")


def opened(path: Path | None, *, identity: bytes = b"one", most: int = 10) -> RecordCache:
    return RecordCache(path, identity, SIZE, most)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "below" / "records.bin"


def filled(path: Path, count: int = 3) -> None:
    opened(path).keep({key(n): record(n) for n in range(count)})


def test_records_outlive_the_process(path: Path) -> None:
    filled(path)
    assert opened(path).found([key(1), key(7)]) == {key(1): record(1)}


def test_without_a_path_records_live_in_memory(tmp_path: Path) -> None:
    cache = opened(None)
    cache.keep({key(1): record(1)})
    assert cache.found([key(1)]) == {key(1): record(1)}
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_may_read_them(path: Path) -> None:
    filled(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_longest_unused_are_dropped(path: Path) -> None:
    filled(path, 10)
    opened(path).keep({key(n): record(n) for n in range(20, 25)}, used=[key(0), key(1)])
    kept = opened(path).found([key(n) for n in range(30)])
    assert sorted(kept) == [key(n) for n in (0, 1, 7, 8, 9, 20, 21, 22, 23, 24)]


def test_a_damaged_record_is_passed_over_and_the_others_are_not(path: Path) -> None:
    filled(path)
    data = bytearray(path.read_bytes())
    data[-1 - 4 - 2] ^= 1  # in the record of the last one
    path.write_bytes(data)
    assert opened(path).found([key(n) for n in range(3)]) == {key(0): record(0), key(1): record(1)}


@pytest.mark.parametrize("content", [b"", b"something else", b"\x80\x04\x95pickle", b"cxadvisor cache 1\n"])
def test_a_foreign_file_is_ignored_and_written_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert opened(path).found([key(0)]) == {}
    filled(path)
    assert opened(path).found([key(0)]) == {key(0): record(0)}


def test_a_file_cut_short_keeps_what_is_whole(path: Path) -> None:
    filled(path)
    path.write_bytes(path.read_bytes()[:-3])
    assert sorted(opened(path).found([key(n) for n in range(3)])) == [key(0), key(1)]


def test_what_another_version_made_is_ignored(path: Path) -> None:
    filled(path)
    assert opened(path, identity=b"two").found([key(0)]) == {}


def test_a_file_too_large_is_not_even_read(path: Path) -> None:
    filled(path, 10)
    assert opened(path, most=3).found([key(0)]) == {}


def test_a_pipe_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    assert opened(path).found([key(0)]) == {}


@pytest.mark.parametrize("block", ["a file", "no right"])
def test_where_nothing_can_be_written_memory_is_enough(tmp_path: Path, block: str) -> None:
    folder = tmp_path / "below"
    if block == "a file":
        folder.write_text("in the way")
    else:
        folder.mkdir(mode=0o500)
    cache = opened(folder / "records.bin" / "deeper")
    cache.keep({key(1): record(1)})
    assert cache.found([key(1)]) == {key(1): record(1)}


def test_what_a_killed_process_left_is_removed(path: Path) -> None:
    filled(path)
    left, fresh = (path.with_name(f"{path.name}.{name}.tmp") for name in ("old", "new"))
    for each in (left, fresh):
        each.write_bytes(b"half")
    os.utime(left, (0, 0))
    filled(path)
    assert (left.exists(), fresh.exists()) == (False, True)


def keep_many(path: Path, start: int) -> None:
    cache = RecordCache(path, b"one", SIZE, 1_000)
    for n in range(start, start + 20):
        cache.keep({key(n): record(n)})


def test_two_processes_may_write_at_once(path: Path) -> None:
    context = get_context("spawn")
    writers = [context.Process(target=keep_many, args=(path, start)) for start in (0, 100)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    found = RecordCache(path, b"one", SIZE, 1_000).found([key(n) for n in range(200)])
    assert all(value == record(int.from_bytes(name, "big")) for name, value in found.items())
    assert key(19) in found or key(119) in found
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_threads_share_one_cache(path: Path) -> None:
    cache = RecordCache(path, b"one", SIZE, 1_000)
    threads = [threading.Thread(target=lambda n=n: cache.keep({key(n): record(n)})) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(cache.found([key(n) for n in range(20)])) == 20


def test_where_the_cache_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (SWITCH, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "cxadvisor"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() == tmp_path / ".cache" / "cxadvisor"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "cxadvisor"
    monkeypatch.setenv(SWITCH, str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.setenv(SWITCH, "off")
    assert cache_folder() is None
