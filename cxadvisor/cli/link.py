"""``cxadvisor link``: has inferred links and open questions decided by a person, and writes that into the file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from cxadvisor.cli.options import lang_option, pack_option, semantic_option
from cxadvisor.cli.output import colour, harmless, print_data, width
from cxadvisor.errors import InputError, Problem
from cxadvisor.model.blocks import CARRIERS

if TYPE_CHECKING:
    from cxadvisor.cli.talking import Talk
    from cxadvisor.linking import Decision, Item
    from cxadvisor.model.review import Review
    from cxadvisor.model.strategy import CanvasFile
    from cxadvisor.readers.formats import TextFormat
    from cxadvisor.texts import Texts


@click.command(name="link", short_help="Confirm links between notes and write them into the file.")
@click.argument("path", type=click.Path(), metavar="FILE")
@click.option(
    "--accept-above",
    type=click.FloatRange(0, 1),
    metavar="SURE",
    help="Accept inferred links this sure, such as 0.9, without asking.",
)
@click.option("--no-prompt", is_flag=True, help="Ask nothing; leave everything else open.")
@click.option("--dry-run", is_flag=True, help="Print the changes as a diff; write nothing.")
@click.option(
    "--relation",
    "relations",
    multiple=True,
    type=click.Choice(tuple(CARRIERS)),
    metavar="RELATION",
    help=f"Only these links; may be repeated: {', '.join(CARRIERS)}.",
)
@click.option(
    "--export",
    "export_to",
    type=click.Path(),
    metavar="QUESTIONS",
    help="Write the open questions into this .yaml or .json file, to be answered by anybody.",
)
@click.option(
    "--import",
    "import_from",
    type=click.Path(),
    metavar="QUESTIONS",
    help="Take the answers from this file.",
)
@pack_option()
@semantic_option()
@lang_option()
def command(
    path: str,
    accept_above: float | None,
    no_prompt: bool,
    dry_run: bool,
    relations: tuple[str, ...],
    export_to: str | None,
    import_from: str | None,
    packs: tuple[str, ...],
    semantic: bool | None,
    lang: str | None,
) -> None:
    """Confirm links between notes and write them into the file.

    Shows each link that was read from the words, and each question that names
    candidates. What you accept is written into FILE as an id and “for”, what
    you reject as “not_for”; nothing else in it changes. FILE is a canvas, or a
    folder that holds one.
    """
    _check_usage(accept_above, no_prompt, dry_run, export_to, import_from)
    relations = relations or tuple(CARRIERS)
    from cxadvisor.cli.talking import Talk
    from cxadvisor.texts import texts_for

    target = _open(path)
    review = _reviewed(path, lang, packs, semantic)
    texts = texts_for(review.interface)
    talk = Talk(beside_data=dry_run)
    if import_from is not None:
        decisions = _answers(import_from, target)
        if not decisions:
            talk.tell([texts("link.no_answers")])
            return
        _finish(path, target, decisions, texts, talk, dry_run, relations, packs, semantic)
        return
    from cxadvisor.linking import open_items

    items = open_items(review, relations)
    if export_to is not None:
        _export(export_to, target, items, texts, talk)
    elif not items:
        talk.tell([texts("link.nothing")])
    else:
        try:
            chosen = _decided(items, target, talk, texts, accept_above, no_prompt)
        except KeyboardInterrupt:
            talk.tell(["", texts("link.not_saved")])
            raise
        if chosen is None:
            talk.tell(["", texts("link.not_saved")])
        elif not chosen:
            talk.tell(["", texts("link.nothing_decided")])
        else:
            _finish(path, target, chosen, texts, talk, dry_run, relations, packs, semantic)


class Target(NamedTuple):
    """The canvas file that is written to: its path, format, bytes and content, and the words that no new id may be."""

    path: str
    format: TextFormat
    data: bytes
    file: CanvasFile
    taken: frozenset[str]


def _check_usage(
    accept_above: float | None,
    no_prompt: bool,
    dry_run: bool,
    export_to: str | None,
    import_from: str | None,
) -> None:
    """Refuse options that contradict each other."""
    if export_to is not None and (import_from is not None or accept_above is not None or dry_run):
        raise click.UsageError("--export only writes the questions; give it alone.")
    if import_from is not None and accept_above is not None:
        raise click.UsageError("--import takes all decisions from the file; leave out --accept-above.")
    if no_prompt and accept_above is None and export_to is None and import_from is None:
        raise click.UsageError("--no-prompt leaves nothing to do without --accept-above.")


def _open(path: str) -> Target:
    """Read the canvas at ``path``, or the only one in that folder."""
    from cxadvisor.linking import words_of
    from cxadvisor.readers import load
    from cxadvisor.readers.formats import LIMITS, digest_of, text_format_for
    from cxadvisor.readers.safe_bytes import file_name, read_bytes

    strategy = load(path)
    if not strategy.canvases:
        raise InputError(
            Problem(
                "This file holds no canvas, so there are no notes to link.", "Give a canvas.", file_name(path)
            )
        )
    file, *others = strategy.canvases
    if others:
        names = ", ".join(canvas.name for canvas in strategy.canvases)
        raise InputError(
            Problem(f"This folder holds several canvases: {names}.", "Name one of them.", file_name(path))
        )
    is_folder = os.path.isdir(path)
    where = os.path.join(path, file.name) if is_folder else path
    format = text_format_for(where, "Links")
    data = read_bytes(where, LIMITS[format])
    if digest_of(data) != file.digest:
        raise _changed(where)
    return Target(where, format, data, file, words_of(strategy.companions))


def _changed(path: str) -> InputError:
    from cxadvisor.readers.safe_bytes import file_name

    problem = Problem(
        "This file was changed by somebody else meanwhile; nothing was written.",
        "Run the command again.",
        file_name(path),
    )
    return InputError(problem)


def _reviewed(path: str, lang: str | None, packs: tuple[str, ...], semantic: bool | None) -> Review:
    from cxadvisor import review

    return review(path, lang=lang, packs=packs, semantic=semantic)


def _answers(path: str, target: Target) -> tuple[Decision, ...]:
    from cxadvisor.linking import read_answers
    from cxadvisor.readers.formats import LIMITS
    from cxadvisor.readers.safe_bytes import file_name, read_bytes

    format = _format_of(path, "--import")
    return read_answers(read_bytes(path, LIMITS[format]), format, file_name(path), target.file)


def _export(path: str, target: Target, items: tuple[Item, ...], texts: Texts, talk: Talk) -> None:
    from cxadvisor.cli.files import check_target, write_atomically
    from cxadvisor.cli.output import as_bytes
    from cxadvisor.language import COVER
    from cxadvisor.linking import export
    from cxadvisor.reporters.plain import visible

    format = _format_of(path, "--export")
    check_target(path, (target.path,))
    unsure = [item for item in items if item.kind == "question" or item.options[0].confidence < COVER]
    write_atomically(path, as_bytes(export(unsure, target.file, texts, format)))
    talk.tell([texts("link.exported", n=len(unsure), file=visible(path))])


def _format_of(path: str, option: str) -> TextFormat:
    from cxadvisor.readers.formats import text_format_of

    format = text_format_of(path)
    if format is None:
        raise click.UsageError(f"{option}: name a file that ends in .yaml or .json.")
    return format


def _decided(
    items: tuple[Item, ...],
    target: Target,
    talk: Talk,
    texts: Texts,
    accept_above: float | None,
    no_prompt: bool,
) -> tuple[Decision, ...] | None:
    """Return what is decided without and with prompts; None where somebody does not want it written."""
    from cxadvisor.cli.deciding import Session
    from cxadvisor.cli.showing import Screen

    notes = {placed.place: placed for placed in target.file.canvas.placed_notes()}
    session = Session(items, talk, Screen(notes, texts, width(), colour(None)))
    if accept_above is not None:
        session.accept_above(accept_above)
    if not no_prompt and session.run() == "drop":
        return None
    return session.decisions()


def _finish(
    path: str,
    target: Target,
    decisions: tuple[Decision, ...],
    texts: Texts,
    talk: Talk,
    dry_run: bool,
    relations: tuple[str, ...],
    packs: tuple[str, ...],
    semantic: bool | None,
) -> None:
    """Write the decisions into the file, or print what would change."""
    from cxadvisor.linking import apply
    from cxadvisor.readers.formats import LIMITS, digest_of
    from cxadvisor.readers.safe_bytes import read_bytes
    from cxadvisor.reporters.plain import visible

    written = apply(target.data, target.format, target.file.name, decisions, target.taken)
    accepted = sum(decision.accepted for decision in decisions)
    counted = {
        "accepted": texts("link.links_accepted", n=accepted),
        "rejected": texts("link.links_rejected", n=len(decisions) - accepted),
    }
    summary = texts("link.summary", **counted)
    if dry_run:
        print_data(_diff(target, written))
        talk.tell([summary, texts("link.not_saved")])
        return
    from cxadvisor.cli.files import write_atomically

    if digest_of(read_bytes(target.path, LIMITS[target.format])) != target.file.digest:
        raise _changed(target.path)
    write_atomically(target.path, written)
    talk.tell(["", summary, texts("link.written", file=visible(target.path))])
    from cxadvisor.linking import open_items

    left = len(open_items(_reviewed(path, texts.language, packs, semantic), relations))
    if left:
        talk.tell([texts("link.left", n=left)])


def _diff(target: Target, written: bytes) -> str:
    """Return what changes as a unified diff; on a terminal, with nothing in it that could act there."""
    from difflib import unified_diff

    from cxadvisor.reporters.plain import visible

    old, new = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (target.data, written))
    name = visible(target.path)
    lines = unified_diff(old, new, name, name)
    diff = "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    return harmless(diff) if sys.stdout.isatty() else diff
