"""The review as a presentation of eight slides, all of it editable in PowerPoint."""

from __future__ import annotations

import io
from datetime import datetime

from cxadvisor.model.brand import Brand
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.document import audit_of
from cxadvisor.reporters.office.deck import Deck
from cxadvisor.reporters.office.look import look_of
from cxadvisor.reporters.office.map_slides import add_canvas, add_heat_map
from cxadvisor.reporters.office.markup import locale_of
from cxadvisor.reporters.office.packaging import repacked
from cxadvisor.reporters.office.plain_xml import printable
from cxadvisor.reporters.office.slides import Slides
from cxadvisor.texts import command_texts


def render(review: Review, strategy: Strategy | None, options: Options) -> bytes:
    """Return ``review`` as a presentation; with ``strategy`` the canvas and a table of its links are drawn."""
    brand = strategy.settings.brand if strategy else Brand()
    audit = audit_of(review, strategy)
    office = command_texts("office", audit.texts.language)
    deck = Deck(look_of(brand), audit.texts.language, brand.confidentiality or "")
    slides = Slides(deck, audit, brand, office)
    slides.title()
    slides.scope()
    slides.summary()
    add_canvas(slides)
    slides.findings()
    add_heat_map(slides)
    slides.roadmap()
    slides.next_steps()
    properties = deck.presentation.core_properties
    said = {
        "title": audit.title,
        "subject": audit.heading,
        "author": brand.name or review.tool.name,
        "last_modified_by": brand.name or review.tool.name,
        "keywords": "CX",
    }
    for name, value in said.items():
        setattr(properties, name, printable(value)[:255])
    properties.language = locale_of(audit.texts.language)
    properties.created = properties.modified = datetime(
        1980, 1, 1
    )  # the day is put in when the file is packed
    properties.revision = 1
    stream = io.BytesIO()
    deck.presentation.save(stream)
    return repacked(stream.getvalue(), review.as_of)
