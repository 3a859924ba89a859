"""The history of a strategy: one line of JSON a review, in a file beside what was reviewed (docs/progress.md)."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, get_args

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.history import HistoryEntry, Trend
from cxadvisor.model.review import Level, Review, Score
from cxadvisor.progress.comparing import GROUPS
from cxadvisor.progress.sides import told_in, units_of
from cxadvisor.readers.json_text import parse_json
from cxadvisor.readers.review_file import validated
from cxadvisor.readers.safe_bytes import file_name, read_bytes
from cxadvisor.readers.tree import Source, shown

NAME: Final = "history.jsonl"
"""The file in a strategy folder; beside a single file ``canvas.yaml`` it is ``canvas.history.jsonl``."""
MAX_BYTES: Final = 5_000_000
"""The largest history (5 MB), some five thousand reviews."""
MAX_LINE: Final = 50_000
DRAFT: Final = "draft"
_MOST_PROBLEMS: Final = 20


class History(NamedTuple):
    """What a history file holds: entries in the order of their days, and what is wrong with lines that are none."""

    entries: tuple[HistoryEntry, ...]
    problems: tuple[Problem, ...]


def history_path(path: str) -> str:
    """Return the history file of the strategy at ``path``."""
    if os.path.isdir(path):
        return os.path.join(path, NAME)
    return f"{os.path.splitext(path)[0]}.{NAME}"


def entry_of(review: Review) -> HistoryEntry:
    """Return the line of a review: its figures, those of all its canvases taken together.

    What the baseline knows is counted as well, since it is still there.
    """
    findings, kinds, aside = Counter[str](), Counter[str](), 0
    for told in told_in(units_of(review)):
        finding = told.finding
        if finding.is_set_aside:
            aside += 1
            continue
        kinds[finding.kind] += 1
        if finding.kind not in GROUPS:
            findings[finding.severity] += 1
    parts = (review, *review.reviews)
    assessed = {rule for part in parts for rule in part.coverage.assessed}
    left = {each.rule for part in parts for each in part.coverage.not_assessed} - assessed
    linked = _linked(parts)
    return HistoryEntry(
        as_of=review.as_of,
        digest=review.strategy.digest,
        version=review.tool.version,
        packs=review.packs,
        semantic=review.semantic,
        complete=review.complete,
        findings={level: findings[level] for level in ("high", "medium", "low")},
        kinds={kind: kinds[kind] for kind in ("gap", "conflict", "weakness", "confirm", "advice")},
        set_aside=aside,
        assessed=len(assessed),
        not_assessed=len(left),
        readiness=_readiness(parts),
        linked=linked[0],
        linked_at_most=linked[1],
        scores=_scores(parts),
    )


def _scores(parts: Iterable[Review]) -> dict[str, Score]:
    sums: dict[str, Counter[str]] = {}
    for part in parts:
        for rule, score in part.scores.items():
            sums.setdefault(rule, Counter()).update(score.model_dump(include=set(Score.model_fields)))
    return {rule: Score(**counts) for rule, counts in sums.items()}


def _readiness(parts: Iterable[Review]) -> str | None:
    """Return the word of the least ready canvas: the strategy is no readier than that."""
    words = [part.readiness.word for part in parts if part.readiness]
    return min(words, key=(DRAFT, *get_args(Level)).index) if words else None


def _linked(parts: Iterable[Review]) -> tuple[float | None, float | None]:
    """Return which share of what is counted is linked, on all canvases: at least, and at most."""
    wholes = [part.coverage_score.whole for part in parts if part.coverage_score]
    of = sum(whole.of for whole in wholes)
    if not of:
        return None, None
    gaps = sum(whole.gap for whole in wholes)
    return round(sum(whole.sure + whole.assumed for whole in wholes) / of, 4), round(1 - gaps / of, 4)


def line_of(entry: HistoryEntry) -> str:
    """Return an entry as a line of JSON."""
    data = entry.model_dump(mode="json")
    for key in ("packs", "semantic", "readiness", "linked", "linked_at_most"):
        if data[key] in (None, []):
            del data[key]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_history(path: str) -> History:
    """Return the history in the file ``path``.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    return parse_history(read_bytes(path, MAX_BYTES), file_name(path))


def parse_history(data: bytes, name: str) -> History:
    """Return the entries in the bytes of a history file; lines that are no entries are told, whatever they are."""
    entries: list[HistoryEntry] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.decode("utf-8", "replace").removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            entries.append(_entry(line, name))
        except InputError:
            said = f"This line is no recorded review: {shown(line.strip(), 40)}"
            problems.append(Problem(said, "– it is passed over, and kept.", name, number))
    entries.sort(key=lambda entry: entry.as_of)  # of one day, in the order in which they were recorded
    if len(problems) > _MOST_PROBLEMS:
        more = len(problems) - _MOST_PROBLEMS
        problems[_MOST_PROBLEMS:] = [Problem(f"… and {more} more lines that are no reviews.", file=name)]
    return History(tuple(entries), tuple(problems))


def _entry(line: str, name: str) -> HistoryEntry:
    if len(line) > MAX_LINE:
        raise InputError("too long")
    document = parse_json(Source(line, name))
    if not isinstance(document.tree, dict) or "cxhistory" not in document.tree:
        raise InputError("something else")
    return validated(document, document.tree, "", HistoryEntry, "")


def is_recorded(entry: HistoryEntry, history: History) -> bool:
    """Whether the history holds a review of the same content on the same day."""
    return any((each.as_of, each.digest) == (entry.as_of, entry.digest) for each in history.entries)


def trends_of(entries: Sequence[HistoryEntry]) -> Iterator[Trend]:
    """Yield the figures that are followed, each with its values from review to review."""
    yield Trend(what="findings", values=tuple(sum(each.findings.values()) for each in entries))
    for level in ("high", "medium", "low"):
        yield Trend(what=level, values=tuple(each.findings.get(level, 0) for each in entries))
    yield Trend(what="questions", values=tuple(each.kinds.get("confirm", 0) for each in entries))
    shares = [entry.linked for entry in entries if entry.linked is not None]
    if len(shares) == len(entries):
        yield Trend(
            what="linked", values=tuple(int(100 * share + 1e-9) for share in shares), up_is_better=True
        )
