"""Notes of one block and stage that say the same thought twice: near-identical wording only, for a false alarm is
worse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cxadvisor.language.edits import is_one_edit
from cxadvisor.language.folding import plain
from cxadvisor.language.reading import NoteReading
from cxadvisor.model.canvas import PlacedNote

_TYPO_LETTERS: Final = 6


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sorted lists of keys are equal, or differ in a single mistyped letter of a long word; numbers must
    agree.
    """
    if one == other:
        return True
    if len(one) != len(other):
        return False
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(different) != 1 or len(one) < 2:
        return False
    a, b = different[0]
    return (
        min(len(a), len(b)) >= _TYPO_LETTERS
        and a.isalpha()
        and b.isalpha()
        and a[0] == b[0]
        and is_one_edit(a, b)
    )


def find_duplicates(
    placed: Sequence[PlacedNote], readings: Mapping[str, NoteReading]
) -> tuple[tuple[str, ...], ...]:
    """Return groups of places whose notes, in one block and stage, consist of the same words.

    Case, accents, inflection, stop words and the order of words do not matter; numbers and negations do.
    """
    groups: dict[tuple[str, str | None], list[PlacedNote]] = {}
    for each in placed:
        groups.setdefault((each.block, each.stage), []).append(each)
    found: list[tuple[str, ...]] = []
    for notes in groups.values():
        by_thought: dict[tuple[str, ...], list[str]] = {}
        for each in sorted(notes, key=lambda note: (plain(note.text), note.place)):
            thought = readings[each.place].thought
            if thought:
                by_thought.setdefault(thought, []).append(each.place)
        thoughts = sorted(by_thought)
        joined: dict[tuple[str, ...], tuple[str, ...]] = {}
        for position, thought in enumerate(thoughts):
            first = next((earlier for earlier in thoughts[:position] if _alike(earlier, thought)), thought)
            joined[thought] = joined.get(first, first)
        members: dict[tuple[str, ...], list[str]] = {}
        for thought in thoughts:
            members.setdefault(joined[thought], []).extend(by_thought[thought])
        found.extend(tuple(sorted(places)) for places in members.values() if len(places) > 1)
    return tuple(sorted(found))
