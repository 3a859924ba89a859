"""Finds departments that have a part in an employee journey and no step of their own (S5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cxadvisor.artefacts.ground import Ground
from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.engine import Fact
from cxadvisor.language.listening import Listener
from cxadvisor.rulebook.artefacts import journeys as words

DEPARTMENT: Final = "a-department"
"""The concept that all departments belong to."""

TOLD: Final = ("steps.process", "steps.pain", "steps.rule_followed", "steps.touchpoint", "steps.system")
"""Where steps tell of others that they depend on."""

DOERS: Final = ("steps.department", "steps.role")
"""Where steps say whose they are."""


def departments_without_step(journey: TakenApart, steps: Sequence[Item], ground: Ground) -> Iterator[Fact]:
    """Yield the departments that are listed, or that steps tell of, and that no step belongs to."""
    if not steps:
        return
    ears = _Ears(ground)
    doers = [item.text for item in journey.items if item.field in DOERS]
    doing = [frozenset(ears.words(text)) for text in doers]
    acting = {department for text in doers for department in ears.departments(text)}
    has_departments = any(item.field == "steps.department" for item in journey.items)
    told: set[int] = set()
    for item in journey.items:
        if item.field == "departments":
            meant = ears.departments(item.text)
            own = ears.words(item.text)
            if meant & acting or not own or any(own & each for each in doing):
                continue
            told |= meant
            yield _without_step(journey, item, item.text, listed=True)
    if not has_departments:
        return
    for item in journey.items:
        if item.field in TOLD:
            for number in sorted(ears.departments(item.text) - acting - told):
                told.add(number)
                yield _without_step(journey, item, ears.label(number), listed=False)


def _without_step(journey: TakenApart, item: Item, text: str, *, listed: bool) -> Fact:
    return words.DepartmentWithoutStep(
        id=f"{item.identity} without step {text}",
        item=item.identity,
        artefact=journey.identity,
        text=text,
        listed=listed,
    )


class _Ears:
    """Hears which departments a text names."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._listener = Listener(ground.knowledge, ground.language)
        umbrella = ground.knowledge.index[DEPARTMENT]
        self._departments = {
            number for number, above in enumerate(ground.knowledge.above) if umbrella in above
        }

    def departments(self, text: str) -> set[int]:
        """Return the departments that ``text`` names, by number."""
        named = self._listener.hear(text).named
        return {number for number in named if number in self._departments}

    def words(self, text: str) -> set[str]:
        """Return what two texts that name the same department have in common."""
        return set(self._ground.read(text).thought)

    def label(self, number: int) -> str:
        """Return what a department is called in the language of the artefacts."""
        knowledge = self._ground.knowledge
        return knowledge.label(knowledge.concepts[number].name, self._ground.language)
