"""Measures the rules that read text for a topic, on the labelled canvases that say what an expert would raise.

Run ``python benchmarks/weaknesses.py`` in a checkout. A rule counts once a canvas, wherever it points; what is absorbed
or stands in a list counts as raised. A rule that only asks, because a few notes were not read, counts as asked.
Canvases whose text was read while the rules were written are marked. The last line counts such questions on all
labelled canvases.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, NamedTuple

from cxadvisor import review
from cxadvisor.rulebook.rulebook import shipped

LABELLED: Final = Path(__file__).resolve().parents[1] / "tests" / "labelled"

READ: Final = frozenset(["it-palestre", "pl-remonty", "ro-farmacii-veterinare"])
"""Canvases whose weaknesses were looked at to make the rules hear more."""


class Told(NamedTuple):
    """The rules that a review states, and those that it asks about because what they seek was not found for certain."""

    raised: frozenset[str]
    asked: frozenset[str]


def told_rules(path: Path) -> Told:
    """Return the names of the rules that a review of ``path`` tells of, absorbed ones too."""
    cards = {card.name: card for card in shipped().cards}
    raised: set[str] = set()
    asked: set[str] = set()
    for finding in review(path).findings:
        rule = finding.asks.rule if finding.asks else finding.rule
        if finding.asks is None or rule == finding.rule:
            raised |= {finding.rule, *(absorbed.rule for absorbed in finding.absorbed)}
        elif cards[rule].coverage is None and finding.asks.relation is None:
            asked.add(rule)
    return Told(frozenset(raised), frozenset(asked - raised))


class Figures(NamedTuple):
    """How many of an expert's points were raised and asked, what was raised and asked beside them, and their number."""

    raised: int = 0
    asked: int = 0
    raised_wrongly: int = 0
    asked_wrongly: int = 0
    true: int = 0

    def __str__(self) -> str:
        return (
            f"raised {self.raised}, asked {self.asked}, of {self.true};"
            f" wrongly raised {self.raised_wrongly}, wrongly asked {self.asked_wrongly}"
        )


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
    sums = {part: Figures() for part in ("read", "blind")}
    for path, truth in labelled.items():
        name = path.name.removesuffix(".truth.json")
        told = told_rules(path.with_name(f"{name}.json"))
        true, arguable = (
            {weakness["rule"] for weakness in truth[key]} for key in ("weaknesses", "arguable_weaknesses")
        )
        wrong = known - true - arguable
        figures = Figures(
            len(told.raised & true),
            len(told.asked & true),
            len(told.raised & wrong),
            len(told.asked & wrong),
            len(true),
        )
        part = "read" if name in READ else "blind"
        sums[part] = Figures(*map(sum, zip(sums[part], figures, strict=True)))
        print(f"{name:24} {part:5} {figures}")
    for part, total in sums.items():
        print(f"{part:30} {total}")
    counts = [
        len(told_rules(path).asked)
        for path in sorted(LABELLED.glob("*.json"))
        if not path.name.endswith(".truth.json")
    ]
    print(f"questions of this kind: {sum(counts)} on {len(counts)} canvases, at most {max(counts)} on one")


if __name__ == "__main__":
    main()
