"""What a pattern may ask of one slot: ``L``, ``W``, ``P``, ``GT GE LT LE``, joined by ``&``, ``|`` and ``~``.

``MATCH.name`` stands for the variable *name*; ``AS.name << pattern`` names a whole fact. Every constraint is
immutable: operators return new ones.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, Final, TypeVar

__all__ = [
    "AS",
    "GE",
    "GT",
    "LE",
    "LT",
    "MATCH",
    "AllOf",
    "AnyOf",
    "Comparison",
    "Constraint",
    "L",
    "Negation",
    "P",
    "W",
]

Same = TypeVar("Same", bound="Constraint")

OPERATORS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}
"""The comparisons a rule may write, by their sign."""


class Constraint:
    """The base of all slot constraints; ``name`` is the variable the slot's value is bound to, if any."""

    __slots__ = ("name",)

    name: str | None

    def __init__(self) -> None:
        self.name = None

    def __and__(self, other: Constraint) -> AllOf:
        return AllOf(self, other)

    def __or__(self, other: Constraint) -> AnyOf:
        return AnyOf(self, other)

    def __invert__(self) -> Negation:
        return Negation(self)

    def __rlshift__(self: Same, name: str) -> Same:
        """``"name" << constraint`` (or ``AS.name << constraint``): also bind the slot's value."""
        if not isinstance(name, str):
            return NotImplemented
        bound = self._copy()
        bound.name = name
        return bound

    def _copy(self: Same) -> Same:
        copy = object.__new__(type(self))
        for kind in type(self).__mro__:
            for slot in getattr(kind, "__slots__", ()):
                setattr(copy, slot, getattr(self, slot))
        return copy

    def _text(self) -> str:
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"AS.{self.name} << {self._text()}" if self.name is not None else self._text()


class L(Constraint):
    """A literal: the slot equals ``value`` (Python's ``==``)."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.name = None
        self.value = value

    def _text(self) -> str:
        return f"L({self.value!r})"


class W(Constraint):
    """A wildcard: the slot is there, with any value. ``W("x")`` is the variable *x*, like ``MATCH.x``."""

    __slots__ = ()

    def __init__(self, name: str | None = None) -> None:
        self.name = name

    def __repr__(self) -> str:
        return "W()" if self.name is None else f"MATCH.{self.name}"


class P(Constraint):
    """A predicate: ``function(value)`` is true. The function must be pure; one that raises is an ``EngineError``."""

    __slots__ = ("function",)

    def __init__(self, function: Callable[[Any], Any]) -> None:
        if not callable(function):
            raise TypeError(f"P takes a function of one value, not {function!r}")
        self.name = None
        self.function = function

    def _text(self) -> str:
        return f"P({getattr(self.function, '__name__', 'function')})"


class Comparison(Constraint):
    """The slot compared with ``operand``: a literal, or a variable written ``MATCH.name``.

    ``None`` is neither greater nor less than anything, so a slot without a value never matches.
    """

    __slots__ = ("operand", "sign")

    def __init__(self, sign: str, operand: Any) -> None:
        if isinstance(operand, Constraint) and not (type(operand) is W and operand.name is not None):
            raise TypeError(
                f"a slot is compared with a literal or with a variable such as MATCH.n, not with {operand!r}"
            )
        self.name = None
        self.sign = sign
        self.operand = operand

    def _text(self) -> str:
        return f"{_NAMES[self.sign]}({self.operand!r})"


_NAMES: Final = {">": "GT", ">=": "GE", "<": "LT", "<=": "LE"}


def GT(operand: Any) -> Comparison:  # noqa: N802 - a word of the rule vocabulary
    """The slot is greater than a literal or a variable (``GT(3)``, ``GT(MATCH.n)``)."""
    return Comparison(">", operand)


def GE(operand: Any) -> Comparison:  # noqa: N802 - a word of the rule vocabulary
    """The slot is greater than or equal to a literal or a variable."""
    return Comparison(">=", operand)


def LT(operand: Any) -> Comparison:  # noqa: N802 - a word of the rule vocabulary
    """The slot is less than a literal or a variable."""
    return Comparison("<", operand)


def LE(operand: Any) -> Comparison:  # noqa: N802 - a word of the rule vocabulary
    """The slot is less than or equal to a literal or a variable."""
    return Comparison("<=", operand)


class _Compound(Constraint):
    """Several constraints on one slot."""

    __slots__ = ("parts",)

    parts: tuple[Constraint, ...]

    def __init__(self, *parts: Constraint) -> None:
        self.name = None
        flat: list[Constraint] = []
        for part in parts:
            if not isinstance(part, Constraint):
                raise TypeError(
                    f"only slot constraints can be joined by & and |, not {part!r}; write L({part!r})"
                )
            # Chains of one operator stay flat, so that a long one needs no deep recursion.
            flat.extend(part.parts if type(part) is type(self) and part.name is None else (part,))
        self.parts = tuple(flat)


class AllOf(_Compound):
    """``a & b``: the slot meets every part."""

    __slots__ = ()

    def _text(self) -> str:
        return "(" + " & ".join(map(repr, self.parts)) + ")"


class AnyOf(_Compound):
    """``a | b``: the slot meets at least one part."""

    __slots__ = ()

    def _text(self) -> str:
        return "(" + " | ".join(map(repr, self.parts)) + ")"


class Negation(Constraint):
    """``~a``: the slot is there and does not meet the part. ``~MATCH.x`` differs from the variable *x*."""

    __slots__ = ("part",)

    def __init__(self, part: Constraint) -> None:
        self.name = None
        self.part = part

    def _text(self) -> str:
        return f"~{self.part!r}"


class _Variables:
    """``MATCH.name`` is the variable *name*."""

    __slots__ = ()

    def __getattr__(self, name: str) -> W:
        if name.startswith("__"):
            raise AttributeError(name)
        return W(name)


class _Names:
    """``AS.name << pattern`` binds the whole fact that the pattern matches."""

    __slots__ = ()

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return name


MATCH: Final = _Variables()
AS: Final = _Names()
