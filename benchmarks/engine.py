"""The engine against experta and CLIPS on the shipped rule cards: the same facts, the same findings, in one run.

    pip install -e .[benchmark]
    python -m benchmarks.engine [--sizes 100 2000] [--rounds 15] [--assert]

Facts come from canvases put together from the notes of the examples. For each size it prints the milliseconds a canvas
takes and how many times faster the engine is, each time on the rules that the other can express (both lists are
printed). Findings are asserted equal before anything is measured. Times are the best of several rounds taken in turn,
so that whatever else the machine does falls on all. Rules are compiled once; what is measured is: facts in, run,
findings with their values out. The engine keeps what each finding rests on, which the others do not; reading that as
well, down to the input facts, is the column "+ support". ``measure`` takes any rules and facts.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.canvases import facts_of_notes
from benchmarks.support.clips_by_hand import with_clips
from benchmarks.support.experta_rules import inexpressible, with_experta
from benchmarks.support.running import Runner, best_of, counts, ours
from cxadvisor.engine import Fact, Program, Rule
from cxadvisor.rulebook.rulebook import shipped
from tests.engine import clips_oracle

GOALS = {"experta": {100: 30.0, 2000: 50.0}, "CLIPS": {100: 1.0, 2000: 1.0}}
GROWTH = 13.0
FACTS_OF_CARDS, FACTS_A_NOTE = 42, 3.6
"""What a canvas without notes and the cards contribute, and how many facts there are for each note, roughly."""


def facts_of_size(size: int) -> list[Fact]:
    """About ``size`` facts, those of the cards included."""
    return facts_of_notes(round((size - FACTS_OF_CARDS) / FACTS_A_NOTE))


def contestants(
    program: Program,
) -> dict[str, tuple[list[Rule], dict[str, str], Callable[[list[Rule]], Runner]]]:
    """The other engines that are installed: the rules each can express, why not the others, and how to run them."""
    against_clips = {
        rule.name: clips_oracle.reason_against(rule)
        or ("CLIPS counts in actions only" if counts(rule) else "")
        for rule in program.rules
    }
    against_experta = {rule.name: inexpressible(rule) or "" for rule in program.rules}
    makers: dict[str, tuple[dict[str, str], Callable[[list[Rule]], Runner]]] = {
        "CLIPS": (against_clips, lambda some: with_clips(some, program.fact_classes)),
        "experta": (against_experta, with_experta),
    }
    if importlib.util.find_spec("experta") is None:
        print("experta is not installed: pip install experta==1.9.4")
        del makers["experta"]
    return {
        name: ([rule for rule in program.rules if not reasons[rule.name]], reasons, make)
        for name, (reasons, make) in makers.items()
    }


def measure(
    program: Program, facts_of: Callable[[int], list[Fact]], sizes: Iterable[int], rounds: int
) -> bool:
    """Print a table; whether every goal that stands for a size was met."""
    good = True
    others = contestants(program)
    for name, (some, reasons, _make) in others.items():
        left_out = [f"{rule} ({reason})" for rule, reason in reasons.items() if reason]
        without = f"; without {', '.join(left_out)}" if left_out else ""
        print(f"{name}: {len(some)} of {len(program.rules)} rules{without}")
    print(
        f"{'facts':>6} {'findings':>9} {'other':>8} {'ms':>10} {'engine ms':>10} {'+ support':>10} {'times':>7}"
    )
    for size in sizes:
        facts = facts_of(size)
        for name, (some, _reasons, make) in others.items():
            runners = {"engine": ours(some), "support": ours(some, support=True), name: make(some)}
            findings = runners["engine"](facts)
            theirs = runners[name](facts)
            assert findings == theirs, f"{name} disagrees: {sorted(findings ^ theirs, key=repr)[:5]}"
            theirs_rounds = rounds if name == "CLIPS" else max(1, rounds * 100 // len(facts) // 3)
            best = best_of(runners, facts, {"engine": rounds, "support": rounds, name: theirs_rounds})
            ratio = best[name] / best["engine"]
            goal = GOALS.get(name, {}).get(size)
            verdict = "" if goal is None else f"  (goal {goal:g})"
            good = good and (goal is None or ratio >= goal)
            print(
                f"{len(facts):>6} {len(findings):>9} {name:>8} {best[name]:>10.2f} {best['engine']:>10.2f} "
                f"{best['support']:>10.2f} {ratio:>7.1f}{verdict}",
                flush=True,
            )
    return good


def growth(rules: Sequence[Rule], notes: int, rounds: int) -> bool:
    """Print how the time grows with ten times the notes."""
    run = ours(rules)
    small = best_of({"engine": run}, facts_of_notes(notes), {"engine": rounds * 3})["engine"]
    large = best_of({"engine": run}, facts_of_notes(10 * notes), {"engine": rounds})["engine"]
    print(
        f"ten times the notes ({notes} to {10 * notes}): {small:.2f} to {large:.2f} ms, {large / small:.1f} times the "
        f"time  (goal at most {GROWTH:g})"
    )
    return large / small <= GROWTH


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 2000])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--assert", dest="strict", action="store_true", help="fail when a goal is missed")
    arguments = parser.parse_args()
    program = shipped().program
    good = measure(program, facts_of_size, arguments.sizes, arguments.rounds)
    good = growth(program.rules, 80, arguments.rounds) and good
    if arguments.strict and not good:
        sys.exit("a goal was missed")


if __name__ == "__main__":
    main()
