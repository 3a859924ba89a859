"""What became of every PATH of a ``review``: one report of all, and the exit code."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from textwrap import indent
from typing import NamedTuple

from cxadvisor.cli.exits import Exit
from cxadvisor.errors import Problem
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import DOCUMENTS, Options, joined, render

RANK = {"low": 0, "medium": 1, "high": 2}


class Reviewed(NamedTuple):
    """A strategy that was reviewed, and the PATH it was given by; ``whole`` where the review was to tell everything."""

    path: str
    strategy: Strategy
    review: Review
    whole: bool = True


class Failure(NamedTuple):
    """A PATH that could not be reviewed, and why."""

    path: str
    problems: tuple[Problem, ...]


class Outcomes:
    """Collects reviews and failures, in the order of the PATHs."""

    def __init__(self) -> None:
        self.reviewed: list[Reviewed] = []
        self.failed: list[Failure] = []

    def add(self, path: str, strategy: Strategy, review: Review, *, whole: bool = True) -> None:
        """Add a strategy that was reviewed; ``whole`` where the review was to tell everything."""
        self.reviewed.append(Reviewed(path, strategy, review, whole))

    def add_failure(self, path: str, problems: tuple[Problem, ...]) -> None:
        """Add a PATH that could not be reviewed."""
        self.failed.append(Failure(path, problems))

    def report(self, format: str, options: Options | None = None) -> str | bytes:
        """Return the report of all reviews in ``format``; for several PATHs in JSON, an object around them."""
        reports = [render_one(each, format, options or Options()) for each in self.reviewed]
        if len(reports) + len(self.failed) == 1 or (len(reports) == 1 and format != "json"):
            return reports[0]
        texts = [report for report in reports if isinstance(report, str)]
        return self._json_of_several(texts) if format == "json" else joined(texts, format)

    def _json_of_several(self, reports: list[str]) -> str:
        """Put the reviews, each as it is alone, into one object that also names the PATHs that failed."""
        failed = [
            {"path": path, "problems": [problem._asdict() for problem in problems]}
            for path, problems in self.failed
        ]
        complete = not failed and all(each.review.complete for each in self.reviewed)
        reviews = ",\n".join(indent(report.strip(), "    ") for report in reports)
        failures = indent(json.dumps(failed, indent=2), "  ").strip()
        return (
            f'{{\n  "cxreviews": "1",\n  "complete": {json.dumps(complete)},\n'
            f'  "reviews": [\n{reviews}\n  ],\n  "failed": {failures}\n}}\n'
        )

    def exit_code(self, fail_on: str | None) -> Exit:
        """Return the exit code; without ``fail_on`` no finding fails the run."""
        if self.failed:
            return Exit.BAD_INPUT
        if not all(inner.complete for each in self.reviewed for inner in _each(each.review)):
            return Exit.INCOMPLETE
        if fail_on is not None and any(_counts(finding, fail_on) for finding in self._findings()):
            return Exit.FOUND
        return Exit.CLEAN

    def _findings(self) -> Iterator[Finding]:
        for each in self.reviewed:
            for inner in _each(each.review):
                yield from inner.findings


def render_one(reviewed: Reviewed, format: str, options: Options) -> str | bytes:
    """Return the report of one strategy; its files are named from where the program runs. A document also tells what
    became of the figures since the last review in the history.
    """
    options = options._replace(folder=_folder_of(reviewed.path))
    review = reviewed.review
    if format in DOCUMENTS and reviewed.whole and review.since is None and reviewed.path != "-":
        from cxadvisor.progress.since import since_recorded

        review = since_recorded(review, reviewed.path)
    return render(review, format, strategy=reviewed.strategy, **options._asdict())


def _folder_of(path: str) -> str:
    """Return the folder of the files of ``path``, relative where it lies below the working folder, with slashes."""
    if path == "-":
        return ""
    folder = os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path))
    here = os.getcwd()
    if folder == here:
        return ""
    inside = folder.startswith(os.path.join(here, ""))
    return (os.path.relpath(folder) if inside else folder).replace(os.sep, "/")


def _each(review: Review) -> Iterator[Review]:
    """Yield the review and those of its canvases."""
    yield review
    for inner in review.reviews:
        yield from _each(inner)


def _counts(finding: Finding, fail_on: str) -> bool:
    """Whether a finding is a fault of at least this severity that nobody has accepted."""
    is_fault = finding.kind in ("gap", "conflict", "weakness")
    return is_fault and finding.counts and RANK[finding.severity] >= RANK[fail_on]
