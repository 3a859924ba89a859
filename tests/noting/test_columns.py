"""Columns of registers and interviews can be told apart in each language of the interface."""

from __future__ import annotations

import pytest

from cxadvisor.interview.sheets import COLUMNS as SHEET_COLUMNS
from cxadvisor.noting.register import COLUMNS
from cxadvisor.texts import LANGUAGES, notes_texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("table", "columns"), [("register", COLUMNS), ("interview", SHEET_COLUMNS)])
def test_each_column_has_a_name_of_its_own(language: str, table: str, columns: tuple[str, ...]) -> None:
    texts = notes_texts(language)
    names = [texts(f"{table}.column.{column}") for column in columns[:-1]]
    assert len(set(names)) == len(names)
