"""``cxadvisor template``: writes a workbook to fill in."""

from __future__ import annotations

import os

import click

from cxadvisor.cli.options import choice_option
from cxadvisor.cli.output import say
from cxadvisor.errors import InputError, Problem
from cxadvisor.texts import START_LANGUAGES

FORMATS = ("xlsx",)


@click.command(name="template", short_help="Write an Excel workbook to fill in.")
@choice_option("-f", "--format", choices=FORMATS, metavar="FORMAT", help="xlsx.")
@choice_option(
    "--lang",
    choices=tuple(START_LANGUAGES),
    metavar="LANGUAGE",
    help=f"{', '.join(START_LANGUAGES)}; else en.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    default="canvas.xlsx",
    metavar="FILE",
    help="Its name; else canvas.xlsx.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
def command(format: str | None, lang: str | None, output: str, force: bool) -> None:
    """Write an Excel workbook for a canvas and its artefacts.

    It has a sheet for the canvas and one for each artefact, with drop-down lists and guidance. Fill it in with Excel,
    LibreOffice or the like, then run: cxadvisor review FILE.xlsx
    """
    from cxadvisor.cli.files import check_target, write_atomically
    from cxadvisor.writers.workbook import template

    if os.path.splitext(output)[1].lower() != ".xlsx":
        raise click.UsageError("--output: name a file that ends in .xlsx.")
    if os.path.lexists(output) and not force:
        raise InputError(Problem("This file is there already.", "Replace it: --force", output))
    check_target(output, ())
    write_atomically(output, template(lang or "en"))
    say(f"Written: {output}")
