"""Notes that were worded anew are told from others, in five languages, whatever order they stand in."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxadvisor import load
from cxadvisor.language.likeness import SAME, Wording, likeness, matched

HERE = Path(__file__).parent
REWORDINGS: dict[str, dict[str, list[tuple[str, str]]]] = yaml.safe_load(
    (HERE / "rewordings.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("language", REWORDINGS)
def test_most_rewordings_are_known_again(language: str) -> None:
    pairs = REWORDINGS[language]["same"]
    known = [pair for pair in pairs if likeness(*pair, language) >= SAME]
    assert len(known) >= 0.8 * len(pairs), [pair for pair in pairs if pair not in known]


@pytest.mark.parametrize("language", REWORDINGS)
def test_few_notes_that_look_alike_are_taken_for_one_another(language: str) -> None:
    pairs = REWORDINGS[language]["other"]
    mistaken = [pair for pair in pairs if likeness(*pair, language) >= SAME]
    assert len(mistaken) <= 0.2 * len(pairs), mistaken


def test_hardly_any_two_notes_of_one_block_are_taken_for_one_another() -> None:
    compared = mistaken = 0
    for path in sorted((HERE.parent / "labelled").glob("*.json")):
        if path.name.endswith(".truth.json"):
            continue
        blocks: dict[tuple[str, str | None], list[str]] = {}
        for placed in load(path).canvases[0].canvas.placed_notes():
            blocks.setdefault((placed.block, placed.stage), []).append(placed.text)
        for texts in blocks.values():
            for one, other in itertools.combinations(texts, 2):
                compared += 1
                mistaken += likeness(one, other, path.name[:2]) >= SAME
    assert compared > 2_000
    assert mistaken <= compared / 500


@pytest.mark.parametrize("language", REWORDINGS)
def test_likeness_does_not_depend_on_what_comes_first(language: str) -> None:
    for pair in itertools.chain(*REWORDINGS[language].values()):
        assert likeness(*pair, language) == likeness(pair[1], pair[0], language)
        assert likeness(pair[0], pair[0], language) == pytest.approx(1)


TEXTS = st.sampled_from(
    ["Clear prices", "Clear prices, always", "A clear price", "Test ride", "Phone", "phone", "–"]
)
WORDINGS = st.lists(
    st.builds(Wording, TEXTS, st.sampled_from(["needs/", "moments/"]), st.none() | st.sampled_from("ab")),
    max_size=6,
    unique_by=lambda each: each.id or object(),
)


@settings(max_examples=80, deadline=None)
@given(WORDINGS, WORDINGS, st.randoms())
def test_a_matching_is_one_to_one_and_depends_on_no_order(
    old: list[Wording], new: list[Wording], random: Any
) -> None:
    pairs = matched(old, new, "en")
    assert len({pair.old for pair in pairs}) == len({pair.new for pair in pairs}) == len(pairs)
    mirrored = matched(new, old, "en")
    shuffled = random.sample(old, len(old)), random.sample(new, len(new))
    again = matched(*shuffled, "en")

    def content(pairs: Any, ours: list[Wording], theirs: list[Wording]) -> list[Any]:
        return sorted((str(ours[each.old]), str(theirs[each.new]), each.likeness) for each in pairs)

    assert content(pairs, old, new) == content(again, *shuffled)
    assert content(pairs, old, new) == sorted(
        (str(old[each.new]), str(new[each.old]), each.likeness) for each in mirrored
    )


def test_an_id_decides_before_words_do() -> None:
    old = [Wording("Clear prices", "needs/", "n1"), Wording("Fast delivery", "needs/", "n2")]
    new = [Wording("Fast delivery", "needs/", "n1"), Wording("Clear prices", "needs/", "n2")]
    assert [(pair.old, pair.new) for pair in matched(old, new, "en")] == [(0, 0), (1, 1)]


def test_notes_with_ids_of_their_own_are_not_taken_for_one_another_by_like_words() -> None:
    old, new = Wording("Clear prices", "needs/", "n1"), Wording("Clear prices, always", "needs/", "n2")
    assert matched([old], [new], "en") == []
    assert len(matched([old], [new._replace(id=None)], "en")) == 1


def test_a_note_may_get_an_id_later() -> None:
    old, new = Wording("Clear prices", "needs/"), Wording("Clear prices", "needs/", "n1")
    assert len(matched([old], [new], "en")) == 1


def test_what_else_stands_on_a_note_helps_to_know_it_again() -> None:
    old = Wording("Time to the first answer", "metrics/post_sale", ties="target=24")
    new = Wording("First reply, time in hours", "metrics/post_sale", ties="target=24")
    assert len(matched([old], [new], "en")) == 1
    assert matched([old._replace(ties="")], [new], "en") == []
