"""Which report goes where: the formats and the files that a command line names, told apart into pairs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, NamedTuple

import click

from cxadvisor.reporters import FORMATS, format_named, format_of_file

_ORDER: Final = "cxadvisor.order"
STDIN: Final = "strategy"
"""What a report on standard input is called in a folder."""


class Target(NamedTuple):
    """A report to be made: its format, the file it goes to (None: standard output), and the PATHs it is about.

    ``folder`` is the folder that was named in place of the file; it may not be there yet.
    """

    format: str
    output: str | None
    paths: tuple[str, ...]
    folder: str | None = None


class OrderedCommand(click.Command):
    """A command that remembers in which order its options were written, each as often as it was."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[_ORDER] = [param.name for param in order]
        return super().parse_args(ctx, args)


def folders_of(paths: Sequence[str]) -> tuple[str, ...]:
    """Return the folders that files lie in, each once; a file in the working folder stands for itself.

    That folder is that of a whole project, with much in it that is no part of a strategy.
    """
    found: dict[str, str] = {}
    for path in paths:
        folder = path if path == "-" or os.path.isdir(path) else os.path.dirname(path)
        is_here = os.path.abspath(folder) == os.getcwd()
        kept = path if is_here else folder
        found.setdefault(kept if kept == "-" else os.path.abspath(kept), kept)
    return tuple(found.values())


def targets_of(
    ctx: click.Context, formats: Sequence[str], outputs: Sequence[str], paths: tuple[str, ...]
) -> list[Target]:
    """Return the reports that are to be made, one of them at most for standard output.

    As many formats as files are pairs, in their order. Else a file takes the format that stands right before it, or the
    one that its name tells; a format without a file is printed. A single folder takes a file of every format and PATH.

    Raises ``click.UsageError`` where that is not clear, or cannot be, and ``SettingsError`` where a format cannot be
    made or a file cannot be written; all before any work is done.
    """
    if len(outputs) == 1 and _is_folder(outputs[0]):
        targets = list(_in_folder(formats, outputs[0], paths))
    else:
        targets = [
            target
            for format, output in _pairs(ctx, formats, outputs)
            for target in (
                _in_folder([format], output, paths)
                if output is not None and _is_folder(output)
                else [Target(format, output, paths)]
            )
        ]
    _check(targets, paths)
    return targets


def _pairs(
    ctx: click.Context, formats: Sequence[str], outputs: Sequence[str]
) -> list[tuple[str, str | None]]:
    """Return the formats with their files; None, or ``-``, for standard output."""
    if not formats and not outputs:
        return [("text", None)]
    pairs: list[tuple[str, str | None]]
    if len(formats) == len(outputs):
        pairs = list(zip(formats, outputs, strict=True))
    else:
        pairs = _adjacent(ctx.meta[_ORDER], formats, outputs)
    pairs = [(format, None if output == "-" else output) for format, output in pairs]
    printed = [format for format, output in pairs if output is None]
    if len(printed) > 1:
        raise click.UsageError(
            f"Only one report can be printed, not {' and '.join(printed)}. Name a file for each of the others right "
            "after its --format, as in: --format pdf --output report.pdf"
        )
    return pairs


def _adjacent(
    order: Sequence[str], formats: Sequence[str], outputs: Sequence[str]
) -> list[tuple[str, str | None]]:
    """Pair each file with the format right before it, or with the one its name tells."""
    pairs: list[tuple[str, str | None]] = []
    left_formats, left_outputs = list(formats), list(outputs)
    before = ""
    for name in order:
        if name == "formats":
            pairs.append((left_formats.pop(0), None))
        elif name == "outputs":
            output = left_outputs.pop(0)
            if before == "formats":
                pairs[-1] = (pairs[-1][0], output)
            else:
                pairs.append((_told_by(output), output))
        else:
            continue
        before = name
    return pairs


def _told_by(output: str) -> str:
    """Return the format that the name of a file tells."""
    if output == "-":
        return "text"
    if _is_folder(output):
        raise click.UsageError(f"--output: “{output}” is a folder. Say what goes into it with --format.")
    format = format_of_file(output)
    if format is None:
        ending = os.path.splitext(output)[1].lower()
        if not ending:
            return "text"
        raise click.UsageError(f"--output: “{ending}” names no format. Say which with --format.")
    return format


def _is_folder(output: str) -> bool:
    return os.path.isdir(output) or output.endswith(("/", os.sep))


def _in_folder(formats: Sequence[str], folder: str, paths: tuple[str, ...]) -> list[Target]:
    """Return a file for each PATH and format, called as the PATH is."""
    if not formats:
        _told_by(folder)
    return [
        Target(format, os.path.join(folder, f"{_name_of(path)}{FORMATS[format].endings[0]}"), (path,), folder)
        for path in paths
        for format in dict.fromkeys(formats)
    ]


def _name_of(path: str) -> str:
    """Return what a report about ``path`` is called: as its folder, or its file without the ending."""
    if path == "-":
        return STDIN
    name = os.path.basename(os.path.abspath(path))
    return (name if os.path.isdir(path) else os.path.splitext(name)[0]) or STDIN


def _check(targets: Sequence[Target], paths: tuple[str, ...]) -> None:
    """Refuse what cannot work before any work is done."""
    from cxadvisor.cli.files import check_target
    from cxadvisor.cli.output import is_terminal

    inputs = tuple(path for path in paths if path != "-")
    taken: dict[str, Target] = {}
    for target in targets:
        format = format_named(target.format)
        if len(target.paths) > 1 and not format.joined:
            raise click.UsageError(
                f"A report in {target.format} is about one strategy. Review each PATH on its own, or name a folder: "
                "--output reports/"
            )
        if target.output is None:
            if format.binary and is_terminal():
                raise click.UsageError(
                    f"{target.format} is no text for a terminal. Name a file: "
                    f"--output report{format.endings[0]}"
                )
            continue
        real = os.path.realpath(target.output)
        if real in taken:
            raise click.UsageError(f"Two reports would go to “{target.output}”. Give each a name of its own.")
        taken[real] = target
        if target.folder is None or os.path.lexists(target.folder):
            check_target(target.output, inputs)
