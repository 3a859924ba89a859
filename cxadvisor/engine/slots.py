"""From a pattern's constraints to what the joins need: literals, tests, variables, and comparisons between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cxadvisor.engine.constraints import OPERATORS, AllOf, AnyOf, Comparison, Constraint, L, Negation, P, W
from cxadvisor.engine.fact import Fact, unknown_slot
from cxadvisor.engine.values import frozen
from cxadvisor.errors import EngineError

Accessor = str | int | tuple[str | int, ...]
"""Where a value stands in a fact: a slot, or a path into a nested value."""

Needs = tuple[tuple[type[Fact], str | None, frozenset[Any]], ...]
"""What there must be for a rule to match at all: of each class a fact, with one of the values where a slot is named."""

MAX_DEPTH: Final = 24
"""How deeply conditions and constraints may nest."""

ORDERINGS: Final = frozenset((">", ">=", "<", "<="))


class Sought:
    """A pattern taken apart. ``joins`` are constraints that mention variables: (accessor, names, function)."""

    __slots__ = ("bound_to", "cls", "constants", "joins", "pattern", "required", "tests", "variables")

    def __init__(self, pattern: Fact, rule: str) -> None:
        self.pattern = pattern
        self.cls = type(pattern)
        self.bound_to = pattern.bound_to
        self.constants: list[tuple[Accessor, Any]] = []
        self.tests: list[tuple[Accessor, Any, Callable[[Any], Any]]] = []
        self.variables: list[tuple[Accessor, str]] = []
        self.joins: list[tuple[Accessor, tuple[str, ...], Callable[..., Any]]] = []
        self.required: list[Accessor] = []
        for slot, value in pattern.items():
            accessor = _accessor(self.cls, slot, rule)
            if isinstance(value, Constraint):
                self._take(accessor, value, rule)
            else:
                self.constants.append((accessor, frozen(value, f"rule {rule!r}: slot {slot!r}")))

    def _take(self, accessor: Accessor, constraint: Constraint, rule: str) -> None:
        kind = type(constraint)
        if constraint.name is not None:
            self.variables.append((accessor, constraint.name))
        if kind is W:
            if constraint.name is None:
                self.required.append(accessor)
        elif isinstance(constraint, L):
            self.constants.append((accessor, frozen(constraint.value, f"rule {rule!r}: slot {accessor!r}")))
        elif isinstance(constraint, AllOf):
            for part in constraint.parts:
                self._take(accessor, part, rule)
        else:
            names: list[str] = []
            if _mentions(constraint, rule):
                self.joins.append((accessor, (), _open(constraint, names)))
                self.joins[-1] = (accessor, tuple(names), self.joins[-1][2])
            else:
                self.tests.append((accessor, _key(constraint, rule), _closed(constraint)))

    @property
    def needs(self) -> Needs:
        """What there must be for the pattern to match at all."""
        found: list[tuple[type[Fact], str | None, frozenset[Any]]] = []
        for slot, value in self.pattern.items():
            values = _literals(value)
            if values is not None and slot in self.cls.fields:
                found.append((self.cls, str(slot), values))
        return tuple(found) or ((self.cls, None, frozenset()),)

    def names(self) -> set[str]:
        """The variables bound by the pattern."""
        bound = {name for _accessor, name in self.variables}
        return bound | {self.bound_to} if self.bound_to is not None else bound


def _literals(value: Any) -> frozenset[Any] | None:
    """The values that a slot may have, where its constraint lists them."""
    if not isinstance(value, Constraint):
        return frozenset((frozen(value, "a literal"),))
    if isinstance(value, L):
        return frozenset((frozen(value.value, "a literal"),))
    if isinstance(value, AllOf):
        return next((found for part in value.parts if (found := _literals(part)) is not None), None)
    if isinstance(value, AnyOf):
        parts = [_literals(part) for part in value.parts]
        return None if None in parts else frozenset().union(*[part for part in parts if part is not None])
    return None


def _accessor(cls: type[Fact], slot: str | int, rule: str) -> Accessor:
    fields = cls.fields
    if slot in fields or isinstance(slot, int) or (not fields and "__" not in slot.strip("_")):
        if fields and slot not in fields:
            raise unknown_slot(cls, slot, rule)
        return slot
    path = tuple(int(part) if part.isdigit() else part for part in slot.split("__"))
    if fields and path[0] not in fields:
        raise unknown_slot(cls, slot, rule)
    return path


def ordering(sign: str) -> Callable[[Any, Any], Any]:
    """The comparison by its sign; with ``None`` on a side an ordering is false, because nothing was said."""
    compare = OPERATORS[sign]
    if sign not in ORDERINGS:
        return compare
    return lambda left, right: left is not None and right is not None and compare(left, right)


def _mentions(constraint: Constraint, rule: str, depth: int = 0) -> bool:
    """Whether a variable occurs below ``|``, ``~`` or as an operand."""
    if depth > MAX_DEPTH:
        raise EngineError(
            f"rule {rule!r}: constraints nest more than {MAX_DEPTH} deep. Simplify the pattern.", rule
        )
    if isinstance(constraint, Comparison):
        return isinstance(constraint.operand, W)
    parts = constraint.parts if isinstance(constraint, (AllOf, AnyOf)) else ()
    if isinstance(constraint, Negation):
        parts = (constraint.part,)
    found = False
    for part in parts:
        if part.name is not None and type(part) is not W:
            raise EngineError(
                f"rule {rule!r}: {part!r} binds a variable below | or ~, where it may have no value.", rule
            )
        found = _mentions(part, rule, depth + 1) or part.name is not None or found
    return found


def _closed(constraint: Constraint) -> Callable[[Any], Any]:
    """A constraint without variables as a function of the slot's value."""
    if isinstance(constraint, P):
        return constraint.function
    if isinstance(constraint, L):
        literal = frozen(constraint.value, "a literal")
        return lambda value: value == literal
    if isinstance(constraint, Comparison):
        compare, operand = ordering(constraint.sign), constraint.operand
        return lambda value: compare(value, operand)
    if isinstance(constraint, Negation):
        if isinstance(constraint.part, L):
            refused = frozen(constraint.part.value, "a literal")
            return lambda value: value != refused
        negated = _closed(constraint.part)
        return lambda value: not negated(value)
    if isinstance(constraint, AnyOf):
        literals = [part.value for part in constraint.parts if isinstance(part, L)]
        if len(literals) == len(constraint.parts):
            return frozenset(frozen(each, "a literal") for each in literals).__contains__
        either = tuple(map(_closed, constraint.parts))
        return lambda value: any(part(value) for part in either)
    if isinstance(constraint, AllOf):
        every = tuple(map(_closed, constraint.parts))
        return lambda value: all(part(value) for part in every)
    return lambda value: True


