"""One browser for all tests: the Chromium of the machine, without a network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from tests.browser.samples import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Opened(NamedTuple):
    """A page that stands open: what it asked for, and what it complained of."""

    page: Page
    requests: list[str]
    complaints: list[str]


Open = Callable[..., Opened]


def until(page: Page, condition: str) -> None:
    """Wait until ``condition`` holds in the page; its security policy does not let playwright ask for itself."""
    for _ in range(1_500):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    pytest.fail(f"never came true: {condition}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, started once."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        pytest.skip("playwright is not installed: pip install 'cxadvisor[test]'")
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install -y chromium")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
            )
        except Error as error:
            pytest.skip(f"Chromium does not start here: {error.message.splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes the file of a sample, once."""
    folder = tmp_path_factory.mktemp("pages")

    def file(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(PAGES[name](), "utf-8")
        return path

    return file


@pytest.fixture
def opened(browser: Browser, files: Callable[[str], Path]) -> Iterator[Open]:
    """Opens samples by name, with what shall follow “#” in the address; options are those of a context."""
    contexts: list[BrowserContext] = []

    def open_page(name: str, fragment: str = "", **options: Any) -> Opened:
        options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | options
        contexts.append(browser.new_context(**options))
        address = files(name).as_uri() + (f"#{fragment}" if fragment else "")
        return _open(contexts[-1].new_page(), address)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def standing(browser: Browser, files: Callable[[str], Path]) -> Callable[..., Opened]:
    """Returns samples that were opened once and are only looked at: as wide as asked for, in the colours asked for."""
    pages: dict[str, Opened] = {}

    def look(name: str, width: int = 1280, scheme: str = "light", media: str = "screen") -> Opened:
        if name not in pages:
            context = browser.new_context(reduced_motion="reduce")
            pages[name] = _open(context.new_page(), files(name).as_uri())
        page = pages[name].page
        page.set_viewport_size({"width": width, "height": 718 if media == "print" else 900})
        page.emulate_media(color_scheme=scheme, media=media)  # type: ignore[arg-type]
        return pages[name]

    return look


def _open(page: Page, address: str) -> Opened:
    requests: list[str] = []
    complaints: list[str] = []

    def asked(request: Request) -> None:
        requests.append(request.url)

    def alarmed(dialog: Dialog) -> None:
        complaints.append(dialog.message)
        dialog.dismiss()

    page.on("request", asked)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", alarmed)
    page.goto(address)
    return Opened(page, requests, complaints)
