"""What a machine can check of Italian beside what it checks of every language: elisions, articles, accents."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.authored import files_of, texts_in, tree_of

FILES = files_of("it")

NAMES = re.compile(r"(?:source\.[SK]\d+\w*|\.also\.\d+|\.label|\.rule(?:\.\d+)?)$")
"""Titles of works, names of an entry of the catalogue and of rules may be English."""

WRONG = {
    "an ASCII or English quotation mark": re.compile(r'(?<!\\)"|[“”„]'),
    "a typographic apostrophe among straight ones": re.compile("’"),
    "space inside quotation marks or before a sign": re.compile(r"«\s|\s»|\s[,;:!%](?=\s|$)|\s\?$"),
    "an accent that leans the wrong way or an apostrophe in its place": re.compile(
        r"(?i)\w*chè\b|\bnè\b|\bsè\b|\bE'|\b(?:perche|poiche|cosi|piu|gia|puo|meta|qualita)'?(?=[\s,.;:?!]|$)"
    ),
    "an apostrophe where none is": re.compile(r"(?i)\bqual'|\bun po\b(?!')|\bun pò\b|\bda'\b"),
    "an article without elision": re.compile(
        r"(?i)\b(?:dello|della|allo|alla|nello|nella|sullo|sulla|dallo|dalla) [aeiouàèéìòù]"
    ),
    "the wrong article before s and a consonant, z, gn or ps": re.compile(
        r"(?i)\b(?:il|un|del|al|nel|sul|dal|dei|ai|nei|sui|dai) (?:s[bcdfglmnpqrtv]|z|gn|ps)"
    ),
    "an article before a vowel": re.compile(
        r"(?i)\b(?:il|del|al|nel|sul|dal|dei|ai|nei|sui|dai) [aeiouàèéìòù]"
    ),
    "“all three” without “e”": re.compile(r"(?i)\btutt[ie] (?:i|gli|le) \{n\}"),
}


def read(path: Any) -> dict[str, str]:
    return dict(texts_in(tree_of(path)))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_italian_is_written_as_italian_is(file: Any) -> None:
    for place, text in read(file).items():
        if NAMES.search(place):
            continue
        # What a user types, and keys of files, stand in the text as they are.
        plain = re.sub(r"\{[a-z_.]+\}", "{n}", text)
        plain = re.sub(r'(?<=esempio )"[A-Z, ]+"|"none"|«[a-z_0-9: \-]+»|cxadvisor [^;.»]*', "«x»", plain)
        for fault, pattern in WRONG.items():
            found = pattern.search(plain)
            assert not found, f"{file.name}, {place}: {fault}: {found and found.group()!r} in {text}"
