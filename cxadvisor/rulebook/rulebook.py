"""The rulebook: all cards of a review, compiled once, with their texts in every language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache, partial
from itertools import chain
from types import MappingProxyType
from typing import Any

from cxadvisor.engine import Fact, Program, Rule, compile_rules
from cxadvisor.engine.program import Deferred
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
from cxadvisor.rulebook.outline import Outline, listens_to, outline
from cxadvisor.rulebook.topics import Topics
from cxadvisor.rulebook.vocabulary import FACTS

QUESTIONS = "coverage-unclear"
"""The rule under which questions about missing links are asked."""


class Rulebook:
    """Cards, the derivations they lean on, and their translations; immutable, and safe to share between threads.

    ``knowledge`` is what the concepts that cards name stand in; by default the shipped one, read when it is needed.
    ``proven`` are the names of cards that are known to be sound; they are compiled when a canvas may match them.
    """

    def __init__(
        self,
        cards: Iterable[RuleCard],
        derivations: Iterable[Derivation],
        knowledge: Knowledge | None = None,
        proven: Collection[str] = (),
    ) -> None:
        self.cards: tuple[RuleCard, ...] = tuple(cards)
        self.derivations: tuple[Derivation, ...] = tuple(derivations)
        self._knowledge = knowledge
        self._proven = frozenset(proven)
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
        """What each card becomes, by its name; worked out when it is asked for."""
        return _Compiled({card.name: card for card in self.cards}, self._knowledge)

    @cached_property
    def outlines(self) -> Mapping[str, Outline]:
        """What each card looks at, by its name."""
        return MappingProxyType({card.name: outline(card) for card in self.cards})

    def _rules(self) -> Iterator[Rule | Deferred]:
        yield from map(compile_derivation, self.derivations)
        for card in self.cards:
            if card.name in self._proven:
                for name, ways in self.outlines[card.name].rules.items():
                    yield Deferred(name, ways, partial(self._rule, card.name, name))
            else:
                yield from self.compiled[card.name].rules

    def _rule(self, card: str, name: str) -> Rule:
        return next(rule for rule in self.compiled[card].rules if rule.name == name)

    @cached_property
    def program(self) -> Program:
        """All rules, compiled for the engine; those of proven cards as far as they are needed."""
        kinds: tuple[type[Fact], ...] = tuple(FACTS.values())
        return compile_rules(self._rules(), kinds)

    @cached_property
    def topics(self) -> Topics:
        """What the rules ask the words of notes about."""
        listening, scopes = listens_to(condition for each in self.derivations for condition in each.when)
        outlines = self.outlines.values()
        return Topics(
            chain(listening, *(each.listening for each in outlines)),
            chain(scopes, *(each.scopes for each in outlines)),
            self.knowledge,
        )

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What the rules themselves contribute to the facts of every canvas: the needs that coverage cards state."""
        return tuple(fact for card in self.cards for fact in coverage_facts(card))

    def with_cards(self, cards: Iterable[RuleCard], knowledge: Knowledge | None = None) -> Rulebook:
        """Return a rulebook with ``cards`` added, and with other ``knowledge`` where that is given.

        Raises ``RuleCardError`` for a card that cannot be used.
        """
        cards = tuple(cards)
        if not cards and knowledge is None:
            return self
        whole = (*self.cards, *cards)
        extended = Rulebook(whole, self.derivations, knowledge or self._knowledge, self._proven)
        for card in cards:
            extended.compiled[card.name]
        return extended

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
        return Rulebook(kept, self.derivations, self._knowledge, self._proven)

    def for_parts(self, given: frozenset[str], *, page: bool) -> Rulebook:
        """Return a rulebook with the cards alone that have something to judge, made once for the same parts.

        Args:
            given: the companion keys in use, ``canvas`` and ``canvases`` (see ``RuleCard.given``).
            page: whether a canvas itself is judged.
        """
        found = self._for_parts.get((given, page))
        if found is None:
            idle = [
                card.name
                for card in self.cards
                if card.name != QUESTIONS  # it lends its words to the others
                and not (
                    given.issuperset(card.given) if card.given else page or given.intersection(card.beside)
                )
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


class _Compiled(dict[str, CompiledCard]):
    """Compiles a card when it is asked for; two threads may both do so, with the same outcome."""

    def __init__(self, cards: Mapping[str, RuleCard], knowledge: Knowledge | None) -> None:
        super().__init__()
        self._cards = cards
        self._knowledge = knowledge

    def __missing__(self, name: str) -> CompiledCard:
        concepts = self._knowledge.index if self._knowledge else None
        found = self[name] = compile_card(self._cards[name], concepts)
        return found


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
    cards = tuple(map(card_from, data["cards"]))
    return Rulebook(cards, derivations, proven=[card.name for card in cards])
