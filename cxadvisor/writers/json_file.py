"""Writes a strategy as JSON, as a person would lay it out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cxadvisor.writers import Written
from cxadvisor.writers.canonical import compact


def write(tree: Mapping[str, Any], language: str) -> Written:
    """Return ``tree`` (in canonical form) as a JSON file; JSON holds everything."""
    return Written(f"{json.dumps(compact(tree), ensure_ascii=False, indent=2)}\n".encode())
