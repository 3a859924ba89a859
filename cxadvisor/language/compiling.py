"""Compiles authored knowledge: what is near to what, and the trees of wordings, in files that load in milliseconds."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, Final

from cxadvisor.errors import KnowledgeError
from cxadvisor.language.authoring import (
    LANGUAGES,
    TOPIC,
    AuthoredConcept,
    authored_files,
    read_concepts,
    read_yaml,
)
from cxadvisor.language.folding import fold, tokens
from cxadvisor.language.knowledge import FORMAT, PREFIX_START, TYPO_LETTERS, WORDING_LANGUAGES, Node
from cxadvisor.language.nearness import VIEWS, Nearness
from cxadvisor.language.stems import stem_keys
from cxadvisor.language.topic_index import compile_topics

UPWARDS: Final = ("broader", "part_of")
"""The relations that lead from a concept to those that comprise it."""

_PLACEHOLDER_KEYS: Final = ("leading", "whole")


def _near_tables(concepts: Mapping[str, AuthoredConcept]) -> dict[str, list[str]]:
    index = {name: number for number, name in enumerate(concepts)}
    nearness = Nearness(
        linking(related(concepts.values()), {name for name, each in concepts.items() if each.kind == TOPIC}),
        {name for name, concept in concepts.items() if concept.abstract},
        {name for name, concept in concepts.items() if concept.kind == "channel"},
    )
    rows = {view: [nearness.row(view, name) for name in concepts] for view in VIEWS}
    return {
        view: [" ".join(f"{index[other]} {strength:g}" for other, strength in row) for row in found]
        for view, found in rows.items()
    }


def related(concepts: Iterable[AuthoredConcept]) -> Iterator[tuple[str, str, str]]:
    """Yield every relation of ``concepts``: concept, relation, and the concept it names."""
    for concept in concepts:
        for relation, targets in concept.relations.items():
            for target in targets:
                yield concept.name, relation, target


def linking(
    relations: Iterable[tuple[str, str, str]], topics: Container[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield the relations that say something of notes that belong together: those that name no topic."""
    return (each for each in relations if each[0] not in topics and each[2] not in topics)


def add_wording(tree: dict[str, Any], wording: str, language: str, concept: int) -> None:
    """Put ``wording`` into the tree; ``concept`` stands at the end of each way.

    A word is found by its stems; one that ends with ``*`` by its beginning, one that ends with ``!`` only as it is
    written (as are single excluded words, lest their stems exclude too much).
    """
    nodes = [tree]
    words = wording.split()
    for word in words:
        cut = tokens(word.rstrip("*!"))
        for position, token in enumerate(cut):
            prefix = word.endswith("*") and position == len(cut) - 1
            if prefix or word.endswith("!") or (concept < 0 and len(words) == 1):
                step: tuple[str, ...] = (token.folded if prefix else f"={token.folded}",)
            else:
                step = stem_keys(token.surface, "en" if language == "any" else language)
                if language == "any":
                    step = tuple(dict.fromkeys((token.folded, *step)))
            if len(step) == len(nodes) == 1 and not prefix:  # as with most words
                nodes = [nodes[0].setdefault(step[0], {})]
                continue
            following = []
            for node in nodes:
                for key in step:
                    # Prefixes are kept by their first letters, so that most words need one look.
                    at = node.setdefault("*", {}).setdefault(key[:PREFIX_START], {}) if prefix else node
                    following.append(at.setdefault(key, {}))
            nodes = following
    for node in nodes:
        listed = node.setdefault("", [])
        if concept not in listed:
            listed.append(concept)
            listed.sort()


def _trees(concepts: Mapping[int, AuthoredConcept]) -> dict[str, dict[str, Any]]:
    trees: dict[str, dict[str, Any]] = {language: {} for language in WORDING_LANGUAGES}
    for number, concept in concepts.items():
        for language, wordings in concept.wordings.items():
            for wording in wordings:
                add_wording(trees[language], wording, language, number)
        for language, wordings in concept.exclusions.items():
            for wording in wordings:
                add_wording(trees[language], wording, language, -1 - number)
    return trees


def _words(files: Mapping[str, str]) -> dict[str, Any]:
    file = "stopwords.yaml"
    authored = read_yaml(file, files[file])
    if not isinstance(authored, Mapping) or set(authored) != {"stop", "negations"}:
        raise KnowledgeError(f"{file}: it has “stop” and “negations”, each with a list of words a language.")
    found: dict[str, Any] = {}
    for key, lists in authored.items():
        if set(lists) != set(LANGUAGES):
            raise KnowledgeError(f"{file}: “{key}” must list words for {', '.join(LANGUAGES)}.")
        found[key] = {
            language: _folded(file, f"{key}.{language}", words) for language, words in sorted(lists.items())
        }
    return found


