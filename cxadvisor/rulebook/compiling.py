"""Turns cards into rules of the engine: the very same ``Rule`` objects that are written in Python.

A card with ``when`` is one rule. A coverage card states a need once; it becomes facts, from which the rules of coverage
(``rules/derivations/coverage.yaml``) conclude for every note whether it is covered, a gap, or to be asked about.
"""

from collections.abc import Container, Iterable, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from cxadvisor.engine import EXISTS, NOT, Fact, Rule
from cxadvisor.engine.constraints import Constraint
from cxadvisor.errors import RuleCardError
from cxadvisor.rulebook.card import PRECISE, TRUSTED, Derivation, RuleCard
from cxadvisor.rulebook.conclusions import Needs, Seeks
from cxadvisor.rulebook.conditions import Reader
from cxadvisor.rulebook.outline import ALSO, APPLIES, DOUBT, QUESTION
from cxadvisor.rulebook.vocabulary import FACTS, Note, slots
from cxadvisor.texts import Template, placeholders

PSEUDO_SLOTS = frozenset({"when", "block"})
"""Slots every placed fact has in a text: the stage as a phrase, and the name of its block."""
FREE_WORDS = frozenset({"n", "blocks", "guide", "quotes"})
"""Placeholders that the finding itself fills in."""


class CompiledCard(NamedTuple):
    """The rules a card became, and what its variables stand for (see ``conditions.Reader``)."""

    rules: tuple[Rule, ...]
    kinds: dict[str, type[Fact]]
    slots: dict[str, str]


def compile_derivation(derivation: Derivation) -> Rule:
    """Return the engine rule of a derivation."""
    reader = Reader(derivation.name)
    conditions = reader.all_of(derivation.when)
    asserts = []
    for template in derivation.asserts:
        ((name, content),) = template.items()
        asserts.append(reader.pattern(name, content))
    return Rule(*conditions, name=derivation.name, asserts=asserts)


def compile_card(card: RuleCard, concepts: Container[str] | None = None) -> CompiledCard:
    """Return the engine rules of a card; ``concepts`` are those it may name (see ``conditions.Reader``).

    Raises ``RuleCardError`` for an unknown fact, slot, concept, variable or placeholder, naming what would be right.
    """
    reader = Reader(card.name, concepts)
    rules: list[Rule] = []
    if card.coverage:
        reader.kinds[card.variable] = FACTS[card.variable]
    elif card.python is not None:
        rules.append(_finding_rule(card, tuple(card.python), card.name, card.message))
        for variable in card.at:
            reader.kinds.setdefault(variable, Note)
    else:
        if card.when:
            rules.append(_finding_rule(card, reader.all_of(card.when), card.name, card.message, card.because))
            if reader.lenient and card.kind != "advice":
                raise reader.fail(
                    "only advice may rest on what is likely to be absent.",
                    "Leave “likely” out of “lacks”, and give the card a “question” for where notes were not read.",
                )
            if reader.lacking:
                doubtful = Reader(card.name, concepts, certainty="maybe").all_of(card.when)
                rules.append(_finding_rule(card, doubtful, card.name + DOUBT, card.message, card.because))
                if card.question:
                    likely = Reader(card.name, concepts, certainty="likely").all_of(card.when)
                    rules.append(_finding_rule(card, likely, card.name + QUESTION, card.question))
        if card.asks_when:
            rules.append(
                _finding_rule(card, reader.all_of(card.asks_when), card.name + QUESTION, card.question)
            )
        if card.question and not (card.asks_when or reader.lacking or card.lists):
            raise reader.fail(
                "“question” is never asked.",
                "Say under “asks_when” when it is; a card with “lacks” asks it where a few notes were not read.",
                "question",
            )
    if card.applies:
        rules.append(Rule(*reader.all_of(card.applies.when), name=card.name + APPLIES, distinct=()))
    for number, remark in enumerate(card.also, 1):
        named = {card.variable, *_roots(remark.say)} | ({remark.at} if remark.at else set())
        conditions = reader.all_of(remark.when)
        rules.append(
            Rule(*conditions, name=f"{card.name}{ALSO}{number}", distinct=sorted(named - FREE_WORDS))
        )
    if card.python is None:
        _check_texts(card, reader)
    _check_seen(card, reader)
    return CompiledCard(tuple(rules), reader.kinds, reader.slots)


