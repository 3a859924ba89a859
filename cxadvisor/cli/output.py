"""Speaks to the terminal: standard output and standard error, whatever their encoding, width or state."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import unicodedata

from cxadvisor.errors import CxAdvisorError, InputError, Problem

WIDEST = 100
"""Longer lines are hard to read."""
USUAL = 80
"""The width where there is no terminal to ask."""

_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-",
        "…": "...", "→": "->", "←": "<-", "•": "*", "·": "-", "×": "x", "≤": "<=", "≥": ">=", "✓": "+", "✗": "x",
        "│": "|", "─": "-", "━": "=", "═": "=", "└": "`", "├": "|", "█": "#", "░": ".", "■": "#", "□": "-",
        "ł": "l", "Ł": "L", "\N{NO-BREAK SPACE}": " ",
    }
)  # fmt: skip


class OutputError(Exception):
    """Standard output cannot be written to; the message says why."""


def in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    """Replace what an encoding lacks by the nearest ASCII (an error handler for ``str.encode``)."""
    assert isinstance(error, UnicodeEncodeError)
    text = error.object[error.start : error.end].translate(_PLAIN)
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return kept.encode("ascii", "replace").decode("ascii"), error.end


codecs.register_error("cxadvisor-plain", in_plain_letters)


def width() -> int:
    """Return the width to print for, in columns."""
    if not is_terminal():
        return USUAL
    return min(shutil.get_terminal_size((USUAL, 24)).columns, WIDEST)


def colour(wanted: bool | None) -> bool:
    """Return whether to print in colour: as ``wanted``, else on a terminal that has it (see no-color.org)."""
    if wanted is not None:
        return wanted
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def print_text(text: str) -> None:
    """Print ``text`` for people, in the encoding of standard output.

    Raises ``OutputError`` where it cannot be written. That nobody reads any more (``| head``) is no error.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    _write(_ending_in_newline(text).encode(encoding, "cxadvisor-plain"))


def print_data(text: str) -> None:
    """Print ``text`` for programs: in UTF-8, the same bytes on every machine. Raises as ``print_text`` does."""
    _write(as_bytes(text))


def print_bytes(data: bytes) -> None:
    """Print the content of a file for programs. Raises as ``print_text`` does; a terminal gets text only."""
    if is_terminal() and b"\0" in data:
        raise OutputError("this is no text, and no good on a terminal; name a file.")
    _write(data)


def harmless(text: str) -> str:
    r"""Return lines of somebody's file fit for a terminal: what does not print is shown as ``\u{…}``."""
    from cxadvisor.reporters.plain import escaped

    lines = text.replace("\r\n", "\n")
    return "".join(char if char.isprintable() or char in "\n\t\xa0" else escaped(char) for char in lines)


def as_bytes(text: str) -> bytes:
    """Return ``text`` as the bytes of a file: UTF-8, ending in a newline.

    A half of a surrogate pair (from a file name that is no valid UTF-8) is escaped as JSON escapes it.
    """
    return _ending_in_newline(text).encode("utf-8", "backslashreplace")


def _ending_in_newline(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _write(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence("stdout")
    except OSError as error:
        silence("stdout")
        raise OutputError(f"cannot write to standard output: {error.strerror or error}.") from error
    except (AttributeError, ValueError) as error:
        raise OutputError("cannot write to standard output: it is closed.") from error


def say(message: str) -> None:
    """Print one line to standard error; where nobody can read it, so be it."""
    from cxadvisor.reporters.plain import visible

    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    line = f"{visible(message)}\n".encode(encoding, "cxadvisor-plain").decode(encoding)
    try:
        sys.stderr.write(line)
        sys.stderr.flush()
    except (OSError, ValueError):
        silence("stderr")


def problems_of(error: CxAdvisorError) -> tuple[Problem, ...]:
    """Return what ``error`` complains of, one by one."""
    if isinstance(error, InputError):
        return error.problems
    return tuple(Problem(line) for line in str(error).splitlines())


def say_problems(error: CxAdvisorError) -> None:
    """Print whatever is wrong, a line each: ``file:line:column: message remedy``."""
    problems = problems_of(error)
    for problem in problems:
        say(str(problem))
    if isinstance(error, InputError) and error.total > len(problems):
        say(f"… and {error.total - len(problems)} more problems; mend these first.")


def silence(name: str) -> None:
    """Send what is left for a broken ``stdout`` or ``stderr`` nowhere, so that Python can exit without a complaint."""
    stream = getattr(sys, name)
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (AttributeError, OSError, ValueError):
        setattr(sys, name, None)


def deliver(report: str, format: str, output: str | None) -> None:
    """Write a report into the file ``output``, whole or not at all; without one, print it."""
    if output is not None:
        from cxadvisor.cli.files import write_atomically

        write_atomically(output, as_bytes(report))
    else:
        print_report(report, format)


def print_report(report: str | bytes, format: str) -> None:
    """Print a report: text for people, in their encoding, all else for programs. Raises as ``print_text`` does."""
    if isinstance(report, bytes):
        print_bytes(report)
    elif format == "text":
        print_text(report)
    else:
        print_data(report)
