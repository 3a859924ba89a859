"""Mistyped words: those that one edit makes of another, a letter too many, missing or wrong, or two swapped.

Written out, because a library for all distances takes longer to import than a review compares words.
"""

from __future__ import annotations

from collections.abc import Sequence


def within_one_edit(word: str, known: Sequence[str]) -> list[str]:
    """Return those of ``known`` that one edit at most makes of ``word``."""
    half = (len(word) - 1) // 2  # an edit leaves what is before the middle as it was, or what is behind it
    head, tail = word[:half], word[len(word) - half :]
    return [
        found
        for found in known
        if (found.startswith(head) or found.endswith(tail)) and is_one_edit(word, found)
    ]


def is_one_edit(one: str, other: str) -> bool:
    """Whether one edit at most makes ``other`` of ``one``."""
    if len(one) > len(other):
        one, other = other, one
    same = next((place for place, letter in enumerate(one) if letter != other[place]), len(one))
    if len(one) < len(other):
        return one[same:] == other[same + 1 :]
    swapped = one[same : same + 2] == other[same : same + 2][::-1]
    return one[same + 1 :] == other[same + 1 :] or (swapped and one[same + 2 :] == other[same + 2 :])
