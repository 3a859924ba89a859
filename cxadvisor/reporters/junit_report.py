"""The review as JUnit XML, which build servers show as tests: a suite for each canvas, a case for each rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.located import Part, parts_of
from cxadvisor.reporters.plain import visible
from cxadvisor.reporters.rule_texts import rule_texts
from cxadvisor.reporters.wording import FINDINGS, SEVERITIES, interface_texts

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cxadvisor">\n'
_FOOT: Final = "</testsuites>\n"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render(review: Review, strategy: Strategy | None, options: Options) -> str:
    """Return ``review`` as test suites.

    A rule that states something fails, one that could only ask is skipped, as is one that was not assessed; exceptions
    and advice stand in the output of its case. What kept the review from being complete is an error.
    """
    parts = [
        part for part in parts_of(review, strategy, options.folder) if _cases(part) or not review.reviews
    ]
    suites = "".join(map(_suite, parts))
    return f"{_HEAD}{suites}{_FOOT}"


def join(reports: Sequence[str]) -> str:
    """Return the suites of several strategies as one."""
    inside = "".join(report.removeprefix(_HEAD).removesuffix(_FOOT) for report in reports)
    return f"{_HEAD}{inside}{_FOOT}"


class _Case:
    """What is told of one rule."""

    def __init__(self) -> None:
        self.failures: list[Finding] = []
        self.others: list[Finding] = []
        self.skipped = ""
        self.error = ""


def _suite(part: Part) -> str:
    cases = _cases(part)
    review = part.review
    body = "".join(_case(name, case, part) for name, case in cases.items())
    counted = {
        "name": part.title,
        "tests": len(cases),
        "failures": sum(bool(case.failures) for case in cases.values()),
        "errors": sum(bool(case.error) for case in cases.values()),
        "skipped": sum(_skips(case, part) != "" for case in cases.values()),
        "time": "0",
        "timestamp": f"{review.as_of}T00:00:00",
    }
    attributes = " ".join(f"{key}={_quoted(str(value))}" for key, value in counted.items())
    return f"  <testsuite {attributes}>\n{body}  </testsuite>\n"


def _cases(part: Part) -> dict[str, _Case]:
    """Return a case for each rule that was to be judged, and for each finding of another one, by name."""
    review = part.review
    cases: dict[str, _Case] = {}
    for name in review.coverage.assessed:
        cases[name] = _Case()
    for missing in review.coverage.not_assessed:
        cases.setdefault(missing.rule, _Case()).skipped = missing.why
    for finding in review.findings:
        rule = finding.asks.rule if finding.asks else finding.rule
        case = cases.setdefault(rule, _Case())
        fails = finding.kind in FINDINGS and finding.counts
        (case.failures if fails else case.others).append(finding)
    if not review.complete:
        for notice in review.notices:
            case = cases.setdefault(f"review: {notice.code}", _Case())
            case.error = "\n".join(filter(None, (case.error, notice.message)))
    return cases


def _skips(case: _Case, part: Part) -> str:
    """Return why nothing can be said by a rule; empty where it passes or fails."""
    if case.failures or case.error:
        return ""
    texts = interface_texts(part.review)
    asked = [finding for finding in case.others if finding.kind == "confirm" and finding.counts]
    return texts("verdict.questions", n=len(asked)) if asked else case.skipped


def _case(name: str, case: _Case, part: Part) -> str:
    rule = rule_texts(part.review.interface).get(name)
    classname = f"cxadvisor.{rule.topic}" if rule else "cxadvisor"
    head = f"    <testcase name={_quoted(name)} classname={_quoted(classname)}"
    inside = "".join(_inside(case, part))
    return f'{head} time="0">\n{inside}    </testcase>\n' if inside else f'{head} time="0"/>\n'


def _inside(case: _Case, part: Part) -> Iterator[str]:
    if case.error:
        yield f'      <error type="incomplete" message={_quoted(case.error)}>{_text(case.error)}</error>\n'
    elif case.failures:
        first = min(case.failures, key=lambda finding: SEVERITIES.index(finding.severity))
        told = "\n\n".join(_told(finding, part) for finding in case.failures)
        yield (
            f"      <failure type={_quoted(first.severity)} message={_quoted(first.message)}>"
            f"{_text(told)}</failure>\n"
        )
    elif skipped := _skips(case, part):
        yield f"      <skipped message={_quoted(skipped)}/>\n"
    if case.others:
        told = "\n\n".join(_told(finding, part) for finding in case.others)
        yield f"      <system-out>{_text(told)}</system-out>\n"


def _told(finding: Finding, part: Part) -> str:
    """Return a finding in lines: where it is, what it says, what to do, and why it does not count."""
    texts = interface_texts(part.review)
    file, line, column = part.position(finding)
    kind = (
        texts(f"severity.{finding.severity}") if finding.kind in FINDINGS else texts(f"kind.{finding.kind}")
    )
    lines = [f"{file}:{line}:{column}: {kind}", finding.message, finding.advice]
    if finding.waived is not None:
        lines.append(f"{texts('report.section.waived')}: {finding.waived.reason}")
    elif finding.is_rejected:
        reason = finding.noted.reason if finding.noted and finding.noted.reason else ""
        lines.append(f"{texts('report.section.rejected')}: {reason}".rstrip(": "))
    elif finding.known is not None:
        lines.append(f"{texts('report.section.known')}: {finding.known.since}")
    return "\n".join(visible(line) for line in lines if line)


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", visible(text)))
