"""One cause, one finding, across artefacts and the canvas beside them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from cxadvisor import Finding, Review, review
from cxadvisor.rulebook.card import RuleCard, card_from
from tests.artefacts.samples import CANVAS, Content


def card(name: str, **fields: Any) -> RuleCard:
    """A card about journeys that yields to a lead on the canvas."""
    content = {
        "code": f"TRY{fields.pop('number', 1)}",
        "name": name,
        "kind": "weakness",
        "severity": "low",
        "sources": [],
        "ground": "practice",
        "since": "0.1",
        "topic": "journeys",
        "finds": "F.",
        "matters": "M.",
        "message": "S.",
        "advice": "A.",
        "because": "B.",
        "whys": ["W?"],
        "given": ["journeys", "canvas"],
        **fields,
    }
    return card_from(content)


PAINS = card(
    "pain-of-a-step",
    when=[{"item": {"id": "$pain", "artefact": "$journey", "kind": "journeys", "field": "steps.pain"}}],
    at=["pain"],
    yields_to=["moment-without-activity"],
)
TOGETHER = PAINS._replace(merge="by:journey")


def strategy(steps: list[Content], **blocks: Any) -> Content:
    canvas: Content = {
        "cxcanvas": "1",
        "language": "en",
        "moments": {"pre_sale": [], "post_sale": [{"id": "m-flat", "text": "A puncture"}, "Warranty"]},
        "activities": {"pre_sale": [], "post_sale": [{"text": "Repair of punctures", "for": ["m-flat"]}]},
        "not_captured": [
            *(
                "segments",
                "needs",
                "preferred_channels",
                "objectives",
                "culture",
                "supported_channels",
                "metrics",
            ),
            *("service_model", "sales_model", "retention_plan", "awareness_plan"),
        ],
        **blocks,
    }
    return {**canvas, "journeys": [{"id": "j", "title": "A ride", "after": steps}]}


def seen(canvas: Content, *cards: RuleCard, **settings: Any) -> Review:
    return review(canvas, as_of="2026-01-01", lang="en", rules=cards, **settings)


def of_rule(made: Review, rule: str) -> list[Finding]:
    return [finding for finding in made.findings if finding.rule == rule]


def told(finding: Finding) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.rule, each.at) for each in finding.absorbed]


def test_a_lead_on_the_note_that_a_step_names_tells_the_cause() -> None:
    """The pain stands in a step, the step names the moment, and the moment has no activity."""
    made = seen(strategy([{"action": "Waits", "moment": "Warranty", "pain": "No answer"}]), PAINS)
    (lead,) = of_rule(made, "moment-without-activity")
    assert (PAINS.name, ("/journeys/0/after/0/pain",)) in told(lead)
    assert of_rule(made, PAINS.name) == []


def test_a_lead_on_the_note_that_a_step_says_in_its_own_words_does_too() -> None:
    made = seen(strategy([{"action": "Warranty", "pain": "No answer"}]), PAINS)
    (lead,) = of_rule(made, "moment-without-activity")
    assert (PAINS.name, ("/journeys/0/after/0/pain",)) in told(lead)


def test_a_lead_on_another_note_tells_nothing_of_it() -> None:
    made = seen(strategy([{"action": "Rides home", "moment": "m-flat", "pain": "No answer"}]), PAINS)
    (lead,) = of_rule(made, "moment-without-activity")
    assert PAINS.name not in {rule for rule, _ in told(lead)}
    assert [finding.at for finding in of_rule(made, PAINS.name)] == [("/journeys/0/after/0/pain",)]


STEPS: list[Content] = [
    {"action": "Waits", "moment": "Warranty", "pain": "No answer"},
    {"action": "Rides home", "moment": "m-flat", "pain": "A wet road"},
    {"action": "Sits down", "pain": "A hard bench"},
]


def test_of_a_finding_about_several_steps_a_lead_tells_its_own_alone() -> None:
    made = seen(strategy(STEPS), TOGETHER)
    (lead,) = of_rule(made, "moment-without-activity")
    assert [at for rule, at in told(lead) if rule == TOGETHER.name] == [("/journeys/0/after/0/pain",)]
    (rest,) = of_rule(made, TOGETHER.name)
    assert rest.at == ("/journeys/0/after/1/pain", "/journeys/0/after/2/pain")


def test_without_the_lead_the_finding_is_whole_again() -> None:
    made = seen(strategy(STEPS), TOGETHER, ignore=["moment-without-activity"])
    (whole,) = of_rule(made, TOGETHER.name)
    assert len(whole.at) == 3


def test_what_a_divided_finding_leads_is_listed_with_the_part_it_belongs_to() -> None:
    next_in_line = card(
        "step-of-a-pain",
        number=2,
        when=[
            {"item": {"id": "$step", "field": "steps"}},
            {"item": {"of": "$step", "field": "steps.pain"}},
        ],
        at=["step"],
        yields_to=[TOGETHER.name],
    )
    at_steps = TOGETHER._replace(
        when=(
            {"item": {"id": "$step", "artefact": "$journey", "field": "steps"}},
            {"item": {"of": "$step", "field": "steps.pain"}},
        ),
        at=("step",),
    )
    made = seen(strategy(STEPS), at_steps, next_in_line)
    assert of_rule(made, next_in_line.name) == []
    (lead,) = of_rule(made, "moment-without-activity")
    assert (next_in_line.name, ("/journeys/0/after/0",)) in told(lead)
    (rest,) = of_rule(made, at_steps.name)
    assert sorted(told(rest)) == [
        (next_in_line.name, ("/journeys/0/after/1",)),
        (next_in_line.name, ("/journeys/0/after/2",)),
    ]


def test_a_lead_on_a_step_tells_what_stands_in_it() -> None:
    lead = card("step-lead", number=2, when=[{"item": {"id": "$step", "field": "steps"}}], at=["step"])
    made = seen(strategy(STEPS[:1]), PAINS._replace(yields_to=("step-lead",)), lead)
    (finding,) = of_rule(made, "step-lead")
    assert told(finding) == [(PAINS.name, ("/journeys/0/after/0/pain",))]


def test_an_empty_block_tells_of_what_was_looked_for_in_it() -> None:
    looking = PAINS._replace(yields_to=(), looks_in=("activities",))
    made = seen(strategy(STEPS[:1], activities={"pre_sale": ["A fitting"], "post_sale": []}), looking)
    leads = [finding for finding in of_rule(made, "empty-block") if finding.block == "activities"]
    assert [(PAINS.name, ("/journeys/0/after/0/pain",))] == [
        each for lead in leads for each in told(lead) if each[0] == PAINS.name
    ]


def test_an_empty_half_tells_nothing_of_steps_in_the_other() -> None:
    looking = PAINS._replace(yields_to=(), looks_in=("activities",))
    made = seen(strategy(STEPS[:1], activities={"pre_sale": [], "post_sale": ["Help by phone"]}), looking)
    assert [finding.at for finding in of_rule(made, PAINS.name)] == [("/journeys/0/after/0/pain",)]


def test_a_channel_that_is_not_supported_tells_of_the_persona_that_uses_it() -> None:
    uses = card(
        "persona-uses",
        given=["personas", "canvas"],
        when=[{"names_channel_of": {"item": "$item", "supported": "no"}}, {"item": {"id": "$item"}}],
        at=["item"],
        yields_to=["preferred-channel-unsupported"],
    )
    canvas = deepcopy(CANVAS)
    canvas["personas"] = {"name": "Nora", "channels": {"after": ["WhatsApp"]}}
    (lead,) = of_rule(seen(canvas, uses), "preferred-channel-unsupported")
    assert (uses.name, ("/personas/channels/after/0",)) in told(lead)
