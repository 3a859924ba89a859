"""``cxadvisor explain``: everything a rule card says, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from cxadvisor.cli.options import complete_rule
from cxadvisor.cli.output import print_text, width
from cxadvisor.texts import LANGUAGES

if TYPE_CHECKING:
    from cxadvisor.rulebook.card import RuleCard
    from cxadvisor.texts import Template, Texts

INDENT = "  "


@click.command(name="explain", short_help="Explain a rule.")
@click.argument("rule", shell_complete=complete_rule)
@click.option(
    "--lang", type=click.Choice(tuple(LANGUAGES)), default="en", help="Language of the explanation."
)
def command(rule: str, lang: str) -> None:
    """Explain a rule: what it finds, why that matters, and what to do.

    RULE is its name or its code, as in moment-without-activity or CUS301.
    """
    from cxadvisor.rulebook.rulebook import shipped
    from cxadvisor.texts import texts_for

    rulebook = shipped()
    card = rulebook.in_language(lang)[rulebook.find(rule).name]
    print_text("\n".join(_lines(card, texts_for(lang))))


def _lines(card: RuleCard, texts: Texts) -> Iterator[str]:
    """Yield the lines of the explanation."""
    yield f"{card.name} ({card.code})"
    yield from _wrapped(card.finds)
    yield ""
    yield ", ".join(
        (
            texts(f"kind.{card.kind}"),
            texts(f"severity.{card.severity}"),
            texts(f"report.ground.{card.ground}"),
        )
    )
    for label, content in (
        ("finding", _shown(card.message)),
        ("question", _shown(card.question)),
        ("consequence", card.matters),
        ("recommendation", card.advice),
    ):
        if content:
            yield from _part(texts(f"report.field.{label}"), [content])
    whys = [f"{number}. {why}" for number, why in enumerate(card.whys, 1)]
    yield from _part(texts("report.field.whys"), whys)
    sources = [f"{label} – {texts(f'report.source.{label}')}" for label in card.sources]
    yield from _part(texts("report.field.sources"), sources)


def _shown(template: Template | None) -> str | None:
    """Return a text of a card as it stands there; of several plural forms the one for many."""
    if template is None or isinstance(template, str):
        return template
    return template.get("other") or list(template.values())[-1]


def _part(label: str, paragraphs: Iterable[str]) -> Iterator[str]:
    """Yield a heading and what stands below it; nothing where that is empty."""
    lines = [line for paragraph in paragraphs for line in _wrapped(paragraph, INDENT)]
    if lines:
        yield ""
        yield label
        yield from lines


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Return the lines of a paragraph; those of an item of a list hang below its text."""
    from cxadvisor.reporters.plain import wrap

    number, space, _ = text.partition(" ")
    hanging = indent + " " * (len(number + space) if number.rstrip(".").isdigit() else 0)
    first, *others = wrap(text, width() - len(hanging))
    return [indent + first, *(hanging + line for line in others)]
