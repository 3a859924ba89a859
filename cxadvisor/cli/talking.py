"""Asks a person one thing after another: single keys on a terminal, lines where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from cxadvisor.cli.output import OutputError, silence


class Talk:
    """A conversation on standard output, or on standard error where standard output is for data.

    ``by_keys`` says whether answers are single keys.
    """

    def __init__(self, *, beside_data: bool) -> None:
        self._name = "stderr" if beside_data else "stdout"
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
            raise OutputError("cannot go on: nobody can read the questions. Nothing was written.") from error

    def answer(self) -> str | None:
        """Return the key that was pressed, or the line that was typed; None where there are no more."""
        if self.by_keys:
            try:
                return click.getchar()
            except EOFError:
                return None
        line = sys.stdin.buffer.readline(1_000) if sys.stdin is not None else b""
        return line.decode("utf-8", "replace").strip() if line else None
