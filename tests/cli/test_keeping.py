"""``cxadvisor history``, and ``--record``, ``--write-baseline`` and ``--baseline`` of a review, as they are typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, Run, WriteCanvas

MARCH, JUNE = ("--as-of", "2026-03-01"), ("--as-of", "2026-06-01")


@pytest.fixture
def strategy(tmp_path: Path, canvas: WriteCanvas) -> Path:
    (tmp_path / "strategy").mkdir()
    canvas("strategy/canvas.json")
    return tmp_path / "strategy"


def recorded(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_reviews_are_recorded_once_a_day_and_content(run: Run, strategy: Path, canvas: WriteCanvas) -> None:
    for day in (MARCH, MARCH, JUNE):
        result = run("review", "strategy", "--record", *day)
        assert result.returncode == 0
    history = strategy / "history.jsonl"
    assert [each["as_of"] for each in recorded(history)] == ["2026-03-01", "2026-06-01"]
    canvas("strategy/canvas.json", title="Other")
    result = run("review", "strategy", "--record", *JUNE)
    assert (len(recorded(history)), result.stderr) == (3, b"")
    again = run("review", "strategy", "--record", *JUNE)
    assert b"recorded already" in again.stderr
    data = json.loads(run("review", "strategy", "-f", "json", *JUNE).stdout)
    assert data["notices"] == [], "the history is no part of the strategy"
    assert data["complete"] is True


def test_the_history_of_a_file_stands_beside_it(run: Run, canvas: WriteCanvas, tmp_path: Path) -> None:
    run("review", canvas("a.json"), canvas("b.json"), "--record", *MARCH)
    assert sorted(path.name for path in tmp_path.glob("*.jsonl")) == ["a.history.jsonl", "b.history.jsonl"]


def test_the_settings_may_ask_for_a_history(run: Run, strategy: Path) -> None:
    (strategy / "cxadvisor.toml").write_text("history = true\n", "utf-8")
    assert run("review", "strategy", *MARCH).returncode == 0
    assert run("review", "strategy", "--no-record", *JUNE).returncode == 0
    partly = run("review", "strategy", "--severity", "high", *JUNE)
    assert b"Not recorded" in partly.stderr
    assert len(recorded(strategy / "history.jsonl")) == 1


def test_what_somebody_wrote_into_the_history_is_kept(run: Run, strategy: Path) -> None:
    history = strategy / "history.jsonl"
    history.write_bytes(b"# mine\n\xff\xfe half a li")
    result = run("review", "strategy", "--record", *MARCH)
    assert result.returncode == 0
    assert result.stderr.count(b"no recorded review") == 2
    assert history.read_bytes().startswith(b"# mine\n\xff\xfe half a li\n{")
    shown = run("history", "strategy")
    assert (shown.returncode, shown.stderr.count(b"no recorded review")) == (0, 2)
    assert b"2026-03-01" in shown.stdout


def test_several_reviews_at_once_lose_no_line(strategy: Path, tmp_path: Path) -> None:
    command = [*COMMAND, "review", "strategy", "--record"]
    running = [
        subprocess.Popen([*command, "--as-of", f"2026-03-0{day}"], cwd=tmp_path, stdout=subprocess.DEVNULL)
        for day in (1, 2, 2, 3)
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    days = sorted(str(each["as_of"]) for each in recorded(strategy / "history.jsonl"))
    assert days == ["2026-03-01", "2026-03-02", "2026-03-03"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and rights of Unix")
def test_a_history_that_cannot_be_written_is_told_after_the_report(run: Run, strategy: Path) -> None:
    os.mkfifo(strategy / "history.jsonl")
    result = run("review", "strategy", "--record", *MARCH)
    assert result.returncode == 2
    assert b"Mobila Nord" in result.stdout
    assert b"history.jsonl" in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("-", "--record"),
        ("strategy", "--record", "--severity", "high"),
        ("strategy", "--record", "--select", "CUS301"),
        ("strategy", "strategy", "--baseline", "x.json"),
        ("strategy", "strategy", "--write-baseline", "x.json"),
        ("strategy", "--write-baseline", "strategy"),
    ],
)
def test_what_cannot_be_kept_is_refused_before_any_work(
    run: Run, strategy: Path, arguments: tuple[str, ...]
) -> None:
    result = run("review", *arguments, input=b"")
    assert (result.returncode, result.stdout) == (2, b"")


def test_a_history_is_shown_as_text_json_and_csv(run: Run, strategy: Path, tmp_path: Path) -> None:
    for day in (MARCH, JUNE):
        run("review", "strategy", "--record", *day)
    text = run("history", "strategy")
    assert text.returncode == 0
    assert "2 recorded reviews" in text.stdout.decode()
    assert "▄" in text.stdout.decode()
    plain = run("history", "strategy", env={"PYTHONIOENCODING": "ascii"})
    assert plain.stdout.isascii()
    assert b"?" not in plain.stdout
    assert json.loads(run("history", "strategy", "-f", "json").stdout)["cxhistory"] == "1"
    assert run("history", "strategy", "-o", "figures.csv").returncode == 0
    assert (tmp_path / "figures.csv").read_text("utf-8").startswith("as_of,")
    assert run("history", "strategy/history.jsonl").stdout == text.stdout.replace(
        b"strategy\n", b"strategy/history.jsonl\n", 1
    )


def test_a_missing_or_empty_history_says_what_to_do(run: Run, strategy: Path) -> None:
    result = run("history", "strategy")
    assert result.returncode == 2
    assert b"--record" in result.stderr
    assert run("history", "nowhere").returncode == 2
    (strategy / "history.jsonl").write_text("nothing\n", "utf-8")
    assert run("history", "strategy").returncode == 2


def test_a_baseline_is_written_and_watched(run: Run, strategy: Path, canvas: WriteCanvas) -> None:
    assert run("review", "strategy", "--write-baseline", "strategy/known.json", *MARCH).returncode == 0
    watching = ("review", "strategy", "--baseline", "strategy/known.json", "--fail-on", "low", *JUNE)
    result = run(*watching)
    assert result.returncode == 0
    assert b"No new findings" in result.stdout
    canvas(
        "strategy/canvas.json",
        preferred_channels={"post_sale": ["WhatsApp"]},
        supported_channels={"post_sale": ["Phone"]},
    )
    result = run(*watching)
    assert result.returncode == 1
    assert b"preferred-channel-unsupported" in result.stdout
    (strategy / "cxadvisor.toml").write_text('baseline = "known.json"\n', "utf-8")
    assert run("review", "strategy", "--fail-on", "low", *JUNE).returncode == 1
    (strategy / "known.json").write_text('{"cxbaseline": "1",\n "findings": 3}', "utf-8")
    result = run("review", "strategy", *JUNE)
    assert result.returncode == 2
    assert b"known.json:2:14" in result.stderr
