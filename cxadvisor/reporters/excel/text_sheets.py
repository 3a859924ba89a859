"""The sheets that are read: the summary with the scope, and the method."""

from __future__ import annotations

from collections.abc import Iterable

from cxadvisor.reporters.document.shapes import Audit
from cxadvisor.reporters.excel.cells import Pages
from cxadvisor.reporters.wording import FINDINGS, SEVERITIES, all_reviews, upper_first
from cxadvisor.texts import Texts
from cxadvisor.writers.workbook.drawing import Drawing

_EDITED = ("owner", "due", "status", "response", "severity", "message", "advice")


def draw_summary(audit: Audit, texts: Texts, name: str) -> Drawing:
    """Return the sheet that says what was reviewed and what came of it; ``texts`` are those of the workbook."""
    page = _page(name)
    page.line(audit.title, "title", 30.0)
    page.line(audit.heading, "lead")
    for line in (*audit.brand, audit.edition):
        if line:
            page.line(line, "body")
    _heading(page, audit.texts("report.section.summary"))
    page.line(audit.verdict, "body")
    for line in audit.summary.readiness:
        page.line(line, "body")
    _figures(page, audit, texts)
    _list(page, texts("report.section.strengths"), audit.summary.strengths)
    risks = [f"{entry.number}. {entry.finding.message}" for entry in audit.summary.risks]
    _list(page, audit.texts("report.section.risks"), risks or [audit.texts("audit.no_risks")])
    first = [
        f"{action.text} ({', '.join(str(entry.number) for entry in action.entries)})"
        for action in audit.summary.first
    ]
    _list(page, audit.texts("report.section.first"), first)
    _heading(page, audit.texts("report.section.scope"))
    for row in audit.scope.rows:
        page.pair(row.label, row.text)
    for part in audit.parts:
        if audit.is_set and part.scope.rows:
            _heading(page, part.title)
            for row in part.scope.rows:
                page.pair(row.label, row.text)
    scope = audit.scope
    for key, sentences in (
        ("covers", scope.covers),
        ("limits", scope.limits),
        ("assumptions", scope.assumptions),
    ):
        _list(page, audit.texts(f"report.scope.{key}"), sentences)
    return page.drawing


def draw_method(audit: Audit, texts: Texts, name: str) -> Drawing:
    """Return the sheet that says how to work with the register, and how the review was made."""
    said, page = audit.texts, _page(name)
    page.line(said("report.section.method"), "title", 30.0)
    columns = ", ".join(said(f"register.column.{column}") for column in _EDITED)
    states = ", ".join(said(f"register.state.{state}") for state in ("open", "accept", "reject"))
    _list(
        page,
        texts("excel.method.register"),
        [
            texts("excel.method.change", columns=columns),
            texts("excel.method.status", words=states),
            texts("excel.method.dates"),
            texts("excel.method.sort"),
            texts("excel.method.take"),
            texts("excel.method.colours"),
        ],
    )
    _heading(page, said("report.section.method"))
    for key in ("rules", "links", "questions"):
        page.line(said(f"report.method.{key}"), "body")
    _heading(page, said("report.method.severity"))
    for level in SEVERITIES:
        page.pair(upper_first(said(f"severity.{level}")), said(f"report.severity.{level}"))
    if audit.sources:
        _heading(page, said("report.method.sources"))
        for label, title in audit.sources:
            page.pair(label, title)
    missing = [
        texts("excel.method.missing", why=why, rules=", ".join(rules))
        for part in audit.parts
        for why, rules in part.missing
    ]
    _list(page, said("report.section.coverage"), dict.fromkeys(missing))
    notices = [
        texts("excel.method.notice", code=notice.code, message=notice.message)
        for part in all_reviews(audit.review)
        for notice in part.notices
    ]
    _list(page, said("report.section.notices"), notices)
    return page.drawing


def _page(name: str) -> Pages:
    drawing = Drawing(name, widths={1: 28.0, 2: 20.0, 3: 20.0, 4: 20.0, 5: 36.0}, tab="AAB2B9", wide=1)
    return Pages(drawing, 5)


def _heading(page: Pages, text: str) -> None:
    page.gap()
    page.line(text, "heading", 22.0)


def _list(page: Pages, title: str, sentences: Iterable[str]) -> None:
    """Add sentences under a heading; nothing where there are none."""
    sentences = list(sentences)
    if sentences:
        _heading(page, title)
        for sentence in sentences:
            page.line(f"– {sentence}", "body")


def _figures(page: Pages, audit: Audit, texts: Texts) -> None:
    """Add how many findings of each severity count, and how many do not."""
    findings = [finding for part in all_reviews(audit.review) for finding in part.findings]
    counting = [finding for finding in findings if finding.counts]
    rows = [
        (
            upper_first(texts(f"severity.{level}")),
            sum(each.kind in FINDINGS and each.severity == level for each in counting),
        )
        for level in SEVERITIES
    ]
    rows.append((texts("excel.summary.all"), sum(count for _, count in rows)))
    rows.append((texts("excel.summary.questions"), sum(each.kind == "confirm" for each in counting)))
    rows.append((texts("excel.summary.advice"), sum(each.kind == "advice" for each in counting)))
    rows.append((texts("excel.summary.aside"), len(findings) - len(counting)))
    _heading(page, texts("excel.summary.rows"))
    page.row += 1
    page.drawing.put(page.row, 1, texts("excel.summary.severity"), "header")
    page.drawing.put(page.row, 2, texts("excel.summary.counted"), "header")
    for label, count in rows:
        page.row += 1
        page.drawing.put(page.row, 1, label, "label")
        page.drawing.put(page.row, 2, count, "count")
