"""What is printed, whatever standard output is: a terminal, a pipe nobody reads, a full disk, an old encoding."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from cxadvisor.cli.output import as_bytes, colour, harmless, in_plain_letters, width
from tests.cli.conftest import COMMAND, Run, WriteCanvas

FULL = Path("/dev/full")
ASCII = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}


def no_traceback(result: subprocess.CompletedProcess[bytes]) -> None:
    assert b"Traceback" not in result.stderr
    assert b"Exception ignored" not in result.stderr


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "arguments",
    [("review", "canvas.json"), ("review", "canvas.json", "-f", "json"), ("rules",), ("review", "--help")],
)
def test_a_full_disk_is_told(run: Run, canvas: WriteCanvas, arguments: tuple[str, ...]) -> None:
    canvas()
    with FULL.open("wb") as full:
        result = run(*arguments, stdout=full)
    assert result.returncode == 2
    assert b"No space left on device" in result.stderr
    no_traceback(result)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("review", "canvas.json"), 0),
        (("review", "canvas.json", "--fail-on", "low"), 1),
        (("review", "canvas.json", "-f", "json"), 0),
        (("rules",), 0),
        (("--help",), 0),
    ],
)
def test_a_pipe_that_nobody_reads_is_no_error(
    run: Run, canvas: WriteCanvas, arguments: tuple[str, ...], code: int
) -> None:
    canvas()
    reader, writer = os.pipe()
    os.close(reader)
    result = run(*arguments, stdout=writer)
    os.close(writer)
    assert result.stderr == b""
    assert result.returncode == code


def test_closed_standard_output_is_told(run: Run, canvas: WriteCanvas) -> None:
    canvas()
    result = run("review", "canvas.json", preexec_fn=lambda: os.close(1))
    assert result.returncode == 2
    assert result.stderr == b"cxadvisor: cannot write to standard output: it is closed.\n"


def test_an_encoding_without_the_letters_gets_the_nearest_ones(run: Run, canvas: WriteCanvas) -> None:
    canvas(title="Mobilă „Nord” – țară")
    result = run("review", "canvas.json", env=ASCII)
    assert result.returncode == 0
    assert b'Mobila "Nord" - tara' in result.stdout
    no_traceback(result)


def test_an_error_is_readable_in_any_encoding(run: Run) -> None:
    result = run("review", "lipsă.json", env=ASCII)
    assert result.returncode == 2
    result.stderr.decode("ascii")
    no_traceback(result)


def test_json_is_the_same_bytes_in_any_encoding(run: Run, canvas: WriteCanvas) -> None:
    canvas(title="Mobilă")
    usual = run("review", "canvas.json", "-f", "json", "--as-of", "2026-03-01")
    result = run("review", "canvas.json", "-f", "json", "--as-of", "2026-03-01", env=ASCII)
    assert result.stdout == usual.stdout
    assert json.loads(result.stdout)["strategy"]["title"] == "Mobilă"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Ușă” – „țară”…", '"Usa" - "tara"...'),
        ("łódź → Łódź", "lodz -> Lodz"),
        ("Дом", "???"),
        ("a\udcff", "a?"),
    ],
)
def test_plain_letters(text: str, plain: str) -> None:
    assert text.encode("ascii", "cxadvisor-plain").decode("ascii") == plain


def test_plain_letters_are_for_encoding_only() -> None:
    with pytest.raises(AssertionError):
        in_plain_letters(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"))


def test_half_a_surrogate_pair_is_escaped_as_json_does_it() -> None:
    assert json.loads(as_bytes('"a\udcff"')) == "a\udcff"


def on_a_terminal(*arguments: str, columns: int, folder: Path, **environment: str) -> str:
    """Run ``cxadvisor`` on a terminal of its own and return what appeared there."""
    import fcntl
    import struct
    import termios

    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    with subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, stdout=other, stdin=other, stderr=other, env=clean | environment
    ) as process:
        os.close(other)
        shown = b""
        while True:
            try:
                chunk = os.read(main, 65_536)
            except OSError:  # Linux reports so that the other end is closed
                break
            if not chunk:
                break
            shown += chunk
    os.close(main)
    assert process.returncode == 0
    return shown.decode("utf-8")


def test_colour_is_for_terminals_only(run: Run, canvas: WriteCanvas, tmp_path: Path) -> None:
    canvas()
    assert b"\x1b[" not in run("review", "canvas.json").stdout
    assert b"\x1b[" in run("review", "canvas.json", "--color").stdout
    assert "\x1b[" in on_a_terminal("review", "canvas.json", columns=90, folder=tmp_path, TERM="xterm")
    for setting in ({"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "dumb"}):
        assert "\x1b[" not in on_a_terminal("review", "canvas.json", columns=90, folder=tmp_path, **setting)


@pytest.mark.parametrize(("columns", "widest"), [(60, 60), (200, 100)])
def test_lines_fit_the_terminal_but_never_get_too_long(tmp_path: Path, columns: int, widest: int) -> None:
    shown = on_a_terminal("explain", "CUS301", columns=columns, folder=tmp_path, TERM="dumb")
    assert widest * 0.8 < max(len(line) for line in shown.splitlines()) <= widest


def test_elsewhere_lines_are_80_columns_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert width() == 80
    assert colour(None) is False


def test_lines_of_a_file_cannot_act_on_a_terminal() -> None:
    assert harmless("+a\tb\u202e\x9b\x1b[2J\r\n-ș\r\n") == "+a\tb\\u{202e}\\u{9b}\\u{1b}[2J\n-ș\n"
