"""Progress since an earlier review, as it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cxadvisor.model.review import Review
from cxadvisor.model.since import Became as Fate
from cxadvisor.model.since import Figures, FindingSince, Since
from cxadvisor.reporters.document.shapes import Became, Entry, Figure, Part, Progress
from cxadvisor.reporters.figures import LEVELS
from cxadvisor.reporters.wording import SEVERITIES, upper_first
from cxadvisor.texts import Texts

MOST: Final = 12
"""So many findings are named of which the same became."""
SECTIONS: Final[tuple[tuple[Fate, str], ...]] = (
    ("resolved", "resolved"),
    ("removed", "removed"),
    ("new", "new"),
    ("changed", "changed"),
    ("no-longer-assessed", "unassessed"),
    ("newly-assessed", "assessed"),
)
"""What may have become of findings, in order, with the name of its texts."""


def progress_of(review: Review, parts: Iterable[Part], texts: Texts) -> Progress | None:
    """Return what became of the strategy since an earlier review or a baseline; None without either."""
    baseline = list(_about_baseline(review, texts))
    since = review.since
    if since is None:
        return Progress(said=tuple(baseline)) if baseline else None
    entries = {
        (
            part.review.strategy.title if review.reviews and part.review is not review else None,
            fingerprint,
        ): entry
        for part in parts
        for entry in part.entries
        for fingerprint in [entry.finding.fingerprint]
    }
    return Progress(
        said=(*_said(since, texts), *baseline),
        before=texts.date(since.as_of),
        now=texts.date(review.as_of),
        figures=tuple(_figures(since, texts)),
        became=tuple(_became(since, entries, texts)),
    )


def _about_baseline(review: Review, texts: Texts) -> Iterator[str]:
    if review.baseline is None:
        return
    if review.baseline.known:
        date = texts.date(review.baseline.as_of)
        yield upper_first(f"{texts('report.known', n=review.baseline.known, date=date)}.")
    if review.baseline.gone:
        yield texts("audit.progress.gone", n=review.baseline.gone)


def _said(since: Since, texts: Texts) -> Iterator[str]:
    key = "saved" if since.source == "review" else "recorded"
    yield texts(f"audit.progress.{key}", date=texts.date(since.as_of), name=since.name)
    if since.summary:
        told = [
            texts(f"diff.summary.{name}", n=since.summary[fate])
            for fate, name in (*SECTIONS, ("unchanged", "unchanged"))
            if since.summary.get(fate)
        ]
        yield (
            texts("audit.progress.findings", what=", ".join(told)) if told else texts("diff.summary.nothing")
        )
    if not since.alike:
        yield texts("audit.progress.unlike")
    if not since.complete:
        yield texts("audit.progress.incomplete")


def _figures(since: Since, texts: Texts) -> Iterator[Figure]:
    """Yield the figures that both reviews have."""
    before, now = since.before, since.now
    if before.findings is not None and now.findings is not None:
        counts = [sum(each.values()) for each in (before.findings, now.findings)]
        yield _count("findings", counts[0], counts[1], texts)
        for level in SEVERITIES:
            yield _count(level, before.findings.get(level, 0), now.findings.get(level, 0), texts)
    if before.questions is not None and now.questions is not None:
        yield _count("questions", before.questions, now.questions, texts)
    if before.linked is not None and now.linked is not None:
        better = None if before.linked == now.linked else now.linked > before.linked
        yield Figure(texts("history.figure.linked"), _share(before), _share(now), better)
    if before.readiness is not None and now.readiness is not None:
        words = ("draft", *LEVELS)
        known = before.readiness in words and now.readiness in words and before.readiness != now.readiness
        better = words.index(now.readiness) > words.index(before.readiness) if known else None
        said = (_word(before.readiness, texts), _word(now.readiness, texts))
        yield Figure(texts("report.section.readiness"), *said, better)


def _count(name: str, before: int, now: int, texts: Texts) -> Figure:
    better = None if before == now else now < before
    return Figure(texts(f"history.figure.{name}"), texts.number(before), texts.number(now), better)


def _share(figures: Figures) -> str:
    """Return what is linked at least and at most, in per cent, rounded down: 100% is all, and nothing less."""
    least = int((figures.linked or 0) * 100 + 1e-9)
    most = least if figures.linked_at_most is None else int(figures.linked_at_most * 100 + 1e-9)
    return f"{least}%" if least == most else f"{least}–{most}%"


def _word(readiness: str, texts: Texts) -> str:
    key = f"report.readiness.word.{readiness}"
    return texts(key) if key in texts else readiness


def _became(since: Since, entries: dict[tuple[str | None, str], Entry], texts: Texts) -> Iterator[Became]:
    for fate, name in SECTIONS:
        found = [each for each in since.findings if each.became == fate]
        if found:
            yield Became(
                name=fate,
                title=texts(f"diff.section.{name}"),
                findings=tuple(
                    (_message(each, texts), entries.get((each.canvas, each.fingerprint)))
                    for each in found[:MOST]
                ),
                more=max(0, len(found) - MOST),
            )


def _message(found: FindingSince, texts: Texts) -> str:
    return f"{found.canvas}: {found.message}" if found.canvas else found.message
