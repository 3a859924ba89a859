"""``cxadvisor history``: what the recorded reviews of a strategy came to, and where it goes."""

from __future__ import annotations

import os
import sys

import click

from cxadvisor.cli.options import choice_option, colour_option, format_of, lang_option
from cxadvisor.cli.output import USUAL, colour, deliver, say, width
from cxadvisor.errors import InputError, Problem

FORMATS = ("text", "json", "csv")
SUFFIXES = {".txt": "text", ".json": "json", ".csv": "csv", "": "text"}


@click.command(name="history", short_help="Show the recorded reviews of a strategy and the trend.")
@click.argument("path", type=click.Path(), metavar="PATH")
@choice_option(
    "-f",
    "--format",
    choices=FORMATS,
    metavar="FORMAT",
    help="text, json or csv; else told by --output, else text.",
)
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write it to this file.")
@lang_option("en")
@click.option("--all", "show_all", is_flag=True, help="List all reviews, not only the last 20.")
@colour_option()
def command(
    path: str,
    format: str | None,
    output: str | None,
    lang: str | None,
    show_all: bool,
    in_colour: bool | None,
) -> None:
    """Show what the recorded reviews of a strategy came to, and the trend.

    PATH is the strategy, a file or folder. Reviews are recorded with
    “cxadvisor review PATH --record”, one line each, in history.jsonl in the
    folder, or beside a single file, such as canvas.history.jsonl. Lines of it
    that are no recorded reviews are told and passed over.
    """
    output = None if output == "-" else output
    format = format or format_of(output, SUFFIXES)
    if output is not None:
        from cxadvisor.cli.files import check_target

        check_target(output, (path,))
    report = _report(path, format, lang or "en", output is None, show_all, in_colour)
    deliver(report, format, output)


def _report(path: str, format: str, lang: str, printed: bool, show_all: bool, in_colour: bool | None) -> str:
    from cxadvisor.progress.history import history_path, read_history, trends_of
    from cxadvisor.readers.safe_bytes import file_name
    from cxadvisor.reporters import Options
    from cxadvisor.reporters import history_report as reports

    target = path if path.endswith(".jsonl") else history_path(path)
    if os.path.lexists(path) and not os.path.lexists(target):
        message = "No review of this strategy is recorded yet."
        raise InputError(Problem(message, "Record one: cxadvisor review PATH --record", file_name(path)))
    history = read_history(target)
    for problem in history.problems:
        say(str(problem))
    if not history.entries:
        message = "No line of this file is a recorded review."
        raise InputError(Problem(message, "Record one: cxadvisor review PATH --record", file_name(target)))
    trends = tuple(trends_of(history.entries))
    if format == "csv":
        return reports.render_csv(history.entries)
    if format == "json":
        return reports.render_json(history.entries, trends, list(map(str, history.problems)))
    columns, coloured = (width(), colour(in_colour)) if printed else (USUAL, bool(in_colour))
    options = Options(columns, coloured, show_all)
    plain = printed and not _has_blocks()
    return reports.render_text(history.entries, trends, file_name(path), lang, options, plain=plain)


def _has_blocks() -> bool:
    """Whether standard output has the characters that sparklines are drawn with."""
    from cxadvisor.reporters.history_report import BLOCKS

    try:
        BLOCKS.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
