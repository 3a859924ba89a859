"""What the page does: it filters, searches, leads to findings, changes colours, prints; without a script it is read."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Open, until
from tests.browser.samples import PAGES
from tests.reporters.samples import FINDINGS_EN

HIGH, UNSUPPORTED, OBJECTIVE, WEAKNESS, QUESTION, ADVICE = (
    item.fingerprint for item in FINDINGS_EN if item.waived is None
)
SHOWN = "[...document.querySelectorAll('article.entry')].filter(at => at.checkVisibility()).map(at => at.id)"
"""The findings that are shown, by their anchors."""


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_fetched_nothing_runs_and_nobody_complains(name: str, standing: Open) -> None:
    page, requests, complaints = standing(name)
    assert requests == [page.url.partition("#")[0]]
    assert complaints == []
    assert page.evaluate("document.scripts.length") == 1
    assert (
        page.evaluate("document.querySelectorAll('[onerror],[onmouseover],iframe,object,embed').length") == 0
    )


def test_severity_kind_block_and_words_narrow_what_is_shown(opened: Open) -> None:
    page, _, _ = opened("small")
    told = page.locator("#filter output")
    assert told.inner_text() == "Shown: 6 of 6"
    page.get_by_label("High 2").check()
    assert page.evaluate(SHOWN) == [HIGH, UNSUPPORTED]
    assert told.inner_text() == "Shown: 2 of 6"
    page.get_by_label("Medium 1").check()
    assert page.evaluate(SHOWN) == [HIGH, UNSUPPORTED, OBJECTIVE]
    page.get_by_label("Block").select_option("objectives")
    assert page.evaluate(SHOWN) == [OBJECTIVE]
    page.get_by_role("button", name="Show all").click()
    assert len(page.evaluate(SHOWN)) == 6
    page.get_by_label("Question 1").check()
    assert page.evaluate(SHOWN) == [QUESTION]
    assert page.locator("#findings .none-shown").is_visible()
    assert not page.locator("#questions .none-shown").is_visible()


def test_search_reads_words_without_case_and_accents(opened: Open) -> None:
    page, _, _ = opened("normal")
    every = len(page.evaluate(SHOWN))
    page.get_by_label("Căutare").fill("  CONSECINTA gravitate <b>")
    until(page, "location.hash.includes('q=')")
    assert page.evaluate(SHOWN) == []
    page.get_by_label("Căutare").fill("  CONSECINTA gravitate ")
    until(page, "!location.hash.includes('b')")
    assert 0 < len(page.evaluate(SHOWN)) < every
    words = page.locator("article.entry:visible").first.inner_text().casefold()
    assert "consecință" in words
    assert "gravitate" in words


def test_a_view_is_in_the_address_and_comes_back_from_it(opened: Open) -> None:
    page, _, _ = opened("small")
    page.get_by_label("High 2").check()
    page.get_by_label("Search").fill("third time & more")
    until(page, "location.hash.includes('q=')")
    fragment = page.evaluate("location.hash.slice(1)")
    assert fragment == "severity=high&q=third%20time%20%26%20more"
    again, _, complaints = opened("small", "severity=high,low&block=moments&q=third")
    assert again.get_by_label("High 2").is_checked()
    assert again.get_by_label("Low 1").is_checked()
    assert again.get_by_label("Search").input_value() == "third"
    assert again.evaluate(SHOWN) == [HIGH]
    for nonsense in ("severity=<img>&block=nowhere&kind=%", "q=%E0%A4%A", "at=nobody", "%", "severity"):
        again.evaluate("part => location.hash = part", nonsense)
    assert complaints == []


def test_an_address_leads_to_its_finding_whatever_the_filter_hides(opened: Open) -> None:
    page, _, _ = opened("small", WEAKNESS)
    assert page.locator(f"[id='{WEAKNESS}']").bounding_box()["y"] < 900  # type: ignore[index]
    page.get_by_label("High 2").check()
    assert page.evaluate(SHOWN) == [HIGH, UNSUPPORTED]
    page.evaluate("id => document.querySelector(`.canvas a[href='#${id}']`).click()", WEAKNESS)
    until(page, "location.hash.includes('at=')")
    assert page.evaluate(SHOWN) == [HIGH, UNSUPPORTED, WEAKNESS]
    assert page.evaluate("location.hash.slice(1)") == f"severity=high&at={WEAKNESS}"
    page.reload()
    assert page.evaluate(SHOWN) == [HIGH, UNSUPPORTED, WEAKNESS]
    assert page.locator("#filter output").inner_text() == "Shown: 3 of 6"


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(opened: Open) -> None:
    page, _, _ = opened("small")
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.hash"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert reached[:2] == ["#report", "theme"]
    assert all(part.startswith("#") for part in reached[2:])
    page.keyboard.press("Enter")
    page.get_by_label("Search").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.value") == "medium"
    assert page.evaluate(SHOWN) == [OBJECTIVE]
    outline = "getComputedStyle(document.activeElement.closest('.chip')).outlineStyle"
    assert page.evaluate(outline) == "solid"
    order = page.evaluate("[...document.querySelectorAll('[tabindex]')].map(at => at.tabIndex)")
    assert set(order) <= {0}


def test_colours_follow_the_system_until_its_reader_chooses(opened: Open) -> None:
    page, _, _ = opened("small", color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    switch = page.locator("#theme")
    assert switch.get_attribute("aria-pressed") == "true"
    switch.click()
    light = page.evaluate(ground)
    assert light != dark
    page.reload()
    assert page.evaluate(ground) == light
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert page.evaluate(ground) == dark
    page.emulate_media(color_scheme="light")
    assert page.evaluate(ground) == light


def test_the_page_is_read_without_its_script(opened: Open) -> None:
    page, _, _ = opened("small", java_script_enabled=False)
    assert not page.locator("#filter").is_visible()
    assert not page.locator("#theme").is_visible()
    assert page.locator("article.entry:visible").count() == 6


@pytest.mark.parametrize("name", ["small", "huge", "set", "hostile", "normal"])
def test_a_narrow_page_is_not_moved_sideways(name: str, standing: Open) -> None:
    page, _, _ = standing(name, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_a_wide_screen_the_contents_stay_beside_the_report(opened: Open) -> None:
    page, _, _ = opened("small", "findings", viewport={"width": 1440, "height": 900})
    contents = page.locator(".contents")
    box = contents.bounding_box()
    assert box
    assert box["x"] + box["width"] < 300
    assert 0 <= box["y"] < 900
    until(page, "document.querySelector('.contents [aria-current]')?.hash === '#findings'")


def test_motion_is_smooth_only_where_it_is_wanted(opened: Open) -> None:
    for wanted, motion in (("reduce", "auto"), ("no-preference", "smooth")):
        page, _, _ = opened("small", reduced_motion=wanted)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == motion


def test_it_prints_on_pages_with_everything_and_without_controls(standing: Open) -> None:
    page, _, _ = standing("small", media="print")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) >= 4
    assert not page.locator("#filter").is_visible()
    assert not page.locator(".contents").is_visible()
    assert page.evaluate("[...document.querySelectorAll('article.entry')].every(at => at.checkVisibility())")


def test_the_canvas_fits_one_printed_page(standing: Open) -> None:
    page, _, _ = standing("normal", width=1054, media="print")  # A4 across, less its margins: 1054 × 718
    box = page.locator("#canvas").bounding_box()
    assert box
    assert 500 < box["height"] <= 718
