"""Scores and readiness in words: shares, rows of the sums, and what a criterion comes to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from cxadvisor.model.review import Criterion, Level, Readiness, Review
from cxadvisor.model.scores import CoverageScore, RelationScore, Tally, Weight
from cxadvisor.texts import Texts

if TYPE_CHECKING:
    from cxadvisor.model.progress import Standing

COLUMNS: Final = ("of", "sure", "assumed", "gap", "asked", "unassessed")
"""The columns of the sums; the first is the sum of the others."""
LEVELS: Final[tuple[Level, ...]] = ("coherent", "measurable", "evidenced")


class ScoreRow(NamedTuple):
    """A row of the sums: what it counts, in words, and what it comes to."""

    label: str
    tally: Tally


class ScoreGroup(NamedTuple):
    """Rows that are sums of the same kind: by ``link``, ``block`` or ``stage``, or the ``whole``."""

    name: str
    rows: tuple[ScoreRow, ...]


def score_groups(score: CoverageScore, texts: Texts) -> tuple[ScoreGroup, ...]:
    """Return the sums: by link, block and stage, and the whole."""
    return (
        ScoreGroup("link", tuple(ScoreRow(link_label(each.rule, texts), each) for each in score.relations)),
        ScoreGroup(
            "block", tuple(ScoreRow(texts(f"block.{name}"), each) for name, each in score.blocks.items())
        ),
        ScoreGroup(
            "stage",
            tuple(ScoreRow(stage_label(name, texts), each) for name, each in score.stages.items()),
        ),
        ScoreGroup("whole", (ScoreRow(texts("report.scores.whole"), score.whole),)),
    )


def link_label(rule: str, texts: Texts) -> str:
    """Return what the score of ``rule`` counts, in words; the name of the rule where it has none."""
    key = f"report.score.{rule}"
    return texts(key) if key in texts else rule


def stage_label(name: str, texts: Texts) -> str:
    """Return a stage in words, or what belongs to neither."""
    return texts("report.scores.both" if name == "both" else f"stage.{name}")


def share_range(tally: Tally | Standing, texts: Texts) -> str:
    """Return what is linked at least and at most, in per cent, rounded down: 100% is all, and nothing less."""
    if tally.at_least is None or tally.at_most is None:
        return texts("report.scores.nothing")
    least, most = (int(share * 100 + 1e-9) for share in (tally.at_least, tally.at_most))
    return f"{least}%" if least == most else f"{least}–{most}%"


def weight_factors(weight: Weight, texts: Texts) -> str:
    """Return what the weight of a note is the product of."""
    factors = (("importance", weight.importance), ("share", weight.share))
    return " × ".join(
        texts(f"report.scores.{name}", value=texts.number(value))
        for name, value in factors
        if value is not None
    )


def weakest(score: CoverageScore) -> list[RelationScore]:
    """Return the links that are least fulfilled first, of those that are known to be fulfilled in part only."""
    known = [
        each
        for each in score.relations
        if each.at_least is not None and each.at_least < 1 and each.unassessed < each.of
    ]
    return sorted(known, key=lambda each: (each.at_least, each.at_most, each.rule))


def criteria_of(readiness: Readiness) -> Iterator[tuple[Level, tuple[Criterion, ...]]]:
    """Yield the levels with their criteria."""
    for level in LEVELS:
        yield level, tuple(each for each in readiness.criteria if each.level == level)


def readiness_text(review: Review, texts: Texts) -> str:
    """Return how far the page has come, and how many criteria of the next level are met."""
    readiness = review.readiness
    if readiness is None:
        return ""
    word = texts(f"report.readiness.word.{readiness.word}")
    done = 0 if readiness.word == "draft" else LEVELS.index(readiness.word) + 1
    if done == len(LEVELS):
        return f"{word}; {texts('report.readiness.all', n=len(readiness.criteria))}"
    level, criteria = list(criteria_of(readiness))[done]
    met = sum(each.state == "met" for each in criteria)
    coming = texts(f"report.readiness.word.{level}")
    return f"{word}; {texts('report.readiness.next', n=met, of=len(criteria), level=coming)}"


def criterion_figures(criterion: Criterion, texts: Texts) -> str:
    """Return the figures of a criterion in words; empty where there is nothing to count."""
    parts = []
    if criterion.of is not None:
        parts.append(texts("report.readiness.of", covered=criterion.fulfilled, of=criterion.of))
    against = "lacking" if criterion.of is not None else "found"
    for name, number in (
        ("accepted", criterion.accepted),
        (against, criterion.against),
        ("unclear", criterion.unknown),
    ):
        if number:
            parts.append(texts(f"report.readiness.{name}", n=number))
    return ", ".join(parts)
