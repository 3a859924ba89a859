"""What notes speak of becomes a fact where a rule asks for it; what is absent must not even be hinted at."""

from __future__ import annotations

from typing import Any

import pytest

from cxadvisor.facts import facts_of
from cxadvisor.language import link, shipped_knowledge
from cxadvisor.model.canvas import Canvas
from cxadvisor.rulebook.outline import listens_to
from cxadvisor.rulebook.spoken import Silence, SpeaksOf, Unheard
from cxadvisor.rulebook.topics import Scope, Topics


def topics(*conditions: dict[str, Any]) -> Topics:
    """What a card with these conditions asks about."""
    return Topics(*listens_to(conditions), shipped_knowledge())


def facts(canvas: dict[str, Any], asked: Topics) -> list[Any]:
    made = Canvas.model_validate({"language": "en", **canvas})
    return list(facts_of(made, link(made), as_of="2026-01-01", topics=asked).facts)


def heard(text: str, concept: str, block: str = "metrics") -> bool | None:
    """Whether a note speaks of a concept for certain (True), by a hint (False), or not at all."""
    asked = topics({"speaks_of": {"note": "$note", "block": block, "concept": concept, "sure": True}})
    notes = [text] if block == "culture" else {"pre_sale": [], "post_sale": [text]}
    found = [fact["sure"] for fact in facts({block: notes}, asked) if type(fact) is SpeaksOf]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "concept", "sure"),
    [
        ("Satisfaction after a repair", "csat", True),
        ("Satisfaction after a repair", "perception-measure", True),
        ("Satisfaction after a repair", "nps", None),
        ("No satisfaction survey", "csat", False),
        ("Satsfaction after a repair", "csat", False),
        ("Share who would recommend", "perception-measure", True),
        ("Thumbs given", "perception-measure", False),
        ("Days in the workshop", "perception-measure", None),
        ("TBD: satisfaction", "csat", None),
    ],
)
def test_a_wording_in_full_is_sure_and_anything_less_is_a_hint(
    text: str, concept: str, sure: bool | None
) -> None:
    assert heard(text, concept) is sure


def test_a_channel_note_is_heard_in_full() -> None:
    assert heard("Phone, with a rating afterwards", "rating", "supported_channels") is True
    assert heard("Phone, with a rating afterwards", "phone", "supported_channels") is True


def test_only_what_a_rule_asks_about_becomes_a_fact() -> None:
    asked = topics({"speaks_of": {"note": "$note", "block": "metrics", "concept": "csat", "sure": True}})
    canvas = {
        "objectives": {"post_sale": ["Satisfaction"]},
        "metrics": {"post_sale": ["Satisfaction", "Churn rate"]},
    }
    found = [fact for fact in facts(canvas, asked) if type(fact) is SpeaksOf]
    assert [(fact["block"], fact["concept"], fact["stage"]) for fact in found] == [
        ("metrics", "csat", "post_sale")
    ]


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Phone and e-mail", True),
        ("By phone, or on the website", True),
        ("Phone after eight", False),
        ("Phone, 8", False),
        ("Fone", None),
    ],
)
def test_a_note_that_says_nothing_else_speaks_of_it_only(text: str, only: bool | None) -> None:
    asked = topics(
        {"speaks_of": {"note": "$note", "block": "needs", "concept": "digital", "sure": True}},
        {"speaks_of": {"block": "needs", "concept": "channel-by-name", "sure": True, "only": True}},
    )
    found = [
        fact["only"]
        for fact in facts({"needs": {"post_sale": [text]}}, asked)
        if type(fact) is SpeaksOf and fact["concept"] == "channel-by-name"
    ]
    assert found == ([] if only is None else [only])


def test_only_is_worked_out_where_a_rule_asks_it() -> None:
    asked = topics({"speaks_of": {"note": "$note", "block": "needs", "concept": "phone", "sure": True}})
    found = [fact for fact in facts({"needs": {"post_sale": ["Phone"]}}, asked) if type(fact) is SpeaksOf]
    assert [(fact["concept"], fact["only"]) for fact in found] == [("phone", False)]


