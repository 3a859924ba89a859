"""``Fact``: what the engine reasons about, and, with constraints in its slots, the pattern that seeks it."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar

from cxadvisor.engine.constraints import Constraint
from cxadvisor.engine.fields import NO_DEFAULT, Field
from cxadvisor.engine.values import PLAIN, WRITTEN_PLAINLY, frozen, text_of
from cxadvisor.errors import EngineError, UnknownSlotError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxadvisor.engine.conditions import AND, NOT, OR

Same = TypeVar("Same", bound="Fact")
Slot = str | int


class Fact(dict[Any, Any]):
    """An immutable set of slots: positional ones counted from 0, then named ones.

    ``Fact("animal", family="felinae")`` has the slots ``0`` and ``family``. A name that is a Python keyword is
    written ``Fact(**{"from": "a"})``. Subclasses are the kinds of facts; with ``Field`` attributes they say which
    slots exist. A pattern is written the same way, with constraints as values, and matches facts of exactly its class.
    """

    __slots__ = ("_bound", "_text")

    _bound: str
    _text: str

    fields: ClassVar[dict[Slot, Field]] = {}
    """The declared slots, in order of declaration; empty for an open class."""

    _accepted: ClassVar[tuple[frozenset[Any], ...]] = ()
    _key: ClassVar[Callable[[Any], Any] | None] = None
    _form: ClassVar[str] = ""
    """For a class with a key: its text, with a place for the ``repr`` of each value."""
    _ordered: ClassVar[Callable[[Any], Any] | None] = None
    """Reads the values for ``_form``."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        fields: dict[Slot, Field] = {}
        for base in reversed(cls.__mro__[1:]):
            if issubclass(base, Fact):
                fields.update(base.fields)
        for name, value in list(vars(cls).items()):
            if isinstance(value, Field):
                fields[_slot_name(name, value)] = value
                # A slot may have the name of one of our own attributes; it lives in the dict, not in the class.
                delattr(cls, name)
        cls.fields = fields
        cls._accepted = tuple(field.plain for field in fields.values())
        # With every slot certain to be there, a plain tuple of values identifies a fact; it is the cheapest key.
        cls._key = (
            itemgetter(*fields) if fields and all(field.complete for field in fields.values()) else None
        )
        if cls._key is not None:
            order = _in_order(fields)
            parts = ["%r" if isinstance(slot, int) else slot.replace("%", "%%") + "=%r" for slot in order]
            cls._form = f"{cls.__name__}({', '.join(parts)})"
            cls._ordered = itemgetter(*order) if len(order) > 1 else _one(order[0])

    def __init__(self, /, *values: Any, **slots: Any) -> None:
        if values:
            dict.__init__(self, zip(range(len(values)), values, strict=True), **slots)
        else:
            dict.__init__(self, slots)

    @classmethod
    def from_slots(cls: type[Same], slots: Any) -> Same:
        """A fact of this class from a mapping or pairs of slot and value."""
        fact = cls.__new__(cls)
        dict.__init__(fact, slots)
        return fact

    @property
    def as_text(self) -> str:
        """The fact as text, slots in a fixed order: what ties are broken by."""
        try:
            return self._text
        except AttributeError:
            self._text = self._describe()
            return self._text

    @property
    def bound_to(self) -> str | None:
        """The variable that a pattern binds the whole fact to (``AS.name << pattern``)."""
        return getattr(self, "_bound", None)

    def _describe(self) -> str:
        cls = type(self)
        if cls._ordered is not None and len(self) == len(cls.fields):
            try:
                values = cls._ordered(self)
            except KeyError:
                pass
            else:
                if WRITTEN_PLAINLY.issuperset(map(type, values)):
                    text: str = cls._form % values
                    return text
        parts = [
            text_of(self[slot]) if isinstance(slot, int) else f"{slot}={text_of(self[slot])}"
            for slot in _in_order(self)
        ]
        return f"{cls.__name__}({', '.join(parts)})"

    def as_dict(self) -> dict[Any, Any]:
        """The slots as a new plain dict."""
        return dict(self)

    def __repr__(self) -> str:
        return self.as_text if self.bound_to is None else f"AS.{self.bound_to} << {self.as_text}"

    __str__ = __repr__

    def __hash__(self) -> int:  # type: ignore[override]
        try:
            return hash((type(self), frozenset(self.items())))
        except TypeError:  # a list or the like, which declaring the fact will freeze
            return hash(
                (type(self), frozenset((slot, frozen(value, "a slot")) for slot, value in self.items()))
            )

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and dict.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __rlshift__(self: Same, name: str) -> Same:
        """``AS.name << pattern``: bind the fact that matches."""
        if not isinstance(name, str):
            return NotImplemented
        bound = type(self).from_slots(self)
        bound._bound = name
        return bound

    def __and__(self, other: Any) -> AND:
        from cxadvisor.engine.conditions import AND

        return AND(self, other)

    def __or__(self, other: Any) -> OR:  # type: ignore[override]
        from cxadvisor.engine.conditions import OR

        return OR(self, other)

    def __invert__(self) -> NOT:
        from cxadvisor.engine.conditions import NOT

        return NOT(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), dict(self), self.bound_to)

    def copy(self: Same) -> Same:
        """The fact itself: it cannot change."""
        return self

    def _refuse(self, *_arguments: Any, **_slots: Any) -> NoReturn:
        raise TypeError(
            f"a fact cannot be changed: make a new {type(self).__name__} with the slots it should have"
        )

    __setitem__ = __delitem__ = __ior__ = update = setdefault = pop = popitem = clear = _refuse


