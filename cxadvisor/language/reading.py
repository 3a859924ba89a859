"""Reads a note: which concepts it speaks of, in which of its words, and which words no concept explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from cxadvisor.language.folding import Token, compose, tokens
from cxadvisor.language.knowledge import PREFIX_START, Knowledge, Lexicon, Node
from cxadvisor.language.stems import keys, stem_keys

_NONE: Final[Mapping[str, Node]] = {}

TYPO_LETTERS: Final = 6
"""A word of fewer letters is never taken for a mistyped other word."""

_FORMS: Final = {
    "mail-address": re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}"),
    "web-address": re.compile(
        r"\b(?:https?://\S{1,200}|www\.\S{1,100}|[\w-]{2,60}(?:\.[\w-]{2,60}){0,3}"
        r"\.(?:com|net|org|eu|ro|pl|ru|it|uk|ie|de|fr|md|io|app|shop|store|online|care|health|info|biz|example|рф))\b",
        re.IGNORECASE,
    ),
    "phone-number": re.compile(
        r"(?<![\w.,])(?:\+\d{1,3}[ \d()-]{6,16}\d|0[ \d()/-]{7,14}\d|0\d{3}\b|8[ -]?800(?:[ \d-]{7,11})?)(?![\w%])"
    ),
}
"""Shapes of text that stand for a channel. The patterns are bounded, so that no note can stall them."""


_SHAPE_MARK: Final = re.compile(r"[@.\d]")
"""Without one of these no shape can be there."""


class Mention(NamedTuple):
    """One place in a note where knowledge speaks: its concepts, the words as written, and how sure the reading is
    (0–1).
    """

    concepts: tuple[int, ...]
    words: str
    first: int
    last: int
    certainty: float
    negated: bool


_Begun = list[tuple[list[Node], str, frozenset[str]]]
"""Where wordings begin: for each lexicon the nodes, the language of their keys, and its stop words."""


class NoteReading(NamedTuple):
    """A note as read: its mentions, and the words that no concept explains, as key → word as written.

    ``explained`` is the share of its content words that mentions cover. ``thought`` are the keys of all its content
    words and numbers, sorted: what two notes that say the same have in common.
    """

    mentions: tuple[Mention, ...]
    words: Mapping[str, str]
    explained: float
    thought: tuple[str, ...]


class Reader:
    """Reads the notes of one canvas, in one language with one body of knowledge; a reader is used by one thread."""

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        self.knowledge = knowledge
        self.language = language
        own = knowledge.lexicon(language) if language in knowledge.stop else None
        english = knowledge.lexicon("en")
        self.lexicon: Lexicon = own or english._replace(language=language)
        neutral = knowledge.lexicon("any")
        first = ((own, language), (neutral, "en")) if own else ((neutral, "en"),)
        # What the canvas's language and neutral terms do not know is looked up in English.
        self._groups: tuple[tuple[tuple[Lexicon, str], ...], ...] = (
            (first,) if language == "en" else (first, ((english, "en"),))
        )
        self._begun: tuple[dict[str, _Begun], ...] = tuple({} for _ in self._groups)
        self._meant: dict[str, list[int]] = {}
        self._channels = frozenset(
            number for number, concept in enumerate(knowledge.concepts) if concept.kind == "channel"
        )

    def read(self, text: str, *, channels: bool = False) -> NoteReading:
        """Return the reading of one note; with ``channels`` only channels are looked for, as on a note that names
        one.
        """
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

    def _begin(self, token: Token, group: int) -> _Begun:
        """Return where the wordings begin that ``token`` may begin, in a group of lexicons; looked up once a word."""
        memo = self._begun[group]
        found = memo.get(token.surface)
        if found is None:
            found = memo[token.surface] = [
                (nodes, language, lexicon.stop)
                for lexicon, language in self._groups[group]
                if (nodes := _steps(lexicon.tree, token, language))
            ]
        return found

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
        taken: set[int] = set()
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
        if _SHAPE_MARK.search(composed) is None:
            return
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

        Looked for in the canvas's language and among neutral terms, else in English, else as a typo. A single letter
        or a stop word begins a wording only as part of a phrase (“e-mail”, “by phone”).
        """
        first = words[start]
        alone = len(first.folded) > 1 and first.folded not in self.lexicon.stop
        begins_nothing = True
        for group in range(len(self._groups)):
            begun = self._begin(first, group)
            if not begun:
                continue
            begins_nothing = False
            best = 0 if alone else 1
            concepts: set[int] = set()
            for nodes, language, stop in begun:
                for end, found in _walk(nodes, words, start, language, stop):
                    if end - start < best or (taken and not taken.isdisjoint(range(start, end))):
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
        # What begins a wording is a known word, even where that wording does not go on here: it is not mistyped.
        return self._typo(words, start, channels) if alone and begins_nothing else None

    def _typo(self, words: tuple[Token, ...], start: int, channels: bool) -> Mention | None:
        token = words[start]
        if len(token.folded) < TYPO_LETTERS or not token.folded.isalpha():
            return None
        if token.folded not in self._meant:
            self._meant[token.folded] = self._meaning(token)
        concepts = tuple(
            number
            for number in self._meant[token.folded]
            if number >= 0 and (not channels or number in self._channels)
        )
        return self._mention(words, start, start + 1, concepts, 0.7) if concepts else None

    def _meaning(self, token: Token) -> list[int]:
        """Return the concepts of the known word, else of the known prefix, that ``token`` is a misspelling of."""
        tree, key = self.lexicon.tree, self._key(token)
        if len(key) >= TYPO_LETTERS and (word := _nearest(key, self.lexicon.vocabulary)) is not None:
            meant: list[int] = tree[word][""]
            return meant
        if (prefix := _nearest_prefix(token.folded, self.lexicon.prefixes)) is not None:
            begun: list[int] = tree["*"][prefix[:PREFIX_START]][prefix][""]
            return begun
        return []

    def _mention(
        self, words: tuple[Token, ...], first: int, last: int, concepts: tuple[int, ...], certainty: float
    ) -> Mention:
        negated = any(
            words[position].folded in self.lexicon.negations for position in range(max(0, first - 2), first)
        )
        surface = " ".join(token.surface for token in words[first:last])
        return Mention(concepts, surface, first, last, certainty, negated)


