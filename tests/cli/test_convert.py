"""``cxadvisor convert`` and ``cxadvisor template``: from any format into any other, and nothing lost without a word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cxadvisor.readers import load
from cxadvisor.readers.contents import read_contents
from tests.cli.conftest import Run, content

PEOPLE = "personas: [{id: p1, name: Ann}]\n"


@pytest.fixture
def canvas(tmp_path: Path) -> Path:
    path = tmp_path / "canvas.json"
    path.write_text(json.dumps(content(personas={"id": "p2", "name": "Bob"})), encoding="utf-8")
    return path


def said(result: Any) -> tuple[int, str]:
    return result.returncode, result.stderr.decode()


@pytest.mark.parametrize("ending", ["yaml", "yml", "json", "xlsx", "XLSX"])
def test_the_name_tells_the_format(run: Run, canvas: Path, tmp_path: Path, ending: str) -> None:
    assert said(run("convert", canvas, f"new.{ending}")) == (0, "")
    (made,) = load(tmp_path / f"new.{ending}").canvases
    assert made.canvas == load(canvas).canvases[0].canvas
    assert [each.artefact for each in made.artefacts] == [
        each.artefact for each in load(canvas).canvases[0].artefacts
    ]


def test_a_folder_gets_a_file_for_each_kind_and_a_folder_becomes_one_file(
    run: Run, canvas: Path, tmp_path: Path
) -> None:
    assert said(run("convert", canvas, "strategy/")) == (0, "")
    assert sorted(path.name for path in (tmp_path / "strategy").iterdir()) == ["canvas.yaml", "personas.yaml"]
    (tmp_path / "strategy" / "more.yaml").write_text(PEOPLE)
    assert said(run("convert", "strategy", "all.xlsx")) == (0, "")
    (file,) = read_contents(str(tmp_path / "all.xlsx")).files
    assert file.tree["personas"] == [{"id": "p1", "name": "Ann"}, {"id": "p2", "name": "Bob"}] or file.tree[
        "personas"
    ] == [{"id": "p2", "name": "Bob"}, {"id": "p1", "name": "Ann"}]
    assert said(run("convert", "all.xlsx", "as-json", "--to", "json")) == (0, "")
    assert sorted(path.name for path in (tmp_path / "as-json").iterdir()) == ["canvas.json", "personas.json"]


def test_several_canvases_need_a_folder(run: Run, canvas: Path, tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    for name in ("a", "b"):
        (tmp_path / "two" / f"{name}.json").write_text(json.dumps(content()))
    code, text = said(run("convert", "two", "one.yaml"))
    assert code == 2
    assert "There are 2 canvases here, but a file holds one: a.json, b.json." in text
    assert said(run("convert", "two", "made", "--to", "xlsx")) == (0, "")
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == ["a.xlsx", "b.xlsx"]


def test_artefacts_alone_are_converted_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text(PEOPLE)
    assert said(run("convert", "people.yaml", "people.xlsx")) == (0, "")
    assert openpyxl.load_workbook(tmp_path / "people.xlsx").sheetnames == ["Start", "Persona 1", "Choices"]


def test_standard_output_takes_text(run: Run, canvas: Path) -> None:
    result = run("convert", canvas, "-", "--to", "yaml")
    assert said(result) == (0, "")
    assert result.stdout.decode().startswith('cxcanvas: "1"\ntitle: Mobila Nord\n')


def test_nothing_is_replaced_without_being_told_to(run: Run, canvas: Path, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("mine")
    code, text = said(run("convert", canvas, "old.yaml"))
    assert (code, text) == (2, "old.yaml: This file is there already. Replace it: --force\n")
    assert (tmp_path / "old.yaml").read_text() == "mine"
    assert said(run("convert", canvas, "old.yaml", "--force")) == (0, "")
    assert load(tmp_path / "old.yaml")


def test_a_file_is_not_converted_into_itself(run: Run, canvas: Path) -> None:
    before = canvas.read_bytes()
    code, text = said(run("convert", canvas, canvas, "--force"))
    assert code == 2
    assert "Name another file" in text
    assert canvas.read_bytes() == before


def test_what_does_not_fit_is_named_and_nothing_written_unless_wanted(run: Run, tmp_path: Path) -> None:
    note = {"text": "a", "x-own": "a" * 40_000}
    (tmp_path / "canvas.json").write_text(json.dumps(content(culture=[note])))
    code, text = said(run("convert", "canvas.json", "made.xlsx"))
    assert code == 2
    assert "Not everything fits into this format, so nothing was written. Write all the same: --lossy" in text
    assert "made.xlsx: /culture/0/x-own: It is longer than the 32,767 characters of a cell." in text
    assert not (tmp_path / "made.xlsx").exists()
    code, text = said(run("convert", "canvas.json", "made.xlsx", "--lossy"))
    assert code == 0
    assert "/culture/0/x-own" in text
    assert load(tmp_path / "made.xlsx")


def test_what_could_not_be_read_is_named(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Block", "Stage", "Note"), ("Culture", None, "Honest"), ("Nowhere", None, "Lost")):
        book.worksheets[0].append(row)
    book.save(tmp_path / "board.xlsx")
    code, text = said(run("convert", "board.xlsx", "canvas.yaml"))
    assert code == 0
    assert text.startswith("board.xlsx: Sheet “Sheet”, cell C3: “Lost” stands under “Nowhere”")


def test_broken_input_is_refused_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "canvas.yaml").write_text('cxcanvas: "1"\nobiective: []\n')
    code, text = said(run("convert", "canvas.yaml", "canvas.xlsx"))
    assert code == 2
    assert text.startswith("canvas.yaml:2:1: “obiective” is not a key")


@pytest.mark.parametrize("name", ["a.docx", "a.xls", "a.yaml.bak"])
def test_other_endings_are_refused(run: Run, canvas: Path, name: str) -> None:
    code, text = said(run("convert", canvas, name))
    assert code == 2
    assert "names no format that is written. Name a file in .json, .yaml" in text


def test_headings_are_in_the_language_of_the_texts(run: Run, canvas: Path, tmp_path: Path) -> None:
    (tmp_path / "ro.yaml").write_text(
        'cxcanvas: "1"\nculture: [Spunem ce știm și ce nu știm]\n', encoding="utf-8"
    )
    run("convert", "ro.yaml", "ro.xlsx")
    assert openpyxl.load_workbook(tmp_path / "ro.xlsx").sheetnames[2] == "Despre"
    run("convert", "ro.yaml", "pl.xlsx", "--lang", "pl")
    assert openpyxl.load_workbook(tmp_path / "pl.xlsx").sheetnames[1] == "Kanwa"


def test_a_template_is_a_workbook_to_fill_in(run: Run, tmp_path: Path) -> None:
    assert said(run("template", "--lang", "it")) == (0, "Written: canvas.xlsx\n")
    assert openpyxl.load_workbook(tmp_path / "canvas.xlsx").sheetnames[0] == "Inizio"
    code, text = said(run("template"))
    assert (code, text) == (2, "canvas.xlsx: This file is there already. Replace it: --force\n")
    assert said(run("template", "--format", "xlsx", "-o", "new.xlsx"))[0] == 0
    assert said(run("template", "-o", "new.yaml"))[0] == 2
    code, text = said(run("review", "new.xlsx"))
    assert code == 2
    assert "“Start” begins a workbook in which nothing is filled in yet." in text


def test_links_are_not_written_into_a_workbook(run: Run, canvas: Path) -> None:
    run("convert", canvas, "canvas.xlsx")
    code, text = said(run("link", "canvas.xlsx", "--no-prompt", "--accept-above", "0.8"))
    assert code == 2
    assert (
        "Links are written into JSON and YAML files only. Make one of this file first: cxadvisor convert"
        in text
    )
