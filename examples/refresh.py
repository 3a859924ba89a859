"""Writes the reports that the examples are expected to give: ``python examples/refresh.py``.

A test compares them with what a review says now. The story of one strategy (``story.py``) is told anew with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cxadvisor import load, review
from cxadvisor.reporters import TextFormat, render

HERE = Path(__file__).parent
AS_OF = "2026-11-21"
"""The day the expected reports look from."""

REPORTS: tuple[tuple[TextFormat, str], ...] = (("text", "report.txt"), ("markdown", "report.md"))


def reports() -> Iterator[tuple[Path, str]]:
    """Yield path and content of every expected report: in the language of its canvas, and as text in English too."""
    for folder in sorted(path.parent for path in HERE.glob("*/canvas.*")):
        strategy = load(folder)
        result = review(strategy, as_of=AS_OF)
        for format, name in REPORTS:
            yield folder / name, render(result, format, strategy=strategy, show_all=True)
        if result.interface != "en":
            english = review(strategy, as_of=AS_OF, lang="en")
            yield folder / "report.en.txt", render(english, "text", strategy=strategy, show_all=True)


def main() -> None:
    """Write the reports and the story."""
    from story import tell

    for path, text in (*reports(), *tell()):
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
