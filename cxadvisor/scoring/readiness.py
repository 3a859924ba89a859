"""How far a page has come – draft, coherent, measurable, evidenced – and the criteria by which that is said.

The criteria follow S1 (its consistency demand, and those critical factors that a page can show), K6 for metrics, S5 for
evidence. What could not be assessed is not met.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any, Final, Literal, NamedTuple, get_args

from cxadvisor.drafting import Context
from cxadvisor.engine import Fact
from cxadvisor.model.review import Coverage, Criterion, Finding, Level, Readiness
from cxadvisor.rulebook.conclusions import FilledWith
from cxadvisor.rulebook.vocabulary import Block, Metric, Note
from cxadvisor.scoring.standing import Standing

LEVELS: Final[tuple[Level, ...]] = get_args(Level)

MOST: Final = 0.75
"""Links that are often meant without being written have to be there for so many notes only."""


class Grounds:
    """What criteria are judged by: how the notes stand by rule, all findings whatever is shown of them, what was not
    assessed, and the rules that settings left out.
    """

    def __init__(
        self,
        context: Context,
        found: Iterable[Standing],
        findings: Iterable[Finding],
        coverage: Coverage,
        left_out: Collection[str],
    ) -> None:
        self.context = context
        self.standings = {each.card.name: each for each in found}
        self.findings = tuple(findings)
        self.unassessed = frozenset(each.rule for each in coverage.not_assessed)
        self.cards_left_out = [context.cards[name] for name in sorted(left_out) if name in context.cards]
        self.notes: dict[str, list[Fact]] = {}
        for fact in context.facts.get(Note, ()):
            if fact["real"]:
                self.notes.setdefault(fact["block"], []).append(fact)
        self._told: dict[str, list[Finding]] = {}
        for finding in self.findings:
            rules = {finding.rule, *(each.rule for each in finding.absorbed)}
            if finding.asks:
                rules.add(finding.asks.rule)
            for rule in rules:
                self._told.setdefault(rule, []).append(finding)

    def findings_of(self, rules: Iterable[str]) -> list[Finding]:
        """Return the findings that tell, or ask, what one of ``rules`` says, each once."""
        return list({id(each): each for rule in rules for each in self._told.get(rule, ())}.values())

    def waived_at(self, rule: str) -> frozenset[str]:
        """Return the places at which what ``rule`` says is an accepted exception."""
        told = (finding.places_of(rule) for finding in self._told.get(rule, ()) if finding.waived)
        return frozenset(place for places in told for place in places)


class Count(NamedTuple):
    """What a criterion comes to, as in ``Criterion``; ``enough`` is the share of ``of`` that has to be right."""

    of: int | None
    fulfilled: int = 0
    accepted: int = 0
    against: int = 0
    unknown: int = 0
    at: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    enough: float = 1

    @property
    def state(self) -> Literal["met", "not_met", "not_assessed"]:
        """Whether nothing speaks against it, and enough is known to speak for it."""
        if self.against:
            return "not_met"
        if self.of is None:
            return "not_assessed" if self.unknown else "met"
        good = self.fulfilled + self.accepted
        return "met" if self.of and good >= self.enough * self.of else "not_assessed"

    @property
    def told(self) -> dict[str, Any]:
        """What is to be told of it: whatever is not nothing."""
        told = {
            name: value for name, value in zip(self._fields[:-1], self, strict=False) if value or name == "of"
        }
        if self.at:
            told["at"] = tuple(dict.fromkeys(self.at))
        return told


def readiness(
    context: Context,
    found: Iterable[Standing],
    findings: Iterable[Finding],
    coverage: Coverage,
    left_out: Collection[str],
) -> Readiness:
    """Hold a canvas against the criteria.

    Args:
        context: the canvas and what is known of it.
        found: how its notes stand.
        findings: all that was found, also what is not shown.
        coverage: which rules were assessed.
        left_out: the rules that settings left out.
    """
    grounds = Grounds(context, found, findings, coverage, left_out)
    criteria = []
    for level, name, sources, counted in CRITERIA:
        count = counted(grounds)
        if count is None:
            continue
        criteria.append(
            Criterion(
                id=name,
                level=level,
                state=count.state,
                text=context.texts(f"readiness.{name}"),
                sources=sources,
                **count.told,
            )
        )
    word: Literal["draft"] | Level = "draft"
    for level in LEVELS:
        if any(each.level == level and each.state != "met" for each in criteria):
            break
        word = level
    return Readiness(word=word, criteria=tuple(criteria))


def _blocks(grounds: Grounds) -> Count:
    """Every block, and each stage of it, holds a note that is more than a placeholder."""
    facts, existing = grounds.context.facts, grounds.context.sources.existing
    filled = {(fact["block"], fact["stage"]) for fact in facts.get(FilledWith, ())}
    blocks = list(facts.get(Block, ()))
    empty = [fact for fact in blocks if (fact["name"], fact["stage"]) not in filled]
    waived = grounds.waived_at("empty-block") if empty else ()
    accepted = [each["id"] for each in empty if existing(each["id"]) == each["id"] and each["id"] in waived]
    left_out = [each["id"] for each in empty if not each["captured"] and each["id"] not in accepted]
    against = [each["id"] for each in empty if each["id"] not in {*accepted, *left_out}]
    return Count(
        of=len(blocks),
        fulfilled=len(blocks) - len(empty),
        accepted=len(accepted),
        against=len(against),
        unknown=len(left_out),
        at=tuple(map(existing, (*against, *left_out))),
        rules=("empty-block",),
    )


def _linked(rule: str, grounds: Grounds, enough: float = 1) -> Count:
    """The notes that a rule about links looks at have a partner, be it assumed."""
    standing = grounds.standings.get(rule)
    if standing is None:  # it crashed
        return Count(of=None, unknown=1, rules=(rule,))
    waived = grounds.waived_at(rule)
    open_ = (*standing.gap, *standing.asked, *standing.silent, *standing.unsought)
    accepted = sum(note.place in waived for note in open_)
    against = [note.place for note in standing.gap if note.place not in waived]
    unknown = [note.place for note in open_[len(standing.gap) :] if note.place not in waived]
    return Count(
        of=standing.of,
        fulfilled=standing.covered,
        accepted=accepted,
        against=len(against),
        unknown=len(unknown),
        at=(*against, *unknown),
        rules=(rule,),
        enough=enough,
    )


def _no_finding(findings: Sequence[Finding], rules: Iterable[str], unknown: Iterable[str]) -> Count:
    """None of ``findings`` is open; ``unknown`` are the rules that could have found more."""
    open_ = [each for each in findings if each.waived is None and each.kind != "confirm"]
    asked = [each for each in findings if each.waived is None and each.kind == "confirm"]
    missing = tuple(unknown)
    return Count(
        of=None,
        accepted=sum(each.waived is not None for each in findings),
        against=len(open_),
        unknown=len(asked) + len(missing),
        at=tuple(place for each in (*open_, *asked) for place in each.at),
        rules=tuple(dict.fromkeys([*(each.rule for each in open_), *rules, *missing])),
    )


def _no_finding_of(rules: tuple[str, ...], grounds: Grounds) -> Count | None:
    """None of ``rules`` speaks or asks, and all were assessed; None where all are about artefacts not given."""
    known = [rule for rule in rules if rule in grounds.context.cards or rule in grounds.unassessed]
    if not known:
        return None
    unknown = (rule for rule in known if rule in grounds.unassessed)
    return _no_finding(grounds.findings_of(known), known, unknown)


def _nothing_serious(grounds: Grounds) -> Count:
    """Nothing of high severity is found."""
    told = [each for each in grounds.findings if each.severity == "high"]
    left = (card.name for card in grounds.cards_left_out if card.severity == "high")
    return _no_finding(told, (), left)


def _no_conflict(grounds: Grounds) -> Count:
    """No two parts of the strategy contradict each other."""
    told = [each for each in grounds.findings if each.kind == "conflict"]
    left = (card.name for card in grounds.cards_left_out if card.kind == "conflict")
    return _no_finding(told, (), left)


def _stating(facts: Iterable[Fact], states: Callable[[Fact], bool], rule: str, grounds: Grounds) -> Count:
    """Each note states something; ``rule`` speaks of those that do not, at themselves or at their block."""
    places = grounds.context.base.places
    waived = grounds.waived_at(rule)
    fulfilled, accepted, against = 0, 0, []
    for fact in facts:
        place = places[fact["id"]][0]
        if states(fact):
            fulfilled += 1
        elif place in waived or place.rpartition("/")[0] in waived:
            accepted += 1
        else:
            against.append(place)
    return Count(
        of=fulfilled + accepted + len(against),
        fulfilled=fulfilled,
        accepted=accepted,
        against=len(against),
        at=tuple(against),
        rules=(rule,),
    )


def _metrics_stating(slot: str, grounds: Grounds) -> Count:
    """Each metric states ``slot``; a true north may be without a baseline and a target (S2)."""
    facts = (
        fact
        for fact in grounds.context.facts.get(Metric, ())
        if fact["real"] and not (fact["true_north"] and slot != "owner")
    )
    return _stating(facts, lambda fact: bool(fact[slot]), "metric-attributes-missing", grounds)


def _evidence(block: str, grounds: Grounds) -> Count:
    """Each note of a block names its source."""
    notes = grounds.notes.get(block, ())
    return _stating(notes, lambda fact: bool(fact["evidence"]), "customer-view-without-evidence", grounds)


def _confirmed(grounds: Grounds) -> Count:
    """What is linked is linked for sure: given in the file, or read with confidence 0.8 or more."""
    found = grounds.standings.values()
    sure = sum(len(each.sure) for each in found)
    assumed = [note.place for each in found for note in each.assumed]
    return Count(of=sure + len(assumed), fulfilled=sure, unknown=len(assumed), at=tuple(assumed))


CRITERIA: Final[tuple[tuple[Level, str, tuple[str, ...], Callable[[Grounds], Count | None]], ...]] = (
    ("coherent", "blocks", ("S1",), _blocks),
    ("coherent", "serious", (), _nothing_serious),
    ("coherent", "conflicts", ("S1",), _no_conflict),
    ("coherent", "needs", ("S1",), partial(_linked, "need-without-activity")),
    ("coherent", "moments", ("S1",), partial(_linked, "moment-without-activity")),
    ("coherent", "channels", ("S1",), partial(_linked, "preferred-channel-unsupported")),
    ("coherent", "aims", ("S1",), partial(_linked, "objective-without-need", enough=MOST)),
    ("coherent", "delivery", ("S1",), partial(_linked, "objective-without-activity", enough=MOST)),
    ("coherent", "few_objectives", ("S1",), partial(_no_finding_of, ("too-many-objectives",))),
    ("measurable", "objectives", ("S1",), partial(_linked, "objective-without-metric")),
    ("measurable", "targets", ("K6",), partial(_metrics_stating, "target_text")),
    ("measurable", "baselines", ("K6",), partial(_metrics_stating, "baseline_text")),
    ("measurable", "owners", ("K6",), partial(_metrics_stating, "owner")),
    (
        "measurable",
        "sound_targets",
        ("K6",),
        partial(_no_finding_of, ("target-against-direction", "target-impossible", "target-overdue")),
    ),
    (
        "measurable",
        "both_views",
        ("S1",),
        partial(_no_finding_of, ("only-internal-metrics", "only-external-metrics")),
    ),
    ("evidenced", "evident_needs", ("S1", "S5"), partial(_evidence, "needs")),
    ("evidenced", "evident_moments", ("S1", "S5"), partial(_evidence, "moments")),
    ("evidenced", "evident_channels", ("S1", "S5"), partial(_evidence, "preferred_channels")),
    ("evidenced", "confirmed", (), _confirmed),
    (
        "evidenced",
        "personas",
        ("S3", "S5"),
        partial(
            _no_finding_of,
            ("persona-without-evidence", "persona-from-small-sample", "persona-statistics-only"),
        ),
    ),
    (
        "evidenced",
        "journeys",
        ("S5",),
        partial(_no_finding_of, ("journey-without-real-case", "moment-of-truth-without-evidence")),
    ),
)
"""The criteria, by level: what each is called, its sources, and what counts for it."""
