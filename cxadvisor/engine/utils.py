"""Freezing of mutable slot values, and back: ``freeze``, ``unfreeze``, ``frozendict``, ``frozenlist``.

``freeze.register(MyType)`` teaches the engine a type of your own, as in experta; register at import time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import singledispatch
from typing import Any

__all__ = ["freeze", "frozendict", "frozenlist", "unfreeze"]


class frozenlist(tuple[Any, ...]):  # noqa: N801 - the name experta's users know
    """An immutable list; equal to the tuple of the same values."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"frozenlist({list(self)!r})"


class frozendict(Mapping[Any, Any]):  # noqa: N801 - the name experta's users know
    """An immutable, hashable mapping."""

    __slots__ = ("_content", "_hash")

    def __init__(self, *args: Any, **entries: Any) -> None:
        self._content: dict[Any, Any] = dict(*args, **entries)
        self._hash = hash(frozenset(self._content.items()))

    def __getitem__(self, key: Any) -> Any:
        return self._content[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._content)

    def __len__(self) -> int:
        return len(self._content)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"frozendict({self._content!r})"

    @property
    def as_text(self) -> str:
        """The content in sorted order, used where ties are broken."""
        from cxadvisor.engine.values import text_of

        return text_of(self._content)


@singledispatch
def freeze(value: Any) -> Any:
    """``value`` in an immutable form; what is already immutable is returned as it is."""
    return value


@freeze.register(dict)
def _freeze_dict(value: dict[Any, Any]) -> Any:
    return frozendict((key, freeze(entry)) for key, entry in value.items())


@freeze.register(list)
def _freeze_list(value: list[Any]) -> Any:
    return frozenlist(map(freeze, value))


@freeze.register(tuple)
def _freeze_tuple(value: tuple[Any, ...]) -> Any:
    # Only plain tuples are rebuilt: a named tuple's constructor takes its fields one by one.
    return tuple(map(freeze, value)) if type(value) is tuple else value


@freeze.register(set)
def _freeze_set(value: set[Any]) -> Any:
    return frozenset(map(freeze, value))


@singledispatch
def unfreeze(value: Any) -> Any:
    """The mutable form of a frozen ``value``; anything else is returned as it is."""
    return value


@unfreeze.register(frozendict)
def _unfreeze_dict(value: frozendict) -> Any:
    return {key: unfreeze(entry) for key, entry in value.items()}


@unfreeze.register(frozenlist)
def _unfreeze_list(value: frozenlist) -> Any:
    return [unfreeze(entry) for entry in value]


@unfreeze.register(frozenset)
def _unfreeze_set(value: frozenset[Any]) -> Any:
    return {unfreeze(entry) for entry in value}
