"""Listens to notes for topics: what rules about a strategy ask of them, apart from what links notes.

Topics (concepts of the kind ``topic``) have wordings of their own, which neither link notes nor count as read words.
All wordings in a note are heard, not the longest alone, because topics overlap: a promise may be of time and of help.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from cxadvisor.language.folding import Token, compose, tokens
from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.stems import stem_keys
from cxadvisor.language.wordings import Beginning, beginning, phrases


class Heard(NamedTuple):
    """What was heard of topics in a note: those it names, and whether that is sure; the words of the wordings; and what
    topics its other words point to, with how strongly (100: a word that is a wording by itself).

    ``spans`` are the wordings as topic, first and end position; ``content`` the positions of what says something:
    numbers, and words that are no stop words.
    """

    named: Mapping[int, bool]
    words: frozenset[str]
    hints: Mapping[str, tuple[tuple[int, float], ...]]
    spans: tuple[tuple[int, int, int], ...]
    content: frozenset[int]


class _Word(NamedTuple):
    """What is known of a word: the wordings it begins, the topics it points to, whether it negates what follows,
    whether it says something.
    """

    begins: Beginning | None
    alone: bool
    hints: tuple[tuple[int, float], ...]
    negates: bool
    content: bool


class Listener:
    """Listens to the notes of one canvas, in its language, among neutral terms, and else in English."""

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        self._language: Final = language if language in knowledge.stop else "en"
        self._lexicons: Final = tuple(
            (knowledge.topic_lexicon(name), "en" if name == "any" else name)
            for name in dict.fromkeys((self._language, "any", "en"))
        )
        self._pointers: Final = knowledge.topic_pointers(self._language)
        self._weights: Final = knowledge.topic_weights
        self._stop: Final = knowledge.stop[self._language]
        self._negations: Final = knowledge.negations[self._language]
        self._words: Final[dict[str, _Word]] = knowledge.topic_memo(self._language)

    def hear(self, text: str) -> Heard:
        """Return what is heard in a note."""
        cut = tokens(compose(text))
        words = [self._words.get(token.surface) or self._known(token) for token in cut]
        named: dict[int, bool] = {}
        covered: set[int] = set()
        spans = []
        for position, word in enumerate(words):
            begun = word.begins
            if begun is None:
                continue
            found = phrases(begun.onward, cut, position) if begun.onward else []
            if word.alone:
                found += [(position + 1, concepts) for concepts in begun.alone]
            for end, concepts in found:
                sure = not any(each.negates for each in words[max(0, position - 2) : position])
                for number in concepts:
                    if number >= 0 and -1 - number not in concepts:
                        named[number] = named.get(number, False) or sure
                        covered.update(range(position, end))
                        spans.append((number, position, end))
        hints = {
            cut[position].surface: word.hints
            for position, word in enumerate(words)
            if word.hints and position not in covered
        }
        return Heard(
            named,
            frozenset([cut[position].surface for position in covered]),
            hints,
            tuple(spans),
            frozenset([position for position, word in enumerate(words) if word.content]),
        )

    def _known(self, token: Token) -> _Word:
        content = token.is_word and token.folded not in self._stop
        found = (
            self._pointers.of(stem_keys(token.surface, self._language)[-1], token.folded) if content else ()
        )
        word = self._words[token.surface] = _Word(
            beginning(token, self._lexicons),
            len(token.folded) > 1 and token.folded not in self._stop,
            tuple(
                (number, weight / self._weights[number])
                for number, weight in zip(found[1::2], found[2::2], strict=True)
            ),
            token.folded in self._negations,
            content or any(map(str.isdigit, token.folded)),
        )
        return word
