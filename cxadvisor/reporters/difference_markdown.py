"""What became of a strategy between two reviews, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from cxadvisor.model.progress import Difference, FindingChange, NoteChange
from cxadvisor.model.strategy import REPORT_MARK
from cxadvisor.reporters import Options
from cxadvisor.reporters.difference import (
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
from cxadvisor.reporters.markdown_report import escape
from cxadvisor.reporters.wording import upper_first
from cxadvisor.texts import Texts


def render(difference: Difference, options: Options) -> str:
    """Return ``difference`` as Markdown; what is as before is listed where the options want all."""
    return "\n".join(_lines(difference, options)) + f"\n\n{REPORT_MARK}\n"


def _lines(difference: Difference, options: Options) -> Iterator[str]:
    texts = texts_of(difference)
    yield f"# {escape(title_of(difference, texts))}"
    yield f"\n{escape(texts('diff.heading'))}\n"
    for name, side in (("before", difference.old), ("after", difference.new)):
        yield f"- {escape(texts(f'diff.{name}'))}: {escape(side_line(side, texts))}"
    yield ""
    for line in summary_lines(difference, texts):
        yield f"**{escape(line)}**\n"
    for line in standing_lines(difference, texts):
        yield f"{escape(line)}\n"
    if difference.conditions:
        yield from _heading("conditions", texts)
        yield from (f"- {escape(condition_text(each, texts))}" for each in difference.conditions)
    for section in sections_of(difference, show_all=options.show_all):
        yield from _heading(section.name, texts)
        for change in section.changes:
            yield from _finding(change, texts)
    yield from _heading("notes", texts)
    yield from _notes(difference.notes, texts)
    scores = changed_scores(difference)
    if scores:
        yield from _heading("scores", texts)
        titles = texts("diff.column.what"), texts("diff.before"), texts("diff.after")
        yield f"| {' | '.join(map(escape, titles))} |\n| :-- | --: | --: |"
        for score in scores:
            cells = score_label(score, texts), *score_texts(score, texts)
            yield f"| {' | '.join(map(escape, cells))} |"


def _heading(name: str, texts: Texts) -> Iterator[str]:
    yield f"\n## {escape(texts(f'diff.section.{name}'))}\n"
    if f"diff.intro.{name}" in texts:
        yield f"{escape(texts(f'diff.intro.{name}'))}\n"


def _finding(change: FindingChange, texts: Texts) -> Iterator[str]:
    told = told_of(change)
    level = upper_first(level_of(told, texts)[0].lower())
    yield f"- **{escape(level)}:** {escape(told.message)} ({escape(where_of(told, texts))})"
    yield from (f"  - {escape(upper_first(remark))}" for remark in remarks_on(change, texts))


def _notes(notes: tuple[NoteChange, ...] | None, texts: Texts) -> Iterator[str]:
    if not notes:
        yield escape(texts(f"diff.note.{'unknown' if notes is None else 'unchanged'}"))
        return
    titles = texts("diff.column.status"), texts("diff.before"), texts("diff.after")
    yield f"| {' | '.join(map(escape, titles))} |\n| :-- | :-- | :-- |"
    for note in notes:
        cells = [escape(texts(f"diff.note.status.{note.status}"))]
        for told in (note.old, note.new):
            cells.append(f"{escape(told.text)} ({escape(note_where(told, texts))})" if told else "")
        yield f"| {' | '.join(cells)} |"
