"""The shipped rule cards in the engine and in CLIPS: the same matches and the same derived facts, on the facts of
the example canvases, of mutilated ones, and of the canvases on which each card is known to speak.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from cxadvisor.engine import Fact, Rule
from cxadvisor.engine.conditions import Condition
from cxadvisor.facts import facts_of
from cxadvisor.language import link
from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.model.canvas import Canvas
from cxadvisor.rulebook.rulebook import shipped
from tests.engine import clips_oracle
from tests.rules.cases import cases_of

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/canvas.*"))
AS_OF = "2026-01-01"
MUTILATED = 10
"""So many mutilated canvases are made of each example."""

INEXPRESSIBLE: dict[str, str] = {}
"""The shipped rules that CLIPS cannot express, and why. Counting, comparing texts and alternatives all can be."""


HELD_BACK = ("activity-in-unsupported-channel", "moment-outside-preferred-channels", "numbers-disagree")
"""Cards whose silent cases count as well: some derivations and questions only speak where these hold back."""


def facts_in(content: dict[str, Any], as_of: str = AS_OF, *, anywhere: bool = False) -> tuple[Fact, ...]:
    """The facts of a canvas; with ``anywhere`` each need of the cards also stands as one of any stage."""
    canvas = Canvas.model_validate(content)
    needs = shipped().facts
    if anywhere:  # no shipped card says so, but those of a pack may, and the derivations are shipped
        needs += tuple(
            type(need).from_slots({**need, "rule": f"{need['rule']} anywhere", "same_stage": False})
            for need in needs
        )
    return (*facts_of(canvas, link(canvas), as_of=as_of).facts, *needs)


@cache
def example(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))  # JSON is YAML
    return content


def mutilated(content: dict[str, Any], random: Random) -> dict[str, Any]:
    """A canvas with notes dropped, blocks emptied or left out, references and attributes taken away."""
    content = copy.deepcopy(content)
    share = random.choice((0.1, 0.3, 0.6))
    lists = [(block, stage) for block in BLOCKS.values() for stage in block.stages]
    emptied = random.sample(lists, random.randint(0, 4))
    forgotten = random.choice(((), ("for",), ("for", "through", "not_for"), ("owner", "due", "target")))
    for block, stage in lists:
        where = content.get(block.name) if stage is None else content.get(block.name, {}).get(stage)
        if isinstance(where, list):
            where[:] = [note for note in where if (block, stage) not in emptied and random.random() >= share]
            for note in where:
                for key in forgotten if isinstance(note, dict) else ():
                    note.pop(key, None)
    if random.random() < 0.5:
        name = random.choice(list(BLOCKS))
        content[name] = {stage: [] for stage in STAGES} if BLOCKS[name].staged else []
        content["not_captured"] = [*content.get("not_captured", ()), name]
    return content


def inputs() -> Iterator[tuple[str, tuple[Fact, ...]]]:
    for path in EXAMPLES:
        name = path.parent.name
        yield name, facts_in(example(path))
        for number in range(MUTILATED):
            content = mutilated(example(path), Random(f"{name} {number}"))
            yield f"{name}-{number}", facts_in(content, anywhere=number < 2)
    for card in shipped().cards:
        for case in cases_of(card.name):
            if case.fires or card.name in HELD_BACK:
                yield case.label, facts_in(case.canvas, case.content.get("as_of", AS_OF))


@pytest.fixture(scope="module")
def clips() -> clips_oracle.ClipsProgram:
    program = shipped().program
    return clips_oracle.ClipsProgram(program.rules, classes=program.fact_classes)


def differences(facts: tuple[Fact, ...], clips: clips_oracle.ClipsProgram) -> Iterator[str]:
    result = shipped().program.run(facts)
    all_facts, all_matches = clips.evaluate(facts)
    wrong = set(result.facts) ^ all_facts
    if wrong:
        yield f"facts: {sorted(map(repr, wrong))[:3]}"
    ours: dict[str, list[Any]] = {rule.name: [] for rule in shipped().program.rules}
    theirs: dict[str, set[Any]] = {rule.name: set() for rule in shipped().program.rules}
    for match in result.matches:
        ours[match.name].append((match.name, tuple(match.bindings.items()), match.facts))
    for found in all_matches:
        theirs[found[0]].add(found)
    for rule in shipped().program.rules:
        found_here, found_there = ours[rule.name], theirs[rule.name]
        if not found_there.issuperset(found_here):
            yield f"{rule.name}: CLIPS finds no {sorted(map(repr, set(found_here) - found_there))[:3]}"
        keys = rule.distinct
        if keys is None:
            same = len(found_here) == len(found_there)
        else:
            here = Counter(tuple(dict(bindings)[key] for key in keys) for _, bindings, _ in found_here)
            there = Counter({tuple(dict(bindings)[key] for key in keys) for _, bindings, _ in found_there})
            same = here == there
        if not same:
            yield f"{rule.name}: the engine finds {len(found_here)}, CLIPS {sorted(map(repr, found_there))[:3]}"


def test_clips_can_express_every_shipped_rule_but_those_listed() -> None:
    reasons = {rule.name: clips_oracle.reason_against(rule) for rule in shipped().program.rules}
    assert {name: reason for name, reason in reasons.items() if reason} == INEXPRESSIBLE


def test_engine_and_clips_conclude_the_same(clips: clips_oracle.ClipsProgram) -> None:
    wrong = {name: list(differences(facts, clips)) for name, facts in inputs()}
    assert not {name: found for name, found in wrong.items() if found}


def test_every_rule_takes_part_in_the_comparison() -> None:
    """A comparison in which a rule never speaks would say nothing of it."""
    active: set[str] = set()
    for _name, facts in inputs():
        result = shipped().program.run(facts)
        active.update(match.name for match in result.matches)
        active.update(way.rule.name for way in result.derived)
    silent = [rule for rule in shipped().program.rules if rule.name not in active]
    assert [rule.name for rule in silent if not is_about_artefacts(rule)] == []


def is_about_artefacts(rule: Rule) -> bool:
    """Whether a rule needs facts that canvases alone do not have; those are compared by their own cases."""
    cards = {card.name: card for card in shipped().cards}
    card = cards.get(rule.name.partition("/")[0])
    return bool(card and card.given) or any(
        type(fact).__module__.startswith("cxadvisor.rulebook.artefacts") for fact in patterns(rule.conditions)
    )


def patterns(parts: Iterable[Fact | Condition]) -> Iterator[Fact]:
    """Yield the patterns that conditions are made of."""
    for part in parts:
        if isinstance(part, Fact):
            yield part
        else:
            yield from patterns(part.elements)
