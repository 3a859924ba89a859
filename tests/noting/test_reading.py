"""``review-notes.yaml`` is read strictly: everything wrong is told at its place, with what would be right."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from cxadvisor import InputError
from cxadvisor.readers import schema
from cxadvisor.readers.review_notes import EXPECTED, read_notes
from tests.noting.conftest import Write

FAULTS = {
    "findings: [a]": "2:11: “findings” has a fingerprint for each of its keys",
    "findings: {xyz: {owner: a}}": "2:12: “xyz” is not the fingerprint of a finding.",
    "findings: {00000000000000aa: accept}": "but here is “accept”",
    "findings: {00000000000000aa: {statuss: open}}": "Did you mean “status”?",
    "findings: {00000000000000aa: {recommendation: b}}": "Did you mean “advice”?",
    "findings: {00000000000000aa: {status: accepted}}": "should be open, accept or reject",
    "findings: {00000000000000aa: {severity: huge}}": "should be low, medium or high",
    "findings: {00000000000000aa: {status: reject}}": "A rejected finding needs a reason",
    "findings: {00000000000000aa: {due: 2026-02-30}}": "“2026-02-30” is not a day.",
    "findings: {00000000000000aa: {due: soon}}": "“soon” is not a day.",
    "findings: {00000000000000aa: {signed_off: yes}}": "should be true or false",
    "findings: {00000000000000aa: {order: 0}}": "should be a whole number from 1",
    "findings: {00000000000000aa: {owner: 5}}": "Put it in quotes",
    "own: {message: a}": "“own” is a list of findings",
    "own: [{severity: high}]": "“message” is missing here.",
    "own: [{message: a}, {message: a}]": "Give each an “id” of its own.",
    "own: [{message: a, kind: confirm}]": "should be gap, conflict, weakness or advice",
    "checklist: {shared: {answer: maybe}}": "should be yes, no or not documented",
    "finding: {}": "Did you mean “findings”?",
    'cxnotes: "1"': "is written twice",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told_with_its_place_and_a_remedy(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_notes(f'cxnotes: "1"\n{text}\n'.encode(), "review-notes.yaml")
    assert FAULTS[text] in str(caught.value)
    assert caught.value.problems[0].line == 2


@pytest.mark.parametrize(
    "text", ["", "[]", "findings: {}", "cxnotes: 2", 'cxnotes: "2"', "cxnotes: &a 1", "\0"]
)
def test_what_is_no_file_of_notes_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_notes(text.encode(), "review-notes.yaml")


def test_keys_of_ones_own_and_keys_without_a_value_pass() -> None:
    text = (
        'cxnotes: "1"\nx-mine: 1\nfindings:\n  00000000000000aa: {owner: null, x-y: 2}\n  00000000000000ab:\n'
        "own:\nchecklist:\n"
    )
    notes = read_notes(text.encode(), "a").notes
    assert list(notes.findings) == ["00000000000000aa"]
    assert notes.findings["00000000000000aa"].owner is None


def test_the_schema_accepts_what_the_reader_accepts() -> None:
    validator = Draft202012Validator(schema("review-notes"))
    good = {
        "cxnotes": "1",
        "findings": {"00000000000000aa": {"owner": None, "due": "2026-01-01"}, "00000000000000ab@x": None},
        "own": [{"message": "a", "at": ["b"]}],
    }
    validator.validate(good)
    for bad in (
        {},
        {"cxnotes": "1", "findings": {"b": {}}},
        {"cxnotes": "1", "findings": {"00000000000000aa": {"status": "reject"}}},
        {"cxnotes": "1", "own": [{}]},
        {"cxnotes": "1", "other": 1},
    ):
        assert list(validator.iter_errors(bad)), bad


def test_each_expectation_is_of_a_key() -> None:
    keys: set[str] = set()
    for part in (schema("review-notes"), *schema("review-notes")["$defs"].values()):
        keys |= set(part["properties"])
    assert set(EXPECTED) <= keys


def test_a_broken_file_beside_the_canvas_is_bad_input(note: Write) -> None:
    from cxadvisor import load

    with pytest.raises(InputError, match=r"review-notes.yaml:2:1"):
        load(note("finding: {}\n"))
