"""Strict JSON, and what is said where it is not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxadvisor.errors import InputError
from cxadvisor.readers.json_text import parse_json
from cxadvisor.readers.tree import Source
from tests.readers.helpers import line_and_column, only_problem_of, problems_of


def values() -> st.SearchStrategy[object]:
    texts = st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters=[chr(code) for code in range(32)])
    )
    scalars = st.none() | st.booleans() | st.integers(-(10**19), 10**19) | texts
    numbers = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number or 0.0)
    return st.recursive(
        scalars | numbers, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=30
    )


@given(values(), st.booleans(), st.sampled_from([None, 0, 2]))
def test_what_is_json_is_read_as_the_standard_library_reads_it(
    value: object, ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert parse_json(Source(text, "f")).tree == json.loads(text)


@given(st.text('{}[]:,"\\/ntu0123456789.eE+-trufalsn \n\r\tx', max_size=40))
def test_what_the_standard_library_refuses_is_refused_and_hardly_more(text: str) -> None:
    try:
        expected, is_json = json.loads(text), True
    except ValueError:
        expected, is_json = None, False
    try:
        tree = parse_json(Source(text, "f")).tree
    except InputError as error:
        refusal = str(error)
    else:
        assert is_json
        assert tree == expected
        return
    stricter = ("written twice", "too large", "control character", "half of a character", "not a number")
    assert not is_json or any(part in refusal for part in stricter)


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ('{"a": 1,}', (1, 8), "There is a comma after the last item. Remove this comma."),
        ('{"a": [1, 2 , ]}', (1, 13), "There is a comma after the last item."),
        ('{"a": 1 // no\n}', (1, 9), "JSON has no comments."),
        ('# a\n{"a": 1}', (1, 1), "JSON has no comments."),
        ("{'a': 1}", (1, 2), "straight double quotes, not in '"),
        ('{"a": “b”}', (1, 7), "straight double quotes, not in “"),
        ("{a: 1}", (1, 2), 'JSON writes keys in double quotes. Write "a".'),
        ('{"a": b}', (1, 7), "“b” is not a value in JSON. Put texts in double quotes."),
        ('{"a": True}', (1, 7), "Write true."),
        ('{"a": None}', (1, 7), "Write null."),
        ('{"a": NaN}', (1, 7), "NaN is not a number in JSON."),
        ('{"a": -Infinity}', (1, 7), "-Infinity is not a number in JSON."),
        ('{"a": 1e400}', (1, 7), "too large or has too many digits"),
        ('{"a": ' + "1" * 21 + "}", (1, 7), "too large or has too many digits"),
        ('{"a": 0.' + "1" * 5_000 + "}", (1, 7), "too large or has too many digits"),
        ('{"a": 01}', (1, 7), "“01” is not written as a number in JSON"),
        ('{"a": +1}', (1, 7), "“+1” is not written as a number in JSON"),
        ('{"a": .5}', (1, 7), "“.5” is not written as a number in JSON"),
        ('{"a": 2026-03-01}', (1, 7), "everything else as a text in double quotes"),
        ('{"a" 1}', (1, 6), "Expected a colon here"),
        ('{"a": 1 "b": 2}', (1, 9), "A comma is missing before this."),
        ('["a" "b"]', (1, 6), "A comma is missing before this."),
        ('{"a": [1}', (1, 9), "“}” closes what was opened otherwise, at line 1, column 7."),
        (
            '{"a": [1, 2',
            (1, 12),
            "The file ends too early: the “[” of line 1, column 7 is never closed. Add “]”",
        ),
        ('{"a": "b', (1, 7), "no closing quote"),
        ('{"a": "b\nc"}', (1, 7), "no closing quote on its line"),
        ('{"a": "b\tc"}', (1, 9), "tab inside this text"),
        ('{"a": "b\\qc"}', (1, 9), "“\\q” is not an escape"),
        ('{"a": "b\\u12"}', (1, 9), "is not an escape"),
        ('{"a": "\\ud800"}', (1, 7), "U+D800, a lone surrogate"),
        ('{"a": "\\udc00\\ud800"}', (1, 7), "lone surrogate"),
        ('{"a": "\\u0000"}', (1, 7), "control character (U+0000)"),
        ('{"a": "\\b"}', (1, 7), "control character (U+0008)"),
        ('{"\\u001b": 1}', (1, 2), "control character (U+001B)"),
        ('{"a": 1} {"b": 2}', (1, 10), "The file goes on after its end"),
        ('{"a": 1},', (1, 9), "The file goes on after its end"),
        ("cxcanvas: 1", (1, 1), "it looks like YAML. Give the file the ending .yaml."),
        ("- a", (1, 1), "it looks like YAML"),
        ("]", (1, 1), "Expected a value here"),
        ("[" * 65, (1, 65), "nested more than 64 levels deep"),
        ("[,]", (1, 2), "Expected a value here, not “,”."),
        ("{,}", (1, 2), "Expected a key"),
        ("{]", (1, 2), "closes what was opened otherwise"),
    ],
)
def test_each_fault_is_told_with_its_place_and_remedy(text: str, where: tuple[int, int], said: str) -> None:
    problem = only_problem_of(text, "json")
    assert said in str(problem)
    assert line_and_column(problem) == where


def test_sixty_four_levels_are_read() -> None:
    parse_json(Source("[" * 64 + "]" * 64, "f"))


def test_a_key_written_twice_names_both_places_wherever_it_stands() -> None:
    problems = problems_of('{"title": 1,\n "x-a": {"b": 1, "b": 2},\n "title": 2}', "json")
    assert [line_and_column(problem) for problem in problems] == [(2, 18), (3, 2)]
    assert problems[0].message == "“b” is written twice in the same place; first at line 2, column 10."
    assert problems[1].message.endswith("first at line 1, column 2.")


def test_keys_are_the_same_however_they_are_escaped() -> None:
    assert "written twice" in only_problem_of('{"a": 1, "\\u0061": 2}', "json").message


def test_minus_zero_is_zero() -> None:
    tree = parse_json(Source("[-0, -0.0, -0e5, 0]", "f")).tree
    assert str(tree) == "[0, 0.0, 0.0, 0]"


def test_pairs_of_surrogate_escapes_are_one_character() -> None:
    assert parse_json(Source('"\\ud83d\\ude00"', "f")).tree == "😀"


def test_pointers_escape_what_pointers_must() -> None:
    assert set(parse_json(Source('{"a/b": {"~": [1]}}', "f")).values) == {
        "",
        "/a~1b",
        "/a~1b/~0",
        "/a~1b/~0/0",
    }
