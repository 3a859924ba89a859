"""What options and arguments have in common: lists of rules, days, blocks, and what a shell may complete."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from os.path import splitext
from typing import TYPE_CHECKING

import click

from cxadvisor.texts import LANGUAGES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from cxadvisor.filling import Step

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


Decorator = Callable[[Callable[..., int | None]], Callable[..., int | None]]


def choice_option(*names: str, choices: Sequence[str], metavar: str, help: str) -> Decorator:
    """Make an option that takes one of ``choices``; the help names them, so that its column stays narrow."""
    return click.option(*names, type=click.Choice(choices), metavar=metavar, help=help)


def rules_option(name: str, *, help: str) -> Decorator:
    """Make an option that lists rules and may be repeated."""
    return click.option(
        name, multiple=True, callback=rule_names, shell_complete=complete_rules, metavar="RULES", help=help
    )


def pack_option() -> Decorator:
    """Make the option that names packs of one's own."""
    return click.option(
        "--pack",
        "packs",
        multiple=True,
        type=click.Path(),
        metavar="PATH",
        help="Add a pack of your own rules or words, a file or folder; may be repeated.",
    )


def semantic_option() -> Decorator:
    """Make the option that has a language model asked what notes mean."""
    return click.option(
        "--semantic/--no-semantic",
        default=None,
        help="Also ask a language model what notes mean, on this machine; else as the settings say.",
    )


def lang_option(otherwise: str = "the language of the canvas") -> Decorator:
    """Make the option for the language of all texts; ``otherwise`` says what holds without it."""
    return choice_option(
        "--lang",
        choices=tuple(LANGUAGES),
        metavar="LANGUAGE",
        help=f"{' or '.join(LANGUAGES)}; else {otherwise}.",
    )


def as_of_option() -> Decorator:
    """Make the option for the day that dates are judged from."""
    return click.option(
        "--as-of", callback=day, metavar="DAY", help="Judge dates as on this day, YYYY-MM-DD; else today."
    )


def colour_option() -> Decorator:
    """Make the option for colours."""
    return click.option(
        "--color/--no-color", "in_colour", default=None, help="Colours; else where the terminal has them."
    )


def format_of(output: str | None, suffixes: Mapping[str, str]) -> str:
    """Return the format that the name of the output file stands for by ``suffixes``; text where there is no file."""
    suffix = splitext(output or "")[1].lower()
    if suffix not in suffixes:
        raise click.UsageError(f"--output: “{suffix}” names no format. Say which with --format.")
    return suffixes[suffix]


def check_packs(packs: tuple[str, ...]) -> None:
    """Refuse packs that cannot be used before any work is done, because they are the same for every PATH."""
    if packs:
        from cxadvisor.packs import extended

        extended(packs)


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Return a day of the calendar as it is written, ``YYYY-MM-DD`` (a callback)."""
    if value is None:
        return None
    try:
        if not _DAY.fullmatch(value):
            raise ValueError
        date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"“{value}” is not a day. Write it as in 2026-03-01.") from None
    return value


def rule_names(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in a repeated option whose values are lists with commas (a callback).

    That the rules exist is checked where the packs in use are known.
    """
    names = tuple(name.strip() for value in values for name in value.split(","))
    if not all(names):
        raise click.BadParameter("a name is missing. Write names or codes, separated by commas.")
    return names


def step_name(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Step | None:
    """Return the step of a canvas that ``value`` names, by its key, its number or what people call it (a callback)."""
    if value is None:
        return None
    from cxadvisor.filling import step_named
    from cxadvisor.model.blocks import BLOCKS

    if step := step_named(value):
        return step
    from cxadvisor.readers.suggestions import suggest

    meant = suggest(value.partition("/")[0], BLOCKS)
    remedy = f"Did you mean “{meant}”?" if meant else f"Blocks are {', '.join(BLOCKS)}."
    raise click.BadParameter(f"“{value}” is not a block. {remedy}")


def complete_step(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the blocks, and after a slash the stages, that begin with ``incomplete``."""
    from click.shell_completion import CompletionItem

    from cxadvisor.filling import FILL_STEPS

    names = (
        [step.name for step in FILL_STEPS]
        if "/" in incomplete
        else dict.fromkeys(s.block for s in FILL_STEPS)
    )
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def complete_subject(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the rules and the entries of the catalogue whose name or code begins with ``incomplete``."""
    from click.shell_completion import CompletionItem

    from cxadvisor.catalogue import shipped_catalogue

    entries = [
        CompletionItem(entry.name, help=entry.label("en"))
        for entry in shipped_catalogue()
        if entry.name.startswith(incomplete.casefold())
    ]
    return [*_rules_like(incomplete), *entries]


def complete_rules(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the rules whose name or code begins as the last one of a list with commas."""
    before, comma, last = incomplete.rpartition(",")
    return _rules_like(last, before + comma)


def _rules_like(incomplete: str, before: str = "") -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from cxadvisor.rulebook.rulebook import shipped

    items = []
    for card in shipped().cards:
        if card.name.startswith(incomplete):
            items.append(CompletionItem(f"{before}{card.name}", help=card.finds))
        elif card.code.startswith(incomplete.upper()):
            items.append(CompletionItem(f"{before}{card.code}", help=card.name))
    return items
