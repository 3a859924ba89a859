"""What became of a strategy between two reviews, in words: what the text and the Markdown report both say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from cxadvisor.model.progress import (
    ComparedSide,
    Condition,
    Counts,
    Difference,
    FindingChange,
    ScoreChange,
    Standing,
    ToldFinding,
    ToldNote,
)
from cxadvisor.reporters.figures import share_range
from cxadvisor.reporters.places import position_text
from cxadvisor.reporters.wording import SEVERITIES, lower_first
from cxadvisor.texts import LANGUAGES, Texts, command_texts

_ELSEWHERE: Final = {"absorbed", "merged"}
_SET_ASIDE: Final = {"waived", "rejected"}
NOTE_STATUSES: Final = ("reworded", "moved", "moved-and-reworded", "added", "removed")


class Section(NamedTuple):
    """Findings of which the same became; ``name`` is that of their heading."""

    name: str
    changes: tuple[FindingChange, ...]


_SECTIONS: Final[tuple[tuple[str, Callable[[FindingChange], bool]], ...]] = (
    ("resolved", lambda change: change.why == "resolved"),
    ("removed", lambda change: change.why == "removed"),
    ("new", lambda change: change.status == "new"),
    (
        "changed",
        lambda change: bool(set(change.changes) - _ELSEWHERE - _SET_ASIDE),
    ),
    ("told_elsewhere", lambda change: bool(_ELSEWHERE & set(change.changes))),
    ("set_aside", lambda change: bool(change.changes) and set(change.changes) <= _SET_ASIDE),
    ("unassessed", lambda change: change.status == "no-longer-assessed"),
    ("assessed", lambda change: change.status == "newly-assessed"),
)
"""The sections of a report in order, and what stands in each; every change stands in one, what is unchanged in none."""


def texts_of(difference: Difference) -> Texts:
    """Return the texts in the language of the comparison; English where there are none."""
    return command_texts("progress", difference.interface if difference.interface in LANGUAGES else "en")


def sections_of(difference: Difference, *, show_all: bool) -> Iterator[Section]:
    """Yield the sections that hold something; with ``show_all`` also what is as before."""
    for name, belongs in _SECTIONS:
        changes = tuple(change for change in difference.findings if belongs(change))
        if changes:
            yield Section(name, changes)
    unchanged = tuple(change for change in difference.findings if change.status == "unchanged")
    if show_all and unchanged:
        yield Section("unchanged", unchanged)


def title_of(difference: Difference, texts: Texts) -> str:
    """Return what the strategy is called now."""
    return difference.new.title or difference.old.title or texts("report.untitled")


def side_line(side: ComparedSide, texts: Texts) -> str:
    """Return a side with its date and what was found."""
    return texts(
        "diff.side", name=side.name, date=texts.date(side.as_of), counts=counts_text(side.counts, texts)
    )


def counts_text(counts: Counts, texts: Texts) -> str:
    """Return how many findings, by severity, and how much else there was."""
    levels = {level: getattr(counts, level) for level in SEVERITIES}
    total = sum(levels.values())
    parts = [texts("diff.nothing_found")]
    if total:
        split = ", ".join(
            texts("verdict.level", n=number, severity=texts(f"severity.{level}"))
            for level, number in levels.items()
            if number
        )
        parts = [f"{texts('verdict.findings', n=total)} {texts('verdict.split', levels=split)}"]
    if counts.questions:
        parts.append(texts("verdict.questions", n=counts.questions))
    if counts.advice:
        parts.append(texts("verdict.advice", n=counts.advice))
    return ", ".join(parts)


def summary_lines(difference: Difference, texts: Texts) -> Iterator[str]:
    """Yield what became of findings, of questions and of suggestions, a sentence each."""
    names = {
        "resolved": "resolved",
        "removed": "removed",
        "new": "new",
        "changed": "changed",
        "no-longer-assessed": "unassessed",
        "newly-assessed": "assessed",
        "unchanged": "unchanged",
        "set-aside": "set_aside",
    }
    told = False
    for group, counts in difference.summary.items():
        parts = [
            texts(
                f"diff.summary.{'settled' if text == 'resolved' and group == 'questions' else text}",
                n=counts[name],
            )
            for name, text in names.items()
            if counts[name]
        ]
        if parts:
            told = True
            yield f"{texts(f'diff.{group}')}: {', '.join(parts)}."
    if not told:
        yield texts("diff.summary.nothing")


def standing_lines(difference: Difference, texts: Texts) -> Iterator[str]:
    """Yield how ready every canvas was and is, and which share of it is linked, a sentence each."""
    for change in difference.standings:
        sides = (change.old, change.new)
        for name in ("readiness", "coverage_score"):
            said = [_standing(side, name, texts) for side in sides]
            what = texts(f"report.section.{name}")
            if change.canvas:
                what = texts("report.whose", what=what, canvas=change.canvas)
            if said[0] == said[1]:
                yield texts("diff.standing.same", what=what, word=said[0])
            else:
                yield texts("diff.standing.changed", what=what, old=said[0], new=said[1])


def _standing(standing: Standing | None, name: str, texts: Texts) -> str:
    if standing is None or (name == "readiness" and standing.readiness is None):
        return texts("diff.no_score")
    if name == "coverage_score":
        return share_range(standing, texts)
    key = f"report.readiness.word.{standing.readiness}"
    return texts(key) if key in texts else standing.readiness or ""


def condition_text(condition: Condition, texts: Texts) -> str:
    """Return what else than the strategy differs, in words."""

    def said(value: str) -> str:
        if condition.what == "severity":
            if not value:
                return texts("diff.condition.all")
            return texts("diff.condition.from", severity=texts(f"severity.{value}"))
        if condition.what == "incomplete":
            key = "complete" if value == "complete" else "incomplete_review"
            return texts(f"diff.condition.{key}")
        return value or texts("diff.condition.none")

    return texts(f"diff.condition.{condition.what}", old=said(condition.old), new=said(condition.new))


def told_of(change: FindingChange) -> ToldFinding:
    """Return the finding as it is now, else as it was."""
    told = change.old if set(change.changes) & _ELSEWHERE and _is_told_within(change) else None
    told = told or change.new or change.old
    assert told is not None
    return told


def _is_told_within(change: FindingChange) -> bool:
    """Whether the finding is told by another one now, rather than having been so before."""
    assert change.old is not None
    assert change.new is not None
    if "merged" in change.changes:
        return len(change.new.at) > len(change.old.at)
    return change.old.rule != change.new.rule or len(change.new.at) >= len(change.old.at)


def level_of(told: ToldFinding, texts: Texts) -> tuple[str, str]:
    """Return what stands before a finding, its severity or kind, and the role it is painted in."""
    if told.kind in ("confirm", "advice"):
        name = "question" if told.kind == "confirm" else "suggestion"
        return texts(f"report.field.{name}"), told.kind
    return texts(f"severity.{told.severity}").upper(), told.severity


def where_of(told: ToldFinding, texts: Texts) -> str:
    """Return rule and position of a finding, and its canvas among several."""
    parts = [f"{told.rule} ({told.code})", position_text(told.position)]
    if told.canvas:
        parts.append(told.canvas)
    if len(told.at) > 1:
        parts[1] = f"{parts[1]} {texts('report.place.more', n=len(told.at) - 1)}"
    return " · ".join(part for part in parts if part)


def remarks_on(change: FindingChange, texts: Texts) -> Iterator[str]:
    """Yield why a finding is on one side only, or what changed in it."""
    if change.why not in (None, "resolved", "removed", "arisen"):
        yield texts(f"diff.why.{change.why}", reason=lower_first((change.reason or "").rstrip(".")))
    if change.old is None or change.new is None:
        return
    for changed in change.changes:
        yield _remark(changed, change.old, change.new, told_of(change) is change.old, texts)


def _remark(changed: str, old: ToldFinding, new: ToldFinding, is_within_now: bool, texts: Texts) -> str:
    if changed == "severity":
        levels = {name: texts(f"severity.{told.severity}") for name, told in (("old", old), ("new", new))}
        return texts("diff.change.severity", **levels)
    if changed == "kind":
        return texts("diff.change.kind", old=texts(f"kind.{old.kind}"), new=texts(f"kind.{new.kind}"))
    if changed == "places":
        if len(old.at) == len(new.at):
            return texts("diff.change.other_places")
        return texts("diff.change.places", old=len(old.at), new=len(new.at))
    if changed == "waived":
        if new.waived is None:
            return texts("diff.change.unwaived")
        return texts("diff.change.waived", reason=new.waived.reason)
    if changed == "rejected":
        return texts(f"diff.change.{'rejected' if new.rejected else 'unrejected'}")
    teller = new if is_within_now else old
    return texts(f"diff.change.{'' if is_within_now else 'un'}{changed}", message=teller.message)


def note_where(note: ToldNote, texts: Texts) -> str:
    """Return block and stage of a note in words."""
    name = texts(f"block.{note.block}")
    return f"{name}, {texts(f'stage.{note.stage}')}" if note.stage else name


def changed_scores(difference: Difference) -> Sequence[ScoreChange]:
    """Return the scores that are not the same on both sides."""
    return [score for score in difference.scores if score.old != score.new]


def score_label(score: ScoreChange, texts: Texts) -> str:
    """Return what a score counts, in words, and of which canvas among several."""
    key = f"report.score.{score.rule}"
    label = texts(key) if key in texts else score.rule
    return texts("report.whose", what=label, canvas=score.canvas) if score.canvas else label


def score_texts(score: ScoreChange, texts: Texts) -> tuple[str, str]:
    """Return a score before and after."""
    before, after = (
        texts("diff.no_score") if each is None else texts("diff.score", covered=each.covered, of=each.of)
        for each in (score.old, score.new)
    )
    return before, after
