"""The tables of links say what the scores and the questions say."""

from __future__ import annotations

import copy
import json
from collections import Counter
from pathlib import Path

import pytest

from cxadvisor import Review, load, load_bytes, review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters.audit import audit_of
from cxadvisor.reporters.matrices import MATRICES, MatrixKind
from tests.rules.canvases import PLAIN, WORKSHOP, Content, emptied, places_to_empty

ROOT = Path(__file__).parents[2]
LABELLED = ("en-water-utility", "it-palestre", "pl-gym", "ro-railway", "ru-optician")
FILES = [
    *(ROOT / "tests" / "labelled" / f"{name}.json" for name in LABELLED),
    *sorted((ROOT / "examples").glob("*/canvas.*")),
]
CHANNELS, MOMENTS = MATRICES


def seen(strategy: Strategy | Content) -> tuple[Review, Strategy]:
    """The review of a strategy, with the strategy that its report is drawn from."""
    if isinstance(strategy, dict):
        strategy = load_bytes(json.dumps(strategy).encode(), "canvas.json")
    return review(strategy, as_of="2026-01-01", lang="en"), strategy


def results(made: Review, strategy: Strategy, kind: MatrixKind) -> dict[str, str]:
    """What the tables of one kind say of each row, by its place."""
    (part,) = audit_of(made, strategy).parts
    return {
        row.head.place: row.result for table in part.matrices if table.kind == kind.name for row in table.rows
    }


def assert_agreement(strategy: Strategy | Content) -> None:
    """Tables and scores count the same notes as covered, as gaps and as asked about."""
    made, strategy = seen(strategy)
    accepted = {place for finding in made.findings if finding.waived for place in finding.at}
    for kind in MATRICES:
        told = results(made, strategy, kind)
        counts = Counter(told.values())
        score = made.scores[kind.rule]
        assert counts["covered"] + counts["assumed"] == score.covered
        assert {place for place, result in told.items() if result == "accepted"} <= accepted
        assert counts["gap"] + counts["asked"] + counts["accepted"] == score.gap + score.asked
        assert counts["gap"] <= score.gap
        assert counts["asked"] <= score.asked


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + "/" + path.name)
def test_tables_agree_with_scores(path: Path) -> None:
    assert_agreement(load(path))


@pytest.mark.parametrize("canvas", [WORKSHOP, PLAIN], ids=["by-id", "in-words"])
@pytest.mark.parametrize("block", ["activities", "supported_channels", "moments", "preferred_channels"])
def test_tables_agree_with_scores_where_a_block_is_empty(canvas: Content, block: str) -> None:
    for place in places_to_empty():
        if place[0] == block:
            assert_agreement(emptied(canvas, place))


@pytest.mark.parametrize("text", ["???", "Support", "Xylo brumf"])
def test_tables_agree_with_scores_on_notes_that_say_little(text: str) -> None:
    canvas = copy.deepcopy(WORKSHOP)
    canvas["moments"]["post_sale"].append(text)
    canvas["preferred_channels"]["post_sale"].append(text)
    assert_agreement(canvas)


def leaving(**note: object) -> Content:
    """A canvas whose only link to the moment of leaving is a note of the service model."""
    canvas = copy.deepcopy(WORKSHOP)
    canvas["moments"]["post_sale"].append({"id": "m-5", "text": "Wants to leave the club", "evidence": "x"})
    canvas["service_model"].append({"text": "Who wants to leave fills in three forms", **note})
    return canvas


def test_what_a_model_says_of_a_moment_does_not_cover_it() -> None:
    made, strategy = seen(leaving(**{"for": ["m-5"]}))
    place = "/moments/post_sale/2"
    assert any(link.to == place and link.from_.startswith("/service_model/") for link in made.links)
    told = [
        finding
        for finding in made.findings
        if place in finding.at
        and "moment-without-activity" in (finding.rule, finding.asks.rule if finding.asks else "")
    ]
    assert len(told) == 1
    wanted = "asked" if told[0].kind == "confirm" else "gap"
    assert results(made, strategy, MOMENTS)[place] == wanted


def test_another_finding_about_a_row_is_no_result_of_the_table() -> None:
    canvas = leaving()
    canvas["moments"]["post_sale"][-1]["text"] = "Conversion rate"  # a measure among the moments
    strategy = load_bytes(json.dumps(canvas).encode(), "canvas.json")
    made = review(strategy, as_of="2026-01-01", lang="en", ignore=["moment-without-activity"])
    place = "/moments/post_sale/2"
    assert any(finding.kind == "confirm" and place in finding.at for finding in made.findings)
    assert results(made, strategy, MOMENTS)[place] == "open"


def test_an_accepted_gap_is_called_so() -> None:
    canvas = emptied(WORKSHOP)
    canvas["preferred_channels"]["post_sale"].append({"id": "pc-5", "text": "Letter", "evidence": "x"})
    canvas["waivers"] = [{"rule": "preferred-channel-unsupported", "at": "pc-5", "reason": "agreed"}]
    made, strategy = seen(canvas)
    assert results(made, strategy, CHANNELS)["/preferred_channels/post_sale/2"] == "accepted"
    assert_agreement(canvas)
