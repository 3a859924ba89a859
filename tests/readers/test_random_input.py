"""Whatever the bytes: a strategy or an ``InputError``, never another exception."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxadvisor.errors import InputError
from cxadvisor.readers import load, load_bytes, read_settings

FORMATS: st.SearchStrategy[Literal["json", "yaml"] | None] = st.sampled_from(["json", "yaml", None])
CANVAS = {
    "cxcanvas": "1",
    "title": "Mobila „Nord” – și alții",
    "segments": ["a", {"text": "b", "share": 0.5, "id": "n1"}],
    "needs": {"pre_sale": ["c: d", {"text": "e", "for": ["n1"], "importance": 2}], "post_sale": []},
    "metrics": {"pre_sale": [{"text": "NPS", "baseline": 1.5, "scale": [0, 10], "due": "2026-12-31"}]},
    "not_captured": ["culture"],
    "waivers": [{"rule": "r", "at": "n1", "reason": "y", "until": "2027-01-31"}],
    "x-a": {"b": [None, True, -0.0, 1e9]},
    "personas": [{"id": "p1", "age": 40, "channels": {"before": ["app"]}, "evidence": {"sample": 12}}],
    "journeys": {"persona": "p1", "emotion_scale": [-2, 2], "before": [{"action": "f", "emotion": 1}]},
    "five_whys": {"whys": [{"why": "g?", "answer": "h", "whys": [{"why": "i?"}]}], "root_causes": ["j"]},
}
WRITTEN = (
    json.dumps(CANVAS).encode(),
    json.dumps(CANVAS, ensure_ascii=False, indent=2).encode(),
    yaml.safe_dump(CANVAS, allow_unicode=True).encode(),
    yaml.safe_dump(CANVAS, allow_unicode=True, default_flow_style=True).encode(),
)


def outcome(data: bytes, format: Literal["json", "yaml"] | None) -> str:
    """Read ``data``; return what came of it. The error must be one that can be shown to people anywhere."""
    try:
        strategy = load_bytes(data, "canvas", format)
    except InputError as error:
        refusal = error
    else:
        strategy.canvases[0].canvas.model_dump_json(by_alias=True).encode()
        return "read"
    assert 1 <= len(refusal.problems) <= 100
    for problem in refusal.problems:
        assert problem.message
        assert str(problem).encode()
        assert problem.line is None or problem.line >= 1
    return str(refusal)


@given(st.binary(max_size=200), FORMATS)
@example(b'"\\UFFFFFFFF"', "yaml")
@example(b"%YAML 1." + b"1" * 5_000, "yaml")
@settings(max_examples=400)
def test_any_bytes(data: bytes, format: Literal["json", "yaml"] | None) -> None:
    outcome(data, format)


@given(st.text(max_size=200), FORMATS)
@settings(max_examples=400)
def test_any_text(text: str, format: Literal["json", "yaml"] | None) -> None:
    outcome(text.encode("utf-8", "surrogatepass"), format)


@given(st.text("ab1 \n\t:-?,[]{}#&*!|>'\"%@`\\~x0.e\r\u2028", max_size=60))
@settings(max_examples=1_500)
def test_any_text_of_the_signs_of_yaml(text: str) -> None:
    outcome(text.encode(), "yaml")


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(WRITTEN)))
    for _ in range(draw(st.integers(1, 4))):
        position = draw(st.integers(0, len(data) - 1))
        length = draw(st.integers(0, 8))
        piece = draw(
            st.binary(max_size=3)
            | st.sampled_from([b"{", b"]", b'"', b"\n", b": ", b"- ", b"&a ", b"*a", b"null"])
        )
        data[position : position + length] = piece
        if not data:
            break
    return bytes(data)


@given(mutated(), FORMATS)
@settings(max_examples=1_000)
def test_any_canvas_with_some_bytes_changed(data: bytes, format: Literal["json", "yaml"] | None) -> None:
    assert outcome(data, format) == outcome(data, format)


TREES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text() | st.sampled_from(list(CANVAS)) | st.integers(), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(list(CANVAS)), TREES), st.booleans())
@settings(max_examples=100)
def test_any_mapping(mapping: dict[str, Any], has_version: bool) -> None:
    try:
        load(mapping | ({"cxcanvas": "1"} if has_version else {}))
    except InputError as error:
        str(error).encode()


@given(data=st.binary(max_size=100) | st.text("abselectbrand=[]{}\"'\n.1#-", max_size=60).map(str.encode))
@settings(max_examples=300)
def test_any_settings(tmp_path_factory: Any, data: bytes) -> None:
    path: Path = tmp_path_factory.mktemp("any") / "cxadvisor.toml"
    path.write_bytes(data)
    try:
        read_settings(str(path))
    except InputError as error:
        str(error).encode()


@given(st.text(st.characters(exclude_characters="/"), max_size=20))
@settings(max_examples=200)
def test_any_path(path: str) -> None:
    try:
        load(path + ".json")
    except InputError as error:
        str(error).encode()
