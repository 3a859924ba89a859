"""What 5-Whys sheets say about findings: root causes, how they were found, and what is done about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cxadvisor.model.artefacts.common import Evidence
from cxadvisor.model.artefacts.whys import Countermeasure, FiveWhys, RootCause, Why
from cxadvisor.model.review import Finding
from cxadvisor.model.strategy import CanvasFile, CompanionFile, Strategy
from cxadvisor.reporters.document.shapes import Field, Form
from cxadvisor.texts import Texts

LETTERS: Final = 6
"""So many letters of a fingerprint name a finding, as for ``cxadvisor whys``."""


def sheets_of(strategy: Strategy | None) -> tuple[tuple[str, FiveWhys], ...]:
    """Return the 5-Whys sheets of a strategy, each with the file that it stands in."""
    files: Iterable[CanvasFile | CompanionFile] = (
        (*strategy.canvases, *strategy.companions) if strategy else ()
    )
    return tuple(
        (file.name, placed.artefact)
        for file in files
        for placed in file.artefacts
        if isinstance(placed.artefact, FiveWhys)
    )


class Causes:
    """Finds the sheet about a finding. A sheet names it by its fingerprint, or the rule by name or code; one that
    stands in the file of a canvas is about that canvas.
    """

    def __init__(self, strategy: Strategy | None, texts: Texts) -> None:
        self._texts = texts
        self._canvases = frozenset(file.name for file in strategy.canvases) if strategy else frozenset()
        self._sheets: dict[str, list[tuple[str, FiveWhys]]] = {}
        for name, sheet in sheets_of(strategy):
            if sheet.finding:
                self._sheets.setdefault(sheet.finding.strip(), []).append((name, sheet))
        self._told: dict[int, int] = {}

    def fields(self, finding: Finding, number: int, own: str | None) -> Iterator[Field]:
        """Yield what the sheet about a finding says; ``number`` is that of its entry, ``own`` the file of its canvas.

        A sheet about a rule speaks of all its findings; what it says is told with the first of them.
        """
        if not self._sheets:
            return
        texts = self._texts
        sheet = self._sheet(finding, own)
        if sheet is None or not (sheet.root_causes or sheet.countermeasures or any(_answered(sheet.whys))):
            return
        first = self._told.setdefault(id(sheet), number)
        if first != number:
            yield _field("root_cause", [texts("audit.as_in", number=first)], texts)
            return
        answers = [texts("audit.why", why=why.why or "", answer=why.answer) for why in _answered(sheet.whys)]
        yield from _some("answers", [each.strip() for each in answers], texts, steps=True)
        yield from _some("root_cause", map(self._cause, sheet.root_causes), texts)
        yield from _some("countermeasure", map(self._measure, sheet.countermeasures), texts)

    def _sheet(self, finding: Finding, own: str | None) -> FiveWhys | None:
        names = (finding.fingerprint, finding.fingerprint[:LETTERS], finding.rule, finding.code)
        for name in names:
            for file, sheet in self._sheets.get(name, ()):
                if file == own or file not in self._canvases:
                    return sheet
        return None

    def _cause(self, cause: RootCause) -> str:
        known = "; ".join(filter(None, map(_evidence, cause.evidence)))
        return self._texts("audit.evidence", text=cause.cause, evidence=known) if known else cause.cause

    def _measure(self, measure: Countermeasure) -> str:
        texts = self._texts
        said = [
            texts(f"audit.measure.{name}", **{name if name != "due" else "date": value})
            for name, value in (
                ("owner", measure.owner),
                ("due", texts.date(measure.due) if measure.due else None),
                ("check", measure.check),
                ("status", measure.status),
            )
            if value
        ]
        return (
            texts("audit.evidence", text=measure.action, evidence="; ".join(said)) if said else measure.action
        )


def _answered(whys: Iterable[Why]) -> Iterator[Why]:
    """Yield the whys that have an answer, in the order in which they are read."""
    for why in whys:
        if why.answer:
            yield why
        yield from _answered(why.whys)


def _evidence(evidence: Evidence) -> str:
    return evidence.text or evidence.source or evidence.method or ""


def _some(name: str, said: Iterable[str], texts: Texts, *, steps: bool = False) -> Iterator[Field]:
    lines = list(said)
    if lines:
        yield _field(name, lines, texts, steps=steps)


def _field(name: str, said: list[str], texts: Texts, *, steps: bool = False) -> Field:
    form: Form = "text" if len(said) == 1 else "steps" if steps else "list"
    return Field(name, texts(f"report.field.{name}"), tuple(said), form)
