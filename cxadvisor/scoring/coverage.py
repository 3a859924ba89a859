"""How far links reach, added up in the open, by relation; ``CoverageScore`` adds these up further."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cxadvisor.model.scores import UNIT, CoverageScore, NotesByState, RelationScore, tally_slots
from cxadvisor.scoring.standing import Counted, Standing
from cxadvisor.scoring.weights import Weights


def coverage_score(found: Iterable[Standing], weighing: Weights) -> CoverageScore:
    """Add up how the notes stand; each counts for its weight, once for every rule that looks at it."""
    relations = tuple(_relation(each, weighing.units) for each in found)
    counted = {each.block for each in relations}
    return CoverageScore(
        relations=relations,
        weights=tuple(each for each in weighing.given if each.at.split("/")[1] in counted),
    )


def _relation(standing: Standing, units: Mapping[str, int]) -> RelationScore:
    sure, assumed, gap, asked = standing.sure, standing.assumed, standing.gap, standing.asked
    unassessed = standing.silent + standing.unsought
    looks = standing.coverage
    return RelationScore(
        rule=standing.card.name,
        relation=looks.links[0].relation,
        block=looks.of,
        partners=looks.partners,
        notes=NotesByState(
            sure=_places(sure),
            assumed=_places(assumed),
            gap=_places(gap),
            asked=_places(asked),
            unassessed=_places(unassessed),
        ),
        **tally_slots([_weighed(notes, units) for notes in (sure, assumed, gap, asked, unassessed)]),
    )


def _places(notes: Iterable[Counted]) -> tuple[str, ...]:
    return tuple([note.place for note in notes])


def _weighed(notes: tuple[Counted, ...], units: Mapping[str, int]) -> int:
    if not units:
        return UNIT * len(notes)
    return sum(units.get(note.place, UNIT) for note in notes)
