"""What a canvas file says, and what the model makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxadvisor.errors import InputError
from cxadvisor.model.strategy import Position
from cxadvisor.readers import MAPPING_NAME, load, load_bytes
from tests.readers.helpers import canvas_of, line_and_column, only_problem_of, problems_of

SMALL = """\
cxcanvas: "1"
title: Mobila Nord
needs:
  pre_sale:
    - Preț clar
    - {text: Livrare la timp, id: n1, x-colour: red}
"""


def test_notes_are_texts_or_objects() -> None:
    first, second = canvas_of(SMALL).needs.pre_sale
    assert (first.text, first.id) == ("Preț clar", None)
    assert (second.text, second.id) == ("Livrare la timp", "n1")


def test_every_value_knows_its_line_and_column() -> None:
    (canvas,) = load_bytes(SMALL.encode(), "canvas.yaml").canvases
    assert canvas.position_of("/title") == Position("canvas.yaml", 2, 8)
    assert canvas.position_of("/needs/pre_sale/1/id") == Position("canvas.yaml", 6, 35)


def test_a_place_that_is_absent_is_found_at_what_encloses_it() -> None:
    (canvas,) = load_bytes(SMALL.encode(), "canvas.yaml").canvases
    assert (
        canvas.position_of("/needs/post_sale/3")
        == canvas.position_of("/needs")
        == Position("canvas.yaml", 4, 3)
    )
    assert canvas.position_of("/moments") == Position("canvas.yaml", 1, 1)


def test_columns_count_characters_and_lines_may_end_in_any_way() -> None:
    data = '{"cxcanvas": "1",\r\n "segments": ["ș😀", "b"],\r "culture": ["c"]}'.encode()
    (canvas,) = load_bytes(data, "c.json").canvases
    assert canvas.position_of("/segments/1") == Position("c.json", 2, 21)
    assert canvas.position_of("/culture/0") == Position("c.json", 3, 14)


def test_extensions_are_kept_at_every_level() -> None:
    canvas = canvas_of(
        """
        cxcanvas: "1"
        $schema: urn:cxadvisor:canvas:1
        x-top: {a: [1]}
        needs: {pre_sale: [{text: a, id: n, x-note: 1, $schema: s}], x-block: 2}
        waivers: [{rule: r, at: n, reason: why, x-waiver: 3}]
        """
    )
    assert canvas.model_extra == {"$schema": "urn:cxadvisor:canvas:1", "x-top": {"a": [1]}}
    assert canvas.needs.model_extra == {"x-block": 2}
    assert canvas.needs.pre_sale[0].model_extra == {"x-note": 1, "$schema": "s"}
    assert canvas.waivers[0].model_extra == {"x-waiver": 3}


def test_the_name_of_a_schema_is_a_text() -> None:
    assert "not a text" in only_problem_of('cxcanvas: "1"\n$schema: 1\n').message


def test_a_key_without_a_value_counts_as_not_written() -> None:
    canvas = canvas_of(
        'cxcanvas: "1"\ntitle:\nculture:\nneeds:\n  pre_sale:\n  post_sale: [{text: a, owner: }]\n'
    )
    assert canvas.title is None
    assert canvas.culture == canvas.needs.pre_sale == ()
    assert canvas.needs.post_sale[0].owner is None


def test_links_to_ids_that_nobody_has_are_left_to_a_rule() -> None:
    canvas = canvas_of('cxcanvas: "1"\nculture: [{text: a, for: [n9], not_for: [n8], through: [phone]}]\n')
    assert canvas.culture[0].for_ == ("n9",)


def test_json_and_yaml_of_one_canvas_are_equal(shared_canvas: dict[str, object]) -> None:
    import yaml

    as_json = load_bytes(json.dumps(shared_canvas).encode(), "c", "json").canvases[0].canvas
    for width in (40, 10_000):
        for flow in (True, False):
            text = yaml.safe_dump(shared_canvas, allow_unicode=True, width=width, default_flow_style=flow)
            assert load_bytes(text.encode(), "c", "yaml").canvases[0].canvas == as_json
    assert load(shared_canvas).canvases[0].canvas == as_json


def test_reading_twice_gives_the_same_digest_and_other_bytes_another() -> None:
    one, two = load_bytes(SMALL.encode(), "a"), load_bytes(SMALL.encode(), "a")
    assert one.canvases[0].digest == two.canvases[0].digest
    assert len(one.canvases[0].digest) == 64
    assert load_bytes(SMALL.encode() + b"\n", "a").canvases[0].digest != one.canvases[0].digest


def test_a_byte_order_mark_is_passed_over() -> None:
    (canvas,) = load_bytes(b"\xef\xbb\xbf" + SMALL.encode(), "canvas.yaml").canvases
    assert canvas.position_of("/title") == Position("canvas.yaml", 2, 8)


@pytest.mark.parametrize(
    "data", [b'{"cxcanvas": "1"}', b'\n  {"cxcanvas": "1"}', b'\xef\xbb\xbf{"cxcanvas": "1"}']
)
def test_bytes_that_begin_with_a_brace_are_json(data: bytes) -> None:
    assert load_bytes(data, "<stdin>").canvases[0].name == "<stdin>"


def test_a_mapping_is_held_to_the_same_rules_as_a_file() -> None:
    strategy = load({"cxcanvas": "1", "title": "T", "culture": ("a", {"text": "b"})})
    assert strategy.name == "T"
    assert strategy.canvases[0].name == MAPPING_NAME
    assert strategy.canvases[0].position_of("/culture/0") == Position(MAPPING_NAME)
    assert [note.text for note in strategy.canvases[0].canvas.culture] == ["a", "b"]
    with pytest.raises(InputError, match=r"/obiective: “obiective” is not a key"):
        load({"cxcanvas": "1", "obiective": []})


def test_a_mapping_is_not_changed_by_loading_it() -> None:
    mapping = {
        "cxcanvas": "1",
        "needs": {"pre_sale": None},
        "metrics": {"pre_sale": [{"text": "a", "importance": 2.0}]},
    }
    before = json.dumps(mapping)
    load(mapping)
    assert json.dumps(mapping) == before


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (float("nan"), "not a number"),
        (10**30, "more than 20 digits"),
        ("\ud800", "half of a character"),
        ("a\0", "control character"),
        ({1: "a"}, "key 1 is not a text"),
        (object(), "of the type object"),
        (__import__("datetime").date(2026, 3, 1), "Dates are texts"),
    ],
)
def test_a_mapping_with_what_no_file_could_hold_is_refused(value: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        load({"cxcanvas": "1", "x-value": [value]})


def test_a_mapping_that_holds_itself_is_refused() -> None:
    endless: dict[str, object] = {"cxcanvas": "1"}
    endless["x-self"] = endless
    with pytest.raises(InputError, match="nested more than 64"):
        load(endless)


@pytest.mark.parametrize("source", [None, 5, b"canvas.yaml", ["canvas.yaml"]])
def test_what_is_neither_path_nor_mapping_is_refused(source: object) -> None:
    with pytest.raises(InputError, match="a path or a mapping"):
        load(source)  # type: ignore[arg-type]


class TestVersion:
    def test_without_version_a_canvas_is_told_which_line_to_add(self) -> None:
        problem = only_problem_of("segments: [a]\n")
        assert problem.remedy == 'Begin the file with cxcanvas: "1".'
        assert '"cxcanvas": "1"' in only_problem_of('{"segments": ["a"]}', "json").remedy

    def test_another_version_is_refused(self) -> None:
        problem = only_problem_of('cxcanvas: "2"\n')
        assert "version 2" in problem.message
        assert line_and_column(problem) == (1, 11)

    def test_the_version_is_a_text(self) -> None:
        assert only_problem_of("cxcanvas: 1\n").remedy == 'Write cxcanvas: "1".'

    def test_a_misspelt_version_is_one_problem(self) -> None:
        assert "Did you mean “cxcanvas”?" in only_problem_of('cxCanvas: "1"\nsegments: [a]\n').remedy


class TestOtherFiles:
    @pytest.mark.parametrize(
        "text",
        [
            '{"canvas": {"name": "A business model"}, "sections": {}}',
            '{"title": "T", "language": "en", "date": "x", "steps": []}',
            '{"keyPartners": [], "channels": [], "customerSegments": []}',
            '{"metrics": {}, "run": 1, "commit": "x"}',
            "[]",
            '"text"',
            "5",
            "{}",
        ],
    )
    def test_what_is_no_canvas_is_refused_in_one_sentence(self, text: str) -> None:
        problem = only_problem_of(text, "json")
        assert problem.message.startswith("This is not a Customer Experience Strategy Canvas.")
        assert '"cxcanvas": "1"' in problem.remedy

    def test_artefacts_alone_are_a_strategy_without_a_canvas(self) -> None:
        strategy = load_bytes(b"journeys: [{title: t, x: 1}]\n", "journeys.yaml")
        assert strategy.canvases == ()
        (companion,) = strategy.companions
        assert [(each.kind, each.artefact.title) for each in companion.artefacts] == [("journeys", "t")]
        assert companion.position_of("/journeys/0/title").line == 1
        assert [part.at for part in strategy.unknown] == ["journeys.yaml#/journeys/0/x"]

    def test_artefacts_alone_of_two_kinds_are_told_to_stand_apart(self) -> None:
        problem = only_problem_of("journeys: [{title: t}]\npersonas: [{name: n}]\n")
        assert "beside" in problem.message

    def test_a_canvas_in_translation_gets_suggestions(self) -> None:
        problems = problems_of('cxcanvas: "1"\nsegmente: [a]\nobiective: {}\n')
        assert [problem.remedy for problem in problems] == [
            "Did you mean “segments”?",
            "Did you mean “objectives”?",
        ]


def test_artefacts_inside_a_canvas_are_read_with_their_places() -> None:
    strategy = load_bytes(
        b'cxcanvas: "1"\npersonas: [{id: p1, goals: rest}]\nheart: {product: App}\n', "canvas.yaml"
    )
    file = strategy.canvases[0]
    assert file.canvas.personas == [{"id": "p1", "goals": "rest"}]
    assert [(each.kind, each.place) for each in file.artefacts] == [
        ("personas", "/personas/0"),
        ("heart", "/heart"),
    ]
    assert file.position_of("/personas/0/goals/0").line == 2
    assert strategy.skipped == strategy.unknown == ()


def test_a_canvas_file_survives_being_sent_to_another_process() -> None:
    import pickle

    strategy = load_bytes(SMALL.encode(), "canvas.yaml")
    again = pickle.loads(pickle.dumps(strategy))
    assert again == strategy
    assert again.canvases[0].position_of("/title").line == 2


def test_the_positions_of_a_file_are_a_mapping() -> None:
    positions = load_bytes(b'cxcanvas: "1"\ntitle: a\n', "canvas.yaml").canvases[0].positions
    assert dict(positions) == {
        "": Position("canvas.yaml", 1, 1),
        "/cxcanvas": Position("canvas.yaml", 1, 11),
        "/title": Position("canvas.yaml", 2, 8),
    }
    assert len(positions) == 3


def test_a_file_is_named_by_its_base_name_and_messages_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "canvas.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert load(path).canvases[0].name == "canvas.yaml"
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(path)
    assert caught.value.problems[0].file == str(path)


def test_a_canvas_of_more_than_a_thousand_notes_is_refused() -> None:
    notes = {"pre_sale": [f"Note {n}" for n in range(400)], "post_sale": [f"Other {n}" for n in range(200)]}
    with pytest.raises(InputError, match="more than 1,000 notes"):
        load({"cxcanvas": "1", "needs": notes, "moments": notes})
