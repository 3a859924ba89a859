"""The review as SARIF 2.1.0, which code scanning, editors and dashboards read (OASIS, errata 01)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

from cxadvisor.model.review import Finding, Notice, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.json_report import as_text
from cxadvisor.reporters.located import Part, Spot, parts_of
from cxadvisor.reporters.plain import visible
from cxadvisor.reporters.rule_texts import RuleText, rule_texts
from cxadvisor.reporters.wording import FINDINGS, interface_texts, is_complete
from cxadvisor.texts import Texts

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final = {"high": "error", "medium": "warning", "low": "note"}
FINGERPRINT: Final = "cxadvisor/v1"
"""What our fingerprints are called among others; the number changes when they are made in another way."""
ROOT: Final = "%SRCROOT%"
INCOMPLETE: Final = frozenset({"rule-crashed", "budget-exceeded", "skipped-part"})
"""Notices of what keeps a review from being complete."""
NOT_ASSESSED: Final = "not-assessed"
_LINK = re.compile(r"\[[^\[\]]*\]\(")


def render(review: Review, strategy: Strategy | None, options: Options) -> str:
    """Return ``review`` as a SARIF log with one run."""
    return _log([_Run(review, strategy, options.folder).as_data()])


def join(reports: Sequence[str]) -> str:
    """Return several logs as one, with a run for each strategy."""
    return _log([run for report in reports for run in json.loads(report)["runs"]])


def _log(runs: Sequence[Any]) -> str:
    return as_text({"$schema": SCHEMA, "version": "2.1.0", "runs": list(runs)})


class _Run:
    """One run of SARIF: what was found in one strategy."""

    def __init__(self, review: Review, strategy: Strategy | None, folder: str) -> None:
        self.review = review
        self.folder = folder
        self.texts: Texts = interface_texts(review)
        self.parts = list(parts_of(review, strategy, folder))
        self.known = rule_texts(review.interface)
        self.rules: dict[str, int] = {}
        self.descriptors: list[dict[str, Any]] = []

    def as_data(self) -> dict[str, Any]:
        """Return the run."""
        results = [self.result(part, finding) for part in self.parts for finding in part.review.findings]
        notified = [self.notice(part, notice) for part in self.parts for notice in part.review.notices]
        notified += [each for part in self.parts for each in self.not_assessed(part)]
        review = self.review
        driver: dict[str, Any] = {
            "name": review.tool.name,
            "version": review.tool.version,
            "semanticVersion": review.tool.version,
            "rules": self.descriptors,
        }
        return {
            "tool": {"driver": driver},
            "automationDetails": {"id": f"{review.tool.name}/{self.category()}/"},
            "language": review.interface,
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: {"description": {"text": "The folder that cxadvisor was run in."}},
            },
            "invocations": [
                {"executionSuccessful": is_complete(review), "toolExecutionNotifications": notified},
            ],
            "artifacts": [
                {"location": self.artifact(self.parts[0].file(name)), "roles": ["analysisTarget"]}
                for name in review.strategy.files
            ],
            "results": results,
            "properties": self.properties(),
        }

    def category(self) -> str:
        """Return what tells the runs of several strategies apart."""
        files = self.review.strategy.files
        only = files[0] if len(files) == 1 and not self.folder else ""
        name = self.folder or only or self.review.strategy.title or "strategy"
        return visible(name).strip("/") or "strategy"

    def properties(self) -> dict[str, Any]:
        """Return what SARIF has no words for."""
        summary = self.review.strategy
        held: dict[str, Any] = {"asOf": self.review.as_of, "title": summary.title, "digest": summary.digest}
        levels = {
            part.title: part.review.readiness.word for part in self.parts if part.review.readiness is not None
        }
        if levels:
            held["readiness"] = levels
        if self.review.baseline is not None:
            held["baseline"] = self.review.baseline.model_dump(mode="json")
        return held

    def result(self, part: Part, finding: Finding) -> dict[str, Any]:
        """Return one result. Questions are open, or up for review where the rule itself is a question."""
        is_fault = finding.kind in FINDINGS
        related = [self.related(part.spot(at), part.spot(at).label) for at in finding.at[1:]]
        related += [
            self.related(part.spot(each.at), f"{part.spot(each.at).label}: {each.reason}".rstrip(": "))
            for each in finding.candidates
        ]
        text = f"{finding.message}\n\n{finding.consequence}\n\n{finding.advice}"
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": self.rule(finding),
            "kind": "fail" if is_fault else _kind(finding),
            "level": LEVELS[finding.severity] if is_fault else "none",
            "message": {"text": _message(text)},
            "locations": [self.location(part.first(finding))],
            "relatedLocations": [{"id": number, **each} for number, each in enumerate(related, start=1)],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "suppressions": list(_suppressions(finding)),
            "properties": {
                key: value
                for key, value in {
                    "kind": finding.kind,
                    "severity": finding.severity,
                    "block": finding.block,
                    "stage": finding.stage,
                    "asks": finding.asks.rule if finding.asks else None,
                    "evidence": [reason.text for reason in finding.because],
                    "effort": finding.effort,
                    "impact": finding.impact,
                }.items()
                if value
            },
        }
        if self.review.baseline is not None:
            known = finding.known
            result["baselineState"] = (
                "new" if known is None else "unchanged" if known.fingerprint is None else "updated"
            )
        if not related:
            del result["relatedLocations"]
        return result

    def rule(self, finding: Finding) -> int:
        """Return the number of the rule of a finding among those of the run."""
        if finding.rule not in self.rules:
            self.rules[finding.rule] = len(self.descriptors)
            self.descriptors.append(_descriptor(finding, self.known.get(finding.rule), self.texts))
        return self.rules[finding.rule]

    def location(self, spot: Spot) -> dict[str, Any]:
        """Return where something is. A workbook has no lines; readers of SARIF want one, and get the first."""
        held: dict[str, Any] = {}
        if spot.file is not None:
            line, column = (spot.line, spot.column) if spot.sheet is None else (None, None)
            region = {"startLine": line or 1, **({"startColumn": column} if line and column else {})}
            held["physicalLocation"] = {"artifactLocation": self.artifact(spot.file), "region": region}
        at = visible(spot.at) or "/"
        held["logicalLocations"] = [{"name": visible(spot.label) or at, "fullyQualifiedName": at}]
        return held

    def related(self, spot: Spot, text: str) -> dict[str, Any]:
        """Return a further place of a result, with words."""
        return {**self.location(spot), "message": {"text": _message(text)}}

    def artifact(self, file: str | None) -> dict[str, Any]:
        """Return a file as SARIF names it: from the folder the program was run in, or from the root."""
        name = file or ""
        uri = quote(name.encode("utf-8", "surrogateescape"), safe="/!$&'()*+,;=@~")
        if name.startswith("/"):
            return {"uri": f"file://{uri}"}
        return {"uri": f"./{uri}" if ":" in uri.partition("/")[0] else uri, "uriBaseId": ROOT}

    def notice(self, part: Part, notice: Notice) -> dict[str, Any]:
        """Return a notice about the run."""
        level = "error" if notice.code in INCOMPLETE else "warning"
        held: dict[str, Any] = {
            "descriptor": {"id": notice.code},
            "level": level,
            "message": {"text": _message(notice.message)},
        }
        if notice.at:
            held["locations"] = [self.location(part.spot(notice.at))]
        return held

    def not_assessed(self, part: Part) -> Iterator[dict[str, Any]]:
        """Yield a note for each rule that could not be judged."""
        for each in part.review.coverage.not_assessed:
            rule = self.known.get(each.rule)
            held: dict[str, Any] = {
                "descriptor": {"id": NOT_ASSESSED},
                "level": "note",
                "message": {"text": _message(f"{each.rule}: {each.why}")},
            }
            if rule is not None:
                held["associatedRule"] = {"id": rule.code}
            yield held


def _kind(finding: Finding) -> str:
    if finding.kind == "advice":
        return "informational"
    return "review" if finding.asks is None or finding.asks.rule == finding.rule else "open"


def _suppressions(finding: Finding) -> Iterator[dict[str, Any]]:
    """Yield why a finding does not count: a waiver stands in the strategy itself, the consultant's word beside it."""
    if finding.waived is not None:
        held: dict[str, Any] = {
            "kind": "inSource",
            "status": "accepted",
            "justification": finding.waived.reason,
        }
        yield held | ({"properties": {"until": finding.waived.until}} if finding.waived.until else {})
    if finding.is_rejected and finding.noted is not None:
        reason = {"justification": finding.noted.reason} if finding.noted.reason else {}
        yield {"kind": "external", "status": "accepted", **reason}


