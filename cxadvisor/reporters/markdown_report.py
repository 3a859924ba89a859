"""The audit report as Markdown: what a consultant pastes into a document, a wiki or an issue."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined

from cxadvisor.model.review import Review
from cxadvisor.model.strategy import REPORT_MARK, Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.document import TABLES, audit_of
from cxadvisor.reporters.html_report import template
from cxadvisor.reporters.plain import visible
from cxadvisor.reporters.wording import (
    SEVERITIES,
    percent,
    upper_first,
)

_MARKUP = re.compile(r"[\\`*_{}\[\]|~$^]")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_START = re.compile(r"(?:[#+=:-]|[0-9]{1,9}[.)])")
_ADDRESS = re.compile(r"(?i)(://|\bwww\.|@|\b(?:mailto|xmpp):)")


class Raw(str):
    """Markdown of our own, which is printed as it is."""

    __slots__ = ()


def escape(value: object) -> str:
    """Return ``value`` as text on one line that Markdown shows as it is: no markup, table cell, HTML or link."""
    if isinstance(value, Raw):
        return value
    text = visible(str(value))
    text = _MARKUP.sub(lambda match: "\\" + match[0], text)
    text = re.sub("[&<>]", lambda match: _ENTITIES[match[0]], text)
    text = _ADDRESS.sub(lambda match: re.sub(r"([:.@])", r"\\\1", match[0]), text)
    start = _START.match(text)
    if start:
        text = f"{start[0][:-1]}\\{start[0][-1]}{text[start.end() :]}"
    return text


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(template),
        finalize=escape,
        autoescape=False,  # HTML is not what comes out; ``escape`` is applied to every value instead
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["percent"] = percent
    environment.filters["upper_first"] = upper_first
    environment.filters["raw"] = Raw
    environment.filters["heading"] = lambda level: Raw("#" * level)
    return environment


def render(review: Review, strategy: Strategy | None, options: Options) -> str:
    """Return ``review`` as Markdown (CommonMark with tables); with ``strategy`` the notes are quoted."""
    audit = audit_of(review, strategy)
    text = (
        _environment()
        .get_template("report.md.j2")
        .render(
            audit=audit,
            t=audit.texts,
            severities=SEVERITIES,
            **TABLES,
        )
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + f"\n\n{REPORT_MARK}\n"
