"""Every block is named and asks its questions in five languages, and findings ask them too."""

from __future__ import annotations

import pytest
import yaml

from cxadvisor import load, review
from cxadvisor.errors import KnowledgeError
from cxadvisor.guiding import FILE, compiled, guide_in
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.resources import folder
from cxadvisor.texts import CATEGORIES, LANGUAGES, placeholders, start_texts, texts_for

AUTHORED = folder("knowledge").joinpath(FILE).read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_of_the_guided_start_are_complete(language: str) -> None:
    ours, theirs = start_texts("en").templates, start_texts(language).templates
    assert theirs.keys() == ours.keys()
    for key, template in theirs.items():
        assert placeholders(template) == placeholders(ours[key]), key
        if not isinstance(template, str):
            assert set(template) == set(CATEGORIES[language]), key
        forms = [template] if isinstance(template, str) else [*template.values()]
        assert all(form.strip() == form != "" for form in forms), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_has_a_key_of_its_own(language: str) -> None:
    keys = [str(text) for key, text in start_texts(language).templates.items() if key.startswith("new.key.")]
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 1 and key.isalpha() and key.islower() for key in keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_and_the_guided_start_call_the_parts_of_a_canvas_the_same(language: str) -> None:
    start, report = start_texts(language), texts_for(language)
    for key in start.templates:
        assert key.startswith("new.") or report.templates[key] == start.templates[key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_of_every_block_asks_a_question_of_its_own(language: str) -> None:
    guide = guide_in(language)
    questions = [guide.question(name, stage) for name, block in BLOCKS.items() for stage in block.stages]
    questions += [guide.question(name) for name, block in BLOCKS.items() if block.staged]
    assert len(set(questions)) == len(questions)
    assert all(question.endswith("?") for question in questions)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("\nneeds:", "\nwants:", "it has the blocks"),
        ("  pre_sale:", "  before:", "“needs” has the entries"),
        ('    pl: "Kim są', '    de: "Kim są', "“segments”, “question”: give"),
        ("who decides with them?", "who decides with them.", "End it with a question mark."),
        ("what they have in common.", "what they have in common?", "It is no question."),
        ('"People who cycle to work all year round"', "5", "write a text"),
    ],
)
def test_the_guide_is_checked_as_it_is_compiled(old: str, new: str, complaint: str) -> None:
    assert old in AUTHORED
    with pytest.raises(KnowledgeError, match=complaint):
        compiled(AUTHORED.replace(old, new, 1))


def test_the_guide_stands_in_the_fill_order() -> None:
    assert list(yaml.safe_load(AUTHORED)) == list(BLOCKS)


def test_an_empty_stage_is_asked_its_own_question() -> None:
    full = {"pre_sale": ["Clear prices on the web site"], "post_sale": ["Help within a day"]}
    canvas = {"cxcanvas": "1", "language": "en", "needs": full, "moments": {**full, "post_sale": []}}
    findings = review(load(canvas), select=["empty-block"]).findings
    advice = {finding.at[0]: finding.advice for finding in findings}
    whole = {
        finding.advice for finding in review(load(canvas | {"moments": {}}), select=["empty-block"]).findings
    }
    guide = guide_in("en")
    assert guide.question("moments", "post_sale") in " ".join(advice.values())
    assert guide.question("moments") in " ".join(whole)
