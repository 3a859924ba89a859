"""The compiled knowledge at run time: concepts, what they are near to, and the wordings of each language.

Knowledge is authored as YAML in ``knowledge/`` and compiled (``compiling``): to JSON, and where there are thousands of
entries of which a canvas needs a few, to tables of texts that are parsed one by one. Only the wordings of the languages
at hand are read, because a canvas needs two or three of them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple

from cxadvisor.errors import KnowledgeError
from cxadvisor.language.topics import Topics
from cxadvisor.resources import read_json, read_text

WORDING_LANGUAGES: Final = ("any", "en", "it", "pl", "ro", "ru")
"""The languages that knowledge has wordings in; ``any`` holds brands and acronyms that belong to none."""

TYPO_LETTERS: Final = 6
"""A word of fewer letters is never taken for a mistyped other word."""

PREFIX_START: Final = 3
"""Prefixes are looked up by so many of their first letters; none is shorter."""

FORMAT: Final = 5
"""The version of the compiled files; others are refused."""

MEMORABLE: Final = 20_000
"""So many words of a language are remembered; then remembering begins anew, so that memory stays bounded."""

MEMORABLE_NOTES: Final = 600
"""The same for whole notes, each of which takes some 20 KB with all that it reaches."""

Node = dict[str, Any]
"""A node of the tree of wordings: keys lead on (``=word`` for a word as it is written), ``""`` lists concepts
(excluded ones as ``-1 - index``), ``"*"`` holds prefixes by their first letters. What a key leads to may still be text;
``following`` parses it.
"""


_NONE: Final[Node] = {}


def node_of(text: str) -> Node:
    """Return the node that a table holds as ``text``: its concepts, then keys and what they lead to as JSON, with tabs
    between. A word leads to hundreds of wordings, of which a note goes on with one or two.
    """
    concepts, *onward = text.split("\t")
    node: Node = dict(zip(onward[::2], onward[1::2], strict=True))
    if concepts:
        node[""] = [int(number) for number in concepts.split(",")]
    return node


def following(node: Node, key: str) -> Node | None:
    """Return what ``key`` leads to from ``node``, or None; two threads may both parse it, with the same outcome."""
    found = node.get(key)
    if found.__class__ is str:
        found = node[key] = json.loads(found)
    return found


def table_of(text: str) -> dict[str, dict[str, str]]:
    """Return the sections of a compiled table: a name, then keys and texts, a line each; a blank line parts them."""
    sections = [section.split("\n") for section in text.rstrip("\n").split("\n\n")]
    return {lines[0]: dict(zip(lines[1::2], lines[2::2], strict=True)) for lines in sections}


class Concept(NamedTuple):
    """One thing that notes speak of: ``kind`` is the file it is authored in; ``weight`` (0–1) how much it says."""

    name: str
    kind: str
    weight: float
    abstract: bool


class Lexicon:
    """The words of one language: wordings by their first word, the stop words, and the words that negate what follows.

    What follows a first word is parsed when that word is first met, because a canvas has few of the words there are.
    """

    def __init__(
        self,
        language: str,
        table: Mapping[str, Mapping[str, Any]],
        stop: frozenset[str],
        negations: frozenset[str],
    ) -> None:
        self.language: Final = language
        self.stop: Final = stop
        self.negations: Final = negations
        self._roots: Final[dict[str, Any]] = dict(table.get("roots", {}))
        self._prefixes: Final[dict[str, Any]] = dict(table.get("prefixes", {}))
        self._typos: Final[dict[str, Any]] = dict(table.get("typos", {}))
        self._mistyped: Final[dict[str, Any]] = dict(table.get("mistyped", {}))
        self.openings: Final = frozenset(
            {key[:2] for key in self._roots} | {start[:2] for start in self._prefixes}
        )
        """The first two letters of all wordings; a word that is taken as it is written opens with ``=``."""

    def root(self, key: str) -> Node | None:
        """Return the node that a word with ``key`` leads to, or None."""
        return _parsed(self._roots, key)

    def prefixes(self, folded: str) -> Node:
        """Return the prefixes that have the first letters of ``folded``, each as a key that leads on."""
        return _parsed(self._prefixes, folded[:PREFIX_START]) or _NONE

    def typos(self, first: str, length: int) -> Sequence[str]:
        """Return the single words (as keys) of one first letter and length that a mistyped word may have meant."""
        return _listed(self._typos, f"{first}{length}")

    def mistyped(self, start: str) -> Sequence[str]:
        """Return the prefixes of one beginning of two letters that a mistyped word may begin with."""
        return _listed(self._mistyped, start)


def _listed(table: dict[str, Any], key: str) -> Sequence[str]:
    """Return the words of the entry ``key`` of ``table``, and keep them parted."""
    found = table.get(key, ())
    if found.__class__ is str:
        found = table[key] = tuple(found.split())
    words: Sequence[str] = found
    return words


class Joint(NamedTuple):
    """What follows a first word in two bodies of knowledge; joined when that word is first met."""

    text: str
    added: Node

    def node(self) -> Node:
        """Return both as one tree of wordings."""
        return _joined(node_of(self.text), self.added)


def _joined(one: Node, other: Node) -> Node:
    """Return the tree ``one`` with ``other`` added to it."""
    for key, node in other.items():
        if key == "":
            one[key] = sorted({*one.get(key, ()), *node})
        else:
            known = following(one, key)
            one[key] = node if known is None else _joined(known, node)
    return one


def _parsed(table: dict[str, Any], key: str) -> Node | None:
    """Return the entry ``key`` of ``table``, and keep it parsed; two threads may both do so, with the same outcome."""
    found = table.get(key)
    if found.__class__ is str:
        found = table[key] = node_of(found)
    elif found.__class__ is Joint:
        found = table[key] = found.node()
    node: Node | None = found
    return node


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
        self.concepts: Final[tuple[Concept, ...]] = tuple(map(Concept._make, table["concepts"]))
        self.index: Final[Mapping[str, int]] = {
            concept.name: number for number, concept in enumerate(self.concepts)
        }
        self._near: Final[Mapping[str, list[Any]]] = table["near"]
        self.above: Final[Sequence[Sequence[int]]] = table["above"]
        """For each concept those that comprise it, one step up: what is broader, and what it is part of."""
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
        self._topics: dict[str, Topics] = {}
        self._topic_lexicons: dict[str, Lexicon] = {}
        self._topic_pointers: dict[str, Topics] = {}
        self._topic_memos: dict[str, dict[str, Any]] = {}
        self._memos: dict[str, dict[str, Any]] = {}
        self._note_memos: dict[str, dict[Any, Any]] = {}
        self._labels: Mapping[str, Mapping[str, str]] | None = None

    def near(self, relation: str, concept: int) -> tuple[tuple[int, float], ...]:
        """Return (other concept, strength) near to ``concept`` as ``relation`` sees it (itself not among them)."""
        rows = self._near[relation if relation in self._near else "any"]
        row = rows[concept]
        if row.__class__ is str:
            parts = row.split()
            row = rows[concept] = tuple(zip(map(int, parts[::2]), map(float, parts[1::2]), strict=True))
        found: tuple[tuple[int, float], ...] = row
        return found

    def lexicon(self, language: str) -> Lexicon:
        """Return the wordings of ``language``; one that knowledge does not know has no wordings and no stop words."""
        lexicon = self._lexicons.get(language)
        if lexicon is None:
            table = self._read(f"wordings.{language}.txt") if language in WORDING_LANGUAGES else {}
            none: frozenset[str] = frozenset()
            lexicon = Lexicon(
                language, table, self.stop.get(language, none), self.negations.get(language, none)
            )
            # Two threads may both make one; they are equal, and setdefault keeps the first.
            lexicon = self._lexicons.setdefault(language, lexicon)
        return lexicon

    def topics(self, language: str) -> Topics:
        """Return what the words of ``language`` point to; nothing for a language that knowledge does not know."""
        topics = self._topics.get(language)
        if topics is None:
            table = self._read(f"topics.{language}.txt") if language in self.stop else {}
            topics = self._topics.setdefault(language, Topics(table))
        return topics

    @cached_property
    def topic_weights(self) -> Mapping[int, float]:
        """The weight of each topic, by its number."""
        return {n: each.weight or 1.0 for n, each in enumerate(self.concepts) if each.kind == "topic"}

    def topic_lexicon(self, language: str) -> Lexicon:
        """Return the wordings of topics in ``language`` (see ``listening``)."""
        lexicon = self._topic_lexicons.get(language)
        if lexicon is None:
            table = self._read(f"heard.{language}.txt")
            none: frozenset[str] = frozenset()
            lexicon = Lexicon(
                language, table, self.stop.get(language, none), self.negations.get(language, none)
            )
            lexicon = self._topic_lexicons.setdefault(language, lexicon)
        return lexicon

    def topic_pointers(self, language: str) -> Topics:
        """Return the topics that single words of ``language`` point to."""
        pointers = self._topic_pointers.get(language)
        if pointers is None:
            pointers = self._topic_pointers.setdefault(language, Topics(self._read(f"hints.{language}.txt")))
        return pointers

    @cached_property
    def channels(self) -> frozenset[int]:
        """The concepts that are channels."""
        return frozenset(n for n, each in enumerate(self.concepts) if each.kind == "channel")

    def topic_memo(self, language: str) -> dict[str, Any]:
        """Return what listeners of ``language`` have found out about single words."""
        memo = self._topic_memos.setdefault(language, {})
        if len(memo) > MEMORABLE:
            memo = self._topic_memos[language] = {}
        return memo

    def memo(self, language: str) -> dict[str, Any]:
        """Return what readers of ``language`` have found out about single words: a word is looked up once."""
        memo = self._memos.setdefault(language, {})
        if len(memo) > MEMORABLE:
            memo = self._memos[language] = {}
        return memo

    def note_memo(self, language: str) -> dict[Any, Any]:
        """Return the notes last read in ``language``: whoever changes one note of a canvas does not wait for the others
        to be read again.
        """
        memo = self._note_memos.setdefault(language, {})
        if len(memo) > MEMORABLE_NOTES:
            memo = self._note_memos[language] = {}
        return memo

    def label(self, name: str, language: str) -> str:
        """Return what concept ``name`` is called in ``language`` (in English where it has no label there)."""
        if self._labels is None:
            self._labels = self._read("labels.json")
        labels = self._labels.get(name, {})
        return labels.get(language) or labels.get("en") or name


def read_compiled(name: str) -> Any:
    """Return the content of a compiled file that comes with cxadvisor."""
    if name.endswith(".txt"):
        return table_of(read_text("knowledge", "compiled", name))
    return read_json("knowledge", "compiled", name)


@lru_cache(maxsize=1)
def shipped_knowledge() -> Knowledge:
    """Return the knowledge that comes with cxadvisor; read once."""
    return Knowledge(read_compiled)
