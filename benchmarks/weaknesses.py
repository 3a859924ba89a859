"""Measures the rules that read text for a topic, on the labelled canvases that say what an expert would raise.

Run ``python benchmarks/weaknesses.py`` in a checkout. A rule counts once a canvas, wherever it points; what is absorbed
or stands in a list counts as told. Canvases whose text was read while the rules were written are marked.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from cxadvisor import review

LABELLED: Final = Path(__file__).resolve().parents[1] / "tests" / "labelled"

READ: Final = frozenset(["it-palestre", "pl-remonty", "ro-farmacii-veterinare"])
"""Canvases whose weaknesses were looked at to make the rules hear more."""


def told_rules(path: Path) -> set[str]:
    """Return the names of the rules that a review of ``path`` tells of, absorbed ones too."""
    made = review(path)
    return {finding.rule for finding in made.findings} | {
        absorbed.rule for finding in made.findings for absorbed in finding.absorbed
    }


def main() -> None:
    """Run the benchmark."""
    truths = {path: json.loads(path.read_text("utf-8")) for path in sorted(LABELLED.glob("*.truth.json"))}
    labelled = {path: truth for path, truth in truths.items() if "weaknesses" in truth}
    known = {
        weakness["rule"]
        for truth in labelled.values()
        for key in ("weaknesses", "arguable_weaknesses")
        for weakness in truth[key]
    }
    sums = {part: [0, 0, 0] for part in ("read", "blind")}
    for path, truth in labelled.items():
        name = path.name.removesuffix(".truth.json")
        told = told_rules(path.with_name(f"{name}.json")) & known
        true, arguable = (
            {weakness["rule"] for weakness in truth[key]} for key in ("weaknesses", "arguable_weaknesses")
        )
        figures = (len(told & true), len(told - true - arguable), len(true))
        part = "read" if name in READ else "blind"
        sums[part] = [total + figure for total, figure in zip(sums[part], figures, strict=True)]
        print(f"{name:24} {part:5} right {figures[0]}, wrong {figures[1]}, of {figures[2]}")
    for part, (right, wrong, true_ones) in sums.items():
        print(f"{part:24}       right {right}, wrong {wrong}, of {true_ones}")


if __name__ == "__main__":
    main()
