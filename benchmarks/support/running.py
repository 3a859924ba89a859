"""What the contestants have in common: findings, the rules that make them, and times taken in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from cxadvisor.engine import COUNT, Fact, Rule, W, compile_rules
from tests.engine import clips_oracle

Finding = tuple[str, tuple[Any, ...]]
Runner = Callable[[Sequence[Fact]], set[Finding]]
"""Takes the facts of one canvas and returns what the rules find there."""


def told(rule: Rule) -> tuple[str, ...]:
    """The variables whose values make a finding of ``rule``: those it is distinct by, else all that name no fact."""
    if rule.distinct is not None:
        return tuple(sorted(rule.distinct))
    names: set[str] = set()
    for element in clips_oracle.expanded(rule.conditions)[0]:
        if isinstance(element, Fact):
            names |= {
                value.name for value in element.values() if isinstance(value, W) and value.name is not None
            }
    return tuple(sorted(names))


def counts(rule: Rule) -> bool:
    """Whether a rule counts."""
    return any(
        isinstance(element, COUNT) for choice in clips_oracle.expanded(rule.conditions) for element in choice
    )


def ours(rules: Sequence[Rule], support: bool = False) -> Runner:
    """This engine: bindings read for every finding, and the input facts it rests on too when asked to."""
    program = compile_rules(rules)
    names = {rule.name: told(rule) for rule in rules}

    def run(facts: Sequence[Fact]) -> set[Finding]:
        found = set()
        for match in program.run(facts, budget=100_000_000).matches:
            if support:
                assert match.base_support() is not None
            found.add((match.name, tuple([match[name] for name in names[match.name]])))
        return found

    return run


def best_of(runners: dict[str, Runner], facts: Sequence[Fact], rounds: dict[str, int]) -> dict[str, float]:
    """The best milliseconds of each runner, their rounds taken in turn.

    It is the processor's time: everything here runs in one thread, and what else the machine does stays out.
    """
    best = dict.fromkeys(runners, float("inf"))
    for turn in range(max(rounds.values())):
        for name, runner in runners.items():
            if turn < rounds[name]:
                start = time.process_time()
                runner(facts)
                best[name] = min(best[name], 1000 * (time.process_time() - start))
    return best
