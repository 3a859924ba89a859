"""A baseline: the findings of an earlier review that are accepted as the past, so that what is new stands out."""

from __future__ import annotations

from typing import Literal

from cxadvisor.model.blocks import Stage
from cxadvisor.model.review import Kind
from cxadvisor.model.review_part import ReviewPart


class BaselineFinding(ReviewPart):
    """A finding of the past: its fingerprint, and by what it is known again after its notes were worded anew.

    ``rule`` is the one it states or asks about, ``canvas`` the title of its canvas among several, ``notes`` are the
    words of the notes it is about.
    """

    fingerprint: str
    rule: str
    kind: Kind | None = None
    canvas: str | None = None
    block: str | None = None
    stage: Stage | None = None
    message: str = ""
    notes: tuple[str, ...] = ()


class Baseline(ReviewPart):
    """The findings that were known on a day; ``language`` is that of the strategy."""

    cxbaseline: Literal["1"] = "1"
    as_of: str
    language: str
    title: str = ""
    findings: tuple[BaselineFinding, ...] = ()