def _folded(file: str, entry: str, words: Any) -> list[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise KnowledgeError(
            f"{file}: “{entry}” is no list of words. Quote those that YAML takes for yes or no."
        )
    return sorted({token.folded for word in words for token in tokens(word)})


def _placeholders(files: Mapping[str, str]) -> dict[str, list[list[str]]]:
    file = "placeholders.yaml"
    authored = read_yaml(file, files[file])
    if not isinstance(authored, Mapping) or set(authored) != set(_PLACEHOLDER_KEYS):
        raise KnowledgeError(
            f"{file}: it has {' and '.join(_PLACEHOLDER_KEYS)}, each with lists of wordings a language."
        )
    found = {}
    for key in _PLACEHOLDER_KEYS:
        wordings: Iterable[str] = (text for texts in authored[key].values() for text in texts)
        found[key] = sorted({tuple(token.folded for token in tokens(text)) for text in wordings})
    return {key: [list(wording) for wording in wordings] for key, wordings in found.items()}


def compile_knowledge(files: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Compile authored ``files`` (the shipped ones by default) to the content of each file in ``knowledge/compiled``.

    Raises ``KnowledgeError`` where a file is not as it should be.
    """
    files = authored_files() if files is None else files
    concepts = read_concepts(files)
    index = {name: number for number, name in enumerate(concepts)}
    compiled: dict[str, Any] = {
        "concepts.json": {
            "format": FORMAT,
            "concepts": [[c.name, c.kind, c.weight, c.abstract] for c in concepts.values()],
            "near": _near_tables(concepts),
            "above": [
                sorted({index[name] for key in UPWARDS for name in c.relations.get(key, ())})
                for c in concepts.values()
            ],
            "forms": {form: index[c.name] for c in concepts.values() for form in c.forms},
        },
        "relations.json": {c.name: c.relations for c in concepts.values() if c.relations},
        "labels.json": {c.name: dict(sorted(c.labels.items())) for c in concepts.values()},
        "words.json": {**_words(files), "placeholders": _placeholders(files)},
    }
    stop = compiled["words.json"]["stop"]
    numbered = dict(enumerate(concepts.values()))
    for heard, wordings, pointers in ((False, "wordings", "topics"), (True, "heard", "hints")):
        some = {number: each for number, each in numbered.items() if (each.kind == TOPIC) is heard}
        for language, tree in _trees(some).items():
            compiled[f"{wordings}.{language}.txt"] = _packed(tree)
        pointing = {number: each for number, each in some.items() if each.weight or not heard}
        for language in LANGUAGES:
            compiled[f"{pointers}.{language}.txt"] = compile_topics(pointing, language, stop[language])
    return compiled


def _means_something(node: Node) -> bool:
    """Whether a wording ends at ``node`` that stands for a concept, rather than rules one out."""
    return any(number >= 0 for number in node.get("", ()))


def _packed(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a tree of wordings as it is shipped: what follows a word as text, parsed when that word occurs."""
    prefixes = tree.pop("*", {})
    typos, mistyped = mistakable(tree, prefixes)
    return {
        "roots": {key: _text(node) for key, node in sorted(tree.items())},
        "prefixes": {start: _text(group) for start, group in sorted(prefixes.items())},
        "typos": {start: " ".join(sorted(words)) for start, words in sorted(typos.items())},
        "mistyped": {start: " ".join(sorted(words)) for start, words in sorted(mistyped.items())},
    }


def mistakable(
    roots: Mapping[str, Node], prefixes: Mapping[str, Mapping[str, Node]]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the longer words, and the longer prefixes, by what a mistyped one still has of them."""
    typos: dict[str, list[str]] = {}
    for key, node in roots.items():
        if len(key) >= TYPO_LETTERS and key[0] != "=" and _means_something(node):
            typos.setdefault(f"{key[0]}{len(key)}", []).append(key)
    mistyped: dict[str, list[str]] = {}
    for group in prefixes.values():
        for prefix, node in group.items():
            if len(prefix) >= TYPO_LETTERS and _means_something(node):
                mistyped.setdefault(prefix[:2], []).append(prefix)
    return typos, mistyped


def _text(node: Node) -> str:
    """Return a node as tables hold it (see ``knowledge.node_of``)."""
    parts = [",".join(map(str, node.get("", ())))]
    for key, onward in sorted(node.items()):
        if key:
            parts += key, json.dumps(onward, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return "\t".join(parts)


def conflicting_prefixes(concepts: Mapping[str, AuthoredConcept]) -> list[tuple[str, str, str, str, str]]:
    """List prefix patterns that reach into the words of an unrelated concept: (language, prefix, concept, word, its
    concept).

    For authors and the overreach test; a word that is excluded under ``not`` is no conflict. Topics are heard apart, so
    that they and others do not reach into each other.
    """
    words: dict[str, dict[str, set[str]]] = {language: {} for language in LANGUAGES}
    competing = [concept for concept in concepts.values() if concept.kind != TOPIC]
    for concept in competing:
        for language, wordings in concept.wordings.items():
            if language != "any":
                for wording in wordings:
                    if " " not in wording and not wording.endswith("*"):
                        words[language].setdefault(fold(wording), set()).add(concept.name)
    found = []
    for concept in competing:
        for language, wordings in concept.wordings.items():
            for prefix in (
                fold(wording[:-1]) for wording in wordings if wording.endswith("*") and " " not in wording
            ):
                excluded = {fold(word) for word in concept.exclusions.get(language, ())}
                for word, owners in words[language].items():
                    related = owners & {concept.name, *(t for ts in concept.relations.values() for t in ts)}
                    if word.startswith(prefix) and not related and word not in excluded:
                        found.append((language, prefix, concept.name, word, sorted(owners)[0]))
    return sorted(found)
