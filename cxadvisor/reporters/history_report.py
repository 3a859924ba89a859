"""The history of a strategy as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from cxadvisor.model.history import HistoryEntry, Trend
from cxadvisor.reporters import Options
from cxadvisor.reporters.json_report import as_text
from cxadvisor.reporters.plain import display_width
from cxadvisor.reporters.wording import SEVERITIES, upper_first
from cxadvisor.reporters.writer import Writer
from cxadvisor.texts import Texts, command_texts

BLOCKS: Final = "▁▂▃▄▅▆▇█"
PLAIN: Final = "_.:-=+*#"
"""The heights of a sparkline, and what stands for them where the terminal lacks those."""
MOST_ENTRIES: Final = 20
MOST_POINTS: Final = 40
_KINDS: Final = ("gap", "conflict", "weakness", "confirm", "advice")


def render_text(
    entries: Sequence[HistoryEntry],
    trends: Sequence[Trend],
    title: str,
    language: str,
    options: Options,
    *,
    plain: bool = False,
) -> str:
    """Return the history as lines for a terminal.

    Args:
        entries: the reviews, the oldest first.
        trends: the figures that are followed.
        title: what the history is of.
        language: that of the texts.
        options: the width, and whether all reviews are listed.
        plain: draw sparklines in ASCII.
    """
    texts = command_texts("progress", language)
    out = Writer(options.width, options.colour)
    out.paragraph(title, role="title")
    out.paragraph(texts("history.reviews", n=len(entries)))
    out.gap()
    shown = entries if options.show_all else entries[-MOST_ENTRIES:]
    for line in _table(shown, texts):
        out.lines.append(line)
    if len(entries) > len(shown):
        out.paragraph(texts("diff.more", n=len(entries) - len(shown)), role="quiet")
    if any(not entry.complete for entry in shown):
        out.paragraph(texts("history.incomplete"), role="quiet")
    if len(entries) > 1:
        out.gap()
        out.paragraph(texts("history.trend"), role="title")
        names = [texts(f"history.figure.{trend.what}") for trend in trends]
        column = max(map(display_width, names)) + 4
        for name, trend in zip(names, trends, strict=True):
            line = sparkline(trend.values[-MOST_POINTS:], PLAIN if plain else BLOCKS)
            out.item(f"  {name}", f"{line}  {in_words(trend, entries, texts)}", column, role=_role(trend))
        if len({(entry.version, entry.packs, entry.semantic) for entry in entries}) > 1:
            out.paragraph(texts("history.unlike"), role="quiet")
    return str(out)


def sparkline(values: Sequence[int], heights: str = BLOCKS) -> str:
    """Return one character for each value, the higher the larger it is; equal values are all of middle height."""
    low, high = min(values), max(values)
    if low == high:
        return heights[len(heights) // 2 - 1] * len(values)
    top = len(heights) - 1
    return "".join(heights[round((value - low) * top / (high - low))] for value in values)


def in_words(trend: Trend, entries: Sequence[HistoryEntry], texts: Texts) -> str:
    """Return in a sentence what a sparkline shows: from where to where, and by how much."""
    first, last = trend.values[0], trend.values[-1]
    unit = "%" if trend.what == "linked" else ""
    if first == last:
        said = texts("history.same", value=f"{last}{unit}")
    else:
        key = f"history.{'fewer' if last < first else 'more'}{'_points' if unit else ''}"
        said = texts(key, n=abs(last - first), first=f"{first}{unit}", last=f"{last}{unit}")
    return f"{said}, {texts('history.since', date=texts.date(entries[0].as_of))}"


def _role(trend: Trend) -> str:
    change = trend.values[-1] - trend.values[0]
    if not change:
        return ""
    return "good" if (change > 0) == trend.up_is_better else "bad"


def _table(entries: Sequence[HistoryEntry], texts: Texts) -> list[str]:
    """Return the lines of the table; figures stand below each other."""
    heads = [
        texts("history.column.as_of"),
        *(upper_first(texts(f"severity.{level}")) for level in SEVERITIES),
        texts("diff.questions"),
        texts("history.column.assessed"),
        texts("report.section.readiness"),
        texts("history.column.version"),
    ]
    rows = [
        [
            texts.date(entry.as_of) + ("" if entry.complete else " !"),
            *(str(entry.findings.get(level, 0)) for level in SEVERITIES),
            str(entry.kinds.get("confirm", 0)),
            f"{entry.assessed}/{entry.assessed + entry.not_assessed}",
            _word(entry, texts),
            entry.version,
        ]
        for entry in entries
    ]
    widths = [max(display_width(row[column]) for row in (heads, *rows)) for column in range(len(heads))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            f"{' ' * (width - display_width(cell))}{cell}" if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return "  ".join(padded).rstrip()

    return [line(heads), *map(line, rows)]


def _word(entry: HistoryEntry, texts: Texts) -> str:
    """Return how ready the strategy was, in a word; that of another version as it is written."""
    key = f"report.readiness.word.{entry.readiness}"
    return texts(key) if key in texts else entry.readiness or ""


def render_json(entries: Sequence[HistoryEntry], trends: Sequence[Trend], problems: Sequence[str]) -> str:
    """Return the history as JSON: the recorded reviews, the trend of each figure, and what could not be read."""
    return as_text(
        {
            "cxhistory": "1",
            "reviews": [entry.model_dump(mode="json", exclude={"cxhistory"}) for entry in entries],
            "trend": [
                {**trend.model_dump(mode="json"), "change": trend.values[-1] - trend.values[0]}
                for trend in trends
                if trend.values
            ],
            "problems": list(problems),
        }
    )


def render_csv(entries: Sequence[HistoryEntry]) -> str:
    """Return the history as CSV, a line a review, with the share of covered notes for each rule about links."""
    rules = sorted({rule for entry in entries for rule in entry.scores})
    heads = (
        *(
            "as_of",
            "version",
            "complete",
            "digest",
            *SEVERITIES,
            *_KINDS,
            "set_aside",
            "assessed",
            "not_assessed",
            "readiness",
            "linked",
            "linked_at_most",
        ),
        *(f"{rule} {part}" for rule in rules for part in ("covered", "of")),
    )
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(heads)
    for entry in entries:
        scores = [entry.scores.get(rule) for rule in rules]
        writer.writerow(
            (
                entry.as_of,
                entry.version,
                "yes" if entry.complete else "no",
                entry.digest,
                *(entry.findings.get(level, 0) for level in SEVERITIES),
                *(entry.kinds.get(kind, 0) for kind in _KINDS),
                entry.set_aside,
                entry.assessed,
                entry.not_assessed,
                *(entry.readiness or "", entry.linked, entry.linked_at_most),
                *(value for score in scores for value in ((score.covered, score.of) if score else ("", ""))),
            )
        )
    return written.getvalue()
