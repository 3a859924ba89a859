"""The audit report as one self-contained HTML page: nothing is fetched, any browser prints it, and what its
one script does (filter, search, colours) it can be read without.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from cxadvisor.model.brand import Brand, Colours, Fonts
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.brand import style_of
from cxadvisor.reporters.curves import curve
from cxadvisor.reporters.document import TABLES, audit_of
from cxadvisor.reporters.filters import filters_of
from cxadvisor.reporters.html_forms import FormRows
from cxadvisor.reporters.html_marks import Marks, icon, linked
from cxadvisor.reporters.plain import seen
from cxadvisor.reporters.wording import (
    SEVERITIES,
    percent,
    upper_first,
)
from cxadvisor.texts import Texts, audit_texts, command_texts


def template(name: str) -> str:
    """Return the text of the template ``name``, wherever the package is installed."""
    return files(__package__).joinpath("templates", name).read_text("utf-8")


_CONSTANT: Final = re.compile(r'\{\{ [tw]\("([a-z0-9_.-]+)"\) \}\}')


def _translated(name: str, texts: Texts) -> str:
    """Return the template ``name`` with the texts that take no value put in: a page repeats them thousands of times."""
    return _CONSTANT.sub(lambda match: str(escape(texts(match[1]))), template(name))


@lru_cache(maxsize=8)
def _environment(language: str) -> Environment:
    texts = Texts(language, {**audit_texts(language).templates, **command_texts("page", language).templates})
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


@lru_cache(maxsize=4)
def _inline(name: str) -> Sealed:
    """Return the style sheet or the script in the template ``name``."""
    return seal(template(name))


class Sealed(NamedTuple):
    """A style sheet or script that stands in the page, and the hash by which the page's security policy allows it."""

    text: Markup
    digest: str


def seal(text: str) -> Sealed:
    """Return ``text`` with its hash; it must hold nothing that ends the element it stands in."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return Sealed(Markup(text), f"sha256-{base64.b64encode(digest).decode('ascii')}")


def brand_sheet(brand: Brand) -> Sealed | None:
    """Return the style sheet of the consultant's own colours, fonts and line on every printed page; None where the
    brand names none.
    """
    if brand.colours == Colours() and brand.fonts == Fonts() and not brand.confidentiality:
        return None
    style = style_of(brand)
    values = {
        "primary": style.primary,
        "on-primary": style.on_primary,
        "accent": style.accent,
        "accent-night": style.accent_at_night,
        "text": f'"{style.text}"' if style.text else "",
        "headings": f'"{style.headings}"' if style.headings else "",
    }
    rules = ";".join(f"--brand-{name}:{value}" for name, value in values.items() if value)
    line = _css_string(brand.confidentiality or "")
    return seal(f":root{{{rules}}}@page{{@bottom-left{{content:{line};font:8pt sans-serif;color:#4d545c}}}}")


class Picture(NamedTuple):
    """A picture that stands in the page: its data as an address, its size in pixels, and what it says in words."""

    address: str
    width: int
    height: int
    words: str


def _logo(brand: Brand) -> Picture | None:
    """Return the logo of ``brand``, where it has one."""
    logo = brand.logo
    if logo is None:
        return None
    data = base64.b64encode(logo.data).decode("ascii")
    return Picture(f"data:{logo.media_type};base64,{data}", logo.width, logo.height, brand.name or "")


def _css_string(text: str) -> str:
    """Return ``text`` as a string of a style sheet, in which only letters and digits of ASCII stand as they are."""
    return (
        '"'
        + "".join(each if each.isascii() and each.isalnum() else f"\\{ord(each):x} " for each in text)
        + '"'
    )


def render(review: Review, strategy: Strategy | None, options: Options) -> str:
    """Return ``review`` as an HTML page; with ``strategy`` the canvas and the tables of its links are drawn."""
    audit = audit_of(review, strategy)
    words = command_texts("page", audit.texts.language)
    entries = (entry for part in audit.parts for entry in (*part.findings, *part.questions, *part.advice))
    page = (
        _environment(audit.texts.language)
        .get_template("report.html.j2")
        .render(
            audit=audit,
            t=audit.texts,
            w=words,
            style=_inline("report.css"),
            script=_inline("report.js"),
            brand_style=brand_sheet(strategy.settings.brand) if strategy else None,
            logo=_logo(strategy.settings.brand) if strategy else None,
            foreword=strategy.settings.brand.cover if strategy else None,
            filters=filters_of(entries, audit.texts, words),
            severities=SEVERITIES,
            marks=Marks(audit.texts),
            rows=FormRows(audit.texts),
            icon=icon,
            curve=curve,
            spot=linked,
            **TABLES,
        )
    )
    return seen(page)
