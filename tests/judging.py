"""Reviews as tests ask for them: in English, as of one day."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, settings

from cxadvisor import Finding, Review, review
from cxadvisor.rulebook.rulebook import shipped
from tests.rules.canvases import WORKSHOP, Content, emptied

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


def seen(canvas: Any, **arguments: Any) -> Review:
    return review(canvas, **({"as_of": AS_OF, "lang": "en"} | arguments))


def faulty() -> Content:
    """A canvas with a gap, a question, an absorbed finding and an advice."""
    canvas = emptied(WORKSHOP, ("culture", None))
    canvas["moments"]["post_sale"] += [
        {"id": "m-inv", "text": "Invoice", "evidence": "x"},
        {"text": "Xylo brumf", "evidence": "x"},
    ]
    canvas["supported_channels"]["post_sale"].append("Letter")
    return canvas


def of_rule(made: Review, name: str) -> list[Finding]:
    return [finding for finding in made.findings if finding.rule == name]
