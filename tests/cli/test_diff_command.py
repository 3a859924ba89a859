"""``cxadvisor diff``, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from cxadvisor.readers import schema
from tests.cli.conftest import Run, WriteCanvas

WANTED = {"post_sale": ["WhatsApp"]}
ONE = {"post_sale": ["Phone"]}
BOTH = {"post_sale": ["Phone", "WhatsApp"]}


@pytest.fixture
def old(canvas: WriteCanvas) -> Path:
    return canvas("old.json", preferred_channels=WANTED, supported_channels=ONE)


@pytest.fixture
def new(canvas: WriteCanvas) -> Path:
    return canvas("new.json", preferred_channels=WANTED, supported_channels=BOTH)


def test_progress_is_told_as_text(run: Run, old: Path, new: Path) -> None:
    result = run("diff", old, new, "--as-of", "2026-03-01")
    assert (result.returncode, result.stderr) == (0, b"")
    text = result.stdout.decode()
    assert "Resolved" in text
    assert "Notes\n1 added." in text
    assert max(map(len, text.splitlines())) <= 80
    assert "as of 2026-03-01" in text


def test_a_strategy_against_itself_has_nothing_new(run: Run, old: Path) -> None:
    result = run("diff", old, old, "--fail-on", "new")
    assert result.returncode == 0
    assert b"All notes are as before." in result.stdout
    assert b"Resolved" not in result.stdout


def test_json_is_as_its_schema_says_and_the_same_each_time(run: Run, old: Path, new: Path) -> None:
    arguments = ("diff", old, new, "-f", "json", "--as-of", "2026-03-01")
    result = run(*arguments)
    jsonschema.validate(json.loads(result.stdout), schema("diff"))
    assert result.stdout == run(*arguments).stdout


def test_saved_reviews_are_compared(run: Run, old: Path, new: Path, tmp_path: Path) -> None:
    for path, name in ((old, "first.json"), (new, "second.json")):
        assert run("review", path, "-o", name, "--as-of", "2026-03-01", "--lang", "ro").returncode == 0
    result = run("diff", "first.json", "second.json", "-f", "json")
    both_saved = json.loads(result.stdout)
    assert both_saved["old"]["source"] == both_saved["new"]["source"] == "review"
    assert both_saved["notes"] is None
    mixed = json.loads(run("diff", "first.json", new, "-f", "json", "--as-of", "2026-03-01").stdout)
    assert mixed["interface"] == "ro", "a strategy is reviewed in the language of the saved review"
    assert mixed["summary"] == both_saved["summary"]
    again = run(
        "diff", "-", new, "-f", "json", "--as-of", "2026-03-01", input=(tmp_path / "first.json").read_bytes()
    )
    assert json.loads(again.stdout)["findings"] == mixed["findings"]


def test_markdown_goes_into_a_file(run: Run, old: Path, new: Path, tmp_path: Path) -> None:
    result = run("diff", old, new, "-o", "progress.md")
    assert (result.returncode, result.stdout) == (0, b"")
    assert (tmp_path / "progress.md").read_text("utf-8").startswith("# Mobila Nord\n")


def test_a_report_in_the_folder_is_no_part_of_the_strategy(
    run: Run, canvas: WriteCanvas, tmp_path: Path
) -> None:
    (tmp_path / "strategy").mkdir()
    canvas("strategy/canvas.json")
    for name in ("progress.md", "progress.json"):
        assert run("diff", "strategy", "strategy", "-o", f"strategy/{name}").returncode == 0
    result = run("review", "strategy", "-f", "json")
    assert result.returncode == 0
    assert json.loads(result.stdout)["notices"] == []


def test_fail_on_counts_what_is_new(run: Run, old: Path, new: Path) -> None:
    assert run("diff", new, old).returncode == 0
    assert run("diff", new, old, "--fail-on", "new").returncode == 1
    assert run("diff", new, old, "--fail-on", "new:high").returncode == 1
    assert run("diff", old, new, "--fail-on", "new").returncode == 0
    assert run("diff", old, old, "--fail-on", "new").returncode == 0


def test_what_is_wrong_with_either_side_is_told_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"title": "x",\n "needs": }')
    (tmp_path / "review.json").write_text('{"cxreview": "1",\n "findings": 3}')
    result = run("diff", "broken.json", "missing.yaml")
    assert result.returncode == 2
    assert b"broken.json:2:" in result.stderr
    assert b"missing.yaml" in result.stderr
    result = run("diff", "review.json", "broken.json")
    assert result.returncode == 2
    assert b"review.json:2:14" in result.stderr
    assert b"Traceback" not in result.stderr
    assert run("diff", "-", "-").returncode == 2


def test_a_file_of_several_reviews_is_refused(run: Run, old: Path, new: Path) -> None:
    run("review", old, new, "-f", "json", "-o", "both.json")
    result = run("diff", "both.json", new)
    assert result.returncode == 2
    assert b"holds 2 reviews" in result.stderr


def test_an_incomplete_review_makes_no_progress(
    run: Run, canvas: WriteCanvas, tmp_path: Path, old: Path
) -> None:
    (tmp_path / "strategy").mkdir()
    canvas("strategy/canvas.json")
    (tmp_path / "strategy" / "strange.yaml").write_text("nothing: of ours\n", "utf-8")
    result = run("diff", old, "strategy", "--fail-on", "new")
    assert result.returncode == 3
    assert b"were not made alike" in result.stdout


def test_hostile_words_stay_words(run: Run, canvas: WriteCanvas) -> None:
    words = "Ask <script>alert(1)</script> | [a](javascript:x) “quoted” „and” «more» =1+1"
    old = canvas("a.json", moments={"post_sale": [words]})
    new = canvas("b.json", moments={"post_sale": [f"{words} again"]})
    for format in ("text", "markdown", "json"):
        result = run("diff", old, new, "-f", format)
        assert result.returncode == 0
        if format == "markdown":
            assert b"<script>" not in result.stdout
            assert b"[a](" not in result.stdout
    saved = run("review", old, "-o", "a.review.json")
    assert saved.returncode == 0
    assert run("diff", "a.review.json", new).returncode == 0
