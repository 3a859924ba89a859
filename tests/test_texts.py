"""Every text of the interface is there in every language: the same keys, the same placeholders, all plural forms."""

from __future__ import annotations

from importlib.resources import files

import pytest

from cxadvisor.resources import read_json
from cxadvisor.texts import CATEGORIES, EXACTLY_ONE, LANGUAGES, Template, placeholders

FAMILIES = sorted(
    name.removesuffix("en.json")
    for each in files("cxadvisor.texts").iterdir()
    if (name := each.name).endswith("en.json")
)
"""What the files of all languages are named before the language: nothing, or ``plan.`` and the like."""


def texts_of(family: str, language: str) -> dict[str, Template]:
    texts: dict[str, Template] = read_json("texts", f"{family}{language}.json")
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", FAMILIES)
def test_the_texts_of_a_language_are_complete(family: str, language: str) -> None:
    ours, theirs = texts_of(family, "en"), texts_of(family, language)
    assert set(theirs) == set(ours)
    for key, template in theirs.items():
        assert placeholders(template) - {"n"} == placeholders(ours[key]) - {"n"}, key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_number_takes_every_plural_form_of_its_language(family: str, language: str) -> None:
    for key, template in texts_of(family, language).items():
        if isinstance(template, str):
            assert isinstance(texts_of(family, "en")[key], str), f"{key} needs plural forms"
        else:
            assert tuple(each for each in template if each != EXACTLY_ONE) == CATEGORIES[language], key


def test_there_are_texts_of_the_interface_and_of_commands() -> None:
    assert {"", "review.", "plan.", "audit."} <= set(FAMILIES)
