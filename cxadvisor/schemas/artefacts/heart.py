"""The keys of HEART tables."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.artefacts.heart import Heart, HeartRow
from cxadvisor.model.canvas import Part

TITLES: Final[dict[type[Part], str]] = {Heart: "HEART table", HeartRow: "Category of HEART"}

DESCRIPTIONS: Final[dict[type[Part], dict[str, str]]] = {
    Heart: {
        "product": "The product or service.",
        "persona": "Whom it is for: the id or the name of a persona.",
        "happiness": "How satisfied customers are.",
        "engagement": "How often and how deeply they use it.",
        "adoption": "How new customers begin to use it.",
        "retention": "How many stay.",
        "task_success": "Whether they reach their goal, quickly and easily.",
    },
    HeartRow: {
        "goal": "What is to be reached.",
        "signal": "What customers do or say that shows it.",
        "metric": "The number that counts the signal.",
        "not_applicable": "That the category does not fit the case: true, or the reason.",
        "reason": "Why it does not fit.",
    },
}
