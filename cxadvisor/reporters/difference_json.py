"""What became of a strategy between two reviews, as JSON (docs/progress.md)."""

from __future__ import annotations

from cxadvisor.model.progress import Difference
from cxadvisor.reporters import Options
from cxadvisor.reporters.json_report import as_text


def render(difference: Difference, options: Options) -> str:
    """Return ``difference`` as indented JSON; every finding and every changed note is in it."""
    return as_text(difference.model_dump(mode="json", by_alias=True))
