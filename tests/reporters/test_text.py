from __future__ import annotations

import re

import pytest

from cxadvisor.reporters import render
from cxadvisor.reporters.plain import display_width
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_SET
from tests.reporters.hostile import HOSTILE_TEXTS, hostile, large
from tests.reporters.samples import EMPTY, FINDINGS_EN, SEVERAL, SMALL, SMALL_PARTS, finding, review

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_keep_to_the_width(width: int) -> None:
    for sample, strategy in ((SMALL, STRATEGY_EN), (SEVERAL, STRATEGY_SET), large(30, 80)):
        report = render(sample, "text", strategy=strategy, width=width)
        assert max(display_width(line) for line in report.splitlines()) <= width


def test_what_comes_first_matters_most() -> None:
    report = render(SMALL, "text", strategy=STRATEGY_EN)
    order = [
        "4 findings",
        "Strengths",
        "What matters most",
        "Questions to answer",
        "Assumed",
        "Suggestions",
        "exception",
    ]
    places = [report.index(words) for words in order]
    assert places == sorted(places)


def test_a_finding_says_what_where_why_and_what_to_do() -> None:
    report = " ".join(render(SMALL, "text", strategy=STRATEGY_EN).split())
    first = FINDINGS_EN[0]
    parts = [
        "HIGH",
        "moment-without-activity (CUS301)",
        first.message,
        "canvas.yaml:31:7",
        first.because[0].text,
    ]
    for part in (
        *parts,
        first.consequence,
        first.advice,
        first.whys[0],
        "help-moment-outside-service-model",
        "S1",
    ):
        assert part in report
    assert first.whys[1] not in report


def test_ten_findings_are_shown_and_the_others_counted() -> None:
    sample, strategy = large(40, 80)
    found = [item for item in sample.findings if item.kind in ("gap", "conflict", "weakness")]
    assert f"… and {len(found) - 10} more findings (--all)" in render(sample, "text", strategy=strategy)
    everything = render(sample, "text", strategy=strategy, show_all=True)
    assert "--all" not in everything
    assert everything.count(" (CUS301)") == sum(item.code == "CUS301" for item in found)


def test_colour_only_when_asked_for_and_only_colour() -> None:
    plain = render(SMALL, "text", strategy=STRATEGY_EN)
    coloured = render(SMALL, "text", strategy=STRATEGY_EN, colour=True)
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    assert _COLOUR.sub("", coloured) == plain


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
@pytest.mark.parametrize("show_all", [False, True])
def test_no_text_can_act_on_the_terminal(text: str, show_all: bool) -> None:
    sample, strategy = hostile(text)
    report = render(sample, "text", strategy=strategy, show_all=show_all)
    assert all(character.isprintable() or character == "\n" for character in report)
    assert max(display_width(line) for line in report.splitlines()) <= 80


def test_advice_takes_a_line_each() -> None:
    long = review(findings=[finding(kind="advice", severity="low", message="Consider this. " * 20)])
    lines = render(long, "text").splitlines()
    start = lines.index("Suggestions")
    assert lines[start + 1].endswith("…")
    assert len(lines) == start + 2


def test_strengths_take_two_lines_and_say_how_many_more_there_are() -> None:
    many = review(
        strengths=[
            {"text": f"{n} of 20 moments are served by an activity", "at": ["/moments"]} for n in range(9)
        ]
    )
    lines = render(many, "text").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Strengths"))
    assert len(lines[start:]) == 2
    assert "more." in lines[-1]


def test_an_incomplete_review_says_so_first() -> None:
    report = render(review(complete=False), "text")
    assert report.splitlines()[1] == "Incomplete, part of the strategy was not reviewed: no findings so far."


def test_clean_only_where_everything_was_assessed() -> None:
    assert "holds together" in render(EMPTY, "text")
    partly = review(coverage={"assessed": [], "not_assessed": [{"rule": "nps-alone", "why": "No metrics."}]})
    assert "No findings in what could be assessed." in render(partly, "text")


def test_waived_findings_do_not_count() -> None:
    waived = [item for item in FINDINGS_EN if item.waived]
    report = render(review(**{**SMALL_PARTS, "findings": waived}), "text", show_all=True)
    assert "No findings in what could be assessed." in report
    assert "1 finding is an accepted exception:" in report
    assert "Agreed with the client" in report


def test_without_the_strategy_places_stand_for_notes() -> None:
    report = render(SMALL, "text")
    assert "key activities, pre-sale, note 1 – both help with choosing" in report


@pytest.mark.parametrize(("n", "words"), [(1, "o constatare"), (3, "3 constatări"), (21, "21 de constatări")])
def test_romanian_counts_are_those_of_a_native(n: int, words: str) -> None:
    many = review(interface="ro", findings=[finding(message=str(number)) for number in range(n)])
    assert render(many, "text").splitlines()[1] == f"{words} (gravitate ridicată: {n})."
