"""The review as a table in CSV, a row a finding, for spreadsheets and scripts.

It is UTF-8 with a mark at its beginning, since Excel takes a file without one for the old encoding of the country and
spoils every letter beyond ASCII; programs skip the mark (``utf-8-sig``). Cells are parted as spreadsheets of the
country want it, and a text that they would take for a formula begins with an apostrophe, as in all our tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import REPORT_KEY, Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.located import Part, parts_of
from cxadvisor.reporters.plain import visible
from cxadvisor.writers.csv_file import SEMICOLONS, csv_cell

COLUMNS: Final = (
    *(REPORT_KEY, "strategy", "canvas", "kind", "severity", "status", "rule", "code", "block", "stage"),
    *("at", "place", "file", "line", "column", "sheet", "message", "consequence", "evidence", "advice"),
    *("effort", "impact", "reason", "response", "owner", "due", "sources", "ground", "fingerprint"),
)
"""The columns in their order, called as the keys of the review are in JSON; the first one says what the file is."""
_MARK: Final = "\ufeff"
_END: Final = "\r\n"


def render(review: Review, strategy: Strategy | None, options: Options) -> str:
    """Return ``review`` as CSV with a header; texts are in its language, all other words those of JSON."""
    delimiter = ";" if review.interface in SEMICOLONS else ","
    rows = [COLUMNS, *_rows(review, strategy, options.folder)]
    return _MARK + "".join(delimiter.join(map(csv_cell, row)) + _END for row in rows)


def join(reports: Sequence[str]) -> str:
    """Return the rows of several strategies below one header, as far as they are parted alike.

    A table in which cells are parted otherwise follows with a header of its own.
    """
    together, header = "", ""
    for report in reports:
        first, _, rows = report.removeprefix(_MARK).partition(_END)
        together += rows if first == header else f"{first}{_END}{rows}"
        header = first
    return _MARK + together


def _rows(review: Review, strategy: Strategy | None, folder: str) -> Iterator[list[str]]:
    title = review.strategy.title
    for part in parts_of(review, strategy, folder):
        for finding in part.review.findings:
            cells = {REPORT_KEY: review.cxreview, "strategy": title, **_cells(part, finding)}
            if review.reviews and part.review is not review:
                cells["canvas"] = part.title
            yield [visible(cells.get(column) or "") for column in COLUMNS]


def _cells(part: Part, finding: Finding) -> dict[str, str | None]:
    spot, noted = part.first(finding), finding.noted
    reason = finding.waived.reason if finding.waived else noted.reason if noted else None
    return {
        **{key: getattr(finding, key) for key in ("kind", "severity", "rule", "code", "block", "stage")},
        **{key: getattr(finding, key) for key in ("message", "consequence", "advice", "effort", "impact")},
        "status": _status(finding),
        "at": " ".join(finding.at),
        "place": "; ".join(dict.fromkeys(part.spot(at).label for at in finding.at)),
        "file": spot.file,
        "line": str(spot.line) if spot.line else None,
        "column": str(spot.column) if spot.column else None,
        "sheet": spot.sheet,
        "evidence": " ".join(reason.text for reason in finding.because),
        "reason": reason,
        **{key: getattr(noted, key) if noted else None for key in ("response", "owner", "due")},
        "sources": " ".join(finding.sources),
        "ground": finding.ground,
        "fingerprint": finding.fingerprint,
    }


def _status(finding: Finding) -> str:
    """Return whether a finding is open, accepted, or counts for nothing, and why."""
    if finding.waived is not None:
        return "waived"
    if finding.is_rejected:
        return "rejected"
    if finding.known is not None:
        return "known"
    return "accepted" if finding.noted is not None and finding.noted.status == "accept" else "open"
