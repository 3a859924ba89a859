"""The review for a terminal: what matters most first, wrapped, with nothing in it that could act there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from cxadvisor.model.review import Finding, Link, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.figures import link_label, readiness_text, share_range, weakest
from cxadvisor.reporters.places import Places, canvas_of, position_text
from cxadvisor.reporters.plain import display_width, shorten, visible, wrap
from cxadvisor.reporters.wording import (
    FINDINGS,
    SEVERITIES,
    absorbed_text,
    assumed_of,
    edition_text,
    grouped_by_reason,
    interface_texts,
    is_complete,
    known_of,
    lower_first,
    maker,
    noted_lines,
    percent,
    rejected_of,
    seen_in,
    upper_first,
    verdict,
    waived_of,
)
from cxadvisor.reporters.writer import Writer

MOST_FINDINGS: Final = 10
MOST_QUESTIONS: Final = 8
MOST_CANDIDATES: Final = 3
MOST_ASSUMED: Final = 5
MOST_WAIVED: Final = 10
MOST_REASONS: Final = 4
STRENGTH_LINES: Final = 2
WEAKEST: Final = 2
BODY: Final = 4
"""The column at which what belongs to a numbered item starts."""
_LABELS: Final = (
    "evidence",
    "consequence",
    "recommendation",
    "consider",
    "read",
    "whys",
    "absorbed",
    "sources",
)
_NOTED: Final = ("noted", "response", "comment")

Item = TypeVar("Item")


def render(review: Review, strategy: Strategy | None, options: Options) -> str:
    """Return ``review`` as lines for a terminal of ``options.width`` columns."""
    return _TextReport(review, strategy, options).render()


class _TextReport:
    """Lays out one review; several canvases follow one another, each with its own head."""

    def __init__(self, review: Review, strategy: Strategy | None, options: Options) -> None:
        self.review = review
        self.strategy = strategy
        self.show_all = options.show_all
        self.explain_score = options.explain_score
        self.out = Writer(options.width, options.colour)
        self.texts = interface_texts(review)
        own = None if review.reviews else canvas_of(review, strategy)
        self.places = Places(self.texts, strategy, own)
        self.seen = False
        labels = (*_LABELS, *_NOTED) if review.edition else _LABELS
        self.column = BODY + 2 + max(display_width(self.texts(f"report.field.{name}")) for name in labels)

    def render(self) -> str:
        """Return the whole report."""
        self.one(self.review, "across" if self.review.reviews else "priorities")
        for number, inner in enumerate(self.review.reviews):
            self.places = Places(self.texts, self.strategy, canvas_of(inner, self.strategy, number))
            self.out.gap()
            self.out.rule()
            self.one(inner, "priorities")
        self.legend()
        return str(self.out)

    def one(self, review: Review, heading: str) -> None:
        """Add everything about one review."""
        self.head(review)
        self.strengths(review)
        self.readiness(review)
        self.findings(review, heading)
        self.questions(review)
        self.assumed(review)
        self.advice(review)
        self.checklist(review)
        self.closing(review)
        if self.explain_score:
            from cxadvisor.reporters.score_text import add_score

            add_score(review, self.places, self.texts, self.out)

    def limited(self, items: Sequence[Item], most: int) -> Sequence[Item]:
        """Return the first ``most`` of ``items``, or all of them if all are to be shown."""
        return items if self.show_all else items[:most]

    def heading(self, name: str) -> None:
        """Add the heading of a section after an empty line."""
        self.out.gap()
        self.out.paragraph(self.texts(f"report.section.{name}"), role="title")

    def more(self, name: str, total: int, shown: int, indent: int) -> None:
        """Say how many items are not shown, if any."""
        if total > shown:
            self.out.paragraph(self.texts(f"report.more.{name}", n=total - shown), indent, "quiet")

    def head(self, review: Review) -> None:
        """Add title and verdict."""
        title = review.strategy.title or self.texts("report.untitled")
        self.out.paragraph(title, role="title")
        complete = is_complete(review)
        found = any(part.of_kind(*FINDINGS) for part in (review, *review.reviews))
        role = "bad" if not complete else "" if found else "good"
        self.out.paragraph(verdict(review, self.texts), role=role)
        if review is self.review and (edition := edition_text(review, self.texts)):
            self.out.paragraph(edition, role="quiet")

    def strengths(self, review: Review) -> None:
        """Add the strengths, as many as two lines hold."""
        strengths = [strength.text.rstrip(". ") for strength in review.strengths]
        if not strengths:
            return
        lead = f"{self.texts('report.section.strengths')}: "
        shown = len(strengths)
        while True:
            left = len(strengths) - shown
            parts = strengths[:shown] + ([self.texts("report.more.strengths", n=left)] if left else [])
            text = f"{lead}{'. '.join(upper_first(part) for part in parts)}."
            if shown <= 1 or self.show_all or len(wrap(visible(text), self.out.width)) <= STRENGTH_LINES:
                break
            shown -= 1
        lines = wrap(visible(text), self.out.width)
        if len(lines) > STRENGTH_LINES and not self.show_all:
            lines[STRENGTH_LINES - 1] = shorten(" ".join(lines[STRENGTH_LINES - 1 :]), self.out.width)
            del lines[STRENGTH_LINES:]
        self.out.gap()
        self.out.lines += [self.out.paint(line, "good") for line in lines]

    def readiness(self, review: Review) -> None:
        """Add how far the page has come, and which links are weakest."""
        if review.readiness is None:
            return
        self.out.gap()
        self.out.paragraph(self.line("readiness", readiness_text(review, self.texts)))
        score = review.coverage_score
        if score is None or score.whole.at_least is None:
            return
        # Other figures of the report count notes; where some weigh more, this one may differ, and says why.
        name = "coverage_score_weighted" if score.weights else "coverage_score"
        text = self.line(name, share_range(score.whole, self.texts))
        least = [
            f"{link_label(each.rule, self.texts)} {share_range(each, self.texts)}"
            for each in weakest(score)[:WEAKEST]
        ]
        if least:
            text += f" {self.texts('report.scores.weakest', links=', '.join(map(lower_first, least)))}"
        self.out.paragraph(text)

    def findings(self, review: Review, heading: str) -> None:
        """Add the findings that matter most, in the order of the review."""
        findings = review.of_kind(*FINDINGS)
        if not findings:
            return
        self.heading(heading)
        shown = self.limited(findings, MOST_FINDINGS)
        for number, finding in enumerate(shown, start=1):
            self.finding(number, finding)
        if len(findings) > len(shown):
            self.out.gap()
            self.more("findings", len(findings), len(shown), BODY)

    def finding(self, number: int, finding: Finding) -> None:
        """Add one finding with all that belongs to it."""
        severity = self.texts(f"severity.{finding.severity}").upper()
        self.out.gap()
        lead = f"{number:>2}  {severity}"
        role = finding.severity if finding.kind in FINDINGS else finding.kind
        self.out.item(lead, maker(finding, self.texts), display_width(lead) + 2, role, "quiet")
        self.out.paragraph(finding.message, BODY, "title")
        self.out.paragraph(self.where(finding), BODY, "quiet")
        reasons = [reason.text for reason in self.limited(finding.because, MOST_REASONS)]
        if len(finding.because) > len(reasons):
            reasons.append(self.texts("report.more.reasons", n=len(finding.because) - len(reasons)))
        self.labelled("evidence", reasons)
        self.labelled("consequence", [finding.consequence])
        self.labelled("recommendation", [finding.advice])
        for use, labels in seen_in(finding):
            self.labelled(use, [labels])
            self.seen = True
        self.labelled("whys", self.limited(finding.whys, 1))
        if finding.absorbed:
            self.labelled("absorbed", [absorbed_text(finding, self.texts)])
        self.labelled("sources", [", ".join(finding.sources)])
        for name, text in noted_lines(finding, self.review, self.texts):
            self.labelled(name, [text])

    def where(self, finding: Finding) -> str:
        """Return file, line and column; without a line the place in words; and how many places more."""
        text = position_text(finding.position)
        if finding.position.line is None and finding.at:
            text = ", ".join(part for part in (text, self.places.label(finding.at[0])) if part)
        if len(finding.at) > 1:
            text = f"{text} {self.texts('report.place.more', n=len(finding.at) - 1)}"
        return text

    def labelled(self, name: str, paragraphs: Sequence[str]) -> None:
        """Add paragraphs behind the label of a field."""
        filled = [paragraph for paragraph in paragraphs if paragraph]
        self.out.items(" " * BODY + self.texts(f"report.field.{name}"), filled, self.column, "quiet")

    def questions(self, review: Review) -> None:
        """Add the questions, each with its likeliest answers."""
        questions = review.of_kind("confirm")
        if not questions:
            return
        self.heading("questions")
        shown = self.limited(questions, MOST_QUESTIONS)
        for number, question in enumerate(shown, start=1):
            self.out.item(f"{number:>2}", question.message, BODY, "confirm")
            self.out.paragraph(self.where(question), BODY, "quiet")
            for candidate in question.candidates[:MOST_CANDIDATES]:
                note = self.places.quote(candidate.at)
                answer = self.texts("report.field.by", first=note, second=candidate.reason)
                lead = f"{'':{BODY}}{percent(candidate.confidence):>4}"
                self.out.item(lead, answer if candidate.reason else note, BODY + 6, "quiet")
            if not question.candidates and question.asks and question.asks.rule != question.rule:
                unread = [reason.text for reason in question.because if not reason.absent]
                for text in unread[:MOST_CANDIDATES]:
                    self.out.paragraph(text, BODY, "quiet")
            for use, labels in seen_in(question):
                self.out.paragraph(f"{self.texts(f'report.field.{use}')}: {labels}", BODY, "quiet")
                self.seen = True
            for name, text in noted_lines(question, self.review, self.texts):
                self.labelled(name, [text])
        self.more("questions", len(questions), len(shown), BODY)

    def assumed(self, review: Review) -> None:
        """Add the links to be confirmed, a line each."""
        links = assumed_of(review)
        if not links:
            return
        self.heading("assumed")
        self.out.paragraph(self.texts("report.assumed", n=len(links)))
        shown = self.limited(links, MOST_ASSUMED)
        for link in shown:
            self.out.item(f"{'':{BODY}}{percent(link.confidence):>4}", self.link(link), BODY + 6, "quiet")
        self.more("links", len(links), len(shown), BODY)

    def link(self, link: Link) -> str:
        """Return a link as a sentence; without ``--all`` its notes are shortened so that it fits a line."""
        verb = self.texts(f"report.relation.{link.relation}")
        ends = [visible(self.places.quote(at)) for at in (link.from_, link.to)]
        if not self.show_all:
            ends = self.fitted(ends, self.out.width - BODY - 6 - display_width(verb) - 2)
        return f"{ends[0]} {verb} {ends[1]}"

    def fitted(self, ends: list[str], room: int) -> list[str]:
        """Shorten two quoted texts to ``room`` columns together; a short one leaves the other more."""
        widths = [display_width(end) for end in ends]
        if sum(widths) <= room:
            return ends
        half = room // 2
        limits = [max(half, room - widths[1 - i]) if widths[1 - i] < half else half for i in (0, 1)]
        closing = self.texts.quote("")[-1]
        return [
            end if width <= limit else shorten(end, limit - 1) + (closing if end.endswith(closing) else "")
            for end, width, limit in zip(ends, widths, limits, strict=True)
        ]

    def advice(self, review: Review) -> None:
        """Add the advice, a line each."""
        advice = review.of_kind("advice")
        if not advice:
            return
        self.heading("advice")
        for number, finding in enumerate(advice, start=1):
            if self.show_all:
                self.finding(number, finding)
            else:
                line = shorten(visible(finding.message), self.out.width - BODY)
                self.out.item(f"{number:>2}", line, BODY, "advice")

    def checklist(self, review: Review) -> None:
        """Say how many subjects are left to ask the client about; with ``--all`` which."""
        if not review.checklist:
            return
        if not self.show_all:
            self.out.gap()
            left = sum(item.answer is None for item in review.checklist)
            count = self.texts("report.checklist.items", n=left)
            if left < len(review.checklist):
                answered = self.texts("report.checklist.answered", n=len(review.checklist) - left)
                count = f"{count}, {answered}" if left else answered
            self.out.paragraph(self.line("checklist", count))
            return
        self.heading("checklist")
        for item in review.checklist:
            text = item.text
            if item.answer:
                answer = self.texts(f"report.checklist.answer_{item.answer.replace(' ', '_')}")
                text = f"{text} ({answer.lower()})"
            if item.comment:
                text = f"{text} – {item.comment}"
            self.out.item("  –", text, BODY)

    def line(self, section: str, text: str) -> str:
        """Return a section in one line."""
        return f"{self.texts(f'report.section.{section}')}: {text}."

    def closing(self, review: Review) -> None:
        """Add what was not assessed, accepted exceptions and notices."""
        missing = review.coverage.not_assessed
        waived, rejected, known = waived_of(review), rejected_of(review), known_of(review)
        if missing or waived or rejected or known or review.notices:
            self.out.gap()
        if missing:
            count = self.texts("report.not_assessed", n=len(missing))
            self.out.paragraph(upper_first(count) + ("." if self.show_all else " (--all)."), role="quiet")
        if missing and self.show_all:
            for why, rules in grouped_by_reason(missing):
                self.out.item("  –", f"{why} {', '.join(rules)}", BODY, "quiet", "quiet")
        if waived:
            self.waived(waived)
        if known:
            self.known(review, known)
        if rejected:
            self.out.paragraph(
                upper_first(self.texts("report.rejected", n=len(rejected))) + ":", role="quiet"
            )
        for finding in rejected:
            reason = (finding.noted and finding.noted.reason) or ""
            rule = maker(finding, self.texts, "{rule}")
            self.out.item("  –", f"{rule}: {finding.message} – {reason}", BODY, "quiet", "quiet")
        for notice in review.notices:
            place = f" ({notice.at})" if notice.at else ""
            self.out.item("  !", f"{notice.code}: {notice.message}{place}", BODY, "bad")

    def waived(self, waived: tuple[Finding, ...]) -> None:
        """List the accepted exceptions, each with its reason and how long it holds."""
        count = upper_first(self.texts("report.waived", n=len(waived)))
        self.out.paragraph(f"{count}:", role="quiet")
        shown = self.limited(waived, MOST_WAIVED)
        for finding in shown:
            reason = finding.waived.reason if finding.waived else ""
            if finding.waived and finding.waived.until:
                until = self.texts("report.field.until", date=self.texts.date(finding.waived.until))
                reason = f"{reason} ({until})"
            self.out.item("  –", f"{finding.rule}: {finding.message} – {reason}", BODY, "quiet", "quiet")
        self.more("findings", len(waived), len(shown), BODY)

    def known(self, review: Review, known: tuple[Finding, ...]) -> None:
        """Say how many findings the baseline knows; with ``--all`` which."""
        date = max(finding.known.since for finding in known if finding.known is not None)
        count = upper_first(self.texts("report.known", n=len(known), date=self.texts.date(date)))
        self.out.paragraph(count + (":" if self.show_all else " (--all)."), role="quiet")
        for finding in known if self.show_all else ():
            self.out.item("  –", f"{finding.rule}: {finding.message}", BODY, "quiet", "quiet")

    def legend(self) -> None:
        """Say where to look things up and what the severities mean, where any of this was told."""
        if self.seen:
            self.out.gap()
            self.out.paragraph(self.texts("report.see_note"), role="quiet")
        if not any(part.of_kind(*FINDINGS) for part in (self.review, *self.review.reviews)):
            return
        self.out.gap()
        words = {level: self.texts(f"severity.{level}") for level in SEVERITIES}
        column = max(display_width(word) for word in words.values()) + 2
        for level, word in words.items():
            self.out.item(word, self.texts(f"report.severity.{level}"), column, level, "quiet")
