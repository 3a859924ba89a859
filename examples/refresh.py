"""Writes the reports that the examples are expected to give; a test compares them with what a review says now.

    python examples/refresh.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cxadvisor import load, review
from cxadvisor.reporters import render

HERE = Path(__file__).parent
AS_OF = "2026-11-21"
"""The day the expected reports look from."""

REPORTS = (("text", "report.txt"), ("markdown", "report.md"))


def reports() -> Iterator[tuple[Path, str]]:
    """Yield the path and content of every expected report, each in the language of its canvas where there is one."""
    for folder in sorted(path.parent for path in HERE.glob("*/canvas.*")):
        strategy = load(folder)
        result = review(strategy, as_of=AS_OF)
        for format, name in REPORTS:
            yield folder / name, render(result, format, strategy=strategy, show_all=True)


def main() -> None:
    """Write the reports."""
    for path, text in reports():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
