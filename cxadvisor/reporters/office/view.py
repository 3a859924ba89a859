"""What a Word template can print: the audit as plain texts, lists and pieces of a document, under the names of
docs/office.md.

It holds no object with a method of ours, so that a template of a stranger finds nothing to call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup

from cxadvisor.model.brand import Brand
from cxadvisor.reporters.document import Audit, Entry, Part, Progress, Scope, Summary
from cxadvisor.reporters.office.canvas_table import canvas_table, name_of
from cxadvisor.reporters.office.journey_tables import journey_tables
from cxadvisor.reporters.office.link_tables import heat_map, legend, threads_table, unlinked
from cxadvisor.reporters.office.look import MARKS, Look
from cxadvisor.reporters.office.markup import caption, link, locale_of, run
from cxadvisor.reporters.office.plain_tables import Tables
from cxadvisor.reporters.office.planning_tables import (
    interview_table,
    picture_table,
    progress_table,
    roadmap_table,
)
from cxadvisor.reporters.wording import SEVERITIES, level_text, percent, upper_first
from cxadvisor.texts import Texts

SECTIONS: Final = (
    *("summary", "scope", "risks", "first", "roadmap", "interview", "progress", "strengths", "readiness"),
    *("canvas", "threads", "findings", "questions", "advice", "assumed", "checklist", "coverage", "waived"),
    *("rejected", "known", "notices", "method", "across"),
)
"""The sections whose headings a template can print."""
_BEGIN, _END, _CONTENTS = ("cx:deeper", "cx:back", "cx:contents")
"""What marks a place in a filled document until it is finished."""


def view(audit: Audit, brand: Brand, look: Look, office: Texts) -> dict[str, Any]:
    """Return what a template can print of ``audit``; ``office`` are the texts of these files alone."""
    texts, review = audit.texts, audit.review
    tables = Tables(look, texts, office)
    return {
        "report": {
            "heading": audit.heading,
            "title": audit.title,
            "verdict": audit.verdict,
            "incomplete": not audit.complete,
            "edition": audit.edition,
            "brand": list(audit.brand),
            "cover": brand.cover or "",
            "author": brand.name or "",
            "client": brand.client or "",
            "confidentiality": brand.confidentiality or "",
            "date": texts.date(review.as_of),
            "language": texts.language,
            "tool": texts("report.made_by", name=review.tool.name, version=review.tool.version),
            "digest": review.strategy.digest,
            "several": audit.is_set,
        },
        "labels": {
            **{name: texts(f"report.section.{name}") for name in SECTIONS},
            **{name: office(f"office.{name}") for name in ("page", "of", "links", "journeys")},
            **{name: texts(f"report.scope.{name}") for name in ("covers", "limits", "assumptions", "digest")},
            "contents": texts("report.contents"),
            "scores": texts("report.scores.caption"),
            "severity": texts("report.method.severity"),
            "sources": texts("report.method.sources"),
        },
        "scope": _scope(audit.scope),
        "counts": dict(audit.counts),
        "tiles": Markup(tables.tiles(audit)),
        "summary": _summary(audit.summary, look, texts),
        "contents": _mark(_CONTENTS),
        "parts": [_part(part, audit, look, office, tables) for part in audit.parts],
        "roadmap": {
            "intro": texts("audit.roadmap.intro"),
            "picture": Markup(picture_table(audit.roadmap, tables) if audit.roadmap else ""),
            "picture_key": texts("audit.roadmap.picture_key"),
            "table": Markup(roadmap_table(audit.roadmap, tables, audit.is_set) if audit.roadmap else ""),
        }
        if audit.roadmap
        else None,
        "interview": {
            "intro": texts("audit.interview.intro"),
            "table": Markup(interview_table(audit.interview, tables)),
        }
        if audit.interview
        else None,
        "progress": _progress(audit.progress, tables) if audit.progress else None,
        "method": [
            *(texts(f"report.method.{name}") for name in ("rules", "links", "questions")),
            texts("report.whys_note"),
        ],
        "severities": [
            {
                "mark": MARKS[level],
                "name": upper_first(texts(f"severity.{level}")),
                "meaning": texts(f"report.severity.{level}"),
            }
            for level in SEVERITIES
        ],
        "sources": [{"label": label, "title": title} for label, title in audit.sources],
    }


def _mark(name: str) -> Markup:
    return Markup("<w:p><w:r><w:t>{}</w:t></w:r></w:p>").format(name)


def _scope(scope: Scope) -> dict[str, Any]:
    """Return what was reviewed, as rows with a label, and what may be concluded from it."""
    return {
        "rows": [{"label": row.label, "value": row.text} for row in scope.rows],
        "covers": list(scope.covers),
        "limits": list(scope.limits),
        "assumptions": list(scope.assumptions),
    }


def _summary(summary: Summary, look: Look, texts: Texts) -> dict[str, Any]:
    strengths = list(summary.strengths) or [texts("audit.no_strengths")]
    if summary.more_strengths:
        strengths.append(upper_first(texts("audit.strengths_more", n=summary.more_strengths)))
    return {
        "strengths": strengths,
        "readiness": list(summary.readiness),
        "risks": [_entry(entry, look, texts) for entry in summary.risks],
        "no_risks": "" if summary.risks else texts("audit.no_risks"),
        "first": [
            {"text": action.text, "levels": action.levels, "canvas": action.canvas}
            for action in summary.first
        ],
    }


def _progress(progress: Progress, tables: Tables) -> dict[str, Any]:
    return {
        "said": list(progress.said),
        "figures": Markup(progress_table(progress, tables)),
        "became": [
            {
                "title": each.title,
                "findings": [f"{entry.number}. {text}" if entry else text for text, entry in each.findings]
                + ([tables.texts("audit.more", n=each.more)] if each.more else []),
            }
            for each in progress.became
        ],
    }


def _part(part: Part, audit: Audit, look: Look, office: Texts, tables: Tables) -> dict[str, Any]:
    review, texts = part.review, audit.texts
    inner = audit.is_set and bool(part.prefix)
    language = locale_of(part.drawing.language if part.drawing else None)
    label = office("office.table")
    canvas = heat_maps = threads = ""
    if part.drawing:
        canvas = caption("Table", label, f"{texts('report.section.canvas')}: {part.title}")
        canvas += canvas_table(part.drawing, office("office.canvas_alt", title=part.title), look, texts)
    for matrix in part.matrices:
        heat_maps += caption("Table", label, matrix.caption)
        heat_maps += heat_map(matrix, look, texts, language) + unlinked(matrix.unlinked, look, texts)
    if heat_maps:
        heat_maps = legend(look, texts) + heat_maps
    if part.threads:
        whole = sum(thread.is_whole for thread in part.threads)
        title = texts("report.thread.caption", n=whole, of=len(part.threads))
        threads = caption("Table", label, title)
        threads += threads_table(part.threads, look, texts, language, title)
    journeys = "".join(journey_tables(journey, tables, language) for journey in part.journeys)
    findings = [_entry(entry, look, texts) for entry in part.findings]
    return {
        "title": part.title,
        "several": inner,
        "begin": _mark(_BEGIN) if inner else Markup(""),
        "end": _mark(_END) if inner else Markup(""),
        "scope": _scope(part.scope)["rows"] if inner else [],
        "strategy": (part.drawing.strategy if part.drawing else None) or "",
        "strengths": [upper_first(strength.text) for strength in review.strengths],
        "readiness": f"{upper_first(part.readiness)}." if part.readiness else "",
        "criteria": Markup(tables.criteria(part)),
        "scores": Markup(tables.scores(part)),
        "scores_intro": texts("report.scores.intro"),
        "wide": bool(canvas or heat_maps or threads or journeys),
        "canvas": Markup(canvas),
        "canvas_key": texts("report.canvas.key"),
        "heat_maps": Markup(heat_maps),
        "threads": Markup(threads),
        "journeys": Markup(journeys),
        "findings_heading": texts("report.section.across")
        if audit.is_set and not inner
        else texts("report.section.findings"),
        "findings": findings,
        "findings_by_severity": [
            {
                "name": upper_first(texts("report.level", severity=texts(f"severity.{level}"))),
                "count": len(held),
                "findings": held,
            }
            for level in SEVERITIES
            if (held := [each for each in findings if each["tone"] == level])
        ],
        "questions_intro": list(part.shared),
        "questions": [_question(entry, look, texts) for entry in part.questions],
        "advice": [_entry(entry, look, texts) for entry in part.advice],
        "assumed_intro": texts("report.assumed", n=len(part.assumed)),
        "assumed": Markup(tables.assumed(part)),
        "checklist_intro": texts("report.checklist.intro"),
        "checklist": Markup(tables.checklist(part)),
        "coverage_intro": _coverage(part, texts),
        "coverage": Markup(tables.missing(part)),
        "waived": Markup(tables.waived(part)),
        "rejected": Markup(tables.rejected(part)),
        "known": Markup(tables.known(part)),
        "notices": [notice.message for notice in review.notices],
    }


def _coverage(part: Part, texts: Texts) -> str:
    coverage = part.review.coverage
    said = [f"{upper_first(texts('report.not_assessed', n=len(coverage.not_assessed)))}."]
    if coverage.assessed:
        said.append(texts("report.assessed", n=len(coverage.assessed)))
    return " ".join(said)


def _entry(entry: Entry, look: Look, texts: Texts) -> dict[str, Any]:
    finding = entry.finding
    kind = texts(f"kind.{finding.kind}")
    level = kind
    more: list[str] = []
    if entry.tone in SEVERITIES:
        level = texts("report.level", severity=texts(f"severity.{finding.severity}"))
        more.append(upper_first(kind))
    more += [
        texts(f"audit.roadmap.{name}_level", level=level_text(held, texts))
        for name, held in (("effort", finding.effort), ("impact", finding.impact))
        if held and entry.tone != "question"
    ]
    badge = run(f"{MARKS[entry.tone]} {upper_first(level)}", bold=True, colour=look.tone(entry.tone))
    badge += run("".join(f"   ·   {each}" for each in more), colour=look.quiet)
    number = run(f"{MARKS[entry.tone]}{entry.number}", bold=True, colour=look.tone(entry.tone))
    return {
        "number": entry.number,
        "tone": entry.tone,
        "mark": MARKS[entry.tone],
        "level": upper_first(level),
        "kind": upper_first(kind),
        "badge": Markup(badge),
        "bookmark": _bookmark(entry),
        "leading": Markup(link(name_of(entry), number)),
        "message": finding.message,
        "recommendation": finding.advice,
        "consequence": finding.consequence,
        "fields": list(_fields(entry, texts)),
    }


def _bookmark(entry: Entry) -> Markup:
    """Return the bookmark of an entry, to which its marks lead."""
    begin = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
    return Markup(begin).format(entry.number + 100_000, name_of(entry))


def _fields(entry: Entry, texts: Texts) -> Iterator[Mapping[str, object]]:
    """Yield what is said of an entry: the name of the row, its label and its lines; first where it was found.

    Effort and impact stand beside the severity, in the line below the heading.
    """
    places = [f"{spot.label}: {spot.text}" if spot.text else spot.label for spot in entry.spots]
    if places and entry.where:
        places[0] += f" · {entry.where}"
    lines = list(map(upper_first, places or filter(None, [entry.where])))
    if lines:
        yield {"name": "where", "label": texts("report.field.where"), "lines": lines}
    for field in entry.fields:
        if field.name != "effort_impact":
            yield {"name": field.name, "label": field.label, "lines": list(_lines(field.form, field.texts))}


def _lines(form: str, said: Iterable[str]) -> Iterator[str]:
    if form == "blank":
        yield ""
    for number, text in enumerate(said, start=1):
        yield f"{number}. {text}" if form == "steps" else f"– {text}" if form == "list" else text


def _question(entry: Entry, look: Look, texts: Texts) -> dict[str, Any]:
    answers = []
    for spot, confidence, reason in entry.answers:
        more = [spot.label] if spot.text else []
        more += [percent(confidence), *([reason] if reason else [])]
        answers.append({"text": spot.text or spot.label, "more": " · ".join(more)})
    if answers:
        answers.append({"text": texts("report.field.none_of_these"), "more": ""})
    return {**_entry(entry, look, texts), "answers": answers}
