"""Numbers that are told twice: what is one number in five languages, and what only looks like it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxadvisor import load, review
from cxadvisor.figures.adding_up import pairs_in


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("46 % + 41 % + 22 %", "split"),
        ("46 % by card + 41 % in cash + 22 % by instalments", "split"),
        ("64 + 41 + 27 = 120", "sum"),
        ("40 % (3 of 14)", "count"),
        ("3 z 14 (40 %)", "count"),
        ("3 из 14, то есть 40 %", "count"),
        ("3 su 14 = 40 %", "count"),
        ("3 din 14, adică 40 %", "count"),
        ("Of 120 calls 64 were late, 41 were lost and 27 were other", "sum"),
        ("z 120 skarg: 64 o opóźnieniach, 41 o tłoku, 27 innych", "sum"),
        ("из 120 жалоб 64 о задержках, 41 о давке, 27 прочих", "sum"),
        ("di 120 reclami, 64 per ritardi, 41 per la calca, 27 altri", "sum"),
        ("120 in total: 64 late, 41 lost, 27 rude", "sum"),
        ("46 % card, 41 % cash, 22 % other", "split"),
        ("120 % of our customers", "share"),
        ("115 % клиентов", "share"),
    ],
)
def test_parts_that_do_not_make_their_whole_are_seen(text: str, basis: str) -> None:
    (pair,) = [pair for pair in pairs_in(text) if pair.gap > 0]
    assert pair.basis == basis
    assert pair.sure


@pytest.mark.parametrize(
    "text",
    [
        "46 % + 41 % + 13 %",
        "64 + 41 + 15 = 120",
        "+12 % + 95 %",
        "3 of 14 (21 %)",
        "2 of 3 (67 %)",
        "3 of 14 (40 minutes)",
        "5 din 3 magazine",
        "Of 120 calls 64 were late, 41 were lost and 15 were other",
        "of 120 calls, 64 were late, 41 were lost",
        "46 % card, 41 % cash, 13 % other",
        "61 % in January, 68 % in February, 70 % in March",
        "110 % of the plan",
        "120 % more customers",
        "from 8 to 20, +40 721 123 456, on 2026-05-14",
    ],
)
def test_what_adds_up_or_is_no_whole_is_left_alone(text: str) -> None:
    assert [pair for pair in pairs_in(text) if pair.gap > 0] == []


@given(st.lists(st.integers(1, 60), min_size=2, max_size=6))
def test_a_sum_disagrees_only_where_it_is_wrong(parts: list[int]) -> None:
    written = " + ".join(map(str, parts))
    assert [pair for pair in pairs_in(f"{written} = {sum(parts)}") if pair.gap > 0] == []
    (pair,) = pairs_in(f"{written} = {sum(parts) + 1}")
    assert pair.gap > 0


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_share_that_is_rounded_well_never_disagrees(part: int, whole: int) -> None:
    part, whole = sorted((part, whole))
    pairs = pairs_in(f"{part} of {whole} ({round(100 * part / whole)} %)")
    assert all(pair.gap <= 0 for pair in pairs)


@given(st.text(alphabet="0123456789 %+=,.()ofdinzиз-–:;a\u00a0", max_size=60))
def test_no_text_stops_the_reading(text: str) -> None:
    list(pairs_in(text, statistics=True))


def test_the_order_of_notes_and_files_changes_nothing() -> None:
    metrics = [
        {"text": "Calls answered within a minute", "target": "85 %"},
        {"text": "Answered calls, within a minute", "target": "90 %"},
        {"text": "NPS", "baseline": 30},
    ]
    kpis = [{"name": "NPS", "baseline": 34}, {"name": "Calls answered within a minute", "target": "85 %"}]
    seen = set()
    for seed in range(6):
        shuffle = random.Random(seed).shuffle
        shuffle(metrics)
        shuffle(kpis)
        canvas = {"cxcanvas": "1", "language": "en", "metrics": {"pre_sale": [], "post_sale": list(metrics)}}
        made = review(load({**canvas, "service_template": {"kpis": list(kpis)}}), as_of="2026-01-01")
        found = [each for each in made.findings if each.rule == "numbers-disagree"]
        seen.add(tuple((each.fingerprint, each.message) for each in found))
    assert len(seen) == 1
    assert len(seen.pop()) == 2
