"""What is said around notes, registers and interviews is complete in each language of the interface."""

from __future__ import annotations

import pytest

from cxadvisor.interview.sheets import COLUMNS as SHEET_COLUMNS
from cxadvisor.noting.register import COLUMNS
from cxadvisor.texts import CATEGORIES, LANGUAGES, notes_texts, placeholders


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_of_a_language_are_complete(language: str) -> None:
    ours, theirs = notes_texts("en").templates, notes_texts(language).templates
    assert set(theirs) == set(ours)
    for key, template in theirs.items():
        assert placeholders(template) - {"n"} == placeholders(ours[key]) - {"n"}, key
        if not isinstance(ours[key], str):
            assert not isinstance(template, str), key
            assert tuple(template) == CATEGORIES[language], key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("table", "columns"), [("register", COLUMNS), ("interview", SHEET_COLUMNS)])
def test_each_column_has_a_name_of_its_own(language: str, table: str, columns: tuple[str, ...]) -> None:
    texts = notes_texts(language)
    names = [texts(f"{table}.column.{column}") for column in columns[:-1]]
    assert len(set(names)) == len(names)
