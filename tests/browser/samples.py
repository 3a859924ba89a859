"""The pages that are looked at in a browser: small, normal with artefacts, huge, of several canvases, and hostile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from cxadvisor import Review, load, review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import render
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_SET
from tests.reporters.hostile import HOSTILE_TEXTS, hostile, large
from tests.reporters.samples import SEVERAL, SMALL

EXAMPLES: Final = Path(__file__).parents[2] / "examples"


def _normal() -> str:
    strategy = load(EXAMPLES / "cycle-workshop")
    return page(review(strategy, as_of="2026-06-20", lang="ro"), strategy)


def page(made: Review, strategy: Strategy) -> str:
    """The page of a review."""
    text = render(made, "html", strategy=strategy)
    assert isinstance(text, str)
    return text


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "small": lambda: page(SMALL, STRATEGY_EN),
    "normal": _normal,
    "huge": lambda: page(*large(40, 300)),
    "set": lambda: page(SEVERAL, STRATEGY_SET),
    "hostile": lambda: page(*hostile(" ".join(HOSTILE_TEXTS))),
}
"""The pages by name, made when they are asked for."""
