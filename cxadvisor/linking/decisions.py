"""What there is to decide about links, and what was decided: frozen data."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cxadvisor.model.blocks import Relation


class Decision(NamedTuple):
    """Whether two notes, by their places, belong together; the link starts at ``source``."""

    source: str
    target: str
    accepted: bool


class Option(NamedTuple):
    """A link that may be right: its ends, how sure it is and why; ``place`` is the end that is offered."""

    place: str
    source: str
    target: str
    relation: Relation
    confidence: float
    reason: str

    def decide(self, accepted: bool) -> Decision:
        """Return the decision to accept or reject this link."""
        return Decision(self.source, self.target, accepted)


class Item(NamedTuple):
    """One thing to decide about the note at ``subject``.

    A ``link`` was inferred and has one option: right or not. A ``question`` of the review, whose words are ``ask``, has
    up to five, best first: some may be right, or none.
    """

    kind: Literal["link", "question"]
    subject: str
    relation: Relation
    ask: str
    options: tuple[Option, ...]
