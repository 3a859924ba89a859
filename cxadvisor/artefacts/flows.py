"""The facts that user flows have beside those of all artefacts: what can be reached, and what leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.engine import Fact
from cxadvisor.model.artefacts import UserFlow
from cxadvisor.model.artefacts.flows import Branch, FlowStep
from cxadvisor.rulebook.artefacts import flows as words

NO: Final = frozenset(
    {
        *("no", "not", "otherwise", "else", "nu", "altfel", "nie", "inaczej", "przeciwnym"),
        *("нет", "не", "иначе", "non", "altrimenti"),
    }
)
"""What a branch begins with when it is not the one that was hoped for, in all languages."""

_WORD: Final = re.compile(r"\w+")

Onward = Mapping[str, tuple[str, ...]]


def flow_facts(taken: TakenApart) -> Iterator[Fact]:
    """Yield where the steps of a flow lead."""
    flow = taken.artefact
    assert isinstance(flow, UserFlow)
    items = [item for item in taken.parts("steps") if isinstance(item.part, FlowStep)]
    ways = _Ways(flow, items)
    circles: set[str] = set()
    for item in items:
        identity = item.identity
        loops = identity in ways.reached and identity not in ways.leaving
        round_ = _reached([identity], ways.onward) if loops else set()
        yield words.FlowStep(
            id=identity,
            flow=taken.identity,
            reached=identity in ways.reached,
            stray=identity in ways.stray,
            stops=identity in ways.stops,
            loops=loops,
            first=loops and not circles & round_,
        )
        circles |= round_
    yield words.UserFlow(
        id=taken.identity,
        steps=len(items),
        error=any(_kind(item) == "error" for item in items),
    )
    for branch in taken.parts("steps.branches"):
        slots = {"id": branch.identity, "step": branch.of, "flow": taken.identity}
        if isinstance(branch.part, Branch) and branch.part.next is None and ways.onward.get(branch.of):
            yield words.OpenBranch(**slots)
        if isinstance(branch.part, Branch) and NO.intersection(_WORD.findall(branch.text.casefold())[:3]):
            yield words.Refusal(**slots)


class _Ways:
    """The ways through a flow.

    ``onward`` are the steps that follow each step, ``reached`` those that some way leads to, ``stray`` those of the
    others that none of them leads to, ``stops`` where nothing follows though it is no end, ``leaving`` the steps from
    which some way leads to an end.
    """

    def __init__(self, flow: UserFlow, items: list[Item]) -> None:
        self._items = items
        self._by_id = {
            item.part.id: item.identity
            for item in items
            if isinstance(item.part, FlowStep) and item.part.id is not None
        }
        targets = {item.identity: _targets(item) for item in items}
        lost = {name for name, found in targets.items() if not self._by_id.keys() >= set(found)}
        self.onward: Onward = {
            name: tuple(self._by_id[each] for each in found if each in self._by_id)
            for name, found in targets.items()
        }
        plain = [item for item in items if _kind(item) != "end" and not _branches(item)]
        in_order = not any(targets[item.identity] for item in plain)
        if in_order:
            # Where no plain step says what follows, it is the next one in the list.
            self.onward = {**self.onward, **self._in_order(plain)}
        ended = any(_kind(item) == "end" for item in items)
        last = {items[-1].identity} if items and in_order else set()
        self.stops = {
            item.identity
            for item in items
            if not self.onward[item.identity]
            and item.identity not in lost | last
            and _kind(item) != "end"
            # Where no end is marked, any step may be one but those that ask for a way on.
            and (ended or _kind(item) in ("decision", "error") or _branches(item))
        }
        self.reached = _reached(self._starts(flow), self.onward)
        if lost:
            # Whatever seems out of reach may be what a mistyped id was to lead to; that is told by itself.
            self.reached = set(targets)
        astray = [item.identity for item in items if item.identity not in self.reached]
        self.stray = _heads(astray, self.onward)
        ends = {item.identity for item in items if _kind(item) == "end" or not self.onward[item.identity]}
        self.leaving = _reached(ends | lost, _backwards(self.onward))

    def _in_order(self, plain: list[Item]) -> dict[str, tuple[str, ...]]:
        names = [item.identity for item in self._items]
        following = dict(pairwise(names))
        return {item.identity: (following[item.identity],) for item in plain if item.identity in following}

    def _starts(self, flow: UserFlow) -> list[str]:
        if flow.start is not None and flow.start in self._by_id:
            return [self._by_id[flow.start]]
        marked = [item.identity for item in self._items if _kind(item) == "start"]
        return marked or [item.identity for item in self._items[:1]]


def _kind(item: Item) -> str | None:
    return item.part.kind if isinstance(item.part, FlowStep) else None


def _branches(item: Item) -> tuple[Branch, ...]:
    return item.part.branches if isinstance(item.part, FlowStep) else ()


def _targets(item: Item) -> tuple[str, ...]:
    """The ids of the steps that are said to follow."""
    assert isinstance(item.part, FlowStep)
    return (*item.part.next, *(branch.next for branch in _branches(item) if branch.next is not None))


def _reached(starts: Iterable[str], onward: Onward) -> set[str]:
    found = set(starts)
    open_ones = list(found)
    while open_ones:
        for each in onward[open_ones.pop()]:
            if each not in found:
                found.add(each)
                open_ones.append(each)
    return found


def _backwards(onward: Onward) -> Onward:
    before: dict[str, list[str]] = {identity: [] for identity in onward}
    for identity, targets in onward.items():
        for target in targets:
            before[target].append(identity)
    return {identity: tuple(found) for identity, found in before.items()}


def _heads(astray: list[str], onward: Onward) -> set[str]:
    """The first of the steps that are out of reach: the others follow from them."""
    led_to = {target for each in astray for target in onward[each] if target != each}
    heads = {each for each in astray if each not in led_to}
    told = _reached(heads, onward)
    for each in astray:  # circles of their own
        if each not in told:
            heads.add(each)
            told |= _reached([each], onward)
    return heads
