"""The facts that rules speak of about artefacts: what they are called on cards, their slots, and what each slot holds.

``common`` holds what all artefacts have; the other modules add what one kind has beside it.
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from cxadvisor.rulebook.artefacts import canvases, common, flows, journeys, personas, service, whys

VOCABULARIES: Final[tuple[ModuleType, ...]] = (common, canvases, flows, journeys, personas, service, whys)
"""The modules whose facts cards may name."""
