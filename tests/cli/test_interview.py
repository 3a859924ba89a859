"""``cxadvisor interview``, as it is used: a sheet goes out, and its answers go into the canvas and the notes."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from cxadvisor import load
from tests.cli.conftest import Run

CANVAS = """\
# Ours
cxcanvas: "1"
title: Mobila Nord
language: en
moments:
  post_sale:
    - The sofa does not fit through the door   # the worst
activities:
  post_sale: [Zorbing with the quuxes, One person follows a complaint to its end]
"""


def test_answers_go_into_the_canvas_and_into_the_notes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "canvas.yaml"
    path.write_text(CANVAS, "utf-8")
    found = json.loads(run("review", path, "--format", "json").stdout)["findings"]
    moment = next(each for each in found if each["at"] == ["/moments/post_sale/0"])
    assert run("notes", path, "--set", moment["fingerprint"], "owner", "D. Pop").returncode == 0
    sheet = tmp_path / "sheet.yaml"
    result = run("interview", path, "-o", sheet)
    assert (result.returncode, result.stdout) == (0, b"")
    assert run("interview", path, "-o", sheet).returncode == 2, "answers are not overwritten"
    content = yaml.safe_load(sheet.read_text("utf-8"))
    for item in content["items"]:
        if "sofa" in item["ask"] and "candidates" in item:
            item["answer"] = "none"
        if item["id"] == "check-shared":
            item["answer"] = "yes"
    sheet.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    result = run("interview", path, "--read", sheet)
    assert result.returncode == 0, result.stderr
    assert b"2 answers taken over" in result.stderr
    canvas = load(path).canvases[0].canvas
    assert any(note.not_for for note in canvas.activities.post_sale)
    assert "# the worst" in path.read_text("utf-8")
    after = json.loads(run("review", path, "--format", "json").stdout)
    still = next(each for each in after["findings"] if each["at"] == ["/moments/post_sale/0"])
    assert still["noted"]["owner"] == "D. Pop", "the entry went with the note, which got an id"
    assert next(item for item in after["checklist"] if item["id"] == "shared")["answer"] == "yes"


def test_a_sheet_without_answers_writes_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "canvas.yaml"
    path.write_text(CANVAS, "utf-8")
    sheet = tmp_path / "sheet.md"
    result = run("interview", path, "--lang", "ro", "--role", "leadership")
    sheet.write_bytes(result.stdout)
    assert result.stdout.startswith("# Fișă de interviu – Mobila Nord".encode())
    assert "## Vânzări" not in result.stdout.decode()
    result = run("interview", path, "--read", sheet)
    assert b"nothing was written" in result.stderr
    assert path.read_text("utf-8") == CANVAS
    assert not (tmp_path / "review-notes.yaml").exists()


def test_usage_that_cannot_work_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "canvas.yaml"
    path.write_text(CANVAS, "utf-8")
    for arguments, said in (
        (("-o", "sheet.csv"), "name a file that ends in .md, .xlsx or .yaml"),
        (("--read", "sheet.md", "--role", "data"), "only takes answers"),
        (("--read", "missing.md"), "There is no such file"),
        (("--role", "boss"), "boss"),
    ):
        result = run("interview", path, *arguments)
        assert result.returncode == 2
        assert said in result.stderr.decode()
