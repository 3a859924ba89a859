"""The command line: ``cxadvisor review``, ``link`` and the other commands, a module each."""

from __future__ import annotations

import os

# pydantic asks every installed package whether it is a plugin of pydantic, which takes 17 ms; cxadvisor uses none. It
# reads this when the first model is built, so it is set before anything else is imported.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import click

from cxadvisor.cli.running import CommandLine
from cxadvisor.version import __version__

MODULES = {
    "new": "cxadvisor.cli.new",
    "review": "cxadvisor.cli.review",
    "whys": "cxadvisor.cli.whys",
    "plan": "cxadvisor.cli.plan",
    "link": "cxadvisor.cli.link",
    "notes": "cxadvisor.cli.notes",
    "interview": "cxadvisor.cli.interview",
    "diff": "cxadvisor.cli.diff",
    "history": "cxadvisor.cli.history",
    "explain": "cxadvisor.cli.explain",
    "rules": "cxadvisor.cli.rules",
    "concepts": "cxadvisor.cli.concepts",
    "template": "cxadvisor.cli.template",
    "convert": "cxadvisor.cli.convert",
    "schema": "cxadvisor.cli.schema",
    "completion": "cxadvisor.cli.completion",
}


@click.group(
    cls=CommandLine,
    modules=MODULES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Exit codes: 0 done, 1 finding (see review --fail-on), 2 bad input or usage, 3 review incomplete.",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def main() -> None:
    """Check a Customer Experience Strategy Canvas for consistency.

    Start with: cxadvisor review canvas.yaml
    """
