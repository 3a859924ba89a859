"""``cxadvisor diff``: what became of findings, notes and scores between two reviews of a strategy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
    semantic_option,
)
from cxadvisor.cli.output import USUAL, colour, deliver, width
from cxadvisor.errors import InputError, Problem, SettingsError
from cxadvisor.texts import LANGUAGES

if TYPE_CHECKING:
    from cxadvisor.model.progress import FindingChange, ToldFinding
    from cxadvisor.progress import Side

FORMATS = ("text", "json", "markdown")
SUFFIXES = {".txt": "text", ".json": "json", ".md": "markdown", ".markdown": "markdown", "": "text"}
FAIL_ON = ("new", "new:high", "new:medium", "new:low")
RANK = {"low": 0, "medium": 1, "high": 2}


@click.command(name="diff", short_help="Compare two reviews and show the progress.")
@click.argument("old", type=click.Path(allow_dash=True), metavar="OLD")
@click.argument("new", type=click.Path(allow_dash=True), metavar="NEW")
@choice_option(
    "-f",
    "--format",
    choices=FORMATS,
    metavar="FORMAT",
    help="text, json or markdown; else told by --output, else text.",
)
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write the report to this file.")
@pack_option()
@semantic_option()
@choice_option(
    "--fail-on",
    choices=FAIL_ON,
    metavar="new[:LEVEL]",
    help="Exit with 1 if a finding is new, or newly of this severity: new, new:high, new:medium.",
)
@lang_option("the language of NEW")
@as_of_option()
@click.option("--all", "show_all", is_flag=True, help="Show what the text report would only count.")
@colour_option()
def command(
    old: str,
    new: str,
    format: str | None,
    output: str | None,
    packs: tuple[str, ...],
    semantic: bool | None,
    fail_on: str | None,
    lang: str | None,
    as_of: str | None,
    show_all: bool,
    in_colour: bool | None,
) -> int:
    """Compare two reviews of a strategy and show what became of its findings.

    OLD and NEW are each a strategy (a file or folder, which is reviewed now) or a
    review saved with --format json. A finding is the same although its note was
    moved or worded anew. What was not assessed on one side is never called gone.

    \b
    Exit codes, the first that applies:
      2  bad input or usage
      3  one of the reviews is incomplete
      1  a finding that --fail-on counts; without --fail-on never
      0  done
    """
    from cxadvisor.cli.exits import Exit
    from cxadvisor.progress import compare
    from cxadvisor.reporters import render_difference

    output = None if output == "-" else output
    format = format or format_of(output, SUFFIXES)
    if old == new == "-":
        raise click.UsageError("Standard input (-) can be read only once.")
    if output is not None:
        from cxadvisor.cli.files import check_target

        check_target(output, tuple(path for path in (old, new) if path != "-"))
    check_packs(packs)
    settings = {"lang": lang, "as_of": as_of, "packs": packs, "semantic": semantic}
    difference = compare(*_sides(old, new, settings))
    columns, coloured = (width(), colour(in_colour)) if output is None else (USUAL, bool(in_colour))
    report = render_difference(difference, format, width=columns, colour=coloured, show_all=show_all)
    deliver(report, format, output)
    if not (difference.old.complete and difference.new.complete):
        return Exit.INCOMPLETE
    if fail_on is not None and any(_counts(change, fail_on) for change in difference.findings):
        return Exit.FOUND
    return Exit.CLEAN


def _sides(old: str, new: str, settings: dict[str, Any]) -> tuple[Side, Side]:
    """Return both sides; what is wrong with either is told together.

    Where one of them is a saved review, a strategy is reviewed in its language, unless another is asked for: the words
    of messages are then compared.
    """
    problems: list[Problem] = []
    contents: list[bytes | None] = [None, None]
    sides: list[Side | None] = [None, None]
    for number, path in enumerate((old, new)):
        with _collected(problems):
            contents[number] = _content(path)
            sides[number] = _saved_side(path, contents[number])
    languages = [side.review.interface for side in sides if side is not None]
    if settings["lang"] is None and languages and languages[0] in LANGUAGES:
        settings = settings | {"lang": languages[0]}
    for number, path in enumerate((old, new)):
        if sides[number] is None and not any(problem.file == path for problem in problems):
            with _collected(problems):
                sides[number] = _reviewed_side(path, contents[number], settings)
    first, second = sides
    if problems or first is None or second is None:
        raise InputError(problems)
    return first, second


@contextmanager
def _collected(problems: list[Problem]) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        if isinstance(error, SettingsError) and not any(problem.file for problem in error.problems):
            raise  # an option is wrong: the same for both sides
        problems += error.problems


def _content(path: str) -> bytes | None:
    """Return the bytes of standard input or of a saved review; None for what the reader of strategies is to open."""
    from cxadvisor.readers.review_file import MAX_BYTES, read_saved

    if path != "-":
        return read_saved(path)
    if sys.stdin is None:
        raise InputError("standard input is closed.")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _saved_side(path: str, content: bytes | None) -> Side | None:
    from cxadvisor.progress import Side
    from cxadvisor.readers.review_file import is_saved_review, reviews_in
    from cxadvisor.readers.safe_bytes import file_name

    if content is None or not is_saved_review(content):
        return None
    name = "standard input" if path == "-" else file_name(path)
    reviews = reviews_in(content, name)
    if len(reviews) != 1:
        message = f"This file holds {len(reviews)} reviews; one is compared with another."
        raise InputError(Problem(message, "Save the review of each strategy in a file of its own.", name))
    return Side(name, reviews[0])


def _reviewed_side(path: str, content: bytes | None, settings: dict[str, Any]) -> Side:
    from cxadvisor import load, load_bytes, review
    from cxadvisor.progress import Side
    from cxadvisor.readers.safe_bytes import file_name

    name = "standard input" if path == "-" else file_name(path)
    strategy = load(path) if content is None else load_bytes(content, name)
    return Side(name, review(strategy, **settings), strategy)


def _counts(change: FindingChange, fail_on: str) -> bool:
    """Whether a finding counts for ``fail_on`` that did not before, or is about more; the rule looked both times."""
    level = fail_on.partition(":")[2] or "low"
    if change.new is None or not _is_open(change.new, level):
        return False
    if change.status == "new":
        return True
    if change.status != "changed" or change.old is None:
        return False
    grew = bool(change.added) or len(change.new.at) > len(change.old.at)
    return not _is_open(change.old, level) or ("places" in change.changes and grew)


def _is_open(told: ToldFinding, level: str) -> bool:
    """Whether a finding is a fault of at least this severity that nobody has accepted."""
    is_fault = told.kind in ("gap", "conflict", "weakness")
    return is_fault and not told.is_set_aside and RANK[told.severity] >= RANK[level]
