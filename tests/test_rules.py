"""Every rule fires where an expert would expect it, and stays silent where a naive rule would cry wolf.

The cases stand in ``tests/rules/<rule>.yaml``; ``tests/rules/cases.py`` says how they are written.
"""

from __future__ import annotations

import pytest

from cxadvisor.rulebook.rulebook import shipped
from tests.rules.cases import HERE, KEYS, Case, cases_of, review_of

RULES = [card.name for card in shipped().cards]
FILES = sorted(file.stem for file in HERE.glob("*.yaml"))
CASES = [case for rule in FILES for case in cases_of(rule)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_the_rule_judges_as_an_expert_would(case: Case) -> None:
    assert case.problems(review_of(case)) == []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases_that_fire_and_near_misses(rule: str) -> None:
    cases = cases_of(rule)
    assert sum(case.fires for case in cases) >= 2, f"tests/rules/{rule}.yaml needs two cases that fire"
    assert sum(not case.fires for case in cases) >= 3, (
        f"tests/rules/{rule}.yaml needs three cases that stay silent"
    )


def test_every_case_file_belongs_to_a_rule() -> None:
    assert set(FILES) <= set(RULES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_every_case_says_why_in_a_sentence_and_uses_known_keys(case: Case) -> None:
    assert set(case.content) <= KEYS
    assert case.content["why"].endswith(".")
    assert len(case.content["why"].split()) >= 5
    assert ("at" in case.content) == case.fires
