"""The review as a presentation of eight slides, all of it editable in PowerPoint."""

from __future__ import annotations

import io

from cxadvisor.model.brand import Brand
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import Options
from cxadvisor.reporters.document import audit_of
from cxadvisor.reporters.office.deck import Deck
from cxadvisor.reporters.office.describing import describe
from cxadvisor.reporters.office.look import look_of
from cxadvisor.reporters.office.map_slides import add_canvas, add_heat_map
from cxadvisor.reporters.office.packaging import repacked
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
    describe(deck.presentation.core_properties, audit, brand.name)
    stream = io.BytesIO()
    deck.presentation.save(stream)
    return repacked(stream.getvalue(), review.as_of)
