"""Orders rules so that whatever is negated or counted is complete before: strata, computed on patterns."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from cxadvisor.engine.analysis import Conjunct
from cxadvisor.engine.constraints import Constraint
from cxadvisor.engine.fact import Fact
from cxadvisor.engine.slots import Sought
from cxadvisor.engine.templates import Head
from cxadvisor.errors import RuleCycleError

Seeks = list[tuple[Sought, bool]]
"""The patterns of a rule, each with whether it is negated or counted."""

_POSITIVE: Final = 0
_NEGATIVE: Final = 1


def sought_in(alternatives: Sequence[Conjunct], negated: bool = False) -> Seeks:
    """All patterns of a rule, those in groups included."""
    found: Seeks = []
    for alternative in alternatives:
        found.extend((sought, negated) for sought in alternative.patterns)
        for group in alternative.groups:
            found.extend(sought_in(group.alternatives, negated or group.kind != "exists"))
    return found


class Shape:
    """What matters of a rule here: its name, what it concludes and what it seeks."""

    __slots__ = ("heads", "name", "seeks")

    def __init__(self, name: str, heads: Sequence[Head], seeks: Seeks) -> None:
        self.name = name
        self.heads = heads
        self.seeks = seeks


class Component:
    """Rules to be evaluated together: one rule, or several that feed one another."""

    __slots__ = ("recursive", "rules", "stratum")

    def __init__(self, rules: list[int], recursive: bool, stratum: int) -> None:
        self.rules = rules
        self.recursive = recursive
        self.stratum = stratum


def components(shapes: Sequence[Shape]) -> list[Component]:
    """The order of evaluation: by stratum, then what is fed after what feeds it, then as written.

    Raises:
        RuleCycleError: rules that negate or count what they themselves derive.
    """
    edges = _edges(shapes)
    groups = _strongly_connected([list(targets) for targets in edges])
    owner = {rule: number for number, group in enumerate(groups) for rule in group}
    for source, targets in enumerate(edges):
        for target, kind in targets.items():
            if kind == _NEGATIVE and owner[source] == owner[target]:
                raise _cycle_error(shapes, edges, source, target)
    waiting = [0] * len(groups)
    for source, targets in enumerate(edges):
        for target in targets:
            waiting[owner[target]] += owner[source] != owner[target]
    strata = [0] * len(groups)
    # Tarjan's algorithm finds a component only after everything it feeds.
    for number in range(len(groups) - 1, -1, -1):
        for source in groups[number]:
            for target, kind in edges[source].items():
                if owner[target] != number:
                    strata[owner[target]] = max(strata[owner[target]], strata[number] + kind)
    ready = [
        (strata[number], min(groups[number]), number) for number in range(len(groups)) if not waiting[number]
    ]
    heapify(ready)
    ordered: list[Component] = []
    while ready:
        stratum, _first, number = heappop(ready)
        group = sorted(groups[number])
        ordered.append(
            Component(group, any(rule in edges[rule] for rule in group) or len(group) > 1, stratum)
        )
        for source in group:
            for target in edges[source]:
                if owner[target] != number:
                    waiting[owner[target]] -= 1
                    if not waiting[owner[target]]:
                        heappush(ready, (strata[owner[target]], min(groups[owner[target]]), owner[target]))
    return ordered


def _edges(shapes: Sequence[Shape]) -> list[dict[int, int]]:
    """For each rule the rules it feeds, and whether one of them negates or counts what it concludes."""
    producers: dict[type[Fact], list[tuple[int, Head]]] = {}
    for number, shape in enumerate(shapes):
        for head in shape.heads:
            producers.setdefault(head.cls, []).append((number, head))
    edges: list[dict[int, int]] = [{} for _shape in shapes]
    for target, shape in enumerate(shapes):
        for sought, negated in shape.seeks:
            for source, head in producers.get(sought.cls, ()):
                kind = _NEGATIVE if negated else _POSITIVE
                if edges[source].get(target, -1) < kind and head.may_meet(sought):
                    edges[source][target] = kind
    return edges


def _strongly_connected(edges: list[list[int]]) -> list[list[int]]:
    """Tarjan's algorithm, without recursion: a chain of a thousand rules is no deep stack."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for root in range(len(edges)):
        if root in order:
            continue
        visiting = [(root, 0)]
        while visiting:
            node, position = visiting.pop()
            if position == 0:
                order[node] = low[node] = len(order)
                stack.append(node)
                on_stack.add(node)
            else:
                low[node] = min(low[node], low[edges[node][position - 1]])
            while position < len(edges[node]):
                target = edges[node][position]
                position += 1
                if target not in order:
                    visiting.append((node, position))
                    visiting.append((target, 0))
                    break
                if target in on_stack:
                    low[node] = min(low[node], order[target])
            else:
                if low[node] == order[node]:
                    group: list[int] = []
                    while not group or group[-1] != node:
                        group.append(stack.pop())
                        on_stack.discard(group[-1])
                    found.append(group)
    return found


def _cycle_error(
    shapes: Sequence[Shape], edges: list[dict[int, int]], source: int, target: int
) -> RuleCycleError:
    name = shapes[target].name
    sought, head = next(
        (sought, head)
        for sought, negated in shapes[target].seeks
        for head in shapes[source].heads
        if negated and head.may_meet(sought)
    )
    if source == target:
        return RuleCycleError(own_negation(name, sought.pattern, head), name)
    names = " → ".join(repr(shapes[rule].name) for rule in _path(edges, target, source))
    return RuleCycleError(
        f"rule {name!r} negates or counts {sought.pattern!r}, which rule {shapes[source].name!r} concludes only after "
        f"it: {names} → {name!r}. No order of evaluation is right; break the cycle, for instance by a fact class of "
        "its own for what is negated.",
        name,
    )


def _path(edges: list[dict[int, int]], start: int, goal: int) -> list[int]:
    """The shortest way from one rule to another along what feeds what."""
    came_from = {start: start}
    queue = [start]
    for node in queue:
        for target in edges[node]:
            if target not in came_from:
                came_from[target] = node
                queue.append(target)
    path = [goal]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


def own_negation(name: str, pattern: Fact, head: Head | None = None) -> str:
    """The message for a rule that declares what its own NOT seeks, with the rewrite."""
    kind = type(pattern).__name__
    slots = ", ".join(
        ("..." if isinstance(value, Constraint) else repr(value))
        if isinstance(slot, int)
        else f"{slot}=" + ("..." if isinstance(value, Constraint) else repr(value))
        for slot, value in pattern.items()
    )
    declares = (
        f"declares {head.describe()}, which its own NOT or COUNT seeks"
        if head
        else "declares what its own NOT seeks"
    )
    return (
        f"rule {name!r} {declares} ({pattern!r}): once it ran, its reason would be gone. "
        "Give the fact before the run instead, from a DefFacts method:\n\n"
        f"    @DefFacts()\n    def {name if name.isidentifier() else 'given'}(self):\n        yield {kind}({slots})\n\n"
        "and drop the rule; or conclude a fact of another class, and seek either."
    )
