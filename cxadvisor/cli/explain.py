"""``cxadvisor explain``: everything that is known of a rule, a metric, a touchpoint or a notion, for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from cxadvisor.cli.options import choice_option, complete_subject, pack_option
from cxadvisor.cli.output import print_data, print_text
from cxadvisor.texts import LANGUAGES

if TYPE_CHECKING:
    from cxadvisor.catalogue import Entry
    from cxadvisor.rulebook.card import RuleCard
    from cxadvisor.rulebook.rulebook import Rulebook
    from cxadvisor.texts import Texts

FORMATS = ("text", "json")


@click.command(name="explain", short_help="Explain a rule, a metric, a touchpoint or a notion.")
@click.argument("words", nargs=-1, metavar="[WORD]...", shell_complete=complete_subject)
@click.option("--list", "lists", is_flag=True, help="List every metric, touchpoint and notion.")
@pack_option()
@choice_option("-f", "--format", choices=FORMATS, metavar="FORMAT", help="text or json.")
@choice_option("--lang", choices=tuple(LANGUAGES), metavar="LANGUAGE", help=f"{' or '.join(LANGUAGES)}.")
def command(
    words: tuple[str, ...], lists: bool, packs: tuple[str, ...], format: str | None, lang: str | None
) -> int:
    """Explain what words name: a rule, a metric, a touchpoint, a notion.

    \b
    cxadvisor explain moment-without-activity
    cxadvisor explain CUS301
    cxadvisor explain nps
    cxadvisor explain time to resolution
    cxadvisor explain czas odpowiedzi

    A rule goes by its name or code; all else by what people call it, in
    English, Romanian, Polish, Russian or Italian. Where several fit, they are
    listed.
    """
    from cxadvisor.packs import extended
    from cxadvisor.texts import command_texts

    texts = command_texts("explain", lang or "en")
    if lists:
        if words:
            raise click.UsageError("Give either --list or words.")
        _print_list(format, texts)
        return 0
    if not words:
        raise click.UsageError(
            "Say what to explain, as in: cxadvisor explain nps. --list shows what there is."
        )
    sought = " ".join(words)
    rulebook = extended(packs).rulebook
    card, entries = _found(sought, rulebook, texts)
    if format == "json":
        found = (
            [_rule_data(card, texts)] if card else [_entry_data(entry, rulebook, texts) for entry in entries]
        )
        print_data(json.dumps({"query": sought, "found": found}, indent=2, ensure_ascii=False))
    elif card:
        from cxadvisor.cli.explaining import rule_lines

        print_text("\n".join(rule_lines(card, texts)))
    elif len(entries) == 1:
        from cxadvisor.cli.explaining import entry_lines

        print_text("\n".join(entry_lines(entries[0], _rules_to(entries[0], rulebook), texts)))
    else:
        print_text("\n".join(_choice(sought, entries, texts)))
    return 0


def _found(sought: str, rulebook: Rulebook, texts: Texts) -> tuple[RuleCard | None, tuple[Entry, ...]]:
    """Return the rule or the entries that are meant.

    Raises ``SettingsError`` where there is nothing of the kind, with what looks like it.
    """
    from cxadvisor.catalogue.searching import found_for, nearest_to
    from cxadvisor.errors import Problem, SettingsError

    name = "-".join(sought.split())
    if name in rulebook:
        return rulebook.in_language(texts.language)[rulebook.find(name).name], ()
    entries = found_for(sought, rulebook.knowledge)
    if entries:
        return None, entries
    rules = [label for card in rulebook.cards for label in (card.name, card.code)]
    near = [texts.quote(each) for each in nearest_to(sought, rules)]
    meant = ""
    if near:
        *others, last = near
        names = f"{', '.join(others)} {texts('explain.or')} {last}" if others else last
        meant = texts("explain.meant", names=names) + " "
    nothing = texts("explain.nothing", words=texts.inside_quotes(sought[:80]))
    raise SettingsError(Problem(nothing, meant + texts("explain.lists")))


def _rules_to(entry: Entry, rulebook: Rulebook) -> list[RuleCard]:
    """Return the rules that lead to ``entry``, by code."""
    return [card for card in rulebook.cards if entry.name in card.named_entries]


def _choice(sought: str, entries: Sequence[Entry], texts: Texts) -> Iterator[str]:
    yield texts("explain.several", n=len(entries), words=texts.inside_quotes(sought))
    yield ""
    yield from _table(entries, texts)


def _table(entries: Sequence[Entry], texts: Texts) -> Iterator[str]:
    """Yield a line for each entry: its name, and what it is called."""
    column = max(len(entry.name) for entry in entries)
    for entry in entries:
        yield f"  {entry.name.ljust(column)}  {entry.label(texts.language)}"


def _print_list(format: str | None, texts: Texts) -> None:
    """Print all entries, by kind."""
    from itertools import groupby

    from cxadvisor.catalogue import shipped_catalogue

    catalogue = shipped_catalogue()
    if format == "json":
        rows = [
            {"name": entry.name, "kind": entry.kind, "label": entry.label(texts.language)}
            for entry in catalogue
        ]
        print_data(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    lines: list[str] = []
    for kind, members in groupby(catalogue, key=lambda entry: entry.kind):
        lines += [*([""] if lines else []), texts(f"explain.plural.{kind}"), *_table(tuple(members), texts)]
    print_text("\n".join(lines))


def _rule_data(card: RuleCard, texts: Texts) -> dict[str, Any]:
    """Return what is told of a rule, for programs."""
    from cxadvisor.advice.telling import fix_in_words
    from cxadvisor.texts import command_texts

    return {
        "kind": "rule",
        "name": card.name,
        "label": card.finds,
        "code": card.code,
        "finding": card.kind,
        "severity": card.severity,
        "ground": card.ground,
        "sources": list(card.sources),
        "matters": card.matters,
        "message": card.message,
        "question": card.question,
        "advice": card.advice,
        "see": list(card.named_entries),
        "whys": list(card.whys),
        "effort": card.efforts,
        "impact": card.impacts,
        "fix": fix_in_words(card, command_texts("plan", texts.language)),
    }


def _entry_data(entry: Entry, rulebook: Rulebook, texts: Texts) -> dict[str, Any]:
    """Return what is told of an entry, for programs."""
    from cxadvisor.catalogue.entries import entry_texts
    from cxadvisor.catalogue.shapes import LISTS

    said = entry_texts(texts.language)[entry.name]
    fields = {field: list(text) if field in LISTS else text[0] for field, text in said.fields.items()}
    return {
        "kind": entry.kind,
        "name": entry.name,
        "label": entry.label(texts.language),
        "also": list(said.also),
        **entry.facts,
        **fields,
        "beside": list(entry.beside),
        "sources": list(entry.sources),
        "rules": [card.name for card in _rules_to(entry, rulebook)],
        "concepts": list(entry.concepts),
    }
