"""Reviews as tests ask for them: in English, as of one day."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, settings

from cxadvisor import Review, Strategy, review
from cxadvisor.rulebook.rulebook import shipped
from tests.rules.canvases import Content

AS_OF = "2026-01-01"
CARDS = {card.name: card for card in shipped().cards}
some = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # shrinking a whole canvas takes minutes
)
"""How property tests that review whole canvases draw them: the same ones on every run."""


def seen(canvas: Content | Strategy, **arguments: Any) -> Review:
    return review(canvas, **({"as_of": AS_OF, "lang": "en"} | arguments))
