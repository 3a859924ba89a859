"""``cxadvisor notes``, as it is used: an entry for each finding, quick edits, and a register that goes out and back."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import openpyxl

from tests.cli.conftest import Run, WriteCanvas


def findings(run: Run, path: Path, *options: str) -> list[dict[str, object]]:
    result = run("review", path, "--format", "json", "--lang", "en", *options)
    assert result.returncode == 0, result.stderr
    found: list[dict[str, object]] = json.loads(result.stdout)["findings"]
    return found


def test_from_the_first_review_to_the_edition_for_the_client(run: Run, canvas: WriteCanvas) -> None:
    path = canvas()
    result = run("review", path, "--edition", "client")
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"canvas.json: There is no review-notes.yaml" in result.stderr
    result = run("notes", path)
    assert (result.returncode, result.stdout) == (0, b"")
    assert b"review-notes.yaml (" in result.stderr
    first, second, *_ = findings(run, path)
    result = run(
        *("notes", path, "--set", str(first["fingerprint"])[:8], "signed_off", "true"),
        *("--set", str(first["fingerprint"]), "owner", "Ș. Pop"),
        *("--set", str(second["fingerprint"]), "status", "reject"),
        *("--set", str(second["fingerprint"]), "reason", "not here"),
    )
    assert b"2 entries changed" in result.stderr
    text = (path.parent / "review-notes.yaml").read_text("utf-8")
    assert "Ș. Pop" in text
    report = run("review", path).stdout.decode()
    assert "owner Ș. Pop, signed off" in report
    assert "1 finding was rejected by the consultant:" in report
    assert [each["fingerprint"] for each in findings(run, path, "--edition", "client")] == [
        first["fingerprint"]
    ]
    assert run("notes", path, "--set", str(first["fingerprint"]), "owner", "").returncode == 0
    assert "Ș. Pop" not in (path.parent / "review-notes.yaml").read_text("utf-8")


def test_what_is_rejected_or_rated_lower_does_not_fail_the_run(run: Run, canvas: WriteCanvas) -> None:
    path = canvas()
    high = [each for each in findings(run, path) if each["severity"] == "high" and each["kind"] != "advice"]
    assert high
    assert run("review", path, "--fail-on", "high").returncode == 1
    lines = ['cxnotes: "1"', "findings:"]
    lines += [f"  {each['fingerprint']}: {{severity: low}}" for each in high[1:]]
    lines += [f"  {high[0]['fingerprint']}: {{status: reject, reason: no}}"]
    (path.parent / "review-notes.yaml").write_text("\n".join(lines), "utf-8")
    assert run("review", path, "--fail-on", "high").returncode == 0
    with (path.parent / "review-notes.yaml").open("a", encoding="utf-8") as file:
        file.write("\nown: [{message: Nobody owns it, severity: high}]\n")
    assert run("review", path, "--fail-on", "high").returncode == 1


def test_the_register_goes_out_and_comes_back(run: Run, canvas: WriteCanvas) -> None:
    path = canvas()
    register = path.parent / "register.xlsx"
    result = run("notes", path, "--register", register)
    assert result.returncode == 0, result.stderr
    assert run("notes", path, "--register", register).returncode == 2, "edits are not overwritten"
    assert run("notes", path, "--register", register, "--force").returncode == 0
    result = run("notes", path, "--read", register)
    assert b"nothing was written" in result.stderr
    assert not (path.parent / "review-notes.yaml").exists()
    book = openpyxl.load_workbook(BytesIO(register.read_bytes()))
    sheet = book.worksheets[0]
    sheet.cell(4, 13).value = "D. Pop"
    book.save(register)
    result = run("notes", path, "--read", register)
    assert (result.returncode, result.stdout) == (0, b"")
    assert "owner: D. Pop" in (path.parent / "review-notes.yaml").read_text("utf-8")
    sheet.cell(4, 14).value = "soon"
    book.save(register)
    result = run("notes", path, "--read", register)
    assert result.returncode == 2
    assert "register.xlsx:Action register:4:14: “soon” is not a day." in result.stderr.decode()


def test_usage_that_cannot_work_is_refused(run: Run, canvas: WriteCanvas) -> None:
    path = canvas()
    for arguments, said in (
        (("--register", "a.txt"), "name a file that ends in .xlsx or .csv"),
        (("--read", "a"), "name a file that ends in .xlsx or .csv"),
        (("--register", "a.csv", "--follow"), "give it alone"),
        (("--set", "zz", "owner", "a"), "begins the fingerprint of no finding"),
        (("--set", "", "owner", "a"), "begins the fingerprint of no finding"),
        (("--read", "missing.csv"), "There is no such file"),
    ):
        result = run("notes", path, *arguments)
        assert result.returncode == 2
        assert said in result.stderr.decode()
    mark = str(findings(run, path)[0]["fingerprint"])
    result = run("notes", path, "--set", mark, "ownr", "a")
    assert "Did you mean “owner”?" in result.stderr.decode()
    for field, value in (("status", "done"), ("due", "soon"), ("signed_off", "yes"), ("order", "first")):
        result = run("notes", path, "--set", mark, field, value)
        assert result.returncode == 2, (field, result.stderr)
        assert not (path.parent / "review-notes.yaml").exists()


def test_notes_can_be_printed_and_written_elsewhere(run: Run, canvas: WriteCanvas) -> None:
    path = canvas()
    result = run("notes", path, "-o", "-", "--lang", "ro")
    assert result.stdout.decode().startswith("# Ce spuneți")
    assert not (path.parent / "review-notes.yaml").exists()
    assert run("notes", path, "-o", path.parent / "mine.yaml").returncode == 0
    assert (path.parent / "mine.yaml").exists()
    assert run("notes", path, "-o", path).returncode == 2


def test_the_notes_on_one_file_among_several_bear_its_name(run: Run, canvas: WriteCanvas) -> None:
    path = canvas()
    canvas("other.json", title="Other")
    assert run("notes", path).returncode == 0
    assert (path.parent / "canvas.review-notes.yaml").exists()
    result = run("notes", path.parent)
    assert result.returncode == 0, result.stderr
    assert (path.parent / "review-notes.yaml").exists()
    result = run("review", path.parent)
    assert (result.returncode, result.stderr) == (0, b"")
