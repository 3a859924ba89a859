"""The quick reader of simple YAML and the reader of all YAML agree on whatever both read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxadvisor.errors import InputError
from cxadvisor.readers.tree import Source
from cxadvisor.readers.yaml_simple import parse_simple_yaml
from cxadvisor.readers.yaml_text import parse_yaml

ROOT = Path(__file__).parents[2]
FILES = sorted(path for name in ("knowledge", "rules", "examples") for path in (ROOT / name).rglob("*.yaml"))


def outcome(text: str, *, simple: bool) -> object:
    """Return the tree with the place of everything in it, what was refused, or None where it is left to the other."""
    try:
        document = (parse_simple_yaml if simple else parse_yaml)(Source(text, "f"))
    except InputError as error:
        return str(error)
    return document and (document.tree, dict(document.values), dict(document.keys))


def agree(text: str) -> bool:
    """Hold the quick reader to the other one; return whether it read the text at all."""
    found = outcome(text, simple=True)
    if found is not None:
        assert found == outcome(text, simple=False)
    return found is not None


def test_the_files_of_the_repository_are_read_alike() -> None:
    concepts = [path for path in FILES if path.parent.name == "concepts"]
    some = {*concepts[::9], *(path for path in FILES if path not in concepts)}
    read = {path for path in sorted(some) if agree(path.read_text("utf-8"))}
    assert len(read & set(concepts)) > 4, "it is made for files such as these"


PIECES = [
    "a: ", "b:", "c: [", "]", "{", "}", ", ", "x", "y z", "\n", "\n  ", "\n    ", "- ", "# c", " ", "'q'", "''",
    '"d"', "1", "1.10", "null", "kind: s\n", "en: [a, b]\n", "  ro:\n", "    - w\n", ": ", "é", "?", "!", "*", "-",
    "x: {en: a}\n", "\r\n", ":", " #", "'", '"', "\\", "...", "---", "\t", "24/7", "it’s", "<<: ", "\u2028",
    "- x: y\n", "  - x:\n", "  y: z\n", '\\"', "\\\\", "\x7f", "-1", "-.5",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=1_500)
def test_any_row_of_signs_is_read_alike(text: str) -> None:
    agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "kind: situation\nconcepts:\n  late:\n    label: {ro: întârziere}\n    ro: [târziu, 'nu vine']\n",
        "a:\n- b\n- 'c'\nd: 1.5  # comment\n\n# another\ne: [x,\n  y]\n",
        'a:\n  - text: b c\n    id: d\n  - "say \\"e\\" \\\\ f"\n  -  x:\n       - y: 1\n         z: 2\n  - last\n',
        "a: [it's late, 24/7, 50% off, (maybe), one–two]\r\nb: {}\r\nc: []\r\n",
    ],
)
def test_simple_yaml_is_read(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x b", "a: *x", "a: !t b", "a: |\n b", "? a\n: b", "<<: {}", "a: b\n c", "a:", "- a", "a: [b\n c]",
        "a: [b: c]", "a: 'it''s\n late'", 'a: "\\u0041"', "a: [b # c\n]", "---\na: b", "a: b\n...", "a:\tb", "a: [b",
        "", "a", f"{'k' * 2000}: v", "a: [b,]", "a: {b}", "a: - b",
    ],
)  # fmt: skip
def test_what_is_not_simple_is_left_to_the_other(text: str) -> None:
    assert outcome(text, simple=True) is None


def test_too_many_values_and_lines_are_refused_or_left() -> None:
    assert agree(f"a: [{', '.join(f'w{n}' for n in range(10_001))}]")
    assert outcome("a: b\n" + "\n" * 20_001, simple=True) is None
