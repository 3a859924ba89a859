"""The page is open to everybody: axe-core finds nothing, and words stand out from their ground in both colours."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tests.browser.conftest import Open, Opened

STRUCTURE = "{rules: {'color-contrast': {enabled: false}}, resultTypes: ['violations']}"
CONTRAST = "{runOnly: {type: 'rule', values: ['color-contrast']}, resultTypes: ['violations']}"
PARTS = "[['.cover'], ['.contents'], ['#canvas'], ['#moments'], ['#filter'], ['article.entry']]"
FOUND = """async (context, options) => (await axe.run(context, options)).violations.flatMap(
    each => each.nodes.map(node => `${each.id}: ${node.target} – ${node.failureSummary}`))"""

OWN_CONTRAST = """() => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const known = new Map();
    const rgba = (colour) => {
        if (!known.has(colour)) {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data]);
        }
        return known.get(colour);
    };
    const light = ([r, g, b]) => [r, g, b].map(each => each / 255)
        .map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4)
        .reduce((sum, each, at) => sum + each * [.2126, .7152, .0722][at], 0);
    const grounds = new Map();
    const ground = (at) => {
        if (!grounds.has(at)) {
            const own = rgba(getComputedStyle(at).backgroundColor);
            grounds.set(at, own[3] === 255 ? own : at.parentElement ? ground(at.parentElement) : [255, 255, 255, 255]);
        }
        return grounds.get(at);
    };
    const faint = new Map();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const at = text.parentElement;
        if (!text.data.trim() || at.closest('.vh, .skip, script, option, [hidden]')) continue;
        const pair = [light(rgba(getComputedStyle(at).color)), light(ground(at))].sort((a, b) => b - a);
        const contrast = (pair[0] + .05) / (pair[1] + .05);
        if (contrast < 4.5) faint.set(at.className + ' ' + at.tagName, [contrast, text.data.trim().slice(0, 40)]);
    }
    return [...faint].map(String);
}"""
"""Words on too little contrast with the ground nearest behind them; axe takes half a minute for a large page."""


@pytest.fixture(scope="session")
def checked(standing: Open) -> Open:
    """Returns a standing sample with axe-core in it."""
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")

    def look(name: str, **options: str) -> Opened:
        found = standing(name, **options)
        if not found.page.evaluate("'axe' in window"):
            found.page.evaluate(axe)
        return found

    return look


@pytest.mark.parametrize("name", ["small", "normal", "huge", "set"])
def test_axe_finds_nothing(name: str, checked: Open) -> None:
    page, _, _ = checked(name)
    assert page.evaluate(f"({FOUND})(document, {STRUCTURE})") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_words_that_are_hard_to_read(scheme: str, checked: Open) -> None:
    page, _, _ = checked("small", scheme=scheme)
    assert page.evaluate(f"({FOUND})({{include: {PARTS}}}, {CONTRAST})") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["small", "normal", "huge", "set"])
def test_words_stand_out_from_their_ground(name: str, scheme: str, standing: Open) -> None:
    page, _, _ = standing(name, scheme=scheme)
    assert page.evaluate(OWN_CONTRAST) == []