def _nearest_prefix(folded: str, prefixes: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the known prefix that a mistyped word begins with, by two equal letters and one edit, or None."""
    return min(
        (
            prefix
            for prefix in prefixes.get(folded[:2], ())
            if len(folded) >= len(prefix)
            and any(
                DamerauLevenshtein.distance(folded[:size], prefix, score_cutoff=1) <= 1
                for size in (len(prefix), len(prefix) - 1, len(prefix) + 1)
            )
        ),
        key=lambda prefix: (-len(prefix), prefix),
        default=None,
    )


def _nearest(key: str, vocabulary: Mapping[tuple[str, int], tuple[str, ...]]) -> str | None:
    """Return the known word at edit distance 1 from ``key`` with the same first letter; of several the first by the
    alphabet.
    """
    return min(
        (
            word
            for length in (len(key) - 1, len(key), len(key) + 1)
            for word in vocabulary.get((key[0], length), ())
            if DamerauLevenshtein.distance(key, word, score_cutoff=1) == 1
        ),
        default=None,
    )


def _steps(node: Node, token: Token, language: str) -> list[Node]:
    """Return the nodes that ``token`` leads to from ``node``, by its keys or by a prefix it begins with."""
    found = [following for key in keys(token.surface, language) if (following := node.get(key)) is not None]
    folded = token.folded
    exact = node.get(f"={folded}")
    if exact is not None:
        found.append(exact)
    prefixes = node.get("*")
    if prefixes is not None:
        for prefix, following in prefixes.get(folded[:PREFIX_START], _NONE).items():
            if folded.startswith(prefix):
                found.append(following)
    return found


def _walk(
    first: list[Node], words: tuple[Token, ...], start: int, language: str, stop: frozenset[str]
) -> Iterator[tuple[int, list[Any]]]:
    """Yield (end, concepts) for every wording whose first word leads to one of the nodes ``first``.

    Between two words of a wording one stop word may stand that the wording does not have.
    """
    nodes: list[tuple[Node, int]] = [(node, start + 1) for node in first]
    while nodes:
        node, position = nodes.pop()
        if "" in node:
            yield position, node[""]
            if len(node) == 1:
                continue
        if position == len(words):
            continue
        token = words[position]
        following = _steps(node, token, language)
        if following:
            nodes.extend((other, position + 1) for other in following)
        elif token.folded in stop and position + 1 < len(words):
            nodes.extend((other, position + 2) for other in _steps(node, words[position + 1], language))
