"""What a run found: ``Result``, ``Match``, ``Derived`` and ``Absence``, all in an order that no input order changes."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cxadvisor.engine.absence import Absence, absences_of
from cxadvisor.engine.fact import Fact
from cxadvisor.engine.ordering import rows_in_order, ways_in_order
from cxadvisor.engine.values import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxadvisor.engine.memory import Row, Rows
    from cxadvisor.engine.ordering import Way
    from cxadvisor.engine.program import Plan
    from cxadvisor.engine.rule import Rule
    from cxadvisor.engine.running import Run
    from cxadvisor.engine.steps import Branch
    from cxadvisor.engine.support import Support


class Match:
    """One way a rule's conditions hold. Everything beyond the row is worked out when asked for."""

    __slots__ = ("_bindings", "_branch", "_plan", "_row", "_source", "_support")

    def __init__(
        self, plan: Plan, branch: Branch, row: Row, source: Support, support: tuple[Fact, ...] | None = None
    ) -> None:
        self._plan = plan
        self._branch = branch
        self._row = row
        self._source = source
        self._support = support
        self._bindings: Mapping[str, Any] | None = None

    @property
    def rule(self) -> Rule:
        """The rule."""
        return self._plan.rule

    @property
    def name(self) -> str:
        """The rule's name."""
        return self._plan.rule.name

    @property
    def bindings(self) -> Mapping[str, Any]:
        """The variables by name, in alphabetical order; those of ``AS`` stand for facts."""
        if self._bindings is None:
            row = self._row
            self._bindings = MappingProxyType({name: row[column] for name, column in self._branch.named})
        return self._bindings

    def __getitem__(self, name: str) -> Any:
        """What a variable stands for."""
        return self._row[self._branch.columns[name]]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts matched by the patterns, in the order the patterns are written."""
        return tuple([self._row[column] for column in self._branch.fact_columns])

    @property
    def support(self) -> tuple[Fact, ...]:
        """The input and derived facts it rests on directly: those matched, and those ``EXISTS`` and ``COUNT`` found."""
        if self._support is None:
            self._support = self._source.support_of(self._branch, self._row)
        return self._support

    def base_support(self) -> tuple[Fact, ...]:
        """The input facts it rests on in the end, ordered by text."""
        source = self._source
        return source.facts(source.base(self.support))

    @property
    def absences(self) -> tuple[Absence, ...]:
        """What was looked for by ``NOT``, ``COUNT`` and ``FORALL``, in the order they are written."""
        return absences_of(self._branch, self._row, self._source.run)

    @property
    def way(self) -> Way:
        """The plan, branch and row it was found by."""
        return self._plan, self._branch, self._row

    @property
    def order(self) -> tuple[Any, ...]:
        """The texts of bindings and facts, which break ties."""
        return tuple([text_of(value) for value in self.bindings.values()]), tuple(
            [fact.as_text for fact in self.facts]
        )

    def __repr__(self) -> str:
        return (
            f"<Match {self.name}: {', '.join(f'{name}={value!r}' for name, value in self.bindings.items())}>"
        )


class Derived:
    """A fact that a rule concluded, with its one canonical derivation."""

    __slots__ = ("fact", "match")

    def __init__(self, fact: Fact, match: Match) -> None:
        self.fact = fact
        self.match = match

    @property
    def rule(self) -> Rule:
        """The rule of its canonical derivation."""
        rule: Rule = self.match.rule
        return rule

    @property
    def support(self) -> tuple[Fact, ...]:
        """The facts it rests on directly."""
        return self.match.support

    def base_support(self) -> tuple[Fact, ...]:
        """The input facts it rests on in the end, ordered by text."""
        return self.match.base_support()

    @property
    def absences(self) -> tuple[Absence, ...]:
        """What was looked for and must be absent."""
        return self.match.absences

    def __repr__(self) -> str:
        return f"<Derived {self.fact!r} by {self.match.name}>"


class Result:
    """What a run found. Lists are put together when first asked for."""

    __slots__ = ("_derived", "_facts", "_matches", "_run", "_support")

    def __init__(self, run: Run, support: Support) -> None:
        self._run = run
        self._support = support
        self._matches: tuple[Match, ...] | None = None
        self._derived: tuple[Derived, ...] | None = None
        self._facts: tuple[Fact, ...] | None = None

    @property
    def matches(self) -> tuple[Match, ...]:
        """The recorded matches, ordered by rule name, then by the texts of bindings and facts."""
        if self._matches is None:
            by_rule: dict[str, list[tuple[Plan, Branch, Rows]]] = {}
            for part in self._run.recorded:
                by_rule.setdefault(part[0].rule.name, []).append(part)
            matches: list[Match] = []
            for name in sorted(by_rule):
                matches += self._of_rule(by_rule[name])
            self._matches = tuple(matches)
        return self._matches

    def _of_rule(self, parts: list[tuple[Plan, Branch, Rows]]) -> list[Match]:
        support = self._support
        plan, branch, rows = parts[0]
        if plan.rule.distinct is None and len(plan.branches) == len(parts) == 1:
            return [Match(plan, branch, row, support) for row in rows_in_order(branch, rows)]
        ways = [(plan, branch, row) for plan, branch, rows in parts for row in rows]
        if plan.rule.distinct is not None or len(plan.branches) > 1:
            groups: dict[Any, list[Way]] = {}
            for way in ways:
                groups.setdefault(_sameness(way), []).append(way)
            ways = [group[0] if len(group) == 1 else support.best(group).way for group in groups.values()]
        return [Match(plan, branch, row, support) for plan, branch, row in ways_in_order(ways)]

    @property
    def derived(self) -> tuple[Derived, ...]:
        """The facts that rules concluded, ordered by text, each with its canonical derivation."""
        if self._derived is None:
            found = sorted(self._run.derivations.facts, key=_text)
            self._derived = tuple(
                [derived for fact in found if (derived := self.derivation(fact)) is not None]
            )
        return self._derived

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, input and derived, ordered by text."""
        if self._facts is None:
            self._facts = tuple(sorted(self._all(), key=_text))
        return self._facts

    @property
    def by_class(self) -> Mapping[type[Fact], Sequence[Fact]]:
        """All facts by their class, in no particular order; ``facts`` costs more, because it orders them by text."""
        return MappingProxyType(self._run.memory.facts)

    def derivation(self, fact: Fact) -> Derived | None:
        """How ``fact`` was concluded; None when it is an input fact or unknown."""
        known = self._run.registry.find(fact)
        match = None if known is None else self._support.canonical(known)
        return None if known is None or match is None else Derived(known, match)

    def _all(self) -> Iterator[Fact]:
        yield from self._run.inputs
        yield from self._run.derivations.facts

    def __repr__(self) -> str:
        return f"<Result of {len(self.matches)} matches, {len(self._run.derivations.facts)} derived facts>"


def _sameness(way: Way) -> Any:
    """What makes two matches of a rule one: its ``distinct`` variables, else facts and bindings."""
    plan, branch, row = way
    if plan.rule.distinct is not None:
        return tuple([row[branch.columns[name]] for name in plan.rule.distinct])
    return (
        tuple([id(row[column]) for column in branch.fact_columns]),
        tuple([(name, row[column]) for name, column in branch.named]),
    )


def _text(fact: Fact) -> str:
    return fact.as_text
