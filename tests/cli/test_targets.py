"""Which report goes where: several formats, several files, folders."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import click
import openpyxl
import pytest

from cxadvisor import reporters
from cxadvisor.cli.files import write_all_atomically
from cxadvisor.cli.review import command
from cxadvisor.cli.targets import Target, folders_of, targets_of
from cxadvisor.errors import MissingExtraError, SettingsError
from tests.cli.conftest import Run, WriteCanvas


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there").mkdir()


def targets(line: str, paths: str = "canvas.yaml") -> list[Target]:
    """Return what a command line asks for."""
    ctx = command.make_context("review", [*shlex.split(line), *paths.split()])
    return targets_of(ctx, ctx.params["formats"], ctx.params["outputs"], tuple(paths.split()))


IN_FOLDER = [("text", "out/canvas.txt"), ("html", "out/canvas.html"), ("json", "out/canvas.json")]


def pairs(line: str) -> list[tuple[str, str | None]]:
    return [(target.format, target.output) for target in targets(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", [("text", None)]),
        ("-o -", [("text", None)]),
        ("-f json", [("json", None)]),
        ("-o x.json", [("json", "x.json")]),
        ("-o x.HTM", [("html", "x.HTM")]),
        ("-o x", [("text", "x")]),
        # as many of one as of the other: in their order
        ("-o x.txt -f json", [("json", "x.txt")]),
        ("-f markdown -f json -o a.json -o b.json", [("markdown", "a.json"), ("json", "b.json")]),
        ("-f json -o a -f html -o b", [("json", "a"), ("html", "b")]),
        # else a file belongs to the format before it, and a format without a file is printed
        ("-f text -f json -o a", [("text", None), ("json", "a")]),
        ("-f json -o a -f text", [("json", "a"), ("text", None)]),
        ("-f text -f html -o a.json -f json -o b.md", [("text", None), ("html", "a.json"), ("json", "b.md")]),
        # files without a format tell theirs by name
        ("-o a.json -o b.html", [("json", "a.json"), ("html", "b.html")]),
        ("-f markdown -o a.json -o b.html", [("markdown", "a.json"), ("html", "b.html")]),
        ("-o - -o b.html", [("text", None), ("html", "b.html")]),
        # a folder takes them all, called as the strategy is
        ("-f text -f html -f json -o out/", IN_FOLDER),
        ("-f json -o there", [("json", "there/canvas.json")]),
        ("-f json -f json -o there", [("json", "there/canvas.json")]),
        ("-f text -o a -f json -o there", [("text", "a"), ("json", "there/canvas.json")]),
    ],
)
def test_formats_and_files_are_paired(line: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(line) == expected


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("-f text -f json", "Only one report can be printed, not text and json"),
        ("-o - -o -", "Only one report can be printed"),
        ("-f text -f html -f json -o a -o b", "right after its --format"),
        ("-o x.foo", "“.foo” names no format"),
        ("-o there", "Say what goes into it with --format"),
        ("-o out/ -o x.json", "Say what goes into it with --format"),
        ("-f json -o a -f text -o ./a", "Two reports would go to “./a”"),
    ],
)
def test_what_is_not_clear_is_refused(line: str, message: str) -> None:
    with pytest.raises(click.UsageError) as error:
        targets(line)
    assert message in error.value.message


def test_a_folder_takes_a_report_of_every_path() -> None:
    Path("hotel").mkdir()
    names = [(target.output, target.paths) for target in targets("-f html -o out/", "hotel/ b/canvas.yaml -")]
    assert names == [
        ("out/hotel.html", ("hotel/",)),
        ("out/canvas.html", ("b/canvas.yaml",)),
        ("out/strategy.html", ("-",)),
    ]
    with pytest.raises(click.UsageError, match="Two reports would go to “out/canvas"):
        targets("-f html -o out/", "a/canvas.yaml b/canvas.yaml")
    with pytest.raises(click.UsageError, match="name a folder"):
        targets("-f html -o x.html", "a.yaml b.yaml")


def test_the_folder_of_a_file_is_the_strategy() -> None:
    Path("hotel").mkdir()
    given = ("hotel/canvas.yaml", "canvas.yaml", "hotel/personas.yaml", "hotel", "b/c/canvas.json", "-")
    assert folders_of(given) == ("hotel", "canvas.yaml", "b/c", "-")


def test_what_a_format_needs_is_looked_for_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    extra = reporters.Format(
        "json_report", (".json",), binary=True, extra="pdf", needs=("no_such_module_here",)
    )
    left_out = reporters.Format("no_such_report", (".no",))
    monkeypatch.setattr(reporters, "FORMATS", {"json": extra, "no": left_out})
    with pytest.raises(MissingExtraError, match=r'pip install "cxadvisor\[pdf\]"'):
        targets("-f json -o x.json")
    with pytest.raises(SettingsError, match="left out of this installation"):
        reporters.format_named("no")


def test_binary_reports_are_not_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        reporters, "FORMATS", {"json": reporters.Format("json_report", (".json",), binary=True)}
    )
    assert pairs("-f json") == [("json", None)], "a pipe takes them"
    monkeypatch.setattr("cxadvisor.cli.output.is_terminal", lambda: True)
    with pytest.raises(click.UsageError, match=r"no text for a terminal.*--output report\.json"):
        targets("-f json")
    assert pairs("-f json -o x.json") == [("json", "x.json")]


def test_one_review_is_told_in_all_formats(run: Run, canvas: WriteCanvas, tmp_path: Path) -> None:
    path = canvas()
    result = run("review", path, "-f", "text", "-f", "json", "-o", "a.json", "-f", "markdown", "-o", "b.md")
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"Mobila Nord" in result.stdout
    assert json.loads((tmp_path / "a.json").read_bytes())["cxreview"] == "1"
    assert (tmp_path / "b.md").read_bytes().startswith(b"#")


def test_a_folder_is_made_and_filled(run: Run, canvas: WriteCanvas, tmp_path: Path) -> None:
    canvas("a.json", title="First")
    canvas("b.json", title="Second")
    result = run("review", "a.json", "missing.json", "b.json", "-f", "html", "-f", "json", "-o", "new/deep/")
    assert (result.returncode, result.stdout) == (2, b"")
    assert sorted(path.name for path in (tmp_path / "new/deep").iterdir()) == [
        "a.html",
        "a.json",
        "b.html",
        "b.json",
    ]
    assert json.loads((tmp_path / "new/deep/b.json").read_bytes())["strategy"]["title"] == "Second"


def test_files_are_named_from_where_the_program_runs(run: Run, canvas: WriteCanvas, tmp_path: Path) -> None:
    (tmp_path / "strategies/nord").mkdir(parents=True)
    canvas("strategies/nord/canvas.json")
    for path in ("strategies/nord", "strategies/nord/canvas.json", tmp_path / "strategies/nord"):
        result = run("review", path, "-f", "github")
        assert b" file=strategies/nord/canvas.json,line=" in result.stdout
    result = run("review", "strategies/nord", "strategies/nord/canvas.json", "-o", "all.sarif")
    runs = json.loads((tmp_path / "all.sarif").read_bytes())["runs"]
    assert [each["artifacts"][0]["location"]["uri"] for each in runs] == ["strategies/nord/canvas.json"] * 2


def test_a_file_of_the_strategy_is_never_written_over(run: Run, canvas: WriteCanvas, tmp_path: Path) -> None:
    (tmp_path / "strategy").mkdir()
    path = canvas("strategy/strategy.json")
    before = path.read_bytes()
    result = run("review", "strategy", "-f", "json", "-o", "strategy")
    assert result.returncode == 2
    assert b"is the file under review" in result.stderr
    assert path.read_bytes() == before


def test_a_register_that_somebody_worked_in_is_not_written_over(
    run: Run, canvas: WriteCanvas, tmp_path: Path
) -> None:
    path, register = canvas(), tmp_path / "register.xlsx"
    assert run("review", path, "-o", register).returncode == 0
    assert run("review", path, "-o", register).returncode == 0, "nobody has edited it"
    book = openpyxl.load_workbook(register)
    names = [cell.value for cell in book.worksheets[0][3]]
    book.worksheets[0].cell(4, names.index("Owner") + 1, "A. Pop")
    book.save(register)
    before = register.read_bytes()
    result = run("review", path, "-f", "json", "-o", "new.json", "-o", register)
    assert result.returncode == 2
    assert b"cxadvisor notes PATH --read FILE" in result.stderr
    assert register.read_bytes() == before
    assert not (tmp_path / "new.json").exists()
    assert run("notes", path, "--read", register).returncode == 0
    assert run("review", path, "-o", register).returncode == 0, "the notes have it now"
    assert b"A. Pop" in run("review", path, "-f", "csv").stdout


def test_no_file_is_written_where_one_of_them_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SettingsError, match=r"new\.txt"):
        write_all_atomically([(str(tmp_path / "old.txt"), b"new"), (str(tmp_path / "file/new.txt"), b"new")])
    assert (tmp_path / "old.txt").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "old.txt", "there"]


def test_what_a_brand_could_not_have_is_told(run: Run, canvas: WriteCanvas, tmp_path: Path) -> None:
    (tmp_path / "strategy").mkdir()
    canvas("strategy/canvas.json")
    (tmp_path / "strategy/cxadvisor.toml").write_text(
        '[brand]\ncolours = { primary = "#ffee88" }\nfonts = { text = "No Such Font" }\n', "utf-8"
    )
    result = run("review", "strategy", "-f", "pdf", "-o", "report.pdf", "-f", "html", "-o", "report.html")
    assert result.returncode == 0
    assert result.stderr.count(b"#ffee88 is too light for words") == 1
    assert "“No Such Font” is not installed on this machine".encode() in result.stderr
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
