"""Reporters: pure functions from a review to a text, one module a format, found by name.

They lay out what the review says and judge nothing themselves. Each is imported only when it is asked for,
so that a list of findings on a terminal does not pay for a template engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from cxadvisor.errors import Problem, SettingsError
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy

if TYPE_CHECKING:
    from cxadvisor.model.progress import Difference

FORMATS: Final[Mapping[str, str]] = {
    "text": "cxadvisor.reporters.text_report",
    "json": "cxadvisor.reporters.json_report",
    "markdown": "cxadvisor.reporters.markdown_report",
    "html": "cxadvisor.reporters.html_report",
}
"""The formats by name, and the module of each; its ``render`` makes the report."""

DIFFERENCES: Final[Mapping[str, str]] = {
    "text": "cxadvisor.reporters.difference_text",
    "json": "cxadvisor.reporters.difference_json",
    "markdown": "cxadvisor.reporters.difference_markdown",
}
"""The formats of what differs between two reviews."""


class Options(NamedTuple):
    """How a report for a terminal is laid out: width in columns, whether in colour, whether it shows all, and whether
    it explains the scores.
    """

    width: int = 80
    colour: bool = False
    show_all: bool = False
    explain_score: bool = False


def render(
    review: Review,
    format: str,
    *,
    strategy: Strategy | None = None,
    width: int = 80,
    colour: bool = False,
    show_all: bool = False,
    explain_score: bool = False,
) -> str:
    """Return ``review`` in one of the ``FORMATS``.

    With the ``strategy`` at hand the words of notes are quoted and the canvas is drawn. ``width``,
    ``colour``, ``show_all`` and ``explain_score`` shape the text format only. Raises
    ``SettingsError`` for a format there is none of.
    """
    if format not in FORMATS:
        known = ", ".join(FORMATS)
        raise SettingsError(Problem(f"“{format}” is not a report format.", f"Use one of: {known}."))
    module = import_module(FORMATS[format])
    report: str = module.render(review, strategy, Options(width, colour, show_all, explain_score))
    return report


def render_difference(
    difference: Difference, format: str, *, width: int = 80, colour: bool = False, show_all: bool = False
) -> str:
    """Return what differs between two reviews in one of the formats of ``DIFFERENCES``."""
    module = import_module(DIFFERENCES[format])
    report: str = module.render(difference, Options(width, colour, show_all))
    return report