class InitialFact(Fact):
    """The fact every ``KnowledgeEngine`` holds after ``reset()``."""

    __slots__ = ()


def _in_order(slots: Iterable[Slot]) -> list[Slot]:
    """Positional slots, then named ones in alphabetical order: the order in a fact's text."""
    return sorted(slots, key=lambda slot: (isinstance(slot, str), slot))


def _one(slot: Slot) -> Callable[[Any], Any]:
    return lambda fact: (fact[slot],)


def _restored(cls: type[Fact], slots: dict[Any, Any], bound: str | None) -> Fact:
    fact = cls.from_slots(slots)
    if bound is not None:
        fact._bound = bound
    return fact


def _slot_name(name: str, field: Field) -> Slot:
    if field.slot is not None:
        return field.slot
    # experta's way to declare a positional slot: _0 = Field(...)
    return int(name[1:]) if name.startswith("_") and name[1:].isdigit() else name


def complete(fact: Same) -> Same:
    """``fact`` as it is declared: defaults filled in, mutable values frozen, fields checked.

    Returns the fact itself when nothing had to be added.

    Raises:
        UnknownSlotError: a slot that its class does not declare.
        EngineError: a missing mandatory slot, a value its field refuses, or a constraint among the values.
    """
    cls = type(fact)
    changed: dict[Any, Any] = {}
    for slot, value in fact.items():
        if type(value) in PLAIN:
            continue
        if isinstance(value, Constraint):
            raise EngineError(
                f"{fact!r} cannot be declared: {value!r} in slot {slot!r} is a constraint. "
                "Declared facts hold plain values; constraints belong into the patterns of a rule."
            )
        kept = frozen(value, f"slot {slot!r} of {cls.__name__}")
        if kept is not value:
            changed[slot] = kept
    fields = cls.fields
    if fields:
        for slot in fact:
            if slot not in fields:
                raise unknown_slot(cls, slot)
        for slot, field in fields.items():
            if slot not in fact:
                if field.default is not NO_DEFAULT:
                    value = field.default() if callable(field.default) else field.default
                    changed[slot] = frozen(value, f"the default of slot {slot!r} of {cls.__name__}")
                elif field.mandatory:
                    raise EngineError(
                        f"{fact!r} lacks the slot {slot!r}, which {cls.__name__} makes mandatory."
                    )
            elif not field.accepts_value(dict.__getitem__(fact, slot)):
                raise EngineError(
                    f"{fact!r}: slot {slot!r} takes {field.describe()}, not {dict.__getitem__(fact, slot)!r}."
                )
    return cls.from_slots({**fact, **changed}) if changed else fact


def unknown_slot(cls: type[Fact], slot: Slot, rule: str | None = None) -> UnknownSlotError:
    """The error for a slot that ``cls`` does not declare, with the nearest name it does."""
    # Imported here: only needed on the way to an error.
    from difflib import get_close_matches

    names = [str(known) for known in cls.fields]
    near = get_close_matches(str(slot), names, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(map(repr, names))}."
    start = f"rule {rule!r}: " if rule else ""
    return UnknownSlotError(f"{start}{cls.__name__} has no slot {slot!r}; {hint}", rule)
