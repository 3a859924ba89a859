"""What the shipped rules say of themselves, for formats that list the rules beside what they found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from cxadvisor.resources import read_json
from cxadvisor.texts import LANGUAGES

_FIELDS: Final = ("finds", "matters", "advice", "whys")


class RuleText(NamedTuple):
    """A rule in words: what it ``finds``, why that ``matters``, and what to do."""

    code: str
    name: str
    kind: str
    severity: str
    topic: str
    ground: str
    finds: str
    matters: str
    advice: str
    whys: tuple[str, ...]
    sources: tuple[str, ...]


@lru_cache(maxsize=len(LANGUAGES))
def rule_texts(language: str) -> Mapping[str, RuleText]:
    """Return the shipped rules by name, in ``language`` where they are translated, else in English."""
    cards: list[dict[str, Any]] = read_json("rules", "compiled", "rules.json")["cards"]
    known = language in LANGUAGES and language != "en"
    translated: dict[str, dict[str, Any]] = (
        read_json("rules", "compiled", f"{language}.json") if known else {}
    )
    found = {}
    for card in cards:
        said = {**card, **{k: v for k, v in translated.get(card["name"], {}).items() if k in _FIELDS}}
        found[card["name"]] = RuleText(
            **{key: said[key] for key in RuleText._fields if key not in ("whys", "sources")},
            whys=tuple(said.get("whys", ())),
            sources=tuple(said.get("sources", ())),
        )
    return found
