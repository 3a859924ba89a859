"""``cxadvisor convert``: writes a strategy in another format."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from cxadvisor.cli.options import choice_option
from cxadvisor.cli.output import print_bytes, say
from cxadvisor.errors import InputError, Problem
from cxadvisor.texts import LANGUAGES
from cxadvisor.writers import EXPORTS, endings_written, export_format

if TYPE_CHECKING:
    from cxadvisor.readers.formats import Format
    from cxadvisor.writers.converting import Target


@click.command(name="convert", short_help="Write a strategy in another format.")
@click.argument("source", type=click.Path(), metavar="IN")
@click.argument("target", type=click.Path(allow_dash=True), metavar="OUT")
@choice_option(
    "--to",
    choices=tuple(EXPORTS),
    metavar="FORMAT",
    help=f"{', '.join(EXPORTS)}; else told by the name of OUT, and yaml for a folder.",
)
@choice_option(
    "--lang",
    choices=tuple(LANGUAGES),
    metavar="LANGUAGE",
    help="Of headings and columns; else that of the texts.",
)
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.option("--lossy", is_flag=True, help="Write although the format cannot hold everything.")
def command(source: str, target: str, to: Format | None, lang: str | None, force: bool, lossy: bool) -> None:
    """Write the strategy IN, a file or a folder, as OUT.

    The name of OUT tells the format. Where OUT is a folder, the canvas and each kind of artefact get a file of their
    own in it; - is standard output. What OUT cannot hold is named, and nothing is written without --lossy. What of IN
    could not be read is named, too.
    """
    is_folder = target != "-" and (
        os.path.isdir(target) or target.endswith(("/", os.sep)) or not _ending(target)
    )
    format = to or (export_format(target) if target != "-" and not is_folder else "yaml")
    if format is None:
        raise click.UsageError(
            f"“{_ending(target)}” names no format that is written. Name a file in {endings_written()}."
        )
    from cxadvisor.readers.contents import read_contents
    from cxadvisor.writers.converting import folder, language_for, one_file

    contents = read_contents(source)
    language = lang or language_for(contents.files, LANGUAGES)
    targets = (folder if is_folder else one_file)(contents.files, target, format, language)
    for part in contents.left:
        say(f"{part.at}: {part.why}")
    _check_lost(targets, lossy)
    if target == "-":
        print_bytes(targets[0].written.data)
        return
    _write(source, targets, target if is_folder else os.path.dirname(target), force)


def _ending(path: str) -> str:
    return os.path.splitext(path)[1]


def _check_lost(targets: list[Target], lossy: bool) -> None:
    """Refuse to write what would lose something, unless that is wanted; then only say so."""
    problems = [
        Problem(f"{part.at}: {part.why}" if part.at else part.why, file=target.path)
        for target in targets
        for part in target.written.lost
    ]
    if not problems:
        return
    if not lossy:
        first = Problem(
            "Not everything fits into this format, so nothing was written.", "Write all the same: --lossy"
        )
        raise InputError([first, *problems])
    for problem in problems:
        say(str(problem))


def _write(source: str, targets: list[Target], folder: str, force: bool) -> None:
    from cxadvisor.cli.files import check_target, write_atomically

    if folder and not os.path.isdir(folder):
        _make(folder)
    there = [target.path for target in targets if os.path.lexists(target.path)]
    if there and not force:
        raise InputError(
            [Problem("This file is there already.", "Replace it: --force", path) for path in there]
        )
    for target in targets:
        check_target(target.path, (source,))
    for target in targets:
        write_atomically(target.path, target.written.data)


def _make(folder: str) -> None:
    try:
        os.makedirs(folder)
    except OSError as error:
        raise InputError(
            Problem(f"This folder cannot be made ({error.strerror}).", "Name another one.", folder)
        ) from None
