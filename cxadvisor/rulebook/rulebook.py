"""The rulebook: all cards of a review, compiled once, with their texts in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from cxadvisor.engine import Fact, Program, Rule, compile_rules
from cxadvisor.errors import Problem, SettingsError
from cxadvisor.language import Knowledge, shipped_knowledge
from cxadvisor.resources import read_json
from cxadvisor.rulebook.card import Derivation, RuleCard, card_from
from cxadvisor.rulebook.compiling import (
    CompiledCard,
    check_names,
    compile_card,
    compile_derivation,
    coverage_facts,
)
from cxadvisor.rulebook.topics import Topics
from cxadvisor.rulebook.vocabulary import FACTS

QUESTIONS = "coverage-unclear"
"""The rule under which questions about missing links are asked."""


class Rulebook:
    """Cards, the derivations they lean on, and their translations; immutable, and safe to share between threads.

    ``knowledge`` is what the concepts that cards name stand in; by default the shipped one, read when it is needed.
    """

    def __init__(
        self,
        cards: Iterable[RuleCard],
        derivations: Iterable[Derivation],
        knowledge: Knowledge | None = None,
    ) -> None:
        self.cards: tuple[RuleCard, ...] = tuple(cards)
        self.derivations: tuple[Derivation, ...] = tuple(derivations)
        self._knowledge = knowledge
        self._for_parts: dict[tuple[frozenset[str], bool], Rulebook] = {}
        check_names(self.cards)
        self._by_label = {label.casefold(): card for card in self.cards for label in (card.name, card.code)}

    def find(self, label: str) -> RuleCard:
        """Return the card with this name or code.

        Raises ``SettingsError`` with the nearest name where there is none.
        """
        card = self._by_label.get(label.casefold())
        if card is None:
            from rapidfuzz.process import extractOne

            near = extractOne(label.casefold(), list(self._by_label))
            nearest = self._by_label[near[0]] if near else None
            shown = nearest and (nearest.code if near[0] == nearest.code.casefold() else nearest.name)
            remedy = f"Did you mean “{shown}”? “cxadvisor rules” lists all." if shown else ""
            raise SettingsError(Problem(f"There is no rule “{label}”.", remedy))
        return card

    def __contains__(self, label: str) -> bool:
        return label.casefold() in self._by_label

    @property
    def knowledge(self) -> Knowledge:
        """What the words of notes are understood by."""
        return self._knowledge or shipped_knowledge()

    @cached_property
    def compiled(self) -> Mapping[str, CompiledCard]:
        """What each card became, by its name."""
        concepts = self._knowledge.index if self._knowledge else None
        return MappingProxyType({card.name: compile_card(card, concepts) for card in self.cards})

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        derived = [compile_derivation(derivation) for derivation in self.derivations]
        return (*derived, *(rule for card in self.cards for rule in self.compiled[card.name].rules))

    @cached_property
    def program(self) -> Program:
        """All rules, compiled for the engine."""
        kinds: tuple[type[Fact], ...] = tuple(FACTS.values())
        return compile_rules(self._rules, kinds)

    @cached_property
    def topics(self) -> Topics:
        """What the rules ask the words of notes about."""
        return Topics(self._rules, self.knowledge)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What the rules themselves contribute to the facts of every canvas: the needs that coverage cards state."""
        return tuple(fact for card in self.cards for fact in coverage_facts(card))

    def with_cards(self, cards: Iterable[RuleCard], knowledge: Knowledge | None = None) -> Rulebook:
        """Return a rulebook with ``cards`` added, and with other ``knowledge`` where that is given."""
        cards = tuple(cards)
        if not cards and knowledge is None:
            return self
        return Rulebook((*self.cards, *cards), self.derivations, knowledge or self._knowledge)

    def without(self, names: Iterable[str]) -> Rulebook:
        """Return a rulebook without the cards of these names."""
        names = set(names)
        kept = [
            card._replace(
                yields_to=tuple(lead for lead in card.yields_to if lead not in names),
                lists=tuple(part for part in card.lists if part not in names),
            )
            for card in self.cards
            if card.name not in names
        ]
        return Rulebook(kept, self.derivations, self._knowledge)

    def for_parts(self, given: frozenset[str], *, page: bool) -> Rulebook:
        """Return a rulebook with the cards alone that have something to judge, made once for the same parts.

        Args:
            given: the companion keys in use, ``canvas`` and ``canvases`` (see ``RuleCard.given``).
            page: whether a canvas itself is judged.
        """
        found = self._for_parts.get((given, page))
        if found is None:
            idle = [
                card.name for card in self.cards if not (given.issuperset(card.given) if card.given else page)
            ]
            found = self._for_parts[given, page] = self.without(idle) if idle else self
        return found

    def in_language(self, language: str) -> Mapping[str, RuleCard]:
        """Return the cards by name, with their texts in ``language`` where they are translated."""
        if language == "en":
            return {card.name: card for card in self.cards}
        texts = translations(language)
        return {
            card.name: card.translated(texts[card.name]) if card.name in texts else card
            for card in self.cards
        }


@cache
def translations(language: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the shipped translations into ``language``, by rule and field."""
    texts: Mapping[str, Mapping[str, Any]] = read_json("rules", "compiled", f"{language}.json")
    return texts


@lru_cache(maxsize=1)
def shipped() -> Rulebook:
    """Return the rulebook that comes with cxadvisor."""
    data = read_json("rules", "compiled", "rules.json")
    derivations = [
        Derivation(each["name"], tuple(each["when"]), tuple(each["asserts"])) for each in data["derivations"]
    ]
    return Rulebook(map(card_from, data["cards"]), derivations)
