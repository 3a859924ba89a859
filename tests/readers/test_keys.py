"""Keys that are not known: each is an error, with a suggestion wherever one can be made."""

from __future__ import annotations

import pytest

from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.model.canvas import Canvas, MetricNote, SegmentNote, Waiver
from cxadvisor.readers.aliases import ALIASES
from cxadvisor.readers.keys import homes, keys_of
from cxadvisor.readers.suggestions import folded, suggest
from cxadvisor.readers.values import EXPECTED
from tests.readers.helpers import line_and_column, only_problem_of, problems_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # ro
        ("obiective", "objectives"),
        ("nevoi", "needs"),
        ("Nevoile clienților", "needs"),
        ("nevoile_clienţilor", "needs"),
        ("momente care contează", "moments"),
        ("canale preferate", "preferred_channels"),
        ("activități-cheie", "activities"),
        ("activitati", "activities"),
        ("canale", "supported_channels"),
        ("valori", "metrics"),
        ("indicatori", "metrics"),
        ("plan de conștientizare", "awareness_plan"),
        ("segmente", "segments"),
        ("cultură", "culture"),
        # pl
        ("cele", "objectives"),
        ("potrzeby", "needs"),
        ("mierniki", "metrics"),
        ("kluczowe działania", "activities"),
        ("obsługiwane kanały", "supported_channels"),
        ("model sprzedaży", "sales_model"),
        # ru
        ("цели", "objectives"),
        ("потребности", "needs"),
        ("значимые моменты", "moments"),
        ("показатели", "metrics"),
        ("модель обслуживания", "service_model"),
        ("сегменты", "segments"),
        # it
        ("bisogni", "needs"),
        ("obiettivi", "objectives"),
        ("attività", "activities"),
        ("momenti che contano", "moments"),
        ("piano di fidelizzazione", "retention_plan"),
        # en, misspelt or otherwise written
        ("goals", "objectives"),
        ("segmets", "segments"),
        ("preferredChannels", "preferred_channels"),
        ("Objectives", "objectives"),
        ("KPIs", "metrics"),
        ("organization", "organisation"),
        ("awareness_and_engagement_plan", "awareness_plan"),
        ("not-captured", "not_captured"),
        ("waiver", "waivers"),
    ],
)
def test_a_key_of_the_file_in_other_words_gets_a_suggestion(written: str, meant: str) -> None:
    problem = only_problem_of(f'cxcanvas: "1"\n"{written}": []\n')
    assert problem.message == f"“{written}” is not a key that is known here."
    assert problem.remedy == f"Did you mean “{meant}”?"
    assert line_and_column(problem) == (2, 1)
    assert problem.at == f"/{written}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("pre-vânzare", "pre_sale"),
        ("după vânzare", "post_sale"),
        ("przed sprzedażą", "pre_sale"),
        ("po sprzedaży", "post_sale"),
        ("до продажи", "pre_sale"),
        ("после продажи", "post_sale"),
        ("pre-vendita", "pre_sale"),
        ("post_vendita", "post_sale"),
        ("before", "pre_sale"),
        ("postsale", "post_sale"),
        ("pre-sale", "pre_sale"),
    ],
)
def test_a_stage_in_other_words_gets_a_suggestion(written: str, meant: str) -> None:
    assert (
        only_problem_of(f'cxcanvas: "1"\nneeds: {{"{written}": [a]}}\n').remedy == f"Did you mean “{meant}”?"
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("name", "text"),
        ("tekst", "text"),
        ("название", "text"),
        ("for_", "for"),
        ("pentru", "for"),
        ("через", "through"),
        ("channel", "through"),
        ("priority", "importance"),
        ("responsabil", "owner"),
        ("ținta", "target"),
        ("baselin", "baseline"),
        ("deadline", "due"),
    ],
)
def test_a_key_of_a_note_in_other_words_gets_a_suggestion(written: str, meant: str) -> None:
    text = "" if meant == "text" else "text: a, "
    problem = only_problem_of(f'cxcanvas: "1"\nmetrics: {{pre_sale: [{{{text}"{written}": a}}]}}\n')
    assert problem.remedy == f"Did you mean “{meant}”?"


def test_a_key_that_stands_there_already_is_to_be_joined() -> None:
    assert "join the two" in only_problem_of('cxcanvas: "1"\nneeds: {}\nnevoi: {}\n').remedy


def test_a_key_in_the_wrong_place_is_told_where_it_belongs() -> None:
    problems = problems_of(
        """
        cxcanvas: "1"
        owner: A
        pre_sale: []
        needs:
          moments: []
          pre_sale: [{text: a, target: 5, share: 1}]
        """
    )
    assert [problem.remedy for problem in problems] == [
        "It belongs in a note.",
        "It belongs in a block that is divided into pre_sale and post_sale, such as needs.",
        "It belongs at the top of the file.",
        "It belongs in a note of metrics.",
        "It belongs in a note of segments.",
    ]


def test_a_key_nobody_knows_may_be_kept_as_an_extension() -> None:
    assert "“x-”" in only_problem_of('cxcanvas: "1"\nzzzz: 1\n').remedy


def test_a_key_that_is_no_extension_after_all() -> None:
    assert only_problem_of('cxcanvas: "1"\nX-foo: 1\n').at == "/X-foo"


def test_the_name_of_a_field_in_python_is_not_a_key() -> None:
    assert only_problem_of('cxcanvas: "1"\nculture: [{text: a, for_: [b]}]\n').remedy == "Did you mean “for”?"


def test_strange_keys_are_shown_on_one_line() -> None:
    problem = only_problem_of('{"cxcanvas": "1", "a\\nb\\u202e' + "c" * 500 + '": 1}', "json")
    assert r"a\nb\u202e" in problem.message
    assert len(problem.message) < 150
    assert problem.at is None


def test_many_problems_are_told_in_the_order_of_the_file_and_a_hundred_at_most() -> None:
    problems = problems_of('cxcanvas: "1"\n' + "".join(f"zz{index}: 1\n" for index in range(150)))
    assert len(problems) == 100
    assert [problem.line for problem in problems] == list(range(2, 102))


def test_every_key_has_other_words_an_expectation_and_a_home() -> None:
    keys = {key for part in (Canvas, SegmentNote, MetricNote, Waiver) for key in keys_of(part)} | {
        *BLOCKS,
        *STAGES,
    }
    assert keys - set(ALIASES) == {"heart"}
    assert set(ALIASES) <= keys
    assert keys <= set(homes())
    companions = set(keys_of(Canvas)) - set(EXPECTED)
    assert keys - companions <= set(EXPECTED)


@pytest.mark.parametrize("part", [Canvas, MetricNote, Waiver])
def test_no_alias_hides_a_key_that_stands_beside_it(part: type[Canvas]) -> None:
    keys = keys_of(part)
    for key in keys:
        assert suggest(key, keys) == key


def test_words_are_compared_without_case_accents_and_punctuation() -> None:
    assert folded("Activități-Cheie") == folded("activitati_cheie") == folded("ACTIVITĂŢI CHEIE")
    assert folded("Działania") == "dzialania"
    assert suggest("", ["needs"]) is None
    assert suggest("n" * 10_000, ["needs"]) is None
