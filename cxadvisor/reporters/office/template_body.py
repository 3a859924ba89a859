"""What stands in the default Word template, from the cover to the sources: headings, placeholders and tags.

``{%p … %}`` alone in a paragraph, and ``{%tr … %}`` alone in a row, ask and repeat; docs/office.md explains them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cxadvisor.reporters.office.markup import paragraph, run, twips

UPRIGHT: Final = (210.0, 297.0, 22.0)
ACROSS: Final = (297.0, 210.0, 16.0)
"""Width, height and side margin of a page of A4, in millimetres."""


def _said(text: str, style: str = "") -> str:
    return paragraph(run(text), style)


def _on_new_page(text: str) -> str:
    """Return a heading that begins a page."""
    return paragraph(run(text), "Heading1").replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1)


def _tag(text: str) -> str:
    return paragraph(run("{%p " + text + " %}"))


def _block(name: str) -> str:
    return paragraph(run("{{p " + name + " }}"))


def _section_break(page: tuple[float, float, float]) -> str:
    width, height, side = page
    turned = ' w:orient="landscape"' if width > height else ""
    margins = " ".join(
        f'w:{name}="{twips(length)}"'
        for name, length in (
            *(
                ("top", 20 if turned else 24),
                ("right", side),
                ("bottom", 17 if turned else 22),
                ("left", side),
            ),
            *(("header", 9 if turned else 11), ("footer", 9 if turned else 11), ("gutter", 0)),
        )
    )
    return (
        '<w:p><w:pPr><w:pStyle w:val="CXBreak"/><w:sectPr><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/><w:pgMar {margins}/></w:sectPr></w:pPr></w:p>'
    )


def _when(name: str, *inner: str) -> str:
    return _tag(f"if {name}") + "".join(inner) + _tag("endif")


def _each(item: str, name: str, *inner: str) -> str:
    return _tag(f"for {item} in {name}") + "".join(inner) + _tag("endfor")


def _rows(item: str, name: str, left: str, right: str, widths: tuple[float, float], title: str) -> str:
    """Return a table of two columns, with a row for each of a list."""
    columns = [twips(width) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)

    def row(*inner: str) -> str:
        span = f'<w:gridSpan w:val="{3 - len(inner)}"/>' if len(inner) < len(columns) else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{each}</w:tc>'
            for width, each in zip(columns if len(inner) > 1 else [sum(columns)], inner, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    before = row(_said("{%tr for " + f"{item} in {name}" + " %}"))
    after = row(_said("{%tr endfor %}"))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="CXCard"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0680" w:firstRow="0" w:firstColumn="1"/>'
        f'<w:tblCaption w:val="{title}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{before}{row(left, right)}{after}</w:tbl>"
    )


def _pairs(item: str, name: str, title: str) -> str:
    """Return a table of labels and values."""
    label, value = _said("{{ " + item + ".label }}", "CXLabel"), _said("{{ " + item + ".value }}", "CXCell")
    return _rows(item, name, label, value, (44, 122), title)


def _card(item: str) -> str:
    """Return what is said of a finding, as rows of label and text, and the space below."""
    lines = _each("line", "field.lines", _said("{{ line }}", "CXCell"))
    label = _said("{{ field.label }}", "CXLabel")
    rows = _rows("field", f"{item}.fields", label, lines, (36, 130), "{{ " + item + ".message }}")
    return rows + paragraph("", "CXQuiet")


def _entry_heading(item: str, level: int) -> str:
    inner = run("{{r " + f"{item}.bookmark" + " }}") + run(
        "{{ " + f"{item}.number" + " }}. {{ " + f"{item}.message" + " }}"
    )
    badge = paragraph(run("{{r " + f"{item}.badge" + " }}"), "CXQuiet", keep_next=True)
    return paragraph(inner, f"Heading{level}") + badge


def body() -> Iterator[str]:
    """Yield the document with its placeholders, from cover to sources."""
    yield paragraph("", "Normal", before=twips(38))
    yield _said("{{ report.heading }}", "CXEyebrow")
    yield _said("{{ report.title }}", "Title")
    yield _said("{{ report.verdict }}", "Subtitle")
    yield _when("report.cover", _said("{{ report.cover }}"))
    yield _each("line", "report.brand", _said("{{ line }}"))
    yield _when("report.edition", _said("{{ report.edition }}", "CXQuiet"))
    yield paragraph("", "Normal", before=twips(14))
    yield _pairs("row", "scope.rows", "{{ labels.scope }}")
    yield _section_break(UPRIGHT)
    yield _said("{{ labels.contents }}", "TOCHeading")
    yield _block("contents")
    yield _on_new_page("{{ labels.summary }}")
    yield _said("{{ report.verdict }}")
    yield _each("line", "summary.readiness", _said("{{ line }}"))
    yield _block("tiles")
    yield _said("{{ labels.strengths }}", "Heading2")
    yield _each("strength", "summary.strengths", _said("{{ strength }}", "ListBullet"))
    yield _said("{{ labels.risks }}", "Heading2")
    yield _when("summary.no_risks", _said("{{ summary.no_risks }}"))
    yield _each(
        "risk",
        "summary.risks",
        paragraph(
            run("{{r risk.leading }}")
            + run("  {{ risk.message }}", bold=True)
            + run(" {{ risk.consequence }}"),
            "CXItem",
        ),
    )
    yield _when(
        "summary.first",
        _said("{{ labels.first }}", "Heading2"),
        _each(
            "action",
            "summary.first",
            paragraph(run("{{ action.text }}") + run("  {{ action.levels }}", style="CXMore"), "ListNumber"),
        ),
    )
    yield _when(
        "progress",
        _said("{{ labels.progress }}", "Heading1"),
        _each("line", "progress.said", _said("{{ line }}")),
        _block("progress.figures"),
        _each(
            "each",
            "progress.became",
            _said("{{ each.title }}", "Heading2"),
            _each("finding", "each.findings", _said("{{ finding }}", "ListBullet")),
        ),
    )
    yield _said("{{ labels.scope }}", "Heading1")
    for name in ("covers", "limits", "assumptions"):
        yield _when(
            f"scope.{name}",
            _said("{{ labels." + name + " }}", "Heading2"),
            _each("line", f"scope.{name}", _said("{{ line }}", "ListBullet")),
        )
    yield _tag("for part in parts")
    yield _block("part.begin")
    yield _when(
        "part.several",
        _on_new_page("{{ part.title }}"),
        _pairs("row", "part.scope", "{{ labels.scope }}"),
    )
    yield _when(
        "part.notices",
        _said("{{ labels.notices }}", "Heading1"),
        _each("notice", "part.notices", _said("{{ notice }}", "ListBullet")),
    )
    yield _when(
        "part.readiness",
        _said("{{ labels.readiness }}", "Heading1"),
        _said("{{ part.readiness }}"),
        _block("part.criteria"),
    )
    yield _when(
        "part.scores",
        _said("{{ labels.scores }}", "Heading1"),
        _said("{{ part.scores_intro }}"),
        _block("part.scores"),
    )
    yield _tag("if part.wide")
    yield _section_break(UPRIGHT)
    yield _when(
        "part.canvas",
        _said("{{ labels.canvas }}", "Heading1"),
        _when("part.strategy", _said("{{ part.strategy }}")),
        _block("part.canvas"),
        _said("{{ part.canvas_key }}", "CXQuiet"),
    )
    yield _when(
        "part.heat_maps",
        _on_new_page("{{ labels.links }}"),
        _block("part.heat_maps"),
    )
    yield _when("part.threads", _said("{{ labels.threads }}", "Heading1"), _block("part.threads"))
    yield _when("part.journeys", _on_new_page("{{ labels.journeys }}"), _block("part.journeys"))
    yield _section_break(ACROSS)
    yield _tag("endif")
    yield _when(
        "part.findings",
        _said("{{ part.findings_heading }}", "Heading1"),
        _each(
            "group",
            "part.findings_by_severity",
            _said("{{ group.name }} ({{ group.count }})", "Heading2"),
            _each("finding", "group.findings", _entry_heading("finding", 3), _card("finding")),
        ),
    )
    yield _when(
        "part.questions",
        _said("{{ labels.questions }}", "Heading1"),
        _each("line", "part.questions_intro", _said("{{ line }}")),
        _each(
            "question",
            "part.questions",
            _entry_heading("question", 2),
            _each(
                "answer",
                "question.answers",
                paragraph(run("☐ {{ answer.text }}") + run("  {{ answer.more }}", style="CXMore"), "CXCell"),
            ),
            _card("question"),
        ),
    )
    yield _when(
        "part.advice",
        _said("{{ labels.advice }}", "Heading1"),
        _each(
            "item",
            "part.advice",
            _entry_heading("item", 2),
            _card("item"),
        ),
    )
    for name, intro in (
        ("assumed", "assumed_intro"),
        ("checklist", "checklist_intro"),
        ("coverage", "coverage_intro"),
        ("waived", ""),
        ("known", ""),
        ("rejected", ""),
    ):
        told = (_said("{{ part." + intro + " }}"),) if intro else ()
        yield _when(
            f"part.{name}", _said("{{ labels." + name + " }}", "Heading1"), *told, _block(f"part.{name}")
        )
    yield _block("part.end")
    yield _tag("endfor")
    yield _when(
        "roadmap",
        _on_new_page("{{ labels.roadmap }}"),
        _said("{{ roadmap.intro }}"),
        _block("roadmap.picture"),
        _said("{{ roadmap.picture_key }}", "CXQuiet"),
        _block("roadmap.table"),
    )
    yield _when(
        "interview",
        _on_new_page("{{ labels.interview }}"),
        _said("{{ interview.intro }}"),
        _block("interview.table"),
    )
    yield _said("{{ labels.method }}", "Heading1")
    yield _each("line", "method", _said("{{ line }}"))
    yield _said("{{ labels.severity }}", "Heading2")
    yield _each(
        "level",
        "severities",
        paragraph(run("{{ level.mark }} {{ level.name }}: ", bold=True) + run("{{ level.meaning }}")),
    )
    yield _when(
        "sources",
        _said("{{ labels.sources }}", "Heading2"),
        _each(
            "source",
            "sources",
            paragraph(run("{{ source.label }}  ", bold=True) + run("{{ source.title }}"), "CXCell"),
        ),
    )
    yield _said("{{ report.tool }} · {{ report.digest }}", "CXQuiet")