def _open(constraint: Constraint, names: list[str]) -> Callable[..., Any]:
    """A constraint with variables as a function of the slot's value and the values of ``names`` (filled here)."""
    if isinstance(constraint, Comparison) and isinstance(constraint.operand, W):
        compare, place = ordering(constraint.sign), _place(constraint.operand, names)
        return lambda value, *others: compare(value, others[place])
    if isinstance(constraint, W) and constraint.name is not None:
        same = _place(constraint, names)
        return lambda value, *others: value == others[same]
    if isinstance(constraint, Negation):
        negated = _open(constraint.part, names)
        return lambda value, *others: not negated(value, *others)
    if isinstance(constraint, (AnyOf, AllOf)):
        parts = tuple(_open(part, names) for part in constraint.parts)
        quantifier = any if isinstance(constraint, AnyOf) else all
        return lambda value, *others: quantifier(part(value, *others) for part in parts)
    alone = _closed(constraint)
    return lambda value, *_others: alone(value)


def _place(variable: W, names: list[str]) -> int:
    name = variable.name
    assert name is not None
    if name not in names:
        names.append(name)
    return names.index(name)


def _key(constraint: Constraint, rule: str) -> Any:
    """What makes two constraints without variables the same, so that rules can share what passes them."""
    if isinstance(constraint, L):
        return ("L", frozen(constraint.value, f"rule {rule!r}: a literal"))
    if isinstance(constraint, P):
        return ("P", id(constraint.function))
    if isinstance(constraint, Comparison):
        return (constraint.sign, frozen(constraint.operand, f"rule {rule!r}: a literal"))
    if isinstance(constraint, Negation):
        return ("~", _key(constraint.part, rule))
    if isinstance(constraint, (AnyOf, AllOf)):
        return (type(constraint).__name__, *(_key(part, rule) for part in constraint.parts))
    return "W"
