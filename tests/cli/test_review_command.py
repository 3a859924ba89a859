"""``cxadvisor review``, as it is typed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, Run, WriteCanvas, content

HELD_BACK = ["--as-of", "2026-03-01"]


def test_a_canvas_is_reviewed_as_text(run: Run, canvas: WriteCanvas) -> None:
    result = run("review", canvas())
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"Mobila Nord" in result.stdout
    assert result.stdout.endswith(b"\n")


def test_fail_on_turns_findings_into_an_exit_code(run: Run, canvas: WriteCanvas) -> None:
    path = canvas()
    assert run("review", path).returncode == 0
    assert run("review", path, "--fail-on", "low").returncode == 1


def test_a_folder_is_one_strategy(run: Run, tmp_path: Path, canvas: WriteCanvas) -> None:
    (tmp_path / "strategy").mkdir()
    canvas("strategy/canvas.json")
    result = run("review", "strategy", "-f", "json")
    assert result.returncode == 0
    assert json.loads(result.stdout)["cxreview"] == "1"


def test_standard_input_is_a_strategy(run: Run) -> None:
    result = run("review", "-", "-f", "json", input=json.dumps(content()).encode())
    assert result.returncode == 0
    assert json.loads(result.stdout)["strategy"]["title"] == "Mobila Nord"


def test_standard_input_may_be_yaml(run: Run) -> None:
    result = run("review", "-", "-f", "json", input=b"cxcanvas: '1'\ntitle: Ceva\n")
    assert result.returncode == 0
    assert json.loads(result.stdout)["strategy"]["title"] == "Ceva"


def test_endless_standard_input_is_refused(run: Run) -> None:
    with open("/dev/zero", "rb") as endless:
        result = run("review", "-", stdin=endless)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr


def test_standard_input_is_read_once(run: Run) -> None:
    result = run("review", "-", "-", input=b"{}")
    assert result.returncode == 2
    assert b"only once" in result.stderr


def test_closed_standard_input_is_told(run: Run) -> None:
    result = run("review", "-", preexec_fn=lambda: os.close(0))
    assert result.returncode == 2
    assert result.stderr == b"standard input is closed.\n"


@pytest.mark.parametrize("name", ["missing.json", "folder", "fifo", "loop.json", "broken.json", "empty.yaml"])
def test_bad_input_is_told_in_lines_that_name_the_file(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop.json").symlink_to("loop.json")
    (tmp_path / "broken.json").write_text('{"title": "x",\n "needs": }')
    (tmp_path / "empty.yaml").write_text("")
    result = run("review", name)
    assert result.returncode == 2
    assert result.stdout == b""
    assert name in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def test_a_problem_is_told_with_line_and_column(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"title": "x",\n "needs": }')
    assert b"broken.json:2:" in run("review", "broken.json").stderr


def test_what_a_file_says_cannot_act_on_the_terminal(run: Run, canvas: WriteCanvas) -> None:
    path = canvas(**{"obiec\x1b[31mtive": []})
    result = run("review", path)
    assert result.returncode == 2
    assert b"\x1b" not in result.stderr


def test_one_bad_path_does_not_keep_the_others_from_being_reviewed(run: Run, canvas: WriteCanvas) -> None:
    canvas("a.json", title="First")
    canvas("b.json", title="Second")
    result = run("review", "a.json", "missing.json", "b.json")
    assert result.returncode == 2
    assert b"missing.json" in result.stderr
    assert result.stdout.index(b"First") < result.stdout.index(b"Second")


def test_several_paths_in_json_are_one_object(run: Run, canvas: WriteCanvas) -> None:
    canvas("a.json", title="First")
    canvas("b.json", title="Second")
    result = run("review", "a.json", "missing.json", "b.json", "-f", "json", *HELD_BACK)
    report = json.loads(result.stdout)
    assert [each["strategy"]["title"] for each in report["reviews"]] == ["First", "Second"]
    assert [each["path"] for each in report["failed"]] == ["missing.json"]
    assert report["complete"] is False
    assert report["reviews"][1] == json.loads(run("review", "b.json", "-f", "json", *HELD_BACK).stdout)


def test_nothing_is_printed_when_no_path_could_be_reviewed(run: Run) -> None:
    result = run("review", "a.json", "b.json", "-f", "json")
    assert (result.returncode, result.stdout) == (2, b"")
    assert len(result.stderr.splitlines()) == 2


def test_a_wrong_setting_is_told_once(run: Run, canvas: WriteCanvas) -> None:
    canvas("a.json")
    canvas("b.json")
    result = run("review", "a.json", "b.json", "--select", "moment-without-activty")
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr.count(b"moment-without-activty") == 1
    assert b"moment-without-activity" in result.stderr, "the remedy names what was probably meant"


@pytest.fixture
def incomplete(tmp_path: Path, canvas: WriteCanvas) -> Path:
    """A strategy with a file that is not reviewed."""
    (tmp_path / "strategy").mkdir()
    canvas("strategy/canvas.json")
    (tmp_path / "strategy" / "strange.yaml").write_text("nothing: of cxadvisor's\n", "utf-8")
    return tmp_path / "strategy"


def test_an_incomplete_review_never_looks_clean(run: Run, incomplete: Path) -> None:
    result = run("review", incomplete, "-f", "json")
    assert json.loads(result.stdout)["complete"] is False
    assert result.returncode == 3
    assert run("review", incomplete, "--fail-on", "low").returncode == 3, "3 comes before 1"
    assert run("review", incomplete, "missing.json").returncode == 2, "2 comes before 3"


def test_several_canvases_in_a_folder_are_one_strategy(run: Run, tmp_path: Path, canvas: WriteCanvas) -> None:
    (tmp_path / "strategy").mkdir()
    canvas("strategy/a.json", title="First")
    canvas("strategy/b.json", title="Second")
    result = run("review", "strategy", "-f", "json", "--fail-on", "medium")
    assert result.returncode == 1, "findings count in whatever canvas they are"
    assert [each["strategy"]["title"] for each in json.loads(result.stdout)["reviews"]] == ["First", "Second"]


def test_settings_that_cannot_be_used_concern_their_strategy_only(
    run: Run, tmp_path: Path, canvas: WriteCanvas
) -> None:
    (tmp_path / "strategy").mkdir()
    canvas("strategy/canvas.json")
    (tmp_path / "strategy" / "cxadvisor.toml").write_text('packs = ["rules/mine.yaml"]', "utf-8")
    (tmp_path / "strategy" / "rules").mkdir()
    (tmp_path / "strategy" / "rules" / "mine.yaml").write_text("code: X\n", "utf-8")
    canvas("other.json", title="Other")
    result = run("review", "strategy", "other.json")
    assert result.returncode == 2
    assert b"mine.yaml" in result.stderr
    assert b"Other" in result.stdout
    assert b"Traceback" not in result.stderr


def codes(result: subprocess.CompletedProcess[bytes]) -> set[str]:
    return {finding["code"] for finding in json.loads(result.stdout)["findings"]}


def test_rules_are_selected_and_ignored_by_name_or_code(run: Run, canvas: WriteCanvas) -> None:
    path = canvas()
    everything = codes(run("review", path, "-f", "json"))
    assert "CAN101" in everything
    assert codes(run("review", path, "-f", "json", "--select", "CAN101")) == {"CAN101"}
    assert codes(run("review", path, "-f", "json", "--select", "too-many-metrics,empty-block")) == {"CAN101"}
    ignored = codes(run("review", path, "-f", "json", "--ignore", "CAN101", "--ignore", "CUS301"))
    assert ignored.isdisjoint({"CAN101", "CUS301"})


def test_severity_shows_that_and_above(run: Run, canvas: WriteCanvas) -> None:
    result = run("review", canvas(), "-f", "json", "--severity", "medium")
    assert {finding["severity"] for finding in json.loads(result.stdout)["findings"]} <= {"high", "medium"}


def test_the_language_of_the_report_can_be_chosen(run: Run, canvas: WriteCanvas) -> None:
    path = canvas()
    assert run("review", path, "--lang", "ro").stdout != run("review", path, "--lang", "en").stdout
    assert run("review", path, "--lang", "xx").returncode == 2


def test_the_day_is_taken_from_the_option(run: Run, canvas: WriteCanvas) -> None:
    result = run("review", canvas(), "-f", "json", "--as-of", "2031-12-24")
    assert json.loads(result.stdout)["as_of"] == "2031-12-24"


@pytest.mark.parametrize("day", ["2026-02-30", "20260301", "tomorrow", "2026-3-1", "٢٠٢٦-٠٣-٠١"])
def test_a_day_that_is_none_is_refused(run: Run, canvas: WriteCanvas, day: str) -> None:
    result = run("review", canvas(), "--as-of", day)
    assert result.returncode == 2
    assert b"is not a day" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["-o", "report.json"], b"{"),
        (["-o", "report.MD"], b"#"),
        (["-o", "report.html"], b"<!"),
        (["-o", "report.txt"], b"Mobila Nord"),
        (["-o", "report"], b"Mobila Nord"),
        (["-o", "report.txt", "-f", "json"], b"{"),
        (["-o", "report.pdf", "-f", "json"], b"{"),
    ],
)
def test_the_name_of_the_output_file_tells_the_format(
    run: Run, canvas: WriteCanvas, tmp_path: Path, arguments: list[str], start: bytes
) -> None:
    result = run("review", canvas(), *arguments)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    written = (tmp_path / arguments[1]).read_bytes()
    assert written.lstrip().startswith(start)
    assert b"\x1b" not in written


def test_output_is_the_same_as_what_is_printed(run: Run, canvas: WriteCanvas, tmp_path: Path) -> None:
    path = canvas()
    for format in ("json", "markdown", "html", "text"):
        printed = run("review", path, "-f", format, *HELD_BACK).stdout
        run("review", path, "-f", format, "-o", "report", *HELD_BACK)
        assert (tmp_path / "report").read_bytes() == printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "report.xyz"], "names no format"),
        (["-o", "folder"], "is a folder"),
        (["-o", "missing/report.json"], "its folder does not exist"),
        (["-o", "canvas.json"], "is the file under review"),
        (["-o", "/dev/null"], "is not a regular file"),
        (["canvas.json", "-f", "html"], "is about one strategy"),
        (["-f", "docm"], "docm"),
        (["--select", ","], "a name is missing"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_usage_that_cannot_work_is_refused_before_any_work(
    run: Run, canvas: WriteCanvas, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "folder").mkdir()
    path = canvas()
    before = path.read_bytes()
    result = run("review", path, *arguments)
    assert result.returncode == 2
    assert message in result.stderr.decode()
    assert result.stdout == b""
    assert path.read_bytes() == before


def test_bad_input_leaves_the_old_report_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"old")
    assert run("review", "missing.json", "-o", "report.txt").returncode == 2
    assert (tmp_path / "report.txt").read_bytes() == b"old"


def test_a_path_is_required(run: Run) -> None:
    assert run("review").returncode == 2
    assert run().returncode == 2


def test_ctrl_c_ends_with_130(canvas: WriteCanvas, tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "review", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        wait_until_it_reads_standard_input(process.pid)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.strip() == b"cxadvisor: interrupted."


def wait_until_it_reads_standard_input(pid: int) -> None:
    """Wait until the process sleeps in a read from a pipe, as Linux tells in ``/proc``."""
    place = Path(f"/proc/{pid}/syscall")
    for _ in range(600):
        try:
            if place.read_text().startswith("0 0x0 "):
                return
        except OSError:
            time.sleep(2)
            return
        time.sleep(0.05)


BROKEN = """
import sys
import cxadvisor
from cxadvisor.cli import main
def review(*_, **__): raise KeyError("some\\x1b[31mthing")
cxadvisor.review = review
main(sys.argv[1:], prog_name="cxadvisor")
"""


@pytest.mark.parametrize("debug", [False, True])
def test_a_mistake_of_cxadvisor_is_told_without_a_traceback(
    canvas: WriteCanvas, debug: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXADVISOR_DEBUG", "1" if debug else "")
    result = subprocess.run(
        [sys.executable, "-c", BROKEN, "review", str(canvas())], capture_output=True, check=False, timeout=60
    )
    assert result.returncode == 70
    assert b"an unexpected error (KeyError" in result.stderr
    assert (b"Traceback" in result.stderr) is debug
    assert b"\x1b" not in result.stderr


def test_the_sums_behind_the_scores_are_added_to_the_text_report(run: Run, canvas: WriteCanvas) -> None:
    path = canvas(activities={"post_sale": ["Measure the doors before delivery"]})
    plain, explained = run("review", path), run("review", "--explain-score", path)
    assert explained.returncode == 0
    told = explained.stdout.decode()
    assert "How the notes are linked" in told
    assert "How the notes are linked" not in plain.stdout.decode()
    assert "To be coherent" in told
    assert all(len(line) <= 80 for line in told.splitlines())
    row = next(line for line in told.splitlines() if line.lstrip().startswith("Moments with an activity"))
    of, *parts = map(int, row.split()[4:10])
    assert of == sum(parts) == 1
