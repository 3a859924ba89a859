"""The audit report as one self-contained HTML page: nothing is fetched, no script runs, any browser prints it."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.audit import audit_of
from cxadvisor.reporters.plain import escaped
from cxadvisor.reporters.wording import SEVERITIES, absorbed_text, percent, upper_first

_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""What must not reach a page unseen: control characters, bidi controls, and zero-width characters without a use."""


def template(name: str) -> str:
    """Return the text of the template ``name``, wherever the package is installed."""
    return files(__package__).joinpath("templates", name).read_text("utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["percent"] = percent
    environment.filters["upper_first"] = upper_first
    return environment


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
        _environment()
        .get_template("report.html.j2")
        .render(
            audit=audit,
            t=audit.texts,
            style=Markup(style),
            style_hash=digest,
            severities=SEVERITIES,
            absorbed_text=absorbed_text,
        )
    )
    return _UNSAFE.sub(
        lambda match: " " if match[0] in "\r\x0b\x0c\x85\u2028\u2029" else escaped(match[0]), page
    )
