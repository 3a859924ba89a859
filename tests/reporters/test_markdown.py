from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from cxadvisor.reporters import render
from cxadvisor.reporters.markdown_report import Raw, escape
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_SET
from tests.reporters.hostile import HOSTILE_TEXTS, hostile
from tests.reporters.samples import SEVERAL, SMALL

markdown_it = pytest.importorskip("markdown_it")


def tokens(text: str) -> list[Any]:
    """Return all tokens of ``text``, read as CommonMark with tables."""
    reader = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = []
    for token in reader.parse(text):
        found.append(token)
        found.extend(token.children or ())
    return found


def shape(text: str) -> list[str]:
    """Return the kinds of blocks and spans in ``text``: what no text from outside may change."""
    return [token.type for token in tokens(text) if token.type != "text"]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_changes_the_shape_of_the_document(text: str) -> None:
    harmless, strategy = hostile("harmless")
    expected = shape(render(harmless, "markdown", strategy=strategy))
    sample, strategy = hostile(text)
    report = render(sample, "markdown", strategy=strategy)
    if text.strip():
        assert shape(report) == expected
    assert not {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "fence",
        "code_block",
        "code_inline",
    } & set(shape(report))
    assert not re.search(r"(?<!\\):(?=//)", report)


@pytest.mark.parametrize("text", [text for text in HOSTILE_TEXTS if text.isprintable() and text.strip()])
def test_text_is_shown_as_it_was_written(text: str) -> None:
    spans = tokens(f"before {escape(text)}")
    assert "".join(token.content for token in spans if token.type == "text") == f"before {text}"


def test_headings_go_down_one_step_at_a_time() -> None:
    for sample, strategy in ((SMALL, STRATEGY_EN), (SEVERAL, STRATEGY_SET)):
        report = render(sample, "markdown", strategy=strategy)
        levels = [int(token.tag[1]) for token in tokens(report) if token.type == "heading_open"]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_our_own_markdown_is_left_alone() -> None:
    assert escape(Raw("**bold**")) == "**bold**"
    assert escape("**bold**") == r"\*\*bold\*\*"
    assert escape("1. one") == r"1\. one"
    assert escape("a | b\nc") == r"a \| b c"
