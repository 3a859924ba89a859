"""The audit forms of entries in HTML, and the candidates of questions: thousands of rows, made without a template.

Many rows are the same from entry to entry – criterion, consequence, recommendation –, so each is made once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from cxadvisor.reporters.document import Entry, Field, Spot
from cxadvisor.reporters.html_marks import icon, linked
from cxadvisor.reporters.wording import percent
from cxadvisor.texts import Texts

_LISTS: Final = {"list": "ul", "steps": "ol"}


class FormRows:
    """Writes what stands under the heading of an entry."""

    def __init__(self, texts: Texts) -> None:
        self._where = _plain(texts("report.field.where"))
        self._candidates = _plain(texts("report.field.candidates"))
        box = icon("box")
        none = _plain(texts("report.field.none_of_these"))
        self._none = f'<li class="none">{box}<span>{none}</span></li>'
        self._box = str(box)

    def form(self, entry: Entry) -> Markup:
        """Return the rows of the audit form of ``entry``; the places come first."""
        rows = [_row(field) for field in entry.fields]
        return Markup(f"<dl>\n{self._place(entry)}\n{chr(10).join(rows)}\n</dl>")

    def answers(self, entry: Entry) -> Markup:
        """Return the candidates of a question, to be ticked."""
        if not entry.answers:
            return Markup("")
        rows = [self._answer(*answer) for answer in entry.answers]
        head = f'<p class="vh">{self._candidates}</p>'
        return Markup(f'{head}\n<ul class="answers">\n{chr(10).join(rows)}\n{self._none}\n</ul>')

    def _answer(self, spot: Spot, confidence: float, reason: str) -> str:
        told = [str(linked(spot))] if spot.text else []
        told.append(percent(confidence))
        if reason:
            told.append(_plain(reason))
        said = f'{_plain(spot.text or spot.label)} <span class="reason">{" · ".join(told)}</span>'
        return f"<li>{self._box}<span>{said}</span></li>"

    def _place(self, entry: Entry) -> str:
        where = f'<span class="quiet">· {_plain(entry.where)}</span>'
        spots = entry.spots
        if len(spots) > 1:
            first, *rest = [
                f"{linked(spot)}{f': {_plain(spot.text)}' if spot.text else ''}" for spot in spots
            ]
            items = "".join([f"<li>{each}</li>" for each in rest])
            said = f"<ul><li>{first} {where}</li>{items}</ul>"
        else:
            said = f"{linked(spots[0])} {where}" if spots else where
        return f"<div><dt>{self._where}</dt><dd>{said}</dd></div>"


@lru_cache(maxsize=4096)
def _row(field: Field) -> str:
    if field.form == "blank":
        said, kind = "", ' class="blank"'
    elif field.form == "text":
        said, kind = _plain(field.texts[0]), ""
    else:
        name = _LISTS[field.form]
        items = "".join([f"<li>{_plain(text)}</li>" for text in field.texts])
        said, kind = f"<{name}>{items}</{name}>", ""
    return f"<div{kind}><dt>{_plain(field.label)}</dt><dd>{said}</dd></div>"


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return str(escape(text))
