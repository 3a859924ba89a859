"""``cxadvisor rules``: the list of all rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from cxadvisor.cli.output import print_data, print_text

if TYPE_CHECKING:
    from cxadvisor.rulebook.card import RuleCard

FORMATS = ("text", "json")
FIELDS = ("code", "name", "kind", "severity", "ground", "sources", "topic", "since", "finds")
COLUMNS = ("code", "name", "kind", "severity", "ground")


@click.command(name="rules", short_help="List all rules.")
@click.option(
    "-f", "--format", type=click.Choice(("text", "json")), default="text", help="Format of the list."
)
def command(format: str) -> None:
    """List all rules, by topic.

    “cxadvisor explain RULE” says more of one.
    """
    from cxadvisor.rulebook.rulebook import shipped

    cards = sorted(shipped().cards, key=lambda card: (card.topic, card.code))
    if format == "json":
        rules = [{field: getattr(card, field) for field in FIELDS} for card in cards]
        print_data(json.dumps(rules, indent=2, ensure_ascii=False))
    else:
        print_text("\n".join(_table(cards)))


def _table(cards: Sequence[RuleCard]) -> Iterator[str]:
    """Yield the lines of the list, the topic above its rules."""
    widths = [max(len(getattr(card, column)) for card in cards) for column in COLUMNS]
    for topic, members in groupby(cards, key=lambda card: card.topic):
        yield topic
        for card in members:
            cells = [getattr(card, column).ljust(size) for column, size in zip(COLUMNS, widths, strict=True)]
            yield f"  {'  '.join(cells[:3])} {' '.join(cells[3:])}".rstrip()
