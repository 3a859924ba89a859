"""Empathy maps: what a persona thinks and feels, sees, hears, says and does in one situation (S3)."""

from __future__ import annotations

from cxadvisor.model.artefacts.common import Artefact, Evidences, Texts
from cxadvisor.model.canvas import Text


class EmpathyMap(Artefact):
    """An empathy map; ``persona`` names the persona by its id or its name.

    The five questions of the tool: what do they think and feel, which goals and fears go with it, how does their circle
    react (``hears``), what do they meet around them (``sees``), what do they say of the experience.
    """

    persona: Text | None = None
    situation: Text | None = None
    thinks_and_feels: Texts = ()
    sees: Texts = ()
    hears: Texts = ()
    says: Texts = ()
    does: Texts = ()
    goals: Texts = ()
    fears: Texts = ()
    pains: Texts = ()
    gains: Texts = ()
    evidence: Evidences = ()
