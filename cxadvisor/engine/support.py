"""Canonical derivations: of all ways to a fact or a match, the one that rests on the fewest input facts.

Each derived fact stands on its own canonical derivation, so that one explanation holds everywhere. Ties are broken by
the texts of the input facts, then the rule's name, its bindings and the facts it matched: never by any order of input.
"""

from __future__ import annotations

from _thread import RLock
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from itertools import product
from typing import TYPE_CHECKING, Any

from cxadvisor.engine.result import Match

if TYPE_CHECKING:
    from cxadvisor.engine.deriving import Ways
    from cxadvisor.engine.fact import Fact
    from cxadvisor.engine.memory import Row
    from cxadvisor.engine.program import Plan
    from cxadvisor.engine.running import Run
    from cxadvisor.engine.steps import Ask, Branch

Way = tuple["Plan", "Branch", "Row"]

Witnesses = tuple[tuple["Fact", ...], dict[int, list[tuple["Fact", ...]]]]


class Support:
    """Finds canonical derivations for one run, each once. Sets of input facts are sets of their numbers."""

    __slots__ = ("_bases", "_canonical", "_known", "_lock", "_numbers", "_witnesses", "run")

    def __init__(self, run: Run) -> None:
        self.run = run
        self._lock = RLock()  # a result may be read by several threads
        self._numbers: dict[int, int] = {}
        self._bases: dict[int, frozenset[int]] = {}
        self._witnesses: dict[Any, Witnesses] = {}
        # A way and its support: a match would point back here, and a run should be freed without a search for circles.
        self._canonical: dict[int, tuple[Way, tuple[Fact, ...]]] = {}
        self._known: dict[int, Ways] | None = None

    def _ways(self) -> dict[int, Ways]:
        """Every way to every derived fact, by ``id``."""
        if self._known is None:
            self._known = self.run.derivations.ways(self.run.inputs)
        return self._known

    def _require(self, fact: Fact) -> None:
        """Find the canonical derivation of a derived fact, after those of all it may rest on."""
        with self._lock:
            known = self._ways()
            stack = [known[id(fact)]]
            while stack:
                entry = stack[-1]
                if id(entry.fact) in self._canonical:
                    stack.pop()
                    continue
                recursive = self.run.program._tasks[entry.component].component.recursive
                group = [entry]
                if recursive:
                    group = [each for each in known.values() if each.component == entry.component]
                within = {id(each.fact) for each in group}
                open_premises = {
                    id(premise)
                    for each in group
                    for way in each.ways
                    for premise in self._premises(way)
                    if id(premise) in known and id(premise) not in self._canonical
                }
                if open_premises - within:
                    stack.extend(known[premise] for premise in open_premises - within)
                elif recursive:
                    self._resolve_recursive(group)
                    stack.pop()
                else:
                    self._settle(entry.fact, self.best(entry.ways))
                    stack.pop()

    def _premises(self, way: Way) -> list[Fact]:
        """Every fact that a way may rest on, whichever witness is chosen."""
        _plan, branch, row = way
        facts = [row[column] for column in branch.fact_columns]
        for ask in branch.asks:
            if ask.kind == "exists" or ask.cites:
                facts += [fact for found in ask.facts(row, self.run.work) for fact in found]
        return facts

    def _settle(self, fact: Fact, match: Match) -> None:
        self._canonical[id(fact)] = match.way, match.support
        self._bases[id(fact)] = self.base(match.support)

    def _resolve_recursive(self, derived: Sequence[Ways]) -> None:
        """Settle facts in order of size: a derivation counts once everything it rests on is settled."""
        open_facts = {id(entry.fact) for entry in derived}
        queue: list[tuple[Any, int, Fact, Match]] = []
        waiting: dict[int, list[tuple[set[int], int, Fact, Match]]] = {}
        serial = 0
        for entry in derived:
            fact = entry.fact
            for match in (match for way in entry.ways for match in self._every_match(way)):
                needs = {id(premise) for premise in match.support if id(premise) in open_facts}
                serial += 1
                if not needs:
                    queue.append((self._rank(match), serial, fact, match))
                for need in list(needs):
                    waiting.setdefault(need, []).append((needs, serial, fact, match))
        heapify(queue)
        while queue:
            _rank, _serial, fact, match = heappop(queue)
            if id(fact) in self._bases:
                continue
            self._settle(fact, match)
            for needs, place, conclusion, premises in waiting.get(id(fact), ()):
                needs.discard(id(fact))
                if not needs and id(conclusion) not in self._bases:
                    heappush(queue, (self._rank(premises), place, conclusion, premises))

    def _every_match(self, way: Way) -> list[Match]:
        """The match of ``way`` with each choice of facts for its ``EXISTS``."""
        plan, branch, row = way
        choices: list[list[tuple[Fact, ...]]] = []
        for ask in branch.asks:
            if ask.kind == "exists":
                choices.append(ask.facts(row, self.run.work))
            elif ask.cites:
                choices.append([self._counted(ask, row)])
        if not choices:
            return [Match(plan, branch, row, self)]
        matched = tuple([row[column] for column in branch.fact_columns])
        return [
            Match(plan, branch, row, self, _unique(sum(choice, start=matched)))
            for choice in product(*choices)
        ]

    def _counted(self, ask: Ask, row: Row) -> tuple[Fact, ...]:
        """The facts a ``COUNT`` counted, by text."""
        return tuple(sorted((fact for (fact,) in ask.facts(row, self.run.work)), key=_fact_text))

    def canonical(self, fact: Fact) -> Match | None:
        """The canonical derivation of a derived fact; None for an input fact."""
        if id(fact) not in self._ways():
            return None
        if id(fact) not in self._canonical:
            self._require(fact)
        (plan, branch, row), support = self._canonical[id(fact)]
        return Match(plan, branch, row, self, support)

    def base(self, facts: Sequence[Fact]) -> frozenset[int]:
        """The input facts that ``facts`` rest on, as numbers (places in the run's inputs)."""
        if not self._numbers:
            self._numbers = {id(fact): number for number, fact in enumerate(self.run.inputs)}
        numbers, bases = self._numbers, self._bases
        found: set[int] = set()
        for fact in facts:
            number = numbers.get(id(fact))
            if number is not None:
                found.add(number)
                continue
            if id(fact) not in bases:
                self._require(fact)
            found |= bases[id(fact)]
        return frozenset(found)

    def facts(self, base: frozenset[int]) -> tuple[Fact, ...]:
        """The input facts of ``base``, ordered by text."""
        inputs = self.run.inputs
        return tuple(sorted([inputs[number] for number in base], key=_fact_text))

    def best(self, ways: Sequence[Way]) -> Match:
        """The canonical one of several ways to the same fact or match."""
        matches = [Match(plan, branch, row, self) for plan, branch, row in ways]
        if len(matches) == 1:
            return matches[0]
        bases = [self.base(match.support) for match in matches]
        fewest = min(map(len, bases))
        smallest = [(match, base) for match, base in zip(matches, bases, strict=True) if len(base) == fewest]
        if len(smallest) > 1:
            # What else breaks ties costs more to find out than the texts of the input facts, and seldom matters.
            texts = [self._texts(base) for _match, base in smallest]
            least = min(texts)
            smallest = [each for each, text in zip(smallest, texts, strict=True) if text == least]
        return (
            min((match for match, _base in smallest), key=self._rank) if len(smallest) > 1 else smallest[0][0]
        )

    def _texts(self, base: frozenset[int]) -> list[str]:
        inputs = self.run.inputs
        return sorted([inputs[number].as_text for number in base])

    def _rank(self, match: Match) -> Any:
        texts = self._texts(self.base(match.support))
        return len(texts), texts, match.name, match.order, tuple(map(_fact_text, match.support))

    def support_of(self, branch: Branch, row: Row) -> tuple[Fact, ...]:
        """What a match rests on directly: matched facts, then for each ``EXISTS`` and ``COUNT`` what it found."""
        facts = tuple([row[column] for column in branch.fact_columns])
        if not branch.asks:
            return facts if len(facts) < 2 else _unique(facts)
        for ask in branch.asks:
            if ask.kind == "exists":
                facts += self._witness(ask, row, facts)
            elif ask.cites:
                facts += self._counted(ask, row)
        return _unique(facts)

    def _witness(self, ask: Ask, row: Row, known: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """The facts an ``EXISTS`` rests on: those that add the fewest input facts, ties by text.

        Witnesses that share no input fact with ``known`` add all of theirs, so of them only the least can be best.
        """
        key = id(ask), ask.key(row)
        if key not in self._witnesses:
            self._witnesses[key] = self._survey(ask.facts(row, self.run.work))
        least, sharing = self._witnesses[key]
        if not sharing:
            return least
        base = self.base(known)
        chosen = {id(least): least}
        for number in base:
            chosen.update((id(facts), facts) for facts in sharing.get(number, ()))
        if len(chosen) == 1:
            return least
        return min(chosen.values(), key=lambda facts: (len(base | self.base(facts)), self._facts_rank(facts)))

    def _survey(self, found: list[tuple[Fact, ...]]) -> Witnesses:
        """The witness that rests on the fewest facts, and all witnesses by the input facts they rest on."""
        if len(found) == 1:
            return found[0], {}
        bases = [self.base(facts) for facts in found]
        fewest = min(map(len, bases))
        smallest = [facts for facts, base in zip(found, bases, strict=True) if len(base) == fewest]
        sharing: dict[int, list[tuple[Fact, ...]]] = {}
        for facts, base in zip(found, bases, strict=True):
            for number in base:
                sharing.setdefault(number, []).append(facts)
        return min(smallest, key=self._facts_rank), sharing

    def _facts_rank(self, facts: tuple[Fact, ...]) -> Any:
        if len(facts) == 1 and id(facts[0]) in self._numbers:
            return (facts[0].as_text,), (facts[0].as_text,)
        return tuple(map(_fact_text, self.facts(self.base(facts)))), tuple(map(_fact_text, facts))


def _fact_text(fact: Fact) -> str:
    return fact.as_text


def _unique(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    if len(set(map(id, facts))) == len(facts):
        return facts
    return tuple({id(fact): fact for fact in facts}.values())
