"""One edit is what a library that knows all distances holds for a distance of one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from cxadvisor.language.edits import is_one_edit, within_one_edit

WORDS = st.text("abc", max_size=8)


@given(WORDS, st.lists(WORDS, max_size=20))
@settings(max_examples=400)
def test_words_within_one_edit_are_those_at_a_distance_of_one(word: str, known: list[str]) -> None:
    near = [each for each in known if DamerauLevenshtein.distance(word, each) <= 1]
    assert within_one_edit(word, known) == near
    assert [each for each in known if is_one_edit(word, each)] == near


@given(st.text("abcdefgh", min_size=1, max_size=9), st.data())
@settings(max_examples=400)
def test_every_single_edit_is_found(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    for edited in (before + after, before + "z" + after, before + "z" + letter + after, word + "z"):
        assert within_one_edit(word, [edited]) == [edited]
    swapped = before + after[:1] + letter + after[1:]
    assert within_one_edit(swapped, [word]) == [word]
