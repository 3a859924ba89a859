"""The audit report as one self-contained HTML page: nothing is fetched, no script runs, any browser prints it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Final, get_args

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from cxadvisor.model.review import Kind, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.document import TABLES, Entry, Spot, audit_of
from cxadvisor.reporters.plain import escaped
from cxadvisor.reporters.wording import (
    FINDINGS,
    SEVERITIES,
    percent,
    upper_first,
)
from cxadvisor.texts import Texts, audit_texts

_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""What must not reach a page unseen: control characters, bidi controls, and zero-width characters without a use."""


def template(name: str) -> str:
    """Return the text of the template ``name``, wherever the package is installed."""
    return files(__package__).joinpath("templates", name).read_text("utf-8")


_CONSTANT: Final = re.compile(r'\{\{ t\("([a-z0-9_.-]+)"\) \}\}')


def _translated(name: str, texts: Texts) -> str:
    """Return the template ``name`` with the texts that take no value put in: a page repeats them thousands of times."""
    return _CONSTANT.sub(lambda match: str(escape(texts(match[1]))), template(name))


@lru_cache(maxsize=8)
def _environment(language: str) -> Environment:
    texts = audit_texts(language)
    environment = Environment(
        loader=FunctionLoader(lambda name: _translated(name, texts)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["percent"] = percent
    environment.filters["upper_first"] = upper_first
    return environment


class Marks:
    """Makes the numbered marks of entries: on a note of the canvas, and in the margin of the entry itself.

    A page holds thousands of them. Only their words need escaping, and those are few; the anchor, the tone and the
    number of an entry are plain letters and digits by construction.
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

    def on_note(self, entries: Iterable[Entry]) -> Markup:
        """Return the marks of ``entries`` as they stand on a note."""
        return Markup("".join([self._badge(entry, self._names[entry.tone]) for entry in entries]))

    def in_margin(self, entry: Entry) -> Markup:
        """Return what stands beside ``entry``: its mark, its severity and its kind."""
        words = self._words[entry.tone, entry.finding.kind]
        return Markup(f'<div class="meta">{self._badge(entry, "")}{words}</div>')

    def _badge(self, entry: Entry, name: str) -> str:
        mark = f"{icon(entry.tone)}{name}{entry.number}"
        return f'<a class="badge {entry.tone}" href="#{entry.anchor}">{mark}</a>'


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


@lru_cache(maxsize=1)
def _style() -> tuple[str, str]:
    """Return the style sheet, and the hash by which the page's security policy allows it."""
    style = template("report.css")
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return style, base64.b64encode(digest).decode("ascii")


def render(review: Review, strategy: Strategy | None, options: Options) -> str:
    """Return ``review`` as an HTML page; with ``strategy`` the canvas and the tables of its links are drawn."""
    style, digest = _style()
    audit = audit_of(review, strategy)
    page = (
        _environment(audit.texts.language)
        .get_template("report.html.j2")
        .render(
            audit=audit,
            t=audit.texts,
            style=Markup(style),
            style_hash=digest,
            severities=SEVERITIES,
            marks=Marks(audit.texts),
            icon=icon,
            spot=linked,
            **TABLES,
        )
    )
    return _UNSAFE.sub(
        lambda match: " " if match[0] in "\r\x0b\x0c\x85\u2028\u2029" else escaped(match[0]), page
    )
