"""Findings, questions and suggestions in the form of an audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cxadvisor.reporters.document import Entry, Field, Spot
from cxadvisor.reporters.pdf.pieces import Cell, Piece, cell
from cxadvisor.reporters.wording import FINDINGS, SEVERITIES, percent, upper_first
from cxadvisor.texts import Texts

MOST_PLACES: Final = 12
"""Of the places of an entry so many are named."""


class Forms:
    """Lays out the entries of one document."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._tones = {
            **{name: texts("report.level", severity=texts(f"severity.{name}")) for name in SEVERITIES},
            "question": texts("report.field.question"),
            "advice": texts("report.field.suggestion"),
        }
        self._kinds = {str(kind): texts(f"kind.{kind}") for kind in FINDINGS}
        self._where = texts("report.field.where")

    def entries(self, entries: Iterable[Entry]) -> Piece:
        """Return ``entries`` under each other."""
        return {"kind": "entries", "items": [self._entry(entry) for entry in entries]}

    def badge(self, entry: Entry) -> Piece:
        """Return the mark of an entry, which leads to it."""
        return {"tone": entry.tone, "number": entry.number, "to": entry.anchor}

    def badges(self, entries: Iterable[Entry]) -> Piece:
        """Return a cell with the marks of entries."""
        return {"badges": [self.badge(entry) for entry in entries]}

    def _entry(self, entry: Entry) -> Piece:
        finding = entry.finding
        made = {
            "anchor": entry.anchor,
            "tone": entry.tone,
            "number": entry.number,
            "name": upper_first(self._tones[entry.tone]),
            "sort": self._kinds.get(finding.kind, ""),
            "title": finding.message,
            "fields": [
                {"label": self._where, "form": "list", "body": list(self._places(entry))},
                *map(_filled, entry.fields),
            ],
        }
        if entry.tone == "advice" and finding.advice:
            made["lead"] = finding.advice
        if entry.answers:
            made["answers"] = [_answer(*answer) for answer in entry.answers]
            made["none"] = self._texts("report.field.none_of_these")
        return made

    def _places(self, entry: Entry) -> Iterator[Cell]:
        where = f" · {entry.where}" if entry.where else ""
        for number, spot in enumerate(entry.spots[:MOST_PLACES]):
            quoted = spot.text and len(entry.spots) > 1
            yield cell(
                spot.label,
                to=spot.anchor,
                after=f": {spot.text}" if quoted else "",
                quiet_after="" if number else where,
            )
        if len(entry.spots) > MOST_PLACES:
            more = self._texts("report.place.more", n=len(entry.spots) - MOST_PLACES)
            yield cell(more, quiet=True)
        if not entry.spots:
            yield cell(entry.where, quiet=True)


def _filled(field: Field) -> Piece:
    body: str | Sequence[str] = field.texts[0] if field.form == "text" and field.texts else list(field.texts)
    return {"label": field.label, "form": field.form, "body": body}


def _answer(spot: Spot, confidence: float, reason: str) -> Cell:
    told = [spot.label] if spot.text else []
    told += [percent(confidence), *([reason] if reason else [])]
    return cell(spot.text or spot.label, under=" · ".join(told))
