"""The audit document as data: its cover, and its sections in order, each with pieces that the templates lay out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from cxadvisor.reporters.document import TABLES, Audit, Part, Scope
from cxadvisor.reporters.drawing import BlockCard, Card, Drawing
from cxadvisor.reporters.pdf import plans, tables
from cxadvisor.reporters.pdf.entries import Forms
from cxadvisor.reporters.pdf.journeys import journey
from cxadvisor.reporters.pdf.pieces import (
    Narrow,
    Piece,
    bullets,
    cell,
    facts,
    has_long_word,
    heading,
    paragraph,
)
from cxadvisor.reporters.wording import SEVERITIES, upper_first
from cxadvisor.texts import command_texts

MOST_UPRIGHT: Final = 8
"""Heat maps of more columns lie on a landscape page."""
ON_COVER: Final = ("organisation", "client", "prepared_by", "version", "as_of", "edition")
"""The rows of the scope that stand on the cover."""
_LANGUAGE: Final = re.compile(r"[a-z]{2}")
Body = tuple[str, Iterable[Piece], dict[str, Any]]


class Layout:
    """Lays one audit out."""

    def __init__(self, audit: Audit, cover: str) -> None:
        self._audit = audit
        self._texts = audit.texts
        self._forms = Forms(audit.texts)
        self._cover = cover

    def cover(self) -> Piece:
        """Return what stands on the cover."""
        audit, texts = self._audit, self._texts
        names = [
            (level, level, texts("report.level", severity=texts(f"severity.{level}"))) for level in SEVERITIES
        ]
        names += [
            (name, tone, texts(f"report.section.{name}"))
            for name, tone in (("questions", "question"), ("advice", "advice"))
        ]
        return {
            "heading": audit.heading,
            "title": audit.title,
            "verdict": audit.verdict,
            "incomplete": not audit.complete,
            "cover": self._cover,
            "figures": [
                {"count": str(audit.counts[name]), "tone": tone, "label": label}
                for name, tone, label in names
            ],
            "facts": [[row.label, row.text] for row in audit.scope.rows if row.name in ON_COVER],
        }

    def sections(self) -> Iterator[Piece]:
        """Yield all sections in order."""
        audit = self._audit
        first, *others = audit.parts
        yield from self._made(self._opening(first), 1, "")
        yield from self._made(self._front(first), 1, "")
        if others:
            yield from self._made(self._back(first), 1, "")
        for part in others:
            yield {
                "title": part.title,
                "level": 1,
                "anchor": f"{part.prefix}canvas-part",
                "body": [facts((row.label, row.text) for row in part.scope.rows)],
                "fresh": True,
            }
            yield from self._made(self._front(part), 2, part.prefix)
            yield from self._made(self._back(part), 2, part.prefix)
        yield from self._made(self._ahead(), 1, "")
        if not others:
            yield from self._made(self._back(first), 1, "")
        yield from self._made(self._closing(), 1, "")

    def _made(self, bodies: Iterable[Body], level: int, prefix: str) -> Iterator[Piece]:
        """Yield as sections those of ``bodies`` that hold anything."""
        for name, body, special in bodies:
            pieces = list(body)
            if pieces:
                title = special.pop("title", None) or self._texts(f"report.section.{name}")
                yield {"title": title, "level": level, "anchor": f"{prefix}{name}", "body": pieces, **special}

    def _opening(self, part: Part) -> Iterator[Body]:
        audit = self._audit
        told = [cell(notice.message, quiet_after=f" {notice.code}") for notice in part.review.notices]
        yield "summary", plans.summary(audit.summary, self._forms, self._texts), {}
        if audit.progress:
            yield "progress", plans.progress(audit.progress, self._texts, self._forms), {}
        yield "scope", self._scope(audit.scope), {"fresh": True}
        yield "notices", [bullets(told)] if told else (), {}

    def _scope(self, scope: Scope) -> Iterator[Piece]:
        yield facts((row.label, row.text) for row in scope.rows)
        for name in ("covers", "limits", "assumptions"):
            said = getattr(scope, name)
            if said:
                yield heading(self._texts(f"report.scope.{name}"))
                yield bullets(said)

    def _front(self, part: Part) -> Iterator[Body]:
        """Yield what is told of one canvas, or across several: pictures, figures and findings."""
        texts, forms = self._texts, self._forms
        language = _language_of(part.drawing) if part.drawing else None
        if part.prefix:
            told = [cell(notice.message, quiet_after=f" {notice.code}") for notice in part.review.notices]
            yield "notices", [bullets(told)] if told else (), {}
        if part.drawing:
            yield "canvas", [self._canvas(part.drawing)], {"place": "canvas"}
        strengths = [upper_first(strength.text) for strength in part.review.strengths]
        all_told = not (self._audit.is_set or self._audit.summary.more_strengths)
        yield "strengths", [bullets(strengths, form="ticks")] if strengths and not all_told else (), {}
        yield "readiness", tables.readiness(part, texts) if part.levels else (), {}
        yield (
            "scores",
            tables.sums(part, texts) if part.scores else (),
            {"title": texts("report.scores.caption")},
        )
        wide = {"place": "wide"} if any(len(each.columns) > MOST_UPRIGHT for each in part.matrices) else {}
        for name in TABLES["table_kinds"]:  # type: ignore[attr-defined]
            drawn = [each for each in part.matrices if each.kind == name]
            legend = [tables.legend(texts)] if drawn and drawn[0] is part.matrices[0] else []
            yield (
                name,
                [*legend, *(piece for each in drawn for piece in tables.matrix(each, texts, language))],
                {**wide},
            )
        yield "threads", tables.threads(part.threads, texts, language) if part.threads else (), {**wide}
        if part.journeys:
            title = command_texts("journeys", texts.language)("journeys.section")
            pieces = [piece for each in part.journeys for piece in journey(each, forms, language)]
            yield "journeys", pieces, {"title": title, "place": "wide"}
        if part.findings:
            across = self._audit.is_set and not part.prefix
            yield "across" if across else "findings", [forms.entries(part.findings)], {"fresh": True}
        if part.questions:
            shared = [paragraph(text, sticky=True) for text in part.shared]
            yield "questions", [*shared, forms.entries(part.questions)], {}
        if part.advice:
            yield "advice", [forms.entries(part.advice)], {}

    def _ahead(self) -> Iterator[Body]:
        audit = self._audit
        if audit.roadmap:
            yield "roadmap", plans.roadmap(audit.roadmap, self._forms, self._texts), {"fresh": True}
        yield "interview", plans.interview(audit.interview, self._forms, self._texts), {"fresh": True}

    def _back(self, part: Part) -> Iterator[Body]:
        """Yield what one looks up: links to confirm, what was left open, and what does not count."""
        texts = self._texts
        yield "assumed", tables.assumed(part, texts) if part.assumed else (), {}
        yield "checklist", tables.checklist(part, texts) if part.checklist else (), {}
        yield "assessed", tables.assessed(part, texts), {}
        yield "waived", [tables.waived(part.waived, texts)] if part.waived else (), {}
        yield "known", tables.known(part.known, texts) if part.known else (), {}
        yield "rejected", [tables.rejected(part.rejected, texts)] if part.rejected else (), {}

    def _closing(self) -> Iterator[Body]:
        audit, texts = self._audit, self._texts
        body = [paragraph(texts(f"report.method.{name}")) for name in ("rules", "links", "questions")]
        body += [paragraph(texts("report.whys_note")), heading(texts("report.method.severity"))]
        levels = [
            {
                "tone": level,
                "name": upper_first(texts(f"severity.{level}")),
                "text": texts(f"report.severity.{level}"),
            }
            for level in SEVERITIES
        ]
        body.append({"kind": "levels", "rows": levels})
        if audit.sources:
            body += [heading(texts("report.method.sources")), facts(audit.sources)]
        yield "method", [*body, self._colophon()], {}

    def _colophon(self) -> Piece:
        review, texts = self._audit.review, self._texts
        made = [texts("report.made_by", name=review.tool.name, version=review.tool.version)]
        made += [review.semantic] if review.semantic else []
        made += [f"{pack.name} ({pack.digest[:12]})" if pack.digest else pack.name for pack in review.packs]
        said = (
            f"{texts('report.scope.tool')} {', '.join(made)}",
            f"{texts('report.scope.as_of')} {texts.date(review.as_of)}",
        )
        return {
            "kind": "colophon",
            "lines": [" · ".join(said), f"{texts('report.scope.digest')} {review.strategy.digest}"],
        }

    def _canvas(self, drawing: Drawing) -> Piece:
        texts = self._texts
        return {
            "kind": "canvas",
            "vision": texts.quote(drawing.strategy) if drawing.strategy else "",
            "key": texts("report.canvas.key"),
            "about": texts("report.canvas.about") if drawing.entries else "",
            "badges": [self._forms.badge(entry) for entry in drawing.entries],
            "pre": upper_first(texts("stage.pre_sale")),
            "post": upper_first(texts("stage.post_sale")),
            "lang": _language_of(drawing) or texts.language,
            "areas": [
                {"title": upper_first(area.title), "blocks": [self._block(block) for block in area.blocks]}
                for area in drawing.areas
            ],
        }

    def _block(self, block: BlockCard) -> Piece:
        return {
            "title": upper_first(block.title),
            "stage": block.stage,
            "anchor": block.anchor,
            "badges": [self._forms.badge(entry) for entry in block.entries],
            "notes": [self._note(note) for note in block.notes],
            "empty": block.empty,
        }

    def _note(self, note: Card) -> Piece:
        badges = [self._forms.badge(entry) for entry in note.entries]
        return {
            "anchor": note.anchor,
            "text": Narrow(note.text),
            "long": has_long_word(note.text),
            "badges": badges,
        }


def _language_of(drawing: Drawing) -> str | None:
    """Return the language of a canvas as typst knows languages; None where it states none that is one."""
    language = (drawing.language or "")[:2].lower()
    return language if _LANGUAGE.fullmatch(language) else None
