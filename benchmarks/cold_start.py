"""How long ``cxadvisor review`` takes from a cold start, against importing what it cannot do without.

Both commands run in turn, so that whatever else the machine does falls on both; the ratio of the medians is printed.
The byte code of all modules is written in a first run that does not count, as installing a wheel does.

    python benchmarks/cold_start.py [--runs 30] [--canvas FILE] [--goal 2.5]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

BASELINE = "import yaml; from pydantic import BaseModel"
STAGES = ("pre_sale", "post_sale")


def canvas() -> dict[str, object]:
    """Return a canvas of about 80 notes."""

    def staged(kind: str, count: int) -> dict[str, list[str]]:
        return {stage: [f"{kind} number {each} of the customer" for each in range(count)] for stage in STAGES}

    return {
        "cxcanvas": "1",
        "title": "Cold start",
        "language": "en",
        "date": "2026-03-01",
        "segments": ["Young families", "Small offices"],
        "needs": staged("Clear price and delivery", 5),
        "moments": staged("The delivery arrives", 5),
        "preferred_channels": {stage: ["Phone", "WhatsApp", "Store"] for stage in STAGES},
        "objectives": staged("Faster answers", 5),
        "culture": ["We keep our promises", "We own the problem"],
        "activities": staged("Call before the delivery", 7),
        "supported_channels": {stage: ["Phone", "E-mail", "Store"] for stage in STAGES},
        "metrics": staged("Time to first answer", 6),
        "service_model": ["One person owns the case"],
        "sales_model": ["Advice before selling"],
        "retention_plan": ["A call after thirty days"],
        "awareness_plan": ["Recommendations by customers"],
    }


def seconds(command: Sequence[str], environment: dict[str, str], folder: str) -> float:
    """Run ``command`` once and return the seconds it took; a failed run ends the benchmark."""
    start = time.perf_counter()
    result = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    if result.returncode:
        sys.exit(f"{' '.join(command)} failed with {result.returncode}:\n{result.stderr}")
    return taken


def main() -> None:
    """Run both commands in turn and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description="Measure the cold start of cxadvisor review.")
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument(
        "--canvas", type=Path, help="review this file instead of a made-up canvas of 80 notes"
    )
    parser.add_argument("--goal", type=float, default=2.5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "canvas.json")
        content = options.canvas.read_text("utf-8") if options.canvas else json.dumps(canvas())
        path = path.with_suffix(options.canvas.suffix) if options.canvas else path
        path.write_text(content, "utf-8")
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder, "bytecode"))
        commands = {
            "review": [
                str(Path(sys.executable).with_name("cxadvisor")),
                "review",
                "--format",
                "text",
                str(path),
            ],
            "baseline": [sys.executable, "-c", BASELINE],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(options.runs + 1):
            for name, command in commands.items():
                taken = seconds(command, environment, folder)
                if run:
                    times[name].append(taken)
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratios = sorted(
        review / baseline for review, baseline in zip(times["review"], times["baseline"], strict=True)
    )
    ratio = medians["review"] / medians["baseline"]
    print(f"cxadvisor review, cold, text        {medians['review'] * 1000:6.0f} ms")
    print(f"python -c “{BASELINE}”  {medians['baseline'] * 1000:6.0f} ms")
    print(f"ratio of the medians {ratio:.2f} (goal: at most {options.goal}), half of the runs from", end=" ")
    print(f"{ratios[len(ratios) // 4]:.2f} to {ratios[len(ratios) * 3 // 4]:.2f}")


if __name__ == "__main__":
    main()
