"""The audit form of a finding: criterion, evidence, consequence, cause, recommendation, response of management."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from cxadvisor.model.review import Finding, Ground, Review
from cxadvisor.reporters.document.causes import Causes
from cxadvisor.reporters.document.shapes import Field, Form
from cxadvisor.reporters.wording import (
    SEVERITIES,
    absorbed_text,
    is_own,
    level_text,
    maker,
    noted_text,
    seen_in,
    upper_first,
)
from cxadvisor.texts import Texts


class Forms:
    """Fills in the audit form; ``shared`` are consequences that are told once before the questions."""

    def __init__(self, review: Review, causes: Causes, texts: Texts) -> None:
        self._causes = causes
        self._texts = texts
        self._for_client = review.edition == "client"
        self._to_fill = review.edition == "working"
        self._labels: dict[str, str] = {}
        self._grounds = {each: upper_first(texts(f"report.ground.{each}")) for each in get_args(Ground)}
        self._severities = {each: self._severity(each) for each in SEVERITIES}
        self._criteria: dict[tuple[object, ...], Field] = {}
        self._rated: dict[tuple[str | None, str | None], Field] = {}

    def of_finding(self, finding: Finding, number: int, own: str | None) -> Iterator[Field]:
        """Yield the rows of a gap, conflict or weakness."""
        yield self._criterion(finding)
        yield self._severities[finding.severity]
        yield from self._evidence(finding)
        if finding.consequence:
            yield self._field("consequence", finding.consequence)
        causes = tuple(self._causes.fields(finding, number, own))
        yield from causes
        if finding.whys and not causes:
            yield self._fields("whys", finding.whys, steps=True)
        if finding.advice:
            yield self._field("recommendation", finding.advice)
        yield from self._seen(finding)
        if finding.effort or finding.impact:
            yield self._effort_and_impact(finding)
        if finding.absorbed:
            yield self._field("absorbed", absorbed_text(finding, self._texts))
        yield from self._noted(finding, to_fill=self._to_fill)

    def of_question(self, finding: Finding, shared: Sequence[str]) -> Iterator[Field]:
        """Yield the rows of a question; ``shared`` consequences are told elsewhere."""
        yield from self._evidence(finding)
        yield from self._seen(finding)
        if finding.consequence and finding.consequence not in shared:
            yield self._field("consequence", finding.consequence)
        yield self._criterion(finding)
        yield from self._noted(finding)

    def of_advice(self, finding: Finding) -> Iterator[Field]:
        """Yield the rows of a piece of advice."""
        yield from self._seen(finding)
        yield self._criterion(finding)
        yield from self._noted(finding)

    def _severity(self, level: str) -> Field:
        texts = self._texts
        named, means = texts(f"severity.{level}"), texts(f"report.severity.{level}")
        return self._field("severity", upper_first(texts("report.severity_means", level=named, means=means)))

    def _effort_and_impact(self, finding: Finding) -> Field:
        key = (finding.effort, finding.impact)
        if key not in self._rated:
            said = (
                self._texts(f"audit.roadmap.{name}_level", level=level_text(level, self._texts))
                for name, level in zip(("effort", "impact"), key, strict=True)
                if level
            )
            self._rated[key] = self._field("effort_impact", upper_first(", ".join(said)))
        return self._rated[key]

    def _criterion(self, finding: Finding) -> Field:
        """Return ground, sources and rule; they are the same for all findings of a rule, so they are put once."""
        asks = finding.asks.rule if finding.asks else None
        key = (finding.rule, finding.code, asks, finding.ground, finding.sources, is_own(finding))
        if key not in self._criteria:
            self._criteria[key] = self._field("criterion", self._ground(finding))
        return self._criteria[key]

    def _ground(self, finding: Finding) -> str:
        texts = self._texts
        if finding.asks:
            ground = texts("report.field.asks", rule=finding.asks.rule)
        else:
            ground = "" if is_own(finding) else self._grounds[finding.ground]
        sources = f"({', '.join(finding.sources)})" if finding.sources else ""
        said = " ".join(part for part in (ground, sources) if part)
        return " · ".join(part for part in (said, maker(finding, texts, "{rule} {code}")) if part)

    def _evidence(self, finding: Finding) -> Iterator[Field]:
        if finding.because:
            yield self._fields("evidence", [reason.text for reason in finding.because])

    def _seen(self, finding: Finding) -> Iterator[Field]:
        return (self._field(use, names) for use, names in seen_in(finding))

    def _noted(self, finding: Finding, *, to_fill: bool = False) -> Iterator[Field]:
        """Yield what management and the consultant say; blanks ``to_fill`` for what management has not said yet."""
        noted = finding.noted
        if noted is None and not to_fill:
            return
        due = self._texts.date(noted.due) if noted and noted.due else None
        for name, text in (
            ("response", noted and noted.response),
            ("owner", noted and noted.owner),
            ("due", due),
        ):
            if text:
                yield self._field(name, text)
            elif to_fill:
                yield Field(name, self._label(name), (), "blank")
        if noted is None:
            return
        said = noted_text(finding, self._texts, for_client=self._for_client, with_owner=False)
        reason = noted.reason if noted.status == "accept" else None
        told = "; ".join(part for part in (said, reason) if part)
        for name, text in (("noted", upper_first(told)), ("comment", noted.comment)):
            if text:
                yield self._field(name, text)

    def _label(self, name: str) -> str:
        if name not in self._labels:
            self._labels[name] = self._texts(f"report.field.{name}")
        return self._labels[name]

    def _field(self, name: str, text: str) -> Field:
        return Field(name, self._label(name), (text,))

    def _fields(self, name: str, said: Sequence[str], *, steps: bool = False) -> Field:
        form: Form = "text" if len(said) == 1 else "steps" if steps else "list"
        return Field(name, self._label(name), tuple(said), form)
