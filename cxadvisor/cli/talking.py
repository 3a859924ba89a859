"""Asks a person one thing after another: single keys or lines on a terminal, lines where there is none."""

from __future__ import annotations

import locale
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import click

from cxadvisor.cli.output import OutputError, silence

LONGEST_LINE: Final = 100_000
"""At most so many bytes are read as one line; a note is far shorter."""


class Talk:
    """A conversation on standard output, or on standard error where standard output is for data.

    ``by_keys`` says whether answers are single keys, because a person sits at a terminal. ``outcome`` is what the error
    says of the file where nobody can read the questions any more.
    """

    def __init__(self, *, beside_data: bool, outcome: str = "Nothing was written.") -> None:
        self._name = "stderr" if beside_data else "stdout"
        self._outcome = outcome
        self.by_keys = sys.stdin is not None and sys.stdin.isatty()

    def tell(self, lines: Iterable[str]) -> None:
        """Print lines, in the encoding of the terminal. Raises ``OutputError`` where nobody can read them."""
        stream = getattr(sys, self._name)
        encoding = getattr(stream, "encoding", None) or "utf-8"
        data = "".join(f"{line}\n" for line in lines).encode(encoding, "cxadvisor-plain")
        try:
            stream.buffer.write(data)
            stream.buffer.flush()
        except (OSError, AttributeError, ValueError) as error:
            silence(self._name)
            raise OutputError(f"cannot go on: nobody can read the questions. {self._outcome}") from error

    def answer(self) -> str | None:
        """Return the key that was pressed, or the line that was typed; None where there are no more."""
        if self.by_keys:
            try:
                return click.getchar()
            except EOFError:
                return None
        return self._next_line(1_000)

    def line(self, prompt: str) -> str | None:
        """Return the next line, None where there are no more; on a terminal it can be edited as it is typed.

        Args:
            prompt: what stands before the line on a terminal, in ASCII.

        What cannot be decoded is replaced by U+FFFD.
        """
        if not self.by_keys:
            return self._next_line(LONGEST_LINE)
        _take_arrow_keys()
        try:
            return input(prompt).strip()
        except EOFError:
            return None
        except UnicodeDecodeError:
            return "\ufffd"

    def _next_line(self, most: int) -> str | None:
        line = sys.stdin.buffer.readline(most) if sys.stdin is not None else b""
        return line.decode("utf-8", "replace").strip("\ufeff \t\r\n") if line else None


def _take_arrow_keys() -> None:
    """Have ``input()`` edit lines, unless the locale knows ASCII only: readline would then break other letters."""
    with suppress(ImportError, AttributeError):
        if locale.nl_langinfo(locale.CODESET) not in ("ANSI_X3.4-1968", "US-ASCII"):
            import readline  # noqa: F401 - importing it is what does that


@contextmanager
def hanging_up_as_ctrl_c() -> Iterator[None]:
    """Treat a closed terminal, or a polite end of the process, as Ctrl-C: what was entered is saved."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
