"""The JSON Schemas: well formed, current, and of one mind with the readers."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cxadvisor.errors import InputError
from cxadvisor.model.artefacts import ARTEFACTS
from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS
from cxadvisor.model.review import (
    Candidate,
    Finding,
    FindingPosition,
    Link,
    Question,
    Reason,
    Review,
    Score,
    StrategySummary,
    Strength,
    Tool,
    Waived,
)
from cxadvisor.readers import load, schema
from cxadvisor.readers.keys import keys_of
from cxadvisor.schemas import NAMES, text_of
from cxadvisor.schemas.artefacts import DESCRIPTIONS, TITLES, description_of
from tests.readers.helpers import PARTS
from tests.readers.random_documents import DOCUMENTS, artefacts_of

VALIDATORS = {name: Draft202012Validator(schema(name)) for name in NAMES}
VALIDATOR = VALIDATORS["canvas"]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema_and_says_what_it_is_of(name: str) -> None:
    found = schema(name)
    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["$id"] == f"urn:cxadvisor:{name}:1"
    assert found["title"]
    assert found["description"]


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_file_is_current(name: str) -> None:
    shipped = files("cxadvisor.schemas").joinpath(f"{name}.json").read_text(encoding="utf-8")
    assert shipped == text_of(name), "write it anew with cxadvisor.schemas.write"


def test_there_are_no_other_schemas_here() -> None:
    with pytest.raises(ValueError, match=r"there are canvas, personas, .*user_flows, review"):
        schema("journey")


def test_every_key_of_a_canvas_is_described() -> None:
    found = schema("canvas")
    note = found["$defs"]["MetricNote"]["anyOf"][1]
    for part in (found, note, found["$defs"]["Waiver"]):
        assert all(each.get("description") for each in part["properties"].values())


def test_a_whole_canvas_is_valid(shared_canvas: dict[str, Any]) -> None:
    VALIDATOR.validate(shared_canvas)
    load(shared_canvas)


@given(DOCUMENTS)
@settings(max_examples=150)
def test_the_schema_accepts_what_the_readers_load_and_nothing_else(document: dict[str, Any]) -> None:
    refusal = refusal_of(document)
    assume("neither the id of a note" not in refusal)  # no schema can know the ids
    errors = [error.message for error in VALIDATOR.iter_errors(document)]
    assert bool(refusal) == bool(errors), (refusal, errors, json.dumps(document))


@pytest.mark.parametrize("key", COMPANION_KEYS)
@given(data=st.data())
@settings(max_examples=60)
def test_so_it_is_with_artefacts(key: str, data: st.DataObject) -> None:
    content = data.draw(artefacts_of(key))
    refusal = refusal_of({"cxcanvas": "1", key: content})
    assume("is given twice" not in refusal)
    assert bool(refusal) != VALIDATOR.is_valid({"cxcanvas": "1", key: content}), (
        refusal,
        json.dumps(content),
    )
    assert bool(refusal) != VALIDATORS[key].is_valid({key: content})


def refusal_of(document: dict[str, Any]) -> str:
    """Return why the readers refuse a document, or what they do not know in it; an empty text if nothing."""
    try:
        strategy = load(document)
    except InputError as error:
        return str(error)
    return "; ".join(part.why for part in strategy.unknown)


@pytest.mark.parametrize("key", COMPANION_KEYS)
def test_a_companion_file_has_its_key_and_extensions_only(key: str) -> None:
    validator = VALIDATORS[key]
    right: tuple[Any, ...] = ({}, [], [{}], None)
    for content in right:
        validator.validate({"$schema": "s", key: content, "x-mine": 1})
    another = "heart" if key != "heart" else "personas"
    refused: tuple[Any, ...] = ({}, {key: [], "x": 1}, {key: [], another: []}, {key: ""})
    for wrong in refused:
        assert not validator.is_valid(wrong)


@pytest.mark.parametrize("name", PARTS)
def test_every_key_of_an_artefact_is_described(name: str) -> None:
    assert TITLES[PARTS[name]]
    for key in keys_of(PARTS[name]):
        assert description_of(PARTS[name], key).endswith((".", "…"))


def test_nothing_is_described_that_is_not_there() -> None:
    assert set(TITLES) == set(PARTS.values())
    for part, described in DESCRIPTIONS.items():
        assert set(described) <= set(keys_of(part))


def test_a_canvas_schema_holds_the_definitions_of_artefacts() -> None:
    of_canvas = schema("canvas")["$defs"]
    for key in COMPANION_KEYS:
        of_companion = schema(key)["$defs"]
        assert ARTEFACTS[key].__name__ in of_companion
        assert of_companion == {name: of_canvas[name] for name in of_companion}


def test_references_lead_somewhere_and_everything_is_used() -> None:
    for name in NAMES:
        found = schema(name)
        named = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(found)))
        assert named == set(found["$defs"])


@pytest.mark.parametrize("key", sorted(BLOCKS))
def test_an_id_with_the_name_of_a_block_is_refused_by_both(key: str) -> None:
    document = {"cxcanvas": "1", "culture": [{"text": "a", "id": key}]}
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(InputError):
        load(document)


def test_a_review_is_valid() -> None:
    from cxadvisor.reporters.json_report import as_data

    validator = VALIDATORS["review"]
    for review in (
        REVIEW,
        REVIEW.model_copy(update={"reviews": (REVIEW, REVIEW), "links": (), "strengths": ()}),
    ):
        validator.validate(as_data(review))
    broken = as_data(REVIEW)
    broken["findings"][0]["severity"] = "grave"
    assert not validator.is_valid(broken)


REVIEW = Review(
    complete=True,
    tool=Tool(name="cxadvisor", version="0.1.0"),
    as_of="2026-03-01",
    interface="en",
    strategy=StrategySummary(title="T", language="en", files=("canvas.yaml",), digest="0" * 64),
    strengths=(Strength(text="All is well.", at=("/needs",)),),
    findings=(
        Finding(
            rule="moment-without-activity",
            code="CUS301",
            kind="confirm",
            severity="medium",
            block="moments",
            stage="pre_sale",
            at=("/moments/pre_sale/0",),
            position=FindingPosition(file="canvas.yaml", line=3, column=5),
            message="Which?",
            consequence="Customers judge.",
            because=(Reason(text="No activity.", at="/activities", absent=True),),
            asks=Question.model_validate(
                {"rule": "moment-without-activity", "relation": "serves", "from": "activities"}
            ),
            candidates=(
                Candidate(at="/activities/pre_sale/0", relation="serves", confidence=0.5, reason="Both."),
            ),
            advice="Design it.",
            ground="canvas",
            fingerprint="0a",
            waived=Waived(reason="agreed"),
        ),
    ),
    links=(
        Link.model_validate(
            {
                "from": "/activities/pre_sale/0",
                "to": "/moments/pre_sale/0",
                "relation": "serves",
                "origin": "explicit",
                "confidence": 1.0,
                "reason": "given",
            }
        ),
    ),
    scores={"moment-without-activity": Score(of=1, covered=0, gap=0, asked=1)},
)
