"""The smaller tables of a Word document: figures, criteria, links to confirm, questions to the client, and the like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cxadvisor.model.review import Finding
from cxadvisor.reporters.document import Audit, Part
from cxadvisor.reporters.figures import COLUMNS, share_range
from cxadvisor.reporters.office.look import MARKS, Look
from cxadvisor.reporters.office.markup import Cell, Line, caption, paragraph, run, table
from cxadvisor.reporters.wording import SEVERITIES, percent, upper_first
from cxadvisor.texts import Texts

PAGE = 166.0
"""What an upright page of A4 is wide, within its margins, in millimetres."""


class Tables:
    """Makes the tables of one document, in its look and language; ``office`` are the texts of these files alone."""

    def __init__(self, look: Look, texts: Texts, office: Texts) -> None:
        self.look = look
        self.texts = texts
        self.office = office
        self.label = office("office.table")

    def text(self, words: object, style: str = "CXCell", **looks: object) -> str:
        """Return a paragraph of a cell."""
        return paragraph(run(words, **looks), style)  # type: ignore[arg-type]

    def told(self, words: object, more: object = "") -> Cell:
        """Return a cell with words, and below them quieter ones."""
        quiet = self.text(more, "CXNote", colour=self.look.quiet) if more else ""
        return Cell(self.text(words) + quiet)

    def of(
        self, widths: Sequence[float], heads: Sequence[str], rows: Iterable[Sequence[Cell]], title: str
    ) -> str:
        """Return a table with a caption; nothing where there are no rows."""
        lines = [Line(cells) for cells in rows]
        if not lines:
            return ""
        head = Line([Cell(self.text(text)) for text in heads], header=True)
        return caption("Table", self.label, title) + table(widths, [head, *lines], title=title)

    def tiles(self, audit: Audit) -> str:
        """Return what was found, in figures."""
        t, counts = self.texts, audit.counts
        shown = [
            (level, counts[level], t("report.level", severity=t(f"severity.{level}"))) for level in SEVERITIES
        ]
        shown += [("question", counts["questions"], t("report.section.questions"))]
        shown += [("advice", counts["advice"], t("report.section.advice"))]
        figures, words = [], []
        for tone, number, word in shown:
            colour = self.look.tone(tone)
            mark = run(f"{MARKS[tone]} ", colour=colour, size=11)
            figures.append(Cell(paragraph(mark + run(number, colour=colour), "CXFigure")))
            words.append(Cell(self.text(word, "CXNote", colour=self.look.quiet)))
        title = t("report.section.findings")
        return table(
            [PAGE / 5] * 5, [Line(figures), Line(words)], style="CXTiles", title=title, first_row=False
        )

    def scores(self, part: Part) -> str:
        """Return how the notes are linked, in figures."""
        t = self.texts
        heads = [t("report.scores.rule"), t("report.scores.range")]
        heads += [t(f"report.scores.head.{name}") for name in COLUMNS]
        rows: list[list[Cell]] = []
        for group in part.scores:
            name = t(f"report.scores.by.{group.name}")
            rows.append([Cell(self.text(name, bold=True, colour=self.look.quiet), 2 + len(COLUMNS))])
            for row in group.rows:
                figures = [t.number(getattr(row.tally, each)) for each in COLUMNS]
                cells = [self.right(share_range(row.tally, t)), *map(self.right, figures)]
                rows.append([Cell(self.text(upper_first(row.label))), *cells])
        return self.of((47, 18, 14, 14, 21, 14, 17, 21), heads, rows, t("report.scores.caption"))

    def right(self, text: str) -> Cell:
        """Return a cell with a figure."""
        return Cell(paragraph(run(text), "CXCell", align="right"))

    def criteria(self, part: Part) -> str:
        """Return the criteria of readiness, level by level."""
        t, rows = self.texts, []
        states = {"met": ("✓", self.look.accent), "not_met": ("×", self.look.high)}
        for level in part.levels:
            name = t("report.readiness.for", level=level.word)
            rows.append([Cell(self.text(name, bold=True, colour=self.look.quiet), 3)])
            for row in level.rows:
                spots = "; ".join(t.quote(spot.text) if spot.text else spot.label for spot in row.spots)
                more = f" {t('report.place.more', n=row.more)}" if row.more else ""
                mark, colour = states.get(row.criterion.state, ("?", self.look.quiet))
                state = run(f"{mark} ", bold=True, colour=colour)
                state += run(t(f"report.readiness.{row.criterion.state}"), colour=colour)
                cells = [self.told(row.criterion.text, f"{spots}{more}"), Cell(paragraph(state, "CXCell"))]
                rows.append([*cells, Cell(self.text(row.figures))])
        heads = [t(f"report.readiness.{name}") for name in ("criterion", "state", "figures")]
        return self.of((96, 32, 38), heads, rows, t("report.section.readiness"))

    def assumed(self, part: Part) -> str:
        """Return the links to be confirmed, with a box to tick."""
        t = self.texts
        rows = [
            [
                Cell(self.text("☐")),
                Cell(self.text(row.source.text or row.source.label)),
                Cell(self.text(t(f"report.relation.{row.link.relation}"), colour=self.look.quiet)),
                self.told(row.target.text or row.target.label, row.link.reason),
                self.right(percent(row.link.confidence)),
            ]
            for row in part.assumed
        ]
        heads = [
            "",
            *(t(f"report.assumed_{name}") for name in ("from", "relation", "to")),
            t("report.confidence"),
        ]
        return self.of((8, 53, 22, 61, 22), heads, rows, t("report.section.assumed"))

    def checklist(self, part: Part) -> str:
        """Return what is to be asked of the client, with boxes for the answers."""
        t, answers = self.texts, ("yes", "no", "not_documented")
        rows = []
        for item in part.checklist:
            given = (item.answer or "").replace(" ", "_")
            boxes = [
                Cell(paragraph(run("☒" if given == answer else "☐"), "CXCell", align="center"))
                for answer in answers
            ]
            sources = self.text(", ".join(item.sources), colour=self.look.quiet)
            rows.append([self.told(item.text, item.comment or ""), *boxes, Cell(sources)])
        heads = [t("report.checklist.item"), *(t(f"report.checklist.answer_{name}") for name in answers)]
        return self.of(
            (94, 12, 12, 28, 20), [*heads, t("report.field.sources")], rows, t("report.section.checklist")
        )

    def missing(self, part: Part) -> str:
        """Return what could not be assessed, by reason."""
        rows = [
            [Cell(self.text(why)), Cell(self.text(", ".join(rules), colour=self.look.quiet))]
            for why, rules in part.missing
        ]
        heads = [self.texts("report.why"), self.texts("report.rules")]
        return self.of((90, 76), heads, rows, self.texts("report.section.coverage"))

    def waived(self, part: Part) -> str:
        """Return the accepted exceptions and their reasons."""
        t, rows = self.texts, []
        for each in part.waived:
            assert each.waived is not None
            until = t("report.field.until", date=t.date(each.waived.until)) if each.waived.until else ""
            rows.append([self.finding(each), self.told(each.waived.reason, until)])
        heads = [t("report.field.finding"), t("report.field.reason")]
        return self.of((96, 70), heads, rows, t("report.section.waived"))

    def rejected(self, part: Part) -> str:
        """Return what the consultant has rejected, and why."""
        rows = [
            [self.finding(each), Cell(self.text((each.noted.reason if each.noted else "") or ""))]
            for each in part.rejected
        ]
        heads = [self.texts("report.field.finding"), self.texts("report.field.reason")]
        return self.of((96, 70), heads, rows, self.texts("report.section.rejected"))

    def known(self, part: Part) -> str:
        """Return what the baseline knows already."""
        rows = [
            [
                Cell(self.text(each.message)),
                Cell(self.text(f"{each.rule} ({each.code})", colour=self.look.quiet)),
            ]
            for each in part.known
        ]
        heads = [self.texts("report.field.finding"), self.texts("report.field.rule")]
        return self.of((112, 54), heads, rows, self.texts("report.section.known"))

    def finding(self, finding: Finding) -> Cell:
        """Return a finding in a cell, with the rule that made it."""
        return self.told(finding.message, f"{finding.rule} ({finding.code})")
