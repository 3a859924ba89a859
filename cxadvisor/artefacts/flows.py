"""The facts that user flows have beside those of all artefacts: what can be reached, and what leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from cxadvisor.artefacts.items import TakenApart
from cxadvisor.engine import Fact
from cxadvisor.model.artefacts import UserFlow
from cxadvisor.model.artefacts.flows import FlowStep
from cxadvisor.rulebook.artefacts import flows as words

START: Final = "start"


def flow_facts(taken: TakenApart) -> Iterator[Fact]:
    """Yield where the steps of a flow lead."""
    flow = taken.artefact
    assert isinstance(flow, UserFlow)
    items = list(taken.parts("steps"))
    steps = {item.identity: item.part for item in items if isinstance(item.part, FlowStep)}
    by_id = {step.id: identity for identity, step in steps.items() if step.id is not None}
    onward = {identity: tuple(_next(step, by_id)) for identity, step in steps.items()}
    if not any(onward.values()):
        # A flow without any "next" is a plain list: each step follows the one before.
        names = list(steps)
        onward = {
            name: (names[place + 1],) if place + 1 < len(names) else () for place, name in enumerate(names)
        }
        if names:
            steps[names[-1]] = steps[names[-1]].model_copy(update={"kind": "end"})
    reached = _reached(_starts(flow, steps, by_id), onward)
    leaving = _leaving(onward)
    circle: set[str] = set()
    for item in items:
        identity = item.identity
        step = steps[identity]
        loops = identity in reached and identity not in leaving
        yield words.FlowStep(
            id=identity,
            flow=taken.identity,
            reached=identity in reached,
            leads_on=bool(onward[identity]),
            is_end=step.kind == "end",
            loops=loops,
            first=loops and identity not in circle,
        )
        if loops and identity not in circle:
            circle |= _reached([identity], onward)
    yield words.UserFlow(
        id=taken.identity,
        steps=len(items),
        decides=any(step.kind == "decision" or len(onward[name]) > 1 for name, step in steps.items()),
        error=any(step.kind == "error" for step in steps.values()),
    )
    for branch in taken.parts("steps.branches"):
        target = getattr(branch.part, "next", None)
        if target is None:
            yield words.OpenBranch(id=branch.identity, step=branch.of, flow=taken.identity)


def _next(step: FlowStep, by_id: Mapping[str, str]) -> Iterator[str]:
    """Yield the steps that follow; ids of steps that are nowhere are told as broken references."""
    for target in (*step.next, *(branch.next for branch in step.branches)):
        if target is not None and target in by_id:
            yield by_id[target]


def _starts(flow: UserFlow, steps: Mapping[str, FlowStep], by_id: Mapping[str, str]) -> list[str]:
    if flow.start is not None and flow.start in by_id:
        return [by_id[flow.start]]
    marked = [identity for identity, step in steps.items() if step.kind == START]
    return marked or list(steps)[:1]


def _reached(starts: Iterable[str], onward: Mapping[str, tuple[str, ...]]) -> set[str]:
    found, open_ones = set(starts), list(starts)
    while open_ones:
        for each in onward[open_ones.pop()]:
            if each not in found:
                found.add(each)
                open_ones.append(each)
    return found


def _leaving(onward: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The steps from which some way leads to a step that nothing follows."""
    before: dict[str, list[str]] = {}
    for identity, targets in onward.items():
        for target in targets:
            before.setdefault(target, []).append(identity)
    last = [identity for identity, targets in onward.items() if not targets]
    return _reached(last, {identity: tuple(before.get(identity, ())) for identity in onward})