def _finding_rule(card: RuleCard, conditions: Iterable[Any], name: str, *texts: Template | None) -> Rule:
    named = set(card.at)
    for text in texts:
        named |= _roots(text)
    for each in (card.counted, card.merge[3:] if card.merge and card.merge.startswith("by:") else None):
        if each:
            named.add(each)
    if card.question and name.endswith(QUESTION):
        named |= _roots(card.question)
    # {n} is a variable where the card counts, and otherwise the number of notes in the finding.
    bound = {constraint for condition in conditions for constraint in _variables(condition)}
    return Rule(
        *conditions,
        name=name,
        distinct=sorted(each for each in named if each not in FREE_WORDS or each in bound),
    )


def _variables(part: Any) -> Iterable[str]:
    """The variables that a condition binds where the rest of the rule sees them."""
    if isinstance(part, Fact):
        for value in part.values():
            yield from _variables(value)
    elif isinstance(part, Constraint):
        if part.name is not None:
            yield part.name
        for inner in getattr(part, "parts", ()):
            yield from _variables(inner)
    elif getattr(part, "name", None):
        yield part.name
    elif type(part) not in (NOT, EXISTS):
        for element in getattr(part, "elements", ()):
            yield from _variables(element)


def _roots(template: Template | None) -> set[str]:
    return {name.partition(".")[0] for name in placeholders(template)} if template else set()


def coverage_facts(card: RuleCard) -> Iterator[Fact]:
    """Yield what the rules of coverage (``rules/derivations/coverage.yaml``) need to know of a coverage card."""
    coverage = card.coverage
    if coverage is None:
        return
    yield Needs(rule=card.name, of=coverage.of, same_stage=coverage.same_stage)
    for sought in coverage.links:
        for block in sought.blocks:
            yield Seeks(
                rule=card.name,
                of=coverage.of,
                block=block,
                relation=sought.relation,
                from_partner=sought.from_partner,
                same_stage=coverage.same_stage,
                trusted=sought.relation in TRUSTED,
                strict=sought.relation in TRUSTED and (sought.relation, coverage.of) not in PRECISE,
            )


def _check_texts(card: RuleCard, reader: Reader) -> None:
    """Refuse a placeholder that nothing fills."""
    if not (card.when or card.coverage or card.lists):
        return  # a card that only lends its texts to questions
    for variable in card.at:
        if variable not in reader.kinds:
            raise reader.fail(
                f"“at: ${variable}” is bound by no condition.", "Bind it, for example with “id: $…”.", "at"
            )
    for field, template in card.texts().items():
        for text in template if isinstance(template, tuple) else (template,):
            for name in placeholders(text):
                root, _, slot = name.partition(".")
                if not slot and (root in FREE_WORDS or root in reader.slots):
                    continue
                if slot and root in reader.kinds:
                    known = {*slots(reader.kinds[root]), *PSEUDO_SLOTS}
                    if slot in known:
                        continue
                    raise reader.fail(
                        f"{field}: {{{name}}} is no slot of that fact.",
                        f"It has {', '.join(sorted(known))}.",
                        field,
                    )
                bound = sorted({*reader.kinds, *reader.slots})
                raise reader.fail(
                    f"{field}: nothing fills {{{name}}}.", f"The conditions bind {', '.join(bound)}.", field
                )


def _check_seen(card: RuleCard, reader: Reader) -> None:
    """Refuse a ``see`` that looks by a variable which a finding does not know."""
    known = {card.variable, *card.at} | _roots(card.message) if card.at or card.coverage else set()
    for each in card.see:
        _, colon, variable = each.partition(":")
        if colon and variable not in known:
            raise reader.fail(
                f"“see” looks by ${variable}, of which the finding knows nothing.",
                f"Name one of {', '.join(sorted(known)) or 'the entries'}.",
                "see",
            )


def check_names(cards: Iterable[RuleCard]) -> None:
    """Refuse cards that share a name or a code, or that yield to a rule that does not exist."""
    cards = tuple(cards)
    labels: dict[str, str] = {}
    for card in cards:
        for label in (card.name, card.code):
            if label in labels:
                raise RuleCardError(
                    f"“{label}” is taken by the rule “{labels[label]}”.",
                    file=card.file,
                    rule=card.name,
                    remedy="Names and codes are unique; choose another.",
                )
            labels[label] = card.name
    names = {card.name for card in cards}
    for card in cards:
        for key, lead in (
            *(("yields_to", each) for each in card.yields_to),
            *(("lists", each) for each in card.lists),
        ):
            if lead not in names:
                near = get_close_matches(lead, names, 1)
                raise RuleCardError(
                    f"{key} names “{lead}”, which is no rule.",
                    file=card.file,
                    rule=card.name,
                    remedy=f"Did you mean “{near[0]}”?" if near else "“cxadvisor rules” lists the rules.",
                )
