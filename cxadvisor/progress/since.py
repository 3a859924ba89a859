"""Puts into a review what became of the strategy since an earlier one: a saved review, or the last in the history."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

from cxadvisor.errors import InputError, Problem, SettingsError
from cxadvisor.model.history import HistoryEntry
from cxadvisor.model.progress import Difference, FindingChange
from cxadvisor.model.review import Review
from cxadvisor.model.since import Became, Figures, FindingSince, Since
from cxadvisor.model.strategy import Strategy
from cxadvisor.progress.comparing import GROUPS, compare
from cxadvisor.progress.history import entry_of, history_path, read_history
from cxadvisor.progress.sides import Side, told_in, units_of
from cxadvisor.readers.review_file import MAX_BYTES, reviews_in
from cxadvisor.readers.safe_bytes import file_name, read_bytes

COUNTED: Final = (
    "resolved",
    "removed",
    "new",
    "changed",
    "no-longer-assessed",
    "newly-assessed",
    "unchanged",
)
"""What is counted of findings, in the order in which it is told."""


def since_saved(
    review: Review, strategy: Strategy, path: str | os.PathLike[str], *, for_client: bool = False
) -> Review:
    """Return ``review`` with what became of the findings of the saved review in the file ``path``.

    ``for_client``: nothing is told of findings that the consultant has not signed off, neither now nor then.

    Raises:
        SettingsError: the file cannot be read, or holds no review, or several.
    """
    where = os.fsdecode(path)
    name = file_name(where)
    old = _saved(where, name)
    difference = compare(Side(name, old), Side(strategy.name, review, strategy))
    findings = tuple(_told(difference))
    summary = {each: difference.summary["findings"][each] for each in COUNTED}
    if for_client:
        shown = _signed_off(old) | _signed_off(review)
        findings = tuple(each for each in findings if each.fingerprint in shown)
        summary = {}
    shown_name = file_name(os.path.basename(where))
    since = _since("review", shown_name, entry_of(old), entry_of(review), figures_only=for_client)
    made = {"summary": summary, "findings": findings, "alike": not difference.conditions}
    return review.model_copy(update={"since": since.model_copy(update=made)})


def since_recorded(review: Review, path: str) -> Review:
    """Return ``review`` with the figures of the last review before its day in the history of the strategy at ``path``;
    as it is, where there is none, or the history cannot be read.
    """
    where = history_path(path)
    if not os.path.isfile(where):
        return review
    try:
        entries = read_history(where).entries
    except InputError:
        return review
    earlier = [entry for entry in entries if entry.as_of < review.as_of]
    if not earlier:
        return review
    client = review.edition == "client"
    since = _since(
        "history", file_name(os.path.basename(where)), earlier[-1], entry_of(review), figures_only=client
    )
    return review.model_copy(update={"since": since})


def _saved(where: str, name: str) -> Review:
    try:
        reviews = reviews_in(read_bytes(where, MAX_BYTES), name)
    except InputError as error:
        raise SettingsError(error.problems) from None
    if len(reviews) != 1:
        said = f"This file holds {len(reviews)} reviews; a report tells what became of one."
        raise SettingsError(Problem(said, "Save the review of each strategy in a file of its own.", name))
    return reviews[0]


def _since(source: str, name: str, old: HistoryEntry, new: HistoryEntry, *, figures_only: bool) -> Since:
    made_with = [(entry.version, entry.packs, entry.semantic) for entry in (old, new)]
    return Since(
        source="history" if source == "history" else "review",
        name=name,
        as_of=old.as_of,
        digest=old.digest,
        alike=made_with[0] == made_with[1],
        complete=old.complete,
        before=_figures(old, figures_only=figures_only),
        now=_figures(new, figures_only=figures_only),
    )


def _figures(entry: HistoryEntry, *, figures_only: bool) -> Figures:
    """Return the figures of a review, for the client those alone that tell nothing of single findings."""
    return Figures(
        findings=None if figures_only else entry.findings,
        questions=None if figures_only else entry.kinds.get("confirm", 0),
        readiness=entry.readiness,
        linked=entry.linked,
        linked_at_most=entry.linked_at_most,
    )


def _told(difference: Difference) -> Iterator[FindingSince]:
    """Yield the gaps, conflicts and weaknesses that are not as before; what is set aside on both sides is left out."""
    for change in difference.findings:
        became = _became(change)
        told = change.new or change.old
        sides = [side for side in (change.old, change.new) if side is not None]
        if became is None or told is None or all(side.is_set_aside for side in sides):
            continue
        if all(side.kind in GROUPS for side in sides):
            continue
        yield FindingSince(
            became=became,
            kind=told.kind,
            severity=told.severity,
            rule=told.rule,
            message=told.message,
            fingerprint=told.fingerprint,
            canvas=told.canvas,
        )


def _became(change: FindingChange) -> Became | None:
    if change.status == "unchanged":
        return None
    if change.status == "gone":
        return "removed" if change.why == "removed" else "resolved"
    return change.status


def _signed_off(review: Review) -> frozenset[str]:
    """Return the fingerprints of what the client may read: all that an edition for the client holds."""
    return frozenset(
        told.finding.fingerprint
        for told in told_in(units_of(review))
        if review.edition == "client" or (told.finding.noted is not None and told.finding.noted.signed_off)
    )
