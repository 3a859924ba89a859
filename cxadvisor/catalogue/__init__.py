"""The catalogue of the field: measures, touchpoints, what improves the experience, and the notions behind the rules.

Authored in ``knowledge/metrics.yaml`` and ``knowledge/practices.yaml`` with a file of translations each, compiled to
``catalogue.json`` and ``catalogue.<language>.json``.
"""

from cxadvisor.catalogue.entries import Catalogue, Entry, EntryTexts, shipped_catalogue
from cxadvisor.catalogue.fitting import entries_about, metrics_for

__all__ = [
    "Catalogue",
    "Entry",
    "EntryTexts",
    "entries_about",
    "metrics_for",
    "shipped_catalogue",
]
