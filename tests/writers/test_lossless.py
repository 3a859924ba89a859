"""What is written in any format reads back as the same, whatever a strategy holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cxadvisor import review
from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import Format, parse
from cxadvisor.texts import LANGUAGES
from cxadvisor.writers import write
from cxadvisor.writers.canonical import canonical, compact
from cxadvisor.writers.workbook.comparing import difference
from tests.writers.trees import canvases, trees

FORMATS: tuple[Format, ...] = ("json", "yaml", "xlsx")

unhurried = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

NEARLY_NOTHING: dict[str, Any] = {
    "personas": {},
    "heart": {},
    "service_template": [{"authors": [], "activities": []}, {"behaviours": [{}, {"does": []}]}],
}
NESTED: dict[str, Any] = {
    "five_whys": [{"whys": [{"why": "a", "whys": [{"why": "b", "whys": [{"answer": "c"}]}, {"why": "d"}]}]}],
    "journeys": {
        "stages": [{"steps": [{"action": "a"}]}, {"name": "A"}, {"name": "A", "steps": [{}, {"x-own": [1]}]}],
        "emotion_scale": ["bad", "good"],
    },
}
BIG: dict[str, Any] = {
    "cxcanvas": "1",
    "metrics": {"pre_sale": [{"text": "n", "baseline": 0.1 + 0.2, "x-own": 2**53 + 1, "target": 1e300}]},
}


@pytest.mark.parametrize("format", FORMATS)
@example(NEARLY_NOTHING, "en")
@example(NESTED, "ru")
@example(BIG, "it")
@given(trees, st.sampled_from(sorted(LANGUAGES)))
@unhurried
def test_any_strategy_reads_back_as_it_was(format: Format, tree: dict[str, Any], language: str) -> None:
    written = write(tree, format, language)
    assert written.lost == ()
    document = parse(written.data, format, "file")
    assert difference(canonical(tree), canonical(document.tree)) == ({}, [])
    assert document.unplaced == ()
    assert write(tree, format, language) == written


@given(trees)
@unhurried
def test_the_canonical_and_the_compact_form_say_the_same(tree: dict[str, Any]) -> None:
    whole = canonical(tree)
    assert canonical(whole) == whole
    assert canonical(compact(whole)) == whole


def test_notes_and_parts_are_written_as_texts_where_a_text_says_it_all() -> None:
    tree = {
        "cxcanvas": "1",
        "needs": {"pre_sale": [{"text": "a"}, {"text": "b", "id": "n1"}]},
        "five_whys": {"root_causes": {"cause": "c"}, "whys": [{"why": "d", "evidence": "e"}]},
    }
    assert compact(canonical(tree)) == {
        "cxcanvas": "1",
        "needs": {"pre_sale": ["a", {"text": "b", "id": "n1"}]},
        "five_whys": {"root_causes": ["c"], "whys": [{"why": "d", "evidence": ["e"]}]},
    }


def test_keys_that_no_model_has_stay() -> None:
    tree = {"personas": [{"name": "Ann", "shoe size": 41, "channels": {"before": ["a"], "loud": True}}]}
    for format in FORMATS:
        assert canonical(parse(write(tree, format, "en").data, format, "file").tree) == canonical(tree)


@given(canvases())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_reviews_do_not_depend_on_the_format(tree: dict[str, Any]) -> None:
    seen: set[str] = set()
    for block in tree.values():  # ids are given once
        for notes in block.values() if isinstance(block, dict) else [block]:
            for note in notes if isinstance(notes, list) else []:
                if isinstance(note, dict) and note.get("id") in seen:
                    del note["id"]
                elif isinstance(note, dict):
                    seen.add(note.get("id", ""))
    for key in ("date", "waivers"):
        tree.pop(key, None)
    for block in ("metrics",):
        for note in [
            note for notes in tree.get(block, {}).values() for note in notes if isinstance(note, dict)
        ]:
            note.pop("due", None)
    reviews = [
        review(
            load_bytes(write(tree, format, "en").data, f"canvas.{format}", format),
            as_of="2026-03-01",
            lang="en",
        )
        for format in FORMATS
    ]
    first = reviews[0]
    for other in reviews[1:]:
        assert [(each.fingerprint, each.message) for each in other.findings] == [
            (each.fingerprint, each.message) for each in first.findings
        ]
        assert other.scores == first.scores
