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
    lang_option,
    pack_option,
    rules_option,
    semantic_option,
)
from cxadvisor.cli.output import problems_of, say_problems
from cxadvisor.cli.targets import OrderedCommand, folders_of, targets_of
from cxadvisor.errors import CxAdvisorError, InputError, SettingsError
from cxadvisor.reporters import FORMATS

if TYPE_CHECKING:
    from cxadvisor.cli.outcomes import Outcomes
    from cxadvisor.model.brand import WordTemplate
    from cxadvisor.model.strategy import Strategy

SEVERITIES = ("high", "medium", "low")


@click.command(name="review", cls=OrderedCommand, short_help="Review strategies and print what was found.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="PATH...")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(tuple(FORMATS)),
    metavar="FORMAT",
    help=f"{', '.join([*FORMATS][:-1])} or {[*FORMATS][-1]}; else told by --output, else text. May be repeated.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="Write the report of the --format before it to this file, or all to this folder/.",
)
@click.option(
    "--template",
    type=click.Path(),
    metavar="FILE",
    help="Fill this Word document for the format docx; else as the settings say.",
)
@click.option(
    "--folders",
    is_flag=True,
    help="Review the folder of each file as one strategy, each folder once.",
)
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
    "--since",
    type=click.Path(),
    metavar="FILE",
    help="Tell what became of the strategy since this saved review; else its history tells the figures.",
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
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    folders: bool,
    template: str | None,
    packs: tuple[str, ...],
    semantic: bool | None,
    edition: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: str | None,
    fail_on: str | None,
    baseline: str | None,
    write_baseline: str | None,
    since: str | None,
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
    if paths.count("-") > 1:
        raise click.UsageError("Standard input (-) can be reviewed only once.")
    paths = folders_of(paths) if folders else paths
    targets = targets_of(ctx, formats, outputs, paths)
    from cxadvisor.cli.delivering import deliver_all
    from cxadvisor.cli.keeping import Keeping
    from cxadvisor.cli.outcomes import Outcomes

    branded = _template(template, [target.format for target in targets])
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
        "since": since,
    }
    partly = bool(select or ignore or severity)
    keeping = Keeping(record, write_baseline, partly or edition == "client")
    keeping.check(paths, baseline, since)
    for path in paths:
        _review(path, settings, outcomes, branded, whole=not partly)
    if outcomes.reviewed:
        deliver_all(targets, outcomes, in_colour, show_all=show_all, explain_score=explain_score)
        keeping.keep(outcomes.reviewed)
    return outcomes.exit_code(fail_on)


def _template(path: str | None, formats: list[str]) -> WordTemplate | None:
    """Return the Word template at ``path``; refuse one that no report is filled into."""
    if path is None:
        return None
    if "docx" not in formats:
        raise click.UsageError("--template is for Word reports. Add --format docx.")
    from cxadvisor.readers.settings import read_template

    return read_template(path)


def _review(
    path: str, settings: dict[str, Any], outcomes: Outcomes, template: WordTemplate | None, *, whole: bool
) -> None:
    """Review the strategy at ``path``; what is wrong with it is printed to standard error."""
    from cxadvisor import review

    try:
        strategy = load_path(path)
        reviewed = review(strategy, **settings)
        outcomes.add(path, strategy.with_template(template) if template else strategy, reviewed, whole=whole)
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
