"""What several tests of the readers share."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def shared_canvas() -> dict[str, Any]:
    """A canvas with everything in it."""
    staged = {
        "pre_sale": ["a: b", "Why us?"],
        "post_sale": [{"text": "Livrare – 48 h", "id": "n1", "tags": ["x", "5"]}],
    }
    return {
        "cxcanvas": "1",
        "title": "Mobila Nord – strategia CX",
        "language": "ro",
        "organisation": "Mobila Nord",
        "industry": "furniture-retail",
        "date": "2026-03-01",
        "authors": ["A. Pop", "NO"],
        "strategy": "12:30",
        "segments": ["25–35", {"text": "true", "share": 0.4, "importance": 2}],
        "needs": staged,
        "moments": {"pre_sale": ["tab\there", "# no comment", "- dash", "@home", "line\nbreak"]},
        "metrics": {
            "pre_sale": [
                {
                    "text": "NPS",
                    "for": ["n1"],
                    "not_for": ["n2"],
                    "through": ["phone"],
                    "owner": "B",
                    "evidence": ["x", "y"],
                    "status": "draft",
                    "unit": "points",
                    "baseline": 31,
                    "target": "45 %",
                    "direction": "up",
                    "due": "2026-12-31",
                    "frequency": "monthly",
                    "source": "external",
                    "scale": [-100, 100],
                }
            ]
        },
        "culture": [],
        "retention_plan": None,
        "not_captured": ["culture", "needs/pre_sale"],
        "waivers": [{"rule": "nps-alone", "at": "n1", "reason": "agreed", "until": "2027-01-31"}],
        "personas": [{"id": "p", "age": 30}],
        "x-note": {"deep": [None, True, 1.5, -0.0]},
    }


@pytest.fixture
def run_python() -> Callable[[str], str]:
    """Runs Python code in a process of its own, from the checkout, and returns what it printed."""

    def run(code: str) -> str:
        checkout = Path(__file__).parents[2]
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run
