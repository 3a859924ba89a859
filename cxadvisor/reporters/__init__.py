"""Reporters: pure functions from a review to a text or to the bytes of a file, one module a format, found by name.

They lay out what the review says and judge nothing themselves. Each is imported only when it is asked for,
so that a list of findings on a terminal does not pay for a template engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args, overload

from cxadvisor.errors import MissingExtraError, Problem, SettingsError

if TYPE_CHECKING:
    from cxadvisor.model.progress import Difference
    from cxadvisor.model.review import Review
    from cxadvisor.model.strategy import Strategy

TextFormat = Literal["text", "json", "markdown", "html", "sarif", "github", "gitlab", "junit", "csv"]
BinaryFormat = Literal["pdf", "docx", "pptx", "xlsx"]
TEXT_FORMATS: Final[tuple[TextFormat, ...]] = get_args(TextFormat)
"""The formats that are text; the others are the bytes of a file."""


class Format(NamedTuple):
    """A format of a review.

    Its ``module`` has ``render(review, strategy, options)``, which returns a ``str``, or ``bytes`` where the format is
    ``binary``. A file whose name ends in one of ``endings`` is taken for this format; the first is what files are named
    with. ``needs`` are the modules that come with the ``extra`` of that name. The reports of several strategies can be
    ``joined``, by the function ``join`` of the module, else one below the other.
    """

    module: str
    endings: tuple[str, ...]
    binary: bool = False
    extra: str | None = None
    needs: tuple[str, ...] = ()
    joined: bool = False


FORMATS: Final[Mapping[str, Format]] = {
    "text": Format("text_report", (".txt",), joined=True),
    "json": Format("json_report", (".json",), joined=True),
    "markdown": Format("markdown_report", (".md", ".markdown"), joined=True),
    "html": Format("html_report", (".html", ".htm")),
    "pdf": Format("pdf", (".pdf",), binary=True, extra="pdf", needs=("typst",)),
    "docx": Format("word_report", (".docx",), binary=True, extra="office", needs=("docxtpl",)),
    "pptx": Format("slides_report", (".pptx",), binary=True, extra="office", needs=("pptx",)),
    "xlsx": Format("excel_report", (".xlsx",), binary=True),
    "sarif": Format("sarif_report", (".sarif", ".sarif.json"), joined=True),
    "github": Format("github_report", (".github.txt",), joined=True),
    "gitlab": Format("gitlab_report", (".gitlab.json",), joined=True),
    "junit": Format("junit_report", (".junit.xml", ".xml"), joined=True),
    "csv": Format("csv_report", (".csv",), joined=True),
}
"""The formats of a review, by name."""

DOCUMENTS: Final = ("markdown", "html", "pdf", "docx", "pptx")
"""The formats that print the audit document."""

DIFFERENCES: Final[Mapping[str, str]] = {
    "text": "cxadvisor.reporters.difference_text",
    "json": "cxadvisor.reporters.difference_json",
    "markdown": "cxadvisor.reporters.difference_markdown",
}
"""The formats of what differs between two reviews."""


class Options(NamedTuple):
    """How a report for a terminal is laid out: width in columns, whether in colour, whether it shows all, and whether
    it explains the scores. ``folder`` is the one that the files of the strategy lie in, seen from where it runs.
    """

    width: int = 80
    colour: bool = False
    show_all: bool = False
    explain_score: bool = False
    folder: str = ""


def format_named(name: str) -> Format:
    """Return the format of this name, which can be made here.

    Raises ``SettingsError`` for a format there is none of, and ``MissingExtraError`` where the extra that it needs is
    not installed. Nothing is imported for that.
    """
    format = FORMATS.get(name)
    if format is None:
        known = ", ".join(FORMATS)
        raise SettingsError(Problem(f"“{name}” is not a report format.", f"Use one of: {known}."))
    if find_spec(f"{__name__}.{format.module}") is None:
        raise SettingsError(Problem(f"The report format “{name}” is left out of this installation."))
    missing = [module for module in format.needs if find_spec(module) is None]
    if missing:
        raise MissingExtraError(
            Problem(
                f"The report format “{name}” needs {', '.join(missing)}, which is not installed.",
                f'Install it with: pip install "cxadvisor[{format.extra}]"',
            )
        )
    return format


def format_of_file(name: str) -> str | None:
    """Return the format that the name of a file stands for, the longest ending first; None where there is none."""
    lower = name.lower()
    fitting = [
        (len(ending), format)
        for format, each in FORMATS.items()
        for ending in each.endings
        if lower.endswith(ending)
    ]
    return max(fitting)[1] if fitting else None


@overload
def render(
    review: Review,
    format: TextFormat,
    *,
    strategy: Strategy | None = None,
    width: int = 80,
    colour: bool = False,
    show_all: bool = False,
    explain_score: bool = False,
    folder: str = "",
) -> str: ...
@overload
def render(
    review: Review,
    format: BinaryFormat,
    *,
    strategy: Strategy | None = None,
    width: int = 80,
    colour: bool = False,
    show_all: bool = False,
    explain_score: bool = False,
    folder: str = "",
) -> bytes: ...
@overload
def render(
    review: Review,
    format: str,
    *,
    strategy: Strategy | None = None,
    width: int = 80,
    colour: bool = False,
    show_all: bool = False,
    explain_score: bool = False,
    folder: str = "",
) -> str | bytes: ...
def render(
    review: Review,
    format: str,
    *,
    strategy: Strategy | None = None,
    width: int = 80,
    colour: bool = False,
    show_all: bool = False,
    explain_score: bool = False,
    folder: str = "",
) -> str | bytes:
    """Return ``review`` in one of the ``FORMATS``: a ``str``, or the ``bytes`` of a file where the format is binary.

    With the ``strategy`` at hand the words of notes are quoted and the canvas is drawn. ``width``,
    ``colour``, ``show_all`` and ``explain_score`` shape the text format only; ``folder`` is what stands before the
    names of files in formats for programs, such as SARIF. Raises
    ``SettingsError`` for a format there is none of, ``MissingExtraError`` where its extra is not installed.
    """
    module = import_module(f"{__name__}.{format_named(format).module}")
    report: str | bytes = module.render(
        review, strategy, Options(width, colour, show_all, explain_score, folder)
    )
    return report


def joined(reports: Sequence[str], format: str) -> str:
    """Return the reports of several strategies in one format as one."""
    if len(reports) == 1:
        return reports[0]
    join = getattr(import_module(f"{__name__}.{format_named(format).module}"), "join", "\n".join)
    together: str = join(reports)
    return together


def render_difference(
    difference: Difference, format: str, *, width: int = 80, colour: bool = False, show_all: bool = False
) -> str:
    """Return what differs between two reviews in one of the formats of ``DIFFERENCES``."""
    module = import_module(DIFFERENCES[format])
    report: str = module.render(difference, Options(width, colour, show_all))
    return report
