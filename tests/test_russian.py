"""What a machine can check of Russian: quotation marks, dashes, ё, mixed letters, numbers, no English left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from cxadvisor.compile import CHECKOUT
from cxadvisor.texts import fill, form_for
from tests.authored import files_of, texts_in, tree_of

FILES = files_of("ru")

NAMES = re.compile(r"(?:source\.[SK]\d+\w*|\.also\.\d+|\.label|\.rule(?:\.\d+)?|\.about)$")
"""Titles of works, other names of an entry of the catalogue, and names of rules may be English."""

PROGRAM = re.compile(
    r"\{[a-z_.]+\}|cxadvisor [^:;.»]*|--[a-z-]+|\b[A-Z]{2,}\b|\b[a-z]+(?:_[a-z]+)+\b|«[a-z_0-9: {}\-]+»|&[PN]\b"
    r"|\b(?:as_is|to_be|id|Id|x-|not_for|Enter|Alt|Ctrl|HEART|TBD|Unicode|SMS|FILE|PATH)\b"
)
"""What a user types, keys of files and of the keyboard, initials."""

ENGLISH = re.compile(r"(?i)\b(?:the|and|of|with|is|are|was|were|not|from|for|what|which|customers?)\b")

WRONG = {
    "quotation marks of another language": re.compile(r'(?<![\\A-Za-z])"(?![A-Z]|none)|[“”‘’](?!»)'),
    "a space inside quotation marks or before a sign": re.compile(r"«\s|\s»|\s[,;:!](?=\s|$)|\s\.(?=\s|$)"),
    "a hyphen or an em dash for the dash": re.compile(r"—|[а-яё»] - [а-яё«]"),
    "three dots for the ellipsis": re.compile(r"\.\.\."),
    "е for ё": re.compile(
        r"(?i)\b(?:еще|ее|нее|причем|чье|мое|твое|свое|идет|найдет\w*|пойдет|придет|поймет|возьмет|берет\w*|ведет|дает\w*"
        r"|ждет|живет|встает|остает\w*|узнает|создает\w*|передает\w*|продает\w*|отчет\w*|подсчет\w*|расчет\w*|учет\w*"
        r"|трех|четырех|объем\w*|прием\w*|партнер\w*|надежн\w*|вовлеченн\w*|удовлетворенн\w*|определенн\w*|четк\w*)\b"
    ),
    "letters of two scripts in a word": re.compile(r"[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]"),
    "a calque of the field": re.compile(
        r"(?i)точ[а-я]+ соприкосновени|персонаж|инсайт|пойнт|кастомер|таргет(?!инг)|эдвокат"
    ),
    "an address in capitals": re.compile(r"(?<=[а-яё,] )(?:Вы|Вас|Вам|Ваш\w*)\b"),
}


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_russian_is_written_as_russian_is(file: Path) -> None:
    for place, text in texts_in(tree_of(file)):
        if NAMES.search(place):
            continue
        assert text.count("«") == text.count("»"), f"{place}: {text}"
        for fault, pattern in WRONG.items():
            found = pattern.search(re.sub(r"\{[a-z_.]+\}", "{n}", text))
            assert not found, f"{file.name}, {place}: {fault}: {found and found.group()!r} in {text}"
        found = ENGLISH.search(PROGRAM.sub("", text))
        assert not found, f"{file.name}, {place}: English {found and found.group()!r} in {text}"


def test_a_sentence_about_one_thing_is_not_said_of_twenty_one() -> None:
    """21 takes the form of 1: whatever names the one thing alone stands under “=1”."""
    for rule, card in tree_of(CHECKOUT / "rules/translations/ru.yaml").items():
        for field, template in card.items():
            if not isinstance(template, Mapping):
                continue
            one, many = template["one"], template["many"]
            for told in ("{n}", "{quotes}"):
                assert (told in one) == (told in many), f"{rule}, {field}: {one}"


def test_the_form_for_one_alone_goes_before_the_category() -> None:
    forms = {"=1": "«{a}»", "one": "{n} заметка", "few": "{n} заметки", "many": "{n} заметок"}
    said = [fill(forms, {"n": n, "a": "Цена"}, "ru") for n in (1, 2, 5, 11, 21, 101)]
    assert said == ["«Цена»", "2 заметки", "5 заметок", "11 заметок", "21 заметка", "101 заметка"]
    assert form_for({"one": "eins", "other": "viele"}, 1, "en") == "eins"
