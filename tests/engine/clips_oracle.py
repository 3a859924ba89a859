"""CLIPS as an oracle: rules written as CLIPS text, run there, and what it found read back.

``reason_against(rule)`` says why CLIPS cannot express a rule (None when it can); ``ClipsProgram(rules)`` runs the
others on one set of facts after another. Strata become salience. No callback into Python is used: what fires asserts
a ``found`` fact, which is read when CLIPS has stopped, because clipspy swallows exceptions raised in callbacks.

Counting happens on the right-hand side: CLIPS has no counting condition, and by then the lower strata are complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

import clips

from cxadvisor.engine import (
    AND,
    COMPARE,
    COUNT,
    EXISTS,
    FORALL,
    NOT,
    OR,
    TEST,
    Fact,
    L,
    P,
    Rule,
    W,
    compile_rules,
)
from cxadvisor.engine.constraints import AllOf, AnyOf, Comparison, Constraint, Negation

Found = tuple[str, tuple[tuple[str, Any], ...], tuple[Fact, ...]]

ABSENT = "absent-slot"
ORDERINGS = {">": ">", ">=": ">=", "<": "<", "<=": "<="}


def reason_against(rule: Rule) -> str | None:
    """Why CLIPS cannot express ``rule``; None when it can."""
    try:
        for elements in expanded(rule.conditions):
            _Writer(rule).defrule(0, elements, 0, 0)
    except NotImplementedError as reason:
        return str(reason)
    return "it has a body" if rule.body is not None else None


def expanded(elements: Iterable[Any]) -> list[list[Any]]:
    """The alternatives of a rule, ``OR`` multiplied out and ``AND`` flattened."""
    choices: list[list[list[Any]]] = []
    for element in elements:
        if isinstance(element, AND):
            choices.append(expanded(element.elements))
        elif isinstance(element, OR):
            choices.append([choice for part in element.elements for choice in expanded([part])])
        else:
            choices.append([[element]])
    return [[element for part in chosen for element in part] for chosen in product(*choices)]


def literal(value: Any) -> str:
    """A value as CLIPS text: texts quoted, truth values and None as symbols."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    raise NotImplementedError(f"CLIPS has no value like {value!r}")


def slot_name(slot: Any) -> str:
    if isinstance(slot, int):
        return f"slot-{slot}"
    if "__" in slot.strip("_"):
        raise NotImplementedError("CLIPS has no nested values")
    return f"slot-{slot}"


