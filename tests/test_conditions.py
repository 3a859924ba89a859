"""Every condition of every rule counts: without it, or turned round, some case of the rule fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from cxadvisor import CxAdvisorError, Strategy, review, single
from cxadvisor.language import Linking, link
from cxadvisor.model.canvas import Canvas
from cxadvisor.packs import extending
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.rulebook import Rulebook, shipped
from tests.judging import AS_OF, CARDS
from tests.rules.cases import Case, cases_of

Mutant = tuple[str, RuleCard]


def without(conditions: tuple[Any, ...], number: int) -> tuple[Any, ...]:
    return conditions[:number] + conditions[number + 1 :]


def negated(condition: Mapping[str, Any]) -> Any:
    ((word, content),) = condition.items()
    if word == "not":
        return content if not isinstance(content, list) else content[0]
    if word == "compare":
        opposite = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "=": "!=", "==": "!=", "!=": "="}
        return {"compare": [content[0], opposite[content[1]], content[2]]}
    return {"not": condition}


def weakened(condition: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The condition with one demand less: a slot that is not checked, an alternative that does not count."""
    ((word, content),) = condition.items()
    if word == "any":
        for number in range(len(content)):
            rest = content[:number] + content[number + 1 :]
            flat = rest[0] if len(rest) == 1 else None
            yield f"without alternative {number + 1}", flat if flat is not None else {"any": rest}
    elif word == "not" and isinstance(content, Mapping):
        for text, inner in weakened(content):
            yield text, {"not": inner}
    elif word not in ("not", "count", "compare"):
        for slot, value in content.items():
            if not (isinstance(value, str) and value.startswith("$")):
                yield (
                    f"without {word}.{slot}",
                    {word: {key: each for key, each in content.items() if key != slot}},
                )


def with_conditions(card: RuleCard, field: str, conditions: tuple[Any, ...]) -> RuleCard:
    return card._replace(when=conditions) if field == "when" else card._replace(asks_when=conditions)


def mutants(card: RuleCard) -> Iterator[Mutant]:
    for field in ("when", "asks_when"):
        conditions = getattr(card, field)
        for number, condition in enumerate(conditions):
            what = f"{field}[{number + 1}] {next(iter(condition))}"
            yield f"{what}: dropped", with_conditions(card, field, without(conditions, number))
            changed = (*conditions[:number], negated(condition), *conditions[number + 1 :])
            yield f"{what}: negated", with_conditions(card, field, changed)
            for text, weaker in weakened(condition):
                parts = weaker if isinstance(weaker, list) else [weaker]
                changed = (*conditions[:number], *parts, *conditions[number + 1 :])
                yield f"{what}: {text}", with_conditions(card, field, changed)


OTHER_STAGE = "the stage at hand is empty, so a filled one can only be the other"
UNREAD = "the channels of a placeholder are not read at all"
JUDGED = "only real objectives are judged to be gaps"
NAMELESS = "words that are not understood name no supported channel"
OWN_START = "beside that step a flow names but its own start, which happens where it happens"
EQUIVALENT: dict[tuple[str, str], str] = {
    ("needs-one-sided", "when[2] filled_stage: without filled_stage.stage"): OTHER_STAGE,
    ("metrics-one-sided", "when[2] filled_stage: without filled_stage.stage"): OTHER_STAGE,
    ("objective-chain-broken", "when[1] objective: dropped"): JUDGED,
    ("objective-chain-broken", "when[1] objective: without objective.real"): JUDGED,
    ("activity-in-unsupported-channel", "when[2] activity: without activity.real"): UNREAD,
    ("activity-in-unsupported-channel", "asks_when[2] activity: without activity.real"): UNREAD,
    ("activity-in-unsupported-channel", "asks_when[3] not: dropped"): NAMELESS,
    (
        "moment-outside-preferred-channels",
        "when[2] link: without link.relation",
    ): "only one relation leads to moments",
    (
        "moment-outside-preferred-channels",
        "when[3] channel_use: without channel_use.understood",
    ): "a channel nobody knows counts as reaching the moment openly",
    (
        "help-moment-outside-service-model",
        "when[2] gap: without gap.rule",
    ): "only one rule says that a moment has no partner",
    ("segments-need-own-canvas", "when[3] compare: negated"): "it tells which of the two is named first",
    (
        "employee-pain-behind-customer-pain",
        "when[1] names: without names.key",
    ): "a step names another step under one key only",
    ("flow-disagrees-with-journey", "when[1] names: without names.key"): OWN_START,
    ("flow-disagrees-with-journey", "asks_when[1] names: without names.key"): OWN_START,
}
"""Mutants that mean the same as the card, with the reason."""


@cache
def strategy_of(rule: str, number: int) -> tuple[Case, Strategy, list[Linking]]:
    case = cases_of(rule)[number]
    strategy = case.strategy
    return case, strategy, [link(file.canvas) for file in strategy.canvases]


@pytest.mark.parametrize("card", [card for card in CARDS.values() if card.when], ids=lambda card: card.name)
def test_each_condition_of_a_rule_is_needed_by_some_case(
    monkeypatch: pytest.MonkeyPatch, card: RuleCard
) -> None:
    linkings: dict[int, Linking] = {}

    def known(canvas: Canvas, _knowledge: object, *, known_ids: frozenset[str], semantic: bool) -> Linking:
        return linkings[id(canvas)]

    prepared = [strategy_of(card.name, number) for number in range(len(cases_of(card.name)))]
    linkings.update(
        (id(file.canvas), linking)
        for _, strategy, linked in prepared
        for file, linking in zip(strategy.canvases, linked, strict=True)
    )
    monkeypatch.setattr(single, "link", known)

    def survives(mutant: RuleCard) -> bool:
        try:
            book = Rulebook(
                (mutant if each.name == card.name else each for each in shipped().cards),
                shipped().derivations,
                proven=CARDS.keys() - {card.name},
            )
            assert book.compiled[card.name]
            assert book.program
        except CxAdvisorError:
            return False
        monkeypatch.setattr(extending, "shipped", lambda: book)
        for case, strategy, _ in prepared:
            made = review(strategy, as_of=case.content.get("as_of", AS_OF), lang="en")
            if not made.complete or case.problems(made):
                return False
        return True

    survivors = [text for text, mutant in mutants(card) if survives(mutant)]
    assert [text for text in survivors if (card.name, text) not in EQUIVALENT] == []
