"""Compiles authored knowledge: what is near to what, and the trees of wordings, as JSON that loads in milliseconds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from cxadvisor.errors import KnowledgeError
from cxadvisor.language.authoring import LANGUAGES, AuthoredConcept, authored_files, read_concepts, read_yaml
from cxadvisor.language.folding import fold, tokens
from cxadvisor.language.knowledge import FORMAT, PREFIX_START, TYPO_LETTERS, WORDING_LANGUAGES, Node
from cxadvisor.language.stems import stem_keys
from cxadvisor.language.topic_index import compile_topics

_ALIKE: Final = {"broader": 0.6, "part_of": 0.5, "causes": 0.5, "related": 0.4, "opposite": 0.5}
_EDGES: Final[Mapping[str, Mapping[str, float]]] = {
    "any": {**_ALIKE, "served_by": 0.55, "measured_by": 0.35},
    "serves": {**_ALIKE, "served_by": 0.85, "measured_by": 0.2},
    "measures": {**_ALIKE, "served_by": 0.2, "measured_by": 0.85},
    "supports": {"broader": 0.6},
}
"""How near a relation of knowledge brings two concepts, as each relation between notes sees it. Set by judgement,
not fitted.
"""

_NEAREST: Final = 0.3
"""What is less near than this is not kept."""

_MOST_NEAR: Final = 12
"""A concept keeps so many neighbours, the nearest; more only blur what it is near to."""

_UPWARDS: Final = ("broader", "part_of")

_PLACEHOLDER_KEYS: Final = ("leading", "whole")


def _direct(
    concepts: Mapping[str, AuthoredConcept], edges: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """Return the neighbours of every concept, one step away, in both directions."""
    near: dict[str, dict[str, float]] = {name: {} for name in concepts}
    for concept in concepts.values():
        for relation, targets in concept.relations.items():
            strength = edges.get(relation, 0.0)
            for target in targets:
                if relation == "broader" and concepts[target].abstract:
                    continue
                for one, other in ((concept.name, target), (target, concept.name)):
                    near[one][other] = max(strength, near[one].get(other, 0.0))
    return near


def _siblings(concepts: Mapping[str, AuthoredConcept], near: dict[str, dict[str, float]]) -> None:
    """Bring channels of one family near enough to ask, never near enough to answer."""
    families: dict[str, list[str]] = {}
    for concept in concepts.values():
        if concept.kind == "channel":
            for family in concept.relations.get("broader", ()):
                families.setdefault(family, []).append(concept.name)
    for members in families.values():
        for one in members:
            for other in members:
                if one != other:
                    near[one].setdefault(other, 0.35)


def _two_steps(near: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return the neighbours up to two steps away; the strengths along the way are multiplied."""
    found: dict[str, dict[str, float]] = {}
    for name, direct in near.items():
        reached = dict(direct)
        for between, first in direct.items():
            for target, second in near[between].items():
                strength = first * second
                if target != name and strength >= _NEAREST and strength > reached.get(target, 0.0):
                    reached[target] = strength
        found[name] = {other: value for other, value in reached.items() if value >= _NEAREST}
    return found


def _near_tables(concepts: Mapping[str, AuthoredConcept]) -> dict[str, list[str]]:
    index = {name: number for number, name in enumerate(concepts)}
    tables = {}
    for view, edges in _EDGES.items():
        near = _direct(concepts, edges)
        if view == "supports":
            _siblings(concepts, near)
            reached = {name: dict(direct) for name, direct in near.items()}
        else:
            reached = _two_steps(near)
        rows = []
        for name in concepts:
            ranked = sorted(reached[name].items(), key=lambda entry: (-entry[1], entry[0]))
            kept = sorted(ranked if view == "supports" else ranked[:_MOST_NEAR])
            rows.append(" ".join(f"{index[other]}:{round(strength, 3):g}" for other, strength in kept))
        tables[view] = rows
    return tables


def _add(tree: dict[str, Any], wording: str, language: str, concept: int) -> None:
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


def _trees(concepts: Mapping[str, AuthoredConcept]) -> dict[str, dict[str, Any]]:
    trees: dict[str, dict[str, Any]] = {language: {} for language in WORDING_LANGUAGES}
    for number, concept in enumerate(concepts.values()):
        for language, wordings in concept.wordings.items():
            for wording in wordings:
                _add(trees[language], wording, language, number)
        for language, wordings in concept.exclusions.items():
            for wording in wordings:
                _add(trees[language], wording, language, -1 - number)
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
                sorted({index[name] for key in _UPWARDS for name in c.relations.get(key, ())})
                for c in concepts.values()
            ],
            "forms": {form: index[c.name] for c in concepts.values() for form in c.forms},
        },
        "labels.json": {c.name: dict(sorted(c.labels.items())) for c in concepts.values()},
        "words.json": {**_words(files), "placeholders": _placeholders(files)},
    }
    for language, tree in _trees(concepts).items():
        compiled[f"wordings.{language}.json"] = {"language": language, **_packed(tree)}
    for language in LANGUAGES:
        compiled[f"topics.{language}.json"] = compile_topics(
            concepts, language, compiled["words.json"]["stop"][language]
        )
    return compiled


def _means_something(node: Node) -> bool:
    """Whether a wording ends at ``node`` that stands for a concept, rather than rules one out."""
    return any(number >= 0 for number in node.get("", ()))


def _packed(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a tree of wordings as it is shipped: what follows a first word as JSON text, parsed when that word occurs.

    ``typos`` and ``mistyped`` list the longer words and prefixes by what a mistyped one still has of them.
    """
    prefixes = tree.pop("*", {})
    typos: dict[str, list[str]] = {}
    for key, node in tree.items():
        if len(key) >= TYPO_LETTERS and key[0] != "=" and _means_something(node):
            typos.setdefault(f"{key[0]}{len(key)}", []).append(key)
    mistyped: dict[str, list[str]] = {}
    for group in prefixes.values():
        for prefix, node in group.items():
            if len(prefix) >= TYPO_LETTERS and _means_something(node):
                mistyped.setdefault(prefix[:2], []).append(prefix)
    return {
        "roots": {key: _text(node) for key, node in sorted(tree.items())},
        "prefixes": {start: _text(group) for start, group in sorted(prefixes.items())},
        "typos": {start: " ".join(sorted(words)) for start, words in sorted(typos.items())},
        "mistyped": {start: " ".join(sorted(words)) for start, words in sorted(mistyped.items())},
    }


def _text(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def conflicting_prefixes(concepts: Mapping[str, AuthoredConcept]) -> list[tuple[str, str, str, str, str]]:
    """List prefix patterns that reach into the words of an unrelated concept: (language, prefix, concept, word, its
    concept).

    For authors and the overreach test; a word that is excluded under ``not`` is no conflict.
    """
    words: dict[str, dict[str, set[str]]] = {language: {} for language in LANGUAGES}
    for concept in concepts.values():
        for language, wordings in concept.wordings.items():
            if language != "any":
                for wording in wordings:
                    if " " not in wording and not wording.endswith("*"):
                        words[language].setdefault(fold(wording), set()).add(concept.name)
    found = []
    for concept in concepts.values():
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
