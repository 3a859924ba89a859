"""Rules about artefacts find what was planted in strategies that others wrote, and are silent on a sound one."""

from __future__ import annotations

import pytest
import yaml

from benchmarks.artefacts import AS_OF, READ, STRATEGIES, figures_of
from cxadvisor import review

NAMES = sorted(path.name.removesuffix(".truth.yaml") for path in STRATEGIES.glob("*.truth.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_little_is_said_that_nobody_planted(name: str) -> None:
    misses: list[str] = []
    made = review(STRATEGIES / name, as_of=AS_OF, lang="en")
    figures = figures_of(made, yaml.safe_load((STRATEGIES / f"{name}.truth.yaml").read_text("utf-8")), misses)
    assert made.complete
    assert figures.wrong <= (0 if name == "en-clean" else 2)
    assert figures.asked_in_vain <= 6
    assert figures.sure_right >= 0.8 * figures.sure


@pytest.mark.parametrize("name", sorted(READ))
def test_most_of_what_was_planted_is_told(name: str) -> None:
    made = review(STRATEGIES / name, as_of=AS_OF, lang="en")
    figures = figures_of(made, yaml.safe_load((STRATEGIES / f"{name}.truth.yaml").read_text("utf-8")), [])
    assert figures.raised + figures.asked >= 0.6 * figures.planted
