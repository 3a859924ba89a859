"""Facts that a rule concludes: templates of cards, and what a body says it declares."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from cxadvisor.engine.analysis import Conjunct
from cxadvisor.engine.constraints import Constraint, L, W
from cxadvisor.engine.fact import Fact, unknown_slot
from cxadvisor.engine.fields import NO_DEFAULT, Field
from cxadvisor.engine.slots import Accessor, Sought
from cxadvisor.engine.steps import Branch
from cxadvisor.engine.values import frozen
from cxadvisor.errors import EngineError


class Template:
    """A fact to conclude: ``slots``, each a literal or a variable."""

    __slots__ = ("cls", "literals", "slots", "source", "variables", "wary")

    def __init__(self, pattern: Fact, rule: str) -> None:
        cls = self.cls = type(pattern)
        self.source = pattern
        self.literals: dict[str | int, Any] = {}
        self.variables: dict[str | int, str] = {}
        fields = cls.fields
        for slot, value in pattern.items():
            if fields and slot not in fields:
                raise unknown_slot(cls, slot, rule)
            if isinstance(value, L) and value.name is None:
                value = value.value
            if isinstance(value, W) and value.name is not None:
                self.variables[slot] = value.name
            elif isinstance(value, Constraint):
                raise EngineError(
                    f"rule {rule!r}: a fact to assert takes literals and variables such as MATCH.x, not {value!r}.",
                    rule,
                )
            else:
                self.literals[slot] = frozen(value, f"rule {rule!r}: slot {slot!r}")
        self._fill_defaults(rule)
        self.slots: tuple[str | int, ...] = tuple(fields) if cls._key else (*self.literals, *self.variables)
        self.wary = any(slot not in fields or not _settled(fields[slot]) for slot in self.variables)
        """Whether values may be equal yet written differently (1 and True), which needs a second look."""

    def _fill_defaults(self, rule: str) -> None:
        for slot, field in self.cls.fields.items():
            if slot in self.variables:
                continue
            if slot in self.literals:
                if not field.accepts_value(self.literals[slot]):
                    raise EngineError(
                        f"rule {rule!r}: slot {slot!r} of {self.cls.__name__} takes {field.describe()}, "
                        f"not {self.literals[slot]!r}.",
                        rule,
                    )
            elif field.default is not NO_DEFAULT and not callable(field.default):
                self.literals[slot] = frozen(field.default, f"the default of slot {slot!r}")
            elif field.complete:
                raise EngineError(
                    f"rule {rule!r}: {self.source!r} must set slot {slot!r} of {self.cls.__name__}.", rule
                )

    def values_of(self, branch: Branch) -> tuple[Callable[[Any], Any], tuple[Any, ...]]:
        """How to read the slots from a row: a function of ``row + constants``, and the constants."""
        constants = tuple(self.literals.values())
        place = {slot: branch.width + number for number, slot in enumerate(self.literals)}
        for slot, name in self.variables.items():
            place[slot] = branch.columns[name]
        if not self.slots:
            return (lambda _row: ()), constants
        return itemgetter(*[place[slot] for slot in self.slots]), constants

    def sure_in(self, conjunct: Conjunct) -> bool:
        """Whether the fact needs no check: every variable comes from slots that hold nothing its own refuses."""
        fields = self.cls.fields
        sources: dict[str, list[Field | None]] = {}
        for sought in conjunct.patterns:
            for accessor, name in sought.variables:
                known = None if isinstance(accessor, tuple) else sought.cls.fields.get(accessor)
                sources.setdefault(name, []).append(known)
        return self.cls._key is not None and all(
            sources.get(name) and all(fields[slot].accepts_all_of(source) for source in sources[name])
            for slot, name in self.variables.items()
        )

    def make(self, values: Any) -> Fact:
        """The fact with ``values`` for ``slots``; a single slot's value comes bare."""
        if len(self.slots) == 1:
            return self.cls.from_slots({self.slots[0]: values})
        return self.cls.from_slots(zip(self.slots, values, strict=True))

    def key(self, values: Any) -> Any:
        """The identity of the fact with ``values``."""
        if self.cls._key is not None:
            return values
        return frozenset(zip(self.slots, (values,) if len(self.slots) == 1 else values, strict=True))


def _settled(field: Field) -> bool:
    """Whether equal values of a field are always written the same way."""
    kinds = field.kinds if isinstance(field.kinds, tuple) else (field.kinds,)
    return all(kind in (str, type(None)) for kind in kinds) or kinds == (bool,)


class Head:
    """What a rule may conclude, as far as it is known before a run."""

    __slots__ = ("cls", "constants", "slots", "source")

    def __init__(self, source: Fact | type[Fact] | Template, rule: str) -> None:
        self.slots: frozenset[str | int] | None = None
        """Every slot of the fact, when that is known."""
        if isinstance(source, Template):
            self.cls = source.cls
            self.constants: dict[Accessor, Any] = {slot: value for slot, value in source.literals.items()}  # noqa: C416
            self.slots = frozenset(source.slots)
            self.source: Fact | type[Fact] = source.source
        elif isinstance(source, Fact):
            self.cls = type(source)
            self.constants = dict(Sought(source, rule).constants)
            self.source = source
        else:
            self.cls, self.constants, self.source = source, {}, source

    def may_meet(self, sought: Sought) -> bool:
        """Whether a concluded fact could match the pattern: false only where literals or slots rule it out."""
        if self.cls is not sought.cls:
            return False
        constants = self.constants
        for accessor, value in sought.constants:
            if accessor in constants and constants[accessor] != value:
                return False
        for accessor, key, function in sought.tests:
            if accessor in constants and not _calls_back(key) and not _passes(function, constants[accessor]):
                return False
        if self.slots is not None:
            needed = [
                accessor for accessor, _value in (*sought.constants, *sought.variables)
            ] + sought.required
            return all(isinstance(accessor, tuple) or accessor in self.slots for accessor in needed)
        return True

    def describe(self) -> str:
        """The class or pattern as it is written."""
        return repr(self.source) if isinstance(self.source, Fact) else self.source.__name__


def _calls_back(key: Any) -> bool:
    """Whether a constraint contains a ``P``, whose function is not to be called before a run."""
    return isinstance(key, tuple) and (key[:1] == ("P",) or any(map(_calls_back, key)))


def _passes(function: Callable[[Any], Any], value: Any) -> bool:
    try:
        return bool(function(value))
    except Exception:
        return True
