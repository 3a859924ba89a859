"""The engine against experta and CLIPS: the same rules, the same facts, the same findings, in one run.

    pip install -e .[benchmark]
    python -m benchmarks.engine [--sizes 100 2000] [--rounds 15] [--assert]

For each size it prints the milliseconds a canvas takes and how many times faster the engine is, each time on the rules
that the other can express (both lists are printed). Findings are asserted equal before anything is measured. Times are
the best of several rounds taken in turn, so that whatever else the machine does falls on all. Rules are compiled once;
what is measured is: facts in, run, findings with their values out. The engine keeps what each finding rests on, which
the others do not; reading that as well is the column "+ support". ``measure`` takes any rules and facts.
"""

from __future__ import annotations

import argparse
import collections
import collections.abc
import importlib.util
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

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
from cxadvisor.engine.constraints import OPERATORS, AllOf, AnyOf, Comparison, Constraint, Negation
from tests.engine import clips_oracle
from tests.engine.catalogue import canvas_facts, catalogue_rules

Finding = tuple[str, tuple[Any, ...]]
Runner = Callable[[Sequence[Fact]], set[Finding]]

GOALS = {"experta": {100: 30.0, 2000: 50.0}, "CLIPS": {100: 1.0, 2000: 1.0}}
GROWTH = 13.0


def told(rule: Rule) -> tuple[str, ...]:
    """The variables whose values make a finding of ``rule``: those it is distinct by, else all that name no fact."""
    if rule.distinct is not None:
        return tuple(sorted(rule.distinct))
    names: set[str] = set()
    for element in clips_oracle.expanded(rule.conditions)[0]:
        if isinstance(element, Fact):
            names |= {
                value.name for value in element.values() if isinstance(value, W) and value.name is not None
            }
    return tuple(sorted(names))


def ours(rules: Sequence[Rule], support: bool = False) -> Runner:
    """This engine: bindings read for every finding, and its support too when asked to."""
    program = compile_rules(rules)
    names = {rule.name: told(rule) for rule in rules}

    def run(facts: Sequence[Fact]) -> set[Finding]:
        found = set()
        for match in program.run(facts, budget=100_000_000).matches:
            if support:
                assert match.support is not None
            found.add((match.name, tuple([match[name] for name in names[match.name]])))
        return found

    return run


# --- CLIPS, fed and read by hand through cffi ---------------------------------------------------------------------


def with_clips(rules: Sequence[Rule], sample: Sequence[Fact]) -> Runner:
    """CLIPS: one environment, reset each time; facts go in by a builder a template, findings are read slot by slot."""
    import clips
    from clips._clips import ffi, lib

    environment = clips.Environment()
    slots = clips_oracle.slots_of(rules, sample)
    for text in (*clips_oracle.templates(slots), *clips_oracle.rule_texts(rules)):
        environment.build(text)
    names = {
        kind: [(slot, clips_oracle.slot_name(slot).encode()) for slot in found]
        for kind, found in slots.items()
    }
    shown = {number: (rule.name, told(rule)) for number, rule in enumerate(rules)}
    value = ffi.new("CLIPSValue *")
    columns: dict[int, list[int]] = {}

    def atom(cell: Any) -> Any:
        kind = cell.header.type
        if kind == 1:
            return cell.integerValue.contents
        text = ffi.string(cell.lexemeValue.contents).decode()
        return {"nil": None, "TRUE": True, "FALSE": False}.get(text, text) if kind == 2 else text

    def run(facts: Sequence[Fact]) -> set[Finding]:
        pointer = environment._env  # through the environment, which must outlive its pointer
        lib.Reset(pointer)
        text, whole, symbol = lib.CreateString, lib.CreateInteger, lib.CreateSymbol
        put, cell = lib.FBPutSlot, ffi.new("CLIPSValue *")
        nothing, yes, no = (symbol(pointer, each) for each in (b"nil", b"TRUE", b"FALSE"))
        builders = {kind: lib.CreateFactBuilder(pointer, kind.__name__.encode()) for kind in slots}
        for fact in facts:
            builder = builders[type(fact)]
            for slot, name in names[type(fact)]:
                given = fact[slot]
                if type(given) is str:
                    cell.lexemeValue = text(pointer, given.encode())
                elif type(given) is int:
                    cell.integerValue = whole(pointer, given)
                else:
                    cell.lexemeValue = nothing if given is None else yes if given else no
                put(builder, name, cell)
            lib.FBAssert(builder)
        for builder in builders.values():
            lib.FBDispose(builder)
        lib.Run(pointer, -1)
        found = set()
        template = lib.FindDeftemplate(pointer, b"found")
        fact = lib.GetNextFactInTemplate(template, ffi.NULL)
        while fact != ffi.NULL:
            lib.GetFactSlot(fact, b"rule", value)
            number = value.integerValue.contents
            if number not in columns:
                lib.GetFactSlot(fact, b"names", value)
                cells = value.multifieldValue
                there = [atom(cells.contents + place) for place in range(cells.length)]
                columns[number] = [there.index(name) for name in shown[number][1]]
            lib.GetFactSlot(fact, b"values", value)
            contents = value.multifieldValue.contents
            found.add((shown[number][0], tuple([atom(contents + place) for place in columns[number]])))
            fact = lib.GetNextFactInTemplate(template, fact)
        return found

    return run


