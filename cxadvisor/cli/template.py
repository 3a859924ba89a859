"""``cxadvisor template``: writes a workbook to fill in, or a Word template to brand."""

from __future__ import annotations

import os

import click

from cxadvisor.cli.options import choice_option
from cxadvisor.cli.output import say
from cxadvisor.errors import InputError, Problem
from cxadvisor.texts import LANGUAGES

NAMES = {"xlsx": "canvas.xlsx", "docx": "report.docx"}
"""The formats, and what a file of each is called unless told otherwise."""


@click.command(name="template", short_help="Write an Excel workbook to fill in, or a Word template to brand.")
@choice_option(
    "-f",
    "--format",
    choices=tuple(NAMES),
    metavar="FORMAT",
    help="xlsx or docx; else told by --output, else xlsx.",
)
@choice_option(
    "--lang",
    choices=tuple(LANGUAGES),
    metavar="LANGUAGE",
    help=f"{', '.join(LANGUAGES)}; else en. A Word template is the same in all of them.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    help="Its name; else canvas.xlsx or report.docx.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
def command(format: str | None, lang: str | None, output: str | None, force: bool) -> None:
    """Write an Excel workbook for a canvas and its artefacts, or a Word template for reports.

    The workbook has a sheet for the canvas and one for each artefact, with drop-down lists and guidance. Fill it in
    with Excel, LibreOffice or the like, then run: cxadvisor review FILE.xlsx

    The template holds the report with placeholders. Change its styles, pictures and words in Word, then run: cxadvisor
    review PATH --template FILE.docx -o REPORT.docx
    """
    from cxadvisor.cli.files import check_target, write_atomically

    ending = os.path.splitext(output or "")[1].lower().removeprefix(".")
    format = format or (ending if ending in NAMES else "xlsx")
    output = output or NAMES[format]
    if os.path.splitext(output)[1].lower() != f".{format}":
        raise click.UsageError(f"--output: name a file that ends in .{format}.")
    if os.path.lexists(output) and not force:
        raise InputError(Problem("This file is there already.", "Replace it: --force", output))
    check_target(output, ())
    write_atomically(output, _made(format, lang or "en"))
    say(f"Written: {output}")


def _made(format: str, language: str) -> bytes:
    if format == "xlsx":
        from cxadvisor.writers.workbook import template

        return template(language)
    from cxadvisor.reporters import format_named

    format_named("docx")
    from cxadvisor.reporters.word_report import blank_template

    return blank_template()
