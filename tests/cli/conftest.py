"""A way to run the command line as a user does, and strategies to run it on."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import pytest

COMMAND = (sys.executable, "-m", "cxadvisor")


class Run(Protocol):
    """Runs ``cxadvisor`` in a process of its own, in the folder of the test."""

    def __call__(self, *arguments: str | Path, **settings: Any) -> subprocess.CompletedProcess[bytes]: ...


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*arguments: str | Path, **settings: Any) -> subprocess.CompletedProcess[bytes]:
        environment = os.environ | settings.pop("env", {})
        command = [*COMMAND, *map(str, arguments)]
        settings.setdefault("stdin", subprocess.DEVNULL) if "input" not in settings else None
        settings.setdefault("stdout", subprocess.PIPE)
        return subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            **settings,
        )

    return run


def content(**changes: Any) -> dict[str, Any]:
    """Return a canvas that is well-formed but says next to nothing: a moment that no activity serves."""
    canvas: dict[str, Any] = {
        "cxcanvas": "1",
        "title": "Mobila Nord",
        "language": "en",
        "date": "2026-03-01",
        "segments": ["Young families"],
        "moments": {"pre_sale": [], "post_sale": ["The sofa does not fit through the door"]},
    }
    return canvas | changes


WriteCanvas = Callable[..., Path]


@pytest.fixture
def canvas(tmp_path: Path) -> WriteCanvas:
    """Write a canvas file and return its path: ``canvas("name.json", title="…")``."""

    def write(name: str = "canvas.json", **changes: Any) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(content(**changes), ensure_ascii=False), "utf-8")
        return path

    return write


def _waits(process: int) -> bool:
    """Whether a process waits for something: on a busy machine it may be quiet because it has no turn.

    What is typed before it reads would be lost with a Ctrl-C.
    """
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:  # no such folder on other systems than Linux
        return True
    return state == "S"


def on_terminal(
    arguments: Sequence[str | Path],
    keys: Sequence[str],
    *,
    before_last: Callable[[], None] = lambda: None,
    **environment: str,
) -> tuple[str, int]:
    """Run ``cxadvisor`` on a pseudo-terminal, type one thing after another; return the screen and the exit code."""
    pty = pytest.importorskip("pty")
    process, terminal = pty.fork()
    if process == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # what runs in the background may have it ignored
        os.environ.update({"TERM": "xterm"} | environment)
        os.execv(COMMAND[0], [*COMMAND, *map(str, arguments)])
    screen = b""
    left = list(keys)
    deadline = time.monotonic() + 60
    quiet = 0
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        try:
            if ready:
                if not (data := os.read(terminal, 65536)):
                    break
                screen, quiet = screen + data, 0
            elif screen and left and _waits(process) and (quiet := quiet + 1) >= 2:
                if len(left) == 1:
                    before_last()
                os.write(terminal, left.pop(0).encode())
                quiet = 0
        except OSError:
            break
    os.close(terminal)
    _, status = os.waitpid(process, 0)
    return screen.decode(), os.waitstatus_to_exitcode(status)
