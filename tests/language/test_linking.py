"""What notes say themselves goes first; the rest is inferred within a stage, and open to question."""

from __future__ import annotations

from typing import Any

import pytest

from cxadvisor.language import COVER, THRESHOLD, Linking, Reason, link, reason_text, shipped_knowledge
from cxadvisor.language.linker import MAX_CANDIDATES
from cxadvisor.model.canvas import Canvas


def linked(**blocks: Any) -> Linking:
    """Link a canvas in English made of ``blocks``."""
    return link(Canvas.model_validate({"language": "en", **blocks}))


def pairs(linking: Linking) -> set[tuple[str, str, str, str]]:
    """The links without confidence and reason."""
    return {(entry.source, entry.target, entry.relation, entry.origin) for entry in linking.links}


def test_an_explicit_link_stands_whatever_the_words_say() -> None:
    linking = linked(
        moments={
            "pre_sale": [{"id": "m1", "text": "First visit"}],
            "post_sale": [{"id": "m2", "text": "A puncture"}],
        },
        activities={"pre_sale": [{"id": "a1", "text": "Weather forecast", "for": ["m1", "m2"]}]},
    )
    assert pairs(linking) == {
        ("/activities/pre_sale/0", "/moments/pre_sale/0", "serves", "explicit"),
        ("/activities/pre_sale/0", "/moments/post_sale/0", "serves", "explicit"),
    }
    assert all(entry.confidence == 1.0 and entry.reason.kind == "explicit" for entry in linking.links)


def test_what_is_ruled_out_is_neither_link_nor_candidate() -> None:
    blocks: dict[str, Any] = {
        "moments": {"post_sale": [{"id": "m", "text": "Home delivery of the bike"}]},
        "activities": {
            "post_sale": [{"text": "Home delivery by our own driver", "not_for": ["m"]}, "Coffee"]
        },
    }
    linking = linked(**blocks)
    assert not linking.links
    assert ("/moments/post_sale/0", "serves") not in linking.candidates
    del blocks["activities"]["post_sale"][0]["not_for"]
    assert linked(**blocks).links


def test_a_moment_may_rule_an_activity_out_as_well() -> None:
    linking = linked(
        moments={"post_sale": [{"text": "Home delivery of the bike", "not_for": ["a"]}]},
        activities={"post_sale": [{"id": "a", "text": "Home delivery by our own driver"}]},
    )
    assert not linking.links
    assert not linking.broken


def test_a_pair_given_and_ruled_out_is_given_and_reported() -> None:
    linking = linked(
        moments={"post_sale": [{"id": "m", "text": "Delivery"}]},
        activities={"post_sale": [{"text": "Own driver", "for": ["m"], "not_for": ["m"]}]},
    )
    assert len(linking.links) == 1
    assert linking.broken == (("/activities/post_sale/0", "not_for", "m", "contradicted"),)


def test_the_other_note_may_be_the_one_that_rules_the_pair_out() -> None:
    linking = linked(
        moments={"post_sale": [{"id": "m", "text": "Delivery", "not_for": ["a"]}]},
        activities={"post_sale": [{"id": "a", "text": "Own driver", "for": ["m"]}]},
    )
    assert [entry.reason.kind for entry in linking.links] == ["explicit"]
    assert linking.broken == (("/moments/post_sale/0", "not_for", "a", "contradicted"),)


@pytest.mark.parametrize(
    ("key", "target", "why"),
    [
        ("for", "nobody", "unknown"),
        ("for", "a", "itself"),
        ("for", "c", "wrong-block"),
        ("not_for", "nobody", "unknown"),
        ("not_for", "a", "itself"),
        ("not_for", "c", "wrong-block"),
        ("through", "m", "wrong-block"),
        ("through", "ch-7", "unknown"),
        ("through", "a", "itself"),
    ],
)
def test_a_reference_that_leads_nowhere_is_reported(key: str, target: str, why: str) -> None:
    linking = linked(
        moments={"post_sale": [{"id": "m", "text": "A puncture"}]},
        service_model=[{"id": "c", "text": "Repairs while you wait"}],
        activities={"post_sale": [{"id": "a", "text": "Roadside help", key: [target]}]},
    )
    assert [(entry.place, entry.key, entry.target, entry.why) for entry in linking.broken] == [
        ("/activities/post_sale/0", key, target, why)
    ]


def test_an_id_of_an_artefact_is_known_but_no_note() -> None:
    canvas = Canvas.model_validate({"needs": {"pre_sale": [{"text": "A safe bike", "for": ["p1", "p2"]}]}})
    assert [entry.why for entry in link(canvas, known_ids=frozenset({"p2"})).broken] == [
        "unknown",
        "wrong-block",
    ]


def test_links_are_sought_within_a_stage() -> None:
    linking = linked(
        moments={"pre_sale": ["Home delivery of the bike"]},
        activities={"post_sale": ["Home delivery of the bike"]},
    )
    assert not linking.links
    assert not linking.candidates


