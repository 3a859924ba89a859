"""Compiles what single words point to: the concepts whose wordings have a word, and how much it tells of each."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from cxadvisor.language.authoring import AuthoredConcept
from cxadvisor.language.folding import tokens
from cxadvisor.language.stems import stem_keys
from cxadvisor.language.topics import PREFIX_LETTERS

MOST: Final = 80
"""A word keeps so many concepts at most, those that it tells most of."""

RARITY_POWER: Final = 1.5
"""How much more a rare word lends to its concepts than a common one."""

_REPEATED: Final = 0.3


def _words_of(wording: str, language: str, stop: Collection[str]) -> set[str]:
    """Return the content words of a wording as keys; a prefix as it is written, with its ``*``."""
    found = set()
    for part in wording.split():
        cut = tokens(part.rstrip("*!"))
        for token in cut:
            folded = token.folded
            if len(folded) > 1 and folded not in stop and not folded[0].isdigit():
                prefix = part[-1] == "*" and token is cut[-1]
                found.add(f"{folded}*" if prefix else stem_keys(token.surface, language)[-1])
    return found


def worths_of(
    concepts: Iterable[tuple[int, AuthoredConcept]], language: str, stop: Collection[str]
) -> dict[str, dict[int, float]]:
    """Return for each word of ``language`` what it is worth to each concept whose wordings have it, by number.

    A word tells more of a concept the shorter the wording it stands in, and the more wordings have it.
    """
    stop = frozenset(stop)
    telling: dict[str, dict[int, float]] = {}
    for number, concept in concepts:
        if concept.kind == "general":
            continue
        alone: dict[str, float] = {}
        times: dict[str, int] = {}
        for source in (language, "any"):
            for wording in concept.wordings.get(source, ()):
                words = _words_of(wording, language, stop)
                share = 1 / math.sqrt(len(words) or 1)
                for word in words:
                    alone[word] = max(alone.get(word, 0.0), share)
                    times[word] = times.get(word, 0) + 1
        for word, share in alone.items():
            worth = concept.weight * share * (1 + _REPEATED * math.log(times[word]))
            telling.setdefault(word, {})[number] = worth
    return telling


def entry_of(worths: Mapping[int, float], rarity: float) -> list[int]:
    """Return what a word points to, as it is kept: its rarity (0–100), then concepts and weights, heaviest first."""
    best = sorted((-round(100 * worth * rarity**RARITY_POWER), number) for number, worth in worths.items())
    entry = [round(100 * rarity)]
    for weight, number in best[:MOST]:
        entry += [number, -weight]
    return entry


def rarity_of(sharing: int, concepts: int) -> float:
    """Return how rare a word is (0–1) that so many of all concepts share."""
    return 1 - math.log(sharing) / math.log(max(2, concepts))


def compile_topics(
    concepts: Mapping[int, AuthoredConcept], language: str, stop: Collection[str]
) -> dict[str, Any]:
    """Return what the words of ``language`` point to among ``concepts``, as JSON text by word (see ``entry_of``).

    A word tells all the less of a concept the more concepts share it.
    """
    telling = worths_of(concepts.items(), language, stop)
    whole: dict[str, str] = {}
    prefixes: dict[str, dict[str, list[int]]] = {}
    for word, worths in sorted(telling.items()):
        entry = entry_of(worths, rarity_of(len(worths), len(concepts)))
        if word.endswith("*") and len(word) <= PREFIX_LETTERS:
            continue
        if word.endswith("*"):
            prefixes.setdefault(word[:PREFIX_LETTERS], {})[word[:-1]] = entry
        else:
            whole[word] = json.dumps(entry, separators=(",", ":"))
    return {
        "words": whole,
        "prefixes": {
            start: json.dumps(group, ensure_ascii=False, separators=(",", ":"))
            for start, group in prefixes.items()
        },
    }
