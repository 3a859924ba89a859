"""Entries of notes whose finding is no longer told: gone, or probably told of a note that was reworded since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cxadvisor.language.likeness import SAME, likeness
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.review_notes import AT_CANVAS, NotedFinding
from cxadvisor.noting.subjects import Ground, about, rule_of


class Loose(NamedTuple):
    """The entries that no finding has: with a likely successor, or without one."""

    successors: tuple[tuple[str, NotedFinding, Finding], ...]
    gone: tuple[tuple[str, NotedFinding], ...]


def loose_entries(entries: Mapping[str, NotedFinding], parts: Sequence[tuple[str, Review, Ground]]) -> Loose:
    """Return the entries that no finding of the review has; not those of rules that were not judged this time.

    Args:
        entries: by fingerprint, as in the file.
        parts: the review and those of its canvases, each with the name of its canvas.
    """
    marks = {finding.fingerprint for _, part, _ in parts for finding in part.findings}
    named = {
        f"{finding.fingerprint}{AT_CANVAS}{name}" for name, part, _ in parts for finding in part.findings
    }
    loose = {key: entry for key, entry in entries.items() if key not in marks and key not in named}
    judged = {rule for _, part, _ in parts for rule in part.coverage.assessed}
    unjudged = {each.rule for _, part, _ in parts for each in part.coverage.not_assessed} - judged
    loose = {key: entry for key, entry in loose.items() if entry.rule not in unjudged}
    if not loose:
        return Loose((), ())
    free = [
        (finding, about(finding, ground), part.strategy.language)
        for name, part, ground in parts
        for finding in part.findings
        if finding.fingerprint not in entries
        and f"{finding.fingerprint}{AT_CANVAS}{name}" not in entries
        and finding.noted is None
    ]
    chosen = _matched(loose, free)
    return Loose(
        tuple((key, entry, chosen[key]) for key, entry in loose.items() if key in chosen),
        tuple((key, entry) for key, entry in loose.items() if key not in chosen),
    )


def _matched(
    loose: Mapping[str, NotedFinding], free: Sequence[tuple[Finding, tuple[str, ...], str]]
) -> dict[str, Finding]:
    """Return for entries the finding that is likeliest theirs, where it is likeliest for the finding as well."""
    pairs = sorted(
        (
            (-how, key, finding.fingerprint, finding)
            for key, entry in loose.items()
            for finding, words, language in free
            if entry.rule == rule_of(finding) and (how := alike(entry.about, words, language)) >= SAME
        ),
        key=lambda pair: pair[:3],
    )
    chosen: dict[str, Finding] = {}
    taken: set[str] = set()
    for _, key, mark, finding in pairs:
        if key not in chosen and mark not in taken:
            chosen[key] = finding
            taken.add(mark)
    return chosen


def alike(one: Iterable[str], other: Iterable[str], language: str) -> float:
    """Return how alike two sets of notes are, from 0 to 1: the mean likeness of each note to its likeliest partner."""
    first, second = list(one), list(other)
    if not first or not second:
        return 0.0
    longer, shorter = (first, second) if len(first) >= len(second) else (second, first)
    return sum(max(likeness(text, each, language) for each in shorter) for text in longer) / len(longer)
