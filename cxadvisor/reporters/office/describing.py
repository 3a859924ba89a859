"""What an office file says of itself: its title, author and language."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from cxadvisor.reporters.document import Audit
from cxadvisor.reporters.office.markup import locale_of
from cxadvisor.reporters.office.plain_xml import printable

_NO_MOMENT: Final = datetime(1980, 1, 1)
"""Stands until the file is packed, which puts the day in."""
_LONGEST: Final = 255
"""The most characters that Word and PowerPoint take for a property."""


def describe(properties: Any, audit: Audit, author: str | None) -> None:
    """Fill the core properties of a document or presentation in; without an ``author``, the program is it."""
    made_by = author or audit.review.tool.name
    said = {
        "title": audit.title,
        "subject": audit.heading,
        "author": made_by,
        "last_modified_by": made_by,
        "comments": "",
        "keywords": "CX",
    }
    for name, value in said.items():
        setattr(properties, name, printable(value)[:_LONGEST])
    properties.language = locale_of(audit.texts.language)
    properties.created = properties.modified = _NO_MOMENT
    properties.revision = 1
