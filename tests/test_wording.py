"""How notes are quoted in sentences."""

from __future__ import annotations

import pytest

from cxadvisor.wording import shortened


@pytest.mark.parametrize(
    ("note", "quoted"),
    [
        ("He is careless and forgets it.", "He is careless and forgets it"),
        ("First this. Then that.", "First this. Then that"),
        ("Ask the people at Nord S.R.L.", "Ask the people at Nord S.R.L."),
        ("And so on...", "And so on..."),
        ("Why?", "Why?"),
        (".", "."),
        ("two\n lines ", "two lines"),
    ],
)
def test_the_sentence_around_a_quotation_sets_the_full_stop(note: str, quoted: str) -> None:
    assert shortened(note) == quoted


def test_a_long_note_is_cut_at_a_word() -> None:
    assert shortened("one two, three", 9) == "one two…"
