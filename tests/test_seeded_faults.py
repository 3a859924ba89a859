"""As many faults as are put into a clean canvas, so many findings: minimal pairs, and faults together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxadvisor import Review
from cxadvisor.packs import extending
from cxadvisor.rulebook.rulebook import shipped
from tests.judging import CARDS, seen, some
from tests.rules.canvases import WORKSHOP, Content, emptied

STATED = ("gap", "conflict", "weakness")


def rules_of(made: Review) -> Counter[str]:
    return Counter(finding.rule for finding in made.findings if finding.kind in STATED)


def _moment(canvas: Content) -> None:
    canvas["moments"]["post_sale"].append({"text": "Invoice", "evidence": "complaint book"})


def _metric(canvas: Content) -> None:
    canvas["objectives"]["pre_sale"][1]["text"] = "Warranty"
    del canvas["metrics"]["pre_sale"][1]


def _reference(canvas: Content) -> None:
    canvas["metrics"]["pre_sale"][0]["for"].append("gone")


def _placeholder(canvas: Content) -> None:
    canvas["awareness_plan"].append("TBD")


def _twice(canvas: Content) -> None:
    canvas["segments"].append(dict(canvas["segments"][0], id="s-2"))


def _channel(canvas: Content) -> None:
    canvas["preferred_channels"]["pre_sale"].append({"text": "Letter", "evidence": "till count"})


def _characters(canvas: Content) -> None:
    canvas["retention_plan"][0]["text"] += "\u202e"


def _date(canvas: Content) -> None:
    canvas["metrics"]["post_sale"][0]["due"] = "2025-06-30"


def _scale(canvas: Content) -> None:
    canvas["metrics"]["post_sale"][1] |= {"text": "NPS", "scale": "1–10"}


def _culture(canvas: Content) -> None:
    canvas["culture"] = []
    canvas["activities"]["post_sale"][0]["for"].remove("c-1")


def _use(canvas: Content) -> None:
    canvas["activities"]["post_sale"][0]["through"].append("letter")


def _owner(canvas: Content) -> None:
    canvas["activities"]["pre_sale"][1]["owner"] = "Ana"


def _orphan(canvas: Content) -> None:
    canvas["metrics"]["post_sale"].append({"text": "Newsletter"})


def _outside(canvas: Content) -> None:
    canvas["supported_channels"]["post_sale"].append({"text": "Website"})
    canvas["activities"]["post_sale"][0]["through"].append("sc-4")
    canvas["activities"]["post_sale"][1]["through"] = ["website"]


FAULTS: dict[str, Callable[[Content], None]] = {
    "moment-without-activity": _moment,
    "objective-without-metric": _metric,
    "broken-reference": _reference,
    "placeholder-text": _placeholder,
    "duplicate-note": _twice,
    "preferred-channel-unsupported": _channel,
    "suspicious-characters": _characters,
    "target-overdue": _date,
    "wrong-scale": _scale,
    "empty-block": _culture,
    "activity-in-unsupported-channel": _use,
    "activity-without-owner": _owner,
    "metric-without-objective": _orphan,
    "moment-outside-preferred-channels": _outside,
}
"""Faults to seed in a clean canvas, by the rule that is to find each."""


def with_faults(*names: str) -> Content:
    canvas = emptied(WORKSHOP)
    for name in names:
        FAULTS[name](canvas)
    return canvas


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_gives_exactly_one_finding(fault: str) -> None:
    assert rules_of(seen(with_faults(fault))) == Counter([fault])


def test_two_faults_give_exactly_two_findings() -> None:
    wrong = {
        pair: dict(found)
        for pair in combinations(FAULTS, 2)
        if (found := rules_of(seen(with_faults(*pair)))) != Counter(pair)
    }
    assert wrong == {}


@some
@example(list(FAULTS))
@given(st.lists(st.sampled_from(list(FAULTS)), unique=True))
def test_as_many_findings_as_faults(names: list[str]) -> None:
    assert rules_of(seen(with_faults(*names))) == Counter(names)


def test_adding_the_missing_activity_removes_exactly_its_finding() -> None:
    canvas = with_faults(*FAULTS)
    mended = with_faults(*FAULTS)
    mended["moments"]["post_sale"][-1]["id"] = "m-new"
    mended["activities"]["post_sale"][0]["for"].append("m-new")
    before, after = seen(canvas), seen(mended)
    gone = {f.fingerprint for f in before.findings} - {f.fingerprint for f in after.findings}
    assert {f.rule for f in before.findings if f.fingerprint in gone} == {"moment-without-activity"}
    assert {f.fingerprint for f in after.findings} < {f.fingerprint for f in before.findings}


@pytest.mark.parametrize("rule", CARDS)
def test_leaving_out_a_rule_removes_its_findings_and_no_other(
    monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    canvas = with_faults(*FAULTS)
    canvas["moments"]["post_sale"].append({"text": "Xylo brumf", "evidence": "x"})
    before = seen(canvas)
    ours = {f.fingerprint for f in before.findings if rule in (f.rule, f.asks and f.asks.rule)}
    # A list that the rule is a part of grows shorter, or its other part keeps its own name.
    ours |= {
        f.fingerprint
        for f in before.findings
        if rule in CARDS[f.rule].lists and rule in {each.rule for each in f.absorbed}
    }
    absorbed = {(each.rule, each.at) for f in before.findings if f.fingerprint in ours for each in f.absorbed}
    others = [finding for finding in before.findings if finding.fingerprint not in ours]
    made = {"settings": seen(canvas, ignore=[rule])}
    if rule != "coverage-unclear":
        smaller = shipped().without([rule])
        monkeypatch.setattr(extending, "shipped", lambda: smaller)
        made["rulebook"] = seen(canvas)
    for after in made.values():
        kept = {f.fingerprint: f for f in after.findings}
        for finding in others:
            assert kept.pop(finding.fingerprint).message == finding.message
        for surfaced in kept.values():
            assert (surfaced.asks.rule if surfaced.asks else surfaced.rule) in {each for each, _ in absorbed}
