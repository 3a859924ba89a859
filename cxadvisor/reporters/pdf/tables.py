"""The tables of the report: heat maps, threads, sums, criteria, and the lists at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cxadvisor.model.review import Finding
from cxadvisor.model.tables import Mark
from cxadvisor.reporters.document import Part
from cxadvisor.reporters.figures import COLUMNS, share_range
from cxadvisor.reporters.matrices import DrawnMatrix, DrawnThread, Head, Row
from cxadvisor.reporters.pdf.pieces import Cell, Piece, bullets, cell, heading, note, paragraph, table
from cxadvisor.reporters.wording import percent, upper_first
from cxadvisor.texts import Texts

MARKS: Final = ("explicit", "sure", "assumed", "candidate", "ruled_out")
STRAIGHT: Final = 6
"""So few columns have room for heads that are not turned."""


def matrix(drawn: DrawnMatrix, texts: Texts, language: str | None) -> Iterator[Piece]:
    """Yield a heat map: as a grid, or, where it is very large, as a list of the linked notes of each row."""
    if drawn.listed:
        yield _listed(drawn, texts, language)
    else:
        ends = drawn.last
        yield {
            "kind": "matrix",
            "caption": drawn.caption,
            "anchor": drawn.anchor,
            "turned": len(drawn.columns) > STRAIGHT,
            "heads": [note(head.short, language, under=head.origin) for head in drawn.columns],
            "rows": [_row(row, drawn, texts, language) for row in drawn.rows],
            "total": texts("report.matrix.total"),
            "sums": [head.linked for head in drawn.columns],
            "result": texts("report.matrix.result") if ends and drawn.judged else "",
            "ends": ends,
        }
    if drawn.unlinked:
        notes = ", ".join(texts.quote(head.short) for head in drawn.unlinked)
        yield paragraph(texts("report.matrix.unlinked", notes=notes), quiet=True)


def _row(row: Row, drawn: DrawnMatrix, texts: Texts, language: str | None) -> Piece:
    return {
        "head": note(row.head.text, language, to=row.head.anchor),
        "tone": row.entry.tone if row.entry else "",
        "marks": [{"mark": mark} for mark in row.marks],
        "linked": row.head.linked,
        "result": _result(row, texts) if drawn.judged else "",
    }


def _result(row: Row, texts: Texts) -> Cell:
    told = texts(f"report.matrix.{row.result}") if row.result else ""
    if row.entry is None:
        return cell(told, quiet=row.result in ("open", "accepted"))
    return cell(f"{told} {row.entry.number}", to=row.entry.anchor, tone=row.entry.tone)


def _listed(drawn: DrawnMatrix, texts: Texts, language: str | None) -> Piece:
    columns = [
        ("", "2fr"),
        (texts("report.matrix.linked"), "4fr"),
        (texts("report.matrix.total"), "16mm", "right"),
    ]
    columns += [(texts("report.matrix.result"), "28mm")] if drawn.judged else []
    rows = (
        [
            note(row.head.text, language, strong=True),
            _marked(row.linked, language),
            texts.number(row.head.linked),
            *([_result(row, texts)] if drawn.judged else []),
        ]
        for row in drawn.rows
    )
    return table(columns, rows, caption=drawn.caption, anchor=drawn.anchor, small=True)


def _marked(held: Iterable[tuple[Head, Mark]], language: str | None) -> list[Cell]:
    return [note(head.text, language, mark=mark) for head, mark in held]


def legend(texts: Texts) -> Piece:
    """Return what the marks of heat maps and threads mean."""
    told = [cell(texts(f"report.matrix.{mark}"), mark=mark) for mark in MARKS]
    return {
        "kind": "legend",
        "label": texts("report.matrix.legend"),
        "items": [*told, cell(texts("report.matrix.gap"), mark="gap")],
    }


def threads(drawn: Sequence[DrawnThread], texts: Texts, language: str | None) -> Iterator[Piece]:
    """Yield the table that follows each need to the metrics."""
    whole = sum(thread.is_whole for thread in drawn)
    yield paragraph(texts("report.thread.caption", n=whole, of=len(drawn)))
    heads = [
        texts(f"report.thread.{step}") for step in ("need", "objective", "activity", "channel", "metric")
    ]
    rows = (
        [
            note(thread.need.text, language, strong=True, to=thread.need.anchor),
            *(
                _marked(held, language) or [cell(texts("report.thread.none"), tone="high", mark="gap")]
                for _, held in thread.steps
            ),
        ]
        for thread in drawn
    )
    yield table([(head, "1fr") for head in heads], rows, small=True)


def sums(part: Part, texts: Texts) -> Iterator[Piece]:
    """Yield the sums behind the scores, and the notes that count more or less than one."""
    yield paragraph(texts("report.scores.intro"))
    columns = [
        (texts("report.scores.rule"), "1fr"),
        ("", "24mm"),
        (texts("report.scores.range"), "17mm", "right"),
        *((texts(f"report.scores.head.{name}"), "15mm", "right") for name in COLUMNS),
    ]
    groups = [
        (
            texts(f"report.scores.by.{group.name}"),
            [
                [
                    upper_first(row.label),
                    {"bar": _bar(row.tally.of, row.tally.sure + row.tally.assumed, row.tally.gap)},
                    share_range(row.tally, texts),
                    *(texts.number(getattr(row.tally, name)) for name in COLUMNS),
                ]
                for row in group.rows
            ],
        )
        for group in part.scores
    ]
    yield table(columns, (), groups=groups, small=True, numbers=True)
    if part.weights:
        yield paragraph(f"{texts('report.scores.weights')}:")
        yield bullets(
            cell(f"{row.weight}  {row.spot.text or row.spot.label}", quiet_after=f" {row.factors}")
            for row in part.weights
        )


def _bar(of: float, linked: float, gap: float) -> list[float]:
    """Return the shares of what is linked, unclear and a gap."""
    return [round(each / of, 4) for each in (linked, of - linked - gap, gap)] if of else []


def readiness(part: Part, texts: Texts) -> Iterator[Piece]:
    """Yield how far the page has come, and the criteria of each level."""
    yield paragraph(f"{upper_first(part.readiness)}.", lead=True)
    marks = {"met": "met", "not_met": "gap"}
    groups = []
    for level in part.levels:
        rows: list[Sequence[Cell]] = []
        for row in level.rows:
            spots = "; ".join(texts.quote(spot.text) if spot.text else spot.label for spot in row.spots)
            more = f" {texts('report.place.more', n=row.more)}" if row.more else ""
            state = row.criterion.state
            rows.append(
                [
                    cell(row.criterion.text, under=f"{spots}{more}"),
                    cell(
                        texts(f"report.readiness.{state}"),
                        mark=marks.get(state, "open"),
                        tone="high" if state == "not_met" else "",
                    ),
                    row.figures,
                ]
            )
        groups.append((texts("report.readiness.for", level=level.word), rows))
    columns = [
        (texts("report.readiness.criterion"), "1fr"),
        (texts("report.readiness.state"), "30mm"),
        (texts("report.readiness.figures"), "38mm"),
    ]
    yield table(columns, (), groups=groups)


def assumed(part: Part, texts: Texts) -> Iterator[Piece]:
    """Yield the links that are to be confirmed."""
    yield paragraph(texts("report.assumed", n=len(part.assumed)))
    columns = [
        ("", "5mm"),
        (texts("report.assumed_from"), "1fr"),
        (texts("report.assumed_relation"), "27mm"),
        (texts("report.assumed_to"), "1.4fr"),
        (texts("report.confidence"), "22mm", "right"),
    ]
    rows = (
        [
            cell("", mark="box"),
            row.source.text or row.source.label,
            cell(texts(f"report.relation.{row.link.relation}"), quiet=True),
            cell(row.target.text or row.target.label, under=row.link.reason),
            percent(row.link.confidence),
        ]
        for row in part.assumed
    )
    yield table(columns, rows)


def checklist(part: Part, texts: Texts) -> Iterator[Piece]:
    """Yield what the canvas does not show, to be asked."""
    yield paragraph(texts("report.checklist.intro"))
    answers = ("yes", "no", "not documented")
    columns = [
        (texts("report.checklist.item"), "1fr"),
        *((texts(f"report.checklist.answer_{name.replace(' ', '_')}"), "17mm", "center") for name in answers),
        (texts("report.field.sources"), "22mm"),
    ]
    rows = (
        [
            cell(item.text, under=item.comment or ""),
            *(cell("", mark="ticked" if item.answer == name else "box") for name in answers),
            cell(", ".join(item.sources), quiet=True),
        ]
        for item in part.checklist
    )
    yield table(columns, rows)


def assessed(part: Part, texts: Texts) -> Iterator[Piece]:
    """Yield what was assessed, and what could not be, and why."""
    coverage = part.review.coverage
    if coverage.assessed:
        yield paragraph(texts("report.assessed", n=len(coverage.assessed)))
        yield {"kind": "names", "items": list(coverage.assessed)}
    if part.missing:
        yield heading(texts("report.section.coverage"))
        yield paragraph(f"{upper_first(texts('report.not_assessed', n=len(coverage.not_assessed)))}.")
        rows = ([why, cell(", ".join(rules), quiet=True)] for why, rules in part.missing)
        yield table([(texts("report.why"), "1fr"), (texts("report.rules"), "1.2fr")], rows)


def waived(findings: Iterable[Finding], texts: Texts) -> Piece:
    """Return the accepted exceptions with their reasons."""
    rows = []
    for finding in findings:
        assert finding.waived is not None
        until = finding.waived.until
        day = f"({texts('report.field.until', date=texts.date(until))})" if until else ""
        rows.append([_named(finding), cell(finding.waived.reason, quiet_after=f" {day}" if day else "")])
    return table([(texts("report.field.finding"), "1.4fr"), (texts("report.field.reason"), "1fr")], rows)


def rejected(findings: Iterable[Finding], texts: Texts) -> Piece:
    """Return what the consultant rejected, and why."""
    rows = [
        [_named(finding), (finding.noted.reason if finding.noted else None) or ""] for finding in findings
    ]
    return table([(texts("report.field.finding"), "1.4fr"), (texts("report.field.reason"), "1fr")], rows)


def known(findings: Sequence[Finding], texts: Texts) -> Iterator[Piece]:
    """Yield what the baseline knows."""
    days = [finding.known.since for finding in findings if finding.known]
    told = texts("report.known", n=len(findings), date=texts.date(max(days)))
    yield paragraph(f"{upper_first(told)}.")
    rows = [[finding.message, cell(f"{finding.rule} ({finding.code})", quiet=True)] for finding in findings]
    yield table([(texts("report.field.finding"), "1.8fr"), (texts("report.field.rule"), "1fr")], rows)


def _named(finding: Finding) -> Cell:
    return cell(finding.message, under=f"{finding.rule} ({finding.code})")
