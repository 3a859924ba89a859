"""``cxadvisor schema``: prints the JSON Schema of what cxadvisor reads and writes."""

from __future__ import annotations

import json

import click

from cxadvisor.cli.output import print_data
from cxadvisor.model.blocks import COMPANION_KEYS

KINDS = ("canvas", *COMPANION_KEYS, "review", "review-notes", "diff", "plan", "card")


@click.command(name="schema", short_help="Print the JSON Schema of a kind of file.")
@click.argument("name", type=click.Choice(KINDS), metavar="NAME")
def command(name: str) -> None:
    """Print the JSON Schema of canvas files, companion files, reviews and what is made of them, or rule cards.

    NAME is canvas, review, review-notes, diff or card, or the key of a companion file: personas, empathy_maps,
    journeys, employee_journeys, service_template, heart, five_whys or user_flows. By a schema, editors check and
    complete a file as you type.
    """
    if name == "card":
        from cxadvisor.rulebook.cardfile import card_schema

        found = card_schema()
    else:
        from cxadvisor.schemas import schema

        found = schema(name)
    print_data(json.dumps(found, indent=2, ensure_ascii=False))
