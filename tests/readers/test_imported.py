"""Formats that others write: what their readers hand over goes the way of JSON and YAML, with positions of its own."""

from __future__ import annotations

import pickle
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cxadvisor import review
from cxadvisor.errors import InputError
from cxadvisor.model.strategy import Position
from cxadvisor.readers import formats, load, load_bytes
from cxadvisor.readers.imported import MAX_UNPLACED, Imported, document_of
from cxadvisor.readers.unplaced import Unplaced, column_letters

NOTES: dict[str, Any] = {
    "cxcanvas": "1",
    "segments": [{"id": "s1", "text": "Families"}],
    "needs": {"pre_sale": ["A price", {"text": "Advice", "for": ["s1"]}]},
    "personas": {"id": "p1", "name": "Ann"},
    "journeys": [{"title": "Buying", "before": [{"action": "Looks"}]}],
}
PLACES = {
    "/segments/0/id": Position(None, 2, 1, "Canvas"),
    "/segments/0/text": Position(None, 2, 2, "Canvas"),
    "/needs/pre_sale/0": Position(None, 3, 2, "Canvas"),
    "/needs/pre_sale/1/text": Position(None, 4, 2, "Canvas"),
    "/needs/pre_sale/1/for": Position(None, 4, 3, "Canvas"),
    "/personas/id": Position(None, 2, 1, "Personas"),
    "/personas/name": Position(None, 2, 2, "Personas"),
    "/journeys/0/title": Position(None, 2, 1, "Journeys"),
    "/journeys/0/before/0/action": Position(None, 5, 1, "Journeys"),
}
LOST = Unplaced("Call back", "stands in no block of the canvas.", Position(None, 9, 28, "Canvas"))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Imported]:
    """What a reader of ``.ojf`` files answers, by the text of the file."""
    found: dict[str, Imported] = {"": Imported({}, {})}
    module = ModuleType("tests.readers.fake")
    module.read = lambda data, name: found[data.decode()]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(formats.IMPORTS, "ojf", formats.Import((".ojf",), module.__name__, 1_000, b"OJF"))
    monkeypatch.setattr(formats, "_FORMATS", {**formats._FORMATS, ".ojf": "ojf"})
    monkeypatch.setattr(formats, "LIMITS", {**formats.LIMITS, "ojf": 1_000})
    for name in ("cxadvisor.readers", "cxadvisor.readers.folder"):
        monkeypatch.setattr(import_module(name), "LIMITS", formats.LIMITS)
    return found


def test_a_file_holds_a_canvas_with_companions_and_their_positions(
    tmp_path: Path, answers: dict[str, Imported]
) -> None:
    answers["x"] = Imported(NOTES, PLACES, [LOST])
    (tmp_path / "board.ojf").write_text("x")
    strategy = load(tmp_path / "board.ojf")
    (file,) = strategy.canvases
    assert file.position_of("/needs/pre_sale/1") == Position("board.ojf", 4, 2, "Canvas")
    assert file.position_of("/needs/pre_sale/0") == Position("board.ojf", 3, 2, "Canvas")
    assert file.position_of("/needs") == Position("board.ojf", 3, 2, "Canvas")
    assert file.position_of("") == Position("board.ojf", 2, 1, "Canvas")
    assert [each.place for each in file.artefacts] == ["/personas", "/journeys/0"]
    assert strategy.unplaced == (
        ("board.ojf", "Sheet “Canvas”, cell AB9: “Call back” stands in no block of the canvas."),
    )
    assert pickle.loads(pickle.dumps(strategy)).name == strategy.name
    assert pickle.loads(pickle.dumps(file.positions))["/needs"] == file.positions["/needs"]


def test_what_is_unplaced_is_a_notice_and_the_review_is_complete(
    tmp_path: Path, answers: dict[str, Imported]
) -> None:
    answers["x"] = Imported(NOTES, PLACES, [LOST])
    (tmp_path / "board.ojf").write_text("x")
    made = review(tmp_path / "board.ojf", as_of="2026-03-01")
    (notice,) = [each for each in made.notices if each.code == "unplaced-note"]
    assert notice.at == "board.ojf"
    assert "“Call back”" in notice.message
    assert made.complete
    assert {each.position.sheet for each in made.findings} >= {"Canvas"}


def test_problems_name_sheet_row_and_column(answers: dict[str, Imported]) -> None:
    tree = {"cxcanvas": "1", "segments": [{"id": "a", "text": "A"}, {"id": "a", "text": " "}]}
    places = {
        "/segments/0/id": Position(None, 2, 1, "Canvas"),
        "/segments/1/id": Position(None, 3, 1, "Canvas"),
        "/segments/1/text": Position(None, 3, 2, "Canvas"),
    }
    answers["x"] = Imported(tree, places)
    with pytest.raises(InputError) as caught:
        load_bytes(b"x", "board.ojf", "ojf")
    assert list(map(str, caught.value.problems)) == [
        "board.ojf:Canvas:3:1: The id “a” is given twice; first at sheet “Canvas”, cell A2. "
        "Give each an id of its own.",
        "board.ojf:Canvas:3:2: “text” is empty. Write something, or remove it.",
    ]


def test_companions_of_several_kinds_accompany_a_canvas_in_a_folder(
    tmp_path: Path, answers: dict[str, Imported]
) -> None:
    artefacts = {key: NOTES[key] for key in ("personas", "journeys")}
    answers["x"] = Imported(artefacts, PLACES, [LOST])
    (tmp_path / "canvas.yaml").write_text('cxcanvas: "1"\n')
    (tmp_path / "board.ojf").write_text("x")
    (tmp_path / "readme.ojf").write_text("")
    (tmp_path / "~$board.ojf").write_text("locked")
    strategy = load(tmp_path)
    (file,) = strategy.companions
    assert [each.kind for each in file.artefacts] == ["personas", "journeys"]
    assert file.position_of("/journeys/0") == Position("board.ojf", 2, 1, "Journeys")
    assert strategy.skipped == ()
    assert [part.at for part in strategy.unplaced] == ["board.ojf"]


def test_a_file_with_nothing_of_a_strategy_says_what_it_holds_instead(answers: dict[str, Imported]) -> None:
    answers["x"] = Imported({}, {}, [LOST])
    with pytest.raises(InputError) as caught:
        load_bytes(b"x", "board.ojf", "ojf")
    first, second = map(str, caught.value.problems)
    assert first.startswith(
        "board.ojf: Nothing in this file was recognised as a part of a customer experience strategy."
    )
    assert second == "board.ojf:Canvas:9:28: “Call back” stands in no block of the canvas."


def test_texts_and_numbers_are_held_to_what_files_of_ours_are_held_to() -> None:
    for value, said in (
        ("a\x01", "control character"),
        ("\ud800", "lone surrogate"),
        (1e999, "inf"),
        (10**30, "20 digits"),
    ):
        with pytest.raises(InputError, match=said) as caught:
            document_of(Imported({"title": value}, {"/title": Position(None, 7, 3, "A")}), "ojf", "b.ojf")
        assert caught.value.problems[0].where == "b.ojf:A:7:3"


def test_of_very_many_unplaced_parts_the_rest_is_counted() -> None:
    document = document_of(Imported({}, {}, [LOST] * (MAX_UNPLACED + 3)), "ojf", "b.ojf")
    assert len(document.unplaced) == MAX_UNPLACED
    assert str(document.unplaced[-1]).endswith("So it is with 3 more behind it.")


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_are_called_as_spreadsheets_call_them(column: int, letters: str) -> None:
    assert column_letters(column) == letters
