"""Tells diagrams apart by their first word."""

from __future__ import annotations

import re
from typing import Final

from cxadvisor.model.strategy import Position
from cxadvisor.readers.mermaid.flowcharts import read_flowchart
from cxadvisor.readers.mermaid.journeys import read_journey
from cxadvisor.readers.mermaid.lines import lines_of
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tree import shown

MAX_LINES: Final = 3_000
"""So many lines a diagram may have."""
MAX_LINE: Final = 20_000
"""So long a line may be."""
_kind = re.compile(r"[A-Za-z][\w-]{0,40}").match


def kind_of(text: str) -> str:
    """Return the first word of a diagram: its kind."""
    lines = lines_of(text[:MAX_LINE])
    kind = _kind(lines[0].text) if lines else None
    return kind[0] if kind else ""


def read_diagram(
    text: str, into: Gathering, *, prefix: str, first: int = 1, indent: int = 0, title: At | None = None
) -> bool:
    """Take what a diagram shows; return whether it was a journey or a flow, and report any other kind.

    Args:
        text: the diagram.
        into: where it goes.
        prefix: what the ids of steps of a flow begin with.
        first: the number of its first line in the file.
        indent: how far it is indented in the file.
        title: what it is called where it does not say so itself.
    """
    raw = text.split("\n")
    if len(raw) > MAX_LINES or max(map(len, raw)) > MAX_LINE:
        why = f"begins a diagram of more than {MAX_LINES:,} lines, or of {MAX_LINE:,} characters in one."
        into.leave(raw[0].strip() or "Diagram", why, Position(None, first, indent + 1))
        return False
    lines = lines_of(text, first, indent)
    if not lines:
        return False
    kind = _kind(lines[0].text)
    if kind and kind[0] == "journey":
        taken = read_journey(lines, into, title)
    elif kind and kind[0] in ("flowchart", "graph", "flowchart-elk"):
        taken = read_flowchart(lines, into, prefix=prefix, title=title)
    else:
        name = kind[0] if kind else shown(lines[0].text, 20)
        into.leave(
            name, "is a diagram of a kind that is not read; journey and flowchart are.", lines[0].position
        )
        return False
    if not taken:
        into.leave(lines[0].text, "begins a diagram without any step.", lines[0].position)
    return taken
