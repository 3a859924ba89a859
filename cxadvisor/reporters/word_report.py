"""The audit report as a Word document, from a template that the consultant can brand in Word."""

from __future__ import annotations

import io

from cxadvisor.model.brand import Brand
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.document import audit_of
from cxadvisor.reporters.office.default_template import default_template
from cxadvisor.reporters.office.filling import fill
from cxadvisor.reporters.office.finishing import finish
from cxadvisor.reporters.office.look import look_of
from cxadvisor.reporters.office.packaging import repacked
from cxadvisor.reporters.office.view import view
from cxadvisor.texts import command_texts


def blank_template() -> bytes:
    """Return the default template, to be branded in Word."""
    return repacked(default_template(look_of(Brand())), "")


def render(review: Review, strategy: Strategy | None, options: Options) -> bytes:
    """Return ``review`` as a Word document; with ``strategy`` the canvas and the tables of its links are drawn.

    It is filled into the template of the brand, else into the default one, in the brand's colours and fonts. Raises
    ``TemplateError`` where the brand's template cannot be used.
    """
    brand = strategy.settings.brand if strategy else Brand()
    audit = audit_of(review, strategy)
    look = look_of(brand)
    office = command_texts("office", audit.texts.language)
    if brand.template:
        name, template = brand.template.name, brand.template.data
    else:
        name, template = (
            "the default template",
            default_template(look, brand.logo.data if brand.logo else b""),
        )
    document = fill(template, name, view(audit, brand, look, office))
    finish(document, audit, brand.name or "", look)
    stream = io.BytesIO()
    document.save(stream)
    return repacked(stream.getvalue(), review.as_of)
