"""The history: a line a review, kept through whatever else is in its file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxadvisor import review
from cxadvisor.model.history import Trend
from cxadvisor.progress.history import entry_of, history_path, is_recorded, line_of, parse_history, trends_of
from cxadvisor.reporters import Options
from cxadvisor.reporters.history_report import BLOCKS, PLAIN, render_csv, render_json, render_text, sparkline
from tests.progress.changing import canvas

MENDED = canvas(supported_channels={"pre_sale": ["Shop"], "post_sale": ["Phone", "WhatsApp"]})


def lines(*reviews: tuple[Any, str]) -> bytes:
    return "".join(line_of(entry_of(review(content, as_of=day))) for content, day in reviews).encode()


def test_a_line_is_read_as_it_was_written() -> None:
    entry = entry_of(review(canvas(), as_of="2026-03-01"))
    written = line_of(entry)
    assert written.count("\n") == 1
    assert parse_history(written.encode(), "history.jsonl") == ((entry,), ())
    assert is_recorded(entry, parse_history(written.encode(), "h"))
    assert not is_recorded(
        entry.model_copy(update={"as_of": "2026-03-02"}), parse_history(written.encode(), "h")
    )
    assert sum(entry.findings.values()) == sum(entry.kinds[kind] for kind in ("gap", "conflict", "weakness"))


def test_entries_stand_in_the_order_of_their_days() -> None:
    history = parse_history(lines((MENDED, "2026-06-01"), (canvas(), "2026-03-01")), "h")
    assert [entry.as_of for entry in history.entries] == ["2026-03-01", "2026-06-01"]
    trends = {trend.what: trend for trend in trends_of(history.entries)}
    assert trends["high"].values == (1, 0)
    assert trends["linked"].values[0] < trends["linked"].values[1]


@pytest.mark.parametrize(
    "foreign",
    [
        "garbage",
        "{",
        "[]",
        '{"a": 1}',
        '{"cxhistory": "2"}',
        '{"cxhistory":"1","as_of":"=cmd|x","digest":"0","version":"1"}',
        "\ufeff\x00\x1b[31m",
        "[" * 5_000,
        "9" * 60_000,
        '{"cxhistory": "1", "as_of": "2026-13-01"}',
    ],
)
def test_lines_that_are_no_reviews_are_told_and_passed_over(foreign: str) -> None:
    good = lines((canvas(), "2026-03-01"))
    history = parse_history(foreign.encode() + b"\n" + good + b"\xff\xfe\n" + good[:50], "history.jsonl")
    assert len(history.entries) == 1
    assert [problem.line for problem in history.problems] == [1, 3, 4]
    assert all(problem.file == "history.jsonl" for problem in history.problems)
    assert not any(char in str(history.problems) for char in "\x00\x1b")


def test_a_flood_of_foreign_lines_does_not_flood_the_terminal() -> None:
    history = parse_history(b"x\n" * 10_000, "h")
    assert len(history.problems) < 30


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_a_sparkline_has_a_character_for_each_value_and_rises_with_them(values: list[int]) -> None:
    for heights in (BLOCKS, PLAIN):
        line = sparkline(values, heights)
        assert len(line) == len(values)
        levels = [heights.index(char) for char in line]
        assert all(
            (levels[i] < levels[j] or values[i] >= values[j] or levels[i] == levels[j])
            and (levels[i] <= levels[j] or values[i] > values[j])
            for i in range(len(values))
            for j in range(len(values))
        )


@pytest.mark.parametrize("language", ["en", "ro"])
def test_the_trend_is_told_in_words_as_well(language: str) -> None:
    history = parse_history(lines((canvas(), "2026-03-01"), (MENDED, "2026-06-01")), "h")
    trends = tuple(trends_of(history.entries))
    text = render_text(history.entries, trends, "alder", language, Options())
    assert "1 → 0, 1 fewer, since 2026-03-01" in text or "1 → 0, cu 1 mai puțin, din 01.03.2026" in text
    assert max(map(len, text.splitlines())) <= 80
    plain = render_text(history.entries, trends, "alder", language, Options(), plain=True)
    assert not set(BLOCKS) & set(plain)


def test_json_and_csv_hold_every_review() -> None:
    history = parse_history(lines((canvas(), "2026-03-01"), (MENDED, "2026-06-01")), "h")
    data = json.loads(render_json(history.entries, tuple(trends_of(history.entries)), []))
    assert [each["as_of"] for each in data["reviews"]] == ["2026-03-01", "2026-06-01"]
    assert {each["what"]: each["change"] for each in data["trend"]}["high"] == -1
    rows = render_csv(history.entries).splitlines()
    assert len(rows) == 3
    assert rows[1].startswith("2026-03-01,")
    assert len({row.count(",") for row in rows}) == 1


def test_one_review_has_no_trend() -> None:
    history = parse_history(lines((canvas(), "2026-03-01")), "h")
    text = render_text(history.entries, tuple(trends_of(history.entries)), "alder", "en", Options())
    assert "Trend" not in text
    assert sparkline((3,)) == "▄"
    assert Trend(what="high", values=(1,)).up_is_better is False


def test_the_file_stands_in_the_folder_or_beside_the_canvas(tmp_path: Any) -> None:
    assert history_path(str(tmp_path)) == str(tmp_path / "history.jsonl")
    assert history_path("plans/canvas.yaml") == "plans/canvas.history.jsonl"
