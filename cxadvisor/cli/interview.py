"""``cxadvisor interview``: writes what a review leaves open, by who can answer it, and reads the answers back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from cxadvisor.cli.options import as_of_option, lang_option, pack_option, semantic_option
from cxadvisor.cli.output import print_data, say
from cxadvisor.errors import InputError, Problem

if TYPE_CHECKING:
    from cxadvisor.interview import Decided, Item, SheetFormat
    from cxadvisor.model.review import Review
    from cxadvisor.model.strategy import Strategy
    from cxadvisor.texts import Texts

ROLES = ("customers", "leadership", "marketing", "sales", "service", "channels", "people", "data")
FORMATS: dict[str, SheetFormat] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".xlsx": "xlsx",
    ".yaml": "yaml",
    ".yml": "yaml",
}


@click.command(name="interview", short_help="Write the open questions by who can answer them.")
@click.argument("path", type=click.Path(), metavar="PATH")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    help="Write the sheet into this .md, .xlsx or .yaml file; else print it as Markdown.",
)
@click.option(
    "--read", "read_from", type=click.Path(), metavar="FILE", help="Take the answers from this sheet."
)
@click.option(
    "--role",
    "wanted",
    multiple=True,
    type=click.Choice(ROLES),
    metavar="ROLE",
    help=f"Only what these can answer; may be repeated: {', '.join(ROLES)}.",
)
@click.option("--force", is_flag=True, help="Replace a sheet that is there already.")
@pack_option()
@semantic_option()
@lang_option()
@as_of_option()
def command(
    path: str,
    output: str | None,
    read_from: str | None,
    wanted: tuple[str, ...],
    force: bool,
    packs: tuple[str, ...],
    semantic: bool | None,
    lang: str | None,
    as_of: str | None,
) -> None:
    """Write what a review of PATH leaves open, by who can answer it, and read the answers back.

    The sheet holds the questions of the review, links that were assumed, notes that could not be read, and the closing
    checklist. With --read, answers about links go into the canvas as “for” and “not_for”, all others into
    review-notes.yaml. What nobody answered stays open.
    """
    if read_from is not None and (output is not None or wanted):
        raise click.UsageError("--read only takes answers; leave out --output and --role.")
    from cxadvisor.cli.notes import made_by_rules
    from cxadvisor.interview import items_of
    from cxadvisor.readers import load
    from cxadvisor.request import request_of
    from cxadvisor.texts import notes_texts

    options: dict[str, Any] = {"lang": lang, "as_of": as_of, "packs": packs, "semantic": semantic}
    strategy = load(path)
    review = made_by_rules(strategy, options)
    texts = notes_texts(review.interface)
    request = request_of(
        strategy.settings, lang, as_of, (), (), None, packs=packs, rules=(), semantic=semantic
    )
    items = items_of(strategy, review, request, texts)
    if read_from is not None:
        _take_answers(path, read_from, strategy, review, items, options, texts)
    else:
        asked = tuple(item for item in items if not wanted or item.role in wanted)
        _write_sheet(path, output, force, asked, review.strategy.title, texts)


def _format_of(path: str, option: str) -> SheetFormat:
    format = FORMATS.get(os.path.splitext(path)[1].lower())
    if format is None:
        raise click.UsageError(f"{option}: name a file that ends in .md, .xlsx or .yaml.")
    return format


def _write_sheet(
    path: str, output: str | None, force: bool, items: tuple[Item, ...], title: str, texts: Texts
) -> None:
    from cxadvisor.cli.files import check_target, write_atomically
    from cxadvisor.interview import sheet
    from cxadvisor.reporters.plain import visible

    if not items:
        say(texts("interview.nothing"))
        return
    if output is None or output == "-":
        print_data(sheet(items, title, "markdown", texts).decode())
        return
    format = _format_of(output, "--output")
    check_target(output, (path,))
    if os.path.lexists(output) and not force:
        raise InputError(
            Problem(
                "This file is there already; answers in it would be lost.",
                "Take them over first (--read), name another one, or replace it: --force",
                output,
            )
        )
    write_atomically(output, sheet(items, title, format, texts))
    say(f"{texts('notes.written', file=visible(output))} ({texts('interview.written', n=len(items))}).")


def _take_answers(
    path: str,
    sheet: str,
    strategy: Strategy,
    review: Review,
    items: tuple[Item, ...],
    options: dict[str, Any],
    texts: Texts,
) -> None:
    """Write what was answered into the canvases and into the notes."""
    from cxadvisor.interview import decided, read_sheet
    from cxadvisor.model.review_notes import ReviewNotes
    from cxadvisor.readers.formats import LIMITS
    from cxadvisor.readers.safe_bytes import file_name, read_bytes

    format, name = _format_of(sheet, "--read"), file_name(sheet)
    answers = read_sheet(read_bytes(sheet, LIMITS[format]), format, name)
    notes = strategy.notes.notes if strategy.notes else ReviewNotes()
    found = decided(items, answers, notes, name)
    if not found.answered:
        say(texts("interview.no_answers"))
        return
    canvases = _with_links(path, strategy, found)
    _write(path, strategy, review, found, canvases, options, texts)


def _with_links(path: str, strategy: Strategy, found: Decided) -> dict[str, bytes]:
    """Return the content of each canvas file that decisions change, by its path."""
    from cxadvisor.linking import apply, words_of
    from cxadvisor.readers.formats import LIMITS, digest_of, text_format_for
    from cxadvisor.readers.safe_bytes import file_name, read_bytes

    written = {}
    for number, decisions in found.links.items():
        file = strategy.canvases[number]
        where = os.path.join(path, file.name) if os.path.isdir(path) else path
        format = text_format_for(where, "Links")
        data = read_bytes(where, LIMITS[format])
        if digest_of(data) != file.digest:
            message = "This file was changed by somebody else meanwhile; nothing was written."
            raise InputError(Problem(message, "Run the command again.", file_name(where)))
        written[where] = apply(data, format, file.name, decisions, words_of(strategy.companions))
    return written


def _write(
    path: str,
    strategy: Strategy,
    review: Review,
    found: Decided,
    canvases: dict[str, bytes],
    options: dict[str, Any],
    texts: Texts,
) -> None:
    """Write canvases and notes, and say so. Entries go with notes that were given an id by this."""
    from cxadvisor.cli.files import write_atomically
    from cxadvisor.cli.notes import made_by_rules, notes_path
    from cxadvisor.noting.updating import updated
    from cxadvisor.readers import load
    from cxadvisor.readers.formats import LIMITS
    from cxadvisor.readers.safe_bytes import file_name, read_bytes
    from cxadvisor.reporters.plain import visible

    target = notes_path(path)
    name = file_name(target)
    old = read_bytes(target, LIMITS["yaml"]) if os.path.lexists(target) else None
    sections = {section: entries for section, entries in found.notes.items() if section != "findings"}
    changes = found.notes.get("findings", {})
    data = old
    if old is not None or found.notes:
        data = updated(strategy, review, old, name, changes, sections=sections, complete=False).data
    for where, content in canvases.items():
        write_atomically(where, content)
    if canvases and data is not None:
        after = load(path)._replace(notes=None)
        data = updated(after, made_by_rules(after, options), data, name, follow=True, complete=False).data
    files = list(canvases)
    if data is not None and data != old:
        write_atomically(target, data)
        files.append(target)
    names = ", ".join(visible(each) for each in files)
    say(f"{texts('notes.written', file=names)} ({texts('interview.answered', n=found.answered)}).")
