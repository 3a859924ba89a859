"""YAML 1.2 with the core schema, and what is said where it is not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxadvisor.errors import InputError
from cxadvisor.readers.tree import Source
from cxadvisor.readers.yaml_text import parse_yaml
from tests.readers.helpers import line_and_column, only_problem_of, problems_of


def tree_of(text: str) -> object:
    return parse_yaml(Source(text, "f")).tree


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("y", "y"),
        ("12:30:45", "12:30:45"),
        ("24/7", "24/7"),
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
        ("1_000", "1_000"),
        ("0b101", "0b101"),
        ("=", "="),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("007", 7),
        ("+5", 5),
        ("-0", 0),
        ("-0.0", 0.0),
        ("0x1F", 31),
        ("0o17", 15),
        ("0E0", 0.0),
        ("1e-2", 0.01),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("", None),
        ("Null", None),
        ("nULL", "nULL"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("+", "+"),
        ("-", [None]),
        ("25–35", "25–35"),
        ("5 %", "5 %"),
        ("٥", "٥"),
    ],
)
def test_scalars_are_those_of_the_core_schema(scalar: str, value: object) -> None:
    tree = tree_of(f"- {scalar}\n")
    assert tree == [value]
    assert type(tree[0]) is type(value)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("[Why us?, ?x, a? b]", ["Why us?", "?x", "a? b"]),
        ("- a\tb\t \n- c\n", ["a\tb", "c"]),
        ("- a\u2028b\n- \"c\u2028 d\"\n- e\x85f\n", ["a\u2028b", "c\u2028 d", "e\x85f"]),
        ("- one\n  two\n\n  three # four\n", ["one two\nthree"]),
        ("- a#b # c\n- :x\n- a:b\n- a :b\n", ["a#b", ":x", "a:b", "a :b"]),
        ("- |\n  a\n   b\n- >\n  c\n  d\n", ["a\n b\n", "c d\n"]),
        ("- \"\\ud83d\\ude00 \\u00e9\"\n", ["😀 é"]),
        ("%YAML 1.2\n---\na: b\n...\n", {"a": "b"}),
        ("{\"a\":1, 'b': [c, ]}", {"a": 1, "b": ["c"]}),
        ("? a\n: b\n", {"a": "b"}),
        ("1: a\ntrue: b\nnull: c\n", {"1": "a", "true": "b", "null": "c"}),
        ("a:\n- b\n-\n  - c\n", {"a": ["b", ["c"]]}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ],
)  # fmt: skip
def test_notes_as_people_write_them_are_read_as_they_mean_them(text: str, tree: object) -> None:
    assert tree_of(text) == tree


class Writer(yaml.SafeDumper):
    """Puts in quotes what is a number in YAML 1.2 as well: PyYAML writes 1.1, where 0E0 and 0o17 are plain texts."""


Writer.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(
        r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)\Z"
    ),  # 10.3.2 of the specification
    list("-+.0123456789"),
)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"))
        | st.text("0123456789.+-eExo", max_size=5)
    )
)
@example(["0E0", "0o17", "1e5", "+.5", "5."])
def test_what_yaml_writes_is_read_again(texts: list[str]) -> None:
    for flow in (True, False):
        written = yaml.dump(texts, Dumper=Writer, allow_unicode=True, default_flow_style=flow)
        assert tree_of(written) == texts


@given(st.text("ab -:#,[]{}'\"|>@`\n", max_size=30))
@settings(max_examples=500)
def test_where_yaml_1_1_and_1_2_agree_so_do_we(text: str) -> None:
    try:
        expected = yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, ValueError):
        return
    try:
        tree = tree_of(text)
    except InputError as error:
        refusal = str(error)
    else:
        assert _as_texts(tree) == _as_texts(expected)
        return
    assert "written twice" in refusal or "as a key" in refusal


def _as_texts(tree: object) -> object:
    if isinstance(tree, list):
        return [_as_texts(item) for item in tree]
    if isinstance(tree, dict):
        return {key: _as_texts(value) for key, value in tree.items()}
    return "" if tree is None else tree


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("- &a b\n- *a\n", (1, 3), "“&a” is an anchor in YAML"),
        (
            "- *a\n",
            (1, 3),
            "“*a” is an alias in YAML; canvases hold none. If it is a text, put it in quotes.",
        ),
        ("- * best *\n", (1, 4), "begins with “*” needs quotes"),
        ("- & Co\n", (1, 4), "begins with “&” needs quotes"),
        ("<<: {a: b}\n", (1, 1), "“<<” is a merge key in YAML"),
        ("- !new b\n", (1, 3), "“!new” is a tag in YAML"),
        ("- ! b\n", (1, 3), "is a tag in YAML"),
        ("- !!str b\n", (1, 3), "is a tag in YAML"),
        ("%TAG ! tag:x,2026:\n---\n- a\n", (1, 1), "is a tag in YAML"),
        ("a: b\n---\nc: d\n", (2, 1), "A second document begins here"),
        ("- @home\n", (1, 3), "begins with “@” needs quotes"),
        ("- %a\n", (1, 3), "begins with “%” needs quotes"),
        ("- `a`\n", (1, 3), "begins with “`” needs quotes"),
        ("- {{company}}\n", (1, 4), "“?”, “[” or “{” in quotes"),
        ("- > a\n", (1, 5), "“|” or “>”"),
        ("a: b: c\n", (1, 5), "a colon followed by a blank"),
        ("\ta: b\n", (1, 1), "indented with a tab"),
        ("a:\n\t- b\n", (2, 1), "indented with a tab"),
        ('a: "b\n', (1, 4), "A text in quotes is never closed."),
        ("a: 'b\nc: d\n", (1, 4), "A text in quotes is never closed."),
        ('a: "b" c\n', (1, 8), "goes on after its closing quote"),
        ('a: "b\\q"\n', (1, 7), "backslash"),
        ("a: [b\n", (2, 1), "a comma or “]” is missing"),
        ("a: [b, c\nd: e\n", (2, 2), "a comma or “]” is missing"),
        ("a: {b: c\n", (2, 1), "a comma or “}” is missing"),
        ("a: - b\n", (1, 4), "Begin the list on a line of its own"),
        ("- a\n-b\n", (3, 1), "This line has no colon"),
        ("x:\n  - a\n - b\n", (3, 2), "Indent all"),
        ("[a], [b]\n", (1, 4), "goes on after its end"),
        ("a: }\n", (1, 4), "in quotes"),
        ("a: 123456789012345678901\n", (1, 4), "too large or has too many digits"),
        ("a: 1e999\n", (1, 4), "too large or has too many digits"),
        ("a: .inf\n", (1, 4), "“.inf” is not a number in a canvas"),
        ("a: .NaN\n", (1, 4), "“.NaN” is not a number in a canvas"),
        ('a: "\\ud83d"\n', (1, 4), "lone surrogate"),
        ('a: "\\0"\n', (1, 4), "control character (U+0000)"),
        ('a: "\\e"\n', (1, 4), "control character (U+001B)"),
        ('a: "\\UFFFFFFFF"\n', None, "This is not YAML"),
        ("a: \x7f\n", (1, 4), "U+007F"),
        ("? [a]\n: b\n", (1, 3), "as a key"),
        ("- " * 65 + "a\n", (1, 129), "nested more than 64 levels deep"),
        ("%YAML 3.0\n---\na\n", (1, 1), "This version of YAML is not read"),
    ],
)
def test_each_fault_is_told_with_its_place_and_remedy(
    text: str, where: tuple[int, int] | None, said: str
) -> None:
    problem = only_problem_of(text.encode())
    assert said in str(problem)
    assert where is None or line_and_column(problem) == where


def test_a_key_written_twice_names_both_places() -> None:
    problems = problems_of("title: a\nx-a:\n  b: 1\n  b: 2\n'title': b\n")
    assert [line_and_column(problem) for problem in problems] == [(4, 3), (5, 1)]
    assert problems[0].message == "“b” is written twice in the same place; first at line 3, column 3."


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert tree_of("'<<': a\n") == {"<<": "a"}


def test_yaml_is_not_loaded_for_json(run_python: Callable[[str], str]) -> None:
    said = run_python(
        "import sys, types; alone = sys.modules['cxadvisor'] = types.ModuleType('cxadvisor');"
        "alone.__path__ = ['cxadvisor'];"  # the readers without the rest of the package
        "from cxadvisor.readers import load_bytes; load_bytes(b'{\"cxcanvas\": \"1\"}', 'c');"
        "print([name for name in ('yaml', 'tomllib', 'difflib', 'rapidfuzz') if name in sys.modules])"
    )
    assert said == "[]"
