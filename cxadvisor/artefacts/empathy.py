"""The facts of empathy maps: whose they are, and which of their questions they leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cxadvisor.artefacts.items import TakenApart
from cxadvisor.artefacts.references import Named
from cxadvisor.engine import Fact
from cxadvisor.identity import normalised
from cxadvisor.model.artefacts import EmpathyMap
from cxadvisor.model.artefacts.common import Evidence
from cxadvisor.rulebook.artefacts import personas as words

QUESTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "thinks_and_feels": ("thinks_and_feels",),
    "goals": ("goals", "gains"),
    "fears": ("fears", "pains"),
    "hears": ("hears",),
    "sees": ("sees",),
    "says": ("says",),
}
"""The questions of an empathy map (S3) by the key of their answer, and the keys that will do as well: maps with pains
and gains ask with other words for goals and the fears that go with them.
"""

DESCRIBES: Final = frozenset({"thinks_and_feels", "says", "does", "fears"})
"""Keys that tell how somebody thinks and behaves."""

NAMES: Final = ("title", "situation")
"""Keys by which an empathy map is called; without them it is called by the name of its persona."""

WORD: Final = re.compile(r"[^\W\d_]+")

SHORTEST_NAME: Final = 3
"""Shorter words of a name, such as “de”, name nobody."""


class Answers:
    """What an empathy map says for the persona it is about: which keys are filled, and what that was drawn from."""

    def __init__(self, empathy_map: TakenApart) -> None:
        model = empathy_map.artefact
        assert isinstance(model, EmpathyMap)
        self.said: Final = _filled(empathy_map)
        self.evidence: Final[tuple[Evidence, ...]] = model.evidence

    @property
    def describes(self) -> bool:
        """Whether it tells how the persona thinks and behaves."""
        return not DESCRIBES.isdisjoint(self.said)


def empathy_map(artefact: TakenApart, about: str, persona: str | None = None) -> Iterator[Fact]:
    """Yield the facts of an empathy map; ``about`` is what ``whose`` says of it, ``persona`` its persona's name."""
    said = _filled(artefact)
    is_named = not said.isdisjoint(NAMES)
    unanswered = [question for question, keys in QUESTIONS.items() if said.isdisjoint(keys)]
    yield words.EmpathyMap(
        id=artefact.identity,
        text=persona if persona and not is_named else artefact.text,
        persona=about,
        unanswered=",".join(unanswered),
    )
    for question in unanswered:
        yield words.OpenQuestion(
            id=f"{artefact.identity}/{question}",
            artefact=artefact.identity,
            of=artefact.identity,
            kind=artefact.kind,
            field=question,
            text=question,
        )


def whose(
    artefact: TakenApart, people: Sequence[TakenApart], named: Mapping[str, Named]
) -> tuple[str, str | None]:
    """Return whether an empathy map says whose it is (see ``words.EmpathyMap``), and the identity of the persona.

    Args:
        artefact: the empathy map.
        people: the personas of the strategy.
        named: what items name, by the identity of the item.
    """
    for item in artefact.parts("persona"):
        target = named[item.identity].target
        return ("named", target) if target is not None else ("other", None)
    said = _words(" ".join(item.text for item in artefact.items if item.field in NAMES))
    meant = [each.identity for each in people if not said.isdisjoint(_words(each.text))]
    return ("perhaps", meant[0] if len(meant) == 1 else None) if meant else ("unsaid", None)


def _words(text: str) -> set[str]:
    return {word for word in WORD.findall(normalised(text)) if len(word) >= SHORTEST_NAME}


def _filled(artefact: TakenApart) -> set[str]:
    return {field for owner, field in artefact.filled if owner == artefact.identity}
