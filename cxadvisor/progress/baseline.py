"""A baseline: what was found before is accepted as known, so that what is new stands out (docs/progress.md)."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cxadvisor.identity import normalised
from cxadvisor.language.likeness import SAME, likeness
from cxadvisor.model.baseline import Baseline, BaselineFinding
from cxadvisor.model.review import BaselineName, Finding, Known, Notice, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.noting.subjects import about, grounds_of, rule_of
from cxadvisor.progress.findings import quoted
from cxadvisor.progress.sides import told_in, units_of
from cxadvisor.readers.baseline_file import read_baseline
from cxadvisor.readers.safe_bytes import file_name
from cxadvisor.texts import texts_for


class _Spot(NamedTuple):
    """A finding of the review: which review of ``parts`` holds it, its number there, and by what it is known again."""

    part: int
    number: int
    finding: Finding
    canvas: str
    words: str


def baseline_of(review: Review, strategy: Strategy) -> Baseline:
    """Return the findings of a review as a baseline, without those set aside: exceptions run out by themselves."""
    parts = list(grounds_of(strategy, review))
    several = bool(review.reviews)
    findings = [
        BaselineFinding(
            fingerprint=finding.fingerprint,
            rule=rule_of(finding),
            kind=finding.kind,
            canvas=part.strategy.title if several and part is not review else None,
            block=finding.block,
            stage=finding.stage,
            message=finding.message,
            notes=about(finding, ground),
        )
        for _, part, ground in parts
        for finding in part.findings
        if not finding.is_set_aside
    ]
    return Baseline(
        as_of=review.as_of,
        language=_language(review),
        title=review.strategy.title,
        findings=tuple(findings),
    )


def watched(review: Review, strategy: Strategy, path: str | os.PathLike[str]) -> Review:
    """Return ``review`` with the findings marked that the baseline in the file ``path`` knows.

    A finding is known by its fingerprint, or as one whose notes were worded anew. Entries of the baseline that no
    finding has any more are told in a notice, where their rules were looked at.

    Raises:
        SettingsError: the baseline cannot be read or used.
    """
    where = os.fsdecode(path)
    given = read_baseline(where)
    baselines = [given.baseline] if given.baseline is not None else list(map(_of_saved, given.reviews))
    entries = [entry for baseline in baselines for entry in baseline.findings]
    since = max((baseline.as_of for baseline in baselines), default=review.as_of)
    parts = [part for _, part, _ in grounds_of(strategy, review)]
    spots = list(_spots(review, strategy))
    known, left = _matched(spots, entries, _language(review))
    findings = [list(part.findings) for part in parts]
    for spot, entry in known:
        print_ = None if entry.fingerprint == spot.finding.fingerprint else entry.fingerprint
        mark = Known(since=since, fingerprint=print_)
        findings[spot.part][spot.number] = spot.finding.model_copy(update={"known": mark})
    marked = [
        part.model_copy(update={"findings": tuple(found)})
        for part, found in zip(parts, findings, strict=True)
    ]
    gone = _gone(left, parts, review)
    name = BaselineName(
        name=file_name(os.path.basename(where)),
        digest=given.digest,
        as_of=since,
        known=len(known),
        gone=len(gone),
    )
    notices = (*review.notices, *_notices(gone, name, review))
    update = {"baseline": name, "notices": notices, "reviews": tuple(marked[1:])}
    return marked[0].model_copy(update=update)


def _language(review: Review) -> str:
    return review.strategy.language.partition("-")[0].lower()


def _of_saved(review: Review) -> Baseline:
    """Return what a saved review tells as a baseline: of the notes it knows the words that messages quote."""
    findings = [
        BaselineFinding(
            fingerprint=told.finding.fingerprint,
            rule=told.subject,
            kind=told.finding.kind,
            canvas=told.unit.review.strategy.title if review.reviews and told.unit.file else None,
            block=told.finding.block,
            stage=told.finding.stage,
            message=told.finding.message,
            notes=tuple(filter(None, [quoted(told)])),
        )
        for told in told_in(units_of(review))
        if not told.finding.is_set_aside
    ]
    return Baseline(
        as_of=review.as_of,
        language=_language(review),
        title=review.strategy.title,
        findings=tuple(findings),
    )


def _spots(review: Review, strategy: Strategy) -> Iterator[_Spot]:
    for number, (_, part, ground) in enumerate(grounds_of(strategy, review)):
        canvas = "" if part is review else normalised(part.strategy.title)
        for index, finding in enumerate(part.findings):
            if not finding.is_set_aside:
                yield _Spot(number, index, finding, canvas, " ".join(about(finding, ground)))


def _matched(
    spots: Sequence[_Spot], entries: Sequence[BaselineFinding], language: str
) -> tuple[list[tuple[_Spot, BaselineFinding]], list[BaselineFinding]]:
    """Return which findings are known by which entry, one to one, and the entries that are left."""
    is_of_several = len({spot.canvas for spot in spots}) > 1 and any(entry.canvas for entry in entries)

    def canvas_of(entry: BaselineFinding) -> str:
        return normalised(entry.canvas or "")

    free: dict[tuple[str, str], list[BaselineFinding]] = defaultdict(list)
    for entry in entries:
        free[canvas_of(entry) if is_of_several else "", entry.fingerprint].append(entry)
    known, open_ = [], []
    for spot in spots:
        alike = free[spot.canvas if is_of_several else "", spot.finding.fingerprint]
        if alike:
            known.append((spot, alike.pop(0)))
        else:
            open_.append(spot)
    left = [entry for group in free.values() for entry in group]
    pairs = []
    for number, entry in enumerate(left):
        said = " ".join(entry.notes)
        for other, spot in enumerate(open_):
            if entry.rule != rule_of(spot.finding) or not said or not spot.words:
                continue
            if is_of_several and canvas_of(entry) != spot.canvas:
                continue
            if entry.kind == "confirm" != spot.finding.kind:
                continue  # what was only asked about is new once it is certain
            is_there = (entry.block, entry.stage) == (spot.finding.block, spot.finding.stage)
            how = 1.0 if normalised(said) == normalised(spot.words) else likeness(said, spot.words, language)
            if how == 1 or (is_there and how >= SAME):
                pairs.append((-how, entry.fingerprint, spot.finding.fingerprint, number, other))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, _, number, other in sorted(pairs):
        if number not in taken[0] and other not in taken[1]:
            taken[0].add(number)
            taken[1].add(other)
            known.append((open_[other], left[number]))
    return known, [entry for number, entry in enumerate(left) if number not in taken[0]]


def _gone(left: Iterable[BaselineFinding], parts: Sequence[Review], review: Review) -> list[BaselineFinding]:
    """Return the entries whose rule was looked at and found nothing: of the others nobody can say."""
    if review.severity is not None or review.edition == "client" or not review.complete:
        return []
    looked = {rule for part in parts for rule in part.coverage.assessed}
    aside = {finding.fingerprint for part in parts for finding in part.findings if finding.is_set_aside}
    return [entry for entry in left if entry.rule in looked and entry.fingerprint not in aside]


def _notices(gone: Sequence[BaselineFinding], name: BaselineName, review: Review) -> Iterator[Notice]:
    if gone:
        rules = ", ".join(sorted({entry.rule for entry in gone}))
        message = texts_for(review.interface)("notice.baseline-unused", n=len(gone), rules=rules)
        yield Notice(code="baseline-unused", message=message, at=name.name)
