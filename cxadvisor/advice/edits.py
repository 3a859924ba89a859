"""The few things that can be done to a copy of a strategy; each names the parts it touches by their handles."""

from typing import Any, NamedTuple


class Ref(NamedTuple):
    """Stands for the id of a note or an item, which is given one where it has none."""

    handle: str


class Insert(NamedTuple):
    """Put something new at the end of a list: ``key`` of the part ``into``.

    ``handle`` is what the new part is called from then on. Values may hold ``Ref``.
    """

    into: str
    key: str
    value: Any
    handle: str


class Put(NamedTuple):
    """Write ``value`` under ``key`` of a part; None takes the key away."""

    part: str
    key: str
    value: Any


class Join(NamedTuple):
    """Add a value to the list under ``key`` of a part, unless it is there."""

    part: str
    key: str
    value: Any


class Strike(NamedTuple):
    """Take a part out of its list."""

    part: str


Edit = Insert | Put | Join | Strike
