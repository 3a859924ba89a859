"""Slot values: the text that orders and identifies them, and how mutable ones are frozen."""

from __future__ import annotations

from typing import Any

from cxadvisor.errors import EngineError

PLAIN: frozenset[type] = frozenset((str, int, bool, type(None)))
"""Types whose values need neither freezing nor a closer look."""

WRITTEN_PLAINLY: frozenset[type] = PLAIN | {float}
"""Types whose values are written as ``repr`` does."""


def text_of(value: Any) -> str:
    """The text of a slot value, used wherever ties are broken.

    Sets and mappings are written in sorted order, because their own order differs between processes.
    """
    kind = type(value)
    if kind in WRITTEN_PLAINLY:
        return repr(value)
    if isinstance(value, (frozenset, set)):
        return "{" + ", ".join(sorted(map(text_of, value))) + "}"
    if isinstance(value, tuple | list):
        return "(" + ", ".join(map(text_of, value)) + ")"
    if isinstance(value, dict) and not hasattr(value, "as_text"):
        return (
            "{" + ", ".join(sorted(f"{text_of(key)}: {text_of(entry)}" for key, entry in value.items())) + "}"
        )
    text = getattr(value, "as_text", None)
    return text if isinstance(text, str) else repr(value)


def frozen(value: Any, where: str) -> Any:
    """``value`` in a form that cannot change and can be looked up in an index.

    Args:
        value: any slot value; lists, dicts and sets become their frozen forms, also when nested.
        where: what to call the place in an error message, such as ``slot 'text' of Note``.

    Raises:
        EngineError: the value is a number that does not equal itself, or cannot be made hashable.
    """
    if type(value) in PLAIN:
        return value
    if isinstance(value, float):
        if value != value:
            raise EngineError(
                f"{where} is not a number (NaN): it equals nothing, itself included. Leave the slot out."
            )
        return value
    if type(value) in (list, dict, set, tuple):
        # Imported here: most runs hold plain values only and never need it.
        from cxadvisor.engine.utils import freeze

        value = freeze(value)
    try:
        hash(value)
    except TypeError:
        from cxadvisor.engine.utils import freeze

        value = freeze(value)
        try:
            hash(value)
        except TypeError:
            raise EngineError(
                f"{where} holds a {type(value).__name__}, which can change and cannot be indexed. "
                "Use a hashable value, or register a freezer with cxadvisor.engine.utils.freeze.register."
            ) from None
    return value
