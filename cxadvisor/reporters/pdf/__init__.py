"""The audit report as a PDF for print and for screen readers: tagged (PDF/UA-1), with bookmarks, set by typst."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from cxadvisor.errors import Problem, SettingsError
from cxadvisor.model.brand import Brand
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.brand import style_of
from cxadvisor.reporters.document import audit_of
from cxadvisor.reporters.pdf.families import chosen
from cxadvisor.reporters.pdf.layout import Layout
from cxadvisor.reporters.pdf.letters import Letters
from cxadvisor.reporters.pdf.pieces import fit
from cxadvisor.reporters.pdf.typesetting import day_of, engine, typeset

LOGO: Final = {"image/png": "logo.png", "image/jpeg": "logo.jpg"}


def render(review: Review, strategy: Strategy | None, options: Options) -> bytes:
    """Return ``review`` as a PDF; with ``strategy`` the canvas and the tables of its links are drawn.

    Raises ``MissingExtraError`` where typst, which the extra ``pdf`` brings, is not installed, ``SettingsError`` where
    the logo of the brand is no picture.
    """
    engine()
    audit = audit_of(review, strategy)
    brand = strategy.settings.brand if strategy else Brand()
    layout = Layout(audit, brand.cover or "")
    fonts = chosen(brand)
    letters = Letters(fonts.covered)
    sections = list(layout.sections())
    style = style_of(brand)
    document: dict[str, Any] = {
        "lang": audit.texts.language,
        "authors": [brand.name] if brand.name else [],
        "running": audit.title,
        "contents": audit.texts("report.contents"),
        "confidentiality": brand.confidentiality or "",
        "name": brand.name or "",
        "cover": layout.cover(),
        "runs": [
            {"place": place, "sections": list(held)}
            for place, held in groupby(sections, lambda section: section.get("place", ""))
        ],
    }
    named = f"{audit.title} – {audit.heading}"
    look: dict[str, Any] = {
        "primary": style.primary,
        "on_primary": style.on_primary,
        "accent": style.accent,
        "families": list(fonts.text),
        "headings": list(fonts.headings),
        "day": day_of(review.as_of),
    }
    pictures = {}
    if brand.logo:
        look |= {"logo": LOGO[brand.logo.media_type], "logo_alt": brand.name or brand.logo.name}
        pictures[LOGO[brand.logo.media_type]] = brand.logo.data
    filled = {**fit(document, letters, None), "document": letters(named, breaks=False), "look": look}
    try:
        return typeset(filled, pictures, fonts.files, review.as_of)
    except RuntimeError as error:  # the reader of settings looks at the size of a logo only
        if brand.logo is None or "decode" not in str(error):
            raise
        raise SettingsError(
            Problem("This logo is damaged and cannot be drawn.", "Save it anew as PNG.", brand.logo.name)
        ) from error
