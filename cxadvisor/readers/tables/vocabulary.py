"""Recognises what a label stands for, by whole words and never by likeness alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from cxadvisor.readers.tables import words

Words = tuple[str, ...]

_LONGEST_LABEL: Final = 120
"""A longer text is no label."""
_word = re.compile(r"[^\W_]+").findall
_bracketed = re.compile(r"\([^()]*\)|\[[^\[\]]*\]").sub
_inside = re.compile(r"\(([^()]*)\)").search
_camel = re.compile(r"(?<=[a-z0-9])(?=[A-Z])").sub


def words_of(text: str) -> Words:
    """Return the words of ``text`` without case, accents and punctuation; ``keyPartners`` is two words."""
    decomposed = unicodedata.normalize("NFKD", _camel(" ", text).casefold().replace("ł", "l"))
    return tuple(_word("".join(char for char in decomposed if not unicodedata.combining(char))))


def listed_words(listing: str) -> Iterator[str]:
    """Yield the words of an entry, in which languages stand apart by “·” and words by commas."""
    for part in listing.replace("·", ",").split(","):
        if part.strip():
            yield part.strip()


class Vocabulary:
    """The words for a number of things; each word belongs to the first thing that lists it."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._index: dict[Words, str] = {}
        for name, listing in entries.items():
            for word in (name.replace("_", " "), *listed_words(listing)):
                self._index.setdefault(words_of(word), name)
        self.longest = max(map(len, self._index))

    def __call__(self, label: str) -> str | None:
        """Return what ``label`` stands for; of several words the first one, else those in brackets."""
        if len(label) > _LONGEST_LABEL:
            return None
        whole = self.of_words(words_of(label)) or self.of_words(words_of(_bracketed(" ", label)))
        if whole:
            return whole
        parts = re.split(r"[/&+,;|]", _bracketed(" ", label))
        if 1 < len(parts) <= 4:
            return self.of_words(words_of(parts[0]))
        inside = _inside(label)
        return self.of_words(words_of(inside[1])) if inside else None

    def of_words(self, label: Words) -> str | None:
        """Return what these words stand for, numbers and words such as “customer” around them aside."""
        if not label or len(label) > self.longest + 6:
            return None
        if label in self._index:
            return self._index[label]
        start, end = 0, len(label)
        while start < end and (label[start].isdigit() or label[start] in qualifiers()):
            start += 1
            if label[start:end] in self._index:
                return self._index[label[start:end]]
        while end > start and (label[end - 1].isdigit() or label[end - 1] in qualifiers()):
            end -= 1
            if label[start:end] in self._index:
                return self._index[label[start:end]]
        return None

    def phrase_at(self, label: Words, *, end: bool) -> tuple[str, int] | None:
        """Return what the longest listed phrase at the beginning (or ``end``) stands for, and how long it is."""
        for length in range(min(self.longest, len(label)), 0, -1):
            part = label[-length:] if end else label[:length]
            if part in self._index:
                return self._index[part], length
        return None


@cache
def qualifiers() -> frozenset[str]:
    """Return the words around a label that do not change what it stands for."""
    return frozenset(word for each in listed_words(words.QUALIFIERS) for word in words_of(each))


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return the vocabulary that ``words`` holds under ``name``."""
    return Vocabulary(getattr(words, name))


@cache
def _answers() -> dict[str, bool]:
    return {
        **{word.casefold(): False for word in listed_words(words.NO)},
        **{word.casefold(): True for word in listed_words(words.YES)},
    }


def yes_or_no(text: str) -> bool | None:
    """Return whether a cell says that something is so; None where it says something else."""
    return _answers().get(text.strip().casefold())
