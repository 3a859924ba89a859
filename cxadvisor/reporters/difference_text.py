"""What became of a strategy between two reviews, for a terminal."""

from __future__ import annotations

from collections import Counter

from cxadvisor.model.progress import Difference, FindingChange, NoteChange
from cxadvisor.reporters import Options
from cxadvisor.reporters.difference import (
    NOTE_STATUSES,
    changed_scores,
    condition_text,
    level_of,
    note_where,
    remarks_on,
    score_label,
    score_texts,
    sections_of,
    side_line,
    standing_lines,
    summary_lines,
    texts_of,
    title_of,
    told_of,
    where_of,
)
from cxadvisor.reporters.plain import display_width, shorten, visible
from cxadvisor.reporters.wording import upper_first
from cxadvisor.reporters.writer import Writer

MOST_NOTES = 10
MOST_QUESTIONS = 5
_ROLES = {"resolved": "good", "new": "bad"}


def render(difference: Difference, options: Options) -> str:
    """Return ``difference`` as lines for a terminal of ``options.width`` columns."""
    return _Report(difference, options).render()


class _Report:
    def __init__(self, difference: Difference, options: Options) -> None:
        self.difference = difference
        self.show_all = options.show_all
        self.texts = texts_of(difference)
        self.out = Writer(options.width, options.colour)

    def render(self) -> str:
        """Return the whole report."""
        self.head()
        self.conditions()
        for section in sections_of(self.difference, show_all=self.show_all):
            self.section(section.name, section.changes)
        self.notes()
        self.scores()
        return str(self.out)

    def head(self) -> None:
        """Add title, both sides and the summary."""
        self.out.paragraph(title_of(self.difference, self.texts), role="title")
        labels = [self.texts(f"diff.{name}") for name in ("before", "after")]
        column = max(map(display_width, labels)) + 2
        for label, side in zip(labels, (self.difference.old, self.difference.new), strict=True):
            self.out.item(label, side_line(side, self.texts), column, "quiet")
        self.out.gap()
        for line in summary_lines(self.difference, self.texts):
            self.out.paragraph(line)
        for line in standing_lines(self.difference, self.texts):
            self.out.paragraph(line)

    def heading(self, name: str) -> None:
        """Add a heading, and what is to be known of what stands below it."""
        self.out.gap()
        self.out.paragraph(self.texts(f"diff.section.{name}"), role="title")
        if f"diff.intro.{name}" in self.texts:
            self.out.paragraph(self.texts(f"diff.intro.{name}"), role="quiet")

    def conditions(self) -> None:
        """Add what else than the strategy differs."""
        if self.difference.conditions:
            self.heading("conditions")
            for condition in self.difference.conditions:
                self.out.item("  !", condition_text(condition, self.texts), 4, "bad")

    def section(self, name: str, changes: tuple[FindingChange, ...]) -> None:
        """Add findings of which the same became: faults in full, a few of the others in a line each."""
        self.heading(name)
        levels = {level_of(told_of(change), self.texts)[0] for change in changes}
        column = max(map(display_width, levels)) + 4
        others = 0
        for change in changes:
            if told_of(change).kind in ("confirm", "advice"):
                others += 1
                if others > MOST_QUESTIONS and not self.show_all:
                    continue
            self.finding(change, column)
        if others > MOST_QUESTIONS and not self.show_all:
            self.out.paragraph(self.texts("diff.more", n=others - MOST_QUESTIONS), 2, "quiet")

    def finding(self, change: FindingChange, column: int) -> None:
        """Add one finding: what it says, where, and what became of it."""
        told = told_of(change)
        level, role = level_of(told, self.texts)
        message = told.message
        if not self.show_all and told.kind in ("confirm", "advice"):
            message = shorten(visible(message), self.out.width - column)
        self.out.item(f"  {level}", message, column, role)
        for remark in remarks_on(change, self.texts):
            self.out.paragraph(upper_first(remark), column)
        if self.show_all or told.kind not in ("confirm", "advice"):
            self.out.paragraph(where_of(told, self.texts), column, "quiet")

    def notes(self) -> None:
        """Add what became of the notes; those that came or went are counted, and listed with ``--all``."""
        notes = self.difference.notes
        if notes is None:
            self.heading("notes")
            self.out.paragraph(self.texts("diff.note.unknown"), role="quiet")
            return
        self.heading("notes")
        counts = Counter(note.status for note in notes)
        parts = [
            self.texts(f"diff.note.{status}", n=counts[status]) for status in NOTE_STATUSES if counts[status]
        ]
        said = f"{upper_first(', '.join(parts))}." if parts else self.texts("diff.note.unchanged")
        self.out.paragraph(said)
        listed = [note for note in notes if self.show_all or note.status not in ("added", "removed")]
        for note in listed if self.show_all else listed[:MOST_NOTES]:
            self.note(note)
        if len(listed) > MOST_NOTES and not self.show_all:
            self.out.paragraph(self.texts("diff.more", n=len(listed) - MOST_NOTES), 2, "quiet")

    def note(self, note: NoteChange) -> None:
        """Add one note: what it said and says, where it stood and stands."""
        said = [self.texts.quote(told.text) for told in (note.old, note.new) if told is not None]
        where = [note_where(told, self.texts) for told in (note.old, note.new) if told is not None]
        text = " → ".join(dict.fromkeys(said))
        places = " → ".join(dict.fromkeys(where))
        if note.status in ("added", "removed"):
            text = f"{self.texts(f'diff.note.status.{note.status}')}: {text}"
        self.out.item("  –", f"{text} ({places})", 4, "quiet")

    def scores(self) -> None:
        """Add the scores that changed, before and after."""
        scores = changed_scores(self.difference)
        if not scores:
            return
        self.heading("scores")
        labels = [score_label(score, self.texts) for score in scores]
        column = min(max(map(display_width, labels)), self.out.width - 30) + 4
        for label, score in zip(labels, scores, strict=True):
            before, after = score_texts(score, self.texts)
            self.out.item(f"  {shorten(visible(label), column - 4)}", f"{before} → {after}", column)
