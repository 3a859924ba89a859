"""How the notes that a rule about links looks at stand: linked, a gap, asked about, or not judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Final, NamedTuple

from cxadvisor.drafting import Context
from cxadvisor.engine import Fact
from cxadvisor.model.review import Score
from cxadvisor.rulebook.card import Coverage, RuleCard
from cxadvisor.rulebook.conclusions import Asked, Covered, Gap
from cxadvisor.rulebook.vocabulary import Link, Note

_NONE: Final[frozenset[str]] = frozenset()


class Counted(NamedTuple):
    """A note that a rule looks at: its id, its place, and the stage it speaks of."""

    id: str
    place: str
    stage: str | None


class Standing(NamedTuple):
    """The notes that one rule about links looks at, by what is known of each; placeholders are none of them.

    ``sure``: a link to a partner is given, or read with confidence 0.8 or more. ``assumed``: linked with less.
    ``gap``: there is no partner for certain. ``asked``: the review asks for it. ``silent``: a partner was looked for,
    and whether there is one is left open, as the rule does not ask. ``unsought``: the partner may stand in a block that
    was left out on purpose.
    """

    card: RuleCard
    coverage: Coverage
    sure: tuple[Counted, ...]
    assumed: tuple[Counted, ...]
    gap: tuple[Counted, ...]
    asked: tuple[Counted, ...]
    silent: tuple[Counted, ...]
    unsought: tuple[Counted, ...]

    @property
    def of(self) -> int:
        """How many notes the rule looks at."""
        return sum(map(len, self[2:]))

    @property
    def covered(self) -> int:
        """How many notes have a partner; the contract counts assumed links in."""
        return len(self.sure) + len(self.assumed)


def standings(context: Context) -> tuple[Standing, ...]:
    """Return how the notes stand, for each rule about links that was run, in the order of the rules."""
    notes: dict[str, list[Counted]] = {}
    places = context.base.places
    for fact in context.facts.get(Note, ()):
        if fact["real"]:
            note = Counted(fact["id"], places[fact["id"]][0], fact["stage"])
            notes.setdefault(fact["block"], []).append(note)
    covered, gaps, asked = (_by_rule(context.facts.get(kind, ())) for kind in (Covered, Gap, Asked))
    read = _by_rule([fact for fact in context.facts.get(Asked, ()) if fact["read"]])
    surely = _surely_linked(context.facts.get(Link, ()))
    return tuple(
        _standing(
            card,
            card.coverage,
            notes.get(card.coverage.of, ()),
            surely,
            covered.get(card.name, _NONE),
            gaps.get(card.name, _NONE),
            asked.get(card.name, _NONE),
            read.get(card.name, _NONE),
        )
        for card in context.cards.values()
        if card.coverage
    )


def _standing(
    card: RuleCard,
    looks: Coverage,
    notes: Iterable[Counted],
    surely: Mapping[tuple[str, str, bool], Set[str]],
    covered: Set[str],
    gaps: Set[str],
    asked: Set[str],
    read: Set[str],
) -> Standing:
    sure = _NONE.union(
        *[
            surely.get((link.relation, block, link.from_partner), _NONE)
            for link in looks.links
            for block in link.blocks
        ]
    )
    put = _NONE if looks.unclear == "skip" else read if looks.unclear == "when-read" else asked
    parts: tuple[list[Counted], ...] = ([], [], [], [], [], [])
    for note in notes:
        if note.id in covered:
            part = 0 if note.id in sure else 1
        elif note.id in gaps:
            part = 2
        elif note.id in asked:
            part = 3 if note.id in put else 4
        else:
            part = 5
        parts[part].append(note)
    return Standing(card, looks, *map(tuple, parts))


def _by_rule(facts: Iterable[Fact]) -> dict[str, set[str]]:
    """The notes of which facts speak, by the rule they speak for."""
    found: dict[str, set[str]] = {}
    for fact in facts:
        found.setdefault(fact["rule"], set()).add(fact["note"])
    return found


def _surely_linked(links: Iterable[Fact]) -> dict[tuple[str, str, bool], set[str]]:
    """The notes with a link that is given or sure, by its relation, the block of the partner, and whether the link
    starts from the partner.
    """
    found: dict[tuple[str, str, bool], set[str]] = {}
    for fact in links:
        if fact["sure"]:
            relation = fact["relation"]
            found.setdefault((relation, fact["from_block"], True), set()).add(fact["to"])
            found.setdefault((relation, fact["to_block"], False), set()).add(fact["from"])
    return found


def scores(found: Iterable[Standing]) -> dict[str, Score]:
    """Return for each rule about links how many notes it looked at, and how many are covered, gaps, or unclear."""
    return {
        each.card.name: Score(
            of=each.of,
            covered=each.covered,
            gap=len(each.gap),
            asked=len(each.asked) + len(each.silent),
        )
        for each in found
    }
