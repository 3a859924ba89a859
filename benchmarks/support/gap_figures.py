"""What the rules about links make of the notes that must have a partner, against labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from benchmarks.support.labelled import Case, block_of
from benchmarks.support.link_figures import Linked
from cxadvisor.engine import Fact
from cxadvisor.facts import facts_of
from cxadvisor.language import COVER, Linking
from cxadvisor.rulebook.card import Coverage, RuleCard
from cxadvisor.rulebook.conclusions import Asked, Covered, Gap
from cxadvisor.rulebook.rulebook import shipped

AS_OF: Final = "2026-01-01"

GAP_RULES: Final = {
    "moments": "moment-without-activity",
    "preferred_channels": "preferred-channel-unsupported",
    "objectives": "objective-without-metric",
}
"""The blocks whose notes must be covered, and the rule that says so."""

Verdict = Literal["covered", "gap", "asked"]


VERDICTS: Final[tuple[tuple[type[Fact], Verdict], ...]] = (
    (Asked, "asked"),
    (Gap, "gap"),
    (Covered, "covered"),
)


class Judged(NamedTuple):
    """What a rule made of a note, and what labels say of it: whether it has a partner (None where that is arguable)."""

    case: Case
    linking: Linking
    card: RuleCard
    coverage: Coverage
    place: str
    verdict: Verdict | None
    has_partner: bool | None

    @property
    def partners(self) -> frozenset[str]:
        """The partners that labels give the note."""
        return frozenset(_labelled(self.coverage, self.place, self.case))

    @property
    def ranked(self) -> list[str]:
        """The partners that the linker suggests, best first, the arguable ones left out."""
        found: list[tuple[float, str]] = []
        for sought in self.coverage.links:
            for entry in self.linking.links:
                ends = (entry.source, entry.target)
                here, there = ends[::-1] if sought.from_partner else ends
                if entry.relation == sought.relation and here == self.place:
                    found.append((-entry.confidence, there))
            for option in self.linking.candidates.get((self.place, sought.relation), ()):
                found.append((-option.confidence, option.place))
        return [
            place
            for place in dict.fromkeys(place for _, place in sorted(found))
            if block_of(place) in self.coverage.partners
            and not {(place, self.place), (self.place, place)} & self.case.arguable
        ]

    @property
    def surely_linked(self) -> bool:
        """Whether any link that is shown without reserve ends at the note or starts there."""
        return any(
            self.place in (entry.source, entry.target)
            for entry in self.linking.links
            if entry.confidence >= COVER
        )


def _labelled(coverage: Coverage, place: str, case: Case) -> Iterator[str]:
    for sought in coverage.links:
        for source, target, relation in (*case.links, *(case.further or ())):
            here, there = (target, source) if sought.from_partner else (source, target)
            if relation == sought.relation and here == place and block_of(there) in sought.blocks:
                yield there


def judged_notes(cases: Sequence[Linked], rules: Iterable[str] = ()) -> Iterator[Judged]:
    """Yield what each of ``rules`` (by default all about links) makes of every note it looks at."""
    rulebook = shipped()
    cards = [card for card in rulebook.cards if card.coverage and (not rules or card.name in tuple(rules))]
    for case, linking in cases:
        base = facts_of(case.canvas, linking, as_of=AS_OF)
        found = rulebook.program.run((*base.facts, *rulebook.facts)).by_class
        verdicts: dict[tuple[str, str], Verdict] = {}
        for kind, verdict in VERDICTS:
            for fact in found.get(kind, ()):
                verdicts[fact["rule"], fact["note"]] = verdict
        for placed in case.canvas.placed_notes():
            if linking.readings[placed.place].placeholder:
                continue
            for card in cards:
                if card.coverage and card.coverage.of == placed.block:
                    said = verdicts.get((card.name, base.ids[placed.place]))
                    truth = _has_partner(card.coverage, placed.place, case)
                    yield Judged(case, linking, card, card.coverage, placed.place, said, truth)


def _has_partner(coverage: Coverage, place: str, case: Case) -> bool | None:
    if any(_labelled(coverage, place, case)):
        return True
    for one, other in case.arguable:
        if place in (one, other) and block_of(other if place == one else one) in coverage.partners:
            return None
    unlabelled = {"uses"} if case.further is not None else {"uses", "shows"}
    if any(sought.relation in unlabelled for sought in coverage.links):
        return None
    return False


class Coverages(NamedTuple):
    """What becomes of the notes that must be covered.

    Of those that labels give a partner: false gaps, questions, and how often the right partner is suggested first, or
    among three. Of those that really have none: gaps raised, asked about, and taken for covered by an assumed link.
    """

    covered: int
    false_gaps: int
    asked: int
    first: int
    among_three: int
    real: int
    raised: int
    real_asked: int
    real_assumed: int


def coverage(cases: Sequence[Linked], blocks: Iterable[str] = GAP_RULES) -> Coverages:
    """Count what the rules make of every note of ``blocks`` that must be covered."""
    counts: Counter[str] = Counter()
    for note in judged_notes(cases, [GAP_RULES[block] for block in blocks]):
        if note.has_partner:
            order = note.ranked
            counts["covered"] += 1
            counts["first"] += bool(order and order[0] in note.partners)
            counts["three"] += bool(set(order[:3]) & note.partners)
            counts["false"] += note.verdict == "gap"
            counts["asked"] += note.verdict == "asked"
        elif (note.card.name, note.place) in note.case.gaps:
            counts["real"] += 1
            counts["raised"] += note.verdict == "gap"
            counts["real_asked"] += note.verdict == "asked"
            counts["assumed"] += note.verdict == "covered" and not note.surely_linked
    keys = ("covered", "false", "asked", "first", "three", "real", "raised", "real_asked", "assumed")
    return Coverages(*(counts[key] for key in keys))


class RuleFigures(NamedTuple):
    """How often a rule about links calls something a gap and is right, how often it says so at all, and how often it
    asks; notes of which it is arguable whether they have a partner are left out.
    """

    right: int = 0
    stated: int = 0
    asked: int = 0


def by_rule(cases: Sequence[Linked]) -> dict[str, RuleFigures]:
    """Return the figures of every rule about links, by its name."""
    figures = {card.name: RuleFigures() for card in shipped().cards if card.coverage}
    for note in judged_notes(cases):
        if note.has_partner is not None:
            right, stated, asked = figures[note.card.name]
            gap = note.verdict == "gap"
            figures[note.card.name] = RuleFigures(
                right + (gap and not note.has_partner), stated + gap, asked + (note.verdict == "asked")
            )
    return figures
