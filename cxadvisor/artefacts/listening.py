"""Hears what the items of artefacts speak of, as far as rules ask: ``speaks_of`` facts with the field for a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxadvisor.artefacts.ground import Ground
from cxadvisor.artefacts.items import TakenApart
from cxadvisor.language.listening import Listener
from cxadvisor.rulebook.spoken import SpeaksOf
from cxadvisor.rulebook.topics import Topics
from cxadvisor.speaking import speaks_only_of, spoken_of


def heard_facts(artefacts: Sequence[TakenApart], ground: Ground, topics: Topics) -> Iterator[SpeaksOf]:
    """Yield what items of artefacts speak of; their ``block`` is the companion key and the field (see ``scope``)."""
    listener = Listener(ground.knowledge, ground.language)
    for artefact in artefacts:
        for item in artefact.items:
            block = scope(item.kind, item.field)
            asked = topics.asked.get(block)
            if not asked:
                continue
            readings, heard = [ground.read(item.text)], listener.hear(item.text)
            found = spoken_of(readings, heard, asked, topics, ground.language)
            for concept, sure in found.items():
                yield SpeaksOf(
                    id=f"{item.identity} speaks of {concept}",
                    note=item.identity,
                    concept=concept,
                    block=block,
                    stage=item.stage,
                    sure=sure,
                    only=concept in topics.alone and speaks_only_of(concept, readings, heard, asked),
                )


def scope(kind: str, field: str) -> str:
    """Return what cards write under ``block`` for an item: ``journeys/steps.pain``."""
    return f"{kind}/{field}"