# --- experta, with the names that Python 3.10 moved put back ------------------------------------------------------


def inexpressible(rule: Rule) -> str | None:
    """Why experta cannot express a rule; None when it can."""

    def look(element: Any, inside: bool) -> str | None:
        if isinstance(element, Fact):
            return None
        if isinstance(element, COUNT):
            return "experta does not count"
        if isinstance(element, EXISTS) and inside_variables(element) & outer:
            return "experta gets a joined EXISTS wrong"
        if isinstance(element, FORALL):
            return "experta gets a joined FORALL wrong"
        if isinstance(element, (TEST, COMPARE)):
            return None
        return next((reason for part in element.elements if (reason := look(part, True))), None)

    outer = {
        name for element in rule.conditions if isinstance(element, Fact) for name in inside_variables(element)
    }
    return next((reason for element in rule.conditions if (reason := look(element, False))), None)


def inside_variables(element: Any) -> set[str]:
    """The variables that occur in a pattern or condition."""
    if isinstance(element, Fact):
        return {value.name for value in element.values() if isinstance(value, W) and value.name is not None}
    return {name for part in element.elements for name in inside_variables(part)}


def with_experta(rules: Sequence[Rule]) -> Runner:
    """experta: the rules as methods, what they assert declared in bodies, strata as salience."""
    for name in ("Mapping", "MutableMapping", "Iterable", "Callable", "Sequence", "Set", "Hashable"):
        if not hasattr(collections, name):
            setattr(collections, name, getattr(collections.abc, name))
    import experta

    strata = compile_rules(rules).strata
    kinds: dict[type[Fact], Any] = {}
    found: set[Finding] = set()

    def kind_of(fact: Fact) -> Any:
        if type(fact) not in kinds:
            kinds[type(fact)] = type(type(fact).__name__, (experta.Fact,), {})
        return kinds[type(fact)]

    def constraint(value: Any, tests: list[Any], fresh: list[str]) -> Any:
        if isinstance(value, W):
            return experta.W() if value.name is None else getattr(experta.MATCH, value.name)
        if isinstance(value, L):
            return experta.L(value.value)
        if isinstance(value, P):
            return experta.P(value.function)
        if isinstance(value, Negation):
            return ~constraint(value.part, tests, fresh)
        if isinstance(value, (AllOf, AnyOf)):
            parts = [constraint(part, tests, fresh) for part in value.parts]
            whole = parts[0]
            for part in parts[1:]:
                whole = whole & part if isinstance(value, AllOf) else whole | part
            return whole
        assert isinstance(value, Comparison)
        compare = OPERATORS[value.sign]
        if not isinstance(value.operand, W):
            limit = value.operand
            return experta.P(lambda seen: seen is not None and compare(seen, limit))
        name, other = f"hidden_{len(fresh)}", str(value.operand.name)
        fresh.append(name)
        tests.append(test(name, value.sign, other))
        return getattr(experta.MATCH, name)

    def test(left: str, sign: str, right: str) -> Any:
        # Built from names of our own rules only; experta reads the parameters' names.
        space = {"compare": OPERATORS[sign]}
        return experta.TEST(
            eval(f"lambda {left}, {right}: None not in ({left}, {right}) and compare({left}, {right})", space)
        )

    def condition(element: Any, tests: list[Any], fresh: list[str]) -> Any:
        if isinstance(element, Fact):
            slots = {
                slot: constraint(value, tests, fresh) if isinstance(value, Constraint) else value
                for slot, value in element.items()
            }
            return kind_of(element)(**slots)
        inner: list[Any] = []
        parts = [condition(part, inner, fresh) for part in element.elements]
        names = {AND: experta.AND, OR: experta.OR, NOT: experta.NOT, EXISTS: experta.EXISTS}
        if isinstance(element, OR):
            parts = [
                part if not inner else experta.AND(part, inner[place]) for place, part in enumerate(parts)
            ]
            inner = []
        if len(parts) + len(inner) > 1 and not isinstance(element, (OR, AND)):
            return names[type(element)](experta.AND(*parts, *inner))
        return names[type(element)](*parts, *inner)

    def method(rule: Rule) -> Any:
        tests: list[Any] = []
        fresh: list[str] = []
        conditions = [condition(element, tests, fresh) for element in rule.conditions]
        names = told(rule)

        def body(self: Any, **bindings: Any) -> None:
            for template in rule.asserts:
                values = {
                    slot: bindings[str(value.name)] if isinstance(value, W) else value
                    for slot, value in template.items()
                }
                self.declare(kind_of(template)(**values))
            if rule.record:
                found.add((rule.name, tuple(bindings[name] for name in names)))

        body.__name__ = rule.name.replace("-", "_")
        return experta.Rule(*conditions, *tests, salience=-strata[rule.name])(body)

    engine = type(
        "Rules", (experta.KnowledgeEngine,), {rule.name.replace("-", "_"): method(rule) for rule in rules}
    )()

    def run(facts: Sequence[Fact]) -> set[Finding]:
        found.clear()
        engine.reset()
        for fact in facts:
            engine.declare(kind_of(fact)(**fact))
        engine.run()
        return set(found)

    return run


