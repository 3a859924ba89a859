"""How long a review takes in memory, where the time goes, and how long its HTML report takes.

    python -m benchmarks.review [--runs 40] [--assert]

``review()`` of canvases already parsed: the four examples in turn (77 to 85 notes) and one of 300 notes put together
from them. Times are medians of the processor's time; everything runs in one thread. The words of a canvas are known
after its first review in a process, and much is only loaded then; the first review of each canvas is told beside them.
The parts: *link* (words to concepts to links), *facts*, *engine* (run and reading what it found), *findings* (the
rest). HTML reports are made of a review whose findings are taken as often as needed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.canvases import AS_OF, EXAMPLES, one_canvas
from benchmarks.support.strategies import whole
from cxadvisor import Review, Strategy, assessing, load, load_bytes, review, single
from cxadvisor.artefacts.items import taken_apart
from cxadvisor.reporters import render

PARTS = {
    (single, "link"): "link",
    (single, "facts_of"): "facts",
    (single, "joined_with"): "artefacts",
    (assessing, "_run"): "engine",
    (assessing, "context_of"): "engine",
}
"""What the functions that ``review`` goes through are counted as; everything else is findings."""
GOALS = {"review": 10.0, "whole": 80.0, 30: 20.0, 2000: 150.0}
"""Milliseconds: a review of about 80 notes, one of a canvas with 20 artefacts, HTML reports by number of findings."""


@contextmanager
def watched(spent: dict[str, float]) -> Iterator[None]:
    """Add up in ``spent`` the milliseconds that each part takes."""
    before = {part: getattr(*part) for part in PARTS}

    def timed(part: tuple[ModuleType, str]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return before[part](*arguments, **named)
            finally:
                spent[PARTS[part]] += 1000 * (time.process_time() - start)

        return call

    for part in PARTS:
        setattr(*part, timed(part))
    try:
        yield
    finally:
        for part, function in before.items():
            setattr(*part, function)


def once(strategy: Strategy) -> tuple[float, dict[str, float]]:
    """The milliseconds of one review, in all and by part."""
    spent = dict.fromkeys(PARTS.values(), 0.0)
    with watched(spent):
        start = time.process_time()
        review(strategy, as_of=AS_OF)
        whole = 1000 * (time.process_time() - start)
    return whole, {**spent, "findings": whole - sum(spent.values())}


def measure(title: str, strategies: Sequence[Strategy], runs: int) -> float:
    """Print the medians for ``strategies``, reviewed in turn; the median of the whole."""
    first = [once(strategy)[0] for strategy in strategies]
    taken = [once(strategy) for _turn in range(runs) for strategy in strategies]
    whole = statistics.median(each for each, _parts in taken)
    parts = {name: statistics.median(each[name] for _whole, each in taken) for name in taken[0][1]}
    told = ", ".join(f"{name} {each:.1f}" for name, each in parts.items())
    firsts = " / ".join(f"{each:.0f}" for each in first)
    print(f"{title:24} {whole:7.1f} ms   {told}   (first time {firsts})")
    return whole


def items_of(strategy: Strategy) -> int:
    """How many notes and items of artefacts a strategy holds."""
    file = strategy.canvases[0]
    taken = taken_apart([("", each) for each in file.artefacts])
    return sum(len(each.items) for each in taken) + sum(1 for _ in file.canvas.placed_notes())


def with_findings(review: Review, number: int) -> Review:
    """The review with so many findings: its own, as often as needed."""
    findings = tuple(
        finding.model_copy(update={"fingerprint": f"{place:016x}"})
        for place, finding in enumerate(islice(cycle(review.findings), number))
    )
    return review.model_copy(update={"findings": findings})


def html(strategy: Strategy, number: int, runs: int) -> float:
    """Print and return the median time of an HTML report with so many findings."""
    filled = with_findings(review(strategy, as_of=AS_OF), number)
    render(filled, "html", strategy=strategy)
    times = []
    for _run in range(runs):
        start = time.process_time()
        text = render(filled, "html", strategy=strategy)
        times.append(1000 * (time.process_time() - start))
    found = statistics.median(times)
    goal = f"  (goal at most {GOALS[number]:g})" if number in GOALS else ""
    print(f"HTML, {number:5} findings     {found:7.1f} ms   {len(text.encode()) // 1024} kB{goal}")
    return found


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--assert", dest="strict", action="store_true", help="fail when a goal is missed")
    arguments = parser.parse_args()
    examples = [load(path) for path in EXAMPLES]
    large = load_bytes(json.dumps(one_canvas(300)).encode(), name="large.json")
    good = measure("80 notes (goal 10)", examples, arguments.runs) <= GOALS["review"]
    measure("300 notes", [large], arguments.runs)
    everything = load(whole(20))
    name = f"20 artefacts, {items_of(everything)} items"
    good = measure(f"{name} (goal 80)", [everything], arguments.runs) <= GOALS["whole"] and good
    for number in (30, 2000):
        good = html(examples[0], number, arguments.runs if number < 100 else 7) <= GOALS[number] and good
    if arguments.strict and not good:
        sys.exit("a goal was missed")


if __name__ == "__main__":
    main()
