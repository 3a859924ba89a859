"""Hears what the answers of a sheet amount to, by the very rules that review finished sheets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, Literal

from cxadvisor.model.strategy import split_place
from cxadvisor.readers import load_bytes
from cxadvisor.reviewing import review
from cxadvisor.whys.sheet import Sheet

Heard = Literal["blame", "circle", "symptom"]
"""An answer that blames a person, one that says again what was to be explained, an end that is a symptom still."""

RULES: Final[Mapping[str, Heard]] = {
    "whys-blame-a-person": "blame",
    "whys-circular": "circle",
    "whys-stop-at-symptom": "symptom",
}


def heard(sheet: Sheet) -> dict[tuple[str, ...], Heard]:
    """Return what there is to say of the answers and root causes of a sheet, by their path in it.

    Raises ``InputError`` where the sheet could not be read back.
    """
    content: dict[str, Any] = {key: value for key, value in sheet.content.items() if key in ("problem", "id")}
    content |= {
        key: sheet.content[key] for key in ("participants", "whys", "root_causes") if key in sheet.content
    }
    strategy = load_bytes(json.dumps({"five_whys": content}).encode(), "sheet", "json")
    made = review(strategy, select=tuple(RULES), as_of="2000-01-01")
    found: dict[tuple[str, ...], Heard] = {}
    for finding in made.findings:
        for place in finding.at:
            path = tuple(split_place(place)[1].split("/")[2:])
            found.setdefault(path, RULES[finding.rule])
    return found
