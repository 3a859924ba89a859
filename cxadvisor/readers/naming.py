"""Makes ids for what has none, or none that is its own across files."""

from __future__ import annotations

import os
import re

_unfit = re.compile(r"[\s/#~]+").sub
_LONGEST = 100


def id_prefix(name: str | None, number: int | None = None) -> str:
    """Return what ids of the steps in a file begin with: its name, and a number where it holds several flows."""
    stem = os.path.basename(name or "").partition(".")[0]
    slug = fit_id(stem)[:40] or "flow"
    return f"{slug}-{number}." if number else f"{slug}."


def fit_id(text: str) -> str:
    """Return a text as an id: without blanks and the signs that stand in places."""
    return _unfit("-", text).strip("-")[:_LONGEST]
