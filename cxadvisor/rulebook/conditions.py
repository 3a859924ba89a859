"""Conditions as cards write them, turned into conditions of the engine.

``{moment: {id: $moment, stage: $stage}}`` is a fact; a slot takes a literal, a variable, a list (any of),
``{not: value}`` or ``{in: [values], as: $variable}``. Beside facts there are ``not``, ``any``, ``count``, ``compare``
and ``lacks``: ``{lacks: {concept: nps, in: metrics, stage: $stage}}`` holds where every note of a block was read and
none speaks of a concept; for advice, ``likely: true`` lets a few notes be unread.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final, Literal

from cxadvisor.engine import AND, AS, COMPARE, COUNT, MATCH, NOT, OR, Fact, L
from cxadvisor.engine.conditions import Condition
from cxadvisor.engine.constraints import Constraint
from cxadvisor.errors import RuleCardError
from cxadvisor.language import shipped_knowledge
from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS
from cxadvisor.rulebook.artefacts.common import Artefact, Item
from cxadvisor.rulebook.spoken import Silence, SpeaksOf
from cxadvisor.rulebook.topics import ANY, Scope, unknown_concept
from cxadvisor.rulebook.vocabulary import (
    FACTS,
    Activity,
    ChannelUse,
    Moment,
    Note,
    slots,
)

SIGNS: Final = {"=": "==", "==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
VARIABLE: Final = re.compile(r"\$[a-z][a-z0-9_]{0,40}")
WORDS: Final = ("not", "any", "count", "compare", "lacks")

REFERS: Final[dict[str, type[Fact]]] = {
    "note": Note,
    "from": Note,
    "to": Note,
    "to_first": Note,
    "to_second": Note,
    "activity": Activity,
    "moment": Moment,
    "use": ChannelUse,
    "artefact": Artefact,
    "item": Item,
    "of": Item,
    "step": Item,
    "flow": Artefact,
    "template": Artefact,
    "sheet": Artefact,
    "one_note": Note,
    "other_note": Note,
    "end": Item,
    "earlier": Item,
    "here": Item,
    "there": Item,
}
"""Slots that hold the ``id`` of another fact, and of which kind that is."""

Part = Fact | Condition

Certainty = Literal["sure", "likely", "maybe"]


class Reader:
    """Reads the conditions of one card and remembers what its variables stand for.

    ``kinds`` maps a variable to the fact class whose ``id`` it holds, ``slots`` to the slot it was read from.
    ``concepts`` are those that cards may name, by default those of the shipped knowledge. ``certainty`` says how far
    what a card lacks is known to be absent: for sure, likely (but for a few notes that were not read), or maybe (it may
    also be hinted at, or left out on purpose).
    """

    def __init__(
        self, rule: str, concepts: Container[str] | None = None, *, certainty: Certainty = "sure"
    ) -> None:
        self.rule = rule
        self.certainty: Certainty = certainty
        self.lacking: list[Scope] = []
        self.lenient = False
        """Whether it is enough for something that what it lacks is likely to be absent."""
        self._concepts = concepts
        self.kinds: dict[str, type[Fact]] = {}
        self.slots: dict[str, str] = {}

    def fail(
        self, message: str, remedy: str = "", field: str = "when", value: object = None
    ) -> RuleCardError:
        """The error for this card; ``field`` is the key it is about, ``value`` what stands there and is wrong."""
        error = RuleCardError(message, rule=self.rule, remedy=remedy)
        error.field, error.value = field, value
        return error

    def all_of(self, conditions: Iterable[Any], negated: bool = False) -> list[Part]:
        """The engine's conditions for a list of the card's."""
        return [self.one(condition, negated) for condition in conditions]

    def one(self, condition: Any, negated: bool = False) -> Part:
        """The engine's condition for one of the card's; inside a negation variables are not remembered."""
        if not isinstance(condition, Mapping) or len(condition) != 1:
            raise self.fail(
                f"a condition is one fact with its slots, or one of {', '.join(WORDS)}; this is {condition!r}.",
                "Write for example “- moment: {id: $moment}”.",
            )
        ((word, content),) = condition.items()
        if word == "not":
            inner = content if isinstance(content, list) else [content]
            return NOT(*self.all_of(inner, negated=True))
        if word == "any":
            return self._any(content, negated)
        if word == "count":
            return self._count(content)
        if word == "compare":
            return self._compare(content)
        if word == "lacks":
            return self._lacks(content, negated)
        return self.pattern(word, content, negated)

    def pattern(self, name: str, content: Any, negated: bool = False) -> Fact:
        """The pattern for a fact and its slots."""
        kind = self.fact(name)
        if not isinstance(content, Mapping):
            raise self.fail(
                f"“{name}” needs its slots in braces, not {content!r}.", f"Write “{name}: {{}}” for any."
            )
        known = slots(kind)
        constraints = {}
        for slot, value in content.items():
            if slot not in known:
                near = get_close_matches(str(slot), known, 1)
                hint = f"Did you mean “{near[0]}”?" if near else f"It has {', '.join(known)}."
                raise self.fail(f"the fact “{name}” has no slot “{slot}”.", hint)
            constraints[slot] = self.value(value, slot, None if negated else kind)
        if kind is SpeaksOf:
            self._check_speaks_of(content, negated)
        return kind.from_slots(constraints)

    def fact(self, name: Any) -> type[Fact]:
        """The fact class that cards call ``name``."""
        if name not in FACTS:
            near = get_close_matches(str(name), [*FACTS, *WORDS], 1)
            hint = f"Did you mean “{near[0]}”?" if near else "“cxadvisor schema card” lists the facts."
            raise self.fail(f"there is no fact “{name}”.", hint)
        return FACTS[name]

    def value(self, value: Any, slot: str, kind: type[Fact] | None) -> Any:
        """The constraint on a slot; ``kind`` is given where variables are to be remembered."""
        if isinstance(value, str) and value.startswith("$") and not value.startswith("$$"):
            return self.variable(value, slot, kind)
        if isinstance(value, Mapping):
            return self._mapping(value, slot, kind)
        if isinstance(value, Sequence) and not isinstance(value, str):
            return self._any_value(value, slot)
        return literal(value)

    def variable(self, value: str, slot: str, kind: type[Fact] | None) -> Constraint:
        """The variable ``$name``."""
        name = value[1:]
        if not VARIABLE.fullmatch(value):
            raise self.fail(f"“{value}” is not a variable.", "A variable is $ and a word, such as $moment.")
        if kind is not None:
            if slot == "id":
                self.kinds[name] = kind
            elif slot in REFERS:
                self.kinds.setdefault(name, REFERS[slot])
            self.slots.setdefault(name, slot)
        constraint: Constraint = getattr(MATCH, name)
        return constraint

    def _mapping(self, value: Mapping[str, Any], slot: str, kind: type[Fact] | None) -> Constraint:
        if set(value) == {"not"}:
            inner = self.value(value["not"], slot, None)
            return ~(inner if isinstance(inner, Constraint) else L(inner))
        if set(value) == {"in", "as"}:
            return self._any_value(value["in"], slot) & self.variable(value["as"], slot, kind)
        raise self.fail(
            f"the slot “{slot}” cannot take {dict(value)!r}.",
            "Use {not: value} or {in: [values], as: $name}.",
        )

    def _any_value(self, values: Any, slot: str) -> Constraint:
        if not isinstance(values, Sequence) or isinstance(values, str) or not values or len(values) > 20:
            raise self.fail(f"the slot “{slot}” takes a list of one to twenty values, not {values!r}.")
        parts = [L(literal(value)) for value in values]
        joined: Constraint = parts[0]
        for part in parts[1:]:
            joined = joined | part
        return joined

    def _any(self, content: Any, negated: bool) -> Part:
        if not isinstance(content, list) or len(content) < 2:
            raise self.fail("“any” takes a list of two or more alternatives.")
        alternatives = [
            AND(*self.all_of(each, negated)) if isinstance(each, list) else self.one(each, negated)
            for each in content
        ]
        return OR(*alternatives)

    def _count(self, content: Any) -> Part:
        usage = self.fail("“count” takes what to count and a name: count: {of: {fact: {…}}, as: $n}.")
        if not isinstance(content, Mapping) or set(content) != {"of", "as"}:
            raise usage
        if not isinstance(content["of"], Mapping) or len(content["of"]) != 1:
            raise usage
        if not isinstance(content["as"], str) or not VARIABLE.fullmatch(content["as"]):
            raise usage
        ((name, inner),) = content["of"].items()
        self.slots.setdefault(content["as"][1:], "number")
        counted: Part = getattr(AS, content["as"][1:]) << COUNT(self.pattern(name, inner, negated=True))
        return counted

    def _check_speaks_of(self, content: Mapping[str, Any], negated: bool) -> None:
        """Refuse what would never hold, or hold on the ground of a hint."""
        for slot in ("concept", "block"):
            if slot not in content or str(content[slot]).startswith("$"):
                raise self.fail(
                    f"“speaks_of” names its {slot}.", f"Write {slot}: and a name, or a list of them."
                )
        self._check_concepts(content["concept"])
        self._check_blocks(content["block"])
        if not negated and "sure" not in content:
            raise self.fail(
                "what a note speaks of must be sure, where a rule rests on it.",
                "Add “sure: true” to “speaks_of”.",
            )

    def _check_concepts(self, named: Any) -> None:
        known = shipped_knowledge().index if self._concepts is None else self._concepts
        for name in named if isinstance(named, list) else (named,):
            remedy = unknown_concept(name, known)
            if remedy:
                raise self.fail(f"there is no concept “{name}” in knowledge.", remedy, value=name)

    def _check_blocks(self, named: Any) -> None:
        for name in named if isinstance(named, list) else (named,):
            if name not in BLOCKS and str(name).partition("/")[0] not in COMPANION_KEYS:
                near = get_close_matches(str(name), BLOCKS, 1)
                hint = f"Did you mean “{near[0]}”?" if near else f"Blocks are {', '.join(BLOCKS)}."
                raise self.fail(f"there is no block “{name}”.", hint, value=name)

    def _lacks(self, content: Any, negated: bool) -> Part:
        usage = "Write “lacks: {concept: nps, in: metrics}”, with “stage: $stage” to look at each stage by itself."
        if (
            not isinstance(content, Mapping)
            or not {"concept", "in"} <= set(content)
            or not set(content) <= {"concept", "in", "stage", "likely"}
            or content.get("likely", True) is not True
        ):
            raise self.fail("“lacks” takes a concept and the blocks it is looked for in.", usage)
        self.lenient = self.lenient or "likely" in content
        self._check_concepts(content["concept"])
        self._check_blocks(content["in"])
        concepts, blocks = (
            tuple(each) if isinstance(each, list) else (each,) for each in (content["concept"], content["in"])
        )
        scope = Scope(concepts, blocks, "stage" in content)
        self.lacking.append(scope)
        constraints: dict[str, Any] = {
            "scope": scope.key,
            "stage": self.value(content.get("stage", ANY), "stage", None if negated else Silence),
        }
        certainty = "likely" if "likely" in content and self.certainty == "sure" else self.certainty
        if certainty != "maybe":
            constraints[certainty] = True
        return Silence.from_slots(constraints)

    def _compare(self, content: Any) -> Part:
        if not isinstance(content, list) or len(content) != 3 or content[1] not in tuple(SIGNS):
            raise self.fail(
                f"“compare” takes [left, sign, right] with one of {' '.join(SIGNS)}, not {content!r}."
            )
        left, sign, right = content
        return COMPARE(self.value(left, "", None), SIGNS[sign], self.value(right, "", None))


def literal(value: Any) -> Any:
    """A literal of a card: ``$$`` at its start stands for a dollar sign."""
    return value[1:] if isinstance(value, str) and value.startswith("$$") else value
