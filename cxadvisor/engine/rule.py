"""``Rule``: conditions, and what follows from them. Decorated methods and rule cards are the same objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from cxadvisor.engine.conditions import Condition
from cxadvisor.engine.constraints import Constraint
from cxadvisor.engine.fact import Fact
from cxadvisor.errors import EngineError

__all__ = ["Rule"]


class Rule:
    """An immutable rule.

    As a decorator on a method of a ``KnowledgeEngine``, the method is the body and gives the name. Without a body,
    a rule concludes the facts in ``asserts``, or its matches are recorded, or both.

    Args:
        conditions: patterns and conditions, all of which must hold; none at all holds once.
        name: names the rule in results and errors; unique in a program.
        declares: the fact classes, or patterns such as ``Fact(kind="a")``, that the body declares.
        asserts: templates of the facts to conclude: slot values are literals or variables (``MATCH.x``).
        distinct: variables; matches that agree on them are one match, the one that rests on the fewest facts.
            Without it every combination of facts is a match of its own.
        record: whether matches are listed in the result; by default they are unless the rule asserts facts.
        salience: not supported, and refused with the reason.

    Raises:
        EngineError: a ``salience``, or parts that are no conditions, classes or templates.
    """

    __slots__ = ("asserts", "body", "conditions", "declares", "distinct", "name", "record")

    conditions: tuple[Fact | Condition, ...]
    name: str
    declares: tuple[type[Fact] | Fact, ...]
    asserts: tuple[Fact, ...]
    distinct: tuple[str, ...] | None
    record: bool
    body: Callable[..., Any] | None

    def __init__(
        self,
        *conditions: Fact | Condition,
        name: str = "",
        declares: Iterable[type[Fact] | Fact] | type[Fact] | Fact = (),
        asserts: Iterable[Fact] | Fact = (),
        distinct: Iterable[str | Constraint] | None = None,
        record: bool | None = None,
        salience: int = 0,
    ) -> None:
        if salience:
            raise EngineError(
                f"rule {name or '(unnamed)'!r}: salience is not supported. Rules run stratum by stratum, in the order "
                "they are written; let a rule that must come later seek what the earlier one declares.",
                name or None,
            )
        for condition in conditions:
            if not isinstance(condition, (Fact, Condition)):
                raise EngineError(
                    f"rule {name!r}: {condition!r} is neither a pattern nor a condition.", name or None
                )
        declared = (declares,) if isinstance(declares, (type, Fact)) else tuple(declares)
        for each in declared:
            if not isinstance(each, Fact) and not (isinstance(each, type) and issubclass(each, Fact)):
                raise EngineError(
                    f"rule {name!r}: declares takes fact classes and patterns, not {each!r}.", name or None
                )
        store = object.__setattr__
        store(self, "conditions", conditions)
        store(self, "name", name)
        store(self, "declares", declared)
        store(self, "asserts", (asserts,) if isinstance(asserts, Fact) else tuple(asserts))
        store(self, "distinct", None if distinct is None else tuple(map(_variable_name, distinct)))
        store(self, "record", not self.asserts if record is None else record)
        store(self, "body", None)

    def __call__(self, body: Callable[..., Any]) -> Rule:
        """Decorate a method: a new rule with this body, named after it unless a name was given.

        Raises:
            EngineError: the rule has a body, asserts facts or is ``distinct``, which are for rules without a body.
        """
        name = self.name or getattr(body, "__name__", "")
        if self.body is not None or isinstance(body, Rule):
            raise EngineError(f"rule {name!r} has a body already: join its conditions in one @Rule.", name)
        if self.asserts or self.distinct is not None:
            raise EngineError(f"rule {name!r}: asserts and distinct are for rules without a body.", name)
        rule = Rule(*self.conditions, name=name, declares=self.declares)
        object.__setattr__(rule, "body", body)
        return rule

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        """On an engine, the body as a method, so that it can be called and tested; on the class, the rule."""
        return self if instance is None or self.body is None else self.body.__get__(instance, owner)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"a rule cannot be changed: {name!r} of rule {self.name!r}")

    def __repr__(self) -> str:
        return f"<Rule {self.name}: {', '.join(map(repr, self.conditions))}>"


def _variable_name(variable: str | Constraint) -> str:
    name = variable if isinstance(variable, str) else variable.name
    if name is None:
        raise EngineError(f"distinct takes variables such as MATCH.x, not {variable!r}")
    return name
