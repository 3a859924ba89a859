"""The sums behind the scores for a terminal: every figure with what it is made of."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.review import Criterion, Readiness, Review
from cxadvisor.model.scores import CoverageScore
from cxadvisor.reporters.figures import (
    COLUMNS,
    ScoreRow,
    criteria_of,
    criterion_figures,
    score_groups,
    share_range,
    weight_factors,
)
from cxadvisor.reporters.places import Places
from cxadvisor.reporters.plain import display_width, shorten, visible
from cxadvisor.reporters.writer import Writer
from cxadvisor.texts import Texts

MARKS: Final = ("n", "+", "~", "x", "?", "-")
"""What stands over the columns of the sums, in the order of ``COLUMNS``; every terminal has them."""
_CELL: Final = 6
_RANGE: Final = 9
_STATES: Final = {"met": "+", "not_met": "x", "not_assessed": "?"}
_ROLES: Final = {"met": "good", "not_met": "bad", "not_assessed": "confirm"}
_MOST_PLACES: Final = 3


def add_score(review: Review, places: Places, texts: Texts, out: Writer) -> None:
    """Add the sums of the coverage, the weights that went in, and the criteria of readiness with their figures."""
    if review.coverage_score is not None:
        _sums(review.coverage_score, texts, out)
        _weights(review.coverage_score, places, texts, out)
    if review.readiness is not None:
        _criteria(review.readiness, places, texts, out)


def _sums(score: CoverageScore, texts: Texts, out: Writer) -> None:
    out.gap()
    out.paragraph(texts("report.scores.caption"), role="title")
    out.paragraph(texts("report.scores.intro"))
    for mark, column in zip(MARKS, COLUMNS, strict=True):
        out.item(f"  {mark}", texts(f"report.scores.{column}"), 5, "title", "quiet")
    room = out.width - _CELL * len(COLUMNS) - _RANGE
    out.gap()
    head = " " * room + "".join(f"{mark:>{_CELL}}" for mark in MARKS)
    out.lines.append(out.paint(head, "title"))
    for group in score_groups(score, texts):
        out.paragraph(texts(f"report.scores.by.{group.name}"), role="title")
        for row in group.rows:
            _row(row, room, texts, out)


def _row(row: ScoreRow, room: int, texts: Texts, out: Writer) -> None:
    label = shorten("  " + visible(row.label), room)
    label += " " * (room - display_width(label))
    figures = "".join(f"{texts.number(getattr(row.tally, name)):>{_CELL}}" for name in COLUMNS)
    out.lines.append(f"{label}{figures}{share_range(row.tally, texts):>{_RANGE}}")


def _weights(score: CoverageScore, places: Places, texts: Texts, out: Writer) -> None:
    if not score.weights:
        return
    out.gap()
    out.paragraph(texts("report.scores.weights"), role="title")
    for each in score.weights:
        text = f"{places.quote(each.at)} ({weight_factors(each, texts)})"
        out.item(f"{texts.number(each.weight):>6}", text, 8, "title")


def _criteria(readiness: Readiness, places: Places, texts: Texts, out: Writer) -> None:
    out.gap()
    word = texts(f"report.readiness.word.{readiness.word}")
    out.paragraph(f"{texts('report.section.readiness')}: {word}", role="title")
    for level, criteria in criteria_of(readiness):
        out.paragraph(
            texts("report.readiness.for", level=texts(f"report.readiness.word.{level}")), 2, "title"
        )
        for each in criteria:
            text = f"{each.text}: {figures}" if (figures := criterion_figures(each, texts)) else each.text
            out.item(f"  {_STATES[each.state]}", text, 5, _ROLES[each.state])
            if each.state != "met" and each.at:
                out.paragraph(_where(each, places, texts), 5, "quiet")


def _where(criterion: Criterion, places: Places, texts: Texts) -> str:
    """The first places that stand in the way, and how many more there are."""
    shown = ", ".join(places.quote(at) for at in criterion.at[:_MOST_PLACES])
    more = len(criterion.at) - _MOST_PLACES
    return f"{shown} {texts('report.place.more', n=more)}" if more > 0 else shown
