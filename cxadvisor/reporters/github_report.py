"""The review as annotations of GitHub Actions: a line each, which GitHub shows at the note it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.located import Part, open_findings, parts_of
from cxadvisor.reporters.plain import visible
from cxadvisor.reporters.wording import FINDINGS, interface_texts, is_complete, maker, verdict

_COMMANDS: Final = {"high": "error", "medium": "warning", "low": "notice"}
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(review: Review, strategy: Strategy | None, options: Options) -> str:
    """Return ``review`` as commands to the runner: an error, a warning or a notice for each finding that counts.

    Findings come first, by severity, since GitHub shows ten of each kind a step at most. Questions and advice are
    notices. What kept the review from being complete is a warning. The last line is the verdict, for the log.
    """
    return "".join(f"{line}\n" for line in _lines(review, strategy, options.folder))


def join(reports: Sequence[str]) -> str:
    """Return the annotations of several strategies as one."""
    return "".join(reports)


def _lines(review: Review, strategy: Strategy | None, folder: str) -> Iterator[str]:
    texts = interface_texts(review)
    parts = list(parts_of(review, strategy, folder))
    if not is_complete(review):
        messages = [notice.message for part in parts for notice in part.review.notices]
        yield _command("warning", {"title": verdict(review, texts)}, *messages)
    for severity in (*_COMMANDS, ""):
        for part in parts:
            yield from _of_severity(part, severity)
    yield f"{review.tool.name}: {verdict(review, texts)}"


def _of_severity(part: Part, severity: str) -> Iterator[str]:
    """Yield the findings of a severity; for none, questions and advice."""
    texts = interface_texts(part.review)
    for finding in open_findings(part):
        if (finding.severity if finding.kind in FINDINGS else "") != severity:
            continue
        file, line, column = part.position(finding)
        title = maker(finding, texts)
        if finding.kind not in FINDINGS:
            title = f"{texts(f'kind.{finding.kind}')}: {title}"
        place = {"file": file, "line": str(line), "col": str(column), "title": title}
        yield _command(_COMMANDS.get(severity, "notice"), place, finding.message, finding.advice)


def _command(name: str, properties: dict[str, str], *paragraphs: str) -> str:
    """Return a command of a workflow; no word in it can end the line or begin another command."""
    listed = ",".join(
        f"{key}={visible(value).translate(_PROPERTY)}" for key, value in properties.items() if value
    )
    lines = "\n".join(visible(paragraph) for paragraph in paragraphs if paragraph)
    return f"::{name} {listed}::{lines.translate(_DATA)}"
