"""What is left out or accepted on purpose: ``not_captured`` and ``waivers``."""

from __future__ import annotations

import pytest

from tests.readers.helpers import canvas_of, only_problem_of, problems_of


def with_waiver(waiver: str) -> str:
    return (
        f'cxcanvas: "1"\nculture: [{{text: a, id: n1}}]\npersonas: [{{id: p1}}]\nwaivers:\n  - {{{waiver}}}\n'
    )


@pytest.mark.parametrize("entry", ["culture", "metrics", "metrics/pre_sale"])
def test_blocks_and_stages_of_blocks_may_be_left_out(entry: str) -> None:
    assert canvas_of(f'cxcanvas: "1"\nnot_captured: [{entry}]\n').not_captured == (entry,)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("culture/pre_sale", "“culture” is one list"),
        ("metrics/during", "Write metrics/pre_sale or metrics/post_sale."),
        ("metrics/", "Write metrics/pre_sale or metrics/post_sale."),
        ("moemnts", "Did you mean “moments”?"),
        ("cultura", "Did you mean “culture”?"),
        ("pre_sale", "is not a block"),
        ("5", "The number 5 is not a block"),
        ("{a: b}", "A mapping of keys and values is not a block"),
        ('""', "is not a block"),
    ],
)
def test_what_is_neither_block_nor_stage_cannot_be_left_out(entry: str, said: str) -> None:
    assert said in str(only_problem_of(f'cxcanvas: "1"\nnot_captured: [{entry}]\n'))


@pytest.mark.parametrize(
    "target", ["at: n1", "at: metrics", "at: p1", "fingerprint: 0a1b", "at: n1, until: 2027-01-31"]
)
def test_a_waiver_names_an_id_a_block_or_a_finding(target: str) -> None:
    assert canvas_of(with_waiver(f"rule: nps-alone, reason: agreed, {target}")).waivers[0].rule == "nps-alone"


@pytest.mark.parametrize(
    "place",
    ["/culture/0", "culture/0", "/metrics/pre_sale/12", "metrics/pre_sale/0", "canvas.yaml#/culture/0"],
)
def test_a_waiver_that_counts_notes_is_refused_with_the_remedy(place: str) -> None:
    problem = only_problem_of(with_waiver(f"rule: r, reason: y, at: {place}"))
    assert "would waive another note" in problem.message
    assert problem.remedy == "Give the note an id, for example id: n1, and write at: n1."


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        ("rule: r, reason: y, at: n2", "neither the id of a note nor a block"),
        ("rule: r, reason: y, at: /metrics", "Did you mean “metrics”?"),
        ("rule: r, reason: y, at: metrics/pre_sale", "Did you mean “metrics”?"),
        ("rule: r, reason: y, at: indicatori", "Did you mean “metrics”?"),
        ("rule: r, reason: y", "neither “at” nor “fingerprint”"),
        ("rule: r, reason: y, at: n1, fingerprint: f", "both “at” and “fingerprint”"),
        ("rule: r, reason: y, at: [n1]", "“at” is a list, but should be the id of a note, or a block"),
        ("rule: r, at: n1", "has no “reason”"),
        ("reason: y, at: n1", "has no “rule”"),
        ("rule: r, reason: '', at: n1", "“reason” is empty"),
        ("rule: r, reason: y, at: n1, until: 31.12.2027", "Write it like 2027-01-31."),
        ("rule: r, reason: y, at: n1, until: 2027-02-30", "is not a day"),
        ("rule: r, reason: y, at: n1, until: 20270131", "should be a day such as 2027-01-31"),
        ("rule: r, because: y, at: n1", "Did you mean “reason”?"),
    ],
)
def test_a_waiver_that_says_too_little_or_too_much_is_refused(waiver: str, said: str) -> None:
    assert said in str(only_problem_of(with_waiver(waiver)))


def test_waivers_are_a_list_of_mappings() -> None:
    assert "list of waivers" in only_problem_of('cxcanvas: "1"\nwaivers: {rule: r}\n').message
    assert "A waiver has keys" in only_problem_of('cxcanvas: "1"\nwaivers: [nps-alone]\n').message


def test_a_waiver_may_name_a_note_that_stands_below_it() -> None:
    canvas_of('waivers: [{rule: r, reason: y, at: n1}]\nculture: [{text: a, id: n1}]\ncxcanvas: "1"\n')


def test_several_waivers_have_their_problems_told_apart() -> None:
    problems = problems_of('cxcanvas: "1"\nwaivers:\n  - {rule: r}\n  - {rule: r, at: x, reason: y}\n')
    assert [problem.line for problem in problems] == [3, 3, 4]
