"""``cxadvisor plan``: what to do first, and what each action would clear."""

from __future__ import annotations

import click

from cxadvisor.cli.exits import Exit
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
from cxadvisor.cli.output import USUAL, colour, deliver, width

FORMATS = ("text", "json", "markdown")
SUFFIXES = {".txt": "text", ".json": "json", ".md": "markdown", ".markdown": "markdown", "": "text"}
"""The format that the name of the output file stands for."""


@click.command(name="plan", short_help="Plan what to do first, and show what it would clear.")
@click.argument("path", type=click.Path(allow_dash=True))
@choice_option(
    "-f",
    "--format",
    choices=FORMATS,
    metavar="FORMAT",
    help="text, json or markdown; else told by --output, else text.",
)
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write the plan to this file.")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Show so many actions at most, the first ones."
)
@pack_option()
@semantic_option()
@rules_option("--select", help="Plan for these rules only: names or codes, with commas.")
@rules_option("--ignore", help="Leave these rules out.")
@lang_option()
@as_of_option()
@colour_option()
def command(
    path: str,
    format: str | None,
    output: str | None,
    limit: int | None,
    packs: tuple[str, ...],
    semantic: bool | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    lang: str | None,
    as_of: str | None,
    in_colour: bool | None,
) -> int:
    """Plan what to do about the findings of a strategy.

    PATH is a canvas file, a folder, or - for standard input. The plan holds the fewest actions that clear the most:
    quick wins, next, later. Each was tried on a copy in memory, and all rules were run again, so that the plan says
    what would be gone, and what would come up. Your files stay as they are.

    \b
    Exit codes, the first that applies:
      2  bad input or usage
      3  incomplete: a part was not reviewed, or not every change was tried
      0  done
    """
    if output == "-":
        output = None
    format = format or format_of(output, SUFFIXES)
    if output is not None:
        from cxadvisor.cli.files import check_target

        check_target(output, () if path == "-" else (path,))
    check_packs(packs)
    from cxadvisor.advice.plan import plan
    from cxadvisor.cli.review import load_path
    from cxadvisor.reporters.plan_report import render_plan

    strategy = load_path(path)
    made = plan(
        strategy,
        lang=lang,
        as_of=as_of,
        select=select,
        ignore=ignore,
        limit=limit,
        packs=packs,
        semantic=semantic,
    )
    columns, coloured = (width(), colour(in_colour)) if output is None else (USUAL, bool(in_colour))
    report = render_plan(made, format, strategy=strategy, width=columns, colour=coloured)
    deliver(report, format, output)
    return Exit.CLEAN if made.complete else Exit.INCOMPLETE
