"""CLIPS, fed and read by hand through cffi: no Python object of clipspy stands between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.support.running import Finding, Runner, told
from cxadvisor.engine import Fact, Rule
from tests.engine import clips_oracle


def with_clips(rules: Sequence[Rule], classes: Sequence[type[Fact]]) -> Runner:
    """CLIPS: one environment, reset each time; facts go in by a builder a template, findings are read slot by slot."""
    import clips
    from clips._clips import ffi, lib

    environment = clips.Environment()
    slots = {each: dict.fromkeys(each.fields) for each in classes} | clips_oracle.slots_of(rules, ())
    for text in (*clips_oracle.templates(slots), *clips_oracle.rule_texts(rules)):
        environment.build(text)
    names = {
        kind: [(slot, clips_oracle.slot_name(slot).encode()) for slot in found]
        for kind, found in slots.items()
    }
    shown = {number: (rule.name, told(rule)) for number, rule in enumerate(rules)}
    plain = {number for number, rule in enumerate(rules) if len(clips_oracle.expanded(rule.conditions)) == 1}
    value = ffi.new("CLIPSValue *")
    columns: dict[int, list[int]] = {}

    def atom(cell: Any) -> Any:
        kind = cell.header.type
        if kind < 2:
            return cell.integerValue.contents if kind else cell.floatValue.contents
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
                elif type(given) is float:
                    cell.floatValue = lib.CreateFloat(pointer, given)
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
            if number not in columns or number not in plain:  # alternatives may bind other variables
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
