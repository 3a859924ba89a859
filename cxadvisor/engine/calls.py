"""How rule functions are called: which parameters a body or a ``TEST`` names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

KEYWORDS = 0x08
"""``co_flags`` bit of a function with ``**keywords``."""


class Parameters:
    """The names a function takes: ``required``, ``optional`` (with a default), and whether it takes ``any`` name."""

    __slots__ = ("any", "optional", "ordered", "required")

    def __init__(
        self, required: Iterable[str], optional: Iterable[str], takes_any: bool, ordered: bool
    ) -> None:
        self.required = tuple(required)
        self.optional = tuple(optional)
        self.any = takes_any
        self.ordered = ordered
        """Whether required and then optional parameters may be given by position, in this order."""

    def chosen(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of ``names`` that the function is called with, required ones first."""
        known = list(names)
        picked = [name for name in (*self.required, *self.optional) if name in known]
        return tuple(picked + [name for name in known if name not in picked] if self.any else picked)


def parameters_of(function: Callable[..., Any], skip: int = 0) -> Parameters:
    """The parameters of ``function``, without the first ``skip`` (``self``).

    Plain functions are read from their code object, because importing ``inspect`` costs more than compiling a rule.
    """
    code = getattr(function, "__code__", None)
    if code is None or type(function).__name__ != "function" or code.co_posonlyargcount > skip:
        return _inspected(function, skip)
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    defaults = len(getattr(function, "__defaults__", None) or ())
    keyword_defaults = getattr(function, "__kwdefaults__", None) or {}
    positional = names[skip : code.co_argcount]
    first_default = max(len(positional) - defaults, 0)
    keywords = names[code.co_argcount :]
    return Parameters(
        (*positional[:first_default], *(name for name in keywords if name not in keyword_defaults)),
        (*positional[first_default:], *(name for name in keywords if name in keyword_defaults)),
        bool(code.co_flags & KEYWORDS),
        not keywords,
    )


def _inspected(function: Callable[..., Any], skip: int) -> Parameters:
    import inspect

    parameters = list(inspect.signature(function).parameters.values())[skip:]
    named = [each for each in parameters if each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY)]
    return Parameters(
        (each.name for each in named if each.default is each.empty),
        (each.name for each in named if each.default is not each.empty),
        any(each.kind is each.VAR_KEYWORD for each in parameters),
        False,
    )


def by_position(
    function: Callable[..., Any], parameters: Parameters, names: tuple[str, ...]
) -> Callable[..., Any]:
    """``function`` as a function of the values of ``names``, in this order."""
    order = (*parameters.required, *parameters.optional)
    if parameters.ordered and names == order[: len(names)]:
        return function
    return lambda *values: function(**dict(zip(names, values, strict=True)))
