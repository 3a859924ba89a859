"""What belongs under each key of an artefact, in a sentence: shown by editors while somebody fills one.

By the model, for its own keys; those it takes over from another are described there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cxadvisor.model.canvas import Part
from cxadvisor.schemas.artefacts import common, empathy, flows, heart, journeys, personas, service, whys

DESCRIPTIONS: Final[Mapping[type[Part], Mapping[str, str]]] = {
    part: described
    for module in (common, personas, empathy, journeys, service, heart, whys, flows)
    for part, described in module.DESCRIPTIONS.items()
}
"""The keys of every model, described."""

TITLES: Final[Mapping[type[Part], str]] = {
    part: title
    for module in (common, personas, empathy, journeys, service, heart, whys, flows)
    for part, title in module.TITLES.items()
}
"""What every model is called."""


def description_of(part: type[Part], key: str) -> str:
    """Return what belongs under ``key`` of ``part``.

    Raises:
        KeyError: nobody described it.
    """
    for each in part.__mro__:
        described = DESCRIPTIONS.get(each, {})
        if key in described:
            return described[key]
    raise KeyError(f"{part.__name__}.{key}")
