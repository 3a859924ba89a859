"""The JSON Schemas: well formed, current, and of one mind with the readers."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cxadvisor.errors import InputError
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.canvas import MAX_TEXT
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
from cxadvisor.schemas import NAMES, text_of

VALIDATOR = Draft202012Validator(schema("canvas"))


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


# Documents that are mostly right and sometimes wrong in one of the ways a schema can express.


def now_and_then(right: st.SearchStrategy[Any], wrong: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 25).flatmap(lambda number: wrong if number == 0 else right)


TEXTS = st.text("aăж😀 \n\u200b'", min_size=1, max_size=5).map(lambda text: text if text.strip() else "a")
ODD = st.sampled_from(
    ["", " ", 0, 2, 1.0, -0.5, True, None, [], {}, ["a"], {"text": "a"}, "a" * (MAX_TEXT + 1), "up", "a b"]
)
IDS = st.sampled_from(["n1", "n2", "é"])
EXTENSIONS = st.dictionaries(
    st.sampled_from(["x-a", "x-", "$schema"]), now_and_then(st.just("s"), ODD), max_size=1
)


def mapping_of(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    either = {key: now_and_then(value, ODD) for key, value in optional.items()}
    must = {key: now_and_then(value, ODD) for key, value in required.items()}
    strange = st.dictionaries(
        now_and_then(st.just("x-b"), st.sampled_from(["nevoi", "for_", "text", "X-a"])), TEXTS, max_size=1
    )
    known = st.fixed_dictionaries(must, optional=either)
    return st.builds(
        lambda *parts: {key: value for part in parts for key, value in part.items()},
        EXTENSIONS,
        strange,
        known,
    )


def notes_of(block: str) -> st.SearchStrategy[Any]:
    number_or_text = st.integers(-5, 5) | st.floats(-5, 5) | TEXTS
    keys: dict[str, Any] = {
        "for": st.lists(IDS, max_size=2),
        "not_for": st.lists(IDS, max_size=2),
        "through": st.lists(TEXTS, max_size=2),
        "owner": TEXTS,
        "evidence": TEXTS | st.lists(TEXTS, max_size=2),
        "importance": st.integers(1, 3),
        "status": TEXTS,
        "tags": st.lists(TEXTS, max_size=2),
    }
    if block == "segments":
        keys |= {"share": st.floats(0, 1)}
    if block == "metrics":
        keys |= {
            "unit": TEXTS,
            "baseline": number_or_text,
            "target": number_or_text,
            "direction": st.sampled_from(["up", "down"]),
            "due": TEXTS,
            "frequency": TEXTS,
            "source": st.sampled_from(["internal", "external"]),
            "scale": TEXTS | st.lists(st.integers(0, 9), min_size=2, max_size=2),
        }
    return st.lists(now_and_then(TEXTS | mapping_of({"text": TEXTS}, keys), ODD), max_size=2)


def block(name: str) -> st.SearchStrategy[Any]:
    stages = {"pre_sale": notes_of(name), "post_sale": notes_of(name)}
    return mapping_of({}, stages) if BLOCKS[name].staged else notes_of(name)


LEFT_OUT = st.sampled_from(["culture", "metrics/pre_sale", "culture/pre_sale", "needs", "nevoi", "pre_sale"])
WAIVERS = mapping_of(
    {"rule": TEXTS, "reason": TEXTS},
    {
        "at": st.sampled_from(["metrics", "culture", "/metrics/pre_sale/0"]),
        "fingerprint": TEXTS,
        "until": st.just("2027-01-31"),
    },
)
DOCUMENTS = mapping_of(
    {"cxcanvas": st.just("1")},
    {name: block(name) for name in BLOCKS}
    | dict.fromkeys(("title", "organisation", "industry", "date", "strategy"), TEXTS)
    | {"language": st.sampled_from(["ro", "pt-BR", "Romanian"]), "authors": st.lists(TEXTS, max_size=2)}
    | {"not_captured": st.lists(LEFT_OUT, max_size=1), "waivers": st.lists(WAIVERS, max_size=1)},
)


@given(DOCUMENTS)
@settings(max_examples=150)
def test_the_schema_accepts_what_the_readers_load_and_nothing_else(document: dict[str, Any]) -> None:
    try:
        load(document)
    except InputError as error:
        refusal = str(error)
    else:
        refusal = ""
    assume("neither the id of a note" not in refusal)  # no schema can know the ids
    errors = [error.message for error in VALIDATOR.iter_errors(document)]
    assert bool(refusal) == bool(errors), (refusal, errors, json.dumps(document))


@pytest.mark.parametrize("key", sorted(BLOCKS))
def test_an_id_with_the_name_of_a_block_is_refused_by_both(key: str) -> None:
    document = {"cxcanvas": "1", "culture": [{"text": "a", "id": key}]}
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(InputError):
        load(document)


def test_a_review_is_valid() -> None:
    from cxadvisor.reporters.json_report import as_data

    validator = Draft202012Validator(schema("review"))
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
