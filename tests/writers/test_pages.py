"""CSV, Markdown and Mermaid: what is written reads back, and what a format cannot hold is named."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import Format, parse
from cxadvisor.writers import EXPORTS, write
from cxadvisor.writers.canonical import canonical
from tests.writers.trees import canvases, texts

LANGUAGES = st.sampled_from(("en", "ro", "pl", "ru", "it"))
CANVAS: dict[str, Any] = {
    "cxcanvas": "1",
    "title": "=Strategy; “one”",
    "authors": ["A. Pop", "I. Rus; B."],
    "not_captured": ["culture"],
    "waivers": [{"rule": "nps-alone", "at": "metrics", "reason": "agreed"}],
    "segments": [{"text": "Families", "id": "s1", "share": 0.25}, "=cmd|' /C calc'!A0"],
    "needs": {"pre_sale": ["A price\nwithout surprises", "- dash", "Post-sale: call"], "post_sale": []},
    "metrics": {
        "post_sale": [
            {"text": "NPS", "for": ["s1", "a;b"], "baseline": 31, "target": "45", "scale": [0, 10], "x-own": [1, "a"]}
        ]
    },
}  # fmt: skip
JOURNEY: dict[str, Any] = {
    "id": "j1",
    "title": "Buying: a sofa",
    "persona": "ana",
    "kind": "customer",
    "real_case": {"negative": True, "source": "interviews"},
    "emotion_scale": [-2, 2],
    "measured_by": ["NPS; CES", "On time"],
    "evidence": [{"text": "14 interviews"}],
    "stages": [
        {
            "name": "Search | compare",
            "steps": [
                {
                    "id": "b1",
                    "action": "Compares; measures",
                    "touchpoint": ["site", "shop"],
                    "emotion": 1,
                    "pain": ["slow; unclear", "dear"],
                    "moment_of_truth": True,
                    "evidence": [{"method": "interviews", "sample": 12}],
                    "exit_point": "no answer",
                    "x-node": {"a": 1},
                },
                {"action": "Waits", "emotion": -2, "moment_of_truth": False, "said": ["[sic] “late”"]},
            ],
        },
        {"name": "Buy", "steps": [{"action": "Pays"}]},
    ],
}


def round_trip(tree: dict[str, Any], format: Format, language: str = "en") -> dict[str, Any]:
    written = write(tree, format, language)
    assert not written.lost, written.lost
    return canonical(parse(written.data, format, None).tree)


@pytest.mark.parametrize("format", ["csv", "markdown"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(canvases(), LANGUAGES)
def test_any_canvas_reads_back(format: Format, tree: dict[str, Any], language: str) -> None:
    written = write(tree, format, language)
    # A mapping with a key of more than a thousand letters is no YAML; it may only stand in an extension.
    assert all(part.at.startswith("/x-") and format == "markdown" for part in written.lost), written.lost


@pytest.mark.parametrize("format", ["csv", "markdown"])
def test_a_canvas_reads_back_with_its_identities(format: Format) -> None:
    wanted = canonical(CANVAS)
    assert round_trip(CANVAS, format, "ro") == wanted
    again = load_bytes(write(CANVAS, format, "ro").data, "canvas", format).canvases[0].canvas
    assert again == load_bytes(write(CANVAS, "json", "ro").data, "canvas.json").canvases[0].canvas


def test_no_cell_of_a_csv_file_is_a_formula() -> None:
    text = write(CANVAS, "csv", "en").data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝") and not cell.lstrip("+-").isdigit()]


@pytest.mark.parametrize(("language", "delimiter"), [("en", ","), ("ro", ";")])
def test_cells_are_parted_as_spreadsheets_of_the_language_want_it(language: str, delimiter: str) -> None:
    data = write(CANVAS, "csv", language).data
    assert data.startswith(f"\ufeffblock{delimiter}stage{delimiter}text{delimiter}id".encode())


def test_a_journey_reads_back_from_a_page() -> None:
    tree = {"journeys": [JOURNEY, {"before": [{"action": "Looks"}], "after": [{"action": "Returns"}]}]}
    assert round_trip(tree, "markdown") == canonical(tree)
    both = {**CANVAS, **tree}
    assert round_trip(both, "markdown", "ru") == canonical(both)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.fixed_dictionaries(
            {"action": texts},
            optional={
                "touchpoint": st.lists(texts, min_size=1, max_size=3),
                "pain": st.lists(texts, min_size=1, max_size=3),
                "owner": texts,
                "emotion": st.integers(-2, 2),
                "moment_of_truth": st.booleans(),
                "exit_point": st.booleans() | texts,
            },
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_step_reads_back_from_a_page(steps: list[dict[str, Any]]) -> None:
    tree = {"journeys": [{"emotion_scale": [-2, 2], "stages": [{"name": "Buy", "steps": steps}]}]}
    assert not write(tree, "markdown", "en").lost


def test_a_diagram_reads_back() -> None:
    tree = {
        "journeys": [
            {
                "title": "Buying: a sofa; “now” #1",
                "persona": "ana, 34",
                "emotion_scale": [1, 5],
                "stages": [{"name": "Search: first", "steps": [{"action": "Asks: why?", "emotion": 2}]}],
            }
        ]
    }
    assert round_trip(tree, "mermaid") == canonical(tree)


def test_emotions_of_other_scales_are_rounded_for_a_diagram_and_said_so() -> None:
    written = write({"journeys": [JOURNEY]}, "mermaid", "en")
    assert [line.strip() for line in written.data.decode().splitlines() if line.startswith("      ")] == [
        "Compares#59; measures: 4: ana",
        "Waits: 1: ana",
        "Pays: 3: ana",
    ]
    lost = [part.at for part in written.lost]
    assert "/journeys/0/emotion_scale/0" in lost
    assert "/journeys/0/stages/0/steps/0/pain" in lost
    assert not any(at.endswith(("/action", "/title", "/persona")) for at in lost)


@pytest.mark.parametrize("format", ["csv", "markdown", "mermaid"])
def test_what_a_format_cannot_hold_is_named(format: Format) -> None:
    tree = {**CANVAS, "personas": [{"name": "Ana"}], "heart": {"product": "App"}}
    written = write(tree, format, "en")
    assert {"/personas", "/heart"} <= {part.at for part in written.lost}
    assert all(part.why.endswith(".") for part in written.lost)


def test_each_format_has_its_ending() -> None:
    assert {EXPORTS[format].ending for format in ("csv", "markdown", "mermaid")} == {".csv", ".md", ".mmd"}
