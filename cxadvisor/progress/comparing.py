"""Compares two reviews of a strategy: what became of findings, notes and scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, get_args

from cxadvisor.model.progress import (
    Changed,
    ComparedSide,
    Condition,
    Counts,
    Difference,
    FindingChange,
    NoteChange,
    ScoreChange,
    Standing,
    StandingChange,
    Status,
    ToldFinding,
)
from cxadvisor.model.review import Review
from cxadvisor.progress.absence import Absence, absence_of
from cxadvisor.progress.findings import Matched, match_findings
from cxadvisor.progress.notes import NoteMatching, Placing, match_notes
from cxadvisor.progress.sides import Side, Told, Unit, paired_units, told_in, units_of

GROUPS: Final = {"confirm": "questions", "advice": "advice"}
"""Under what name questions and advice are counted; all else are findings."""
_GROUP_ORDER: Final = ("findings", "questions", "advice")
_SEVERITIES: Final = ("high", "medium", "low")
_STATUSES: Final[tuple[Status, ...]] = get_args(Status)
_SUBSETS: Final = ("resolved", "removed", "arisen", "added")
"""Of what is gone and what is new, how much is so because something was mended, removed, broken or added."""


def compare(old: Side, new: Side) -> Difference:
    """Return what differs between two reviews.

    Of two strategies notes are matched, so that a finding is the same although its note was moved or worded anew. A
    saved review holds no notes: there the words that its messages quote decide.
    """
    sides = (old, new)
    units = (units_of(old.review), units_of(new.review))
    pairs = paired_units(*units)
    notes = _notes(old, new, units, pairs)
    matching = match_findings(told_in(units[0]), told_in(units[1]), pairs, notes)
    changes = [_on_both(each, units, notes) for each in matching.both]
    partners = (
        {id(one): other for one, other in pairs},
        {id(other): one for one, other in pairs},
    )
    placings = (notes.forward, notes.backward) if notes else (None, None)
    for side, left in enumerate((matching.old, matching.new)):
        other = 1 - side
        for told in left:
            missing = absence_of(
                told, sides[other], units[other], partners[side].get(id(told.unit)), placings[side]
            )
            changes.append(_on_one(told, units[side], missing, is_old=side == 0))
    changes.sort(key=_order)
    return Difference(
        interface=new.review.interface,
        old=_side(old, units[0]),
        new=_side(new, units[1]),
        conditions=tuple(_conditions(old.review, new.review)),
        summary=_summary(changes),
        findings=tuple(changes),
        notes=None if notes is None else tuple(sorted(notes.changes, key=_note_order)),
        standings=tuple(_standings(units, pairs)),
        scores=tuple(_scores(units, pairs)),
    )


def _notes(
    old: Side,
    new: Side,
    units: tuple[list[Unit], list[Unit]],
    pairs: Sequence[tuple[Unit, Unit]],
) -> NoteMatching | None:
    if old.strategy is None or new.strategy is None:
        return None
    paired = [{id(pair[side]) for pair in pairs} for side in (0, 1)]
    unpaired = [
        [unit for unit in units[side] if unit.file is not None and id(unit) not in paired[side]]
        for side in (0, 1)
    ]
    canvases = [pair for pair in pairs if pair[0].file is not None]
    return match_notes(old.strategy, new.strategy, canvases, unpaired)


def _told(told: Told, units: Sequence[Unit]) -> ToldFinding:
    finding = told.finding
    is_one_of_several = len(units) > 1 and told.unit.file is not None
    return ToldFinding(
        rule=finding.rule,
        code=finding.code,
        kind=finding.kind,
        severity=finding.severity,
        canvas=told.unit.review.strategy.title if is_one_of_several else None,
        block=finding.block,
        stage=finding.stage,
        at=finding.at,
        position=finding.position,
        message=finding.message,
        fingerprint=finding.fingerprint,
        waived=finding.waived,
        rejected=finding.is_rejected,
    )


def _on_both(
    matched: Matched, units: tuple[list[Unit], list[Unit]], notes: NoteMatching | None
) -> FindingChange:
    old, new = matched.old.finding, matched.new.finding
    changes: list[Changed] = []
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    if matched.within is not None:
        changes.append(matched.within)
    else:
        if old.severity != new.severity:
            changes.append("severity")
        if old.kind != new.kind:
            changes.append("kind")
        if notes is not None:
            added = _places_only(matched.new, matched.old, notes.backward)
            removed = _places_only(matched.old, matched.new, notes.forward)
        if added or removed or (notes is None and len(old.at) != len(new.at)):
            changes.append("places")
        if (old.waived is None) != (new.waived is None):
            changes.append("waived")
        if old.is_rejected != new.is_rejected:
            changes.append("rejected")
    return FindingChange(
        status="changed" if changes else "unchanged",
        changes=tuple(changes),
        added=added,
        removed=removed,
        old=_told(matched.old, units[0]),
        new=_told(matched.new, units[1]),
    )


def _places_only(here: Told, there: Told, placing: Placing) -> tuple[str, ...]:
    """Return the places of a finding that it is not about on the other side.

    What is absent stands at what encloses it, which may be written out on one side only: that is no other place.
    """
    return tuple(
        place
        for place in here.finding.at
        if (moved := placing.of(here.unit.whole(place))) is None
        or not any(_is_within(moved, at) or _is_within(at, moved) for at in there.at)
    )


def _is_within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(outer if outer.endswith("#") else f"{outer}/")


def _on_one(told: Told, units: Sequence[Unit], missing: Absence, *, is_old: bool) -> FindingChange:
    if is_old:
        status: Status = "gone" if missing.was_looked_for else "no-longer-assessed"
        why = missing.why or "resolved"
        return FindingChange(status=status, why=why, reason=missing.reason, old=_told(told, units))
    status = "new" if missing.was_looked_for else "newly-assessed"
    why = "added" if missing.why == "removed" else missing.why or "arisen"
    return FindingChange(status=status, why=why, reason=missing.reason, new=_told(told, units))


def _order(change: FindingChange) -> tuple[object, ...]:
    """What matters most first; no order of notes or files has a say in it."""
    told = change.new or change.old
    assert told is not None
    return (
        _STATUSES.index(change.status),
        _GROUP_ORDER.index(_group(change)),
        _SEVERITIES.index(told.severity),
        told.rule,
        told.canvas or "",
        told.block or "",
        told.stage or "",
        told.message,
        told.fingerprint,
    )


def _note_order(change: NoteChange) -> tuple[object, ...]:
    told = change.new or change.old
    assert told is not None
    return change.status, told.block, told.stage or "", told.text, told.at


def _group(change: FindingChange) -> str:
    """Under what a change is counted; a question that states something on the other side is a finding."""
    groups = {GROUPS.get(told.kind, "findings") for told in (change.old, change.new) if told is not None}
    return min(groups, key=_GROUP_ORDER.index)


def _summary(changes: Sequence[FindingChange]) -> dict[str, dict[str, int]]:
    counts = {group: Counter[str]() for group in _GROUP_ORDER}
    for change in changes:
        count = counts[_group(change)]
        told = [each for each in (change.old, change.new) if each is not None]
        if all(each.is_set_aside for each in told):
            count["set-aside"] += 1
            continue
        count[change.status] += 1
        if change.why in _SUBSETS:
            count[change.why] += 1
    return {
        group: {name: count[name] for name in (*_STATUSES, *_SUBSETS, "set-aside")}
        for group, count in counts.items()
    }


def _side(side: Side, units: Sequence[Unit]) -> ComparedSide:
    review = side.review
    counts: Counter[str] = Counter()
    for told in told_in(list(units)):
        finding = told.finding
        counts[GROUPS.get(finding.kind, finding.severity) if not finding.is_set_aside else "set_aside"] += 1
    return ComparedSide(
        name=side.name,
        source="strategy" if side.strategy else "review",
        title=review.strategy.title,
        as_of=review.as_of,
        digest=review.strategy.digest,
        complete=review.complete,
        version=review.tool.version,
        packs=review.packs,
        semantic=review.semantic,
        severity=review.severity,
        counts=Counts(**counts),
    )


def _conditions(old: Review, new: Review) -> Iterator[Condition]:
    """Yield what else than the strategy differs, so that nobody takes it for progress."""
    if old.tool.version != new.tool.version:
        yield Condition(what="version", old=old.tool.version, new=new.tool.version)
    if old.packs != new.packs:
        yield Condition(what="packs", old=_packs(old), new=_packs(new))
    if old.semantic != new.semantic:
        yield Condition(what="semantic", old=old.semantic or "", new=new.semantic or "")
    if old.severity != new.severity:
        yield Condition(what="severity", old=old.severity or "", new=new.severity or "")
    if not (old.complete and new.complete):
        yield Condition(what="incomplete", old=_state(old), new=_state(new))


def _packs(review: Review) -> str:
    return ", ".join(f"{pack.name} {(pack.digest or '')[:8]}".strip() for pack in review.packs)


def _state(review: Review) -> str:
    return "complete" if review.complete else "incomplete"


def _by_canvas(
    units: tuple[list[Unit], list[Unit]], pairs: Sequence[tuple[Unit, Unit]]
) -> Iterator[tuple[str | None, Review | None, Review | None]]:
    """Yield the reviews of every canvas on both sides, None where it is on the other one only, and its title where
    there are several.
    """
    paired = [{id(pair[side]) for pair in pairs} for side in (0, 1)]
    alone = [[unit for unit in units[side] if id(unit) not in paired[side]] for side in (0, 1)]
    both: list[tuple[Unit | None, Unit | None]] = [
        *pairs,
        *((unit, None) for unit in alone[0]),
        *((None, unit) for unit in alone[1]),
    ]
    are_several = max(map(len, units)) > 1
    for one, other in both:
        reviews = one and one.review, other and other.review
        title = next(each.strategy.title for each in reversed(reviews) if each is not None)
        yield title if are_several else None, *reviews


def _scores(
    units: tuple[list[Unit], list[Unit]], pairs: Sequence[tuple[Unit, Unit]]
) -> Iterator[ScoreChange]:
    """Yield the scores of every canvas on both sides, those that did not change as well."""
    for title, old, new in _by_canvas(units, pairs):
        scores = [each.scores if each else {} for each in (old, new)]
        for rule in dict.fromkeys((*scores[0], *scores[1])):
            yield ScoreChange(rule=rule, canvas=title, old=scores[0].get(rule), new=scores[1].get(rule))


def _standings(
    units: tuple[list[Unit], list[Unit]], pairs: Sequence[tuple[Unit, Unit]]
) -> Iterator[StandingChange]:
    """Yield how ready every canvas is on both sides; nothing of what is no canvas."""
    for title, old, new in _by_canvas(units, pairs):
        standings = [each and _standing(each) for each in (old, new)]
        if any(standings):
            yield StandingChange(canvas=title, old=standings[0], new=standings[1])


def _standing(review: Review) -> Standing | None:
    if review.readiness is None and review.coverage_score is None:
        return None
    whole = review.coverage_score.whole if review.coverage_score else None
    return Standing(
        readiness=review.readiness.word if review.readiness else None,
        at_least=whole.at_least if whole else None,
        at_most=whole.at_most if whole else None,
    )
