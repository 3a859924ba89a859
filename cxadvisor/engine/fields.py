"""``Field``: what a slot of a fact class may hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Union

from cxadvisor.engine.values import WRITTEN_PLAINLY

NO_DEFAULT: Final = object()
"""Stands for "no default": ``None`` is a value."""


class Field:
    """Declares one slot of a fact class.

    A class with at least one field is closed: a slot it does not declare is an error.

    Args:
        type: a type, a tuple of types, a union such as ``str | None``, or a predicate of one value.
        mandatory: whether a fact without the slot is an error.
        default: the value, or a function without arguments that makes it, for a fact declared without the slot.
        slot: the slot's name where it cannot be a Python name: ``from_ = Field(str, slot="from")``.
    """

    __slots__ = ("accepts", "default", "kinds", "mandatory", "plain", "predicate", "slot")

    def __init__(
        self,
        type: Any,
        mandatory: bool = False,
        default: Any = NO_DEFAULT,
        slot: str | None = None,
    ) -> None:
        self.accepts = type
        self.mandatory = mandatory
        self.default = default
        self.slot = slot
        self.kinds: Any = _types_of(type)
        self.predicate: Callable[[Any], Any] | None = None
        if self.kinds is None:
            if not callable(type):
                raise TypeError(
                    f"a Field takes a type, a tuple of types, a union of types or a predicate, not {type!r}"
                )
            self.predicate = type
        self.plain: frozenset[Any] = (
            frozenset()
            if self.kinds is None
            else frozenset([kind for kind in WRITTEN_PLAINLY if issubclass(kind, self.kinds)])
        )
        """Types whose values are accepted without a closer look, unless a number is none (NaN)."""

    @property
    def complete(self) -> bool:
        """Whether every declared fact holds this slot."""
        return self.mandatory or self.default is not NO_DEFAULT

    def accepts_value(self, value: Any) -> bool:
        """Whether ``value`` may stand in the slot; a predicate that raises refuses it."""
        if self.predicate is None:
            return isinstance(value, self.kinds)
        try:
            return bool(self.predicate(value))
        except Exception:
            return False

    def accepts_all_of(self, other: Field | None) -> bool:
        """Whether all that ``other`` accepts may stand in this slot too, as far as types tell."""
        if self.kinds is None or other is None or other.kinds is None:
            return False
        kinds = other.kinds if isinstance(other.kinds, tuple) else (other.kinds,)
        return all(issubclass(kind, self.kinds) for kind in kinds)

    def describe(self) -> str:
        """What the slot takes, for error messages."""
        if self.predicate is not None:
            return f"what {getattr(self.predicate, '__name__', 'its predicate')} accepts"
        if isinstance(self.kinds, tuple):
            return " or ".join("None" if kind is type(None) else kind.__name__ for kind in self.kinds)
        return str(getattr(self.kinds, "__name__", self.kinds))


def _types_of(declared: Any) -> Any:
    """``declared`` as a type or tuple of types for ``isinstance``, or None when it is neither."""
    if declared is Any:
        return object
    if isinstance(declared, type):
        # list[str] and the like pass for types here but not in isinstance; frozen lists are tuples.
        if declared is list:
            return (list, tuple)
        if declared is dict:
            from cxadvisor.engine.utils import frozendict

            return (dict, frozendict)
        if declared is set:
            return (set, frozenset)
        return declared
    if declared is None:
        return type(None)
    origin = getattr(declared, "__origin__", None)
    if isinstance(origin, type):  # list[str]: the content is not looked at
        return _types_of(origin)
    arguments = declared if isinstance(declared, tuple) else _union_arguments(declared)
    if arguments is None:
        return None
    flat: list[type] = []
    for argument in arguments:
        kinds = _types_of(argument)
        if kinds is None:
            raise TypeError(f"a Field takes types, not {argument!r}")
        flat.extend(kinds if isinstance(kinds, tuple) else (kinds,))
    return tuple(flat)


def _union_arguments(declared: Any) -> tuple[Any, ...] | None:
    if type(declared) is type(int | str) or getattr(declared, "__origin__", None) is Union:
        arguments: tuple[Any, ...] = declared.__args__
        return arguments
    return None
