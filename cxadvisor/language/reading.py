"""Reads a note: which concepts it speaks of, in which of its words, and which words no concept explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from cxadvisor.language.folding import Token, compose, tokens
from cxadvisor.language.knowledge import Knowledge, Lexicon, Node
from cxadvisor.language.stems import keys, stem_keys

TYPO_LETTERS: Final = 6
"""A word of fewer letters is never taken for a mistyped other word."""

_FORMS: Final = {
    "mail-address": re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}"),
    "web-address": re.compile(
        r"\b(?:https?://\S{1,200}|www\.\S{1,100}|[\w-]{2,60}(?:\.[\w-]{2,60}){0,3}"
        r"\.(?:com|net|org|eu|ro|pl|ru|it|uk|ie|de|fr|md|io|app|shop|store|online|care|health|рф))\b",
        re.IGNORECASE,
    ),
    "phone-number": re.compile(r"(?<![\w.,])(?:\+\d{1,3}[ \d()-]{6,16}\d|0[ \d()/-]{7,14}\d|0\d{3}\b|8[ -]?800(?:[ \d-]{7,11})?)(?![\w%])"),
}  # fmt: skip
"""Shapes of text that stand for a channel. The patterns are bounded, so that no note can stall them."""


class Mention(NamedTuple):
    """One place in a note where knowledge speaks: its concepts, the words as written, and how sure the reading is (0–1)."""

    concepts: tuple[int, ...]
    words: str
    first: int
    last: int
    certainty: float
    negated: bool


class NoteReading(NamedTuple):
    """A note as read: its mentions, and the words that no concept explains, as key → word as written.

    ``explained`` is the share of its content words that mentions cover. ``thought`` are the keys of all its content words and
    numbers, sorted: what two notes that say the same have in common.
    """

    mentions: tuple[Mention, ...]
    words: Mapping[str, str]
    explained: float
    thought: tuple[str, ...]


class Reader:
    """Reads notes in one language with one body of knowledge; keeps no state between notes."""

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        self.knowledge = knowledge
        self.language = language
        own = knowledge.lexicon(language) if language in knowledge.stop else None
        english = knowledge.lexicon("en")
        self.lexicon: Lexicon = own or english._replace(language=language)
        self._first: tuple[tuple[Lexicon, str], ...] = (
            *(((own, language),) if own else ()),
            (knowledge.lexicon("any"), "en"),
        )
        self._then: tuple[tuple[Lexicon, str], ...] = () if language == "en" else ((english, "en"),)
        self._channels = frozenset(
            number for number, concept in enumerate(knowledge.concepts) if concept.kind == "channel"
        )

    def read(self, text: str, *, channels: bool = False) -> NoteReading:
        """Return the reading of one note; with ``channels`` only channels are looked for, as on a note that names one."""
        composed = compose(text)
        words = tokens(composed)
        mentions = sorted(self._mentions(composed, words, channels), key=lambda mention: mention.first)
        covered = {position for mention in mentions for position in range(mention.first, mention.last)}
        content = [
            position
            for position, token in enumerate(words)
            if token.is_word and (token.folded not in self.lexicon.stop or position in covered)
        ]
        unexplained = [position for position in content if position not in covered]
        explained = 1 - len(unexplained) / len(content) if content else 0.0
        return NoteReading(
            tuple(mentions),
            {self._key(words[position]): words[position].surface for position in reversed(unexplained)},
            explained,
            self._thought(words),
        )

    def _key(self, token: Token) -> str:
        return stem_keys(token.surface, self.language)[-1]

    def _thought(self, words: tuple[Token, ...]) -> tuple[str, ...]:
        kept = (
            token
            for token in words
            if (token.folded not in self.lexicon.stop and len(token.folded) > 1)
            or token.folded in self.lexicon.negations
            or token.folded.isdigit()
        )
        return tuple(sorted(self._key(token) for token in kept))

    def _mentions(self, composed: str, words: tuple[Token, ...], channels: bool) -> Iterator[Mention]:
        taken = set()
        for mention in self._shapes(composed, words):
            taken.update(range(mention.first, mention.last))
            yield mention
        position = 0
        while position < len(words):
            found = None if position in taken else self._longest(words, position, taken, channels)
            if found is None:
                position += 1
                continue
            yield found
            position = found.last

    def _shapes(self, composed: str, words: tuple[Token, ...]) -> Iterator[Mention]:
        for form, concept in self.knowledge.forms.items():
            for match in _FORMS[form].finditer(composed):
                inside = [
                    n
                    for n, token in enumerate(words)
                    if token.start >= match.start() and token.end <= match.end()
                ]
                if inside:
                    yield Mention((concept,), match.group().strip(), inside[0], inside[-1] + 1, 1.0, False)

    def _longest(
        self, words: tuple[Token, ...], start: int, taken: set[int], channels: bool
    ) -> Mention | None:
        """Return the longest wording that begins at ``start``.

        Looked for in the canvas's language and among neutral terms, else in English, else as a typo. A single letter or a stop
        word begins a wording only as part of a phrase (“e-mail”, “by phone”).
        """
        first = words[start]
        alone = len(first.folded) > 1 and first.folded not in self.lexicon.stop
        for lexicons in (self._first, self._then):
            best, concepts = 0 if alone else 1, set()
            for lexicon, language in lexicons:
                for end, found in _walk(lexicon.tree, words, start, language, lexicon.stop):
                    if end - start < max(best, 1) or any(position in taken for position in range(start, end)):
                        continue
                    if channels and not any(number < 0 or number in self._channels for number in found):
                        continue
                    if end - start > best:
                        best, concepts = end - start, set()
                    if end - start > (0 if alone else 1):
                        concepts.update(found)
            kept = tuple(
                number
                for number in sorted(concepts)
                if number >= 0 and -1 - number not in concepts and (not channels or number in self._channels)
            )
            if concepts:
                return self._mention(words, start, start + best, kept, 1.0)
        return self._typo(words, start, channels) if alone else None

    def _typo(self, words: tuple[Token, ...], start: int, channels: bool) -> Mention | None:
        token = words[start]
        if len(token.folded) < TYPO_LETTERS or not token.folded.isalpha():
            return None
        key = self._key(token)
        known = self.lexicon.vocabulary.get(token.folded[0], ())
        if len(key) < TYPO_LETTERS or not known:
            return None
        meant = _nearest(key, known)
        if meant is None:
            return None
        concepts = tuple(
            number
            for number in self.lexicon.tree[meant][""]
            if number >= 0 and (not channels or number in self._channels)
        )
        return self._mention(words, start, start + 1, concepts, 0.7) if concepts else None

    def _mention(
        self, words: tuple[Token, ...], first: int, last: int, concepts: tuple[int, ...], certainty: float
    ) -> Mention:
        negated = any(
            words[position].folded in self.lexicon.negations for position in range(max(0, first - 2), first)
        )
        surface = " ".join(token.surface for token in words[first:last])
        return Mention(concepts, surface, first, last, certainty, negated)


@lru_cache(maxsize=5_000)
def _nearest(key: str, known: tuple[str, ...]) -> str | None:
    """Return the only known word at edit distance 1 from ``key``, or None; of several the first by the alphabet."""
    found = process.extract(key, known, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=None)
    return min((word for word, distance, _ in found if distance <= 1), default=None)


def _walk(
    tree: Node, words: tuple[Token, ...], start: int, language: str, stop: frozenset[str]
) -> Iterator[tuple[int, list[Any]]]:
    """Yield (end, concepts) for every wording of ``tree`` that begins at ``start``; stop words within a wording may be left out."""
    nodes: list[tuple[Node, int]] = [(tree, start)]
    while nodes:
        node, position = nodes.pop()
        if position > start and "" in node:
            yield position, node[""]
        if position == len(words):
            continue
        token = words[position]
        went_on = False
        for key in keys(token.surface, language):
            following = node.get(key)
            if following is not None and key:
                nodes.append((following, position + 1))
                went_on = True
        prefixes = node.get("*")
        if prefixes is not None:
            folded = token.folded
            for size in range(3, len(folded) + 1):
                following = prefixes.get(folded[:size])
                if following is not None:
                    nodes.append((following, position + 1))
                    went_on = True
        if not went_on and position > start and token.folded in stop and len(node) > ("" in node):
            nodes.append((node, position + 1))
