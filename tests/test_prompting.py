"""Whatever a finding shows, its prompts lead from there to something that can be changed, and blame nobody."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cxadvisor import load, review
from cxadvisor.compile import CHECKOUT
from cxadvisor.errors import KnowledgeError
from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS, STAGES
from cxadvisor.prompting import (
    ANYTHING,
    FEWEST,
    FILE,
    KINDS,
    MOST,
    THEMES,
    Prompter,
    authored_bank,
    bank_in,
    compiled,
    file_in,
)
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.rulebook import shipped
from cxadvisor.texts import LANGUAGES
from tests.rules.cases import cases_of, review_of

AUTHORED = authored_bank()
ROMANIAN = file_in("ro")
CARDS = {language: shipped().in_language(language) for language in LANGUAGES}
PROMPTED = [card.name for card in shipped().cards if card.kind in KINDS]
EXAMPLES = sorted(path.parent for path in (CHECKOUT / "examples").glob("*/report.md"))
PLACES = [
    *((name, stage) for name, block in BLOCKS.items() for stage in dict.fromkeys((None, *block.stages))),
    *((kind, None) for kind in COMPANION_KEYS),
    *((None, stage) for stage in (None, *STAGES)),
]

BLAME = {
    "en": r"fault|blame|guilt|careless|lazy|negligen|incompeten|stupid|who forgot|whose mistake|who failed",
    "ro": r"\bvina\b|\bde vină\b|vinovat|neglijen|leneș|nepăs|incompeten|cine a uitat|cine a greșit|greșeala cui",
    "it": r"\bcolp[ae]|colpevol|incolp|disattent|pigr|neglig|incompeten|stupid|chi ha sbagliato|chi ha dimenticato",
    "pl": r"\bwin[aęyą]\b|\bwinn[yaei]|obwini|niedbał|leniw|zaniedb|niekompeten|głupi|kto zapomniał|kto zawinił",
    "ru": r"\bвин(?:а|ы|е|у|ой|ов\w+)\b|халатн|небрежн|ленив|некомпетентн|глуп|кто забыл|кто ошибся|чья ошибка",
}
"""Words that look for a culprit."""


def prompts_of(
    card: RuleCard, language: str, block: str | None, stage: str | None, note: str | None
) -> tuple[str, ...]:
    own = [re.sub(r"\{[^}]*\}", "x", prompt) for prompt in card.whys]
    return Prompter(bank_in(language)).prompts(
        own, rule=card.name, kind=card.kind, block=block, stage=stage, note=note
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROMPTED)
def test_every_gap_conflict_and_weakness_has_prompts_wherever_it_stands(name: str, language: str) -> None:
    card = CARDS[language][name]
    changes = {
        each.text.replace("{note}", "Late delivery")
        for each in bank_in(language).prompts
        if each.level == "change"
    }
    for block, stage in PLACES:
        for note in (None, "Late delivery"):
            prompts = prompts_of(card, language, block, stage, note)
            assert FEWEST <= len(prompts) <= MOST
            assert len(set(prompts)) == len(prompts)
            assert prompts[-1] in changes, "it ends where something can be changed"
            for prompt in prompts:
                assert prompt.endswith("?")
                assert not re.search(r"[{}]|“”|„”", prompt), prompt


@pytest.mark.parametrize("name", PROMPTED)
def test_findings_of_every_rule_have_prompts(name: str) -> None:
    for case in cases_of(name):
        for finding in review_of(case).findings:
            if finding.kind in KINDS:
                assert FEWEST <= len(finding.whys) <= MOST
            else:
                assert finding.whys == ()


def test_questions_and_suggestions_have_none_but_those_of_their_cards() -> None:
    for card in shipped().cards:
        assert card.kind in KINDS or not card.whys
    made = [review(each, as_of="2026-01-01") for each in EXAMPLES]
    asked = [finding for each in made for finding in each.of_kind("confirm", "advice")]
    assert {bool(finding.whys) for finding in asked} == {False}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_prompt_looks_for_a_culprit(language: str) -> None:
    prompts = [each.text for each in bank_in(language).prompts]
    prompts += [prompt for card in CARDS[language].values() for prompt in card.whys]
    for prompt in prompts:
        assert not re.search(BLAME[language], prompt, re.IGNORECASE), prompt
    sheets = [
        {"problem": "Orders", "whys": [{"why": "?", "answer": each} for each in prompts[first : first + 50]]}
        for first in range(0, len(prompts), 50)
    ]
    made = review(load({"five_whys": sheets}), lang=language, select=["whys-blame-a-person"])
    assert [finding.message for finding in made.findings] == []


def test_a_report_says_nothing_twice() -> None:
    for language in LANGUAGES:
        for path in EXAMPLES:
            made = review(path, as_of="2026-01-01", lang=language)
            said = Counter(prompt for finding in made.findings for prompt in finding.whys)
            assert said
            assert [prompt for prompt, times in said.items() if times > 1] == []


def test_prompts_that_are_used_up_are_said_again() -> None:
    prompter = Prompter(bank_in("en"))
    for _ in range(300):
        made = prompter.prompts((), rule="a", kind="gap", block="moments", stage="post_sale", note="b")
        assert len(made) == len(set(made)) == FEWEST + 1


def test_the_prompts_of_a_block_come_before_those_for_anything() -> None:
    for block in (*BLOCKS, *COMPANION_KEYS):
        for level in ("cause", "change"):
            first = bank_in("en").fitting(level, kind="gap", block=block)[0]
            assert first.about == block
    assert (
        bank_in("en").fitting("change", rule="numbers-disagree", kind="conflict")[0].rule
        == "numbers-disagree"
    )


def test_anything_leads_through_all_themes() -> None:
    for kind in KINDS:
        for level in ("cause", "change"):
            fitting = [each for each in bank_in("en").fitting(level, kind=kind) if each.about == ANYTHING]
            assert {each.theme for each in fitting if each.kind == kind} == set(THEMES)


def test_the_rules_that_prompts_are_for_exist() -> None:
    names = {card.name for card in shipped().cards}
    assert {each.rule for each in bank_in("en").prompts} - {""} <= names


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("- about: segments", "- about: segmants", "group 6, “about”: “segmants” is not known"),
        ("  kind: gap", "  kind: advice", "“kind”: “advice” is not known"),
        ("  stage: pre_sale", "  stage: before", "“stage”: “before” is not known"),
        ("    incentives:", "    money:", "“cause”: “money” is not known"),
        ("\n  change:\n    process:", "\n  change: []\n  x-rest:\n    process:", "it has “about” and"),
        ("  cause:\n    process:", "  causes:\n    process:", "it has “about” and “cause” or “change”"),
        ("  rule: empty-block", "  rule: 5", "name a rule"),
        ("instead?", "instead.", "“cause”, “process”: write a question"),
        ("about “{note}”", "about “{name}”", "is the only placeholder"),
        ("- about: culture", "- about: objectives", "has a prompt already"),
    ],
)
def test_the_bank_is_checked_as_it_is_compiled(old: str, new: str, complaint: str) -> None:
    assert old in AUTHORED[FILE]
    with pytest.raises(KnowledgeError, match=complaint):
        compiled({**AUTHORED, FILE: AUTHORED[FILE].replace(old, new, 1)})


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            "\n    people: ",
            "\n    # ",
            "“anything/gap///cause/people” is missing. Translate it from whys.yaml",
        ),
        ("  kind: gap\n  cause", "  kind: gap\n  stage: pre_sale\n  cause", "is missing"),
        (
            "- about: segments\n",
            "- about: anything\n  rule: x\n  change: {data: 'A?'}\n- about: segments\n",
            "is not in whys.yaml. Write it there first",
        ),
    ],
)
def test_each_language_has_the_prompts_of_the_english_bank(old: str, new: str, complaint: str) -> None:
    assert old in AUTHORED[ROMANIAN]
    with pytest.raises(KnowledgeError, match=complaint) as caught:
        compiled({**AUTHORED, ROMANIAN: AUTHORED[ROMANIAN].replace(old, new, 1)})
    assert str(caught.value).startswith(ROMANIAN)


def test_every_block_and_artefact_needs_prompts() -> None:
    sparse = "- {about: anything, change: {data: 'A?'}, cause: {data: 'A?'}}"
    with pytest.raises(KnowledgeError, match="“segments” has no prompt under “cause”"):
        compiled(dict.fromkeys(AUTHORED, sparse))
