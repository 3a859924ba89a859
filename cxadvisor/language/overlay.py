"""Knowledge of one's own, laid over the shipped knowledge: only what is its own is compiled, and joined to the rest.

What joins at the level of compiled files costs no more than what is added, and leaves everything else as it was: a
word that no pack has is understood just as before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from cxadvisor.language.authoring import TOPIC, AuthoredConcept
from cxadvisor.language.compiling import UPWARDS, add_wording, linking, mistakable, related
from cxadvisor.language.knowledge import Joint, Knowledge
from cxadvisor.language.nearness import VIEWS, Nearness
from cxadvisor.language.topic_index import entry_of, rarity_of, worths_of
from cxadvisor.language.topics import PREFIX_LETTERS


def overlaid(read: Callable[[str], Any], own: Mapping[str, AuthoredConcept]) -> Knowledge:
    """Return the compiled knowledge that ``read`` gives, with ``own`` laid over it.

    Args:
        read: returns the content of a compiled file by its name; it is not changed.
        own: by name, concepts of one's own, and what is added to concepts that are known: with the kind and weight they
            have. Relations name only concepts of either.
    """
    return Knowledge(_Overlay(read, own).read)


class _Overlay:
    """Joins what is added to the content of each compiled file, when that is asked for."""

    def __init__(self, read: Callable[[str], Any], own: Mapping[str, AuthoredConcept]) -> None:
        self._read: Final = read
        self._own: Final = dict(sorted(own.items()))
        self._table: Final[Mapping[str, Any]] = read("concepts.json")
        self._known: Final = len(self._table["concepts"])
        names = [name for name, *_ in self._table["concepts"]]
        names += sorted(self._own.keys() - set(names))
        self._names: Final = names
        self._numbers: Final = {name: number for number, name in enumerate(names)}

    def read(self, file: str) -> Any:
        """Return the content of a compiled file with what is added to it."""
        part, language, *_ = file.split(".")
        if part == "concepts":
            return self._concepts()
        if part == "labels":
            return {
                **self._read(file),
                **{name: self._own[name].labels for name in self._names[self._known :]},
            }
        if part in ("wordings", "heard"):
            return _with_wordings(self._read(file), self._tree(language, topics=part == "heard"))
        if part in ("topics", "hints"):
            stop = self._read("words.json")["stop"][language]
            pointing = self._of_kind(topics=part == "hints")
            if part == "hints":
                pointing = ((number, each) for number, each in pointing if each.weight)
            worths = worths_of(pointing, language, stop)
            return _with_topics(self._read(file), worths, self._known)
        return self._read(file)

    def _concepts(self) -> Mapping[str, Any]:
        added = [self._own[name] for name in self._names[self._known :]]
        above = [list(found) for found in self._table["above"]] + [[] for _ in added]
        for name, relation, target in related(self._own.values()):
            if relation in UPWARDS:
                found = above[self._numbers[name]]
                found[:] = sorted({*found, self._numbers[target]})
        return {
            **self._table,
            "concepts": [*self._table["concepts"], *([c.name, c.kind, c.weight, c.abstract] for c in added)],
            "near": self._near(),
            "above": above,
        }

    def _near(self) -> Mapping[str, _Rows]:
        ends = {end for name, _, target in related(self._own.values()) for end in (name, target)}
        touched = {self._numbers[name] for name in self._nearness.within_two_steps(ends)}
        tables = {}
        for view in VIEWS:
            rows = [*self._table["near"][view], *([None] * (len(self._names) - self._known))]
            for number in touched:
                rows[number] = None
            tables[view] = _Rows(rows, view, self._row)
        return tables

    @cached_property
    def _nearness(self) -> Nearness:
        def all_relations() -> Iterator[tuple[str, str, str]]:
            for name, relations in self._read("relations.json").items():
                for relation, targets in relations.items():
                    for target in targets:
                        yield name, relation, target
            yield from related(self._own.values())

        topics = {name for name, kind, *_ in self._table["concepts"] if kind == TOPIC}
        topics |= {name for name, each in self._own.items() if each.kind == TOPIC}
        kinds = [(name, kind, abstract) for name, kind, _, abstract in self._table["concepts"]]
        kinds += [(each.name, each.kind, each.abstract) for each in self._own.values()]
        return Nearness(
            linking(all_relations(), topics),
            {name for name, _, abstract in kinds if abstract},
            {name for name, kind, _ in kinds if kind == "channel"},
        )

    def _row(self, view: str, number: int) -> tuple[tuple[int, float], ...]:
        near = self._nearness.row(view, self._names[number])
        return tuple((self._numbers[other], strength) for other, strength in near)

    def _of_kind(self, *, topics: bool) -> Iterator[tuple[int, AuthoredConcept]]:
        for name, concept in self._own.items():
            if (concept.kind == TOPIC) is topics:
                yield self._numbers[name], concept

    def _tree(self, language: str, *, topics: bool) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        for number, concept in self._of_kind(topics=topics):
            for wording in concept.wordings.get(language, ()):
                add_wording(tree, wording, language, number)
            for wording in concept.exclusions.get(language, ()):
                add_wording(tree, wording, language, -1 - number)
        return tree


class _Rows:
    """What is near to each concept, by number; None stands for a row to work out when it is asked for."""

    def __init__(self, rows: list[Any], view: str, row: Callable[[str, int], Any]) -> None:
        self._rows = rows
        self._view = view
        self._row = row

    def __getitem__(self, number: int) -> Any:
        found = self._rows[number]
        if found is None:
            found = self._rows[number] = self._row(self._view, number)
        return found

    def __setitem__(self, number: int, row: Any) -> None:
        self._rows[number] = row


def _with_wordings(table: Mapping[str, Any], tree: dict[str, Any]) -> dict[str, Any]:
    """Return a compiled file of wordings with those of ``tree`` added."""
    prefixes = tree.pop("*", {})
    joined = {**table, "roots": dict(table["roots"]), "prefixes": dict(table["prefixes"])}
    for part, nodes in (("roots", tree), ("prefixes", prefixes)):
        for key, node in nodes.items():
            known = joined[part].get(key)
            joined[part][key] = node if known is None else Joint(known, node)
    for part, found in zip(("typos", "mistyped"), mistakable(tree, prefixes), strict=True):
        joined[part] = dict(table[part])
        for start, words in found.items():
            joined[part][start] = " ".join(sorted({*table[part].get(start, "").split(), *words}))
    return joined


def _with_topics(
    table: Mapping[str, Any], worths: Mapping[str, Mapping[int, float]], concepts: int
) -> dict[str, Any]:
    """Return a compiled file of topics with more words in it, and with more that its words point to.

    A word stays as rare as it was, lest a pack dim what others know; a new one is as rare among its concepts as it
    would be among as many as are shipped.
    """
    words, prefixes = dict(table["words"]), dict(table["prefixes"])
    for word, shares in worths.items():
        if not word.endswith("*"):
            words[word] = _entry(words.get(word), shares, concepts)
        elif len(word) > PREFIX_LETTERS:
            start = word[:PREFIX_LETTERS]
            group = prefixes.get(start, {})
            prefixes[start] = group = json.loads(group) if group.__class__ is str else group
            group[word[:-1]] = _entry(group.get(word[:-1]), shares, concepts)
    return {**table, "words": words, "prefixes": prefixes}


def _entry(known: Any, shares: Mapping[int, float], concepts: int) -> Any:
    """Return the entry of a word, as text or parsed, with up to ``MOST`` concepts more."""
    if known is None:
        return entry_of(shares, rarity_of(len(shares), concepts))
    if known.__class__ is not str:
        known = json.dumps(known, separators=(",", ":"))
    rarity = int(known[1 : known.find(",")])
    added = entry_of(shares, rarity / 100)[1:]
    if min(shares) >= concepts:  # none of them stands there already
        return f"{known[:-1]},{','.join(map(str, added))}]"
    entry = json.loads(known)
    weights = dict(zip(entry[1::2], entry[2::2], strict=True))
    for number, weight in zip(added[::2], added[1::2], strict=True):
        weights[number] = max(weight, weights.get(number, 0))
    return [rarity, *(part for pair in weights.items() for part in pair)]
