"""The review as an Excel workbook: an action register to work with, the tables of links, a summary and the method.

The register reads back into ``review-notes.yaml`` (``cxadvisor notes PATH --read FILE``). Everything in it is text or a
number, never a formula; the same review gives the same bytes.
"""

from __future__ import annotations

from cxadvisor.model.brand import Brand
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.readers.workbook.labels import labels_in
from cxadvisor.reporters import Options
from cxadvisor.reporters.brand import style_of
from cxadvisor.reporters.document import audit_of
from cxadvisor.reporters.excel.cells import held, shown
from cxadvisor.reporters.excel.matrix_sheet import draw_matrices
from cxadvisor.reporters.excel.register_sheet import draw_register
from cxadvisor.reporters.excel.text_sheets import draw_method, draw_summary
from cxadvisor.texts import command_texts
from cxadvisor.writers.workbook.drawing import Drawing
from cxadvisor.writers.workbook.package import package
from cxadvisor.writers.workbook.styles import Palette


def render(review: Review, strategy: Strategy | None, options: Options) -> bytes:
    """Return ``review`` as the bytes of an .xlsx file."""
    audit = audit_of(review, strategy)
    texts = command_texts("excel", audit.texts.language)
    labels = labels_in(audit.texts.language)
    title = texts("excel.title", title=audit.title)
    choices = Drawing(labels("sheet.choices"), hidden=True)
    register = draw_register(audit, strategy, choices, title, labels("sheet.register"))
    sheets = [
        register,
        draw_matrices(audit, texts, texts("excel.sheet.matrices")),
        draw_summary(audit, texts, texts("excel.sheet.summary")),
        draw_method(audit, texts, texts("excel.sheet.method")),
        choices,
    ]
    brand = strategy.settings.brand if strategy else Brand()
    return package(
        sheets,
        shown(title),
        audit.texts("register.page"),
        author=held(brand.name or review.tool.name),
        note=held(brand.confidentiality or ""),
        palette=_palette(brand),
    )


def _palette(brand: Brand) -> Palette:
    style = style_of(brand)
    return Palette(*(colour[1:].upper() for colour in (style.accent, style.primary, style.on_primary)))
