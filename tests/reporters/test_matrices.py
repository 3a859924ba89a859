"""The tables of links say what the scores and the questions say."""

from __future__ import annotations

import copy
import json
from collections import Counter
from pathlib import Path

import pytest

from cxadvisor import Review, load, load_bytes, review
from cxadvisor.model.strategy import Strategy
from cxadvisor.model.tables import LINKED, MATRICES, MatrixKind
from cxadvisor.reporters.document import audit_of
from tests.rules.canvases import PLAIN, WORKSHOP, Content, emptied, places_to_empty

ROOT = Path(__file__).parents[2]
LABELLED = ("en-water-utility", "it-palestre", "pl-gym", "ro-railway", "ru-optician")
FILES = [
    *(ROOT / "tests" / "labelled" / f"{name}.json" for name in LABELLED),
    *sorted((ROOT / "examples").glob("*/canvas.*")),
]
JUDGED = [kind for kind in MATRICES if kind.rule]
MOMENTS, CHANNELS = JUDGED[:2]


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


RESULTS = {
    "sure": {"covered"},
    "assumed": {"presumed"},
    "gap": {"gap", "accepted"},
    "asked": {"asked", "accepted"},
    "unassessed": {"open"},
}
"""What a table may say of a note, by what the score counts it as."""


def assert_agreement(strategy: Strategy | Content) -> None:
    """Tables, scores and findings say the same of every note."""
    made, strategy = seen(strategy)
    assert made.coverage_score
    by_rule = {each.rule: each for each in made.coverage_score.relations}
    accepted = {place for finding in made.findings if finding.waived for place in finding.at}
    for kind in JUDGED:
        told = results(made, strategy, kind)
        assert kind.rule
        relation, score = by_rule[kind.rule], made.scores[kind.rule]
        states = {place: state for state, places in relation.notes for place in places}
        assert set(told) == set(states)
        for place, state in states.items():
            assert told[place] in RESULTS[state], (kind.name, place)
        assert {place for place, result in told.items() if result == "accepted"} <= accepted
        counts = Counter(states.values())
        assert counts["sure"] + counts["assumed"] == score.covered
        assert counts["gap"] == score.gap
        assert counts["asked"] + counts["unassessed"] >= score.asked
        assert sum(counts.values()) == score.of


def test_totals_of_rows_and_columns_are_the_number_of_links() -> None:
    made, _ = seen(load(ROOT / "examples" / "saas"))
    for matrix in made.matrices:
        links = [
            (row.at, column) for row in matrix.rows for column, mark in row.cells.items() if mark in LINKED
        ]
        assert {row.at: row.linked for row in matrix.rows} == {
            row.at: sum(at == row.at for at, _ in links) for row in matrix.rows
        }
        assert matrix.columns == {column: sum(at == column for _, at in links) for column in matrix.columns}


def test_a_pair_that_the_author_rules_out_is_marked_so() -> None:
    canvas = copy.deepcopy(WORKSHOP)
    canvas["activities"]["pre_sale"][0]["not_for"] = ["m-2"]
    made, _ = seen(canvas)
    matrix = next(each for each in made.matrices if (each.name, each.stage) == ("moments", "pre_sale"))
    assert matrix.rows[1].cells["/activities/pre_sale/0"] == "ruled_out"
    assert matrix.rows[1].linked == len(matrix.rows[1].cells) - 1


def test_moments_are_reached_by_the_channels_of_the_activities_that_serve_them() -> None:
    made, _ = seen(WORKSHOP)
    matrix = next(
        each for each in made.matrices if (each.name, each.stage) == ("moment_channels", "pre_sale")
    )
    assert [row.cells for row in matrix.rows] == [
        {"/supported_channels/pre_sale/0": "explicit"},
        {"/supported_channels/pre_sale/0": "explicit", "/supported_channels/pre_sale/1": "explicit"},
    ]


def test_a_thread_leads_from_a_need_to_a_metric_and_says_where_it_breaks() -> None:
    made, _ = seen(WORKSHOP)
    first = made.threads[0]
    assert first.need == "/needs/pre_sale/0"
    assert first.objectives == {"/objectives/pre_sale/0": "explicit"}
    assert first.activities == {"/activities/pre_sale/1": "explicit"}
    assert list(first.channels) == ["/supported_channels/pre_sale/0", "/supported_channels/pre_sale/1"]
    assert first.metrics == {"/metrics/pre_sale/0": "explicit"}
    assert first.breaks == ()
    broken, _ = seen(emptied(WORKSHOP, ("metrics", "pre_sale"), ("supported_channels", None)))
    assert broken.threads[0].breaks[-1] == "metric"


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
    (part,) = audit_of(made, strategy).parts
    rows = [row for table in part.matrices if table.kind == "moments" for row in table.rows]
    assert [row.entry for row in rows if row.head.place == place] == [None]


def test_an_accepted_gap_is_called_so() -> None:
    canvas = emptied(WORKSHOP)
    canvas["preferred_channels"]["post_sale"].append({"id": "pc-5", "text": "Letter", "evidence": "x"})
    canvas["waivers"] = [{"rule": "preferred-channel-unsupported", "at": "pc-5", "reason": "agreed"}]
    made, strategy = seen(canvas)
    assert results(made, strategy, CHANNELS)["/preferred_channels/post_sale/2"] == "accepted"
    assert_agreement(canvas)
