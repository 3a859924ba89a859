"""Renders the reason of a link in the language of the interface."""

from __future__ import annotations

from typing import Protocol

from cxadvisor.language.knowledge import Knowledge, shipped_knowledge
from cxadvisor.language.results import Reason


class InterfaceTexts(Protocol):
    """What is needed of the interface texts (``cxadvisor.texts.Texts``)."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """Return the text ``key``, filled."""
        ...

    def quote(self, text: str) -> str:
        """Return ``text`` in quotation marks."""
        ...


def reason_text(reason: Reason, texts: InterfaceTexts, knowledge: Knowledge | None = None) -> str:
    """Return ``reason`` as a clause in the interface language, with the customer's own words in quotes.

    Args:
        reason: of a link or a candidate.
        texts: the interface texts; keys ``reason.*``.
        knowledge: what the concepts are labelled from; the shipped knowledge by default.
    """
    knowledge = shipped_knowledge() if knowledge is None else knowledge
    values = {
        "a": texts.quote(reason.a),
        "b": texts.quote(reason.b),
        "concept": knowledge.label(reason.concept, texts.language) if reason.concept else "",
        "other": knowledge.label(reason.other, texts.language) if reason.other else "",
    }
    return texts(f"reason.{reason.kind}", **values)
