"""Tells the story of one strategy with the real commands: review, ask why, plan, improve, and prove the progress.

``python examples/refresh.py`` writes what the commands say into ``story/``; a test compares and judges it.
"""

from __future__ import annotations

import os
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

_REVIEW: Final = ("review", STRATEGY, "--as-of")


class Step(NamedTuple):
    """One step of the story: the file that shows it, the command, and the file it takes its answers from."""

    file: str
    command: tuple[str, ...]
    answers: str | None = None
    improves: bool = False


STEPS: Final = (
    Step("1-first-review.txt", (*_REVIEW, FIRST_DAY)),
    Step("3-plan.txt", ("plan", STRATEGY, "--as-of", FIRST_DAY)),
    Step("4-improved-review.txt", (*_REVIEW, LATER), improves=True),
    Step("5-diff.txt", ("diff", "before", STRATEGY, "--as-of", LATER)),
)
"""``improves`` puts the improved canvas in place of the first; ``before`` keeps the first for comparison."""


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
    """Return the command line of a step, and what it says."""
    answers = (HERE / step.answers).read_text("utf-8") if step.answers else None
    result = CliRunner().invoke(main, [*step.command], input=answers, prog_name="cxadvisor")
    if result.exit_code:
        raise RuntimeError(
            f"cxadvisor {' '.join(step.command)} ended with {result.exit_code}: {result.output}"
        )
    given = f" < {step.answers}" if step.answers else ""
    return f"$ cxadvisor {' '.join(step.command)}{given}\n\n{result.stdout}"
