"""Reads a note: which concepts it speaks of, in which of its words, and which words no concept explains."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from cxadvisor.language.folding import Token, compose, tokens
from cxadvisor.language.knowledge import TYPO_LETTERS, Knowledge
from cxadvisor.language.stems import stem_keys
from cxadvisor.language.topics import EMPTY, Pointers, Topic, pointers, topic_of
from cxadvisor.language.wordings import Beginning, beginning, meaning_of_typo, phrases

_FORMS: Final = {
    "mail-address": re.compile(r"[\w.+-]{1,60}@(?:[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}|(?![\w.]))"),
    "web-address": re.compile(
        r"(?<![@.\w-])(?:https?://\S{1,200}|www\.\S{1,100}|[\w-]{2,60}(?:\.[\w-]{2,60}){0,3}"
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


class Fallback(NamedTuple):
    """What English wordings a word of another language begins, and what it may be a misspelling of."""

    english: Beginning | None
    meant: list[int]


class _Word(NamedTuple):
    """What is known of a word, wherever in a canvas it stands.

    ``content``: it says something by itself. ``thought``: it counts when notes are compared for saying the same.
    ``begins``: it may be a wording by itself; a single letter or a stop word begins one only as part of a phrase.
    ``fallbacks`` holds what else it may mean, once that was asked for.
    """

    token: Token
    key: str
    content: bool
    thought: bool
    negates: bool
    begins: bool
    beginning: Beginning | None
    fallbacks: list[Fallback]
    points: Pointers


class NoteReading(NamedTuple):
    """A note as read: its mentions, and the words that no concept explains, as key → word as written.

    ``explained`` is the share of its content words that mentions cover. ``thought`` are the keys of all its content
    words and numbers, sorted: what two notes that say the same have in common. ``topic`` is what the note is
    about, where it is not read for channels. ``spoken`` keeps what it speaks of clearly, once that was asked for.
    """

    mentions: tuple[Mention, ...]
    words: Mapping[str, str]
    explained: float
    thought: tuple[str, ...]
    topic: Topic
    spoken: list[Any]


class Reader:
    """Reads the notes of one canvas, in one language with one body of knowledge; a reader is used by one thread."""

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        self.knowledge = knowledge
        self.language = language
        own = knowledge.lexicon(language) if language in knowledge.stop else None
        english, neutral = knowledge.lexicon("en"), (knowledge.lexicon("any"), "en")
        self._lexicon = own or english
        self._first = ((own, language), neutral) if own else (neutral,)
        self._english = ((english, "en"),) if language != "en" else ()
        self._topics = knowledge.topics(self._lexicon.language)
        self._english_topics = knowledge.topics("en") if self._english and own else None
        self._words: dict[str, _Word] = knowledge.memo(language)
        self._notes: dict[tuple[str, bool], NoteReading] = knowledge.note_memo(language)
        self._channels = knowledge.channels

    def read(self, text: str, *, channels: bool = False) -> NoteReading:
        """Return the reading of one note; with ``channels`` only channels are looked for, as on a note that names
        one.
        """
        reading = self._notes.get((text, channels))
        if reading is None:
            reading = self._notes[text, channels] = self._read(text, channels)
        return reading

    def _read(self, text: str, channels: bool) -> NoteReading:
        composed = compose(text)
        cut = tokens(composed)
        words = [self._words.get(token.surface) or self._known(token) for token in cut]
        mentions = sorted(self._mentions(composed, cut, words, channels), key=lambda mention: mention.first)
        covered = {position for mention in mentions for position in range(mention.first, mention.last)}
        unexplained = [
            position for position, word in enumerate(words) if word.content and position not in covered
        ]
        explaining = sum(1 for position in covered if cut[position].is_word)
        content = len(unexplained) + explaining
        return NoteReading(
            tuple(mentions),
            {words[position].key: cut[position].surface for position in reversed(unexplained)},
            1 - len(unexplained) / content if content else 0.0,
            tuple(sorted([word.key for word in words if word.thought])),
            EMPTY if channels else self._topic(words, mentions),
            [],
        )

    def _topic(self, words: list[_Word], mentions: list[Mention]) -> Topic:
        named: dict[int, str] = {}
        for mention in mentions:
            for concept in mention.concepts:
                if self.knowledge.concepts[concept].kind != "general":
                    named.setdefault(concept, mention.words)
        return topic_of([word.points for word in words if word.content], named)

    def _known(self, token: Token) -> _Word:
        folded, lexicon = token.folded, self._lexicon
        stop, negates, long = folded in lexicon.stop, folded in lexicon.negations, len(folded) > 1
        key, content = stem_keys(token.surface, self.language)[-1], token.is_word and not stop
        points = self._topics.of(key, folded) if content else ()
        if content and not points and self._english_topics is not None:
            points = self._english_topics.of(stem_keys(token.surface, "en")[-1], folded)
        word = self._words[token.surface] = _Word(
            token,
            key,
            content,
            (long and not stop) or negates or folded.isdigit(),
            negates,
            long and not stop,
            beginning(token, self._first),
            [],
            pointers(token.surface, key, points),
        )
        return word

    def _mentions(
        self, composed: str, cut: tuple[Token, ...], words: list[_Word], channels: bool
    ) -> Iterator[Mention]:
        taken: set[int] = set()
        negations = {position for position, word in enumerate(words) if word.negates}
        for mention in self._shapes(composed, cut):
            known = self._longest(cut, words[mention.first], mention.first, taken, channels)
            # A name that knowledge has is more than its shape (“booking.com”).
            if known is None or known[0] < mention.last:
                taken.update(range(mention.first, mention.last))
                yield mention
        position = 0
        while position < len(words):
            found = (
                None if position in taken else self._longest(cut, words[position], position, taken, channels)
            )
            if found is None:
                position += 1
                continue
            last, concepts, certainty = found
            surface = " ".join(composed[cut[position].start : cut[last - 1].end].split())
            negated = bool(negations) and not negations.isdisjoint((position - 2, position - 1))
            yield Mention(concepts, surface, position, last, certainty, negated)
            position = last

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
        self, words: tuple[Token, ...], first: _Word, start: int, taken: set[int], channels: bool
    ) -> tuple[int, tuple[int, ...], float] | None:
        """Return the longest wording that begins at ``start``: where it ends, its concepts, and how sure that is.

        Looked for in the canvas's language and among neutral terms, else in English, else as a typo.
        """
        begun = first.beginning
        if begun is not None and (found := self._reach(begun, words, first, start, taken, channels)):
            return *found, 1.0
        fallback = first.fallbacks[0] if first.fallbacks else self._fall_back(first)
        if fallback.english is not None and (
            found := self._reach(fallback.english, words, first, start, taken, channels)
        ):
            return *found, 1.0
        meant = fallback.meant
        if channels and meant:
            meant = [number for number in meant if number in self._channels]
        return (start + 1, tuple(meant), 0.7) if meant else None

    def _fall_back(self, word: _Word) -> Fallback:
        token = word.token
        english = beginning(token, self._english)
        meant: list[int] = []
        # What begins a wording is a known word, even where that wording does not go on here: it is not mistyped.
        known = not word.begins or word.beginning is not None or english is not None
        if not known and len(token.folded) >= TYPO_LETTERS and token.folded.isalpha():
            meant = [n for n in meaning_of_typo(token, self._lexicon, self.language) if n >= 0]
        word.fallbacks.append(Fallback(english, meant))
        return word.fallbacks[0]

    def _reach(
        self,
        begun: Beginning,
        words: tuple[Token, ...],
        first: _Word,
        start: int,
        taken: set[int],
        channels: bool,
    ) -> tuple[int, tuple[int, ...]] | None:
        """Return the end and the concepts of the longest wording that ``begun`` leads to, or None."""
        found = phrases(begun.onward, words, start) if begun.onward else []
        if taken and found:
            found = [(end, concepts) for end, concepts in found if taken.isdisjoint(range(start, end))]
        if channels and found:
            found = [(end, concepts) for end, concepts in found if self._names_channel(concepts)]
        if found:
            best = max([end for end, _ in found])
            lists = [concepts for end, concepts in found if end == best]
        elif first.begins and begun.alone:
            best = start + 1
            lists = [each for each in begun.alone if not channels or self._names_channel(each)]
        else:
            return None
        if not lists:
            return None
        numbers = set(lists[0]).union(*lists[1:])
        kept = [number for number in numbers if number >= 0 and -1 - number not in numbers]
        if channels:
            kept = [number for number in kept if number in self._channels]
        return best, tuple(sorted(kept))

    def _names_channel(self, concepts: list[int]) -> bool:
        return any(number < 0 or number in self._channels for number in concepts)
