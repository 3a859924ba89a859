"""Personas: the customers a strategy is made for, drawn from research (S3, S5)."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from cxadvisor.model.artefacts.common import Artefact, Brief, Evidences, Figure, Texts
from cxadvisor.model.canvas import Text


class PhasedChannels(Brief):
    """Channels before, during and after the purchase; a plain list counts for all of it."""

    plain = "always"
    plain_list = True

    always: Texts = ()
    before: Texts = ()
    during: Texts = ()
    after: Texts = ()


class Persona(Artefact):
    """A persona: who it is (statistics), how it thinks and behaves (beliefs, behaviour, quotes), what it wants.

    ``segment`` names a segment of the canvas by its id or its words. ``statistics`` holds whatever figures there are,
    under names of one's own. ``role`` is the part taken in a decision to buy.
    """

    name: Text | None = None
    segment: Texts = ()
    share: Figure | None = None
    role: Text | None = None
    age: Figure | None = None
    occupation: Text | None = None
    household: Text | None = None
    location: Text | None = None
    summary: Text | None = None
    statistics: dict[str, Any] = Field(default_factory=dict)
    beliefs: Texts = ()
    behaviour: Texts = ()
    expectations: Texts = ()
    motivations: Texts = ()
    goals: Texts = ()
    needs: Texts = ()
    pains: Texts = ()
    fears: Texts = ()
    gains: Texts = ()
    channels: PhasedChannels = PhasedChannels()
    quotes: Texts = ()
    evidence: Evidences = ()
