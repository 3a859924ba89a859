"""``cxadvisor review``: reviews strategies and prints what was found."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from cxadvisor.cli.options import (
    as_of_option,
    check_packs,
    choice_option,
    colour_option,
    format_of,
    lang_option,
    pack_option,
    rules_option,
    semantic_option,
)
from cxadvisor.cli.output import (
    USUAL,
    colour,
    deliver,
    problems_of,
    say_problems,
    width,
)
from cxadvisor.errors import CxAdvisorError, InputError, SettingsError

if TYPE_CHECKING:
    from cxadvisor.cli.outcomes import Outcomes
    from cxadvisor.model.strategy import Strategy

FORMATS = ("text", "json", "markdown", "html")
SEVERITIES = ("high", "medium", "low")
SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    "": "text",
}
"""The format that the name of the output file stands for."""


@click.command(name="review", short_help="Review strategies and print what was found.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="PATH...")
@choice_option(
    "-f",
    "--format",
    choices=FORMATS,
    metavar="FORMAT",
    help="text, json, markdown or html; else told by --output, else text.",
)
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write the report to this file.")
@pack_option()
@semantic_option()
@choice_option(
    "--edition",
    choices=("working", "client"),
    metavar="EDITION",
    help="working, or client: only findings that review-notes.yaml signs off.",
)
@rules_option("--select", help="Judge by these rules only: names or codes, with commas.")
@rules_option("--ignore", help="Leave these rules out.")
@choice_option(
    "--severity",
    choices=SEVERITIES,
    metavar="LEVEL",
    help="Show findings of this severity and above: high, medium or low.",
)
@choice_option(
    "--fail-on",
    choices=SEVERITIES,
    metavar="LEVEL",
    help="Exit with 1 if a finding of this severity or above is shown.",
)
@click.option(
    "--baseline",
    type=click.Path(),
    metavar="FILE",
    help="Take findings of this saved review or baseline as known; show and count the others.",
)
@click.option(
    "--write-baseline",
    type=click.Path(),
    metavar="FILE",
    help="Write all that was found into this file, for --baseline.",
)
@click.option(
    "--record/--no-record",
    default=None,
    help="Add the figures to the history of the strategy; else as the settings say.",
)
@lang_option()
@as_of_option()
@click.option("--all", "show_all", is_flag=True, help="Show what the text report would only count.")
@click.option("--explain-score", is_flag=True, help="Add the sums behind the scores to the text report.")
@colour_option()
def command(
    paths: tuple[str, ...],
    format: str | None,
    output: str | None,
    packs: tuple[str, ...],
    semantic: bool | None,
    edition: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: str | None,
    fail_on: str | None,
    baseline: str | None,
    write_baseline: str | None,
    record: bool | None,
    lang: str | None,
    as_of: str | None,
    show_all: bool,
    explain_score: bool,
    in_colour: bool | None,
) -> int:
    """Review strategies: canvas files, folders, or - for standard input.

    Each PATH is a strategy of its own. One that cannot be read does not keep the others from being reviewed.

    \b
    Exit codes, the first that applies:
      2  bad input or usage
      3  a review is incomplete: what it does not find may still be there
      1  a finding at or above --fail-on; without --fail-on never
      0  done

    Waived, rejected and known findings, questions and advice never count for
    --fail-on.
    """
    if output == "-":
        output = None
    format = format or format_of(output, SUFFIXES)
    _check_usage(paths, format, output)
    from cxadvisor.cli.keeping import Keeping, Kept
    from cxadvisor.cli.outcomes import Outcomes

    check_packs(packs)
    outcomes = Outcomes()
    settings = {
        "lang": lang,
        "as_of": as_of,
        "select": select,
        "ignore": ignore,
        "severity": severity,
        "packs": packs,
        "semantic": semantic,
        "edition": edition,
        "baseline": baseline,
    }
    keeping = Keeping(record, write_baseline, bool(select or ignore or severity or edition == "client"))
    keeping.check(paths, baseline)
    kept = []
    for path in paths:
        before = len(outcomes.reviewed)
        _review(path, settings, outcomes)
        kept += [Kept(path, *each) for each in outcomes.reviewed[before:]]
    if outcomes.reviewed:
        printed = output is None
        columns, coloured = (width(), colour(in_colour)) if printed else (USUAL, bool(in_colour))
        report = outcomes.report(
            format, width=columns, colour=coloured, show_all=show_all, explain_score=explain_score
        )
        deliver(report, format, output)
        keeping.keep(kept)
    return outcomes.exit_code(fail_on)


def _check_usage(paths: tuple[str, ...], format: str, output: str | None) -> None:
    """Refuse what cannot work before any work is done."""
    if paths.count("-") > 1:
        raise click.UsageError("Standard input (-) can be reviewed only once.")
    if format == "html" and len(paths) > 1:
        raise click.UsageError("An HTML report is about one strategy. Review each PATH on its own.")
    if output is not None:
        from cxadvisor.cli.files import check_target

        check_target(output, tuple(path for path in paths if path != "-"))


def _review(path: str, settings: dict[str, Any], outcomes: Outcomes) -> None:
    """Review the strategy at ``path``; what is wrong with it is printed to standard error."""
    from cxadvisor import review

    try:
        strategy = load_path(path)
        outcomes.add(strategy, review(strategy, **settings))
    except CxAdvisorError as error:
        if isinstance(error, SettingsError) and not any(problem.file for problem in error.problems):
            raise  # an option is wrong, not a file: the same for every PATH
        outcomes.add_failure(path, problems_of(error))
        say_problems(error)


def load_path(path: str) -> Strategy:
    """Return the strategy at ``path``; ``-`` is standard input."""
    from cxadvisor.readers import load, load_bytes
    from cxadvisor.readers.formats import LIMITS

    if path != "-":
        return load(path)
    if sys.stdin is None:
        raise InputError("standard input is closed.")
    enough = max(LIMITS.values()) + 1  # the reader then refuses what is longer
    return load_bytes(sys.stdin.buffer.read(enough), "standard input")
