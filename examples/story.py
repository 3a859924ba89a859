"""Tells the story of one strategy with the real commands: review, ask why, plan, improve, and prove the progress.

``python examples/refresh.py`` writes what the commands say into ``story/``; a test compares and judges it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from click.testing import CliRunner

from cxadvisor.cli import main

HERE: Final = Path(__file__).parent / "story"
STRATEGY: Final = "harbour-dental"
"""What the folder of the strategy is called while the story is told."""

SHEET: Final = "five-whys.yaml"
FIRST_DAY, LATER = "2026-09-15", "2026-11-20"
"""The days of the two reviews."""

_ASKED = ("--as-of", FIRST_DAY)
_LATER = ("--as-of", LATER)
_NIGHT, _WHATSAPP = "6f0baa3a99adb8fc", "7adadda2b656231e"
"""The fingerprints of two findings of the first review: nobody is there in the evening, and nobody on WhatsApp."""


class Step(NamedTuple):
    """One step of the story: the file that shows it, its commands, and the file they take their answers from.

    ``improves`` puts the improved canvas in place of the first draft before anything is run.
    """

    file: str
    commands: tuple[tuple[str, ...], ...]
    answers: str | None = None
    improves: bool = False


STEPS: Final = (
    Step("1-first-review.txt", (("review", STRATEGY, *_ASKED, "--record"),)),
    Step("2-whys.txt", (("whys", STRATEGY, "--at", "m-night", *_ASKED),), "answers.txt"),
    Step("3-plan.txt", (("plan", STRATEGY, *_ASKED),)),
    Step(
        "4-client-edition.txt",
        (
            (
                *("notes", STRATEGY, *_ASKED),
                *(
                    "--set",
                    _NIGHT,
                    "response",
                    "We start a rota of dentists on call; the pay rules change with it.",
                ),
                *("--set", _NIGHT, "owner", "Dr. Amari"),
                *("--set", _NIGHT, "due", "2026-12-01"),
                *("--set", _NIGHT, "signed_off", "true"),
                *("--set", _WHATSAPP, "signed_off", "true"),
            ),
            ("review", STRATEGY, *_ASKED, "--edition", "client"),
        ),
    ),
    Step("5-improved-review.txt", (("review", STRATEGY, *_LATER, "--record"),), improves=True),
    Step("6-diff.txt", (("diff", "before", STRATEGY, *_LATER),)),
    Step("7-history.txt", (("history", STRATEGY),)),
)
"""``before`` is the first draft as it was, for comparison."""


def tell() -> Iterator[tuple[Path, str]]:
    """Yield path and content of everything the story leaves behind: what each command says, and the 5-Whys sheet.

    Raises ``RuntimeError`` where a command does not end well.
    """
    with _workshop() as folder:
        for step in STEPS:
            if step.improves:
                shutil.copy(HERE / "improved" / "canvas.yaml", folder / STRATEGY)
            yield HERE / step.file, _said(step)
            if step.answers:
                yield HERE / "improved" / SHEET, (folder / STRATEGY / SHEET).read_text("utf-8")


@contextmanager
def _workshop() -> Iterator[Path]:
    """Work in a folder that holds the first draft twice: to be improved, and as it was before."""
    came_from = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for copy in (STRATEGY, "before"):
            shutil.copytree(HERE / "first", folder / copy)
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(came_from)


def _said(step: Step) -> str:
    """Return the command lines of a step, each with what it says."""
    answers = (HERE / step.answers).read_text("utf-8") if step.answers else None
    return "\n".join(_transcript(command, answers, step.answers) for command in step.commands)


def _transcript(command: tuple[str, ...], answers: str | None, file: str | None) -> str:
    result = CliRunner(echo_stdin=True).invoke(main, command, input=answers, prog_name="cxadvisor")
    line = f"$ cxadvisor {shlex.join(command)}{f' < {file}' if file else ''}".replace(
        " --set ", " \\\n    --set "
    )
    if result.exit_code:
        raise RuntimeError(f"{line} ended with {result.exit_code}: {result.output}")
    said = _marked(result.stdout, answers) if answers else result.stdout
    return f"{line}\n\n{said}" if said else f"{line}\n"


def _marked(said: str, answers: str) -> str:
    """Return what was said, with a ``>`` before each line that was an answer."""
    given = [*filter(None, answers.splitlines())]
    lines = said.strip("\n").split("\n")
    return "\n".join(f"> {given.pop(0)}" if given and line == given[0] else line for line in lines) + "\n"
