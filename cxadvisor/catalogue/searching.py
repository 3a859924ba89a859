"""Finds what people mean: by name, by the concepts of knowledge that their words stand for, or by some of the words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from cxadvisor.catalogue.entries import Entry, names_of, shipped_catalogue
from cxadvisor.language import Knowledge
from cxadvisor.language.folding import phrase_of
from cxadvisor.language.reading import Reader
from cxadvisor.texts import LANGUAGES

MOST_SUGGESTED: Final = 3
NEAR: Final = 70
"""So alike (of 100) a name must be to what was written to be worth suggesting."""

_LEAST: Final = 3
"""A word of fewer letters is not looked for within names: nearly all would have it."""


@cache
def _called() -> dict[str, tuple[Entry, ...]]:
    """The entries by everything that they are called, folded."""
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in shipped_catalogue():
        for name in {phrase_of(each) for each in names_of(entry)}:
            found[name] = (*found.get(name, ()), entry)
    return found


def found_for(words: str, knowledge: Knowledge) -> tuple[Entry, ...]:
    """Return the entries that ``words`` mean, in the order of the catalogue.

    Whatever is called so in full comes before what the words stand for in ``knowledge``, in any of its languages, and
    that before what has all the words in one of its names. A name or a label of one entry is not shared with those
    that have it among their other names.
    """
    sought = phrase_of(words)
    if not sought:
        return ()
    exact = _called().get(sought, ())
    if named := [entry for entry in exact if sought in _own_names(entry)]:
        return tuple(named)
    return exact or _by_concept(words, knowledge) or _by_words(sought)


def _own_names(entry: Entry) -> set[str]:
    return {phrase_of(entry.name), *map(phrase_of, entry.labels.values())}


def _by_concept(words: str, knowledge: Knowledge) -> tuple[Entry, ...]:
    """Return the entries of the concepts that explain most of the words."""
    of_concept = shipped_catalogue().of_concept
    best: dict[str, int] = {}
    for language in LANGUAGES:
        reader = Reader(knowledge, language)
        for channels in (False, True):
            for mention in reader.read(words, channels=channels).mentions:
                for number in () if mention.negated else mention.concepts:
                    if entry := of_concept.get(knowledge.concepts[number].name):
                        length = mention.last - mention.first
                        best[entry.name] = max(length, best.get(entry.name, 0))
    longest = max(best.values(), default=0)
    return _ordered(name for name, length in best.items() if length == longest)


def _by_words(sought: str) -> tuple[Entry, ...]:
    """Return the entries of which one name has all the words, or words that begin so."""
    parts = sought.split()
    if min(map(len, parts)) < _LEAST:
        return ()
    return _ordered(
        entry.name
        for called, entries in _called().items()
        if all(any(word.startswith(part) for word in called.split()) for part in parts)
        for entry in entries
    )


def _ordered(names: Iterable[str]) -> tuple[Entry, ...]:
    wanted = frozenset(names)
    return tuple(entry for entry in shipped_catalogue() if entry.name in wanted)


def nearest_to(words: str, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return names of entries that look like ``words``, and those of ``others`` that do, the nearest first."""
    from rapidfuzz import fuzz, process

    sought = phrase_of(words)
    choices = {called: entries[0].name for called, entries in _called().items()}
    choices |= {phrase_of(other): other for other in others}
    near = process.extract(sought, sorted(choices), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=12)
    found = dict.fromkeys(choices[called] for called, _, _ in near if called)
    return tuple(found)[:MOST_SUGGESTED]
