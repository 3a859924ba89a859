"""The facts of personas: what they say, what they leave out, and what they were drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cxadvisor.artefacts.empathy import Answers, empathy_map, whose
from cxadvisor.artefacts.items import TakenApart
from cxadvisor.artefacts.references import Named
from cxadvisor.artefacts.samples import is_small
from cxadvisor.engine import Fact
from cxadvisor.model.artefacts import Persona
from cxadvisor.rulebook.artefacts import personas as words

FIGURES: Final = ("age", "occupation", "household", "location", "share")
"""Keys that tell who somebody is, and nothing of what moves them."""

SEVERAL: Final = 3
"""So many of them make a persona of figures."""

DESCRIBED: Final = ("beliefs", "behaviour", "expectations", "motivations", "fears", "quotes", "summary")
"""Keys that tell how somebody thinks and behaves."""

PARTS: Final = ("goals", "needs", "pains", "channels")
"""What a persona is to say."""


def persona_facts(artefacts: Sequence[TakenApart], named: Iterable[Named]) -> Iterator[Fact]:
    """Yield the facts of the personas and empathy maps of a strategy.

    Args:
        artefacts: all artefacts of the strategy.
        named: what they name.
    """
    people = [each for each in artefacts if each.kind == "personas"]
    maps = [each for each in artefacts if each.kind == "empathy_maps"]
    by_item = {each.item.identity: each for each in named} if people or maps else {}
    answers: dict[str, list[Answers]] = {}
    for each in maps:
        about, persona = whose(each, people, by_item)
        names = [person.text for person in people if person.identity == persona]
        yield from empathy_map(each, about, *names)
        if persona is not None:
            answers.setdefault(persona, []).append(Answers(each))
    for each in people:
        yield _persona(each, answers.get(each.identity, ()), by_item)


def _persona(persona: TakenApart, maps: Sequence[Answers], named: Mapping[str, Named]) -> Fact:
    model = persona.artefact
    assert isinstance(model, Persona)
    filled = {field for owner, field in persona.filled if owner == persona.identity}
    evidence = [*model.evidence, *(piece for each in maps for piece in each.evidence)]
    missing = [part for part in PARTS if part not in filled and not any(part in each.said for each in maps)]
    return words.Persona(
        id=persona.identity,
        text=persona.text,
        figures=bool(model.statistics) or len(filled.intersection(FIGURES)) >= SEVERAL,
        described=not filled.isdisjoint(DESCRIBED) or any(each.describes for each in maps),
        evidence=bool(evidence),
        quoted=bool(model.quotes),
        few=is_small(model.evidence),
        missing_parts=",".join(missing),
        segment=_segment(persona, named),
    )


def _segment(persona: TakenApart, named: Mapping[str, Named]) -> str:
    """Say whether a persona names a segment of the canvas."""
    items = list(persona.parts("segment"))
    found = [named[item.identity] for item in items if item.identity in named]
    if any(each.target is not None for each in found):
        return "named"
    if len(found) < len(items) or any(each.perhaps for each in found):
        return "perhaps"
    return "other" if found else "unsaid"
