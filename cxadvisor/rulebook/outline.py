"""What a card looks at, told from its conditions as they are written.

It is enough to know which words of notes to listen to, and whether any of its rules can match a canvas at all: most
cards cannot, and are then never compiled.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product
from typing import Any, Final, NamedTuple

from cxadvisor.engine import Fact
from cxadvisor.engine.slots import Needs
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.conditions import Certainty, literal
from cxadvisor.rulebook.spoken import Silence, SpeaksOf
from cxadvisor.rulebook.topics import ANY, Listening, Scope, listening_in, literals
from cxadvisor.rulebook.vocabulary import FACTS

QUESTION: Final = "/question"
APPLIES: Final = "/applies"
DOUBT: Final = "/doubt"
"""The rule that would speak if what a card lacks were absent wherever it was not found for certain."""
ALSO: Final = "/also/"

_MOST_WAYS: Final = 32
"""So many ways in which conditions may hold are told apart; where there are more, the rule is compiled at once."""

Conditions = Iterable[Any]


class Outline(NamedTuple):
    """What a card looks at.

    ``lacking`` are the scopes in which it looks for what a canvas lacks, ``listens_in`` the blocks whose notes it
    listens to for what they speak of, and where a note that was not read may be one it seeks. ``listening`` and
    ``scopes`` are all that it asks of what notes speak of, ``rules`` the names of its rules, each with the ways in
    which it may match.
    """

    lacking: tuple[Scope, ...]
    listens_in: tuple[str, ...]
    listening: tuple[Listening, ...]
    scopes: tuple[Scope, ...]
    rules: Mapping[str, tuple[Needs, ...]]


def outline(card: RuleCard) -> Outline:
    """Return what ``card`` looks at; its conditions are known to be sound."""
    if card.python is not None:
        listening, scopes = listening_in(card.python)
        heard = [part for part in card.python if type(part) is SpeaksOf]
        return Outline((), _listens_in(heard), listening, scopes, {})
    remarks = [remark.when for remark in card.also]
    written = [card.when, card.asks_when, card.applies.when if card.applies else (), *remarks]
    every = list(chain.from_iterable(map(_nested, written)))
    lacking = tuple(dict.fromkeys(scope_of(content) for word, content in every if word == "lacks"))
    rules = {}
    if card.when:
        rules[card.name] = ways(card.when)
        if any(word == "lacks" for word, _ in _nested(card.when)):
            rules[card.name + DOUBT] = ways(card.when, "maybe")
            if card.question:
                rules[card.name + QUESTION] = ways(card.when, "likely")
    if card.asks_when:
        rules[card.name + QUESTION] = ways(card.asks_when)
    if card.applies:
        rules[card.name + APPLIES] = ways(card.applies.when)
    for number, when in enumerate(remarks, 1):
        rules[f"{card.name}{ALSO}{number}"] = ways(when)
    spoken = [condition["speaks_of"] for condition in card.when if "speaks_of" in condition]
    return Outline(lacking, _listens_in(spoken), tuple(listening_of(every)), lacking, rules)


def listens_to(conditions: Conditions) -> tuple[tuple[Listening, ...], tuple[Scope, ...]]:
    """Return what ``conditions`` ask of what notes speak of, and the scopes in which they look for what is lacking."""
    every = list(_nested(conditions))
    scopes = tuple(scope_of(content) for word, content in every if word == "lacks")
    return tuple(listening_of(every)), scopes


def scope_of(content: Mapping[str, Any]) -> Scope:
    """Return the scope that a “lacks” looks in."""
    return Scope(_values(content["concept"]) or (), _values(content["in"]) or (), "stage" in content)


def listening_of(conditions: Iterable[tuple[str, Any]]) -> Iterator[Listening]:
    """Yield what single conditions ask of what notes speak of."""
    for word, content in conditions:
        if word == "speaks_of":
            yield Listening(
                _values(content["block"]) or (), _values(content["concept"]) or (), "only" in content
            )


def ways(conditions: Conditions, certainty: Certainty = "sure") -> tuple[Needs, ...]:
    """Return the ways in which ``conditions`` may hold, each as what there must be; see ``conditions.Reader``."""
    found: list[Needs] = [()]
    for condition in conditions:
        ((word, content),) = condition.items()
        if word in FACTS:
            choices: list[Needs] = [_needs(FACTS[word], content)]
        elif word == "lacks":
            sought = {"scope": scope_of(content).key, "stage": content.get("stage", ANY)}
            known = "likely" if "likely" in content and certainty == "sure" else certainty
            choices = [_needs(Silence, sought if known == "maybe" else {**sought, known: True})]
        elif word == "any":
            choices = [way for each in content for way in ways(_listed(each), certainty)]
        else:
            continue
        found = [one + other for one, other in product(found, choices)]
        if len(found) > _MOST_WAYS:
            return ((),)
    return tuple(found)


def _needs(kind: type[Fact], content: Mapping[str, Any]) -> Needs:
    listed = ((slot, _values(value)) for slot, value in content.items())
    found = tuple((kind, slot, frozenset(values)) for slot, values in listed if values is not None)
    return found or ((kind, None, frozenset()),)


def _nested(conditions: Conditions) -> Iterator[tuple[str, Any]]:
    """Yield every condition, those inside others too, as its word and what belongs to it."""
    for condition in conditions:
        ((word, content),) = condition.items()
        yield word, content
        if word == "not":
            yield from _nested(_listed(content))
        elif word == "any":
            for each in content:
                yield from _nested(_listed(each))
        elif word == "count":
            yield from _nested([content["of"]])


def _listed(content: Any) -> Conditions:
    return content if isinstance(content, list) else [content]


def _values(value: Any) -> tuple[Any, ...] | None:
    """Return the values that a slot may have, where they are listed; None where it takes a variable or a “not”."""
    if isinstance(value, Mapping):
        return _values(value["in"]) if "in" in value else None
    if isinstance(value, str) and value.startswith("$") and not value.startswith("$$"):
        return None
    return tuple(map(literal, value)) if isinstance(value, list | tuple) else (literal(value),)


def _listens_in(spoken: Iterable[Mapping[Any, Any]]) -> tuple[str, ...]:
    parts = tuple(spoken)
    if any("only" in part for part in parts):
        return ()  # a word that nobody can read says something else: no note is in doubt
    found = (
        (literals(part["block"]) if isinstance(part, Fact) else _values(part["block"])) for part in parts
    )
    return tuple(sorted({block for blocks in found for block in blocks or ()}))
