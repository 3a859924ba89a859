"""The action register: the findings as a table that somebody edits in a spreadsheet, a row a finding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from cxadvisor.identity import fingerprint, normalised
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.review_notes import Handling, NotedFinding, OwnFinding, ReviewNotes, listed
from cxadvisor.model.strategy import Strategy
from cxadvisor.noting.applying import OWN
from cxadvisor.noting.subjects import rule_of
from cxadvisor.noting.updating import findings_of, where_of
from cxadvisor.readers.formats import REGISTER_MARK
from cxadvisor.texts import Texts

TEXTS: Final = ("message", "advice", "reason", "response", "owner", "due", "comment")
"""The columns that hold texts as somebody types them."""
LEVELS: Final = ("severity", "effort", "impact")
EDITABLE: Final = (
    *("message", "severity", "effort", "impact", "advice", "status", "reason"),
    *("response", "owner", "due", "signed_off", "comment"),
)
COLUMNS: Final = ("key", "rule", "kind", "place", *EDITABLE, "mark")
"""All columns in their order; ``mark`` holds what tells later which cells were edited."""
EXTRAS: Final = ("number", "consequence", "exception", "position")
"""Columns that the register of a report has besides; they are there to be read."""
_MOST_PLACES: Final = 5
_DIGITS: Final = 8

Cells = Mapping[str, str]
"""What stands in the cells of a row, by column; an empty text where nothing does."""


class Row(NamedTuple):
    """A row: the key of the entry (its place among one's own findings, where it is one of these), and its cells.

    ``said`` is what the rule says where nothing else is noted; of one's own findings it is empty.
    """

    key: str
    own: int | None
    cells: Cells
    said: Mapping[str, str]


def rows_of(strategy: Strategy, review: Review, texts: Texts) -> Iterator[Row]:
    """Yield the rows of the register, as the notes of the strategy have it now.

    Args:
        strategy: what was reviewed, with its notes.
        review: its review, made without notes.
        texts: with the texts of registers, in the language of the review.
    """
    notes = strategy.notes.notes if strategy.notes else ReviewNotes()
    for key, finding, _, canvas in findings_of(strategy, review):
        entry = notes.findings.get(key) or notes.findings.get(finding.fingerprint) or NotedFinding()
        said = _said(finding)
        places = [
            f"{canvas}: {where}" if canvas else where for where in (where_of(at, texts) for at in finding.at)
        ]
        yield _row(key, None, rule_of(finding), finding.kind, places, entry, said, texts)
    for number, own in enumerate(notes.own):
        key = fingerprint(OWN, None, None, None, [own.id or normalised(own.message)])
        yield _row(key, number, OWN, own.kind, list(listed(own.at)), own, {}, texts)


def _said(finding: Finding) -> dict[str, str]:
    values = {key: getattr(finding, key) for key in ("message", "advice", *LEVELS)}
    return {key: value for key, value in values.items() if value}


def _row(
    key: str,
    own: int | None,
    rule: str,
    kind: str,
    places: list[str],
    entry: NotedFinding | OwnFinding,
    said: Mapping[str, str],
    texts: Texts,
) -> Row:
    where = "; ".join(list(dict.fromkeys(places))[:_MOST_PLACES])
    cells = {"key": key, "rule": rule, "kind": texts(f"kind.{kind}"), "place": where}
    cells |= {column: _cell(column, entry, said, texts) for column in EDITABLE}
    cells["mark"] = mark_of(cells)
    return Row(key, own, cells, said)


def _cell(column: str, entry: Handling, said: Mapping[str, str], texts: Texts) -> str:
    value = getattr(entry, column)
    if column == "status":
        return texts(f"register.state.{value}")
    if column == "signed_off":
        return texts(f"register.truth.{str(value).lower()}")
    value = said.get(column, "") if value is None else value
    return texts(f"register.level.{value}") if value and column in LEVELS else str(value)


def mark_of(cells: Cells) -> str:
    """Return what tells which row this is, and what stood in its editable cells."""
    return ".".join([short_digest(cells["key"], cells["rule"]), *digests(cells)])


def digests(cells: Cells) -> Iterable[str]:
    """Return the digest of each editable cell."""
    return [short_digest(cells.get(column, "")) for column in EDITABLE]


def short_digest(*texts: str) -> str:
    """Return some digits of the SHA-256 of texts: enough to see that a text was changed."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "backslashreplace")).hexdigest()[:_DIGITS]


def header(texts: Texts) -> list[str]:
    """Return the names of the columns; that of the marks is the same in every language."""
    return [texts(f"register.column.{column}") for column in COLUMNS[:-1]] + [REGISTER_MARK]