class _Writer:
    """Writes one alternative of one rule."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.fresh = 0
        self.fact_names: list[str] = []
        self.named_facts: dict[str, str] = {}
        self.bound: set[str] = set()
        self.counting: list[tuple[COUNT, str]] = []
        self.late: list[str] = []

    def conditions(self, elements: Sequence[Any], top: bool = False) -> str:
        """The left-hand side: patterns, then comparisons, then groups, because CLIPS binds in written order."""
        patterns, tests, groups = [], [], []
        own: set[str] = set()
        counts = [element for element in elements if isinstance(element, COUNT)]
        for element in elements:
            if isinstance(element, Fact):
                text, more = self.pattern(element, own)
                if top:
                    name = f"fact-{len(self.fact_names)}"
                    self.fact_names.append(name)
                    if element.bound_to is not None:
                        self.named_facts[element.bound_to] = name
                    text = f"?{name} <- {text}"
                patterns.append(text)
                tests += more
        self.bound |= own
        if counts and not top:
            raise NotImplementedError("CLIPS cannot count inside a group")
        counted = {count.name for count in counts if count.name is not None}
        if counted & own:
            raise NotImplementedError("CLIPS cannot join on a counted number")
        for count in counts:
            self.counting.append((count, f"count-{len(self.counting)}"))
        for element in elements:
            if isinstance(element, COMPARE):
                text = self.comparison(element.left, element.sign, element.right)
                sides = {side.name for side in (element.left, element.right) if isinstance(side, W)}
                if sides & counted:
                    self.late.append(text)
                else:
                    tests.append(f"(test {text})")
            elif isinstance(element, TEST):
                raise NotImplementedError("CLIPS cannot call a Python function")
            elif isinstance(element, EXISTS):
                groups += ["(exists " + self.any_of(element.elements) + ")"]
            elif isinstance(element, FORALL):
                first, *rest = element.elements
                groups.append(self.negated([first, NOT(*rest)]))
            elif isinstance(element, NOT):
                groups += [self.negated(inner) for inner in expanded(element.elements)]
        if any(name in text for text in tests + groups for name in (f"?v-{name}" for name in counted)):
            raise NotImplementedError("CLIPS cannot use a counted number in a condition")
        return " ".join(patterns + tests + groups)

    def negated(self, elements: Sequence[Any]) -> str:
        kept = set(self.bound)
        text = f"(not (and {self.conditions(elements)}))"
        self.bound = kept
        return text

    def any_of(self, elements: Sequence[Any]) -> str:
        kept = set(self.bound)
        texts = []
        for inner in expanded(elements):
            texts.append(f"(and {self.conditions(inner)})")
            self.bound = set(kept)
        return texts[0] if len(texts) == 1 else f"(or {' '.join(texts)})"

    def pattern(self, fact: Fact, own: set[str]) -> tuple[str, list[str]]:
        """A pattern, and the tests that its constraints need."""
        parts, tests = [], []
        for slot, constraint in fact.items():
            name = slot_name(slot)
            if not isinstance(constraint, Constraint) or (
                isinstance(constraint, L) and constraint.name is None
            ):
                value = constraint.value if isinstance(constraint, L) else constraint
                parts.append(f"({name} {literal(value)})")
                continue
            names = _names(constraint)
            if len(names) > 1:
                raise NotImplementedError("CLIPS binds one variable a slot")
            self.fresh += 1
            variable = f"?v-{names[0]}" if names else f"?s-{self.fresh}"
            own.update(names)
            parts.append(f"({name} {variable}&~{ABSENT})")
            # The slot binds its variable; what else is asked of it is a test, after all patterns.
            test = self.passes(constraint, variable)
            if test is not None:
                tests.append(f"(test {test})")
        return f"({type(fact).__name__} {' '.join(parts)})", tests

    def passes(self, constraint: Any, variable: str) -> str | None:
        if isinstance(constraint, L):
            return f"(eq {variable} {literal(constraint.value)})"
        if isinstance(constraint, W):
            return None
        if isinstance(constraint, P):
            raise NotImplementedError("CLIPS cannot call a Python function")
        if isinstance(constraint, Comparison):
            return self.ordered(variable, constraint.sign, self.operand(constraint.operand))
        if isinstance(constraint, Negation):
            inner = constraint.part
            if isinstance(inner, W) and inner.name is not None:
                return f"(neq {variable} ?v-{inner.name})"
            text = self.passes(inner, variable)
            return "FALSE" if text is None else f"(not {text})"
        assert isinstance(constraint, (AllOf, AnyOf))
        texts = []
        for part in constraint.parts:
            if isinstance(part, W) and isinstance(constraint, AnyOf):
                texts.append("TRUE" if part.name is None else f"(eq {variable} ?v-{part.name})")
            else:
                text = self.passes(part, variable)
                texts += [] if text is None else [text]
        if not texts:
            return None
        return (
            f"({'and' if isinstance(constraint, AllOf) else 'or'} {' '.join(texts)})"
            if len(texts) > 1
            else texts[0]
        )

    def operand(self, operand: Any) -> str:
        return f"?v-{operand.name}" if isinstance(operand, W) else literal(operand)

    def comparison(self, left: Any, sign: str, right: Any) -> str:
        if sign in ("==", "!="):
            one, other = self.operand(left), self.operand(right)
            if other.startswith(('"', "nil", "TRUE", "FALSE")):
                return f"({'eq' if sign == '==' else 'neq'} {one} {other})"
            # For CLIPS 10 and 10.0 differ unless they are compared as numbers; by funcall, lest it conclude that both
            # variables are numbers wherever they stand.
            numbers = f"(and (numberp {one}) (numberp {other}) (funcall = {one} {other}))"
            same = f"(or (eq {one} {other}) {numbers})"
            return same if sign == "==" else f"(not {same})"
        return self.ordered(self.operand(left), sign, self.operand(right))

    def ordered(self, left: str, sign: str, right: str) -> str:
        numbers = f"(and (numberp {left}) (numberp {right}) ({ORDERINGS[sign]} {left} {right}))"
        if left.startswith("?") and right.startswith("?"):
            # Compared byte by byte, which for UTF-8 is the order of Python.
            texts = f"({ORDERINGS[sign]} (str-compare {left} {right}) 0)"
            return f"(or {numbers} (and (stringp {left}) (stringp {right}) {texts}))"
        if left.startswith('"') or right.startswith('"'):
            raise NotImplementedError("CLIPS orders numbers only")
        return numbers

    def count(self, count: COUNT, name: str) -> str:
        """Binds the number of facts that meet a counted pattern."""
        (pattern,) = count.elements
        assert isinstance(pattern, Fact)
        tests = []
        local: dict[str, str] = {}
        for slot, constraint in pattern.items():
            value = f"?f:{slot_name(slot)}"
            if isinstance(constraint, W):
                if constraint.name is None:
                    same = None
                elif constraint.name in self.bound and constraint.name != count.name:
                    same = f"?v-{constraint.name}"
                else:
                    same = local.setdefault(constraint.name, value)
                tests.append(f"(neq {value} {ABSENT})")
                tests += [] if same is None else [f"(eq {value} {same})"]
            elif isinstance(constraint, Constraint):
                if _names(constraint):
                    raise NotImplementedError("a counted pattern binds a variable and constrains it")
                text = self.passes(constraint, value)
                tests += [f"(neq {value} {ABSENT})"] + ([] if text is None else [text])
            else:
                tests.append(f"(eq {value} {literal(constraint)})")
        query = f"(and TRUE TRUE {' '.join(tests)})"
        return f"(bind ?{name} (length$ (find-all-facts ((?f {type(pattern).__name__})) {query})))"

    def defrule(self, number: int, elements: Sequence[Any], salience: int, width: int) -> str:
        left = self.conditions(elements, top=True)
        names = sorted(
            self.bound
            | set(self.named_facts)
            | {count.name for count, _name in self.counting if count.name is not None}
        )
        lines, conditions = [], []
        for count, name in self.counting:
            lines.append(self.count(count, name))
            if count.name is not None:
                lines.append(f"(bind ?v-{count.name} ?{name})")
            conditions.append(f"(>= ?{name} {count.at_least or 0})")
            if count.at_most is not None:
                conditions.append(f"(<= ?{name} {count.at_most})")
        values = [
            f"(fact-index ?{self.named_facts[n]})" if n in self.named_facts else f"?v-{n}" for n in names
        ]
        facts = [f"(fact-index ?{name})" for name in self.fact_names]
        actions = [
            f"(assert ({type(template).__name__} {' '.join(self.assertion(template))}))"
            for template in self.rule.asserts
        ]
        if self.rule.record:
            actions.append(
                f"(assert (found (rule {number}) (names {' '.join(f'{chr(34)}{n}{chr(34)}' for n in names)}) "
                f"(values {' '.join(values)}) (facts {' '.join(facts)})))"
            )
        then = " ".join(actions)
        if conditions or self.late:
            then = f"(if (and TRUE TRUE {' '.join(conditions + self.late)}) then {then})"
        return f"(defrule rule-{number}-{width} (declare (salience {salience})) {left} => {' '.join(lines)} {then})"

    def assertion(self, template: Fact) -> list[str]:
        return [
            f"({slot_name(slot)} {self.operand(value.value if isinstance(value, L) else value)})"
            for slot, value in template.items()
        ]


def _names(constraint: Any) -> list[str]:
    names = [constraint.name] if constraint.name is not None else []
    if isinstance(constraint, AllOf):
        names += [name for part in constraint.parts for name in _names(part)]
    return names


def slots_of(rules: Iterable[Rule], facts: Iterable[Fact]) -> dict[type[Fact], dict[Any, None]]:
    """Every slot that a class has somewhere."""
    found: dict[type[Fact], dict[Any, None]] = {}

    def look(element: Any) -> None:
        if isinstance(element, Fact):
            found.setdefault(type(element), dict.fromkeys(type(element).fields)).update(
                dict.fromkeys(element)
            )
        else:
            for part in element.elements:
                look(part)

    for rule in rules:
        for element in (*rule.conditions, *rule.asserts):
            look(element)
    for fact in facts:
        look(fact)
    return found


def templates(slots: dict[type[Fact], dict[Any, None]]) -> list[str]:
    texts = ["(deftemplate found (slot rule) (multislot names) (multislot values) (multislot facts))"]
    for kind, names in slots.items():
        parts = " ".join(f"(slot {slot_name(name)} (default {ABSENT}))" for name in names)
        texts.append(f"(deftemplate {kind.__name__} {parts})")
    return texts


def rule_texts(rules: Sequence[Rule]) -> list[str]:
    """The rules as CLIPS text, strata as salience."""
    strata = compile_rules(rules).strata
    return [
        _Writer(rule).defrule(number, elements, -strata[rule.name], place)
        for number, rule in enumerate(rules)
        for place, elements in enumerate(expanded(rule.conditions))
    ]


class ClipsProgram:
    """Rules built in CLIPS once. ``samples`` are facts to come, or ``classes`` those that declare their slots."""

    def __init__(
        self, rules: Sequence[Rule], samples: Iterable[Fact] = (), classes: Iterable[type[Fact]] = ()
    ) -> None:
        self.rules = list(rules)
        slots = {each: dict.fromkeys(each.fields) for each in classes} | slots_of(rules, samples)
        self.kinds = {
            kind.__name__: (kind, {slot_name(slot): slot for slot in names}) for kind, names in slots.items()
        }
        self.environment = clips.Environment()
        for text in (*templates(slots), *rule_texts(rules)):
            self.environment.build(text)
        self.fact_variables = [
            {
                element.bound_to
                for choice in expanded(rule.conditions)
                for element in choice
                if isinstance(element, Fact)
            }
            for rule in self.rules
        ]

    def evaluate(self, facts: Iterable[Fact]) -> tuple[set[Fact], set[Found]]:
        """What CLIPS finds: all facts, and the recorded matches. ``facts`` are complete (declared) ones."""
        environment = self.environment
        environment.reset()
        asserters = {name: environment.find_template(name) for name in self.kinds}
        for fact in facts:
            slots = {slot_name(slot): given(value) for slot, value in fact.items()}
            asserters[type(fact).__name__].assert_fact(**slots)
        environment.run()
        everything: dict[int, Fact] = {}
        rows: list[tuple[int, list[str], list[Any], list[int]]] = []
        for entry in environment.facts():
            name = entry.template.name
            if name == "found":
                rows.append(
                    (entry["rule"], list(entry["names"]), list(entry["values"]), list(entry["facts"]))
                )
            elif name in self.kinds:
                kind, names = self.kinds[name]
                read = {names[slot]: python(value) for slot, value in dict(entry).items() if value != ABSENT}
                everything[entry.index] = kind.from_slots(read)
        found: set[Found] = set()
        for number, names_found, values, indexes in rows:
            bindings = tuple(
                (name, everything[value] if name in self.fact_variables[number] else python(value))
                for name, value in zip(names_found, values, strict=True)
            )
            found.add((self.rules[number].name, bindings, tuple(everything[index] for index in indexes)))
        return set(everything.values()), found


def evaluate(rules: Sequence[Rule], facts: Iterable[Fact]) -> tuple[set[Fact], set[Found]]:
    """What CLIPS finds of ``rules`` in ``facts``, built and run at once."""
    facts = list(facts)
    return ClipsProgram(rules, facts).evaluate(facts)


def given(value: Any) -> Any:
    """A value as clipspy takes it: None and truth values are symbols."""
    if value is None or isinstance(value, bool):
        return clips.Symbol(literal(value))
    if isinstance(value, int | float | str):
        return value
    raise NotImplementedError(f"CLIPS has no value like {value!r}")


def python(value: Any) -> Any:
    """A value of CLIPS as Python has it; the symbols of truth and of nothing are no texts."""
    if isinstance(value, clips.Symbol):
        return {"TRUE": True, "FALSE": False, "nil": None}.get(str(value), str(value))
    return value
