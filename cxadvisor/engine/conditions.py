"""How patterns are put together: ``AND OR NOT EXISTS FORALL TEST COUNT COMPARE``. All are immutable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from cxadvisor.engine.constraints import OPERATORS, Constraint, W
from cxadvisor.engine.fact import Fact

__all__ = ["AND", "COMPARE", "COUNT", "EXISTS", "FORALL", "NOT", "OR", "TEST", "Condition"]


class Condition:
    """The base of what stands beside patterns in a rule; ``elements`` are the parts it is made of."""

    __slots__ = ("elements",)

    minimum: ClassVar[int] = 1

    def __init__(self, *elements: Fact | Condition) -> None:
        if len(elements) < self.minimum:
            raise TypeError(f"{type(self).__name__} needs at least {self.minimum} pattern(s)")
        for element in elements:
            if not isinstance(element, (Fact, Condition)):
                raise TypeError(f"{type(self).__name__} takes patterns and conditions, not {element!r}")
        self.elements: tuple[Fact | Condition, ...] = elements

    def __and__(self, other: Fact | Condition) -> AND:
        return AND(self, other)

    def __or__(self, other: Fact | Condition) -> OR:
        return OR(self, other)

    def __invert__(self) -> NOT:
        return NOT(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.elements))})"


class AND(Condition):
    """Every element holds."""

    __slots__ = ()


class OR(Condition):
    """At least one element holds; each one that does is a match of its own."""

    __slots__ = ()


class NOT(Condition):
    """No combination of facts meets the elements. Variables bound outside are joined, others are local."""

    __slots__ = ()


class EXISTS(Condition):
    """At least one combination of facts meets the elements; however many do, it counts once."""

    __slots__ = ()


class FORALL(Condition):
    """For every fact that meets the first element, all the others are met too (so also when there is none)."""

    __slots__ = ()

    minimum: ClassVar[int] = 2


class TEST(Condition):
    """``function`` of bound variables, named by its parameters, is true.

    A parameter without a default needs its variable bound somewhere in the rule; one with a default receives the
    variable when it is bound by what is written before the ``TEST``. The function must be pure; one that raises is
    an ``EngineError`` that names the rule.
    """

    __slots__ = ("function",)

    def __init__(self, function: Callable[..., Any]) -> None:
        if not callable(function):
            raise TypeError(f"TEST takes a function of bound variables, not {function!r}")
        self.elements = ()
        self.function = function

    def __repr__(self) -> str:
        return f"TEST({getattr(self.function, '__name__', 'function')})"


class COMPARE(Condition):
    """``COMPARE(MATCH.n, ">", 6)``: bound variables or literals compared, without a function.

    ``sign`` is one of ``> >= < <= == !=``. With ``None`` on a side the orderings are false.
    """

    __slots__ = ("left", "right", "sign")

    def __init__(self, left: Any, sign: str, right: Any) -> None:
        if sign not in OPERATORS:
            raise TypeError(f"COMPARE knows {' '.join(OPERATORS)}, not {sign!r}")
        for side in (left, right):
            if isinstance(side, Constraint) and not (type(side) is W and side.name is not None):
                raise TypeError(f"COMPARE takes literals and variables such as MATCH.n, not {side!r}")
        self.elements = ()
        self.left = left
        self.sign = sign
        self.right = right

    def __repr__(self) -> str:
        return f"COMPARE({self.left!r}, {self.sign!r}, {self.right!r})"


class COUNT(Condition):
    """The number of facts that meet ``pattern``, for each binding of the variables it shares with the rule.

    ``COUNT(pattern, at_least=2)``, ``COUNT(pattern, at_most=6)``; ``AS.n << COUNT(pattern)`` binds the number,
    0 included, for ``COMPARE``, ``GT(MATCH.n)`` or ``TEST``.
    """

    __slots__ = ("at_least", "at_most", "name")

    def __init__(self, pattern: Fact, at_least: int | None = None, at_most: int | None = None) -> None:
        if not isinstance(pattern, Fact):
            raise TypeError(
                f"COUNT counts the facts of one pattern, not {pattern!r}; derive a fact to count a join"
            )
        if pattern.bound_to is not None:
            raise TypeError("COUNT binds a number, not a fact: write AS.n << COUNT(pattern)")
        self.elements = (pattern,)
        self.at_least = at_least
        self.at_most = at_most
        self.name: str | None = None

    def __rlshift__(self, name: str) -> COUNT:
        """``AS.n << COUNT(pattern)``: bind the number."""
        if not isinstance(name, str):
            return NotImplemented
        pattern = self.elements[0]
        assert isinstance(pattern, Fact)
        bound = COUNT(pattern, self.at_least, self.at_most)
        bound.name = name
        return bound

    def __repr__(self) -> str:
        parts = [repr(self.elements[0])]
        parts += [f"at_least={self.at_least}"] if self.at_least is not None else []
        parts += [f"at_most={self.at_most}"] if self.at_most is not None else []
        text = f"COUNT({', '.join(parts)})"
        return text if self.name is None else f"AS.{self.name} << {text}"
