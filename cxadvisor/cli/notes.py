"""``cxadvisor notes``: keeps what the consultant says of findings, in ``review-notes.yaml`` and in a register."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cxadvisor.cli.options import as_of_option, lang_option, pack_option, semantic_option
from cxadvisor.cli.output import print_data, say
from cxadvisor.errors import InputError, Problem

if TYPE_CHECKING:
    from cxadvisor.model.review import Review
    from cxadvisor.model.strategy import Strategy
    from cxadvisor.noting.editing import Value
    from cxadvisor.noting.reading_register import Table
    from cxadvisor.noting.tables import TableFormat
    from cxadvisor.noting.updating import Changes, Updated
    from cxadvisor.texts import Texts


@click.command(name="notes", short_help="Note what you make of the findings, and keep an action register.")
@click.argument("path", type=click.Path(), metavar="PATH")
@click.option(
    "--set",
    "settings",
    type=(str, str, str),
    multiple=True,
    metavar="FINDING KEY VALUE",
    help="Set a key of an entry; FINDING is the beginning of its fingerprint. An empty VALUE takes it away.",
)
@click.option("--follow", is_flag=True, help="Let entries go with notes that were probably reworded.")
@click.option(
    "--register",
    type=click.Path(),
    metavar="FILE",
    help="Write the action register into this .xlsx or .csv file.",
)
@click.option(
    "--read",
    "read_from",
    type=click.Path(),
    metavar="FILE",
    help="Take over what was changed in this action register.",
)
@click.option("--force", is_flag=True, help="Replace a register that is there already.")
@click.option(
    "-o",
    "--output",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Write the notes there, - for standard output; else into review-notes.yaml.",
)
@pack_option()
@semantic_option()
@lang_option()
@as_of_option()
def command(
    path: str,
    settings: tuple[tuple[str, str, str], ...],
    follow: bool,
    register: str | None,
    read_from: str | None,
    force: bool,
    output: str | None,
    packs: tuple[str, ...],
    semantic: bool | None,
    lang: str | None,
    as_of: str | None,
) -> None:
    """Note what you make of the findings about PATH, a strategy file or folder.

    Writes review-notes.yaml with an entry for each finding, or adds those that are new; what is there stays as it is,
    comments included. Fill it in: every review then shows it. With --register the findings go into a workbook instead,
    for those who would rather work there; --read takes the changes back.
    """
    if register is not None and (read_from is not None or settings or follow or output is not None):
        raise click.UsageError("--register only writes the register; give it alone.")
    from cxadvisor.readers import load
    from cxadvisor.texts import notes_texts

    strategy = load(path)
    target = notes_path(path) if output is None or output == "-" else output
    options = {"as_of": as_of, "packs": packs, "semantic": semantic}
    table = None if read_from is None else _register_in(read_from)
    review = made_by_rules(strategy, {**options, "lang": lang or (table.language if table else None)})
    texts = notes_texts(review.interface)
    if register is not None:
        _write_register(register, force, path, strategy, review)
        return
    changes = _changes(settings, strategy, review)
    own: dict[int, dict[str, Value | None]] = {}
    if table is not None:
        from cxadvisor.noting.register_file import edited

        found = edited(table.table, strategy, review, notes_texts(table.language), table.name)
        changes = {
            key: {**found.findings.get(key, {}), **changes.get(key, {})}
            for key in (*found.findings, *changes)
        }
        own = found.own
        if not changes and not own:
            say(texts("notes.nothing"))
            return
    _write(path, target, strategy, review, Wanted(changes, own, follow), output == "-", texts)


class Wanted(NamedTuple):
    """What is to be set in the entries of findings and in findings of one's own, and whether entries are to follow."""

    changes: Changes
    own: Mapping[int, Mapping[str, Value | None]]
    follow: bool


class Register(NamedTuple):
    """The table of an action register, its language, and the name of its file."""

    table: Table
    language: str
    name: str


def _register_format(path: str, option: str) -> TableFormat:
    ending = os.path.splitext(path)[1].lower()
    if ending == ".xlsx":
        return "xlsx"
    if ending == ".csv":
        return "csv"
    raise click.UsageError(f"{option}: name a file that ends in .xlsx or .csv.")


def _register_in(path: str) -> Register:
    from cxadvisor.noting.register_file import register_table
    from cxadvisor.readers.formats import LIMITS
    from cxadvisor.readers.safe_bytes import file_name, read_bytes

    format = _register_format(path, "--read")
    return Register(
        *register_table(read_bytes(path, LIMITS[format]), format, file_name(path)), file_name(path)
    )


