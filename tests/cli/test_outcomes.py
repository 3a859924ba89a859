"""The exit code, and the report of several strategies."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cxadvisor.cli.exits import Exit
from cxadvisor.cli.outcomes import Outcomes
from cxadvisor.errors import Problem
from cxadvisor.model.review import Finding, FindingPosition, Review, StrategySummary, Tool, Waived
from cxadvisor.model.strategy import Strategy

STRATEGY = Strategy("canvas.json", ())


def finding(kind: str = "gap", severity: str = "high", **changes: Any) -> Finding:
    values: dict[str, Any] = {
        "rule": "moment-without-activity",
        "code": "CUS301",
        "kind": kind,
        "severity": severity,
        "block": "moments",
        "stage": "post_sale",
        "at": ("/moments/post_sale/0",),
        "position": FindingPosition(file="canvas.json", line=3, column=5),
        "message": "No key activity serves the moment “Livrare”.",
        "consequence": "Nobody designs what happens there.",
        "advice": "Design it.",
        "ground": "canvas",
        "fingerprint": "f1",
    }
    return Finding(**(values | changes))


def review(*findings: Finding, complete: bool = True, reviews: tuple[Review, ...] = ()) -> Review:
    return Review(
        complete=complete,
        tool=Tool(name="cxadvisor", version="0"),
        as_of="2026-03-01",
        interface="en",
        strategy=StrategySummary(title="A strategy", language="en", files=("canvas.json",), digest="d"),
        findings=findings,
        reviews=reviews,
    )


def outcomes(*reviews: Review, failed: int = 0) -> Outcomes:
    collected = Outcomes()
    for each in reviews:
        collected.add("canvas.json", STRATEGY, each)
    for number in range(failed):
        collected.add_failure(f"{number}.json", (Problem("bad", "Mend it.", "0.json", 1, 2),))
    return collected


@pytest.mark.parametrize(
    ("collected", "fail_on", "code"),
    [
        (outcomes(review()), "low", Exit.CLEAN),
        (outcomes(review(finding())), None, Exit.CLEAN),
        (outcomes(review(finding(severity="medium"))), "high", Exit.CLEAN),
        (outcomes(review(finding(severity="medium"))), "medium", Exit.FOUND),
        (outcomes(review(finding(severity="high"))), "low", Exit.FOUND),
        (outcomes(review(), review(finding())), "high", Exit.FOUND),
        (outcomes(review(finding(kind="confirm"), finding(kind="advice"))), "low", Exit.CLEAN),
        (outcomes(review(finding(waived=Waived(reason="agreed")))), "low", Exit.CLEAN),
        (outcomes(review(finding(), complete=False)), "low", Exit.INCOMPLETE),
        (outcomes(review(finding(), complete=False), failed=1), "low", Exit.BAD_INPUT),
        (outcomes(review(), failed=1), None, Exit.BAD_INPUT),
        (outcomes(review(reviews=(review(), review(finding())))), "high", Exit.FOUND),
        (outcomes(review(reviews=(review(), review(complete=False)))), None, Exit.INCOMPLETE),
    ],
)
def test_the_exit_code_is_that_of_the_worst_that_happened(
    collected: Outcomes, fail_on: str | None, code: Exit
) -> None:
    assert collected.exit_code(fail_on) is code


def test_one_review_in_json_is_the_review_itself() -> None:
    report = json.loads(outcomes(review(finding())).report("json"))
    assert report["cxreview"] == "1"
    assert len(report["findings"]) == 1


def test_several_reviews_in_json_are_one_object_that_names_what_failed() -> None:
    alone = json.loads(outcomes(review(finding())).report("json"))
    report = json.loads(outcomes(review(finding()), review(), failed=1).report("json"))
    assert list(report) == ["cxreviews", "complete", "reviews", "failed"]
    assert report["complete"] is False, "a PATH that failed must not look clean"
    assert report["reviews"][0] == alone
    assert len(report["reviews"]) == 2
    assert report["failed"][0]["path"] == "0.json"
    assert report["failed"][0]["problems"][0]["message"] == "bad"
    assert report["failed"][0]["problems"][0]["line"] == 1


@pytest.mark.parametrize(("second", "complete"), [(review(), True), (review(complete=False), False)])
def test_several_reviews_are_complete_when_each_is(second: Review, complete: bool) -> None:
    report = json.loads(outcomes(review(), second).report("json"))
    assert report["complete"] is complete
    assert report["failed"] == []


def test_several_reviews_in_text_follow_one_another() -> None:
    alone = outcomes(review(finding())).report("text")
    assert isinstance(alone, str)
    assert outcomes(review(finding()), review(finding())).report("text") == f"{alone}\n{alone}"