def test_an_undivided_block_speaks_of_the_stage_it_implies() -> None:
    linking = linked(
        moments={
            "post_sale": ["Warranty repair of a broken frame"],
            "pre_sale": ["Warranty repair of a broken frame"],
        },
        service_model=["Warranty repair of a broken frame"],
    )
    partners = {entry.target for entry in linking.links} | {
        candidate.place
        for (place, _), found in linking.candidates.items()
        for candidate in found
        if "model" in place
    }
    assert partners == {"/moments/post_sale/0"}


def test_channels_are_linked_by_what_they_are() -> None:
    linking = linked(
        preferred_channels={"post_sale": ["Ring the shop", "WhatsApp", "By e-mail"]},
        supported_channels={"post_sale": ["Call centre 0330 123 456", "Live chat", "help@bike.example"]},
    )
    assert {(entry.source, entry.target) for entry in linking.links if entry.relation == "supports"} == {
        ("/supported_channels/post_sale/0", "/preferred_channels/post_sale/0"),
        ("/supported_channels/post_sale/2", "/preferred_channels/post_sale/2"),
    }
    sibling = linking.candidates["/preferred_channels/post_sale/1", "supports"][0]
    assert sibling.place == "/supported_channels/post_sale/1"
    assert sibling.confidence < THRESHOLD


def test_through_names_channels_by_id_or_in_words() -> None:
    linking = linked(
        activities={
            "post_sale": [
                {"text": "Tell when the bike is ready", "through": ["sc", "text message", "smoke signals"]}
            ]
        },
        supported_channels={"post_sale": [{"id": "sc", "text": "Live chat"}, "SMS"], "pre_sale": ["SMS"]},
        preferred_channels={"post_sale": ["A text, please"]},
    )
    assert [tuple(use)[1:] for use in linking.uses] == [
        ("sc", True, ("/supported_channels/post_sale/0",), ()),
        ("smoke signals", False, (), ()),
        ("text message", True, ("/supported_channels/post_sale/1",), ("/preferred_channels/post_sale/0",)),
    ]
    uses = {(entry.target, entry.origin) for entry in linking.links if entry.relation == "uses"}
    assert uses == {
        ("/supported_channels/post_sale/0", "explicit"),
        ("/supported_channels/post_sale/1", "inferred"),
        ("/preferred_channels/post_sale/0", "inferred"),
    }
    assert not linking.broken


def test_candidates_are_few_and_best_first() -> None:
    notes = [f"Delivery of bike number {number} to the door" for number in range(9)]
    linking = linked(moments={"post_sale": ["Home delivery"]}, activities={"post_sale": notes})
    found = linking.candidates["/moments/post_sale/0", "serves"]
    assert len(found) == MAX_CANDIDATES
    assert [entry.confidence for entry in found] == sorted(
        (entry.confidence for entry in found), reverse=True
    )
    assert all(entry.confidence < COVER for entry in found)
    assert linking.best_candidate("/moments/post_sale/0", "serves") == found[0].confidence


def test_a_placeholder_is_linked_to_nothing() -> None:
    linking = linked(moments={"post_sale": ["TBD: delivery"]}, activities={"post_sale": ["Delivery"]})
    assert linking.readings["/moments/post_sale/0"].placeholder
    assert not linking.links


def test_a_note_is_readable_when_its_words_are_understood() -> None:
    linking = linked(
        moments={"post_sale": ["Waiting for the delivery", "Zorbling the quux with frumious bandersnatches"]},
        preferred_channels={"post_sale": ["E-mail", "Pigeon loft"]},
    )
    readable = {place: reading.readable for place, reading in linking.readings.items()}
    assert readable == {
        "/moments/post_sale/0": True,
        "/moments/post_sale/1": False,
        "/preferred_channels/post_sale/0": True,
        "/preferred_channels/post_sale/1": False,
    }
    assert {"waiting", "delivery"} <= set(linking.readings["/moments/post_sale/0"].concepts)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Free first service", "FIRST SERVICE FREE", True),
        ("Repairs on the same day", "Repair the same day", True),
        ("Bicycle workshops for women", "Bicicle workshops for women", True),
        ("Delivery in 24 hours", "Delivery in 48 hours", False),
        ("Queue at the counter", "No queue at the counter", False),
        ("Live chat", "WhatsApp", False),
        ("Call centre", "Call back", False),
    ],
)
def test_only_the_same_thought_is_a_duplicate(one: str, other: str, same: bool) -> None:
    linking = linked(needs={"pre_sale": [one, "Something else", other], "post_sale": [one]})
    assert linking.duplicates == ((("/needs/pre_sale/0", "/needs/pre_sale/2"),) if same else ())


class English:
    """Interface texts in English, as far as reasons go."""

    language = "en"

    def __call__(self, key: str, **values: object) -> str:
        """Show the key and what it is filled with."""
        return f"{key}|{values['concept']}|{values['other']}|{values['a']}|{values['b']}"

    def quote(self, text: str) -> str:
        """Put the text in quotes."""
        return f"“{text}”"


def test_a_reason_is_told_in_the_words_of_the_notes() -> None:
    reason = Reason("concept", "livrarea", "livrare 48h", "delivery")
    assert reason_text(reason, English()) == "reason.concept|delivery||“livrarea”|“livrare 48h”"


def test_an_empty_canvas_links_nothing() -> None:
    assert link(Canvas()) == Linking("mul", (), {}, {}, (), (), (), shipped_knowledge())
