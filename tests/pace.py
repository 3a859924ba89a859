"""How fast the machine is just now, so that limits on time speak of the program and not of its neighbours."""

from __future__ import annotations

import time
from typing import Final

_USUAL: Final = 0.11
"""The seconds that the work below takes on the machine on which the figures to reach were set."""


def pace() -> float:
    """Return how many times as long as usual a piece of work takes just now, 1 at least."""
    started, seen = time.process_time(), {}
    for number in range(200_000):
        seen[f"k{number}"] = number, str(number)
    return max(1.0, (time.process_time() - started) / _USUAL)
