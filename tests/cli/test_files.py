"""A report is written whole or not at all."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cxadvisor.cli.files import check_target, write_atomically
from cxadvisor.errors import SettingsError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_atomically(str(tmp_path / "report.txt"), b"new")
    finally:
        os.umask(old)
    assert (tmp_path / "report.txt").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "report.txt").stat().st_mode) == 0o640
    assert names(tmp_path) == ["report.txt"]


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_bytes(b"old and longer")
    target.chmod(0o604)
    write_atomically(str(target), b"new")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "report.txt"
    target.write_bytes(b"old")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    write_atomically(str(link), b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


KILLED = """
import os, signal, sys
from cxadvisor.cli import files
def kill(*_): os.kill(os.getpid(), signal.SIGKILL)
setattr(files.os, sys.argv[1], kill)
files.write_atomically(sys.argv[2], b"new" * 100_000)
"""


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_killed_while_writing_the_old_file_is_intact_and_the_next_run_cleans_up(
    tmp_path: Path, where: str
) -> None:
    target = tmp_path / "report.txt"
    target.write_bytes(b"old")
    killed = subprocess.run([sys.executable, "-c", KILLED, where, str(target)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old"
    assert len(names(tmp_path)) == 2, "a killed process cannot clean up behind itself"

    write_atomically(str(target), b"new")
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["report.txt"]


SLOW = """
import sys
from cxadvisor.cli import files
fsync = files.os.fsync
def wait(descriptor): print("writing", flush=True); sys.stdin.read(1); fsync(descriptor)
files.os.fsync = wait
files.write_atomically(sys.argv[1], b"slow")
"""


def test_what_another_process_is_writing_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    command = [sys.executable, "-c", SLOW, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as slow:
        assert slow.stdout is not None
        assert slow.stdout.readline() == "writing\n"
        write_atomically(str(target), b"quick")
        assert target.read_bytes() == b"quick"
        slow.communicate("go on", timeout=30)
    assert slow.returncode == 0
    assert target.read_bytes() == b"slow", "the last one to finish wins"
    assert names(tmp_path) == ["report.txt"]


FULL = """
import resource, sys
from cxadvisor.cli.files import write_atomically
from cxadvisor.errors import SettingsError
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    write_atomically(sys.argv[1], b"new" * 100_000)
except SettingsError as error:
    print(error)
"""


def test_without_room_the_old_file_is_intact_and_nothing_is_left_over(tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    target = tmp_path / "report.txt"
    target.write_bytes(b"old")
    full = subprocess.run(
        [sys.executable, "-c", FULL, str(target)], check=True, capture_output=True, text=True
    )
    assert "cannot be written: File too large. What was there is unchanged." in full.stdout
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["report.txt"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("folder", "is a folder"),
        ("missing/report.txt", "its folder does not exist"),
        ("fifo", "is not a regular file"),
        ("canvas.json", "is the file under review"),
        ("link.json", "is the file under review"),
        ("n" * 300, "File name too long"),
    ],
)
def test_a_target_that_cannot_work_is_refused_beforehand(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    source = tmp_path / "canvas.json"
    source.write_bytes(b"{}")
    (tmp_path / "link.json").symlink_to(source)
    with pytest.raises(SettingsError, match=message):
        check_target(str(tmp_path / name), (str(source), "missing.json"))


def test_a_device_is_refused_and_stays_a_device() -> None:
    with pytest.raises(SettingsError, match="is not a regular file"):
        check_target(os.devnull, ())
