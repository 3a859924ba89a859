"""What is to be done, and who is to be asked, as tables of a Word document."""

from __future__ import annotations

from collections.abc import Iterable

from cxadvisor.reporters.document import Action, Interview, Progress, Roadmap
from cxadvisor.reporters.office.canvas_table import marks
from cxadvisor.reporters.office.look import mixed
from cxadvisor.reporters.office.markup import Cell, Line, caption, paragraph, run, table
from cxadvisor.reporters.office.plain_tables import Tables
from cxadvisor.reporters.wording import level_text, upper_first

_WORTH = {"high": 3, "medium": 2, "low": 1}


def picture_table(roadmap: Roadmap, tables: Tables) -> str:
    """Return effort against impact: a field for each pair of levels, with the numbers of the entries in it.

    The more a field is worth for its effort, the stronger its colour.
    """
    t, look = tables.texts, tables.look
    lines = []
    for row in roadmap.picture:
        impact = upper_first(t("audit.roadmap.impact_level", level=level_text(row[0].impact, t)))
        cells = [Cell(tables.text(impact, "CXLabel"), align="center")]
        for square in row:
            shade = (_WORTH[square.impact] - _WORTH[square.effort] + 2) * 0.06
            inner = marks(square.entries, look)
            if square.more:
                inner += run(f" {t('audit.more', n=square.more)}", colour=look.quiet)
            cells.append(
                Cell(
                    paragraph(inner, "CXCell", align="center"), fill=mixed(look.accent, shade), align="center"
                )
            )
        lines.append(Line(cells, height=15))
    foot = [
        upper_first(t("audit.roadmap.effort_level", level=level_text(square.effort, t)))
        for square in roadmap.picture[0]
    ]
    lines.append(Line([Cell(""), *(Cell(paragraph(run(each), "CXLabel", align="center")) for each in foot)]))
    title = t("audit.roadmap.picture")
    drawn = table((34, 44, 44, 44), lines, style="CXGrid", title=title, first_row=False, first_column=True)
    return caption("Table", tables.label, title) + drawn


def roadmap_table(roadmap: Roadmap, tables: Tables, several: bool) -> str:
    """Return the actions, by horizon; where there are several canvases, each with the name of its own."""
    t = tables.texts
    heads = [t("audit.roadmap.action"), t("audit.roadmap.about"), t("audit.roadmap.levels")]
    heads += [t("report.field.owner"), t("report.field.due")]
    rows: list[list[Cell]] = []
    for horizon in roadmap.horizons:
        rows.append(
            [Cell(tables.text(horizon.title, bold=True), len(heads), mixed(tables.look.accent, 0.12))]
        )
        rows += [_action(action, tables, several) for action in horizon.actions]
        if horizon.more:
            more = t("audit.roadmap.more", n=horizon.more)
            rows.append([Cell(tables.text(more, colour=tables.look.quiet), len(heads))])
    return tables.of((76, 18, 28, 24, 20), heads, rows, t("report.section.roadmap"))


def _action(action: Action, tables: Tables, several: bool) -> list[Cell]:
    t = tables.texts
    more = [action.canvas] if several and action.canvas else []
    more += [f"{t('audit.roadmap.after')} {each}" for each in action.after]
    return [
        tables.told(action.text, "; ".join(more)),
        Cell(paragraph(marks(action.entries, tables.look), "CXCell")),
        Cell(tables.text(action.levels, "CXNote")),
        Cell(tables.text(action.owner)),
        Cell(tables.text(action.due)),
    ]


def interview_table(interview: Iterable[Interview], tables: Tables) -> str:
    """Return what each role is to be asked, with room for the answers."""
    t, quiet = tables.texts, tables.look.quiet
    rows: list[list[Cell]] = []
    for each in interview:
        rows.append(
            [Cell(tables.text(upper_first(each.role), bold=True), 2, mixed(tables.look.accent, 0.12))]
        )
        for entry in each.questions:
            inner = run(entry.finding.message) + marks([entry], tables.look)
            rows.append([Cell(paragraph(inner, "CXCell")), Cell("")])
        for row in each.links:
            source, target = (t.quote(end.text or end.label) for end in (row.source, row.target))
            asked = f"☐ {source} {t(f'report.relation.{row.link.relation}')} {target}"
            rows.append([Cell(tables.text(asked)), Cell("")])
        rows += [[Cell(tables.text(item.text)), Cell("")] for item in each.subjects]
        for name, left in (("questions", each.more), ("links", each.more_links)):
            if left:
                more = t(f"audit.interview.more_{name}", n=left)
                rows.append([Cell(tables.text(upper_first(more), colour=quiet), 2)])
    heads = [tables.office("office.to_ask"), tables.office("office.answer")]
    return tables.of((106, 60), heads, rows, t("report.section.interview"))


def progress_table(progress: Progress, tables: Tables) -> str:
    """Return the figures of an earlier review beside those of now."""
    t = tables.texts
    signs = {True: "▲", False: "▼", None: ""}
    colours = {True: tables.look.accent, False: tables.look.high, None: tables.look.ink}
    rows = [
        [
            Cell(tables.text(upper_first(each.label))),
            tables.right(each.before),
            Cell(
                paragraph(
                    run(f"{signs[each.better]} {each.now}".strip(), colour=colours[each.better]),
                    "CXCell",
                    align="right",
                )
            ),
        ]
        for each in progress.figures
    ]
    title = t("report.section.progress")
    return tables.of((106, 30, 30), ["", progress.before, progress.now], rows, title)
