"""``cxadvisor concepts``: finds the concepts of knowledge, so that a pack can name them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cxadvisor.cli.options import choice_option, pack_option
from cxadvisor.cli.output import print_data, print_text

if TYPE_CHECKING:
    from cxadvisor.language import Knowledge

FORMATS = ("text", "json")
LANGUAGES = ("en", "ro", "pl", "ru", "it")
"""The languages in which concepts are called something."""


@click.command(name="concepts", short_help="Find the concepts that words stand for.")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@pack_option()
@choice_option("-f", "--format", choices=FORMATS, metavar="FORMAT", help="text or json.")
@choice_option("--lang", choices=LANGUAGES, metavar="LANGUAGE", help=f"Call them so: {', '.join(LANGUAGES)}.")
def command(words: tuple[str, ...], packs: tuple[str, ...], format: str | None, lang: str | None) -> int:
    """Find the concepts that words stand for, in any language; all of them
    without words.

    A pack of your own words names them, to add to them or to be linked to them.
    With --pack the concepts of the pack are found as well, and what is wrong in
    it is told.
    """
    from cxadvisor.packs import extended

    knowledge = extended(packs).rulebook.knowledge
    found = sorted(_meant(" ".join(words), knowledge) if words else knowledge.index)
    rows = [
        (name, knowledge.concepts[knowledge.index[name]].kind, knowledge.label(name, lang or "en"))
        for name in found
    ]
    if format == "json":
        print_data(
            json.dumps(
                [dict(zip(("name", "kind", "label"), row, strict=True)) for row in rows],
                indent=2,
                ensure_ascii=False,
            )
        )
    elif rows:
        print_text("\n".join(_table(rows)))
    else:
        raise click.UsageError("No concept is called so. Try another word, or fewer.")
    return 0


def _meant(text: str, knowledge: Knowledge) -> set[str]:
    """Return the concepts that a note with this text would name, and those that are called so."""
    from cxadvisor.language.folding import fold
    from cxadvisor.language.reading import Reader

    found = {
        knowledge.concepts[concept].name
        for language in LANGUAGES
        for mention in Reader(knowledge, language).read(text).mentions
        for concept in mention.concepts
    }
    sought = fold(text)
    for name in knowledge.index:
        called = {name, name.replace("-", " "), *(knowledge.label(name, language) for language in LANGUAGES)}
        if any(f" {sought}" in f" {fold(each)}" for each in called):
            found.add(name)
    return found


def _table(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    """Yield a line for each concept, its name, kind and label below each other."""
    from cxadvisor.reporters.plain import visible

    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for name, kind, label in rows:
        yield f"{name.ljust(widths[0])}  {kind.ljust(widths[1])}  {visible(label)}"
