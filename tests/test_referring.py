"""Advice cites the catalogue: which entries findings name, where they keep silent, and how reports show it."""

from __future__ import annotations

from typing import Any

import pytest

from cxadvisor import Finding, Review, load, review
from cxadvisor.errors import RuleCardError
from cxadvisor.reporters import TextFormat, render
from cxadvisor.reporters.json_report import as_data
from cxadvisor.rulebook.loading import read_card
from cxadvisor.rulebook.rulebook import shipped


def _review(lang: str = "en", **blocks: Any) -> Review:
    canvas = {"cxcanvas": "1", "language": "en", "segments": ["Commuters who lease a bicycle"], **blocks}
    return review(load(canvas), lang=lang, as_of="2026-11-22")


def _finding(found: Review, rule: str) -> Finding:
    return next(each for each in found.findings if rule in (each.rule, each.asks and each.asks.rule))


def _named(finding: Finding) -> list[tuple[str, str]]:
    return [(reference.use, reference.name) for reference in finding.see]


def test_a_channel_that_is_missing_leads_to_how_it_is_served_well() -> None:
    found = _review(
        preferred_channels={"post_sale": ["WhatsApp"]}, supported_channels={"post_sale": ["Phone", "Letter"]}
    )
    assert _named(_finding(found, "preferred-channel-unsupported")) == [("read", "messaging")]


def test_an_objective_without_a_metric_gets_measures_that_would_show_it() -> None:
    found = _review(
        objectives={
            "post_sale": [
                {"text": "Nobody waits in the queue longer than ten minutes", "id": "o1"},
                {"text": "Loved", "id": "o2"},
            ]
        },
        metrics={"post_sale": [{"text": "Share of customers who would recommend us", "for": ["o2"]}]},
    )
    named = _named(_finding(found, "objective-without-metric"))
    assert ("consider", "waiting-time") in named
    assert all(use == "consider" for use, _ in named)


def test_nps_alone_is_met_with_what_keeps_it_honest() -> None:
    found = _review(
        metrics={
            "post_sale": ["NPS", "Repairs finished on the promised day"],
            "pre_sale": ["Conversion rate"],
        }
    )
    assert ("consider", "customer-effort-score") in _named(_finding(found, "nps-alone"))


def test_a_list_leads_to_one_entry_for_each_of_its_parts() -> None:
    card = shipped().find("measurement-plan-incomplete")
    assert card.lists
    assert not card.see
    found = _review(
        moments={"post_sale": ["The motor stops on the way to work and I call for help"]},
        activities={"post_sale": ["Hotline answers breakdowns and complaints"]},
        metrics={"pre_sale": ["Enquiries"], "post_sale": ["Number of flyers handed out"]},
        awareness_plan=["Newsletter and flyers at the station"],
        service_model=["We help customers who call"],
    )
    lists = [each for each in found.findings if each.rule == "measurement-plan-incomplete"]
    for each in lists:
        assert 2 <= len(each.see) <= 4


def test_references_are_in_the_language_of_the_review() -> None:
    blocks = {
        "preferred_channels": {"post_sale": ["WhatsApp"]},
        "supported_channels": {"post_sale": ["Phone"]},
    }
    (reference,) = _finding(_review("ro", **blocks), "preferred-channel-unsupported").see
    assert (reference.kind, reference.label) == ("touchpoint", "Mesagerie și SMS")


def test_findings_without_references_leave_the_key_out() -> None:
    found = _review(
        preferred_channels={"post_sale": ["WhatsApp"]}, supported_channels={"post_sale": ["Phone"]}
    )
    data = as_data(found)["findings"]
    assert any("see" in each for each in data)
    assert all(each.get("see") != [] for each in data)
    assert any("see" not in each for each in data)


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_every_report_names_them_shortly(format: TextFormat) -> None:
    found = _review(
        preferred_channels={"post_sale": ["WhatsApp"]}, supported_channels={"post_sale": ["Phone"]}
    )
    text = render(found, format, show_all=True)
    assert "Messaging and SMS" in text
    assert text.count("cxadvisor explain") == (1 if format == "text" else 0)


def test_a_report_without_references_says_nothing_of_explain() -> None:
    assert "explain" not in render(_review(), "text", show_all=True).replace("Also explains", "")


def test_notes_in_another_order_lead_to_the_same_entries() -> None:
    objectives = [
        "Nobody waits long at the workshop",
        "Every repair holds",
        "Bicycles are handed over on the promised day",
    ]
    one = _review(objectives={"post_sale": objectives}, metrics={"post_sale": ["Turnover"]})
    other = _review(objectives={"post_sale": objectives[::-1]}, metrics={"post_sale": ["Turnover"]})
    assert {each.fingerprint: each.see for each in one.findings} == {
        each.fingerprint: each.see for each in other.findings
    }


CARD = """
code: ACME1
name: acme-rule
kind: advice
severity: low
ground: practice
since: "1"
finds: An activity.
matters: It matters.
when: [{activity: {id: $activity}}]
at: $activity
message: There is “{activity.text}”.
because: It stands there.
advice: Look at it.
see: SEE
"""


@pytest.mark.parametrize(
    ("see", "complaint"),
    [
        ("[npss]", "“npss”, which the catalogue does not have. Did you mean “nps”?"),
        ("[{about: $metric}]", "looks by $metric, of which the finding knows nothing. Name one of activity."),
        ("[{about: $activity, beside: $activity}]", "finds entries by one of metrics_for, about, beside"),
        ("[nps, csat, heart, smart, persona]", "at most 4 items"),
    ],
)
def test_a_card_that_names_what_is_not_there_is_refused_with_the_line(see: str, complaint: str) -> None:
    with pytest.raises(RuleCardError) as caught:
        read_card(CARD.replace("SEE", see), "acme.yaml", "acme")
    assert complaint in str(caught.value)
    assert "acme.yaml:15" in str(caught.value)


def test_a_card_of_ones_own_may_cite_the_catalogue() -> None:
    data = read_card(CARD.replace("SEE", "[nps, {about: $activity}]"), "acme.yaml", "acme")
    assert data["see"] == ["nps", "about:activity"]
