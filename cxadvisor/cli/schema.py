"""``cxadvisor schema``: prints the JSON Schema of what cxadvisor reads and writes."""

from __future__ import annotations

import json

import click

from cxadvisor.cli.output import print_data


@click.command(name="schema")
@click.argument("name", type=click.Choice(("canvas", "review", "card")))
def command(name: str) -> None:
    """Print a JSON Schema: of canvas files, of reviews, or of rule cards.

    Editors check and complete a file by it as you type.
    """
    if name == "card":
        from cxadvisor.rulebook import card_schema

        found = card_schema()
    else:
        from cxadvisor.readers import schema

        found = schema(name)
    print_data(json.dumps(found, indent=2, ensure_ascii=False))
