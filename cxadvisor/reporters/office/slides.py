"""The eight slides of a review: title, scope, summary, canvas, findings, heat map, roadmap, next steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cxadvisor.model.brand import Brand
from cxadvisor.reporters.document import Action, Audit, Entry
from cxadvisor.reporters.office.deck import (
    BOTTOM,
    INNER,
    SIDE,
    TOP,
    WIDTH,
    Box,
    Deck,
    Paragraph,
    Words,
    describe,
    points,
)
from cxadvisor.reporters.office.look import MARKS, mixed
from cxadvisor.reporters.office.measuring import LINE, cut, fit, lines_of
from cxadvisor.reporters.wording import SEVERITIES, level_text, upper_first
from cxadvisor.texts import Texts

_ROWS: Final = 7
"""So many findings stand on a slide at most."""
_QUESTIONS: Final = 9
"""So many questions are read on a slide; the notes have the others."""


class Slides:
    """Makes the slides of one audit; ``office`` are the texts of these files alone."""

    def __init__(self, deck: Deck, audit: Audit, brand: Brand, office: Texts) -> None:
        self.deck = deck
        self.audit = audit
        self.brand = brand
        self.office = office
        self.texts = audit.texts
        self.look = deck.look

    # --- pieces

    def more(self, number: int, size: float = 10) -> Paragraph:
        """Return the line that says how many more there are."""
        return [
            Words(
                upper_first(self.texts("audit.more", n=number)),
                colour=self.look.quiet,
                size=size,
                italic=True,
            )
        ]

    def mark(self, entry: Entry, size: float = 0) -> Words:
        """Return the mark and the number of an entry."""
        return Words(f"{MARKS[entry.tone]}{entry.number}", True, self.look.tone(entry.tone), size)

    def listed(
        self,
        slide: object,
        box: tuple[float, float, float, float],
        heading: str,
        items: Sequence[tuple[Words | None, str]],
        *,
        sizes: Sequence[float] = (14, 13, 12, 11, 10.5),
        most: int = 3,
        left_out: int = 0,
    ) -> None:
        """Add a heading and a list below it, in letters as large as fit; each item may begin with a mark."""
        left, top, width, height = box
        self.deck.text(slide, (left, top, width, 20), [[Words(heading, True, self.look.accent, 14)]])
        told = [f"{mark.text}  {text}" if mark else text for mark, text in items]
        held = fit(told, width - 14, height - 26, sizes, most=most, gap=5, factor=self.deck.factor)
        lines: list[Paragraph] = []
        for (mark, _), text in zip(items, held.texts, strict=False):
            if mark:
                rest = text.removeprefix(mark.text)
                lines.append(
                    [mark._replace(size=held.size), Words(rest, colour=self.look.ink, size=held.size)]
                )
            else:
                lines.append([Words(text, colour=self.look.ink, size=held.size)])
        if held.more + left_out:
            lines.append(self.more(held.more + left_out, held.size))
        if lines:
            self.deck.text(slide, (left, top + 26, width, height - 26), lines, gap=5, bullets=True)

    # --- the slides

    def title(self) -> None:
        """Add the first slide: of what, for whom, by whom and when."""
        audit, look, deck = self.audit, self.look, self.deck
        date = self.texts.date(audit.review.as_of)
        told = [self.brand.cover or "", *audit.brand, audit.edition, audit.verdict]
        slide = deck.slide(
            cut(audit.title, 760, 36, 3, bold=True, factor=deck.factor), cover=True, notes=filter(None, told)
        )
        deck.block(slide, (0, 0, 48, 540), look.primary)
        for run in slide.shapes.title.text_frame.paragraphs[0].runs:
            run.font.size = points(36)
        subtitle = slide.placeholders[1]
        lines = [audit.heading, *audit.brand]
        if self.brand.cover:
            lines.insert(1, self.brand.cover)
        room = [cut(line, 760, 15, 2, factor=deck.factor) for line in (*lines[:5], date)]
        deck.write(subtitle.text_frame, [[Words(line, colour=look.quiet, size=15)] for line in room], gap=4)
        subtitle.text_frame.margin_left = 0
        for line in subtitle.text_frame.paragraphs:
            line.alignment = 1
        logo = self.brand.logo
        if logo:
            import io

            height = 44.0
            width = min(height * logo.width / logo.height, 240.0)
            height = width * logo.height / logo.width
            picture = slide.shapes.add_picture(
                io.BytesIO(logo.data), points(WIDTH - SIDE - width), points(36), points(width), points(height)
            )
            describe(picture, self.brand.name or logo.name)

    def scope(self) -> None:
        """Add the slide on what was reviewed, and what may be concluded from it."""
        scope, look, deck = self.audit.scope, self.look, self.deck
        told = [f"{row.label}: {row.text}" for row in scope.rows]
        told += [*scope.covers, *scope.limits, *scope.assumptions]
        slide = deck.slide(self.texts("report.section.scope"), notes=told)
        widths, size = (120.0, 270.0), 11.0
        rows: list[tuple[float, Sequence[Box | None]]] = []
        left = BOTTOM - TOP
        for row in scope.rows:
            label = cut(row.label, widths[0] - 8, size, 2, factor=deck.factor)
            text = cut(row.text, widths[1] - 8, size, 3, factor=deck.factor)
            most = max(
                lines_of(text, widths[1] - 8, size, factor=deck.factor),
                lines_of(label, widths[0] - 8, size, factor=deck.factor),
            )
            high = most * size * LINE + 8
            left -= high
            if left < 0:
                break
            rows.append(
                (high, [Box([[Words(label, colour=look.quiet, size=size)]]), Box([[Words(text, size=size)]])])
            )
        if rows:
            deck.table(slide, SIDE, TOP, widths, rows, self.texts("report.section.scope"), header=False)
        top, height = TOP, (BOTTOM - TOP - 16) / 3
        for name in ("covers", "limits", "assumptions"):
            lines: Sequence[str] = getattr(scope, name)
            if lines:
                box = (SIDE + 420, top, INNER - 420, height)
                self.listed(
                    slide,
                    box,
                    self.texts(f"report.scope.{name}"),
                    [(None, line) for line in lines],
                    sizes=(12, 11, 10.5, 10),
                )
                top += height + 8

    def summary(self) -> None:
        """Add the slide with the verdict, the figures, the strengths and what weighs most."""
        audit, texts, deck = self.audit, self.texts, self.deck
        said = audit.summary
        told = [audit.verdict, *said.readiness, *said.strengths]
        told += [
            f"{entry.number}. {entry.finding.message} {entry.finding.consequence}" for entry in said.risks
        ]
        slide = deck.slide(texts("report.section.summary"), notes=told)
        verdict = cut(" ".join((audit.verdict, *said.readiness)), INNER, 15, 2, factor=deck.factor)
        deck.text(slide, (SIDE, 84, INNER, 40), [[Words(verdict, size=15)]])
        self.tiles(slide, 132)
        half = INNER / 2 - 14
        strengths = [(None, text) for text in said.strengths] or [(None, texts("audit.no_strengths"))]
        self.listed(
            slide,
            (SIDE, 216, half, BOTTOM - 216),
            texts("report.section.strengths"),
            strengths,
            left_out=said.more_strengths,
        )
        risks: list[tuple[Words | None, str]] = [
            (self.mark(entry), entry.finding.message) for entry in said.risks
        ]
        if not risks:
            risks.append((None, texts("audit.no_risks")))
        self.listed(slide, (SIDE + half + 28, 216, half, BOTTOM - 216), texts("report.section.risks"), risks)

    def tiles(self, slide: object, top: float) -> None:
        """Add what was found, in figures."""
        texts, look, counts = self.texts, self.look, self.audit.counts
        shown = [
            (level, counts[level], texts("report.level", severity=texts(f"severity.{level}")))
            for level in SEVERITIES
        ]
        shown += [("question", counts["questions"], texts("report.section.questions"))]
        shown += [("advice", counts["advice"], texts("report.section.advice"))]
        width = (INNER - 4 * 12) / 5
        for number, (tone, count, word) in enumerate(shown):
            left = SIDE + number * (width + 12)
            shape = self.deck.block(
                slide, (left, top, width, 66), mixed(look.tone(tone), 0.09), f"{word}: {count}"
            )
            short = cut(upper_first(word), width - 16, 10.5, 1, factor=self.deck.factor)
            figure = [
                Words(f"{MARKS[tone]} ", colour=look.tone(tone), size=12),
                Words(str(count), True, look.tone(tone), 24),
            ]
            self.deck.write(
                shape.text_frame,
                [figure, [Words(short, colour=look.ink, size=10.5)]],
                align="center",
                anchor="middle",
            )

    def findings(self) -> None:
        """Add the slide with the findings that weigh most: what, what follows, what to do."""
        texts, deck, look = self.texts, self.deck, self.look
        everything = [entry for part in self.audit.parts for entry in part.findings]
        first = {id(entry) for entry in self.audit.summary.risks}
        ranked = [*self.audit.summary.risks]
        ranked += sorted(
            (entry for entry in everything if id(entry) not in first),
            key=lambda entry: (SEVERITIES.index(entry.finding.severity), entry.number),
        )
        told = [
            f"{entry.number}. {entry.finding.message} {entry.finding.consequence} {entry.finding.advice}"
            for entry in ranked[:20]
        ]
        slide = deck.slide(self.office("office.top_findings"), notes=told)
        if not ranked:
            deck.text(slide, (SIDE, TOP, INNER, 60), [[Words(texts("audit.no_risks"), size=16)]])
            return
        widths = (48.0, 292.0, 260.0, 280.0)
        heads = (
            "",
            *(texts(f"report.field.{name}") for name in ("finding", "consequence", "recommendation")),
        )
        shown, size, highs = self._rows_that_fit(ranked[:_ROWS], widths)
        head = [Box([[Words(text, True, look.on_primary, 11)]], look.primary, middle=True) for text in heads]
        rows: list[tuple[float, Sequence[Box | None]]] = [(22, head)]
        for (entry, cells), high in zip(shown, highs, strict=True):
            boxes = [Box([[self.mark(entry, size)]])]
            boxes += [Box([[Words(text, number == 0, look.ink, size)]]) for number, text in enumerate(cells)]
            rows.append((high, boxes))
        deck.table(slide, SIDE, TOP, widths, rows, self.office("office.top_findings"))
        left = len(ranked) - len(shown)
        if left:
            deck.text(slide, (SIDE, BOTTOM - 14, INNER, 14), [self.more(left)])

    def _rows_that_fit(
        self, entries: Sequence[Entry], widths: Sequence[float]
    ) -> tuple[list[tuple[Entry, list[str]]], float, list[float]]:
        """Return entries with their texts cut so that rows fit a slide, the size of letters, and the heights."""
        factor = self.deck.factor
        room = BOTTOM - TOP - 22 - 18
        for size, most in ((12.0, 4), (11.0, 3), (10.0, 3), (10.0, 2)):
            rows, highs = [], []
            for entry in entries:
                said = (entry.finding.message, entry.finding.consequence, entry.finding.advice)
                cells = [
                    cut(text, width - 10, size, most, bold=number == 0, factor=factor)
                    for number, (text, width) in enumerate(zip(said, widths[1:], strict=True))
                ]
                lines = max(
                    lines_of(text, width - 10, size, bold=number == 0, factor=factor)
                    for number, (text, width) in enumerate(zip(cells, widths[1:], strict=True))
                )
                rows.append((entry, cells))
                highs.append(lines * size * LINE + 8)
            if sum(highs) <= room:
                return rows, size, highs
        kept, left = 0, room
        for high in highs:
            left -= high
            if left < 0:
                break
            kept += 1
        return rows[:kept], size, highs[:kept]

    def roadmap(self) -> None:
        """Add the slide with effort against impact, and what to do within 30, 60 and 90 days."""
        texts, deck, look = self.texts, self.deck, self.look
        roadmap = self.audit.roadmap
        told = [
            f"{horizon.title}: {action.text}"
            for horizon in (roadmap.horizons if roadmap else ())
            for action in horizon.actions
        ]
        slide = deck.slide(texts("report.section.roadmap"), notes=told)
        if roadmap is None:
            deck.text(slide, (SIDE, TOP, INNER, 60), [[Words(texts("audit.no_risks"), size=16)]])
            return
        rows: list[tuple[float, Sequence[Box | None]]] = []
        worth = {"high": 3, "medium": 2, "low": 1}
        for row in roadmap.picture:
            said = upper_first(texts("audit.roadmap.impact_level", level=level_text(row[0].impact, texts)))
            cells = [
                Box(
                    [[Words(cut(said, 66, 9, 3, factor=deck.factor), colour=look.quiet, size=9)]], middle=True
                )
            ]
            for square in row:
                shade = (worth[square.impact] - worth[square.effort] + 2) * 0.06
                marks = [self.mark(entry, 9) for entry in square.entries[:10]]
                spaced = [each for mark in marks for each in (mark, Words("  ", size=9))]
                left = len(square.entries) - len(marks) + square.more
                if left:
                    spaced.append(Words(texts("audit.more", n=left), colour=look.quiet, size=9))
                cells.append(Box([spaced], mixed(look.accent, shade), "center", middle=True))
            rows.append((96, cells))
        foot = [Box([[]])]
        for square in roadmap.picture[0]:
            said = upper_first(texts("audit.roadmap.effort_level", level=level_text(square.effort, texts)))
            foot.append(
                Box(
                    [[Words(cut(said, 78, 9, 2, factor=deck.factor), colour=look.quiet, size=9)]],
                    align="center",
                )
            )
        rows.append((30, foot))
        deck.text(
            slide, (SIDE, TOP, 330, 18), [[Words(texts("audit.roadmap.picture"), True, look.accent, 13)]]
        )
        deck.table(
            slide, SIDE, TOP + 24, (72, 86, 86, 86), rows, texts("audit.roadmap.picture"), header=False
        )
        at_left, width = SIDE + 352, (INNER - 352 - 2 * 14) / 3
        room, sizes = BOTTOM - TOP - 36, (12.0, 11.0, 10.5)
        size = min(
            fit(
                [f"{MARKS['high']}000  {each.text}" for each in horizon.actions],
                width - 14,
                room,
                sizes,
                most=4,
                gap=5,
                factor=deck.factor,
            ).size
            for horizon in roadmap.horizons
        )
        for number, horizon in enumerate(roadmap.horizons):
            at = at_left + number * (width + 14)
            deck.block(slide, (at, TOP, width, 3), look.primary)
            items = [
                (self.mark(action.entries[0]) if action.entries else None, action.text)
                for action in horizon.actions
            ]
            self.listed(
                slide,
                (at, TOP + 10, width, BOTTOM - TOP - 10),
                horizon.title,
                items,
                sizes=(size,),
                most=4,
                left_out=horizon.more,
            )

    def next_steps(self) -> None:
        """Add the last slide: what to begin with, and who is to be asked what."""
        texts, deck = self.texts, self.deck
        steps: Sequence[Action] = self.audit.summary.first
        asked = list(self._asked())
        told = [f"{action.text} ({action.levels})" for action in steps]
        told += [f"{role}: {text}" for role, _, text in asked]
        slide = deck.slide(self.office("office.next_steps"), notes=told)
        half = INNER / 2 - 14
        items: list[tuple[Words | None, str]] = [(None, action.text) for action in steps]
        self.listed(
            slide,
            (SIDE, TOP, half, BOTTOM - TOP),
            texts("report.section.first"),
            items or [(None, texts("audit.no_risks"))],
            sizes=(16, 15, 14, 13, 12),
            most=5,
        )
        questions = [
            (self.mark(entry) if entry else None, f"{upper_first(role)}: {text}")
            for role, entry, text in asked[:_QUESTIONS]
        ]
        left_out = sum(each.more + each.more_links + len(each.links) for each in self.audit.interview)
        left_out += len(asked) - len(questions)
        self.listed(
            slide,
            (SIDE + half + 28, TOP, half, BOTTOM - TOP),
            texts("report.section.questions"),
            questions or [(None, self.office("office.no_questions"))],
            left_out=left_out,
        )

    def _asked(self) -> Iterator[tuple[str, Entry | None, str]]:
        """Yield what is open, by role: questions before subjects, and every role in turn."""
        queues: list[list[tuple[str, Entry | None, str]]] = []
        for each in self.audit.interview:
            queue: list[tuple[str, Entry | None, str]] = [
                (each.role, entry, entry.finding.message) for entry in each.questions
            ]
            queue += [(each.role, None, item.text) for item in each.subjects]
            queues.append(queue)
        for place in range(max(map(len, queues), default=0)):
            yield from _at(queues, place)


def _at(
    queues: Iterable[Sequence[tuple[str, Entry | None, str]]], place: int
) -> Iterator[tuple[str, Entry | None, str]]:
    return (queue[place] for queue in queues if place < len(queue))