def _write_register(target: str, force: bool, path: str, strategy: Strategy, review: Review) -> None:
    from cxadvisor.cli.files import check_target, write_atomically
    from cxadvisor.noting.register_file import register
    from cxadvisor.reporters.plain import visible
    from cxadvisor.texts import notes_texts

    format = _register_format(target, "--register")
    check_target(target, (path,))
    if os.path.lexists(target) and not force:
        raise InputError(
            Problem(
                "This file is there already; what was edited in it would be lost.",
                "Take it over first (--read), name another one, or replace it: --force",
                target,
            )
        )
    texts = notes_texts(review.interface)
    data, rows = register(strategy, review, format, texts)
    write_atomically(target, data)
    say(f"{texts('notes.written', file=visible(target))} ({texts('notes.rows', n=rows)}).")


def made_by_rules(strategy: Strategy, options: Mapping[str, Any]) -> Review:
    """Return the review as the rules make it, without notes; ``options`` are those of ``review``."""
    from cxadvisor import review

    settings = strategy.settings.model_copy(update={"edition": None})
    return review(strategy._replace(notes=None, settings=settings), **options)


def notes_path(path: str) -> str:
    """Return where the notes on the strategy at ``path`` are, or are to be.

    A single file has those of its folder, unless the folder is a strategy with more in it than this canvas.
    """
    from cxadvisor.readers import load
    from cxadvisor.readers.formats import NOTES_ENDING, NOTES_NAME, notes_beside

    if found := notes_beside(path):
        return found
    if os.path.isdir(path):
        return os.path.join(path, NOTES_NAME)
    folder = os.path.dirname(path)
    try:
        canvases = load(folder or ".").canvases
    except InputError:
        canvases = ()
    if [canvas.name for canvas in canvases] == [os.path.basename(path)]:
        return os.path.join(folder, NOTES_NAME)
    return os.path.splitext(path)[0] + NOTES_ENDING


def _changes(settings: tuple[tuple[str, str, str], ...], strategy: Strategy, review: Review) -> Changes:
    """Return what ``--set`` asks for, by the key of the entry."""
    from cxadvisor.noting.updating import FIELDS, findings_of
    from cxadvisor.readers.suggestions import suggest

    if not settings:
        return {}
    keys = [each.key for each in findings_of(strategy, review)]
    keys += [key for key in (strategy.notes.notes.findings if strategy.notes else ()) if key not in keys]
    found: dict[str, dict[str, Value | None]] = {}
    for name, field, value in settings:
        matching = [key for key in keys if key.startswith(name)] if name else []
        if len(matching) != 1:
            what = "more than one finding" if matching else "no finding"
            raise click.UsageError(f"--set: “{name}” begins the fingerprint of {what}.")
        if field not in FIELDS:
            meant = suggest(field, FIELDS)
            remedy = f"Did you mean “{meant}”?" if meant else f"Known are {', '.join(FIELDS)}."
            raise click.UsageError(f"--set: “{field}” is no key of an entry. {remedy}")
        found.setdefault(matching[0], {})[field] = _value(field, value)
    return found


def _value(field: str, value: str) -> str | int | bool | None:
    """Return a value as it is written into the file, which is then read like any other."""
    if not value.strip():
        return None
    if field == "signed_off" and value in ("true", "false"):
        return value == "true"
    if field == "order" and value.isascii() and value.isdigit() and len(value) < 6:
        return int(value)
    return value


def _write(
    path: str,
    target: str,
    strategy: Strategy,
    review: Review,
    wanted: Wanted,
    printed: bool,
    texts: Texts,
) -> None:
    """Write the notes, and say what became of them."""
    from cxadvisor.cli.files import check_target, write_atomically
    from cxadvisor.noting.updating import updated
    from cxadvisor.readers.formats import LIMITS
    from cxadvisor.readers.review_notes import read_notes
    from cxadvisor.readers.safe_bytes import file_name, read_bytes
    from cxadvisor.reporters.plain import visible

    old = notes_path(path)
    data = read_bytes(old, LIMITS["yaml"]) if os.path.lexists(old) else None
    made = updated(strategy, review, data, file_name(old), *wanted)
    read_notes(made.data, file_name(target))
    if printed:
        print_data(made.data.decode("utf-8-sig"))
        return
    check_target(target, (path,))
    if made.data != data or target != old:
        write_atomically(target, made.data)
    for line in _summary(made, len(wanted.changes) + len(wanted.own), visible(target), texts):
        say(line)


def _summary(made: Updated, changed: int, file: str, texts: Texts) -> list[str]:
    counts = [texts("notes.new", n=made.new), texts("notes.kept", n=made.kept)]
    if changed:
        counts.append(texts("notes.changed", n=changed))
    lines = [f"{texts('notes.written', file=file)} ({', '.join(counts)})."]
    if made.followed:
        lines.append(texts("notes.followed", n=made.followed))
    if made.gone:
        lines.append(texts("notes.gone", n=made.gone))
    return lines
