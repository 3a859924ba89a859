"""What rules ask the words of notes about: concepts in blocks, and scopes in which nothing speaks of a concept.

Only what some rule asks about becomes a fact (``cxadvisor.speaking``). What a concept comprises – all that is narrower,
or part of it – is looked up in knowledge once, when the rules are compiled.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from cxadvisor.engine import Fact, L
from cxadvisor.engine.conditions import Condition
from cxadvisor.engine.constraints import AllOf, AnyOf, Constraint
from cxadvisor.language.knowledge import MEMORABLE, MEMORABLE_NOTES, Knowledge
from cxadvisor.language.topics import Pointers
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.rulebook.spoken import Silence, SpeaksOf

ANY: Final = "any"
"""The stage of a scope that is looked at as a whole, both stages together."""

_JOIN, _IN, _BY_STAGE = "+", " in ", " by stage"


class Scope(NamedTuple):
    """Where something is looked for: concepts, any of which will do, and blocks; stage by stage, or in all."""

    concepts: tuple[str, ...]
    blocks: tuple[str, ...]
    by_stage: bool

    @property
    def key(self) -> str:
        """The scope as one text, the same for the same scope; facts name it so."""
        where = f"{_JOIN.join(sorted(self.concepts))}{_IN}{_JOIN.join(sorted(self.blocks))}"
        return where + _BY_STAGE if self.by_stage else where

    @classmethod
    def of_key(cls, key: str) -> "Scope":
        """Return the scope that ``key`` says."""
        where = key.removesuffix(_BY_STAGE)
        concepts, _, blocks = where.partition(_IN)
        return cls(tuple(concepts.split(_JOIN)), tuple(blocks.split(_JOIN)), where != key)


class Listening(NamedTuple):
    """What a rule asks of what notes speak of: blocks, concepts, and whether a note must speak of nothing else."""

    blocks: tuple[str, ...]
    concepts: tuple[str, ...]
    alone: bool


class Topics:
    """What the rules of a rulebook ask about: which concepts in which block, and in which scopes."""

    def __init__(self, listening: Iterable[Listening], scopes: Iterable[Scope], knowledge: Knowledge) -> None:
        asked: dict[str, set[str]] = {}
        alone: set[str] = set()
        for each in listening:
            for block in each.blocks or BLOCKS:
                asked.setdefault(block, set()).update(each.concepts)
            if each.alone:
                alone.update(each.concepts)
        scopes = set(scopes)
        for scope in scopes:
            for block in scope.blocks:
                asked.setdefault(block, set()).update(scope.concepts)
        self.alone: Final = frozenset(alone)
        """The concepts of which some rule asks whether a note speaks of nothing else."""
        self.scopes: Final = tuple(sorted(scopes))
        comprised = _comprised({name for names in asked.values() for name in names}, knowledge)
        self.asked: Final[Mapping[str, Mapping[int, tuple[str, ...]]]] = {
            block: _by_number(sorted(names), comprised) for block, names in sorted(asked.items()) if names
        }
        """By block: each concept (by number) that matters there, and what is asked about that it is or belongs to."""
        self.general: Final = frozenset(
            number for number, concept in enumerate(knowledge.concepts) if concept.kind == "general"
        )
        """The concepts that say nothing by themselves."""
        self.measures: Final = frozenset(
            number for number, concept in enumerate(knowledge.concepts) if concept.kind == "measure"
        )
        """The concepts that are measures."""
        self._weights: Final = {
            number: knowledge.concepts[number].weight or 1.0
            for numbers in comprised.values()
            for number in numbers
        }
        self._hints: dict[tuple[str, str], tuple[tuple[int, float], ...]] = {}
        self._notes: dict[str, dict[Any, Any]] = {}

    def memo(self, language: str) -> dict[Any, Any]:
        """Return what the notes last heard in ``language`` speak of, so that a note is listened to once."""
        memo = self._notes.setdefault(language, {})
        if len(memo) > MEMORABLE_NOTES:
            memo = self._notes[language] = {}
        return memo

    def hints_of(self, word: Pointers, language: str) -> tuple[tuple[int, float], ...]:
        """Return the concepts asked about that a word points to, each with how strongly: 100 where it is a wording by
        itself and no other concept has it, less the longer the wordings and the commoner the word.
        """
        known = self._hints.get((language, word.surface))
        if known is None:
            pairs = zip(word.found[1::2], word.found[2::2], strict=True)
            known = tuple(
                (number, weight / self._weights[number])
                for number, weight in pairs
                if number in self._weights
            )
            if len(self._hints) > MEMORABLE:
                self._hints.clear()
            self._hints[language, word.surface] = known
        return known


def unknown_concept(name: object, concepts: Container[str]) -> str | None:
    """Say what would be right where ``name`` is no concept of knowledge; None where it is one."""
    if name in concepts:
        return None
    near = get_close_matches(str(name), list(concepts) if isinstance(concepts, Iterable) else [], 1)
    return f"Did you mean “{near[0]}”?" if near else "Concepts stand in knowledge/concepts."


def listening_in(parts: Iterable[Fact | Condition]) -> tuple[tuple[Listening, ...], tuple[Scope, ...]]:
    """Return what conditions of the engine ask of what notes speak of, and the scopes in which they look."""
    listening: list[Listening] = []
    scopes: list[Scope] = []
    for pattern in _patterns(parts):
        if type(pattern) is SpeaksOf:
            blocks, concepts = literals(pattern.get("block")), literals(pattern.get("concept"))
            listening.append(Listening(blocks, concepts, "only" in pattern))
        elif type(pattern) is Silence:
            scopes += map(Scope.of_key, literals(pattern.get("scope")))
    return tuple(listening), tuple(scopes)


def _patterns(parts: Iterable[Fact | Condition]) -> Iterator[Fact]:
    for part in parts:
        if isinstance(part, Fact):
            yield part
        else:
            yield from _patterns(part.elements)


def literals(constraint: Any) -> tuple[str, ...]:
    """Return the values that a slot of a pattern may take, where the pattern names them."""
    if isinstance(constraint, L):
        return (constraint.value,)
    if isinstance(constraint, AnyOf | AllOf):
        return tuple(value for part in constraint.parts for value in literals(part))
    return () if constraint is None or isinstance(constraint, Constraint) else (constraint,)


def _comprised(names: set[str], knowledge: Knowledge) -> Mapping[str, tuple[int, ...]]:
    """Return for each concept the numbers of all that it comprises, itself among them."""
    below: dict[int, list[int]] = {}
    for number, parents in enumerate(knowledge.above):
        for parent in parents:
            below.setdefault(parent, []).append(number)
    found = {}
    for name in names:
        if name not in knowledge.index:
            continue  # told when the card is read; a rule in Python may still have it
        reached, open_ones = set(), [knowledge.index[name]]
        while open_ones:
            number = open_ones.pop()
            if number not in reached:
                reached.add(number)
                open_ones += below.get(number, ())
        found[name] = tuple(reached)
    return found


def _by_number(names: list[str], comprised: Mapping[str, tuple[int, ...]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for name in names:
        for number in comprised.get(name, ()):
            found[number] = (*found.get(number, ()), name)
    return found
