"""What an entry of the catalogue may say: its kinds, the words for its facts, and its texts."""

from collections.abc import Mapping
from typing import Final, Literal

EntryKind = Literal["metric", "touchpoint", "improvement", "component", "notion"]

PRACTICES: Final[tuple[EntryKind, ...]] = ("touchpoint", "improvement", "component", "notion")
"""The kinds of entries in ``practices.yaml``; those of ``metrics.yaml`` are metrics."""

FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "unit": ("percent", "points", "rating", "time", "count", "ratio", "money"),
    "direction": ("up", "down", "depends"),
    "timing": ("leading", "lagging"),
    "view": ("external", "internal"),
}
"""What every metric states: its unit, which way is better, whether it leads or lags (K6), and whether it is what
customers say or what operations show (S1).
"""

HEART: Final = ("happiness", "engagement", "adoption", "retention", "task-success")
"""The categories of HEART (S2, K9), one of which a metric may belong to."""

PHASES: Final = (
    "awareness",
    "choice",
    "purchase",
    "first-use",
    "use",
    "help",
    "renewal",
    "recommendation",
    "always",
)
"""The life cycle of a customer, in which a metric can be taken; ``always`` are measures of the company itself."""

BEFORE_SALE: Final = frozenset({"awareness", "choice", "purchase"})
"""The phases that belong to the left half of the canvas."""

METRIC_TEXTS: Final = ("measures", "formula", "pitfalls")
PRACTICE_TEXTS: Final = ("says", "do", "caution")
LISTS: Final = frozenset({"pitfalls", "do", "caution"})
"""The texts that are lists of sentences."""

OPTIONAL: Final = frozenset({"caution"})
"""The texts that an entry may do without."""


def texts_of(kind: str) -> tuple[str, ...]:
    """Return the names of the texts that an entry of ``kind`` has, in the order in which they are read."""
    return METRIC_TEXTS if kind == "metric" else PRACTICE_TEXTS
