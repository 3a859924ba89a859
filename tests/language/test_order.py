"""The order of notes, blocks and keys has no say in what is linked."""

from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxadvisor.language import Linking, link
from cxadvisor.model.canvas import Canvas

CONTENT: dict[str, Any] = {
    "language": "en",
    "needs": {
        "pre_sale": ["Know the price before I order", "Advice from somebody who rides"],
        "post_sale": ["Repairs that do not take weeks", "No surprises on the bill"],
    },
    "moments": {
        "pre_sale": ["The test ride", "Comparing prices online", "Waiting for a reply to the quote"],
        "post_sale": ["The bike is late", "A puncture on Sunday", "The bike is late"],
    },
    "activities": {
        "pre_sale": [
            "Free test rides every Saturday",
            "Price calculator on the website",
            "Quotes within a day",
        ],
        "post_sale": [
            {"text": "We tell before a delivery is late", "through": ["text message"]},
            "Weekend repair team",
            "Plain bills on one page",
        ],
    },
    "objectives": {"post_sale": ["Bikes delivered on time", "Faster repairs"]},
    "metrics": {"post_sale": ["Deliveries on time, %", "Days from drop-off to pick-up", "NPS"]},
    "preferred_channels": {"post_sale": ["By phone", "A text message", "In the shop"]},
    "supported_channels": {"post_sale": ["SMS", "Hotline", "Three shops", "Website"]},
    "service_model": ["One mechanic owns the repair"],
}


def told(content: dict[str, Any], linking: Linking) -> tuple[Any, ...]:
    """What a linking says, with texts for places and everything in alphabetical order."""
    canvas = Canvas.model_validate(content)
    text = {each.place: (each.block, each.stage, each.text) for each in canvas.placed_notes()}
    links = sorted(
        (text[e.source], text[e.target], e.relation, e.origin, e.confidence, e.reason) for e in linking.links
    )
    candidates = sorted(
        (text[place], relation, tuple((text[c.place], c.confidence, c.reason) for c in found))
        for (place, relation), found in linking.candidates.items()
    )
    readings = sorted((text[place], reading) for place, reading in linking.readings.items())
    duplicates = sorted(sorted(text[place] for place in group) for group in linking.duplicates)
    uses = sorted(
        (text[use.activity], use.words, sorted(text[p] for p in (*use.supported, *use.preferred)))
        for use in linking.uses
    )
    return links, candidates, readings, duplicates, uses


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_shuffled_notes_and_keys_give_the_same_links(data: st.DataObject) -> None:
    shuffled: dict[str, Any] = {}
    for key in data.draw(st.permutations(list(CONTENT))):
        value = CONTENT[key]
        if isinstance(value, dict):
            stages = data.draw(st.permutations(list(value)))
            shuffled[key] = {stage: data.draw(st.permutations(value[stage])) for stage in stages}
        else:
            shuffled[key] = data.draw(st.permutations(value)) if isinstance(value, list) else value
    first = told(CONTENT, link(Canvas.model_validate(CONTENT)))
    assert told(shuffled, link(Canvas.model_validate(shuffled))) == first


def test_composition_case_and_white_space_leave_candidates_in_order() -> None:
    notes = [
        "Élan for the parcel",
        "Zeal for the parcel",
        "Ease for the parcel",
        "Early for the parcel",
        "Eve for the parcel",
        "Z for the parcel",
    ]

    def first(texts: list[str]) -> list[int]:
        content = {
            "language": "en",
            "moments": {"post_sale": ["The parcel arrives"]},
            "activities": {"post_sale": texts},
        }
        found = link(Canvas.model_validate(content)).candidates.get(("/moments/post_sale/0", "serves"), ())
        return [int(entry.place.rsplit("/", 1)[1]) for entry in found]

    decomposed = [unicodedata.normalize("NFD", text) for text in notes]
    assert len(first(notes)) == 5
    assert first(decomposed) == first(notes) == first([text.upper().replace(" ", "  ") for text in notes])


def test_a_second_run_says_the_same() -> None:
    canvas = Canvas.model_validate(CONTENT)
    assert link(canvas) == link(canvas)
