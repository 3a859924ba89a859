"""What the catalogue has to the advice of a finding: as its card says, and as its notes give occasion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cxadvisor.catalogue import Entry, entries_about, metrics_for, shipped_catalogue
from cxadvisor.drafting import Context, Draft
from cxadvisor.model.review import Reference, Use

MOST: Final = 4
"""So many references a finding has at most; advice is no reading list."""


def references_of(draft: Draft, context: Context) -> tuple[Reference, ...]:
    """Return the entries to look up: those of the card; else those of what the finding lists or absorbs.

    A question about several notes has none, and one about a single note only measures that would answer it.
    """
    found: dict[str, Reference] = {}
    for entry, use in _found(draft, context):
        label = entry.label(context.texts.language)
        reference = Reference(kind=entry.kind, name=entry.name, label=label, use=use)
        found.setdefault(entry.name, reference)
    return tuple(found.values())[:MOST]


def _found(draft: Draft, context: Context) -> Iterator[tuple[Entry, Use]]:
    own = list(_named(draft, context))
    yield from own
    if not own and not draft.question:
        for part in draft.parts or draft.absorbed:
            yield from list(_named(part, context))[: 1 if draft.parts else None]


def _named(draft: Draft, context: Context) -> Iterator[tuple[Entry, Use]]:
    catalogue = shipped_catalogue()
    for each in draft.card.see:
        way, colon, variable = each.partition(":")
        if not colon:
            if not draft.is_coverage_question:
                entry = catalogue[each]
                yield entry, "consider" if entry.kind == "metric" else "read"
        elif way == "metrics_for" or not draft.is_coverage_question:
            yield from _by_note(draft, way, variable, context)


def _by_note(draft: Draft, way: str, variable: str, context: Context) -> Iterator[tuple[Entry, Use]]:
    """Yield what is found by the one note that ``variable`` stands for."""
    notes = {found.bindings.get(variable) for found in draft.matches}
    identity = notes.pop() if len(notes) == 1 else None
    if not isinstance(identity, str):
        return
    places = context.base.places.get(identity)
    reading = context.linking.readings.get(places[0]) if places else None
    if reading is None or reading.placeholder:
        return
    knowledge = context.linking.knowledge
    if way == "metrics_for":
        stage = context.base.about[identity]["stage"]
        for entry in metrics_for(reading.note, stage, knowledge):
            yield entry, "consider"
        return
    for entry in entries_about(reading.note, knowledge):
        if way == "about":
            yield entry, "read"
        else:
            for name in entry.beside:
                beside = shipped_catalogue()[name]
                yield beside, "consider" if beside.kind == "metric" else "read"
