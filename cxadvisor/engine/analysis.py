"""Takes a rule's conditions apart: alternatives (``OR`` multiplied out), patterns, filters and groups, with scopes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from cxadvisor.engine.calls import by_position, parameters_of
from cxadvisor.engine.conditions import AND, COMPARE, COUNT, EXISTS, FORALL, NOT, OR, TEST, Condition
from cxadvisor.engine.constraints import W
from cxadvisor.engine.fact import Fact
from cxadvisor.engine.slots import MAX_DEPTH, Sought, ordering
from cxadvisor.errors import EngineError

MAX_CONDITIONS: Final = 48
"""At most so many patterns and conditions in one alternative of a rule."""

MAX_ALTERNATIVES: Final = 64
"""At most so many alternatives once every ``OR`` of a rule is multiplied out."""

Element = Fact | Condition


class Filter:
    """A function of the values of ``names`` that must be true."""

    __slots__ = ("function", "names")

    def __init__(self, names: tuple[str, ...], function: Callable[..., Any]) -> None:
        self.names = names
        self.function = function


class Group:
    """What is asked of a whole set of facts: ``kind`` is ``not``, ``exists`` or ``count``."""

    __slots__ = ("alternatives", "at_least", "at_most", "kind", "name", "shared", "source")

    def __init__(self, kind: str, source: Condition, alternatives: list[Conjunct], scope: set[str]) -> None:
        self.kind = kind
        self.source = source
        self.alternatives = alternatives
        self.name: str | None = None
        self.at_least = 0
        self.at_most: int | None = None
        used: set[str] = set()
        for alternative in alternatives:
            used |= alternative.mentioned
        # Variables bound outside are joined; all others are local to the group.
        self.shared = tuple(sorted(used & scope))


class Conjunct:
    """Patterns, filters and groups that must hold together."""

    __slots__ = ("bound", "filters", "groups", "mentioned", "patterns")

    def __init__(self) -> None:
        self.patterns: list[Sought] = []
        self.filters: list[Filter] = []
        self.groups: list[Group] = []
        self.bound: set[str] = set()
        """Variables that have a value once everything here holds."""
        self.mentioned: set[str] = set()
        """Every variable that occurs, nested groups included."""


def alternatives_of(elements: Sequence[Element], rule: str) -> list[Conjunct]:
    """The alternatives of a rule, or of a group inside one.

    Raises:
        EngineError: too many alternatives or conditions, too deep nesting, or a variable that nothing binds.
    """
    return _alternatives(elements, rule, frozenset(), 0)


def _alternatives(elements: Sequence[Element], rule: str, outer: Iterable[str], depth: int) -> list[Conjunct]:
    if depth > MAX_DEPTH:
        raise EngineError(
            f"rule {rule!r}: conditions nest more than {MAX_DEPTH} deep. Split the rule in two.", rule
        )
    width = _width(elements, rule, depth)
    if width > MAX_ALTERNATIVES:
        raise EngineError(
            f"rule {rule!r}: its ORs multiply out to {width} alternatives, more than {MAX_ALTERNATIVES}. "
            "Derive a fact for each OR by rules of its own, and seek that fact.",
            rule,
        )
    return [_conjunct(atoms, rule, set(outer), depth) for atoms in _multiplied(elements)]


def _width(elements: Sequence[Element], rule: str, depth: int) -> int:
    if depth > MAX_DEPTH:
        raise EngineError(
            f"rule {rule!r}: conditions nest more than {MAX_DEPTH} deep. Split the rule in two.", rule
        )
    if len(elements) > MAX_CONDITIONS:
        raise EngineError(
            f"rule {rule!r} joins {len(elements)} conditions, more than {MAX_CONDITIONS}. "
            "Derive a fact for a part of them.",
            rule,
        )
    width = 1
    for element in elements:
        if isinstance(element, AND):
            width *= _width(element.elements, rule, depth + 1)
        elif isinstance(element, OR):
            width *= sum(_width((part,), rule, depth + 1) for part in element.elements)
    return width


def _multiplied(elements: Sequence[Element]) -> list[list[Element]]:
    results: list[list[Element]] = [[]]
    for element in elements:
        if isinstance(element, AND):
            branches = _multiplied(element.elements)
        elif isinstance(element, OR):
            branches = [branch for part in element.elements for branch in _multiplied((part,))]
        else:
            for result in results:
                result.append(element)
            continue
        results = [result + branch for result in results for branch in branches]
    return results


def _conjunct(atoms: list[Element], rule: str, outer: set[str], depth: int) -> Conjunct:
    conjunct = Conjunct()
    if len(atoms) > MAX_CONDITIONS:
        raise EngineError(
            f"rule {rule!r} joins {len(atoms)} conditions, more than {MAX_CONDITIONS}. "
            "Derive a fact for a part of them.",
            rule,
        )
    soughts: dict[int, Sought] = {}
    facts: set[str] = set()
    for place, atom in enumerate(atoms):
        if isinstance(atom, Fact):
            sought = soughts[place] = Sought(atom, rule)
            conjunct.patterns.append(sought)
            conjunct.bound |= sought.names()
            if sought.bound_to is not None:
                if sought.bound_to in facts or sought.bound_to in outer:
                    raise EngineError(
                        f"rule {rule!r}: {sought.bound_to!r} names two facts. Give each its own name.", rule
                    )
                facts.add(sought.bound_to)
        elif isinstance(atom, COUNT) and atom.name is not None:
            conjunct.bound.add(atom.name)
    for sought in conjunct.patterns:
        for _accessor, name in sought.variables:
            if name in facts:
                raise EngineError(
                    f"rule {rule!r}: {name!r} names both a fact and a slot's value. Rename one.", rule
                )
    _attach(conjunct, atoms, soughts, rule, outer, depth)
    _check_bound(conjunct, rule, conjunct.bound | outer)
    conjunct.mentioned |= conjunct.bound
    return conjunct


def _attach(
    conjunct: Conjunct,
    atoms: list[Element],
    soughts: dict[int, Sought],
    rule: str,
    outer: set[str],
    depth: int,
) -> None:
    """Add filters and groups, in written order."""
    scope = conjunct.bound | outer
    before = set(outer)
    for place, atom in enumerate(atoms):
        if place in soughts:
            sought = soughts[place]
            before |= sought.names()
            for _accessor, names, _function in sought.joins:
                conjunct.mentioned.update(names)
        elif isinstance(atom, TEST):
            conjunct.filters.append(_test(atom, rule, scope, before))
        elif isinstance(atom, COMPARE):
            conjunct.filters.append(_comparison(atom))
        elif isinstance(atom, Condition):
            group = _group(atom, rule, scope, depth)
            conjunct.groups.append(group)
            if group.name is not None:
                before.add(group.name)
            for alternative in group.alternatives:
                conjunct.mentioned |= alternative.mentioned
    for each in conjunct.filters:
        conjunct.mentioned.update(each.names)


def _group(atom: Condition, rule: str, scope: set[str], depth: int) -> Group:
    elements: Sequence[Element] = atom.elements
    if isinstance(atom, COUNT):
        group = Group(
            "count", atom, _alternatives(elements, rule, scope - {atom.name}, depth + 1), scope - {atom.name}
        )
        group.name = atom.name
        group.at_least = atom.at_least or 0
        group.at_most = atom.at_most
        return group
    if isinstance(atom, FORALL):
        # For every A also B and C: there is no A without B and C.
        elements = (elements[0], NOT(*elements[1:]))
    elif not isinstance(atom, (NOT, EXISTS)):
        raise EngineError(f"rule {rule!r}: {atom!r} is no condition of this engine.", rule)
    kind = "exists" if isinstance(atom, EXISTS) else "not"
    return Group(kind, atom, _alternatives(elements, rule, scope, depth + 1), scope)


def _test(atom: TEST, rule: str, scope: set[str], before: set[str]) -> Filter:
    parameters = parameters_of(atom.function)
    for name in parameters.required:
        if name not in scope:
            raise EngineError(
                f"rule {rule!r}: {atom!r} takes {name!r}, which nothing binds. Bind it with MATCH.{name} in a pattern.",
                rule,
            )
    names = parameters.chosen(sorted(before | set(parameters.required)))
    return Filter(names, by_position(atom.function, parameters, names))


def _comparison(atom: COMPARE) -> Filter:
    compare, left, right = ordering(atom.sign), atom.left, atom.right
    left_name = left.name if isinstance(left, W) else None
    right_name = right.name if isinstance(right, W) else None
    if left_name is not None and right_name is not None:
        return Filter((left_name, right_name), compare)
    if left_name is not None:
        return Filter((left_name,), lambda value: compare(value, right))
    if right_name is not None:
        return Filter((right_name,), lambda value: compare(left, value))
    return Filter((), lambda: compare(left, right))


def _check_bound(conjunct: Conjunct, rule: str, scope: set[str]) -> None:
    needed = {name for each in conjunct.filters for name in each.names}
    needed |= {
        name for sought in conjunct.patterns for _accessor, names, _function in sought.joins for name in names
    }
    missing = sorted(needed - scope)
    if missing:
        raise EngineError(
            f"rule {rule!r}: the variable {missing[0]!r} is compared but nothing binds it. "
            f"Bind it with MATCH.{missing[0]} in a pattern outside NOT, or with AS.{missing[0]} << COUNT(...).",
            rule,
        )