# --- what a scope lacks

READ = ["Churn rate", "Share of deliveries on time"]


def lacks(blocks: dict[str, Any], concept: Any = "csat", **more: Any) -> dict[str, bool]:
    """In which stages nothing speaks of a concept, and whether that is sure."""
    asked = topics({"lacks": {"concept": concept, "in": "metrics", **more}})
    return {fact["stage"]: fact["sure"] for fact in facts(blocks, asked) if type(fact) is Silence}


def metrics(pre: list[str], post: list[str]) -> dict[str, Any]:
    return {"metrics": {"pre_sale": pre, "post_sale": post}}


def test_what_was_read_and_does_not_speak_of_it_lacks_it() -> None:
    assert lacks(metrics(READ, READ)) == {"any": True}
    assert lacks(metrics(READ, READ), stage="$stage") == {"pre_sale": True, "post_sale": True}


def test_what_stands_there_is_not_lacking() -> None:
    assert lacks(metrics(READ, ["Satisfaction"])) == {}
    assert lacks(metrics(READ, ["Satisfaction"]), stage="$stage") == {"pre_sale": True}
    assert lacks(metrics(READ, ["Satisfaction"]), ["nps", "csat"]) == {}


@pytest.mark.parametrize("doubtful", ["Xylo brumf quandro", "TBD", "No satisfaction survey"])
def test_doubt_is_told_apart_from_absence(doubtful: str) -> None:
    assert lacks(metrics(READ, [*READ, doubtful])) == {"any": False}


@pytest.mark.parametrize(
    ("more", "likely"),
    [
        (["Xylo brumf quandro"], True),
        (["Xylo brumf quandro", "Zwirbel plonk"], False),
        (["TBD"], False),
        (["No satisfaction survey"], False),
    ],
)
def test_absence_is_likely_where_a_third_of_the_notes_at_most_was_not_read(
    more: list[str], likely: bool
) -> None:
    asked = topics({"lacks": {"concept": "csat", "in": "metrics"}})
    found = facts(metrics([], [*READ, *more]), asked)
    assert [fact["likely"] for fact in found if type(fact) is Silence] == [likely]
    assert [fact["note"] for fact in found if type(fact) is Unheard] == [
        f"metrics/post_sale {text.casefold()}" for text in more if text.startswith(("Xylo", "Zwirbel"))
    ]


def test_a_metric_that_names_a_measure_was_read() -> None:
    assert lacks(metrics(READ, ["NPS, twice a year"])) == {"any": True}


def test_what_was_left_out_may_hold_it() -> None:
    assert lacks({**metrics([], READ), "not_captured": ["metrics/pre_sale"]}) == {"any": False}
    assert lacks({**metrics([], READ), "not_captured": ["metrics/pre_sale"]}, stage="$stage") == {
        "post_sale": True
    }


def test_where_nothing_stands_at_all_nothing_is_said() -> None:
    assert lacks(metrics([], [])) == {}
    assert lacks(metrics([], ["TBD"])) == {}
    assert lacks(metrics([], READ)) == {"any": True}


def test_a_scope_reads_back_as_it_was_written() -> None:
    for scope in (
        Scope(("csat", "nps"), ("metrics",), True),
        Scope(("csat",), ("culture", "metrics"), False),
    ):
        assert Scope.of_key(scope.key) == scope


def test_measures_that_ask_customers_are_known_as_such() -> None:
    """A new measure of what customers say is listed with the others, lest a canvas seem not to ask anybody."""
    knowledge = shipped_knowledge()
    asked = topics({"lacks": {"concept": "perception-measure", "in": "metrics"}}).asked["metrics"]
    speaking = [
        concept.name
        for number, concept in enumerate(knowledge.concepts)
        if concept.kind == "measure"
        and concept.name.startswith(("statement-", "nps", "csat"))
        and number not in asked
    ]
    assert speaking == []
