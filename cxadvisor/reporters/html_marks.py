"""The small things of which a page holds thousands, made without a template: marks of entries, places, cells of tables.

Only their words need escaping, and those are few; the anchor, the tone and the number of an entry are plain letters and
digits by construction.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, get_args

from markupsafe import Markup, escape

from cxadvisor.model.review import Kind
from cxadvisor.model.tables import RANK, Mark
from cxadvisor.reporters.document import Entry, Spot
from cxadvisor.reporters.filters import facets_of
from cxadvisor.reporters.matrices import Row
from cxadvisor.reporters.wording import FINDINGS, SEVERITIES, percent, upper_first
from cxadvisor.texts import Texts

_SHADES: Final = ((0.9, "s4"), (0.8, "s3"), (0.65, "s2"), (0.0, "s1"))
"""The shade of a link that was read from words, by its confidence; 0.8 is where it needs no confirmation."""


class Marks:
    """Makes the numbered marks of entries: on a note of the canvas, and in the margin of the entry itself; and the
    cells of tables.
    """

    def __init__(self, texts: Texts) -> None:
        level = {name: texts("report.level", severity=texts(f"severity.{name}")) for name in SEVERITIES}
        names = {
            **level,
            "question": texts("report.field.question"),
            "advice": texts("report.field.suggestion"),
        }
        self._names = {
            tone: Markup('<span class="vh">{} </span>').format(name) for tone, name in names.items()
        }
        kinds = {str(kind): texts(f"kind.{kind}") for kind in FINDINGS}
        told = Markup('<p class="level {}">{}</p><p class="quiet">{}</p>')
        self._words = {
            (tone, kind): told.format(tone, upper_first(name), kinds.get(kind, ""))
            for tone, name in names.items()
            for kind in get_args(Kind)
        }
        self._marked: dict[Mark | str, Markup] = {
            mark: Markup('{}<span class="vh">{}</span>').format(icon(mark), texts(f"report.matrix.{mark}"))
            for mark in RANK
        }
        self._cells: dict[tuple[Mark | str, float | None], str] = {}

    def on_note(self, entries: Iterable[Entry]) -> Markup:
        """Return the marks of ``entries`` as they stand on a note."""
        return Markup("".join([self._badge(entry, self._names[entry.tone]) for entry in entries]))

    def of(self, entry: Entry) -> Markup:
        """Return the mark of one entry, where it is spoken of."""
        return Markup(self._badge(entry, self._names[entry.tone]))

    def in_margin(self, entry: Entry) -> Markup:
        """Return what stands beside ``entry``: its mark, its severity and its kind, and what it is filtered by."""
        words = self._words[entry.tone, entry.finding.kind]
        return Markup(f'<div class="meta"{_data(facets_of(entry))}>{self._badge(entry, "")}{words}</div>')

    def cells(self, row: Row) -> Markup:
        """Return the cells of a row of a table, a column each."""
        return Markup(
            "".join([self._cell(mark, share) for mark, share in zip(row.marks, row.shares, strict=True)])
        )

    def _cell(self, mark: Mark | str, share: float | None) -> str:
        if not mark:
            return "<td></td>"
        if (mark, share) not in self._cells:
            shade = next(name for least, name in _SHADES if (share or 0) >= least)
            tone = f" {shade}" if share is not None and mark in ("sure", "assumed") else ""
            figure = f'<span class="figure">{escape(percent(share))}</span>' if share is not None else ""
            self._cells[mark, share] = f'<td class="{mark}{tone}">{self._marked[mark]}{figure}</td>'
        return self._cells[mark, share]

    def _badge(self, entry: Entry, name: str) -> str:
        mark = f"{icon(entry.tone)}{name}{entry.number}"
        return f'<a class="badge {entry.tone}" href="#{entry.anchor}">{mark}</a>'


@lru_cache(maxsize=512)
def _data(facets: tuple[tuple[str, str], ...]) -> str:
    return "".join(f' data-{name}="{escape(value)}"' for name, value in facets)


@lru_cache(maxsize=32)
def icon(name: str) -> Markup:
    """Return the mark ``name``, one of the symbols of the page; the words beside it say what it means."""
    return Markup('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>').format(name)


@lru_cache(maxsize=4096)
def linked(spot: Spot) -> Markup:
    """Return a place in words, leading to where its note is drawn."""
    if spot.anchor is None:
        return escape(spot.label)
    return Markup('<a href="#{}">{}</a>').format(spot.anchor, spot.label)