def _descriptor(finding: Finding, rule: RuleText | None, texts: Texts) -> dict[str, Any]:
    """Return what SARIF knows of a rule: from its card, or, of a rule of one's own, from its first finding."""
    severity = rule.severity if rule else finding.severity
    kind = rule.kind if rule else finding.kind
    whys = [why for why in rule.whys if "{" not in why] if rule else []  # the others speak of one note
    told = [rule.matters, rule.advice] if rule else [finding.consequence, finding.advice]
    ground = rule.ground if rule else finding.ground
    return {
        "id": finding.code,
        "name": "".join(word.capitalize() for word in re.split(r"[^A-Za-z0-9]+", finding.rule)) or "Rule",
        "shortDescription": {"text": _message(rule.finds if rule else finding.message)},
        "fullDescription": {"text": _message(rule.matters if rule else finding.consequence)},
        "help": {
            "text": "\n\n".join(map(_message, filter(None, [*told, *whys]))),
            "markdown": _help(told[0], told[1], whys, texts),
        },
        "defaultConfiguration": {"level": LEVELS[severity] if kind in FINDINGS else "none"},
        "properties": {
            "tags": list(
                dict.fromkeys(["customer-experience", *([rule.topic] if rule else []), kind, ground])
            ),
            "sources": list(rule.sources if rule else finding.sources),
        },
    }


def _help(matters: str, advice: str, whys: Sequence[str], texts: Texts) -> str:
    from cxadvisor.reporters.markdown_report import escape

    label = escape(texts("report.field.recommendation"))
    lines = [escape(matters), "", f"**{label}:** {escape(advice)}"]
    if whys:
        lines += ["", f"**{escape(texts('report.field.whys'))}:**", "", *(f"- {escape(why)}" for why in whys)]
    return "\n".join(lines)


def _message(text: str) -> str:
    """Return words as SARIF takes them literally: no placeholder, no link to be followed, nothing invisible."""
    lines = "\n\n".join(visible(line) for line in text.split("\n\n"))
    lines = lines.replace("{", "{{").replace("}", "}}")
    return _LINK.sub(lambda match: match[0].replace("[", "\\[").replace("]", "\\]"), lines)
