"""How alike two wordings are, and which of two sets of notes belong together one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.fuzz import ratio, token_sort_ratio

from cxadvisor.language.folding import fold, tokens
from cxadvisor.language.stems import keys

SAME: Final = 0.6
"""From this likeness on two notes of one block are the same, worded anew.

Of 69 rewordings in five languages (tests/progress/rewordings.yaml) 91 % are at least so alike, of 53 pairs that were
chosen because they are easily taken for each other 6 %, of 2,744 pairs of different notes that stand in one block of a
labelled canvas none but one that says the same twice.
"""
SAME_ELSEWHERE: Final = 0.75
"""The same where the note moved to another block or stage: two things changed at once."""
SAME_WITH_TIES: Final = 0.45
"""The same where what else stands on both, such as what they are for, is alike."""

_OF_LONGER: Final = 0.2
_OF_LETTERS: Final = 0.25
"""How much the words of the longer wording and the order of letters weigh against the words of the shorter one."""
_TYPO: Final = 84.0
_TYPO_LETTERS: Final = 6
_MOST_PAIRS_A_WORD: Final = 2_500
_MOST_PAIRS: Final = 60_000


class Wording(NamedTuple):
    """One of the texts to be matched: its home (where it stands, such as block and stage), and what stands on it.

    ``id`` is the id that the author gave it. ``ties`` is what else identifies it; ``detail`` tells twins apart.
    """

    text: str
    home: str
    id: str | None = None
    ties: str = ""
    detail: str = ""


class Pair(NamedTuple):
    """Two wordings that belong together, by their numbers, and how alike they are (1: the same words)."""

    old: int
    new: int
    likeness: float


def likeness(one: str, other: str, language: str) -> float:
    """Return how alike two texts of a ``language`` are, from 0 to 1; the same whichever comes first.

    What is said in both counts against the shorter text above all, since a note that is made concrete grows.
    """
    one, other = sorted((one, other))
    first, second = _words(one, language), _words(other, language)
    if not first or not second:
        return float(fold(one) == fold(other))
    left = list(second)
    shared = 0.0
    for word in first:
        match = next((each for each in left if _is_same(word, each)), None)
        if match is not None:
            left.remove(match)
            shared += min(word.weight, match.weight)
    sizes = sorted(sum(word.weight for word in words) for words in (first, second))
    words = shared / ((1 - _OF_LONGER) * sizes[0] + _OF_LONGER * sizes[1])
    letters = token_sort_ratio(fold(one), fold(other)) / 100
    return (1 - _OF_LETTERS) * words + _OF_LETTERS * letters


def matched(old: Sequence[Wording], new: Sequence[Wording], language: str) -> list[Pair]:
    """Return which of the ``new`` wordings each of the ``old`` became, one to one; what is in no pair has no match.

    An id decides first, then the same words in the same home, then the same words elsewhere, then like words. The
    result depends on no order, and is the same seen from the other side.
    """
    pairs: list[Pair] = []
    left = [dict(enumerate(old)), dict(enumerate(new))]

    def join(one: int, other: int, how: float) -> None:
        if one in left[0] and other in left[1]:
            pairs.append(Pair(one, other, how))
            del left[0][one], left[1][other]

    for name in (_given_id, _place_and_words, _plain_words):
        for ours, theirs in list(_alike(left[0], left[1], name)):
            for one, other in zip(ours, theirs, strict=False):
                is_same = _plain_words(old[one]) == _plain_words(new[other])
                join(one, other, 1.0 if is_same else likeness(old[one].text, new[other].text, language))
    for one, other, how in _candidates(left[0], left[1], language):
        join(one, other, how)
    return pairs


class _Word(NamedTuple):
    folded: str
    keys: frozenset[str]
    weight: float


@lru_cache(maxsize=4_000)
def _words(text: str, language: str) -> tuple[_Word, ...]:
    return tuple(
        _Word(token.folded, frozenset(keys(token.lowered, language)), _weight(token.folded))
        for token in tokens(text)
    )


def _weight(word: str) -> float:
    """Long words say more than short ones; a figure is what is worded anew most often."""
    if any(letter.isdigit() for letter in word):
        return 2.0
    return 1.0 if len(word) <= 3 else float(min(len(word), 8))


def _is_same(one: _Word, other: _Word) -> bool:
    if not one.keys.isdisjoint(other.keys):
        return True
    return min(len(one.folded), len(other.folded)) >= _TYPO_LETTERS and (
        ratio(one.folded, other.folded) >= _TYPO
    )


def _given_id(wording: Wording) -> str | None:
    return wording.id


def _place_and_words(wording: Wording) -> str:
    return f"{wording.home} {_plain_words(wording)}"


def _plain_words(wording: Wording) -> str:
    return " ".join(fold(wording.text).split())


def _alike(
    old: Mapping[int, Wording], new: Mapping[int, Wording], name: Callable[[Wording], str | None]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the numbers of what has the same name on both sides, twins in an order that their content gives."""
    groups: dict[str, tuple[list[int], list[int]]] = {}
    for side, wordings in enumerate((old, new)):
        for number, wording in wordings.items():
            called = name(wording)
            if called is not None:
                groups.setdefault(called, ([], []))[side].append(number)
    for called in sorted(groups):
        ours, theirs = groups[called]
        same = {old[one] for one in ours} & {new[other] for other in theirs}
        # Twins that are the same in everything go together; the others in the order of their content.
        ours.sort(key=lambda number: (old[number] not in same, _content(old[number])))
        theirs.sort(key=lambda number: (new[number] not in same, _content(new[number])))
        yield ours, theirs


def _content(wording: Wording) -> tuple[str, ...]:
    return wording.home, wording.id or "", wording.text, wording.ties, wording.detail


def _candidates(
    old: Mapping[int, Wording], new: Mapping[int, Wording], language: str
) -> list[tuple[int, int, float]]:
    """Return the pairs that are alike enough, the likeliest first."""
    found = []
    for one, other in _comparable(old, new, language):
        ours, theirs = old[one], new[other]
        if ours.id is not None and theirs.id is not None and ours.id != theirs.id:
            continue  # the author tells them apart
        how = likeness(ours.text, theirs.text, language)
        at_home = ours.home == theirs.home
        least = SAME if at_home else SAME_ELSEWHERE
        if at_home and ours.ties and ours.ties == theirs.ties:
            least = SAME_WITH_TIES
        if how >= least:
            found.append((one, other, how, at_home))
    found.sort(
        key=lambda pair: (
            not pair[3],
            -pair[2],
            *sorted((_content(old[pair[0]]), _content(new[pair[1]]))),
        )
    )
    return [(one, other, how) for one, other, how, _ in found]


def _comparable(
    old: Mapping[int, Wording], new: Mapping[int, Wording], language: str
) -> set[tuple[int, int]]:
    """Return the pairs that share a word that says something, or its beginning; rare words first, up to a bound."""
    postings: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, wordings in enumerate((old, new)):
        for number, wording in wordings.items():
            words = _words(wording.text, language)
            telling = [word for word in words if word.weight > 1] or list(words)
            for key in {key for word in telling for key in (*word.keys, word.folded[:4])}:
                postings[key][side].append(number)
    pairs: set[tuple[int, int]] = set()
    sizes = sorted((len(ours) * len(theirs), key) for key, (ours, theirs) in postings.items())
    for size, key in sizes:
        if size > _MOST_PAIRS_A_WORD or len(pairs) > _MOST_PAIRS:
            break
        ours, theirs = postings[key]
        pairs.update((one, other) for one in ours for other in theirs)
    return pairs