# --- measuring ----------------------------------------------------------------------------------------------------


def counts(rule: Rule) -> bool:
    """Whether a rule counts: CLIPS has no condition for that, and counting in an action is slow there."""
    return any(
        isinstance(element, COUNT) for choice in clips_oracle.expanded(rule.conditions) for element in choice
    )


def best_of(runners: dict[str, Runner], facts: Sequence[Fact], rounds: dict[str, int]) -> dict[str, float]:
    """The best milliseconds of each runner, their rounds taken in turn."""
    best = dict.fromkeys(runners, float("inf"))
    for turn in range(max(rounds.values())):
        for name, runner in runners.items():
            if turn < rounds[name]:
                start = time.perf_counter()
                runner(facts)
                best[name] = min(best[name], 1000 * (time.perf_counter() - start))
    return best


def measure(
    rules: Sequence[Rule], facts_of: Callable[[int], list[Fact]], sizes: Iterable[int], rounds: int
) -> bool:
    """Print a table; whether every goal that stands for a size was met."""
    good = True
    others: dict[str, tuple[list[Rule], Callable[[list[Rule], list[Fact]], Runner]]] = {
        "CLIPS": (
            [rule for rule in rules if clips_oracle.reason_against(rule) is None and not counts(rule)],
            lambda some, facts: with_clips(some, facts),
        )
    }
    if importlib.util.find_spec("experta") is None:
        print("experta is not installed: pip install experta==1.9.4")
    else:
        some = [rule for rule in rules if inexpressible(rule) is None]
        others["experta"] = (some, lambda some, _facts: with_experta(some))
    for name, (some, _make) in others.items():
        left_out = [rule.name for rule in rules if rule not in some]
        print(
            f"{name}: {len(some)} of {len(rules)} rules"
            + (f"; without {', '.join(left_out)}" if left_out else "")
        )
    print(
        f"{'facts':>6} {'findings':>9} {'other':>8} {'ms':>10} {'engine ms':>10} {'+ support':>10} {'times':>7}"
    )
    for size in sizes:
        facts = facts_of(size)
        for name, (some, make) in others.items():
            runners = {"engine": ours(some), "support": ours(some, support=True), name: make(some, facts)}
            findings = runners["engine"](facts)
            theirs = runners[name](facts)
            assert findings == theirs, f"{name} disagrees: {sorted(findings ^ theirs, key=repr)[:5]}"
            turns = {
                "engine": rounds,
                "support": rounds,
                name: rounds if name == "CLIPS" else max(2, rounds // 5),
            }
            best = best_of(runners, facts, turns)
            ratio = best[name] / best["engine"]
            goal = GOALS.get(name, {}).get(size)
            verdict = "" if goal is None else f"  (goal {goal:g})"
            good = good and (goal is None or ratio >= goal)
            print(
                f"{len(facts):>6} {len(findings):>9} {name:>8} {best[name]:>10.2f} {best['engine']:>10.2f} "
                f"{best['support']:>10.2f} {ratio:>7.1f}{verdict}"
            )
    return good


def growth(rules: Sequence[Rule], facts_of: Callable[[int], list[Fact]], size: int, rounds: int) -> bool:
    """Print how the time grows with ten times the notes."""
    run = ours(rules)
    small = best_of({"engine": run}, facts_of(size), {"engine": rounds * 3})["engine"]
    large = best_of({"engine": run}, facts_of(10 * size), {"engine": rounds})["engine"]
    print(
        f"ten times the notes ({size} to {10 * size}): {large / small:.1f} times the time  (goal at most {GROWTH:g})"
    )
    return large / small <= GROWTH


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 2000])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--assert", dest="strict", action="store_true", help="fail when a goal is missed")
    arguments = parser.parse_args()
    rules = catalogue_rules()
    good = measure(rules, canvas_facts, arguments.sizes, arguments.rounds)
    good = growth(rules, canvas_facts, 200, arguments.rounds) and good
    if arguments.strict and not good:
        sys.exit("a goal was missed")


if __name__ == "__main__":
    main()
