"""How long a PDF report takes, and how much memory.

    python -m benchmarks.pdf [--runs 9] [--assert]

Reports of 30 and of 2,000 findings, each with other words than the one before, because typst remembers what it has
laid out. Times are medians of the processor's time, with typst and its fonts loaded; loading is told beside them. The
memory is the most that a process of its own takes for one report (Linux).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cxadvisor.reporters import render
from tests.reporters.hostile import large

SIZES = ((30, 80), (2000, 300))
"""Findings and notes."""
GOAL = 500.0
"""Milliseconds for the smaller one."""


def once(findings: int, notes: int, title: str) -> tuple[float, int]:
    """The milliseconds of one report under this title, and its bytes."""
    made, strategy = large(findings, notes)
    made = made.model_copy(update={"strategy": made.strategy.model_copy(update={"title": title})})
    start = time.process_time()
    report = render(made, "pdf", strategy=strategy)
    return 1000 * (time.process_time() - start), len(report)


def memory(findings: int, notes: int) -> int:
    """The most megabytes that a process takes for one report."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.pdf", "--memory", str(findings), str(notes)],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(told.stdout)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--assert", dest="strict", action="store_true", help="fail when the goal is missed")
    parser.add_argument("--memory", type=int, nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.memory:
        findings, notes = arguments.memory
        once(findings, notes, "memory")
        print(int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024)
        return
    loading, _ = once(1, 10, "first")
    print(f"first report of a process, 1 finding   {loading:8.0f} ms")
    found = {}
    for findings, notes in SIZES:
        runs = [once(findings, notes, f"run {run}") for run in range(arguments.runs if findings < 100 else 1)]
        found[findings] = statistics.median(each for each, _ in runs)
        size = runs[0][1] // 1024
        print(
            f"{findings:5} findings, {notes} notes   {found[findings]:8.0f} ms   {size} kB   "
            f"{memory(findings, notes)} MB"
        )
    if arguments.strict and found[SIZES[0][0]] > GOAL:
        sys.exit("the goal was missed")


if __name__ == "__main__":
    main()
