"""A folder is read as one strategy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cxadvisor.errors import InputError, SettingsError
from cxadvisor.model.strategy import Settings
from cxadvisor.readers import load
from cxadvisor.readers.folder import MAX_FILES

CANVAS = 'cxcanvas: "1"\ntitle: A\n'


def fill(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def problems_in(folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load(folder)
    return [str(problem).replace(str(folder), "") for problem in caught.value.problems]


def test_every_canvas_directly_inside_is_read_by_name(tmp_path: Path) -> None:
    fill(
        tmp_path,
        b__yaml=CANVAS,
        a__json='{"cxcanvas": "1"}',
        c__yml=CANVAS,
        note__txt="x",
        __hidden__yaml="[",
    )
    (tmp_path / "inner").mkdir()
    fill(tmp_path / "inner", d__yaml="broken: [")
    (tmp_path / "folder.yaml").mkdir()
    strategy = load(tmp_path)
    assert [canvas.name for canvas in strategy.canvases] == ["a.json", "b.yaml", "c.yml"]
    assert strategy.name == str(tmp_path)
    assert strategy.skipped == ()


def test_companions_are_read_and_foreign_files_named_as_skipped(tmp_path: Path) -> None:
    fill(
        tmp_path,
        canvas__yaml=CANVAS + "heart: {}\n",
        people__yaml="personas: [{id: p1}]\n",
        other__json='{"a": 1}',
    )
    strategy = load(tmp_path)
    assert [part.at for part in strategy.skipped] == ["other.json"]
    assert all(part.why.endswith(".") for part in strategy.skipped)
    (people,) = strategy.companions
    assert people.name == "people.yaml"
    assert [each.place for each in people.artefacts] == ["/personas/0"]
    assert [each.kind for each in strategy.canvases[0].artefacts] == ["heart"]


def test_an_id_is_given_once_in_a_canvas_and_its_companions(tmp_path: Path) -> None:
    fill(
        tmp_path,
        a__yaml=CANVAS + "segments: [{id: n1, text: Families}]\n",
        b__yaml=CANVAS + "segments: [{id: n1, text: Families}]\n",
        people__yaml="personas:\n  - id: n1\n  - id: p2\n",
        ways__yaml="journeys: {before: [{id: p2}]}\n",
    )
    problems = problems_in(tmp_path)
    assert [problem.split(": ", 1)[0] for problem in problems] == ["/people.yaml:2:9", "/ways.yaml:1:26"]
    assert "given twice; first in a.yaml, at line" in problems[0]
    assert "given twice; first in people.yaml, at line 3" in problems[1]


def test_a_report_written_into_the_folder_is_no_part_of_the_strategy(tmp_path: Path) -> None:
    fill(tmp_path, canvas__yaml=CANVAS, report__json='{"cxreview": "1"}', all__json='{"cxreviews": "1"}')
    assert load(tmp_path).skipped == ()


def test_a_waiver_may_name_the_id_of_a_companion_in_the_folder(tmp_path: Path) -> None:
    waiver = "waivers: [{rule: r, at: p1, reason: y}]\n"
    fill(tmp_path, canvas__yaml=CANVAS + waiver, people__yaml="personas: [{id: p1}]\n")
    assert load(tmp_path).canvases[0].canvas.waivers[0].at == "p1"


def test_a_companion_file_has_one_key(tmp_path: Path) -> None:
    fill(tmp_path, canvas__yaml=CANVAS, both__yaml="personas: []\njourneys: []\nx-note: 1\n")
    assert problems_in(tmp_path) == [
        "/both.yaml:2:1: “journeys” stands beside “personas”, but a companion file has one of its keys only. "
        "Give it a file of its own, or put both into the canvas file."
    ]


def test_a_folder_without_a_canvas_is_refused(tmp_path: Path) -> None:
    assert "holds no Customer Experience Strategy Canvas" in problems_in(tmp_path)[0]
    fill(tmp_path, people__yaml="personas: []\n")
    assert "It holds 1 companion file." in problems_in(tmp_path)[0]


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    fill(
        tmp_path,
        a__yaml=CANVAS + "obiective: {}\n",
        b__json='{"cxcanvas": "1",}',
        c__yaml=CANVAS,
        d__yaml="personas: [\n",
    )
    fill(tmp_path, cxadvisor__toml="selct = []\n")
    found = problems_in(tmp_path)
    assert [problem.split(":")[0] for problem in found] == [
        "/cxadvisor.toml",
        "/b.json",
        "/d.yaml",
        "/a.yaml",
    ]


def test_a_pipe_in_the_folder_is_refused(tmp_path: Path) -> None:
    fill(tmp_path, a__yaml=CANVAS)
    os.mkfifo(tmp_path / "b.yaml")
    assert "This is a pipe" in problems_in(tmp_path)[0]


def test_a_link_to_nowhere_in_the_folder_is_refused(tmp_path: Path) -> None:
    fill(tmp_path, a__yaml=CANVAS)
    (tmp_path / "b.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert "no such file" in problems_in(tmp_path)[0]


def test_a_whole_disk_is_not_a_strategy(tmp_path: Path) -> None:
    for index in range(MAX_FILES + 1):
        (tmp_path / f"{index}.json").write_text('{"cxcanvas": "1"}', encoding="utf-8")
    assert "201 files that are read" in problems_in(tmp_path)[0]


def test_settings_in_the_folder_are_read(tmp_path: Path) -> None:
    fill(tmp_path, a__yaml=CANVAS, cxadvisor__toml='ignore = ["nps-alone"]\n')
    assert load(tmp_path).settings.ignore == ("nps-alone",)
    assert load(tmp_path / "a.yaml").settings.ignore == ("nps-alone",)


def test_settings_that_are_given_replace_those_in_the_folder(tmp_path: Path) -> None:
    fill(tmp_path, a__yaml=CANVAS, cxadvisor__toml="broken")
    mine = Settings(select=("a",))
    assert load(tmp_path, settings=mine).settings == load(tmp_path / "a.yaml", settings=mine).settings == mine


def test_broken_settings_alone_are_an_error_of_settings(tmp_path: Path) -> None:
    fill(tmp_path, a__yaml=CANVAS, cxadvisor__toml="broken")
    for source in (tmp_path, tmp_path / "a.yaml"):
        with pytest.raises(SettingsError):
            load(source)


def test_broken_settings_and_a_broken_canvas_are_told_together(tmp_path: Path) -> None:
    fill(tmp_path, a__yaml=CANVAS + "zzz: 1\n", cxadvisor__toml="broken")
    for source in (tmp_path, tmp_path / "a.yaml"):
        with pytest.raises(InputError) as caught:
            load(source)
        assert len(caught.value.problems) == 2


def test_names_are_relative_so_that_a_strategy_reads_the_same_anywhere(tmp_path: Path) -> None:
    loaded = []
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        loaded.append(load(fill(tmp_path / name, a__yaml=CANVAS, b__yaml=CANVAS, p__yaml="personas: []")))
    assert loaded[0].canvases == loaded[1].canvases
    assert loaded[0].skipped == loaded[1].skipped
