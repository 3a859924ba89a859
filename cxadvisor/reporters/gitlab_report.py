"""The review as a Code Quality report of GitLab, which it shows in merge requests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.json_report import as_text
from cxadvisor.reporters.located import Part, open_findings, parts_of
from cxadvisor.reporters.plain import visible
from cxadvisor.reporters.wording import FINDINGS

_SEVERITIES: Final = {"high": "critical", "medium": "major", "low": "minor"}


def render(review: Review, strategy: Strategy | None, options: Options) -> str:
    """Return what counts in ``review`` as a list of issues; questions and advice are told for information."""
    issues = [
        _issue(part, finding)
        for part in parts_of(review, strategy, options.folder)
        for finding in open_findings(part)
    ]
    return as_text(issues)


def join(reports: Sequence[str]) -> str:
    """Return the issues of several strategies as one list."""
    return as_text([issue for report in reports for issue in json.loads(report)])


def _issue(part: Part, finding: Finding) -> dict[str, Any]:
    file, line, _ = part.position(finding)
    # Two canvases may have the same finding; GitLab would show one of two issues with the same fingerprint.
    digest = hashlib.sha256(
        "\0".join((file, part.title, finding.fingerprint)).encode("utf-8", "backslashreplace")
    )
    return {
        "description": visible(finding.message),
        "check_name": finding.rule,
        "fingerprint": digest.hexdigest()[:32],
        "severity": _SEVERITIES[finding.severity] if finding.kind in FINDINGS else "info",
        "location": {"path": visible(file), "lines": {"begin": line}},
    }
