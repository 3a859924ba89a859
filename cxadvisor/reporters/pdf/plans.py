"""What leads from the review to what is done: the summary, the roadmap, the interview sheet, and the progress since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cxadvisor.reporters.document import Action, Interview, Progress, Roadmap, Summary
from cxadvisor.reporters.pdf.entries import Forms
from cxadvisor.reporters.pdf.pieces import Cell, Piece, bullets, cell, heading, paragraph, table
from cxadvisor.reporters.wording import upper_first
from cxadvisor.texts import Texts

LEVELS: Final = ("low", "medium", "high")
Row = Sequence[Cell | Sequence[Cell]]


def summary(told: Summary, forms: Forms, texts: Texts) -> Iterator[Piece]:
    """Yield what somebody reads who reads one page only."""
    yield paragraph(told.verdict, lead=True)
    for sentence in told.readiness:
        yield paragraph(sentence)
    yield heading(texts("report.section.strengths"))
    if told.strengths:
        more = (
            [cell(texts("audit.strengths_more", n=told.more_strengths), quiet=True)]
            if told.more_strengths
            else []
        )
        yield bullets([*told.strengths, *more], form="ticks")
    else:
        yield paragraph(texts("audit.no_strengths"), quiet=True)
    yield heading(texts("report.section.risks"))
    if told.risks:
        yield table(
            [
                ("", "15mm"),
                (texts("report.field.finding"), "1fr"),
                (texts("report.field.consequence"), "1.1fr"),
            ],
            (
                [forms.badges([entry]), cell(entry.finding.message, strong=True), entry.finding.consequence]
                for entry in told.risks
            ),
        )
    else:
        yield paragraph(texts("audit.no_risks"), quiet=True)
    if told.first:
        yield heading(texts("report.section.first"))
        yield _actions(told.first, forms, texts, brief=True)


def _actions(actions: Iterable[Action], forms: Forms, texts: Texts, *, brief: bool = False) -> Piece:
    actions = tuple(actions)
    columns = [(texts("audit.roadmap.action"), "1fr"), (texts("audit.roadmap.about"), "24mm")]
    columns += [(texts("audit.roadmap.levels"), "30mm")]
    owned = not brief and any(action.owner or action.due for action in actions)
    after = not brief and any(action.after for action in actions)
    columns += [(texts("audit.roadmap.after"), "38mm")] if after else []
    columns += [(texts("report.field.owner"), "24mm"), (texts("report.field.due"), "20mm")] if owned else []
    rows: list[Row] = []
    for action in actions:
        row: list[Cell | Sequence[Cell]] = [
            cell(action.text, under=action.canvas),
            forms.badges(action.entries),
            upper_first(action.levels),
        ]
        row += [list(action.after)] if after else []
        row += [action.owner, action.due] if owned else []
        rows.append(row)
    return table(columns, rows)


def roadmap(told: Roadmap, forms: Forms, texts: Texts) -> Iterator[Piece]:
    """Yield the picture of effort and impact, and the actions by horizon."""
    yield paragraph(texts("audit.roadmap.intro"))
    yield heading(texts("audit.roadmap.picture"))
    yield paragraph(texts("audit.roadmap.picture_key"), quiet=True)
    yield {
        "kind": "picture",
        "effort": texts("audit.roadmap.effort"),
        "impact": texts("audit.roadmap.impact"),
        "columns": [upper_first(texts(f"level.{square.effort}")) for square in told.picture[0]],
        "rows": [
            {
                "name": upper_first(texts(f"level.{squares[0].impact}")),
                "squares": [
                    {
                        "badges": [forms.badge(entry) for entry in square.entries],
                        "more": texts("audit.more", n=square.more) if square.more else "",
                        "weight": LEVELS.index(square.impact) - LEVELS.index(square.effort) + 2,
                    }
                    for square in squares
                ],
            }
            for squares in told.picture
        ],
    }
    for horizon in told.horizons:
        yield heading(horizon.title)
        yield _actions(horizon.actions, forms, texts)
        if horizon.more:
            yield paragraph(texts("audit.roadmap.more", n=horizon.more), quiet=True)


def interview(sheets: Iterable[Interview], forms: Forms, texts: Texts) -> Iterator[Piece]:
    """Yield what each role is to be asked, with room for the answers."""
    columns = [
        ("", "15mm"),
        (texts("interview.column.ask"), "1fr"),
        (texts("interview.column.answer"), "56mm"),
    ]
    for number, sheet in enumerate(sheets):
        if number == 0:
            yield paragraph(texts("audit.interview.intro"))
        yield heading(upper_first(sheet.role))
        yield table(columns, _asked(sheet, forms, texts))


def _asked(sheet: Interview, forms: Forms, texts: Texts) -> Iterator[Row]:
    for entry in sheet.questions:
        yield [forms.badges([entry]), entry.finding.message, ""]
    if sheet.more:
        yield ["", cell(texts("audit.interview.more_questions", n=sheet.more), quiet=True), ""]
    for row in sheet.links:
        ends = [texts.quote(spot.text or spot.label) for spot in (row.source, row.target)]
        relation = texts(f"report.relation.{row.link.relation}")
        yield [cell("", mark="box"), f"{ends[0]} {relation} {ends[1]}?", ""]
    if sheet.more_links:
        yield ["", cell(texts("audit.interview.more_links", n=sheet.more_links), quiet=True), ""]
    for item in sheet.subjects:
        yield [cell("", mark="box"), item.text, ""]


def progress(told: Progress, texts: Texts, forms: Forms) -> Iterator[Piece]:
    """Yield what became of the strategy since an earlier review."""
    for sentence in told.said:
        yield paragraph(sentence)
    if told.figures:
        yield {
            "kind": "change",
            "before": told.before,
            "now": told.now,
            "rows": [
                {"label": each.label, "before": each.before, "now": each.now, "better": each.better}
                for each in told.figures
            ],
        }
    for became in told.became:
        yield heading(became.title)
        items = [
            cell(text, to=entry.anchor if entry else None, number=entry.number if entry else None)
            for text, entry in became.findings
        ]
        more = [cell(texts("audit.more", n=became.more), quiet=True)] if became.more else []
        yield bullets([*items, *more])
