"""The compiled knowledge at run time: concepts, what they are near to, and the wordings of each language.

Knowledge is authored as YAML in ``knowledge/`` and compiled to JSON (``compiling``). Only the wordings of the
languages at hand are read, because a canvas needs two or three of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from cxadvisor.errors import KnowledgeError
from cxadvisor.resources import read_json

WORDING_LANGUAGES: Final = ("any", "en", "it", "pl", "ro", "ru")
"""The languages that knowledge has wordings in; ``any`` holds brands and acronyms that belong to none."""

PREFIX_START: Final = 3
"""Prefixes are looked up by so many of their first letters; none is shorter."""

FORMAT: Final = 1
"""The version of the compiled files; others are refused."""

Node = Mapping[str, Any]
"""A node of the tree of wordings: keys lead on (``=word`` for a word as it is written), ``""`` lists concepts
(excluded ones as ``-1 - index``), ``"*"`` holds prefixes by their first letters.
"""


def _means_something(node: Node) -> bool:
    """Whether a wording ends at ``node`` that stands for a concept, rather than rules one out."""
    return any(number >= 0 for number in node.get("", ()))


class Concept(NamedTuple):
    """One thing that notes speak of: ``kind`` is the file it is authored in; ``weight`` (0–1) how much it says."""

    name: str
    kind: str
    weight: float
    abstract: bool
    labels: Mapping[str, str]


class Lexicon(NamedTuple):
    """The words of one language: the tree of wordings, the stop words, and the words that negate what follows."""

    language: str
    tree: Node
    stop: frozenset[str]
    negations: frozenset[str]
    vocabulary: Mapping[tuple[str, int], tuple[str, ...]]
    """First letter and length to the single words (as keys, six letters or more) that a mistyped word may have
    meant.
    """
    prefixes: Mapping[str, tuple[str, ...]]
    """First two letters to the prefixes (six letters or more) that a mistyped word may begin with."""


class Knowledge:
    """Compiled knowledge. Immutable once made; wordings are read when first asked for.

    ``read`` returns the content of a compiled file by its name. Raises ``KnowledgeError`` for files of another format.
    """

    def __init__(self, read: Callable[[str], Any]) -> None:
        table = read("concepts.json")
        if table.get("format") != FORMAT:
            raise KnowledgeError(
                "concepts.json is of another format. Compile the knowledge again with this version."
            )
        self._read = read
        self.concepts: Final[tuple[Concept, ...]] = tuple(
            Concept(name, kind, weight, abstract, labels)
            for name, kind, weight, abstract, labels in table["concepts"]
        )
        self.index: Final[Mapping[str, int]] = {
            concept.name: number for number, concept in enumerate(self.concepts)
        }
        self._near: Final[Mapping[str, list[list[list[Any]]]]] = table["near"]
        self.forms: Final[Mapping[str, int]] = table["forms"]
        words = read("words.json")
        self.stop: Final[Mapping[str, frozenset[str]]] = {
            name: frozenset(found) for name, found in words["stop"].items()
        }
        self.negations: Final[Mapping[str, frozenset[str]]] = {
            name: frozenset(found) for name, found in words["negations"].items()
        }
        leading, whole = (
            {tuple(wording) for wording in words["placeholders"][key]} for key in ("leading", "whole")
        )
        self.placeholder_notes: Final[frozenset[tuple[str, ...]]] = frozenset(leading | whole)
        openings: dict[str, tuple[tuple[str, ...], ...]] = {}
        for wording in sorted(leading):
            openings[wording[0]] = (*openings.get(wording[0], ()), wording)
        self.placeholder_openings: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = openings
        self._lexicons: dict[str, Lexicon] = {}

    def near(self, relation: str, concept: int) -> list[list[Any]]:
        """Return ``[other concept, strength]`` pairs near to ``concept`` as ``relation`` sees it (itself not among
        them).
        """
        return self._near[relation if relation in self._near else "any"][concept]

    def lexicon(self, language: str) -> Lexicon:
        """Return the wordings of ``language``; one that knowledge does not know has an empty tree and no stop words."""
        lexicon = self._lexicons.get(language)
        if lexicon is None:
            tree = self._read(f"wordings.{language}.json")["tree"] if language in WORDING_LANGUAGES else {}
            vocabulary: dict[tuple[str, int], list[str]] = {}
            for key, node in tree.items():
                if len(key) >= 6 and key[0] != "=" and _means_something(node):
                    vocabulary.setdefault((key[0], len(key)), []).append(key)
            prefixes: dict[str, list[str]] = {}
            for group in tree.get("*", {}).values():
                for prefix, node in group.items():
                    if len(prefix) >= 6 and _means_something(node):
                        prefixes.setdefault(prefix[:2], []).append(prefix)
            lexicon = Lexicon(
                language,
                tree,
                self.stop.get(language, frozenset()),
                self.negations.get(language, frozenset()),
                {start: tuple(found) for start, found in vocabulary.items()},
                {start: tuple(found) for start, found in prefixes.items()},
            )
            # Two threads may both make one; they are equal, and setdefault keeps the first.
            lexicon = self._lexicons.setdefault(language, lexicon)
        return lexicon

    def label(self, name: str, language: str) -> str:
        """Return what concept ``name`` is called in ``language`` (in English where it has no label there)."""
        number = self.index.get(name)
        if number is None:
            return name
        labels = self.concepts[number].labels
        return labels.get(language) or labels.get("en") or name


@lru_cache(maxsize=1)
def shipped_knowledge() -> Knowledge:
    """Return the knowledge that comes with cxadvisor; read once."""
    return Knowledge(lambda name: read_json("knowledge", "compiled", name))
